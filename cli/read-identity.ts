import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { asFormatError, FormatError } from '../shared/bytes/errors.ts';
import { decodeUtf8 } from '../shared/bytes/utf8.ts';
import type { Identity } from '../shared/identity/identity.ts';
import { openIdentity, parseIdentityFile } from '../shared/identity/identity-file.ts';
import { openPkcs12, pkcs12Advice } from '../shared/identity/pkcs12-identity.ts';
import { UsageError } from './options.ts';
import { toUnreadable } from './platform/file-source.ts';
import { nodePassphrases } from './platform/passphrases.ts';

/** Opens a signing identity, also one in a PKCS #12 file, with the passphrase that stands in a file. Throws UsageError for a wrong one, FormatError for what is none. */
export async function readIdentity(path: string, passphraseFile: string): Promise<Identity> {
  const file = await readWhole(path);
  const passphrase = await readPassphrase(passphraseFile);
  const identity =
    file[0] === derSequence
      ? await openPkcs12(file, passphrase, nodePassphrases).catch(withAdvice)
      : await openIdentity(parseIdentityFile(file), passphrase, nodePassphrases);
  if (identity !== null) return identity;
  throw new UsageError(`The passphrase does not open ${basename(path)}.`);
}

/** A passphrase is never an argument: those are seen by everybody on the machine. The line end of an editor is none of it. */
export async function readPassphrase(path: string): Promise<string> {
  return decodeUtf8(await readWhole(path)).replace(/\r?\n$/, '');
}

function withAdvice(thrown: unknown): never {
  const { code, message, place } = asFormatError(thrown);
  throw new FormatError(code, `${message} ${pkcs12Advice}`, place, thrown);
}

/** A small file that a person wrote or made. */
export async function readWhole(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw toUnreadable(basename(path), cause);
  });
  if (bytes.length <= mostBytes) return new Uint8Array(bytes);
  throw new FormatError('member-limit', `${basename(path)} has more than ${mostBytes} bytes.`);
}

/** With it a PKCS #12 file begins; a file of ours is text. */
const derSequence = 0x30;
const mostBytes = 64 * 1024 * 1024;
