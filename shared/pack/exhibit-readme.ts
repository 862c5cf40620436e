import { encodeUtf8 } from '../bytes/utf8.ts';
import { toVisibleString } from '../bytes/visible-text.ts';
import type { ExhibitContent } from '../casework/exhibit.ts';
import type { ExhibitEvidence, ExhibitLine } from './exhibit-file.ts';

/**
 * What a recipient reads first. Lines that begin with four blanks are commands for bash in the folder of the file;
 * test/unit/pack runs each of them.
 */
export function renderExhibitReadme(
  exhibit: ExhibitContent,
  lines: readonly ExhibitLine[],
  evidence: ExhibitEvidence,
): Uint8Array {
  const [alone] = lines.flatMap(({ path }) => path ?? []);
  const sections = [
    introduction(exhibit, lines),
    contents(exhibit.number),
    ...(alone === undefined ? [] : [leaves(), paths(), signatures()]),
    delivered(evidence),
    limits(),
  ];
  return encodeUtf8(sections.map((section) => `${section.join('\n')}\n`).join('\n'));
}

function introduction({ number, title }: ExhibitContent, lines: readonly ExhibitLine[]): readonly string[] {
  const proven = lines.filter(({ proof }) => proof !== null).length;
  const logs = new Set(lines.map(({ entry }) => entry.origin));
  return [
    `Exhibit ${number}: ${toVisibleString(title)}`,
    `Lines: ${lines.length}, with a proof: ${proven}, of the log${logs.size === 1 ? '' : 's'} ${[...logs].map(toVisibleString).join(', ')}`,
    '',
    'All of it can be checked without the program that made it. Work in this folder, in bash.',
  ];
}

function contents(number: string): readonly string[] {
  return [
    'What lies where',
    '',
    `  ${number}.ndjson         the lines as the log signed them, each ended by LF; "#withheld" and the leaf for one that the sender withheld`,
    `  ${number}.tlog-proofs    the proofs of these lines (C2SP tlog-proof), one after the other; absent where no line has one`,
    `  ${number}.disclosures.ndjson  what opens committed fields of these lines; absent where nothing does`,
    '  lines/                 the same lines and proofs, each by itself and without the LF',
    '  checkpoints/           the signed notes (C2SP) that the proofs lead to',
    '  index.csv              each line with its log, number and leaf, and its proof or why it has none',
    '',
    'In index.csv a cell that a spreadsheet would compute has an apostrophe in front.',
  ];
}

/** RFC 6962 section 2.1: the digest of a zero byte and the line. */
function leaves(): readonly string[] {
  return [
    '1. The leaves of the lines are those of index.csv',
    '',
    command('leaf() { { printf \'\\0\'; cat "$1"; } | sha256sum | cut -c1-64; }'),
    command(
      'for F in lines/*.json; do grep -q "$(leaf "$F")" index.csv && echo "$F is listed" || echo "$F IS NOT LISTED"; done',
    ),
  ];
}

/** RFC 9162 section 2.1.3.2, with the tools of every Unix. */
function paths(): readonly string[] {
  const script = [
    'parent() { printf "$(printf %s "01$1$2" | sed \'s/../\\\\x&/g\')" | sha256sum | cut -c1-64; }',
    "hex() { base64 -d | od -An -v -tx1 | tr -d ' \\n'; }",
    'follow() {',
    '  local P="$1.tlog-proof" I S ROOT R D',
    '  I=$(sed -n \'2s/^index //p\' "$P"); R=$(leaf "$1")',
    '  { read -r _; read -r S; read -r ROOT; } < <(sed \'1,/^$/d\' "$P"); S=$((S - 1)); ROOT=$(hex <<< "$ROOT")',
    '  for D in $(sed \'1,2d;/^$/,$d\' "$P" | while read -r D; do hex <<< "$D"; echo; done); do',
    '    if ((I % 2 == 1 || I == S)); then R=$(parent "$D" "$R"); while ((I % 2 == 0 && I > 0)); do I=$((I / 2)) S=$((S / 2)); done',
    '    else R=$(parent "$R" "$D"); fi',
    '    I=$((I / 2)) S=$((S / 2))',
    '  done',
    '  if ((S == 0)) && [ "$R" = "$ROOT" ]; then echo "$1 leads to the root"; else echo "$1 DOES NOT LEAD TO THE ROOT"; fi',
    '}',
    'for F in lines/*.json; do follow "$F"; done',
  ];
  return ['2. Each proof leads from its line to the root of its checkpoint', '', ...script.map(command)];
}

function signatures(): readonly string[] {
  return [
    '3. The log signed these checkpoints (any reader of C2SP tlog-proofs; here with Vouch)',
    '',
    'log.vkey is the key of the log. Get it by another way than this file: a key that comes with a file proves nothing.',
    '',
    command('vouch verify lines --vkey log.vkey'),
  ];
}

function delivered({ bundles }: ExhibitEvidence): readonly string[] {
  return [
    'Delivered files that the lines were taken from, and the verdict on each when this was saved',
    '',
    ...bundles.flatMap(({ fileName, fileSha256, verdict }) => [
      // A name never stands first in a line: one that begins with blanks would look like a command.
      `  ${fileSha256}  ${toVisibleString(fileName)}`,
      `  ${verdict.headline}`,
    ]),
  ];
}

function limits(): readonly string[] {
  return [
    'What this does not show',
    '',
    'That a line tells the truth, that the log holds nothing else of the matter, and whose a key is. This file is signed by nobody:',
    'its digest stands in the custody log of the case that it was saved from.',
  ];
}

function command(text: string): string {
  return `    ${text}`;
}
