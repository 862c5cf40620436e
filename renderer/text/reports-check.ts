import type { ReportCheckCode, ReportPlace } from '../../shared/pack/report-check.ts';
import type { ComparedPart } from '../../shared/report/compare-reports.ts';
import type { Outcome } from '../../shared/verify/check-result.ts';
import type { VerdictState } from '../../shared/verify/verdict.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of checking a report that somebody handed over. */
export const reportCheckText = {
  title: 'Check a report',
  lead: 'A pack, a report in PDF, or report.json together with the signatures that lie beside it. Drop it anywhere in this window, or choose it here.',
  choose: 'Choose the files…',
  input: 'Report to check',
  checking: 'Checking the report…',
  failed: 'The report was not checked',
  stop: 'Stop',
  states: {
    verified:
      'This report holds: signed by a key that is known here, unchanged, and it follows from its evidence.',
    'not-verifiable': 'Nothing speaks against this report, and something is open.',
    failed: 'Something in this report is not as it should be.',
  } satisfies Record<VerdictState, string>,
  facts: {
    file: 'File',
    number: 'Number',
    title: 'Title',
    preparer: 'Preparer, as the report says',
    key: 'Key of the preparer',
    claimedTime: 'Produced, as the report says',
    sha256: 'SHA-256 of report.json',
    supersedes: 'Replaces',
    here: 'In this case',
  },
  hereCurrent: 'produced here, and current',
  hereSuperseded: (by: string) => `produced here, and replaced by ${by}`,
  hereWithdrawn: (reason: string) => `produced here, and withdrawn: ${reason}`,
  notHere: 'not produced in this case',
  told: 'Fingerprint that you were told',
  toldHint:
    'As the preparer gave it to you by another way, such as SHA256:…. Then the signature says who it was, and not only that it was somebody.',
  tellNow: 'Check with this key',
  results: 'Results',
  counts: (pass: number, unknown: number, fail: number) =>
    `${formatCount(pass)} passed, ${formatCount(unknown)} open, ${formatCount(fail)} failed`,
  expected: 'Expected',
  found: 'Found',
  place: 'Place',
  command: 'Stock command',
  commandOf: 'the command',
  wholeReport: 'the report as a whole',
  noCase:
    'No case is open, so the report is not compared with evidence. Open the case that has the bundles, and check it again.',
  countersign: 'Countersign…',
  countersignTitle: (number: string) => `Countersign ${number}`,
  countersignAdvice:
    'You sign that you have reviewed this very report.json. The signatures lie beside it: hand them back to the preparer.',
  countersignConfirm: 'Sign as the reviewer',
  countersignFailed: 'The report was not countersigned',
  countersignDone: 'Countersigned. Save both files and hand them over.',
  compare: 'Compare with another version…',
  compareInput: 'Other version',
  compareTitle: 'What the other version says otherwise',
  compareFailed: 'The versions were not compared',
  comparing: 'Comparing…',
  same: 'Both versions say the same.',
  differences: (count: number) => formatCounted(count, 'difference', 'differences'),
  compareColumns: { part: 'Part', name: 'What', change: 'Change', before: 'Here', after: 'Other version' },
  changes: { added: 'only in the other', removed: 'only here', changed: 'changed' },
  moreDifferences: (count: number) => `${formatCount(count)} more are not listed.`,
} as const;

export const reportOutcomeNames: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  unknown: 'open',
  warning: 'note',
};

export const reportCheckNames: Readonly<Record<ReportCheckCode, string>> = {
  'report-form': 'The record can be read',
  'report-signature': 'Signature of the preparer',
  'report-signer': 'Whose key it is',
  'report-certificate': 'Certificate of the signer',
  'report-reviewer': 'Signature of a reviewer',
  'report-stamp': 'Time stamp',
  'report-leaf': 'Each entry is the one that its digest names',
  'report-proof': 'Each entry leads to a signed root',
  'report-checkpoint': 'The log has signed these roots',
  'report-fields': 'What is said of an entry stands in it',
  'report-disclosures': 'Opened fields are those that were committed',
  'report-figures': 'The figures add up',
  'report-citations': 'Citations lead to entries of the report',
  'report-rendering': 'HTML and PDF are of this record',
  'pdf-signature': 'Signature in the PDF',
  'pack-files': 'The files of the pack have their listed digests',
  'pack-signature': 'Signature of the pack',
  'pack-members': 'Lists of the pack follow from the record',
  'pack-custody': 'The log of the case is the one that the report names',
  'evidence-file': 'The bundles are those that you hold',
  'evidence-verdict': 'The verdicts come out the same',
  'evidence-receipt': 'The receipts come out the same',
  'evidence-entry': 'The entries are those that you hold',
  'evidence-exhibit': 'The exhibits come out the same',
  'evidence-sample': 'The samples are drawn again',
  'evidence-search': 'The searches find as much',
};

const readVerifier = 'node verify-report.mjs .';
const verifyEvidence = 'node verify.mjs BUNDLE.evb.zip';

/** What anybody can run instead, in the folder of the unpacked pack. */
export const stockCommands: Readonly<Record<ReportCheckCode, string>> = {
  'report-form': readVerifier,
  'report-signature':
    'ssh-keygen -Y verify -f allowed_signers -I preparer -n evidence-report@v1 -s report.json.sig < report.json',
  'report-signer': 'openssl x509 -in certificate.pem -noout -subject -fingerprint -sha256',
  'report-certificate':
    'openssl cms -verify -binary -inform DER -in report.json.p7s -content report.json -noverify -certsout certificate.pem -out /dev/null',
  'report-reviewer':
    'ssh-keygen -Y verify -f allowed_signers -I reviewer -n evidence-report@v1 -s report.json.reviewer.sig < report.json',
  'report-stamp': 'openssl ts -verify -in report.json.sig.tsr -data report.json.sig -CAfile authority.pem',
  'report-leaf': readVerifier,
  'report-proof': readVerifier,
  'report-checkpoint': readVerifier,
  'report-fields': readVerifier,
  'report-disclosures': readVerifier,
  'report-figures': readVerifier,
  'report-citations': readVerifier,
  'report-rendering': 'sha256sum data/report/report.json',
  'pdf-signature': 'pdfsig report.pdf',
  'pack-files': 'sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt',
  'pack-signature':
    'ssh-keygen -Y verify -f allowed_signers -I preparer -n evidence-report@v1 -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt',
  'pack-members': readVerifier,
  'pack-custody': 'node verify.mjs data/custody/custody.evb.zip',
  'evidence-file': 'sha256sum BUNDLE.evb.zip',
  'evidence-verdict': verifyEvidence,
  'evidence-receipt': verifyEvidence,
  'evidence-entry': verifyEvidence,
  'evidence-exhibit': 'vouch search BUNDLE.evb.zip QUERY',
  'evidence-sample': 'vouch sample BUNDLE.evb.zip --query QUERY --count COUNT --seed SEED',
  'evidence-search': 'vouch search BUNDLE.evb.zip QUERY',
};

export const comparedPartNames: Readonly<Record<ComparedPart, string>> = {
  report: 'Report',
  engagement: 'Engagement',
  bundles: 'Bundles',
  narrative: 'Narrative',
  findings: 'Findings',
  samples: 'Samples',
  exhibits: 'Exhibits',
  entries: 'Entries',
  searches: 'Searches',
  redactions: 'Redactions',
  limitations: 'Limitations',
  trust: 'Trust',
  custody: 'Custody',
};

/** In whose words a place is named: the report's, which may be anybody's. */
export function reportPlaceWords(place: ReportPlace): string {
  switch (place.kind) {
    case 'report':
      return reportCheckText.wholeReport;
    case 'member':
      return place.member;
    case 'entry':
      return `${place.origin}#${place.seq}`;
    case 'part':
      return place.name;
    default:
      return place satisfies never;
  }
}
