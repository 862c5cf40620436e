import { knownAdapters } from '../shared/adapters/known-adapters.ts';

/** What a command does, in a line, and how it is written. */
interface CommandHelp {
  readonly summary: string;
  readonly text: string;
}

const verbs: ReadonlyMap<string, CommandHelp> = new Map([
  [
    'verify',
    {
      summary: 'says whether evidence, or a signed report, is authentic, complete and untouched',
      text: `vouch verify PATH... [--vkey FILE]... [--signers FILE]... [--tsa FILE]... [--store DIR] [--json]
    [--expect-size N] [--expect-head BASE64] [--at TIME]

PATH is a .evb.zip or an unpacked bundle.
  --vkey FILE         pins the log keys in FILE (C2SP verifier keys), for this run only
  --signers FILE      pins the packer keys in FILE (OpenSSH allowed_signers), for this run only
  --tsa FILE          pins the time authorities in FILE (certificates in PEM), for this run only
  --store DIR         trust store: its keys and witnesses count as well, and heads are remembered there
  --expect-size N, --expect-head BASE64
                      what you were told of the newest head by another way
  --at TIME           judges keys at a time such as 2026-07-01T00:00:00Z instead of now
  --json              one document with every result; without it, five places of each kind are printed

PATH may be a signed report: its pack, report.json or PDF.
  --reviewers FILE    whose signatures count (OpenSSH allowed_signers with P-256 keys)
  --evidence BUNDLE   compares it with a bundle that you hold as well
  --before PATH       says in what it differs from an earlier version

PATH may be evidence of another world, which is read as what it is:
  a BagIt bag, or a folder with SHA256SUMS or the like; a signature over the list counts by --signers,
      --minisign-key FILE (minisign.pub) or --ed25519-key FILE (PEM, for raw signatures)
  a folder that mirrors the bucket of AWS CloudTrail, by --cloudtrail-keys FILE, the output of
      aws cloudtrail list-public-keys; the newest digest file needs FILE.metadata.json from aws s3api head-object
  a log in tiles (C2SP tlog-tiles: checkpoint, tile/), by --vkey
  FILE.tlog-proof (C2SP), which vouches for FILE, or for the one named with --file, by --vkey or --policy FILE
      (C2SP tlog-policy: log keys, and witnesses who must have cosigned)
  a file with a DSSE envelope (.dsse, .dsse.json, .intoto.jsonl), by --key FILE (PEM public key)
  a Sigstore bundle (.sigstore.json), offline with --trust-root FILE (trusted_root.json), by
      --certificate-identity NAME --certificate-oidc-issuer URL, or by --key FILE`,
    },
  ],
  [
    'inspect',
    {
      summary: 'shows what a bundle states, or one entry with its bytes; decides nothing',
      text: 'vouch inspect PATH [--entry SEQ] [--json]',
    },
  ],
  [
    'search',
    {
      summary: 'prints the lines that answer a query, as the window finds them',
      text: `vouch search PATH... QUERY [--json|--csv] [--count] [--facet FIELD]... [--field FIELD]... [--limit N]
    [--sort log|time|FIELD] [--descending] [--store DIR]

docs/query.md has the language. --facet counts the values of FIELD over the whole result, --field adds a column.
What the bundles are worth is said on stderr.`,
    },
  ],
  [
    'sample',
    {
      summary: 'draws lines that anybody draws again from the seed',
      text: `vouch sample PATH... --count N [--query QUERY] [--seed TEXT] [--method simple-random|systematic|stratified]
    [--stratify-by FIELD] [--json|--csv] [--store DIR]
    Without --seed, one is drawn and said (docs/sampling.md).
vouch sample size --population N [--confidence PERCENT] [--tolerable PERCENT] [--accept N]
    How many lines are enough.`,
    },
  ],
  [
    'report',
    {
      summary: 'makes a signed report of verified bundles, and an evidence pack',
      text: `vouch report BUNDLE... --order FILE --identity FILE --passphrase-file FILE --out DIR [--store DIR] [--pack] [--at TIME]
    [--redaction FILE] [--pseudonym-table FILE]

FILE of --order says what is asked for (docs/evidence-pack.md). The report comes as JSON, HTML and PDF with their
signatures; --pack adds an evidence pack, which anybody can check without Vouch. Keys count by the trust store.
--at says when it is made, and when keys are judged: the same files then give the same bytes. --redaction takes what is
kept back from a file of its own, such as the window saves; who is who among other names goes to --pseudonym-table.

vouch report countersign PATH --identity FILE --passphrase-file FILE --out DIR [--pack] [--at TIME]
    Signs the report in PATH, a pack or report.json, as its reviewer; not with the key that made it. --pack packs the
    signature as well, signed by the reviewer: whoever gets that pack must know the reviewer's key.
vouch report withdraw PATH --reason TEXT --identity FILE --passphrase-file FILE --out DIR [--at TIME]
    A signed statement that the report does not count any more; by the key that made it.
vouch report stamp PATH --out DIR
    What to send to a time authority (RFC 3161), for each signature. Nothing is sent from here.
vouch report stamp PATH --token FILE [--tsa FILE]... --out DIR [--identity FILE --passphrase-file FILE] [--at TIME]
    The answer of the authority, checked, under the name that it must have beside the report; with --identity in the
    pack as well, signed again by the key that made it.`,
    },
  ],
  [
    'export',
    {
      summary: 'writes the lines that answer a query as a file for other programs',
      text: `vouch export PATH... QUERY --form csv|ndjson|ecs|ocsf|parquet --out FILE [--field FIELD]... [--bom]
    [--identity FILE --passphrase-file FILE] [--purpose TEXT] [--received-by NAME]
    [--pseudonyms COLUMN,... --pseudonym-table FILE] [--store DIR]

Beside FILE, FILE.export.json says what was asked of which files and has the digest of FILE; --identity signs it
(docs/exports.md).`,
    },
  ],
  [
    'redact',
    {
      summary: 'leaves fields and entries out of a bundle, and keeps the proof of the rest',
      text: `vouch redact PATH --out FILE.evb.zip --signer-key FILE --by NAME --reason TEXT [--hide POINTER,...] [--show POINTER,...]
    [--withhold QUERY]... [--withhold-seq 5,7-9] [--keep-only QUERY]... [--withhold-rest] [--keep-attachments]
    [--privilege TEXT] [--log FILE.csv] [--privilege-log FILE.csv] [--accept-found] [--compress] [--store DIR]
vouch redact PATH --out FILE.evb.zip --signer-key FILE --by NAME --reason TEXT --order FILE | --preset NAME
    --hide leaves out what was committed when the log was sealed; --show keeps only entries of which everything is
    named there or hidden. --order does as a file says, such as the window saves; --preset, without-persons or
    what-happened, goes by the names of the fields that are there. What was written is read again and searched for
    the hidden values (docs/redaction.md).
vouch redact PATH --excerpt QUERY --out DIR --by NAME --reason TEXT [--hide POINTER,...] [--show POINTER,...]
    A few entries, each in a file with its proof (C2SP tlog-proof), and nothing of the others.`,
    },
  ],
  [
    'trust',
    {
      summary: 'pins, lists, revokes and hands on the keys that count',
      text: `vouch trust add --origin ORIGIN [--vkey FILE]... [--signers FILE]... [--policy FILE] [--tsa FILE]...
    --compared TEXT --by NAME [--valid-after TIME] [--valid-before TIME] [--store DIR]
    Pins keys in the trust store, and sets the witnesses of a log (C2SP tlog-policy). "trust import" is the same.
    Time authorities (--tsa, certificates in PEM) count for all logs, and need no --origin.
vouch trust list [--json] [--store DIR]
vouch trust revoke KEY --from TIME --reason TEXT --by NAME [--store DIR]
    From TIME on, nothing counts that is signed with KEY, an id or fingerprint as "trust list" shows it.
vouch trust unpin KEY --by NAME [--store DIR]
vouch trust export allowed-signers|policy --origin ORIGIN [--store DIR]
vouch trust export tsa [--store DIR]`,
    },
  ],
  [
    'keygen',
    {
      summary: 'makes the key of a log, of a packer, or of a person who signs reports',
      text: `vouch keygen --origin ORIGIN --out DIR
    Makes the key of a log: log.key, log.vkey, log.pub.pem.
vouch keygen --signer IDENTITY --out DIR
    Makes the key of a packer: signer.key, signer.pub, allowed_signers.
vouch keygen --identity NAME --passphrase-file FILE --out DIR
    Makes the key of a person who signs reports, under a passphrase: identity.pem, identity.cert.pem,
    reviewers.allowed_signers. The window restores it on Trust.`,
    },
  ],
  [
    'seal',
    {
      summary: 'makes a bundle of the events of a log',
      text: `vouch seal INPUT... --origin ORIGIN --log-key FILE --signer-key FILE --out FILE.evb.zip
    [--continue BUNDLE] [--adapter ID] [--time POINTER] [--commit-fields POINTER,...] [--title TEXT]
    [--dir] [--compress]

Seals the events of files, or of - (stdin), in that order: newline-delimited JSON or JSON lists, also as gzip.
  --continue BUNDLE   goes on from the end of BUNDLE, a bundle of the same log, after verifying it
  --adapter ID        knows where a log keeps times and fields:
                      ${knownAdapters.map(({ id }) => id).join(', ')}
  --time POINTER      the place of the time, as /details/at
  --commit-fields POINTER,...
                      fields that can be left out later without breaking the proof (docs/redaction.md)
  --dir               writes a folder instead of a ZIP
  --compress          deflates the members; a ZIP that stores them is fastest to verify`,
    },
  ],
]);

const exitCodesLine =
  'Exit codes: 0 verified or done, 1 failed, 2 usage, 3 unreadable or unsupported, 4 not verifiable, 130 interrupted.';

/** All commands in a line each; null stands for no command. What is no command is told the same. */
export function helpOf(verb: string | null): string {
  const found = verb === null ? undefined : verbs.get(verb);
  if (found !== undefined) return `vouch ${verb} ${found.summary}.\n\n${found.text}\n\n${exitCodesLine}`;
  const width = Math.max(...[...verbs.keys()].map((name) => name.length));
  const lines = [...verbs].map(([name, { summary }]) => `  vouch ${name.padEnd(width)}  ${summary}`);
  return [
    'vouch: verifies evidence bundles offline, and makes them.',
    '',
    ...lines,
    '',
    'vouch COMMAND --help says how a command is written; vouch --version, which Vouch this is.',
    'What a command finds goes to stdout, what it says about it to stderr.',
    exitCodesLine,
  ].join('\n');
}
