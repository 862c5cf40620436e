import { encodeUtf8 } from '../bytes/utf8.ts';
import type { HiddenValues } from '../redaction/hidden-values.ts';
import { scanForValues } from '../redaction/scan-for-values.ts';
import { prepareValues } from '../redaction/searched-values.ts';
import { renderHtml } from '../report/html/render-html.ts';
import type { ReportRecord } from '../report/record.ts';
import { toReportDocument } from '../report/to-document.ts';
import { renderDerivedMembers } from './derived-members.ts';
import { packPaths } from './pack-layout.ts';
import type { PackMember } from './pack-member.ts';
import { renderPackReadme } from './pack-readme.ts';

/**
 * Takes out of what is looked for the words that stand in every pack: `user` and `read` are in the programs and in our own sentences,
 * and finding them there says nothing of an entry. Answers how many were taken out. The texts that persons wrote are searched for
 * them all the same when the record is made.
 */
export async function leaveCommonWords(
  values: HiddenValues,
  record: ReportRecord,
  members: readonly PackMember[],
): Promise<number> {
  const texts = [...values.fields, ...values.entries];
  const prepared = prepareValues(texts);
  const common = new Set<string>();
  for (const { bytes } of fixedMembers(record, members)) {
    const { found } = await scanForValues([bytes], prepared);
    for (const { value, spelling } of found) if (spelling === 'text') common.add(texts[value] ?? '');
  }
  for (const text of common) {
    values.fields.delete(text);
    values.entries.delete(text);
  }
  return common.size;
}

/** What a pack has whatever the report says: the programs, and what is drawn of a report in which nothing stands. */
function fixedMembers(record: ReportRecord, members: readonly PackMember[]): readonly PackMember[] {
  const empty = emptied(record);
  const programs = members.filter(
    ({ path }) => path === packPaths.bundleVerifier || path === packPaths.reportVerifier,
  );
  return [
    ...programs,
    { path: 'report.html', bytes: renderHtml(toReportDocument(empty, '')) },
    { path: 'report.json', bytes: encodeUtf8(JSON.stringify(empty)) },
    { path: packPaths.readme, bytes: renderPackReadme(empty, [packPaths.report]) },
    ...renderDerivedMembers(empty, new Uint8Array(0)),
  ];
}

/** The same report without anything of evidence and of persons in it. */
function emptied(record: ReportRecord): ReportRecord {
  const noText = { client: '', scope: '', periodStart: '', periodEnd: '', standards: [] };
  return {
    ...record,
    ...{ number: '', title: '', supersedes: null, preparer: { name: '', fingerprint: '' } },
    engagement: { ...noText, caseName: '' },
    ...{ bundles: [], notVerified: [], narrative: [], findings: [], samples: [], exhibits: [] },
    ...{ entries: [], searches: [], redactions: [], custody: null, limitations: [] },
    trust: { keys: [], authorities: [], policies: [] },
  };
}
