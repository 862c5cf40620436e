import { repacked } from '../../scripts/vectors/small-log.ts';
import { strangerPackerKey } from '../../scripts/vectors/vector-keys.ts';
import { remakeManifests, type SampleMembers } from '../../shared/samples/sample-members.ts';
import type { Dice } from './dice.ts';
import type { GenuineLog } from './genuine-logs.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateLines } from './mutate-lines.ts';
import { mutateNotes } from './mutate-notes.ts';
import { pathTokens } from './tokens.ts';

/** Members as somebody left them, and what they needed for it. */
export interface Forgery {
  readonly members: SampleMembers;
  /** Whoever has the packer's key may describe and leave out what they like; what the log signed is beyond them. */
  readonly hasPackerKey: boolean;
}

/** What an attacker does to the files of a bundle before it is zipped: some edits, then the manifests, or not. */
export function mutateMembers(log: GenuineLog, others: readonly GenuineLog[], dice: Dice): Forgery {
  let members = log.members;
  do {
    members = dice.pick(edits)(members, dice, others);
  } while (dice.oneIn(3));
  return remade(members, dice);
}

type Edit = (members: SampleMembers, dice: Dice, others: readonly GenuineLog[]) => SampleMembers;

const edits: readonly Edit[] = [
  (members) => members,
  (members, dice) => changed(members, dice, (bytes) => mutateBytes(bytes, dice)),
  (members, dice) => changed(members, dice, (bytes) => mutateBytes(bytes, dice)),
  (members, dice) => changed(members, dice, () => new Uint8Array(0)),
  mutateLines,
  mutateLines,
  mutateNotes,
  mutateNotes,
  changeDescriptor,
  changeDescriptor,
  (members, dice) => without(members, pathIn(members, dice)),
  (members, dice) => moved(members, pathIn(members, dice), otherPath(members, dice)),
  (members, dice) => new Map(members).set(otherPath(members, dice), bytesIn(members, dice)),
  (members, dice) => {
    const [one, other] = [pathIn(members, dice), pathIn(members, dice)];
    const [ofOne, ofOther] = [members.get(one) ?? empty, members.get(other) ?? empty];
    return new Map(members).set(one, ofOther).set(other, ofOne);
  },
  // Parts of one genuine bundle in another: all of it was signed, though not for this place.
  (members, dice, others) => {
    const from = dice.pick(others).members;
    const path = pathIn(from, dice);
    return new Map(members).set(path, from.get(path) ?? empty);
  },
  (members, dice, others) => {
    const from = dice.pick(others).members;
    const folder = dice.pick([
      'data/segments/',
      'data/checkpoints/',
      'data/disclosures/',
      'tag',
      'data/bundle',
    ]);
    const isMeant = (path: string) => path.startsWith(folder);
    const kept = [...members].filter(([path]) => !isMeant(path));
    return new Map([...kept, ...[...from].filter(([path]) => isMeant(path))]);
  },
  // Another order: what is read first must not matter.
  (members, dice) => {
    const path = pathIn(members, dice);
    return new Map(without(members, path)).set(path, members.get(path) ?? empty);
  },
];

const empty = new Uint8Array(0);

function changed(
  members: SampleMembers,
  dice: Dice,
  change: (bytes: Uint8Array) => Uint8Array,
): SampleMembers {
  const path = pathIn(members, dice);
  return new Map(members).set(path, change(members.get(path) ?? empty));
}

function without(members: SampleMembers, path: string): SampleMembers {
  // The last member stays: a ZIP of nothing is tried by the mutations of bytes.
  return members.size === 1 ? members : new Map([...members].filter(([each]) => each !== path));
}

function moved(members: SampleMembers, from: string, to: string): SampleMembers {
  return new Map([...members].map(([path, bytes]) => [path === from ? to : path, bytes]));
}

function pathIn(members: SampleMembers, dice: Dice): string {
  return dice.pick([...members.keys()]);
}

function bytesIn(members: SampleMembers, dice: Dice): Uint8Array {
  return members.get(pathIn(members, dice)) ?? empty;
}

function otherPath(members: SampleMembers, dice: Dice): string {
  if (dice.oneIn(2)) return dice.pick(pathTokens);
  const path = Buffer.from(mutateBytes(Buffer.from(pathIn(members, dice)), dice)).toString('utf8');
  // Names of more than 65,535 bytes fit into no ZIP, and one of a single byte has no room for a stand-in.
  return path.slice(0, 200).padEnd(2, 'x');
}

/** Fields of the descriptor as another program would write them, not only as damaged bytes. */
function changeDescriptor(members: SampleMembers, dice: Dice): SampleMembers {
  const bytes = members.get('data/bundle.json');
  const descriptor = bytes === undefined ? null : parseOrNull(bytes);
  if (descriptor === null) return members;
  const { range, frontier } = descriptor as { range: object; frontier?: readonly unknown[] };
  const count = () =>
    dice.pick([0, 1, 3, 4, 5, 6, 8, 9, 11, 12, 13, 2 ** 32, Number.MAX_SAFE_INTEGER, -1, 0.5, '4', null]);
  const digests = Array.isArray(frontier) ? frontier : [];
  const change = dice.pick([
    () => ({ range: { ...range, end: count() } }),
    () => ({ range: { ...range, start: count() } }),
    () => ({ range: { start: count(), end: count() } }),
    () => ({ frontier: digests.slice(1) }),
    () => ({ frontier: [...digests].reverse() }),
    () => ({ frontier: [...digests, '0'.repeat(64)] }),
    () => ({
      frontier: Array.from({ length: dice.below(60) }, () => Buffer.from(dice.bytes(32)).toString('hex')),
    }),
    () => ({
      origin: dice.pick(['', 'x', 'vectors.vouch.example/log ', 'VECTORS.vouch.example/log', 'a\nb', 1]),
    }),
    () => ({ title: dice.pick(['', 'x'.repeat(1_000), 'x'.repeat(1_001), '\u202e', null, {}]) }),
    () => ({ format: dice.pick(['evb/1', 'evb/2', 'EVB/1', 1, null]) }),
    () => ({
      mapping: dice.pick([{}, { actor: '/a~2' }, { actor: '' }, { colour: '/a' }, { time: '/x' }, [], null]),
    }),
    () => ({ offeredLogKey: dice.pick(['', 'x', null, 'vectors.vouch.example/log+00000000+AQ==', {}]) }),
    () => ({ [dice.pick(['a', '__proto__x', 'signature', 'algorithm'])]: dice.pick([1, [], 'none']) }),
  ]);
  return new Map(members).set(
    'data/bundle.json',
    Buffer.from(JSON.stringify({ ...descriptor, ...change() })),
  );
}

function parseOrNull(bytes: Uint8Array): object | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null && 'range' in value ? value : null;
  } catch {
    return null;
  }
}

/** The manifests as they were, made anew by anybody, by a stranger with a key, or by the packer. */
function remade(members: SampleMembers, dice: Dice): Forgery {
  const how = dice.below(8);
  if (how === 0) return { members, hasPackerKey: false };
  try {
    if (how === 1) return { members: remakeManifests(members), hasPackerKey: false };
    if (how === 2) return { members: repacked(members, strangerPackerKey), hasPackerKey: false };
    return { members: repacked(members), hasPackerKey: true };
  } catch {
    // Not every damage leaves something to make a manifest of.
    return { members, hasPackerKey: false };
  }
}
