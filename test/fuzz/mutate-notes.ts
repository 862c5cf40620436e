import { addToGroupOrder } from '../../scripts/vectors/signature-tamper.ts';
import { strangerLogKey, vectorOrigin, witnessKey } from '../../scripts/vectors/vector-keys.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { signEd25519 } from '../../shared/crypto/ed25519.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import type { Dice } from './dice.ts';
import { linesOf } from './genuine-logs.ts';
import { mutateBytes } from './mutate-bytes.ts';

type EditNote = (note: NoteParts, dice: Dice, members: SampleMembers) => NoteParts;

interface NoteParts {
  readonly text: string;
  readonly signatures: readonly string[];
}

/** Forged heads and signatures, by everybody but the log. */
export function mutateNotes(members: SampleMembers, dice: Dice): SampleMembers {
  const paths = [...members.keys()].filter((path) => path.endsWith('.note'));
  if (paths.length === 0) return members;
  const path = dice.pick(paths);
  const note = Buffer.from(members.get(path) ?? []).toString('utf8');
  const [text = '', signatures = ''] = note.split(/\n\n(?=\u2014)/);
  const parts = { text, signatures: signatures.split('\n').filter((line) => line !== '') };
  const { text: newText, signatures: newSignatures } = dice.pick(noteEdits)(parts, dice, members);
  const changed = `${newText}\n\n${newSignatures.map((line) => `${line}\n`).join('')}`;
  const target = dice.oneIn(4) ? `data/checkpoints/${dice.below(14)}.note` : path;
  return new Map(members).set(target, Buffer.from(changed));
}

const noteEdits: readonly EditNote[] = [
  (note, dice) => onSignature(note, dice, (bytes) => mutateBytes(bytes, dice)),
  (note, dice) =>
    onSignature(note, dice, (bytes) => concatBytes([bytes.slice(0, 4), addToGroupOrder(bytes.slice(4))])),
  (note, dice) => onSignature(note, dice, (bytes) => concatBytes([bytes.slice(0, 4), new Uint8Array(64)])),
  (note, dice) => onSignature(note, dice, (bytes) => concatBytes([dice.bytes(4), bytes.slice(4)])),
  (note) => ({ ...note, signatures: [...note.signatures, ...note.signatures] }),
  (note) => ({ ...note, signatures: note.signatures.toReversed() }),
  (note, dice) => ({
    ...note,
    signatures: [...note.signatures, lineBy(note.text, dice, witnessKey, 'w.example')],
  }),
  (note, dice) => ({ ...note, signatures: [lineBy(note.text, dice, strangerLogKey), ...note.signatures] }),
  (note, dice) => ({ ...note, signatures: [lineBy(note.text, dice, strangerLogKey)] }),
  // The signature of another text, and the key id of the log with the signature of a stranger.
  (note, dice, members) => {
    const text = headOver(members, dice);
    return { text, signatures: note.signatures };
  },
  (note, dice, members) => {
    const text = headOver(members, dice);
    const signature = signEd25519(encodeUtf8(`${text}\n`), strangerLogKey);
    return onSignature({ ...note, text }, dice, (bytes) => concatBytes([bytes.slice(0, 4), signature]));
  },
  (_note, dice, members) => {
    const text = headOver(members, dice);
    return { text, signatures: [lineBy(text, dice, strangerLogKey)] };
  },
  (note, dice) => ({ ...note, text: note.text.replace(/\n\d+\n/, `\n${dice.below(16)}\n`) }),
  (note, dice) => ({ ...note, text: `${note.text}\n${dice.pick(['x', '', '\u2014 x y'])}` }),
];

function onSignature(note: NoteParts, dice: Dice, edit: (bytes: Uint8Array) => Uint8Array): NoteParts {
  if (note.signatures.length === 0) return note;
  const at = dice.below(note.signatures.length);
  const line = (note.signatures[at] ?? '').replace(/[A-Za-z0-9+/=]+$/, (base64) =>
    Buffer.from(edit(Buffer.from(base64, 'base64'))).toString('base64'),
  );
  return { ...note, signatures: note.signatures.with(at, line) };
}

/** A signature under the name of the log, or another; the key id is right for nobody. */
function lineBy(text: string, dice: Dice, secretKey: Uint8Array, name = vectorOrigin): string {
  const signature = signEd25519(encodeUtf8(`${text}\n`), secretKey);
  return `\u2014 ${name} ${Buffer.concat([dice.bytes(4), signature]).toString('base64')}`;
}

/** The head that the lines as they lie there would have, from their beginning. */
function headOver(members: SampleMembers, dice: Dice): string {
  const tree = createCompactRange();
  const lines = linesOf(members);
  const size = dice.oneIn(3) ? dice.below(lines.length + 1) : lines.length;
  for (const line of lines.slice(0, size)) tree.append(leafDigest(Buffer.from(line, 'latin1')));
  return `${vectorOrigin}\n${tree.size}\n${Buffer.from(tree.root()).toString('base64')}`;
}
