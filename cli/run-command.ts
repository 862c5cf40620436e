import { CancelledError, FormatError } from '../shared/bytes/errors.ts';
import type { DigestHex, UnixMillis } from '../shared/bytes/units.ts';
import { done, type ExitCode, exitCodes } from './exit-codes.ts';
import { exportLines } from './export.ts';
import { inspect } from './inspect.ts';
import { keygen } from './keygen.ts';
import { isParseArgsError, UsageError } from './options.ts';
import { redact } from './redact.ts';
import { report } from './report.ts';
import { sample } from './sample.ts';
import { seal } from './seal.ts';
import { search } from './search.ts';
import type { Terminal } from './terminal.ts';
import { trust } from './trust.ts';
import { verify } from './verify.ts';

/** Everything that a verb gets from outside, so that tests can give it something else. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly version: string;
  /** Of the sources that this program was built from: what it signs names them. */
  readonly buildSha256: DigestHex;
  now(): UnixMillis;
  randomBytes(count: number): Uint8Array;
  /** Replaces the line at which a person watches, on a terminal; absent where nobody does, as in a pipeline. */
  readonly showProgress?: (line: string) => void;
  /** Where the trust store lies when nobody says; null where there is no such place. */
  readonly storeFolder: string | null;
}

export type Command = (args: readonly string[], context: CommandContext) => Promise<ExitCode>;

const commands: ReadonlyMap<string, Command> = new Map([
  ['verify', verify],
  ['inspect', inspect],
  ['keygen', keygen],
  ['seal', seal],
  ['trust', trust],
  ['search', search],
  ['sample', sample],
  ['redact', redact],
  ['export', exportLines],
  ['report', report],
]);

const help = `vouch: verifies evidence bundles offline, and makes them.

  vouch verify PATH... [--vkey FILE]... [--signers FILE]... [--tsa FILE]... [--store DIR] [--json]
      [--expect-size N] [--expect-head BASE64] [--at TIME]
      PATH is a .evb.zip or an unpacked bundle. --vkey pins the log keys in FILE (C2SP verifier keys),
      --signers the packer keys in FILE (OpenSSH allowed_signers), both for this run only. With a trust store, its keys
      and witnesses count as well, and heads are remembered there. --expect-size and --expect-head are what you were told
      of the newest head by another way. --tsa pins the time authorities in FILE (certificates in PEM) for this run.
      --at judges keys at a time such as 2026-07-01T00:00:00Z instead of now.
      PATH may also be a signed report: its pack, report.json or PDF. --reviewers FILE names whose signatures count
      (OpenSSH allowed_signers with P-256 keys), --evidence BUNDLE compares it with a bundle that you hold as well.
      --before PATH says in what it differs from an earlier version.
  vouch trust add --origin ORIGIN [--vkey FILE]... [--signers FILE]... [--policy FILE] [--tsa FILE]...
      --compared TEXT --by NAME [--valid-after TIME] [--valid-before TIME] [--store DIR]
      Pins keys in the trust store, and sets the witnesses of a log (C2SP tlog-policy). "trust import" is the same.
      Time authorities (--tsa, certificates in PEM) count for all logs, and need no --origin.
  vouch trust list [--json] [--store DIR]
  vouch trust revoke KEY --from TIME --reason TEXT --by NAME [--store DIR]
      From TIME on, nothing counts that is signed with KEY, an id or fingerprint as "trust list" shows it.
  vouch trust unpin KEY --by NAME [--store DIR]
  vouch trust export allowed-signers|policy --origin ORIGIN [--store DIR]
  vouch trust export tsa [--store DIR]
      A BagIt bag, or a folder with SHA256SUMS or the like, is read as what it is; a signature over the list counts
      by --signers, --minisign-key FILE (minisign.pub) or --ed25519-key FILE (PEM, for raw signatures).
      A folder that mirrors the bucket of AWS CloudTrail is checked with --cloudtrail-keys FILE, the output of
      aws cloudtrail list-public-keys; the newest digest file needs FILE.metadata.json from aws s3api head-object.
      A log in tiles (C2SP tlog-tiles: checkpoint, tile/) counts by --vkey.
      FILE.tlog-proof (C2SP) vouches for FILE, or for the one named with --file, by --vkey or --policy FILE (C2SP
      tlog-policy: log keys, and witnesses who must have cosigned).
      Files with a DSSE envelope (.dsse, .dsse.json, .intoto.jsonl) count by --key FILE (PEM public key).
      Sigstore bundles (.sigstore.json) are checked offline with --trust-root FILE (trusted_root.json), and count by
      --certificate-identity NAME --certificate-oidc-issuer URL, or by --key FILE.
  vouch inspect PATH [--entry SEQ] [--json]
      Shows what a bundle states, or one entry with its bytes. Decides nothing.
  vouch search PATH... QUERY [--json|--csv] [--count] [--facet FIELD]... [--field FIELD]... [--limit N]
      [--sort log|time|FIELD] [--descending] [--store DIR]
      The lines that answer QUERY, as the window finds them; docs/query.md has the language. --facet counts the values of
      FIELD over the whole result, --field adds a column. What the bundles are worth is said on stderr.
  vouch sample PATH... --count N [--query QUERY] [--seed TEXT] [--method simple-random|systematic|stratified]
      [--stratify-by FIELD] [--json|--csv] [--store DIR]
      Draws lines that anybody draws again from the seed (docs/sampling.md); without --seed, one is drawn and said.
  vouch sample size --population N [--confidence PERCENT] [--tolerable PERCENT] [--accept N]
      How many lines are enough.
  vouch report BUNDLE... --order FILE --identity FILE --passphrase-file FILE --out DIR [--store DIR] [--pack] [--at TIME]
      Makes a signed report of verified bundles, as FILE asks for it (docs/evidence-pack.md), as JSON, HTML and PDF with their
      signatures. --pack adds an evidence pack, which anybody can check without Vouch. Keys count by the trust store.
      --at says when it is made, and when keys are judged: the same files then give the same bytes.
  vouch export PATH... QUERY --form csv|ndjson|ecs|ocsf|parquet --out FILE [--field FIELD]... [--bom]
      [--identity FILE --passphrase-file FILE] [--purpose TEXT] [--received-by NAME]
      [--pseudonyms COLUMN,... --pseudonym-table FILE] [--store DIR]
      The lines that "vouch search" finds, as a file for other programs, and beside it FILE.export.json, which says what was
      asked of which files and has the digest of FILE; signed with --identity (docs/exports.md).
  vouch redact PATH --out FILE.evb.zip --signer-key FILE --by NAME --reason TEXT [--hide POINTER,...] [--show POINTER,...]
      [--withhold QUERY]... [--withhold-seq 5,7-9] [--keep-only QUERY]... [--withhold-rest] [--keep-attachments]
      [--privilege TEXT] [--log FILE.csv] [--privilege-log FILE.csv] [--accept-found] [--compress] [--store DIR]
      A bundle without some fields and entries, which still proves the rest (docs/redaction.md). --hide leaves out what was
      committed when the log was sealed; --show keeps only entries of which everything is named there or hidden.
      What was written is read again and searched for the hidden values.
  vouch redact PATH --excerpt QUERY --out DIR --by NAME --reason TEXT [--hide POINTER,...] [--show POINTER,...]
      A few entries, each in a file with its proof (C2SP tlog-proof), and nothing of the others.
  vouch keygen --origin ORIGIN --out DIR
      Makes the key of a log: log.key, log.vkey, log.pub.pem.
  vouch keygen --signer IDENTITY --out DIR
      Makes the key of a packer: signer.key, signer.pub, allowed_signers.
  vouch seal INPUT... --origin ORIGIN --log-key FILE --signer-key FILE --out FILE.evb.zip
      [--continue BUNDLE] [--adapter ID] [--time POINTER] [--commit-fields POINTER,...] [--title TEXT]
      [--dir] [--compress]
      Seals the events of files, or of - (stdin), in that order: newline-delimited JSON or JSON lists, also as gzip.
      --continue goes on from the end of BUNDLE, a bundle of the same log, after verifying it. --adapter knows where a
      log keeps times and fields: generic, cloudtrail, k8s-audit, github-audit, gcp-audit, azure-activity.
      --dir writes a folder instead of a ZIP. A ZIP stores its members, which is fastest to verify; --compress deflates.
  vouch --version

Exit codes: 0 verified, 1 failed, 2 usage, 3 unreadable or unsupported, 4 not verifiable, 130 interrupted.`;

/** Runs one command line (without the program's name) to its exit code. Throws only for our own mistakes. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const [verb = '', ...rest] = args;
  if (verb === '--version') {
    context.terminal.print(`vouch ${context.version}`);
    return done;
  }
  if (['--help', '-h', 'help'].includes(verb) || rest.includes('--help') || rest.includes('-h')) {
    for (const line of help.split('\n')) context.terminal.print(line);
    return done;
  }
  const command = commands.get(verb);
  try {
    if (command === undefined) {
      throw new UsageError(verb === '' ? 'No command was given.' : `There is no command "${verb}".`);
    }
    return await command(rest, context);
  } catch (error) {
    return toExitCode(error, context.terminal);
  }
}

function toExitCode(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CancelledError) {
    terminal.talk('vouch: interrupted; nothing was decided.');
    return exitCodes.interrupted;
  }
  if (error instanceof UsageError || isParseArgsError(error)) {
    terminal.talk(`vouch: ${error.message}`);
    terminal.talk('Try "vouch --help".');
    return exitCodes.usage;
  }
  if (error instanceof FormatError) {
    terminal.talk(`vouch: ${error.message} [${error.code}]`);
    return exitCodes.unreadable;
  }
  throw error;
}
