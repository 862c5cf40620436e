import type { CheckResult, Place } from '../shared/verify/check-result.ts';
import { stockCommand } from '../shared/verify/stock-command.ts';
import type { AxisVerdict, Verdict } from '../shared/verify/verdict.ts';
import type { Terminal } from './terminal.ts';

const axisNames = ['bytes', 'signer', 'completeness', 'time'] as const;

/** Of results that say the same of different places: a clock that goes back every night would bury what else was found. */
const printedOfAKind = 5;

/** The verdict as a block for people: headline, four axes, then what is not a pass, with its place. */
export function printVerdict(name: string, verdict: Verdict, terminal: Terminal): void {
  terminal.print(`${verdict.headline}  ${name}`);
  for (const axis of axisNames) terminal.print(`  ${axis.padEnd(12)}  ${toAxisLine(verdict.axes[axis])}`);
  const passed = verdict.results.filter(({ outcome }) => outcome === 'pass').length;
  terminal.print(`  ${passed} of ${verdict.results.length} results are a pass.`);
  for (const [kind, results] of toKinds(verdict.results.filter(({ outcome }) => outcome !== 'pass'))) {
    for (const result of results.slice(0, printedOfAKind)) printResult(result, terminal);
    const left = results.slice(printedOfAKind);
    const last = left.at(-1);
    if (last === undefined) continue;
    terminal.print(`  ${kind}  ${left.length} more of this kind, the last one at`);
    terminal.print(`      ${renderPlace(last.place)}. With --json, each is listed.`);
  }
}

/** In the order in which each kind was first found. */
function toKinds(results: readonly CheckResult[]): ReadonlyMap<string, readonly CheckResult[]> {
  const kinds = new Map<string, CheckResult[]>();
  for (const result of results) {
    const kind = `${result.outcome}  ${result.code}`;
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [result]);
    else same.push(result);
  }
  return kinds;
}

function printResult(result: CheckResult, terminal: Terminal): void {
  terminal.print(`  ${result.outcome}  ${result.code}  ${renderPlace(result.place)}`);
  terminal.print(`      ${result.statement}`);
  if (result.expected !== undefined) terminal.print(`      expected  ${result.expected}`);
  if (result.found !== undefined) terminal.print(`      found     ${result.found}`);
  const command = stockCommand(result);
  if (command !== null) terminal.print(`      without Vouch: ${command}`);
}

function toAxisLine({ tone, words }: AxisVerdict): string {
  return `${tone.padEnd(4)}  ${words}`;
}

/** A place in words, as editors count lines. */
function renderPlace(place: Place): string {
  switch (place.kind) {
    case 'bundle':
      return 'the bundle as a whole';
    case 'member':
      return place.line === undefined ? place.member : `${place.member}, line ${place.line}`;
    case 'line': {
      const entry = place.seq === null ? 'no seq' : `seq ${place.seq}`;
      return `${place.member}, line ${place.line}, byte ${place.offset} (${entry})`;
    }
    default:
      return place satisfies never;
  }
}
