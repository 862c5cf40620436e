import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/concat.ts';
import { derivedOnce } from '../bytes/derived-once.ts';
import { equalBytes } from '../bytes/equal.ts';
import { BugError, FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { type Limits, limits } from '../bytes/limits.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts';
import { isKeyName, keyHashBytes, toVerifierKey, type VerifierKey } from './verifier-key.ts';

/** C2SP signed-note: a text and who claims to have signed it. Parsing says nothing about who did. */
export interface SignedNote {
  /** Everything up to the blank line, with its last LF: exactly what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

interface NoteSignature {
  readonly name: string;
  readonly keyHash: Uint8Array;
  readonly signature: Uint8Array;
}

/** `verified` is empty as soon as one known key failed: then the note is rejected as a whole (R8). */
export interface NoteSignatures {
  readonly verified: readonly VerifierKey[];
  readonly failed: readonly VerifierKey[];
  /** Signatures by keys that are not among the known ones. They prove nothing and harm nothing. */
  readonly unknown: readonly NoteSignature[];
}

export interface NoteSigner {
  readonly name: string;
  readonly secretKey: Uint8Array;
}

const signatureMark = '\u2014 ';

/** Reads a note in its one spelling. Throws FormatError `note` or `utf8`; a line in its place counts from 1. */
export function parseSignedNote(
  bytes: Uint8Array,
  maxima: Pick<Limits, 'noteBytes' | 'noteSignatures'> = limits,
): SignedNote {
  if (bytes.length > maxima.noteBytes) {
    throw wrong(`a note of at most ${maxima.noteBytes} bytes (noteBytes)`, `${bytes.length} bytes`);
  }
  const note = decodeUtf8(bytes);
  const controlLine = note.split('\n').findIndex(hasControlCharacter);
  if (controlLine >= 0) throw wrong('no control character', 'one', controlLine + 1);
  // The text may have empty lines of its own; the last one ends it.
  const textEnd = note.lastIndexOf('\n\n') + 1;
  if (textEnd === 0) throw wrong('a text, an empty line and signatures', 'no empty line');
  const text = note.slice(0, textEnd);
  const firstLine = text.split('\n').length + 1;
  if (!note.endsWith('\n')) throw wrong('an end of line after the last signature', 'none');
  const lines = note.slice(textEnd + 1, -1).split('\n');
  if (lines.length > maxima.noteSignatures) {
    throw wrong(`at most ${maxima.noteSignatures} signatures (noteSignatures)`, `${lines.length}`);
  }
  return { text, signatures: lines.map((line, index) => parseSignatureLine(line, firstLine + index)) };
}

/** By signature and key: each check of a bundle asks about its notes again. */
const answersOf = derivedOnce((_note: SignedNote) => new Map<string, boolean>());

/**
 * Compares the signatures with the known keys. A signature whose name and key hash are known must verify.
 * A key that signed twice is listed once, so that copies of a line cannot reach a threshold.
 */
export function checkNoteSignatures(note: SignedNote, keys: readonly VerifierKey[]): NoteSignatures {
  const message = encodeUtf8(note.text);
  const known = answersOf(note);
  const isMadeBy = ({ signature }: NoteSignature, { publicKey }: VerifierKey) => {
    const question = `${toHex(signature)} ${toHex(publicKey)}`;
    const answer = known.get(question) ?? verifyEd25519(signature, message, publicKey);
    known.set(question, answer);
    return answer;
  };
  const verified = new Set<VerifierKey>();
  const failed = new Set<VerifierKey>();
  const unknown: NoteSignature[] = [];
  for (const signature of note.signatures) {
    // Four bytes collide easily: several known keys may answer to one signature line.
    const candidates = keys.filter((key) => isSignedAs(signature, key));
    const signer = candidates.find((key) => isMadeBy(signature, key));
    if (signer !== undefined) verified.add(signer);
    else if (candidates.length > 0) for (const key of candidates) failed.add(key);
    else unknown.push(signature);
  }
  return { verified: failed.size === 0 ? [...verified] : [], failed: [...failed], unknown };
}

/** Signs a text, which must be one that `parseSignedNote` gives back unchanged. */
export function renderSignedNote(text: string, signers: readonly NoteSigner[]): Uint8Array {
  const message = encodeUtf8(text);
  const lines = signers.map(({ name, secretKey }) => {
    const { keyHash } = toVerifierKey(name, publicKeyOf(secretKey));
    const signature = concatBytes([keyHash, signEd25519(message, secretKey)]);
    return `${signatureMark}${name} ${toBase64(signature)}\n`;
  });
  const note = encodeUtf8(`${text}\n${lines.join('')}`);
  if (parseSignedNote(note).text !== text) throw new BugError('The text cannot be told from its signatures.');
  return note;
}

function parseSignatureLine(line: string, lineNumber: number): NoteSignature {
  const [name = '', base64 = '', ...rest] = line.slice(signatureMark.length).split(' ');
  const bytes = parseBase64(base64);
  if (
    !line.startsWith(signatureMark) ||
    !isKeyName(name) ||
    rest.length > 0 ||
    bytes === null ||
    bytes.length <= keyHashBytes
  ) {
    throw wrong('a signature line: — name base64', JSON.stringify(line.slice(0, 200)), lineNumber);
  }
  return { name, keyHash: bytes.slice(0, keyHashBytes), signature: bytes.slice(keyHashBytes) };
}

function isSignedAs(signature: NoteSignature, key: VerifierKey): boolean {
  return signature.name === key.name && equalBytes(signature.keyHash, key.keyHash);
}

function hasControlCharacter(line: string): boolean {
  for (let index = 0; index < line.length; index++) if (line.charCodeAt(index) < 0x20) return true;
  return false;
}

function wrong(expected: string, found: string, line?: number): FormatError {
  const place = line === undefined ? {} : { line };
  return new FormatError('note', `Expected ${expected}, found ${found}.`, place);
}
