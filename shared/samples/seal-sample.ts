import { sealBundle } from '../bundle/seal.ts';
import { concatBytes } from '../bytes/concat.ts';
import { limits } from '../bytes/limits.ts';
import type { JsonObject } from '../json/json-value.ts';
import { createRandom } from './random.ts';
import { type AccessEvent, accessCommittedFields, accessMapping, toJsonEvent } from './sample-event.ts';
import { type SampleKeys, sampleOrigin } from './sample-keys.ts';
import type { SampleMembers } from './sample-members.ts';

/** First hexadecimal digits of e. Repeatable salts hide nothing, which a sample may admit and nothing else may. */
const saltSeed = [0xb7e1_5162, 0x8aed_2a6a, 0xbf71_5880] as const;

/** Seals sample events as any sender would, except that the keys and the salts are public. */
export async function sealSample(events: readonly AccessEvent[], keys: SampleKeys): Promise<SampleMembers> {
  const random = createRandom(saltSeed);
  const sealed = sealBundle(toJsonEvents(events), {
    ...keys,
    origin: sampleOrigin,
    title: 'Acme Sample: access log, third quarter 2026',
    mapping: accessMapping,
    committedFields: accessCommittedFields,
    continues: null,
    segmentLines: limits.segmentLines,
    salt: () => random.bytes(16),
  });
  const members = new Map<string, Uint8Array>();
  for await (const { path, chunks } of sealed) {
    const bytes: Uint8Array[] = [];
    for await (const chunk of chunks) bytes.push(chunk);
    members.set(path, concatBytes(bytes));
  }
  return members;
}

async function* toJsonEvents(events: readonly AccessEvent[]): AsyncGenerator<JsonObject, void> {
  for (const event of events) yield toJsonEvent(event);
}
