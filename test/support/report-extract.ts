import { readEventFields } from '../../shared/adapters/read-event.ts';
import { observeBundle } from '../../shared/bundle/observe-bundle.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { sealBundle } from '../../shared/bundle/seal.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { decodeUtf8, encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { makeReceipt } from '../../shared/case/receipt.ts';
import type { ExhibitContent } from '../../shared/casework/exhibit.ts';
import type { FindingContent } from '../../shared/casework/finding.ts';
import type { SampleContent, SampleResultContent } from '../../shared/casework/sample.ts';
import { proveInclusion } from '../../shared/chain/inclusion-proof.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import type { JsonObject, JsonValue } from '../../shared/json/json-value.ts';
import type { ExtractedBundle, ExtractedEntry, ReportExtract } from '../../shared/report/extract.ts';
import { type ReportOrder, reportSections } from '../../shared/report/order.ts';
import { verifyBundle } from '../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../shared/verify/verify-input.ts';
import {
  allLines,
  checkpointPath,
  disclosuresPath,
  editLines,
  folderOf,
  logKey,
  type Members,
  origin,
  packerKey,
  pinned,
  testTime,
} from './bundle-builder.ts';

/** What stands in one event, besides what every event here has. */
export interface ReportEvent {
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly outcome: string;
  /** Committed, so that it can be hidden. */
  readonly email: string;
  readonly reason?: JsonValue;
}

export const clinicEvents: readonly ReportEvent[] = [
  event('m.okafor', 'record-opened', 'patient/20417', 'granted'),
  event('j.lindqvist', 'record-opened', 'patient/20418', 'granted'),
  event('m.okafor', 'record-exported', 'patient/20417', 'granted'),
  event('svc-backup', 'snapshot-taken', 'volume/7', 'granted'),
  event('p.haddad', 'record-opened', 'patient/31100', 'denied'),
  event('p.haddad', 'record-opened', 'patient/31100', 'denied'),
  event('p.haddad', 'record-opened', 'patient/31100', 'granted'),
  event('j.lindqvist', 'password-changed', 'account/j.lindqvist', 'granted'),
];

export function event(actor: string, action: string, target: string, outcome: string): ReportEvent {
  return { actor, action, target, outcome, email: `${actor}@clinic.example` };
}

/** Seals such events a minute apart from 2026-03-02T08:00Z on; a segment holds them all. */
export async function sealEvents(
  events: readonly ReportEvent[] = clinicEvents,
  name: string = origin,
): Promise<Members> {
  let salts = 0;
  const sealing = sealBundle(toEvents(events), {
    origin: name,
    title: 'Access to patient records',
    mapping: { actor: '/actor/id', action: '/action', target: '/target', outcome: '/outcome' },
    committedFields: ['/actor/email'],
    continues: null,
    segmentLines: 65_536,
    logKey,
    packerKey,
    salt: () => {
      salts += 1;
      return sha256(encodeUtf8(`salt ${salts}`)).slice(0, 16);
    },
  });
  const members = new Map<string, Uint8Array>();
  for (;;) {
    const next = await sealing.next();
    if (next.done === true) return members;
    const chunks: Uint8Array[] = [];
    for await (const chunk of next.value.chunks) chunks.push(chunk);
    members.set(next.value.path, concatBytes(chunks));
  }
}

async function* toEvents(events: readonly ReportEvent[]): AsyncGenerator<JsonObject> {
  for (const [seq, { actor, action, target, outcome, email, reason }] of events.entries()) {
    const at = new Date(Date.UTC(2026, 2, 2, 8, seq)).toISOString();
    yield new Map<string, JsonValue>([
      ['ts', at],
      [
        'actor',
        new Map<string, JsonValue>([['id', actor], ...(email === '' ? [] : [['email', email] as const])]),
      ],
      ['action', action],
      ['target', target],
      ['outcome', outcome],
      ...(reason === undefined ? [] : [['reason', reason] as const]),
    ]);
  }
}

/** A bundle as a report speaks of it, verified with both keys pinned. */
export async function extractBundle(
  members: Members,
  fileName = 'clinic.evb.zip',
  name: string = origin,
): Promise<ExtractedBundle> {
  const options = { limits, onLines: () => {}, onProgress: () => {} };
  const observation = await observeBundle(folderOf(members), options);
  const keys = [pinned('log', logKey, name), pinned('packer', packerKey, name)];
  const verdict = await verifyBundle(withKeysOnly({ observation, arrival: null }, keys, testTime));
  const content = concatBytes([...members.values()]);
  const file = { fileName, fileBytes: content.length, fileSha256: toHex(sha256(content)) };
  // As in a ZIP that compresses nothing and takes no room itself.
  const packed = new Map([...members].map(([path, bytes]) => [path, bytes.length]));
  const container = { packed, overheadBytes: 0 };
  const { range, title } = observation.descriptor;
  const size = allLines(members).length;
  const note = decodeUtf8(members.get(checkpointPath(size)) ?? new Uint8Array());
  return {
    ...file,
    ...{ origin: name, title, range, verdict },
    receipt: makeReceipt(observation, file, container),
    checkpoints: [{ size, note }],
  };
}

/** Every line of it, with its proof and its disclosures. */
export function extractEntries(
  members: Members,
  { origin: name, fileSha256 }: ExtractedBundle,
): ExtractedEntry[] {
  const lines = allLines(members).map(encodeUtf8);
  const leaves = lines.map((line) => readLine(line, limits).statedLeaf ?? leafDigest(line));
  const disclosures = new Map<number, readonly string[]>();
  for (const text of decodeUtf8(members.get(disclosuresPath(0)) ?? new Uint8Array()).split('\n')) {
    if (text !== '') {
      const { seq, d } = JSON.parse(text) as { seq: number; d: string[] };
      disclosures.set(seq, d);
    }
  }
  return lines.map((line, seq) => {
    const { event: read, reading, claimedTime } = readLine(line, limits);
    const mapping = { actor: '/actor/id', action: '/action', target: '/target', outcome: '/outcome' };
    const { index, size, path } = proveInclusion(leaves, seq);
    return {
      ...{ origin: name, fileSha256, seq, leaf: toHex(leaves[seq] ?? new Uint8Array()), line },
      fields: readEventFields(read, mapping, reading),
      time: claimedTime,
      disclosures: disclosures.get(seq) ?? [],
      proof: { kind: 'path', index, size, path: path.map(toHex) },
    };
  });
}

export const noRedaction: ReportOrder['redaction'] = { withheld: [], hidden: [], shownPointers: null };

/** A small case of one bundle: a finding, an exhibit of three lines, a sample of two, and a narrative that cites one. */
export async function smallCase(): Promise<{ readonly extract: ReportExtract; readonly order: ReportOrder }> {
  const members = await sealEvents();
  const bundle = await extractBundle(members);
  const entries = extractEntries(members, bundle);
  return { extract: caseOf([bundle], entries), order: smallOrder() };
}

export function smallOrder(): ReportOrder {
  return {
    number: 'R-2026-07',
    title: 'Access to patient records, first quarter of 2026',
    preparer: { name: 'A. Auditor', fingerprint: 'SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU' },
    producedAt: Date.UTC(2026, 6, 1, 9, 30),
    tool: { name: 'Vouch', version: '0.1.0', buildSha256: 'ab'.repeat(32) },
    sections: reportSections,
    narrative: [
      {
        heading: 'Background',
        markdown: `The clinic asked who had opened records **without need**.\n\nOne export stands out: [@${origin}#2].`,
      },
    ],
    limitations: ['The paper archive of the clinic was not looked at.'],
    findings: ['finding-1'],
    exhibits: ['EX-0001'],
    samples: ['sample-1'],
    supersedes: null,
    redaction: noRedaction,
  };
}

export function caseOf(
  bundles: readonly ExtractedBundle[],
  entries: readonly ExtractedEntry[],
): ReportExtract {
  return {
    caseName: 'Clinic',
    facts: {
      kind: 'case-facts',
      by: 'A. Auditor',
      client: 'Northside Clinic',
      scope: 'Access to patient records by staff.',
      periodStart: '2026-01-01',
      periodEnd: '2026-03-31',
      standards: ['ISO/IEC 27001:2022'],
      isOnHold: false,
      holdReason: '',
    },
    bundles,
    entries,
    made: { findings: 2, exhibits: 1, samples: 1 },
    findings: [smallFinding],
    exhibits: [exhibitOf(entries.slice(4, 7))],
    samples: [{ content: sampleOf(entries), results: new Map([[0, sampleResult]]) }],
    searches: [{ name: 'Denied', query: 'outcome:denied', queryDigest: 'cd'.repeat(32), lines: 2 }],
    trust: {
      keys: (['log', 'packer'] as const).map((role) => {
        const { fingerprint, publicKey, compared, comparedBy } = pinned(role);
        const always = { validAfter: null, validBefore: null, revokedFrom: null };
        return { role, origin, fingerprint, spelling: publicKey, compared, comparedBy, ...always };
      }),
      authorities: [],
      policies: [],
    },
    custody: {
      origin: 'vouch-case/clinic',
      records: 12,
      headLeaf: 'ef'.repeat(32),
      firstTime: Date.UTC(2026, 5, 30),
      lastTime: Date.UTC(2026, 6, 1),
      clockSteppedBack: [],
      actions: [
        { action: 'bundle-imported', count: 1 },
        { action: 'searched', count: 4 },
      ],
    },
  };
}

const smallFinding: FindingContent = {
  kind: 'finding',
  by: 'A. Auditor',
  findingId: 'finding-1',
  title: 'A record was opened after two refusals',
  condition: `The third attempt was granted: [@${origin}#6].`,
  criteria: 'Access is refused until the line manager agrees.',
  cause: 'The rule counts attempts and not agreements.',
  effect: '',
  recommendation: '- Bind access to the agreement.\n- Review the rule yearly.',
  owner: 'Head of IT',
  dueDate: '2026-09-30',
  response: '',
  severity: 'high',
  state: 'agreed',
  controls: [{ framework: 'ISO/IEC 27001:2022', control: 'A.5.15' }],
  exhibits: ['EX-0001'],
};

export function exhibitOf(entries: readonly ExtractedEntry[], number = 'EX-0001'): ExhibitContent {
  const [first] = entries;
  return {
    kind: 'exhibit',
    by: 'A. Auditor',
    number,
    title: 'Three attempts at one record',
    sources: [
      {
        origin: first?.origin ?? origin,
        fileSha256: first?.fileSha256 ?? '',
        lines: entries.map(({ seq, leaf }) => ({ seq, leaf })),
      },
    ],
    query: 'actor:p.haddad',
    queryDigest: '12'.repeat(32),
  };
}

function sampleOf(entries: readonly ExtractedEntry[]): SampleContent {
  const drawn = [entries[1], entries[7]].flatMap((entry) => (entry === undefined ? [] : [entry]));
  return {
    kind: 'sample',
    by: 'A. Auditor',
    sampleId: 'sample-1',
    title: 'Accesses by staff',
    population: {
      query: 'actor:j.lindqvist',
      queryDigest: '34'.repeat(32),
      files: [{ origin, fileSha256: entries[0]?.fileSha256 ?? '' }],
      size: 2,
    },
    method: 'simple-random',
    stratifiedBy: '',
    seed: 'audit-2026',
    seedOrigin: 'typed',
    attributes: ['Approved', 'In time'],
    lines: drawn.map(({ seq, leaf, origin: name }) => ({ seq, leaf, origin: name, stratum: '' })),
  };
}

const sampleResult: SampleResultContent = {
  kind: 'sample-result',
  by: 'A. Auditor',
  sampleId: 'sample-1',
  position: 0,
  marks: ['ok', 'exception'],
  remark: 'Approved a day late.',
};

/** A case of two logs, one of them broken, with everything that a report can have: for what must hold of all of it. */
export async function twoLogCase(): Promise<{
  readonly extract: ReportExtract;
  readonly order: ReportOrder;
}> {
  const members = await sealEvents();
  const bundle = await extractBundle(members);
  const entries = extractEntries(members, bundle);
  const badges = 'log.example.org/badges';
  const edited = editLines(await sealEvents(clinicEvents, badges), 0, (lines) =>
    lines.map((line, index) => (index === 3 ? line.replace('granted', 'refused') : line)),
  );
  const broken = await extractBundle(edited, 'badges.evb.zip', badges);
  const unproven = extractEntries(edited, broken).map((entry) => ({
    ...entry,
    proof: { kind: 'none' as const, reason: 'The lines do not have the root that the log signed.' },
  }));
  const small = caseOf([bundle, broken], [...entries, ...unproven]);
  const sample = { ...sampleOf(entries), sampleId: 'sample-2', title: 'Accesses, once more' };
  const extract: ReportExtract = {
    ...small,
    findings: [
      ...small.findings,
      {
        ...smallFinding,
        findingId: 'finding-2',
        title: 'Exports are not approved',
        severity: 'medium',
        controls: [
          { framework: 'PCI DSS 4.0.1', control: '10.2.1.4' },
          { framework: 'ISO/IEC 27001:2022', control: 'A.8.12' },
        ],
        exhibits: ['EX-0002', 'EX-0001'],
      },
    ],
    exhibits: [
      ...small.exhibits,
      { ...exhibitOf(unproven.slice(2, 5), 'EX-0002'), query: '', queryDigest: '' },
    ],
    samples: [...small.samples, { content: sample, results: new Map() }],
    searches: [
      ...small.searches,
      { name: 'Refused', query: 'outcome:refused', queryDigest: 'ab'.repeat(32), lines: 1 },
    ],
    trust: {
      ...small.trust,
      authorities: ['cn=one', 'cn=two'].map((subject) => ({
        ...{ subject, fingerprint: `SHA256:${subject}`, compared: 'on paper', comparedBy: 'A. Auditor' },
        isRevoked: false,
      })),
      policies: [origin, badges].map((name) => ({ origin: name, policy: `log ${name}\nquorum none\n` })),
    },
  };
  const order = {
    ...smallOrder(),
    findings: ['finding-2', 'finding-1'],
    exhibits: ['EX-0002', 'EX-0001'],
    samples: ['sample-2', 'sample-1'],
    redaction: {
      ...noRedaction,
      hidden: [{ pointer: '/actor/email', reason: 'Personal data', privilege: '', by: 'A. Auditor' }],
    },
  };
  return { extract, order };
}
