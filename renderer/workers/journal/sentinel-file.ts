import {
  newerSentinel,
  parseSentinel,
  renderSentinel,
  type Sentinel,
} from '../../../shared/casework/journal-sentinel.ts';
import type { JournalFiles } from './journal-files.ts';

const names = ['sentinel-0', 'sentinel-1'] as const;

/** The sentinel as it is stored, or the empty one. Call with the lock of the journals held. */
export async function loadSentinel(files: JournalFiles): Promise<Sentinel> {
  const [one, other] = await Promise.all(names.map((name) => loadOne(files, name)));
  return newerSentinel(one ?? null, other ?? null);
}

/** Writes over the older of the two files. Call with the lock of the journals held. */
export async function storeSentinel(files: JournalFiles, sentinel: Sentinel): Promise<void> {
  const name = sentinel.turn % 2 === 0 ? names[0] : names[1];
  await files.write(name, 0, renderSentinel(sentinel));
}

async function loadOne(files: JournalFiles, name: string): Promise<Sentinel | null> {
  const bytes = await files.read(name);
  return bytes === null ? null : parseSentinel(bytes);
}
