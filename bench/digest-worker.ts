import { timeDigests } from './time-digests.ts';

// In a worker under the case worker's policy: where the kernel digests what is imported.
self.onmessage = async ({ data }: MessageEvent<{ readonly wasm: Uint8Array; readonly pairs: number }>) => {
  self.postMessage(await timeDigests(data.wasm, data.pairs));
};
