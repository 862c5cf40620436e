import type { EntryReading } from '../../shared/adapters/entry-reading.ts';
import { type EventFields, readEventFields } from '../../shared/adapters/read-event.ts';
import type { ObservedLine } from '../../shared/bundle/observation.ts';
import { observeBundle } from '../../shared/bundle/observe-bundle.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { TrustedKey } from '../../shared/trust/trusted-key.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';
import { verifyBundle } from '../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../shared/verify/verify-input.ts';
import { folderOf, type Members } from './bundle-builder.ts';

/** What a person sees of a bundle: the verdict, and everything about the evidence that a screen is made from. */
export interface Shown {
  readonly verdict: Verdict;
  readonly content: {
    readonly title: string;
    readonly origin: string;
    readonly disclosed: number;
    /** The bytes of each line in hexadecimal, how it was read, and its columns. */
    readonly lines: readonly (readonly [string, EntryReading, EventFields])[];
  };
}

/** Throws the FormatErrors of `observeBundle`. */
export async function show(members: Members, trustedKeys: readonly TrustedKey[]): Promise<Shown> {
  const lines: ObservedLine[] = [];
  const onLines = (_member: string, batch: readonly ObservedLine[]) => void lines.push(...batch);
  const observation = await observeBundle(folderOf(members), { limits, onLines, onProgress: () => {} });
  const { descriptor, disclosures } = observation;
  const content: Shown['content'] = {
    title: descriptor.title,
    origin: descriptor.origin,
    disclosed: disclosures.total,
    lines: lines.map(({ bytes, event, reading }) => [
      toHex(bytes),
      reading,
      readEventFields(event, descriptor.mapping, reading),
    ]),
  };
  return { verdict: verifyBundle(withKeysOnly({ observation, arrival: null }, trustedKeys, 0)), content };
}
