import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import {
  checkNoteSignatures,
  parseSignedNote,
  renderSignedNote,
} from '../../../shared/crypto/signed-note.ts';
import { parseVerifierKey, toVerifierKey } from '../../../shared/crypto/verifier-key.ts';

// The example of the Go package golang.org/x/mod/sumdb/note.
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const signatureLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const peter = parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
const note = `${text}\n${signatureLine}`;

const logKey = { name: 'log.example', secretKey: new Uint8Array(32).fill(1) };
const log = toVerifierKey(logKey.name, publicKeyOf(logKey.secretKey));

function parse(noteText: string) {
  return parseSignedNote(encodeUtf8(noteText));
}

function noteError(message: string, line?: number) {
  return expect.objectContaining({
    code: 'note',
    message: expect.stringContaining(message),
    place: line === undefined ? expect.anything() : { line },
  });
}

describe('a signed note', () => {
  it('of another implementation verifies under its key', () => {
    const read = parse(note);
    expect(read.text).toBe(text);
    expect(checkNoteSignatures(read, [peter])).toEqual({ verified: [peter], failed: [], unknown: [] });
  });

  it('has an answer for each key and each text, however often and in whatever order it is asked', () => {
    const read = parseSignedNote(renderSignedNote('one\n', [logKey]));
    const namesake = { ...log, publicKey: publicKeyOf(new Uint8Array(32).fill(2)) };
    const moved = { ...read, text: 'two\n' };
    for (let round = 0; round < 2; round++) {
      expect(checkNoteSignatures(read, [namesake])).toMatchObject({ verified: [], failed: [namesake] });
      expect(checkNoteSignatures(read, [log])).toMatchObject({ verified: [log], failed: [] });
      expect(checkNoteSignatures(moved, [log])).toMatchObject({ verified: [], failed: [log] });
    }
  });

  it('may have empty lines in its text: the last one ends it', () => {
    const bytes = renderSignedNote('one\n\ntwo\n\n', [logKey]);
    const read = parseSignedNote(bytes);
    expect(read.text).toBe('one\n\ntwo\n\n');
    expect(checkNoteSignatures(read, [log]).verified).toEqual([log]);
  });

  it.each([
    ['the empty line is missing', `${text}${signatureLine}`, 'no empty line', undefined],
    ['it has no signature', `${text}\n`, 'a signature line', 4],
    ['the last signature is not ended', note.slice(0, -1), 'an end of line', undefined],
    ['a line that is no signature follows', `${note}and that is all\n`, 'a signature line', 5],
    ['a second empty line follows', `${note}\n`, 'a signature line', 6],
    ['a hyphen stands for the dash', note.replace('—', '-'), 'a signature line', 4],
    ['an en dash stands for the dash', note.replace('—', '–'), 'a signature line', 4],
    ['there are two spaces', note.replace('Neumann x', 'Neumann  x'), 'a signature line', 4],
    ['the base64 has another spelling', note.replace('nAM=', 'nAN='), 'a signature line', 4],
    ['the base64 is not padded', note.replace('nAM=', 'nAM'), 'a signature line', 4],
    ['the signature has only a key hash', `a\n\n— n ${toBase64(new Uint8Array(4))}\n`, 'a signature line', 3],
    ['the name has a plus sign', note.replace('PeterN', 'Peter+N'), 'a signature line', 4],
    ['a carriage return stands before the end of line', note.replace('\n', '\r\n'), 'control', 1],
    ['a tab stands in the text', note.replace('you', '\tyou'), 'control', 1],
    ['an escape character stands in a name', note.replace('PeterN', 'Peter\u001bN'), 'control', 4],
  ])('is refused when %s', (_what, bad, message, line) => {
    expect(() => parse(bad)).toThrow(noteError(message, line));
  });

  it('is refused when it is not UTF-8', () => {
    const bytes = concatBytes([Uint8Array.of(0xff), encodeUtf8(note)]);
    expect(() => parseSignedNote(bytes)).toThrow(expect.objectContaining({ code: 'utf8' }));
  });

  it('is refused above the limits, which the message names', () => {
    const bytes = encodeUtf8(note + signatureLine);
    const small = { ...limits, noteBytes: bytes.length - 1 };
    expect(() => parseSignedNote(bytes, small)).toThrow(noteError('noteBytes'));
    expect(() => parseSignedNote(bytes, { ...limits, noteSignatures: 1 })).toThrow(
      noteError('noteSignatures'),
    );
    expect(parseSignedNote(bytes, { noteBytes: bytes.length, noteSignatures: 2 }).signatures).toHaveLength(2);
  });
});

describe('the signatures of a note', () => {
  it('by unknown keys prove nothing and harm nothing', () => {
    const read = parse(note);
    expect(checkNoteSignatures(read, [log])).toEqual({ verified: [], failed: [], unknown: read.signatures });
  });

  it('are unknown when only the name or only the key hash is known', () => {
    const sameName = toVerifierKey('PeterNeumann', log.publicKey);
    const sameHash = { ...peter, name: 'log.example' };
    expect(checkNoteSignatures(parse(note), [sameName, sameHash]).unknown).toHaveLength(1);
  });

  it('fail when the text was changed', () => {
    const changed = parse(note.replace('answer', 'Answer'));
    expect(checkNoteSignatures(changed, [peter])).toEqual({ verified: [], failed: [peter], unknown: [] });
  });

  it('by a known key that does not verify reject the note, although another known key signed it', () => {
    const signed = decodeUtf8(renderSignedNote(text, [logKey]));
    const otherLine = decodeUtf8(renderSignedNote('another text\n', [{ ...logKey, name: 'other.example' }]));
    const other = toVerifierKey('other.example', log.publicKey);
    const both = parse(signed + (otherLine.split('\n\n')[1] ?? ''));
    expect(checkNoteSignatures(both, [log, other])).toEqual({ verified: [], failed: [other], unknown: [] });
  });

  it('by one key with a good and a bad line reject the note, in either order', () => {
    const good = signatureLine;
    const bad = signatureLine.replace('/ZJk', '/ZJl');
    for (const lines of [good + bad, bad + good]) {
      const answer = checkNoteSignatures(parse(`${text}\n${lines}`), [peter]);
      expect(answer).toEqual({ verified: [], failed: [peter], unknown: [] });
    }
  });

  it('by one key count once, however often the line or the key is repeated', () => {
    const twice = parse(note + signatureLine);
    const again = { ...peter };
    expect(checkNoteSignatures(twice, [peter, again]).verified).toEqual([peter]);
  });

  it('are found by the true key when a second known key has the same name and key hash', () => {
    const collision = { ...peter, publicKey: log.publicKey };
    expect(checkNoteSignatures(parse(note), [collision, peter]).verified).toEqual([peter]);
  });

  it('of another length than 64 bytes fail for a known key', () => {
    const short = `${text}\n— PeterNeumann ${toBase64(concatBytes([peter.keyHash, new Uint8Array(63)]))}\n`;
    expect(checkNoteSignatures(parse(short), [peter]).failed).toEqual([peter]);
  });
});

describe('a note that we sign', () => {
  it('is byte for byte the one that another implementation signs with the same key', () => {
    // The secret key that the same package publishes for its example.
    const secretKey = Buffer.from('810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173', 'hex');
    expect(decodeUtf8(renderSignedNote(text, [{ name: 'PeterNeumann', secretKey }]))).toBe(note);
  });

  it.each([
    ['is not ended by LF', 'no end'],
    ['is empty', ''],
    ['has a control character', 'a\tb\n'],
  ])('is refused when its text %s', (_what, bad) => {
    expect(() => renderSignedNote(bad, [logKey])).toThrow();
  });

  it('is refused when its text would pass a signature line off as one of the note', () => {
    const forged = `text\n\n${signatureLine.trimEnd()}`;
    expect(() => renderSignedNote(forged, [logKey])).toThrow(expect.objectContaining({ name: 'BugError' }));
  });

  it('is refused without a signer', () => {
    expect(() => renderSignedNote('text\n', [])).toThrow();
  });
});
