import { createHash } from 'node:crypto';
import { rechained } from '../../scripts/vectors/small-lines.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import type { Dice } from './dice.ts';
import { stubFor } from './genuine-logs.ts';
import { mutateBytes } from './mutate-bytes.ts';

type EditLines = (lines: readonly string[], dice: Dice) => readonly string[];

/** What somebody with an editor does to the lines of the log; sometimes the chain is made to fit afterwards. */
export function mutateLines(members: SampleMembers, dice: Dice): SampleMembers {
  const kind = dice.oneIn(4) ? 'data/disclosures/' : 'data/segments/';
  const paths = [...members.keys()].filter((path) => path.startsWith(kind));
  if (paths.length === 0) return members;
  const path = dice.pick(paths);
  const lines = Buffer.from(members.get(path) ?? [])
    .toString('latin1')
    .split('\n');
  const edited = dice.pick(lineEdits)(lines, dice);
  const changed = new Map(members).set(path, Buffer.from(edited.join('\n'), 'latin1'));
  return dice.oneIn(3) ? rechainedIfText(changed, dice) : changed;
}

/** The last item is what stands behind the last LF: as a rule, nothing. */
const lineEdits: readonly EditLines[] = [
  (lines, dice) => lines.toSpliced(dice.below(lines.length), 1),
  (lines, dice) => lines.toSpliced(dice.below(lines.length), 0, dice.pick(lines)),
  (lines, dice) => onOne(lines, dice, () => dice.pick(lines)),
  (lines, dice) => {
    const [one, other] = [dice.below(lines.length), dice.below(lines.length)];
    return lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '');
  },
  (lines, dice) => onOne(lines, dice, (line) => latin1(mutateBytes(Buffer.from(line, 'latin1'), dice))),
  (lines, dice) => onOne(lines, dice, (line) => latin1(mutateBytes(Buffer.from(line, 'latin1'), dice))),
  (lines, dice) => onOne(lines, dice, stubFor),
  (lines, dice) => onOne(lines, dice, () => `#withheld ${latin1(Buffer.from(dice.bytes(32)), 'hex')}`),
  (lines, dice) => lines.map((line) => (line !== '' && dice.oneIn(2) ? stubFor(line) : line)),
  (lines, dice) => onOne(lines, dice, (line) => `${line}\r`),
  (lines) => lines.map((line) => (line === '' ? line : `${line}\r`)),
  (lines) => lines.slice(0, -1),
  (lines, dice) => lines.slice(0, dice.below(lines.length + 1)),
  (lines, dice) => onOne(lines, dice, (line) => line.replace(/"act-\d+"/, '"harmless"')),
  (lines, dice) => onOne(lines, dice, (line) => line.replace(/"seq":\d+/, `"seq":${dice.below(20)}`)),
  (lines, dice) => onOne(lines, dice, (line) => line.replace('{', '{ ')),
  (lines, dice) => onOne(lines, dice, (line) => line.replace(/"(\w)/, (_, first) => `"\\u00${hexOf(first)}`)),
  (lines, dice) => onOne(lines, dice, (line) => line.replace(/^\{("seq":\d+),("prev":"\w+")/, '{$2,$1')),
  (lines, dice) =>
    onOne(lines, dice, (line) => line.replace(/"prev":"\w+"/, `"prev":"${digestOf(dice.pick(lines))}"`)),
];

function onOne(lines: readonly string[], dice: Dice, edit: (line: string) => string): readonly string[] {
  const at = dice.below(lines.length);
  return lines.with(at, edit(lines[at] ?? ''));
}

function rechainedIfText(members: SampleMembers, dice: Dice): SampleMembers {
  try {
    return rechained(members, dice.below(12));
  } catch {
    return members;
  }
}

function digestOf(line: string): string {
  return createHash('sha256').update('\0').update(line, 'latin1').digest('hex');
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

function latin1(bytes: Uint8Array, encoding: 'latin1' | 'hex' = 'latin1'): string {
  return Buffer.from(bytes).toString(encoding);
}
