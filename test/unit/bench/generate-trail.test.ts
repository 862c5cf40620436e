import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { trail } from '../../../bench/generate-trail.ts';
import { createMappingChoice } from '../../../shared/adapters/choose-mapping.ts';
import { eventFields } from '../../../shared/adapters/event-field.ts';
import { knownAdapters } from '../../../shared/adapters/known-adapters.ts';
import { readEventFields } from '../../../shared/adapters/read-event.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';

const events = 500;

async function makeLines(seed: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-trail-'));
  try {
    await trail.write(join(folder, 'trail.ndjson'), events, seed);
    return readFileSync(join(folder, 'trail.ndjson'), 'utf8').trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('the made-up trail is the same for the same seed, and its records are as long as real ones', async () => {
  const lines = await makeLines(1);
  expect(await makeLines(1)).toEqual(lines);
  expect(await makeLines(2)).not.toEqual(lines);
  expect(lines).toHaveLength(events);
  const sizes = lines.map((line) => line.length);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(600);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_500);
});

it('the adapter of the trail finds each field in most of its records, and the target in a list', async () => {
  const cloudtrail = knownAdapters.find(({ id }) => trail.sealOptions.includes(id));
  const records = (await makeLines(1)).map((line) => parseStrictObject(Buffer.from(line)));
  const choice = createMappingChoice(cloudtrail?.fields ?? {});
  for (const record of records) choice.see(record);
  const mapping = choice.mapping();
  expect(mapping.target).toBe('/resources/0/ARN');
  const found = records.map((record) => readEventFields(record, mapping, 'entry'));
  for (const field of eventFields) {
    const texts = found.filter((fields) => fields[field].kind === 'text').length;
    // A record has an error or none; every other field is what a record is about.
    expect([field, texts / events > (field === 'outcome' ? 0.05 : 0.75)]).toEqual([field, true]);
  }
});
