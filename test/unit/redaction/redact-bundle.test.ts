import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseDescriptor } from '../../../shared/bundle/parse-descriptor.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { portableDigests } from '../../../shared/crypto/digest.ts';
import { planRedaction } from '../../../shared/redaction/plan-redaction.ts';
import { type Redaction, redactBundle } from '../../../shared/redaction/redact-bundle.ts';
import type { RedactionOrder } from '../../../shared/redaction/redaction-order.ts';
import {
  editDescriptor,
  folderOf,
  type Members,
  packerKey,
  repacked,
  sealSmall,
  verify,
} from '../../support/bundle-builder.ts';

const blob = encodeUtf8('a picture of the passport of u-3');
const blobPath = `data/attachments/${createHash('sha256').update(blob).digest('hex')}`;
const note = encodeUtf8('any bytes');

/** Eight entries in two segments, with everything that a bundle may have beside them. */
async function richBundle(): Promise<Members> {
  const { members } = await sealSmall({ entries: 8, commitsEmail: true });
  const rich = new Map(editDescriptor(members, { comment: 'u-3 is under suspicion' }));
  rich.set(blobPath, blob);
  rich.set('data/provenance/old/segment.ndjson', encodeUtf8('u-3 did it'));
  rich.set('data/provenance/1/manifest-sha256.txt', note);
  const packed = new Map(repacked(rich));
  packed.set('tagmanifest-sha256.txt.sig.tsr', note);
  return packed;
}

async function redact(members: Members, changes: Partial<RedactionOrder> = {}) {
  const source = folderOf(members);
  const descriptor = parseDescriptor(members.get('data/bundle.json') ?? new Uint8Array(0));
  const step = { onLines: async () => {} };
  const order: RedactionOrder = {
    ...{ by: 'A. Auditor', reason: 'because', privilege: '', claimedTime: 0, tool: 'test' },
    ...{ hidden: [], shown: null, withholdsRest: false, keepsAttachments: false },
    isWithheld: (ordinal) => ordinal === 3,
    ...changes,
  };
  const plan = await planRedaction(source, { start: 0, lines: 8 }, order, step);
  if (plan.kind !== 'plan') throw new Error('refused');
  const redacted = new Map<string, Uint8Array>();
  const log: Redaction[] = [];
  const packing = {
    ...step,
    packerKey,
    digests: portableDigests,
    onRedaction: (each: Redaction) => log.push(each),
  };
  for await (const { path, chunks } of redactBundle({ source, descriptor, plan }, order, packing)) {
    const bytes: Uint8Array[] = [];
    for await (const chunk of chunks) bytes.push(chunk.slice());
    redacted.set(path, concatBytes(bytes));
  }
  return {
    redacted,
    log,
    descriptor: JSON.parse(Buffer.from(redacted.get('data/bundle.json') ?? []).toString()),
  };
}

describe('What lies in a bundle beside its entries', () => {
  it('stays only when it is known what it is', async () => {
    const members = await richBundle();
    const { redacted, descriptor } = await redact(members);
    expect(
      [...redacted.keys()]
        .filter((path) => path.startsWith('data/') && !path.includes('/segments/'))
        .toSorted(),
    ).toEqual([
      'data/bundle.json',
      'data/checkpoints/4.note',
      'data/checkpoints/8.note',
      'data/disclosures/000000000000.ndjson',
      'data/disclosures/000000000004.ndjson',
      'data/provenance/1/manifest-sha256.txt',
      'data/provenance/2/manifest-sha256.txt',
      'data/provenance/2/tagmanifest-sha256.txt',
      'data/provenance/2/tagmanifest-sha256.txt.sig',
      'data/provenance/2/tagmanifest-sha256.txt.sig.tsr',
    ]);
    // The time stamp was over the first packer's signature, and says nothing of the new one.
    expect(redacted.has('tagmanifest-sha256.txt.sig.tsr')).toBe(false);
    // A name that nobody reads could hold anything.
    expect(descriptor.comment).toBeUndefined();
    expect(descriptor.derivation.steps[0].attachmentsLeftOut).toBe(1);
    expect(Buffer.from(concatBytes([...redacted.values()])).includes('u-3')).toBe(false);
    expect((await verify(redacted)).headline).toBe('VERIFIED, PARTS WITHHELD');
  });

  it('keeps its attachments when a person says so', async () => {
    const { redacted, descriptor } = await redact(await richBundle(), { keepsAttachments: true });
    expect(redacted.get(blobPath)).toEqual(blob);
    expect(descriptor.derivation.steps[0].attachmentsLeftOut).toBe(0);
    expect((await verify(redacted)).headline).toBe('VERIFIED, PARTS WITHHELD');
  });

  it('leaves the date of the last entry out of the bag when that entry is withheld', async () => {
    const { members } = await sealSmall({ entries: 8 });
    const dateIn = (each: Members) =>
      /Bagging-Date: (.*)/.exec(Buffer.from(each.get('bag-info.txt') ?? []).toString())?.[1] ?? null;
    expect(dateIn(members)).toBe('2025-11-20');
    expect(dateIn((await redact(members, { isWithheld: () => true })).redacted)).toBeNull();
  });

  it('tells of each redaction once, in the order of the log, with the leaf that the stub has', async () => {
    const { redacted, log } = await redact(await richBundle(), {
      isWithheld: (ordinal) => ordinal % 4 === 1,
    });
    expect(log.map(({ what, seq }) => [what, seq])).toEqual([
      ['entry', 1],
      ['entry', 5],
    ]);
    const segment = Buffer.from(redacted.get('data/segments/000000000004.ndjson') ?? [])
      .toString()
      .split('\n');
    expect(segment[1]).toBe(`#withheld ${log[1]?.leaf}`);
  });
});
