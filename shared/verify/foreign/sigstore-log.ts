import type { LogEntry, LogInclusion, SigstoreBundle } from '../../bundle/formats/sigstore-bundle.ts';
import { parseOpenCheckpoint, type SignedCheckpoint } from '../../bundle/formats/tlog-proof.ts';
import { toBase64 } from '../../bytes/base64.ts';
import { equalBytes } from '../../bytes/equal.ts';
import { toHex } from '../../bytes/hex.ts';
import { limits } from '../../bytes/limits.ts';
import { tryParse } from '../../bytes/try-parse.ts';
import type { UnixMillis } from '../../bytes/units.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { checkSignature } from '../../certificates/check-signature.ts';
import { verifyInclusion } from '../../chain/inclusion-proof.ts';
import { leafDigest } from '../../chain/leaf.ts';
import { algorithmOfKey } from './check-pinned-keys.ts';
import { failed, passed, type StepAnswer, undecided, worstOf } from './sigstore-answer.ts';
import { countsAt, type RootLog, type SigstoreTrustRoot } from './sigstore-trust-root.ts';

/** What the logs say of a bundle, and when they took it in. */
export interface LogAnswer {
  readonly answer: StepAnswer;
  /** Times at which a log of the trust root promised that it took the entry in. */
  readonly times: readonly UnixMillis[];
}

/** Every entry must be in a log of the trust root: by its promise, by its proof, and by both where both are there. */
export function checkLogEntries(
  { entries, version }: SigstoreBundle,
  { signatureLogs }: SigstoreTrustRoot,
): LogAnswer {
  const checked = entries.map((entry) => checkEntry(entry, signatureLogs, version !== '0.1'));
  const none = undecided('The bundle names no entry of a log.');
  return {
    answer: worstOf(
      checked.map(({ answer }) => answer),
      none,
    ),
    times: checked.flatMap(({ times }) => times),
  };
}

function checkEntry(entry: LogEntry, logs: readonly RootLog[], needsProof: boolean): LogAnswer {
  const log = logs.find(({ logId }) => equalBytes(logId, entry.logId));
  if (log === undefined)
    return noTime(undecided('The trust root knows no log of the id that the entry states.'));
  if (log.publicKey.kind === 'unsupported')
    return noTime(undecided(`The log signs with ${log.publicKey.name}.`));
  const time = entry.integratedSeconds * 1000;
  if (entry.integratedSeconds > 0 && !countsAt(log, time)) {
    return noTime(failed('The key of the log did not count at the time that the entry states.'));
  }
  const { promise, proof } = entry;
  if (proof === null && (needsProof || promise === null)) {
    return noTime(undecided('The bundle brings no proof that the entry is in the log.'));
  }
  const proven = proof === null ? null : checkInclusion(entry, proof, log);
  const promised = promise === null ? null : checkPromise(entry, promise, log);
  const where = `Entry ${entry.logIndex} is in a log of the trust root`;
  const both = [proven, promised].flatMap((answer) => answer ?? []);
  return {
    answer: worstOf(
      both.filter(({ outcome }) => outcome !== 'pass'),
      passed(`${where}${proven === null ? '' : ', by a proof under its signed checkpoint'}.`),
    ),
    times: promised?.outcome === 'pass' && entry.integratedSeconds > 0 ? [time] : [],
  };
}

function noTime(answer: StepAnswer): LogAnswer {
  return { answer, times: [] };
}

/** The signed entry timestamp is over these fields in canonical JSON: names in order, no spaces. */
function checkPromise(entry: LogEntry, promise: Uint8Array, log: RootLog): StepAnswer {
  const { body, integratedSeconds, logId, logIndex } = entry;
  const signed = `{"body":"${toBase64(body)}","integratedTime":${integratedSeconds},"logID":"${toHex(logId)}","logIndex":${logIndex}}`;
  return isSignedBy(log, signed, promise)
    ? passed('The promise of the log is signed.')
    : failed('The signed entry timestamp is not what the log signed of this entry.');
}

function checkInclusion({ body }: LogEntry, proof: LogInclusion, log: RootLog): StepAnswer {
  const { index, size, root, path, checkpoint: text } = proof;
  const parsed = tryParse(() => parseOpenCheckpoint(encodeUtf8(text), limits));
  if (parsed.kind === 'error')
    return failed(`The checkpoint of the log cannot be read: ${parsed.error.message}`);
  const { checkpoint } = parsed.value;
  if (!equalBytes(checkpoint.root, root) || checkpoint.size !== size) {
    return failed('The proof is under another root or size than the checkpoint of the log.');
  }
  if (!verifyInclusion({ index, size, path }, leafDigest(body), root)) {
    return failed('The proof does not lead from the entry to the root of the log.');
  }
  return checkCheckpoint(parsed.value, log);
}

/** The first four bytes of the id of a log are those with which the lines of its signatures begin. */
function checkCheckpoint({ note }: SignedCheckpoint, log: RootLog): StepAnswer {
  const lines = note.signatures.filter(({ keyHash }) => equalBytes(keyHash, log.logId.subarray(0, 4)));
  if (lines.length === 0) return undecided('The checkpoint has no signature of the log.');
  return lines.every(({ signature }) => isSignedBy(log, note.text, signature))
    ? passed('The checkpoint is signed by the log.')
    : failed('The checkpoint is not what the log signed.');
}

function isSignedBy({ publicKey }: RootLog, text: string, signature: Uint8Array): boolean {
  return checkSignature(algorithmOfKey(publicKey), publicKey, encodeUtf8(text), signature).kind === 'valid';
}
