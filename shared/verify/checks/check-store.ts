import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf } from '../count-words.ts';

/**
 * Our own copy still holds what arrived. A difference says that the case database was changed after the import,
 * by a fault or by somebody; it says nothing about the sender.
 */
export function checkStore({ observation, arrival }: CheckInput): readonly CheckResult[] {
  if (arrival === null) return [];
  const now = new Map(observation.members.map(({ path, sha256 }) => [path, sha256]));
  const paths = [...new Set([...arrival.keys(), ...now.keys()])];
  const changed = paths.filter((path) => arrival.get(path) !== now.get(path));
  if (changed.length === 0) {
    const statement = `The stored copy of all ${countOf(paths.length, 'file', 'files')} has the digests of its arrival.`;
    return [{ code: 'store', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
  }
  return changed.map((path) => ({
    code: 'store',
    axis: 'bytes',
    outcome: 'fail',
    place: memberPlace(path),
    statement: `The stored copy of ${path} is not what arrived.`,
    expected: arrival.get(path) ?? 'no such file',
    found: now.get(path) ?? 'no such file',
  }));
}
