import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { FormatError } from '../shared/bytes/errors.ts';
import { decodeUtf8 } from '../shared/bytes/utf8.ts';
import type { Identity } from '../shared/identity/identity.ts';
import { openIdentity, parseIdentityFile } from '../shared/identity/identity-file.ts';
import { UsageError } from './options.ts';
import { toUnreadable } from './platform/file-source.ts';
import { nodePassphrases } from './platform/passphrases.ts';

/** Opens a signing identity with the passphrase that stands in a file. Throws UsageError for a wrong one, FormatError for what is none. */
export async function readIdentity(path: string, passphraseFile: string): Promise<Identity> {
  const file = parseIdentityFile(await readWhole(path));
  const passphrase = decodeUtf8(await readWhole(passphraseFile)).replace(/\r?\n$/, '');
  const identity = await openIdentity(file, passphrase, nodePassphrases);
  if (identity !== null) return identity;
  throw new UsageError(`The passphrase does not open ${basename(path)}.`);
}

/** A small file that a person wrote or made. */
export async function readWhole(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw toUnreadable(basename(path), cause);
  });
  if (bytes.length <= mostBytes) return new Uint8Array(bytes);
  throw new FormatError('member-limit', `${basename(path)} has more than ${mostBytes} bytes.`);
}

const mostBytes = 64 * 1024 * 1024;
