import { join } from 'node:path';
import type { CliBench, Outcome } from './cli-bench.ts';

/** Keys in `keys/` for the log `logs.example/a` and its packer. */
export async function makeKeys(bench: CliBench, origin = 'logs.example/a', folder = 'keys'): Promise<void> {
  await bench.run(['keygen', '--origin', origin, '--out', bench.path(folder)]);
  await bench.run(['keygen', '--signer', 'packer@logs.example', '--out', bench.path(folder)]);
}

/** `vouch seal` of these inputs in the folder of the bench, with the keys of `makeKeys`. */
export function sealFiles(
  bench: CliBench,
  inputs: readonly string[],
  out: string,
  more: readonly string[] = [],
  stdin = '',
): Promise<Outcome> {
  const keys = bench.path('keys');
  const paths = inputs.map((name) => (name === '-' ? name : bench.path(name)));
  return bench.run(
    [
      ...['seal', ...paths, '--origin', 'logs.example/a', '--out', bench.path(out)],
      ...['--log-key', join(keys, 'log.key'), '--signer-key', join(keys, 'signer.key'), ...more],
    ],
    { stdin },
  );
}

/** Lines of JSON, one event a minute from the given one on, all on the first of March. */
export function minuteLines(count: number, first = 0): string {
  return Array.from({ length: count }, (_, index) => `${JSON.stringify(minute(first + index))}\n`).join('');
}

function minute(at: number): object {
  const clock = `${String(10 + Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  return { ts: `2026-03-01T${clock}:00Z`, actor: { id: `u-${at}` }, action: 'read' };
}
