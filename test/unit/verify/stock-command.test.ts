import { describe, expect, it } from 'vitest';
import type { CheckResult, Place } from '../../../shared/verify/check-result.ts';
import { stockCommand } from '../../../shared/verify/stock-command.ts';

function chainResult(place: Place): CheckResult {
  return { code: 'chain', axis: 'bytes', outcome: 'fail', place, statement: '' };
}

const line = { line: 19_311, offset: 0, ordinal: 19_310, seq: 19_310 } as const;

describe('The stock command of a result', () => {
  it('names the file and the line, ready to run in the unpacked bundle', () => {
    const member = 'data/segments/000000000000.ndjson';
    expect(stockCommand(chainResult({ kind: 'line', member, ...line }))).toContain(
      'sed -n 19311p data/segments/000000000000.ndjson | ',
    );
  });

  it('never carries a path that a shell could read as a command', () => {
    for (const member of ['$(reboot)', 'a;b', "a'b", 'a b', '-rf', '`id`', 'a\nb', '../x y']) {
      const command = stockCommand(chainResult({ kind: 'line', member, ...line }));
      expect(command).toContain('sed -n 19311p FILE');
      expect(command).not.toContain(member);
    }
  });

  it('is the general one where a result names no place', () => {
    expect(stockCommand(chainResult({ kind: 'bundle' }))).toContain('sed -n LINEp FILE');
  });

  it('is absent where no stock tool can show the same', () => {
    expect(stockCommand({ ...chainResult({ kind: 'bundle' }), code: 'claimed-time' })).toBeNull();
  });
});
