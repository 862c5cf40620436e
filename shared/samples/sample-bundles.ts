import { writeZip, type ZipInput } from '../archive/zip-writer.ts';
import type { DeflateRaw } from '../bytes/byte-source.ts';
import { forgeHead } from './forge-head.ts';
import type { AccessEvent } from './sample-event.ts';
import { makeSampleEvents } from './sample-events.ts';
import { acmeKeys, strangerKeys } from './sample-keys.ts';
import type { SampleMembers } from './sample-members.ts';
import { sealSample } from './seal-sample.ts';
import { deleteEntries, editEntry, insertEntry, truncateTail } from './tamper.ts';

export type SampleName =
  | 'good'
  | 'tampered-edited'
  | 'tampered-deleted'
  | 'tampered-inserted'
  | 'tampered-truncated'
  | 'tampered-forged-head'
  | 'unknown-signer';

export interface SampleVariant {
  readonly name: SampleName;
  readonly fileName: string;
  readonly title: string;
  /** Who did what to it, in plain words. */
  readonly whatWasDone: string;
}

/** Every bundle of the sample, the good one first. */
export const sampleVariants: readonly SampleVariant[] = [
  {
    name: 'good',
    fileName: 'acme-q3.evb.zip',
    title: 'As the sender sealed it',
    whatWasDone: 'Nothing: 25,000 entries of three services over the third quarter of 2026.',
  },
  {
    name: 'tampered-edited',
    fileName: 'acme-q3-tampered-edited.evb.zip',
    title: 'One entry edited',
    whatWasDone:
      'The export of 4,812,330 rows at night was edited to 4,812 rows. The manifests were left as they were.',
  },
  {
    name: 'tampered-deleted',
    fileName: 'acme-q3-tampered-deleted.evb.zip',
    title: 'Seven entries deleted',
    whatWasDone:
      'The seven uses of a token after its owner had left were deleted. The manifests were made anew and signed with the genuine packer key.',
  },
  {
    name: 'tampered-inserted',
    fileName: 'acme-q3-tampered-inserted.evb.zip',
    title: 'One entry inserted',
    whatWasDone:
      'An approval was written in front of the export at night. The manifests were made anew without any key.',
  },
  {
    name: 'tampered-truncated',
    fileName: 'acme-q3-tampered-truncated.evb.zip',
    title: 'The last week cut off',
    whatWasDone:
      'Every entry from 2026-09-24 on was left out. The manifests were made anew and signed with the genuine packer key; the head of the log stayed in.',
  },
  {
    name: 'tampered-forged-head',
    fileName: 'acme-q3-tampered-forged-head.evb.zip',
    title: 'History rewritten under a forged head',
    whatWasDone:
      'The burst of failed sign-ins and what followed it were left out, and the whole chain was made anew. The packer signature is genuine; the head is signed by another key that claims to be the key of the log.',
  },
  {
    name: 'unknown-signer',
    fileName: 'acme-q3-unknown-signer.evb.zip',
    title: 'Sealed by somebody else',
    whatWasDone:
      'The same events, sealed correctly under the same origin, but with a log key and a packer key that nobody vouches for.',
  },
];

/** The files of one sample bundle before they are zipped. */
export async function makeSampleMembers(name: SampleName): Promise<SampleMembers> {
  const events = makeSampleEvents();
  return toVariant(name, events, () => sealSample(events, acmeKeys));
}

/** The files of every sample bundle. Most are changes of the good one, which is sealed once. */
export async function* makeAllSampleMembers(): AsyncGenerator<readonly [SampleVariant, SampleMembers], void> {
  const events = makeSampleEvents();
  const good = await sealSample(events, acmeKeys);
  for (const variant of sampleVariants)
    yield [variant, await toVariant(variant.name, events, async () => good)];
}

async function toVariant(
  name: SampleName,
  events: readonly AccessEvent[],
  sealGood: () => Promise<SampleMembers>,
): Promise<SampleMembers> {
  switch (name) {
    case 'good':
      return sealGood();
    case 'tampered-edited':
      return editEntry(await sealGood());
    case 'tampered-deleted':
      return deleteEntries(await sealGood());
    case 'tampered-inserted':
      return insertEntry(await sealGood());
    case 'tampered-truncated':
      return truncateTail(await sealGood());
    case 'tampered-forged-head':
      return forgeHead(events);
    case 'unknown-signer':
      return sealSample(events, strangerKeys);
    default:
      return name satisfies never;
  }
}

/** The ZIP of files that `makeSampleMembers` made. */
export async function* zipSample(
  members: SampleMembers,
  deflate: DeflateRaw | null,
): AsyncGenerator<Uint8Array, void> {
  yield* writeZip(toZipInputs(members), { deflate });
}

async function* toZipInputs(members: SampleMembers): AsyncGenerator<ZipInput, void> {
  for (const [path, bytes] of members) yield { path, chunks: whole(bytes) };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
