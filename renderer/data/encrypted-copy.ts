import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { CancelledError, FormatError } from '../../shared/bytes/errors.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { readSlices } from '../../shared/bytes/slices.ts';
import { tryParse } from '../../shared/bytes/try-parse.ts';
import type { ByteCount, UnixMillis } from '../../shared/bytes/units.ts';
import type { DigestEngine } from '../../shared/crypto/digest.ts';
import type { CaseCipher } from '../../shared/vault/case-cipher.ts';
import { packValue } from '../../shared/vault/pack-value.ts';
import type { CaseDatabase } from './database.ts';
import { encryptFile, openEncryptedFile } from './file-cipher.ts';
import { filesOf, partsOf } from './key-ranges.ts';
import { encryptPart } from './part-cipher.ts';
import { openStoredFile } from './store-source.ts';
import type { BundleRow } from './stored-rows.ts';

/** What the copying of a bundle needs of whoever asks for it. */
export interface CopyOrder {
  readonly cipher: CaseCipher;
  /** Of the copy: what is encrypted is bound to it. */
  readonly bundleId: string;
  readonly since: UnixMillis;
  readonly digests: Pick<DigestEngine, 'createSha256'>;
  /** Called for each piece that was read, of the file and again of its copy. Throws CancelledError to stop. */
  step(bytes: ByteCount): Promise<void>;
}

/**
 * Writes what is stored of a bundle that is not encrypted a second time, encrypted and under another id, where nobody can see it: a
 * mark has it removed unless it is published. What is stored is copied and not judged, so a copy that was altered stays one. Each
 * file is read back, because nothing else will have its bytes when the first ones are gone.
 */
export async function copyEncrypted(
  database: CaseDatabase,
  bundle: BundleRow,
  order: CopyOrder,
): Promise<BundleRow> {
  const { bundleId, since } = order;
  await database.staging.add({ bundleId, since });
  const paths = (await filesOf(database, bundle.bundleId).primaryKeys()).map(([, path]) => path);
  for (const path of paths) await copyFile(database, bundle, path, order);
  await copyParts(database, bundle, order);
  return { ...bundle, bundleId };
}

/** Chunks are decrypted whole, so a slice is many of them. */
const sliceBytes = 8 * 1024 * 1024;

async function copyFile(
  database: CaseDatabase,
  bundle: BundleRow,
  path: string,
  { cipher, bundleId, digests, step }: CopyOrder,
): Promise<void> {
  const { fileName } = bundle.receipt;
  const place = { bundleId, path };
  const plain = await openStoredFile(database, bundle, path, fileName);
  const before = digests.createSha256();
  const noted: Pick<ByteSource, 'size' | 'read'> = {
    size: plain.size,
    read: async (offset, length) => {
      const bytes = await plain.read(offset, length);
      before.update(bytes);
      await step(bytes.length);
      return bytes;
    },
  };
  const file = await encryptFile(noted, cipher, place, () => true);
  if (file === null) throw new CancelledError();
  await database.files.add({ ...place, file });
  const stored = (await database.files.get([bundleId, path]))?.file ?? new Blob([]);
  const copy = await openEncryptedFile(fileName, stored, cipher, place);
  const after = digests.createSha256();
  for await (const bytes of readSlices(copy, 0, copy.size, sliceBytes)) {
    after.update(bytes);
    await step(bytes.length);
  }
  if (toHex(before.digest()) === toHex(after.digest())) return;
  throw new FormatError('source-unreadable', 'What was encrypted of the file was stored as something else.');
}

async function copyParts(
  database: CaseDatabase,
  bundle: BundleRow,
  { cipher, bundleId: copyId, step }: CopyOrder,
): Promise<void> {
  for (const key of await partsOf(database, bundle.bundleId).primaryKeys()) {
    const row = await database.parts.get(key);
    if (row === undefined) continue;
    const { bundleId: _bundleId, segment, part, ...index } = row;
    const packed = tryParse(() => packRow(index));
    // No row of ours: the next opening finds that the part is missing, as it would have found that it is another one.
    if (packed.kind === 'error') continue;
    const place = { bundleId: copyId, segment, part };
    const encrypted = await encryptPart(packed.value, cipher, place);
    await database.encryptedParts.add({ ...place, encrypted });
    await step(0);
  }
}

function packRow(index: object): Uint8Array {
  try {
    return packValue(index);
  } catch (cause) {
    throw new FormatError('json', 'Expected the row of an index part, found something else.', {}, cause);
  }
}
