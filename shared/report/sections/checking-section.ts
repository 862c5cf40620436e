import { groupDigits } from '../../verify/count-words.ts';
import type { Block, Runs } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { reportNamespace } from '../signatures/signature-names.ts';
import { column, command, heading, paragraph, table } from './blocks.ts';
import type { EntryNames } from './entry-names.ts';
import { proofExample } from './proof-example.ts';
import { code, digest, evidence, plain } from './runs.ts';

const signed = `-n ${reportNamespace} -s report.json.sig < report.json`;

/** How a recipient who believes nobody checks this report, with bash, coreutils, OpenSSH and OpenSSL. */
export function checkingSection(
  record: ReportRecord,
  recordSha256: string,
  names: EntryNames,
): readonly Block[] {
  return [
    heading(1, 'checking', 'How to check this report'),
    paragraph(
      'None of the following needs the program that made this report. Put report.json and the files that were delivered with it into one folder, and open a terminal there.',
    ),
    heading(2, 'checking-digest', 'It is unchanged'),
    paragraph('This must print “report.json: OK”:'),
    command(`echo '${recordSha256}  report.json' | sha256sum -c`),
    heading(2, 'checking-signature', 'Who signed it'),
    paragraph([
      plain('This must print “Good”, with the fingerprint '),
      digest(record.preparer.fingerprint),
      plain('. Compare it with what the preparer tells you by another way than this file:'),
    ]),
    command(`ssh-keygen -Y check-novalidate ${signed}`),
    paragraph(
      'The same by certificate: this must print “CMS Verification successful”, and then the same fingerprint. The PDF is signed as well; pdfsig report.pdf says so.',
    ),
    command(
      [
        'openssl cms -verify -binary -noverify -inform DER -in report.json.p7s -content report.json -certsout signer.pem -out /dev/null',
        'openssl x509 -in signer.pem -noout -pubkey > signer.pub.pem',
        'ssh-keygen -i -m PKCS8 -f signer.pub.pem | ssh-keygen -l -f -',
      ].join('\n'),
    ),
    heading(2, 'checking-evidence', 'It rests on the files that you hold'),
    table(
      [code('sha256sum FILE'), plain(' must print the digest beside each file')],
      [column('File', 5), column('SHA-256', 9)],
      record.bundles.map(({ fileName, fileSha256 }) => [evidence(fileName), [digest(fileSha256)]]),
    ),
    heading(2, 'checking-entries', 'An entry is what the log signed'),
    ...exampleBlocks(record, names),
  ];
}

function exampleBlocks(record: ReportRecord, names: EntryNames): readonly Block[] {
  const example = proofExample(record);
  if (example === null) {
    return [paragraph('No entry of this report has a proof that can be written as commands.')];
  }
  const { entry, steps } = example;
  const name: Runs = names.words(entry);
  return [
    paragraph([
      plain('Unzip the bundle, and go to its folder. Shown for '),
      ...name,
      plain(
        `; every other entry is checked alike, with its own line, leaf and digests, which stand under “entries” in report.json. ${groupDigits(record.entries.length)} of them were computed for this report.`,
      ),
    ]),
    ...steps.flatMap(({ title, command: { text, prints } }) => [
      paragraph(title),
      command(text),
      paragraph([
        plain('prints '),
        ...prints.flatMap((line, index) => [plain(index === 0 ? '' : ' and '), code(line)]),
      ]),
    ]),
  ];
}
