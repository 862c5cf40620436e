import { parseBase64, toBase64 } from '../shared/bytes/base64.ts';
import { concatBytes } from '../shared/bytes/concat.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { publicKeyOf, secretKeyBytes } from '../shared/crypto/ed25519.ts';
import type { NoteSigner } from '../shared/crypto/signed-note.ts';
import { toVerifierKey } from '../shared/crypto/verifier-key.ts';
import { UsageError } from './options.ts';

const ed25519Type = 0x01;
const start = 'PRIVATE+KEY+';

/** The secret key of a log as golang.org/x/mod/sumdb/note spells it, so that other tools for notes can use the file. */
export function renderLogKey({ name, secretKey }: NoteSigner): string {
  const { keyHash } = toVerifierKey(name, publicKeyOf(secretKey));
  const typedKey = concatBytes([Uint8Array.of(ed25519Type), secretKey]);
  return `${start}${name}+${toHex(keyHash)}+${toBase64(typedKey)}\n`;
}

/** Reads what `renderLogKey` writes. Throws UsageError, whose message never repeats any of the key. */
export function parseLogKey(text: string, fileName: string): NoteSigner {
  const [name, hash, ...key] = text.trim().slice(start.length).split('+');
  const typedKey = parseBase64(key.join('+'));
  const isEd25519 = typedKey?.length === 1 + secretKeyBytes && typedKey[0] === ed25519Type;
  if (!text.startsWith(start) || name === undefined || !isEd25519) {
    throw new UsageError(`${fileName} is not the key of a log (PRIVATE+KEY+name+hash+key, Ed25519).`);
  }
  const secretKey = typedKey.slice(1);
  if (hash !== toHex(toVerifierKey(name, publicKeyOf(secretKey)).keyHash)) {
    throw new UsageError(`${fileName} is damaged: its key hash is not that of its name and key.`);
  }
  return { name, secretKey };
}
