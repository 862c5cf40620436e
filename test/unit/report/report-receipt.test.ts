import { describe, expect, it } from 'vitest';
import { defaultMapping } from '../../../shared/adapters/read-event.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { packPaths } from '../../../shared/pack/pack-layout.ts';
import { verifyReport } from '../../../shared/pack/verify-report.ts';
import type { ExtractedBundle } from '../../../shared/report/extract.ts';
import { renderHtml } from '../../../shared/report/html/render-html.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { toReportDocument } from '../../../shared/report/to-document.ts';
import { allLines, editLines, segmentPath } from '../../support/bundle-builder.ts';
import {
  caseOf,
  clinicEvents,
  extractBundle,
  extractEntries,
  sealEvents,
  smallOrder,
} from '../../support/report-extract.ts';
import { packBytes, packOf } from '../../support/report-pack.ts';
import { testIdentity } from '../../support/signed-identity.ts';

const auditor = testIdentity('A. Auditor', 7);
const badges = 'log.example.org/badges';
const hideEmail = [{ pointer: '/actor/email', reason: 'Personal data', privilege: '', by: 'A. Auditor' }];
/** One program reads no value in it, and the reason quotes what stands there as a name. */
const unreadable = '{"seq":3,"j.doe@clinic.example":1,"j.doe@clinic.example":2';

/** The clinic as it is sealed, and a second log in which these lines of eight cannot be read. */
async function caseWithRejects(damaged: readonly number[], line = unreadable) {
  const members = await sealEvents();
  const bundle = await extractBundle(members);
  const edited = editLines(await sealEvents(clinicEvents, badges), 0, (lines) =>
    lines.map((each, index) => (damaged.includes(index) ? line : each)),
  );
  const second = await extractBundle(edited, 'badges.evb.zip', badges);
  const offset =
    allLines(edited)
      .slice(0, damaged[0] ?? 0)
      .join('\n').length + 1;
  return { extract: caseOf([bundle, second], extractEntries(members, bundle)), second, offset };
}

function recordOf(made: ReturnType<typeof makeReport>): ReportRecord {
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  return made.record;
}

function redacted(changed: Partial<ReportOrder['redaction']>): ReportOrder {
  const order = smallOrder();
  return { ...order, redaction: { ...order.redaction, ...changed } };
}

function bundleNamed(record: ReportRecord, fileName: string) {
  const bundle = record.bundles.find((each) => each.fileName === fileName);
  if (bundle === undefined) throw new Error(`The record has no ${fileName}.`);
  return bundle;
}

/** The page without its markup. */
function pageOf(record: ReportRecord): string {
  const html = decodeUtf8(renderHtml(toReportDocument(record, '00'.repeat(32))));
  return html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('The import receipt in a report', () => {
  it('names each rejected line by its place and says why it is none', async () => {
    const { extract, offset } = await caseWithRejects([3]);
    const record = recordOf(makeReport(extract, smallOrder()));
    const { receipt } = bundleNamed(record, 'badges.evb.zip');
    expect(receipt.rejects).toBe(1);
    expect(receipt.rejectedLines).toEqual([
      {
        ...{ member: segmentPath(0), line: 4, offset },
        reason: 'Expected each name once, found "j.doe@clinic.example" again at byte 34.',
      },
    ]);
    const page = pageOf(record);
    expect(page).toContain('Lines that are no entries');
    expect(page).toContain('Expected each name once');
    expect(page).not.toContain('report.json lists');
  });

  it('accounts for every byte of the file, and says where fields were looked for', async () => {
    const { extract } = await caseWithRejects([]);
    const record = recordOf(makeReport(extract, smallOrder()));
    const { receipt, fileBytes } = bundleNamed(record, 'clinic.evb.zip');
    const packed = receipt.members.reduce((sum, { packedBytes = Number.NaN }) => sum + packedBytes, 0);
    expect(packed + (receipt.account?.overheadBytes ?? Number.NaN)).toBe(fileBytes);
    expect(receipt.account?.mapping).toEqual([
      { field: 'actor', pointer: '/actor/id' },
      { field: 'action', pointer: '/action' },
      { field: 'target', pointer: '/target' },
      { field: 'outcome', pointer: '/outcome' },
    ]);
    const segment = receipt.members.find(({ path }) => path === segmentPath(0));
    expect(segment?.lines).toBe(8);
    expect(pageOf(record)).toMatch(/of the container ?; together the size of the file/);
  });

  it('of a bundle without a rejected line lists none, and the page has no table of them', async () => {
    const { extract } = await caseWithRejects([]);
    const record = recordOf(makeReport(extract, smallOrder()));
    for (const { receipt } of record.bundles) {
      expect([receipt.rejects, receipt.rejectedLines]).toEqual([0, undefined]);
    }
    expect(pageOf(record)).not.toContain('Lines that are no entries');
  });

  it('shows the first twenty on the page, and says how many there are and where all listed ones stand', async () => {
    const { extract, second } = await caseWithRejects([3]);
    const [reject] = second.receipt.rejects;
    if (reject === undefined) throw new Error('The receipt has a reject.');
    const rejects = Array.from({ length: 25 }, (_, index) => ({ ...reject, line: index + 1 }));
    const many: ExtractedBundle = { ...second, receipt: { ...second.receipt, rejects, rejectCount: 1_234 } };
    const bundles = extract.bundles.map((each) => (each.fileName === many.fileName ? many : each));
    const record = recordOf(makeReport({ ...extract, bundles }, smallOrder()));
    expect(pageOf(record)).toContain('the first 20 of 1,234; report.json lists 25');
    const { blocks } = toReportDocument(record, '00'.repeat(32));
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
    const shown = tables.find(
      ({ columns }) => columns.map(({ name }) => name).join() === 'File,Line,Byte,Reason',
    );
    expect(shown?.rows).toHaveLength(20);
  });

  it('says where the account is not the size of the file', async () => {
    const { extract } = await caseWithRejects([]);
    const bundles = extract.bundles.map((each) => ({ ...each, fileBytes: each.fileBytes + 1 }));
    expect(pageOf(recordOf(makeReport({ ...extract, bundles }, smallOrder())))).toContain(
      'which is NOT the size of the file',
    );
  });
});

describe('The import receipt in a report that keeps something back', () => {
  it.each([
    ['hides a field', redacted({ hidden: hideEmail })],
    ['shows named fields alone', redacted({ shownPointers: ['/actor', '/action', '/target', '/outcome'] })],
  ])('has the places of rejected lines and no word that may be theirs, when it %s', async (_name, order) => {
    const { extract, offset } = await caseWithRejects([3]);
    const record = recordOf(makeReport(extract, order));
    const { receipt } = bundleNamed(record, 'badges.evb.zip');
    expect(receipt.rejectedLines).toEqual([{ member: segmentPath(0), line: 4, offset, reason: null }]);
    expect(decodeUtf8(renderReport(record))).not.toContain('j.doe');
    expect(pageOf(record)).toContain('kept back: it may quote the line');
    expect(record.notVerified.map(({ statement }) => statement)).toContain(
      `Line 4 of ${segmentPath(0)} cannot be read as an entry.`,
    );
  });

  it('has no word of a line that two programs read in two ways', async () => {
    const { extract } = await caseWithRejects([3], `${unreadable}}`);
    const record = recordOf(makeReport(extract, redacted({ hidden: hideEmail })));
    expect(bundleNamed(record, 'badges.evb.zip').receipt.ambiguous).toBe(1);
    expect(decodeUtf8(renderReport(record))).not.toContain('j.doe');
  });

  it('is refused where its mapping names a value that is hidden', async () => {
    const { extract } = await caseWithRejects([]);
    const mapped = extract.bundles.map((each) => {
      const { account } = each.receipt;
      if (account === undefined) throw new Error('The receipt has an account.');
      const mapping = { ...defaultMapping, service: '/by/p.haddad@clinic.example/name' };
      return { ...each, receipt: { ...each.receipt, account: { ...account, mapping } } };
    });
    const made = makeReport({ ...extract, bundles: mapped }, redacted({ hidden: hideEmail }));
    expect(made.kind === 'refused' && made.problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'hidden-value-quoted Bundle 1',
      'hidden-value-quoted Bundle 2',
    ]);
  });
});

describe('A report of an older Vouch', () => {
  it('that states neither rejected lines nor an account is read, drawn and verified', async () => {
    const { extract } = await caseWithRejects([3]);
    const pack = await packOf(extract, smallOrder(), auditor);
    const record = parseReport(pack.get(packPaths.report) ?? new Uint8Array());
    const older = withoutAccount(record);
    const bytes = renderReport(older);
    expect(decodeUtf8(bytes)).not.toMatch(/"(?:rejectedLines|account|packedBytes)"/);
    expect(parseReport(bytes)).toEqual(older);
    expect(pageOf(older)).not.toMatch(/Lines that are no entries|Account of its bytes/);
    const files = await packBytes(bytes, auditor, smallOrder().producedAt);
    expect(answerTo(files)).toEqual(['verified']);
  });
});

describe('A receipt that contradicts itself', () => {
  it.each([
    ['lists more rejected lines than it counts', /"rejects": 1/, '"rejects": 0', 'badges.evb.zip'],
    [
      'lists a rejected line of a file that it does not have',
      /"member": "data[^"]*"/,
      '"member": "data/log/other.ndjson"',
      'badges.evb.zip',
    ],
    ['accounts for all files but one', /,\n +"packedBytes": \d+/, '', 'clinic.evb.zip'],
  ])('is found where it %s', async (_name, from, to, place) => {
    const { extract } = await caseWithRejects([3]);
    const pack = await packOf(extract, smallOrder(), auditor);
    const report = decodeUtf8(pack.get(packPaths.report) ?? new Uint8Array());
    const changed = report.replace(from, to);
    expect(changed).not.toBe(report);
    const files = await packBytes(encodeUtf8(changed), auditor, smallOrder().producedAt);
    expect(answerTo(files)).toEqual(['failed', `report-figures ${place}`]);
  });
});

/** As it was written before receipts were stated whole. */
function withoutAccount(record: ReportRecord): ReportRecord {
  const bundles = record.bundles.map((bundle) => {
    const { rejectedLines: _listed, account: _account, ...receipt } = bundle.receipt;
    const members = receipt.members.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
    return { ...bundle, receipt: { ...receipt, members } };
  });
  return { ...record, bundles };
}

/** The state, then what failed and where. */
function answerTo(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const known = new Map([[auditor.fingerprint, 'A. Auditor']]);
  const trust = { known, authorities: [], now: Date.UTC(2026, 6, 2), logKeys: [] };
  const { state, results } = verifyReport({ kind: 'pack', files }, trust);
  const failed = results.filter(({ outcome }) => outcome === 'fail');
  return [state, ...failed.map(({ code, place }) => `${code} ${place.kind === 'part' ? place.name : ''}`)];
}
