import { encodeUtf8 } from '../bytes/utf8.ts';
import { toVisibleString } from '../bytes/visible-text.ts';
import type { EntryName, ReportRecord } from '../report/record.ts';
import { reportNamespace } from '../report/signatures/signature-names.ts';
import { packPaths } from './pack-layout.ts';
import { entriesByName, entryKey } from './reported-lines.ts';

/**
 * What a stranger reads first: what lies here, and how to check it with stock tools. Lines that begin with four blanks are
 * commands for bash in the folder of the pack; test/unit/pack runs each of them.
 */
export function renderPackReadme(record: ReportRecord, paths: readonly string[]): Uint8Array {
  const has = (path: string) => paths.includes(path);
  const steps = [
    files(),
    signer(record, has),
    ...exhibitLine(record),
    ...(has('data/report/report.pdf') ? [renderings(has('data/report/report.html'))] : []),
    everything(has),
  ];
  const numbered = steps.map(([title = '', ...lines], index) => [`${index + 1}. ${title}`, ...lines]);
  const sections = [introduction(record), ...numbered, contents(has), limits()];
  return encodeUtf8(sections.map((lines) => `${lines.join('\n')}\n`).join('\n'));
}

function introduction({ number, title, preparer, produced }: ReportRecord): readonly string[] {
  return [
    `Report ${toVisibleString(number)}: ${toVisibleString(title)}`,
    `Prepared by ${toVisibleString(preparer.name)}, ${produced.claimedTime} by the clock of that machine.`,
    '',
    'data/report/report.json is the report. Everything else here was made from it, or vouches for it.',
    'You can check all of it without the program that made it. Work in this folder, in bash.',
  ];
}

function files(): readonly string[] {
  return [
    'No file was changed, is missing or was added',
    '',
    command('sha256sum -c tagmanifest-sha256.txt'),
    command('sha256sum --quiet -c manifest-sha256.txt && echo "All files are as listed"'),
    command(
      'cut -c67- manifest-sha256.txt | sort | diff - <(find data -type f | sort) && echo "No file is unlisted"',
    ),
  ];
}

function signer({ preparer }: ReportRecord, has: (path: string) => boolean): readonly string[] {
  const signed = (file: string) => `-n ${reportNamespace} -s ${file}.sig < ${file}`;
  const byCertificate = [
    command('W=$(mktemp -d)'),
    command(
      'openssl cms -verify -binary -noverify -inform DER -in data/report/report.json.p7s -content data/report/report.json -certsout "$W/signer.pem" -out /dev/null',
    ),
    command('openssl x509 -in "$W/signer.pem" -noout -pubkey > "$W/signer.pub.pem"'),
    command(
      'ssh-keygen -i -m PKCS8 -f "$W/signer.pub.pem" > "$W/signer.pub" && ssh-keygen -lf "$W/signer.pub"',
    ),
    command(
      `echo "preparer namespaces=\\"${reportNamespace}\\" $(cat "$W/signer.pub")" > "$W/allowed_signers"`,
    ),
    command(`ssh-keygen -Y verify -f "$W/allowed_signers" -I preparer ${signed(packPaths.report)}`),
    command(`ssh-keygen -Y verify -f "$W/allowed_signers" -I preparer ${signed(packPaths.tagManifest)}`),
  ];
  const reviewer = `${packPaths.report}.reviewer.sig`;
  return [
    'Who signed it',
    '',
    `The report names its signer by the fingerprint ${toVisibleString(preparer.fingerprint)}.`,
    'Compare it, by telephone or on paper, with what the signer says. A key that comes with a file proves nothing by itself.',
    '',
    ...(has(`${packPaths.report}.sig`)
      ? [command(`ssh-keygen -Y check-novalidate ${signed(packPaths.report)}`)]
      : []),
    command(`ssh-keygen -Y check-novalidate ${signed(packPaths.tagManifest)}`),
    ...(has(reviewer)
      ? [command(`ssh-keygen -Y check-novalidate -n ${reportNamespace} -s ${reviewer} < ${packPaths.report}`)]
      : []),
    ...(has(`${packPaths.report}.p7s`)
      ? [
          '',
          'The same by certificate, then by name once the fingerprint has been compared:',
          '',
          ...byCertificate,
        ]
      : []),
  ];
}

/** The first line of an exhibit that is shown, if there is one. */
function exhibitLine(record: ReportRecord): readonly (readonly string[])[] {
  const byName = entriesByName(record);
  const isShown = (name: EntryName) => byName.get(entryKey(name))?.content.kind === 'line';
  for (const { number, entries } of record.exhibits) {
    const index = entries.findIndex(isShown);
    const name = entries[index];
    if (name === undefined) continue;
    return [
      [
        `The leaf of a line: ${number}, line ${index + 1}`,
        '',
        'The log signed a tree over such leaves. It must print',
        `${name.leaf}, which data/exhibits/index.csv states as well.`,
        '',
        command(
          `sed -n ${index + 1}p data/exhibits/${number}.ndjson | tr -d '\\n' | { printf '\\0'; cat; } | sha256sum | cut -c1-64`,
        ),
        command(`grep -o ${name.leaf} data/exhibits/index.csv | head -n 1`),
      ],
    ];
  }
  return [];
}

function renderings(hasHtml: boolean): readonly string[] {
  return [
    'The renderings state the digest of this very report.json',
    '',
    command('D=$(sha256sum < data/report/report.json | cut -c1-64)'),
    ...(hasHtml
      ? [command('grep -q "$D" data/report/report.html && echo "The HTML is of this report"')]
      : []),
    command(
      `pdftotext data/report/report.pdf - | tr -d ' \\n\\f' | grep -q "$D" && echo "The PDF is of this report"`,
    ),
    command('pdfsig -nocert data/report/report.pdf'),
  ];
}

function everything(has: (path: string) => boolean): readonly string[] {
  const hasCustody = has(packPaths.custody);
  // The key of step 2, whose fingerprint was compared there; it exists where there is a certificate to take it from.
  const byKey = has(`${packPaths.report}.p7s`) ? ' --signers "$W/allowed_signers"' : '';
  return [
    'All of it at once: signatures, leaves, paths to the signed roots, figures (Node 20 or newer, no network)',
    '',
    command(`node verify-report.mjs .${byKey}`),
    ...(hasCustody ? [command('node verify.mjs data/custody/custody.evb.zip || test $? -eq 4')] : []),
    '',
    'Both programs are short enough to be read first. They share no code with the program that made this pack.',
    'Log keys are those that the report trusts; --vkey FILE names your own.',
    ...(hasCustody ? ['The custody log answers "not verifiable" until you name its key with --vkey.'] : []),
  ];
}

function contents(has: (path: string) => boolean): readonly string[] {
  return [
    'What lies where',
    '',
    '  data/report/            the report, its renderings and signatures',
    '  data/exhibits/          the lines of each exhibit, as they were signed; their proofs (C2SP tlog-proof); index.csv',
    '  data/entries.csv, .json every entry of the report',
    '  data/controls.csv       findings and exhibits by requirement',
    '  data/redactions.csv     what was left out of this pack, and why; data/privilege.csv where a privilege is claimed',
    '  data/checks/            what was decided of each bundle, result by result',
    '  data/trust/             the keys that were trusted',
    ...(has(packPaths.custody)
      ? ['  data/custody/           what was done in the case, as a bundle of its own']
      : []),
    '  data/loadfile/          for review platforms (Concordance DAT, Opticon OPT; UTF-8)',
    '',
    'In CSV files a cell that a spreadsheet would compute has an apostrophe in front.',
    'In the load file, control characters and its own delimiters are written as <U+0014>.',
  ];
}

function limits(): readonly string[] {
  return [
    'What this does not show',
    '',
    'That an entry tells the truth, that the log was asked everything, and whose a key is. The report has its own limits in it.',
  ];
}

function command(text: string): string {
  return `    ${text}`;
}
