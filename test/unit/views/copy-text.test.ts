import { describe, expect, it } from 'vitest';
import type { ColumnLayout } from '../../../renderer/views/explore/table/column-layout.ts';
import { cellText, citation, copiedRows } from '../../../renderer/views/explore/table/copy-text.ts';
import type { FieldValue } from '../../../shared/adapters/field-value.ts';
import type { Verdict, VerdictState } from '../../../shared/verify/verdict.ts';
import { bundleView } from '../../support/bundle-view.ts';
import { absentFields, hitRow } from '../../support/hit-row.ts';

const text = (value: string): FieldValue => ({ kind: 'text', text: value });
const layout = (...ids: readonly string[]): ColumnLayout => ids.map((id) => ({ id, width: null }));
const axis = { tone: 'good', words: '' } as const;
const stated = (state: VerdictState): Verdict => ({
  ...{ state, headline: 'VERIFIED', results: [] },
  axes: { bytes: axis, signer: axis, completeness: axis, time: axis },
});
const bundle = bundleView('q3.evb.zip', { verdict: stated('verified') });

describe('copied rows', () => {
  it('have a head, tabs between cells and a line end after each row', () => {
    const row = hitRow({ seq: 7, time: 0, fields: { ...absentFields, actor: text('alice') } });
    expect(copiedRows([row], layout('#seq', '#time', 'actor'), () => bundle)).toEqual({
      text: '#\tTime (UTC)\tActor\n7\t1970-01-01 00:00:00.000 UTC\talice\n',
      guarded: 0,
    });
  });

  it('stay rows whatever evidence puts into a cell', () => {
    const row = hitRow({ fields: { ...absentFields, actor: text('a\tb\n"c"') } });
    expect(copiedRows([row], layout('actor', 'action'), () => bundle).text).toBe(
      'Actor\tAction\n"a\tb\n""c"""\t\n',
    );
  });

  it.each(['=1+1', '+cmd', '@SUM(A1)', '-2+3', '\t=1'])(
    'let no spreadsheet compute %j, and say so',
    (hostile) => {
      const row = hitRow({ fields: { ...absentFields, actor: text(hostile) } });
      const copied = copiedRows([row], layout('actor'), () => bundle);
      expect(copied.guarded).toBe(1);
      expect(copied.text.replaceAll('"', '')).toBe(`Actor\n'${hostile}\n`);
    },
  );

  it('leave negative numbers and the exact text of a single cell alone', () => {
    const row = hitRow({ fields: { ...absentFields, actor: text('-5.2'), action: text('=1') } });
    expect(copiedRows([row], layout('actor'), () => bundle).guarded).toBe(0);
    expect(cellText(row, 'action', [], bundle)).toBe('=1');
  });

  it('tell absent, empty and withheld apart', () => {
    const fields = { ...absentFields, actor: { kind: 'empty' }, action: { kind: 'withheld' } } as const;
    const row = hitRow({ fields });
    expect(copiedRows([row], layout('actor', 'action', 'target'), () => bundle).text).toBe(
      'Actor\tAction\tTarget\n(empty)\t(withheld)\t\n',
    );
  });

  it('have all values of a further field, and nothing for a field that was not brought', () => {
    const row = hitRow({ further: [[text('read'), text('write')], []] });
    const columns = layout('scopes', 'user.email');
    expect(copiedRows([row], columns, () => bundle).text).toBe('scopes\tuser.email\nread; write\t\n');
  });
});

describe('a citation', () => {
  const leaf = `${'0123456789abcdef'.repeat(4)}`;

  it('names log, place, leaf digest and time', () => {
    expect(citation(hitRow({ seq: 1_234, time: 0 }), leaf, bundle)).toBe(
      'audit.example.com/prod, seq 1234, leaf sha256:0123456789abcdef, 1970-01-01 00:00:00.000 UTC',
    );
  });

  it('names the line where the entry states no number, and says what is not proven', () => {
    const row = hitRow({ seq: null, time: null, ordinal: 56, reading: 'reject' });
    expect(citation(row, leaf, bundle)).toBe(
      'audit.example.com/prod, line 57 of q3.evb.zip, leaf sha256:0123456789abcdef, no readable time, unreadable',
    );
    expect(citation(hitRow({ seq: 1, time: 0 }), leaf, bundleView('q3.evb.zip'))).toMatch(/, not checked$/);
  });

  it('shows the characters of a name that would not show themselves', () => {
    const hostile = bundleView('q3.evb.zip', { origin: 'a\u202eb' });
    expect(citation(hitRow({ seq: 1, time: 0 }), leaf, hostile)).toMatch(/^a⟨RLO⟩b, seq 1/);
  });
});
