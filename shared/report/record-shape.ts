import { severities } from '../casework/annotation.ts';
import { findingStates } from '../casework/finding.ts';
import { sampleMethods, tickMarks } from '../casework/sample.ts';
import {
  count,
  digest,
  flag,
  ifThere,
  list,
  type MembersOf,
  object,
  oneOf,
  orNull,
  text,
  word,
} from '../json/shape.ts';
import type { AxisVerdict } from '../verify/verdict.ts';
import { reportSections } from './order.ts';
import {
  type EntryName,
  headlines,
  type ReportedContent,
  type ReportedEntry,
  type ReportRecord,
  reportFormat,
} from './record.ts';
import type { ReportedMember, ReportedReceipt } from './reported-receipt.ts';
import { utcText } from './utc-shape.ts';

const outcome = word(['pass', 'fail', 'unknown', 'warning']);
const axis = word(['bytes', 'signer', 'completeness', 'time']);
const axisVerdict = object<AxisVerdict>({ tone: word(['good', 'open', 'bad']), words: text });
const result = { code: text, axis, outcome, place: text, statement: text };
const signatory = object<ReportRecord['preparer']>({ name: text, fingerprint: text });

const nameMembers: MembersOf<EntryName> = { origin: text, seq: count, leaf: digest };
const names = list(object(nameMembers));

const member = object<ReportedMember>({
  path: text,
  bytes: count,
  sha256: digest,
  lines: ifThere(count),
  packedBytes: ifThere(count),
});

const receipt = object<ReportedReceipt>({
  entries: count,
  withheld: count,
  ambiguous: count,
  rejects: count,
  duplicateLines: count,
  firstTime: orNull(utcText),
  lastTime: orNull(utcText),
  busiestDay: orNull(object({ day: text, entries: count })),
  members: list(member),
  rejectedLines: ifThere(list(object({ member: text, line: count, offset: count, reason: orNull(text) }))),
  account: ifThere(object({ overheadBytes: count, mapping: list(object({ field: text, pointer: text })) })),
});

const bundle = object<ReportRecord['bundles'][number]>({
  fileName: text,
  fileSha256: digest,
  fileBytes: count,
  origin: text,
  title: text,
  range: orNull(object({ start: count, end: count })),
  verdict: object({
    state: word(['verified', 'not-verifiable', 'failed']),
    headline: word(headlines),
    axes: object({
      bytes: axisVerdict,
      signer: axisVerdict,
      completeness: axisVerdict,
      time: axisVerdict,
    }),
    results: list(object(result)),
  }),
  receipt,
  checkpoints: list(object({ size: count, note: text })),
});

const finding = object<ReportRecord['findings'][number]>({
  findingId: text,
  title: text,
  state: word(findingStates),
  severity: word(severities),
  condition: text,
  criteria: text,
  cause: text,
  effect: text,
  recommendation: text,
  response: text,
  owner: text,
  dueDate: text,
  controls: list(object({ framework: text, control: text })),
  exhibits: list(text),
  citations: names,
  by: text,
});

const sample = object<ReportRecord['samples'][number]>({
  sampleId: text,
  title: text,
  population: object({
    query: text,
    queryDigest: text,
    size: count,
    files: list(object({ origin: text, fileSha256: digest })),
  }),
  method: word(sampleMethods),
  stratifiedBy: text,
  seed: text,
  seedOrigin: word(['typed', 'drawn']),
  attributes: list(text),
  reviewed: count,
  exceptions: count,
  lines: list(
    object({ ...nameMembers, stratum: text, marks: orNull(list(word(tickMarks))), remark: text, by: text }),
  ),
  by: text,
});

const content = oneOf<ReportedContent>({
  line: object({
    kind: word(['line']),
    line: text,
    time: orNull(utcText),
    event: list(object({ field: text, value: text })),
    disclosures: list(text),
  }),
  bytes: object({ kind: word(['bytes']), base64: text }),
  'withheld-by-sender': object({ kind: word(['withheld-by-sender']) }),
  withheld: object({ kind: word(['withheld']), reason: text }),
});

const proof = oneOf<ReportedEntry['proof']>({
  path: object({ kind: word(['path']), index: count, size: count, path: list(digest) }),
  none: object({ kind: word(['none']), reason: text }),
});

const redaction = object<ReportRecord['redactions'][number]>({
  ...nameMembers,
  pointers: list(text),
  pseudonyms: ifThere(list(text)),
  reason: text,
  privilege: text,
  by: text,
});

const trust = object<ReportRecord['trust']>({
  keys: list(
    object({
      role: word(['log', 'packer']),
      origin: text,
      fingerprint: text,
      spelling: text,
      compared: text,
      comparedBy: text,
      validAfter: orNull(utcText),
      validBefore: orNull(utcText),
      revokedFrom: orNull(utcText),
    }),
  ),
  authorities: list(
    object({ subject: text, fingerprint: text, compared: text, comparedBy: text, isRevoked: flag }),
  ),
  policies: list(object({ origin: text, policy: text })),
});

/** `report.json`, member by member, in the order in which they are written. */
export const recordShape = object<ReportRecord>({
  format: word([reportFormat]),
  number: text,
  title: text,
  produced: object({ claimedTime: utcText }),
  tool: object({ name: text, version: text, buildSha256: digest }),
  preparer: signatory,
  supersedes: orNull(object({ number: text, sha256: digest, reason: text })),
  sections: list(word(reportSections)),
  engagement: object({
    caseName: text,
    client: text,
    scope: text,
    periodStart: text,
    periodEnd: text,
    standards: list(text),
  }),
  bundles: list(bundle),
  notVerified: list(object({ ...result, fileSha256: digest })),
  narrative: list(object({ heading: text, markdown: text, citations: names })),
  findings: list(finding),
  samples: list(sample),
  exhibits: list(
    object({ number: text, title: text, query: text, queryDigest: text, entries: names, by: text }),
  ),
  entries: list(object({ ...nameMembers, fileSha256: digest, content, proof })),
  searches: list(object({ name: text, query: text, queryDigest: text, lines: count })),
  redactions: list(redaction),
  trust,
  custody: orNull(
    object({
      origin: text,
      records: count,
      headLeaf: digest,
      firstTime: utcText,
      lastTime: utcText,
      clockSteppedBack: list(count),
      actions: list(object({ action: text, count })),
    }),
  ),
  leftOut: object({ findings: count, exhibits: count, samples: count }),
  limitations: list(text),
});
