import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { parseArmor } from './armor.ts';
import { checkEd25519Key } from './ed25519.ts';
import { ed25519SpkiPrefix } from './ed25519-pem.ts';

/** Reads what `openssl pkey -pubout` writes of an Ed25519 key. Throws FormatError `key` for every other key. */
export function parseEd25519Pem(text: string): Uint8Array {
  const bytes = parseArmor(text.replaceAll('\r\n', '\n'), 'PUBLIC KEY', 'key');
  const prefix = bytes.slice(0, ed25519SpkiPrefix.length);
  if (!equalBytes(prefix, ed25519SpkiPrefix)) {
    throw new FormatError('key', 'Expected an Ed25519 key, found one of another kind.');
  }
  const publicKey = bytes.slice(ed25519SpkiPrefix.length);
  const defect = checkEd25519Key(publicKey);
  if (defect !== null) throw new FormatError('key', `The key is no sound Ed25519 key (${defect}).`);
  return publicKey;
}
