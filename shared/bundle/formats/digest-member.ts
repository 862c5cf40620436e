import { toHex } from '../../bytes/hex.ts';
import type { ByteCount, DigestHex } from '../../bytes/units.ts';
import type { BundleSource } from '../bundle-source.ts';
import type { DigestAlgorithm } from './digest-algorithm.ts';

/** Called between pieces of work, so that a person can interrupt it: throws CancelledError when they did. */
export type OnProgress = () => Promise<void>;

export interface MemberDigests {
  readonly size: ByteCount;
  /** By the name of the algorithm. */
  readonly digests: ReadonlyMap<string, DigestHex>;
}

/** Streams a member once, whatever the number of algorithms. Throws the FormatErrors of the source. */
export async function digestMember(
  source: BundleSource,
  path: string,
  algorithms: readonly DigestAlgorithm[],
  onProgress: OnProgress,
): Promise<MemberDigests> {
  const running = algorithms.map((algorithm) => ({ name: algorithm.name, digest: algorithm.create() }));
  let size = 0;
  for await (const chunk of source.open(path)) {
    for (const { digest } of running) digest.update(chunk);
    size += chunk.length;
    await onProgress();
  }
  return { size, digests: new Map(running.map(({ name, digest }) => [name, toHex(digest.digest())])) };
}
