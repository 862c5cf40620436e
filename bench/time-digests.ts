import { fastestDigests, portableAllDigests } from '../shared/crypto/fastest-digests.ts';
import type { AllDigests } from '../shared/crypto/kernel-digests.ts';

/** Rates of one run: digests, or megabytes, a second. */
export interface DigestRates {
  readonly lines: number;
  readonly nodes: number;
  readonly streamMB: number;
}

export interface TimedDigests {
  readonly kernel: readonly DigestRates[];
  readonly reference: readonly DigestRates[];
  /** The platform's own SHA-256, which takes nothing but a whole buffer. */
  readonly platformMB: readonly number[];
}

/** As in the log that every other measurement takes. */
const lineBytes = 490;
const lineCount = 20_000;
const sliceBytes = 1024 * 1024;

/** Kernel, reference and platform in turn, after one round for the compilers. The same in Node and in a worker. */
export async function timeDigests(wasm: Uint8Array, pairs: number): Promise<TimedDigests> {
  const digests = fastestDigests(wasm);
  if (digests === portableAllDigests) throw new Error('The kernel does not run here.');
  const bytes = new Uint8Array(lineCount * (lineBytes + 1));
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = (index + 1) % (lineBytes + 1) === 0 ? 0x0a : 0x20 + ((index * 31) % 96);
  const kernel: DigestRates[] = [];
  const reference: DigestRates[] = [];
  const platformMB: number[] = [];
  for (let pair = -1; pair < pairs; pair++) {
    const rates = [timeOnce(digests, bytes), timeOnce(portableAllDigests, bytes)] as const;
    const platform = await timePlatform(bytes);
    if (pair < 0) continue;
    kernel.push(rates[0]);
    reference.push(rates[1]);
    platformMB.push(platform);
  }
  return { kernel, reference, platformMB };
}

function timeOnce(digests: AllDigests, bytes: Uint8Array): DigestRates {
  const { seconds: lineSeconds, value: digested } = timed(() => digests.digestLines(bytes, lineCount));
  if (digested === null) throw new Error('There are too many lines.');
  const { leaves } = digested;
  const nodeCount = lineCount / 2;
  const { seconds: nodeSeconds } = timed(() =>
    digests.digestNodes(leaves, nodeCount, new Uint8Array(nodeCount * 32)),
  );
  const { seconds: streamSeconds } = timed(() => {
    const stream = digests.createSha256();
    for (let at = 0; at < bytes.length; at += sliceBytes) stream.update(bytes.subarray(at, at + sliceBytes));
    stream.digest();
  });
  return {
    lines: lineCount / lineSeconds,
    nodes: nodeCount / nodeSeconds,
    streamMB: bytes.length / 1e6 / streamSeconds,
  };
}

async function timePlatform(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const started = performance.now();
  await crypto.subtle.digest('SHA-256', bytes);
  return (bytes.length / 1e6 / (performance.now() - started)) * 1_000;
}

function timed<Value>(work: () => Value): { readonly seconds: number; readonly value: Value } {
  const started = performance.now();
  const value = work();
  return { seconds: (performance.now() - started) / 1_000, value };
}
