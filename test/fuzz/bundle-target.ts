import { inflateRawNode } from '../../cli/platform/inflate.ts';
import { printVerdict } from '../../cli/print-verdict.ts';
import { createTerminal } from '../../cli/terminal.ts';
import { toVerdictDocument } from '../../cli/verdict-document.ts';
import { memberPaths } from '../../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { observeBundle, rootSizesOf } from '../../shared/bundle/observe-bundle.ts';
import { createReadAheadScanner } from '../../shared/bundle/read-ahead-scanner.ts';
import { createSerialPool } from '../../shared/bundle/scan-pool.ts';
import type { SegmentScanner } from '../../shared/bundle/segment-scan.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { memorySource } from '../../shared/bytes/memory-source.ts';
import { portableBatchDigests } from '../../shared/crypto/batch-digests.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';
import { verdictWithVectorKeys } from '../vectors/verdict-with-vector-keys.ts';
import type { Dice } from './dice.ts';
import { findFalseVerified } from './false-verified.ts';
import { brokenPromise, type FuzzCase, type FuzzTarget, held, type Judgement } from './fuzz-case.ts';
import { type GenuineLog, makeGenuineLogs } from './genuine-logs.ts';
import { type Forgery, mutateMembers } from './mutate-members.ts';
import { mutateZip, zipAsSomebody } from './mutate-zip.ts';

const genuine = makeGenuineLogs();

/** Whole bundles: files, lines, notes, descriptor, manifests, and the ZIP around them. */
export const bundleTarget: FuzzTarget = {
  name: 'bundle',
  turns: 12,
  make: async (dice) => {
    const logs = await genuine;
    const log = dice.pick(logs);
    const forgery = mutateMembers(log, logs, dice);
    const sound = await zipAsSomebody(forgery.members, dice);
    const isZipSound = !dice.oneIn(4);
    return toCase(isZipSound ? sound : mutateZip(sound, dice), forgery, isZipSound, logs, dice);
  },
};

/** The ZIP alone, around a genuine bundle: what is verified must have the genuine files, byte for byte. */
export const zipTarget: FuzzTarget = {
  name: 'zip',
  turns: 3,
  make: async (dice) => {
    const logs = await genuine;
    const { members } = dice.pick(logs);
    const zip = mutateZip(await zipAsSomebody(members, dice), dice);
    return toCase(zip, { members, hasPackerKey: false }, false, logs, dice);
  },
};

function toCase(
  zip: Uint8Array,
  forgery: Forgery,
  isZipSound: boolean,
  logs: readonly GenuineLog[],
  dice: Dice,
): FuzzCase {
  const chunkBytes = 1 + dice.below(200);
  return {
    files: new Map([['input.evb.zip', zip]]),
    judge: async () => {
      const answer = await judgeZip(zip);
      if (answer instanceof FormatError) {
        return { ...held(answer.code), bundle: { zip, state: 'refused' } };
      }
      const { verdict, observation, lines } = answer;
      const reached = verdict.state;
      const broken =
        findContradiction(verdict) ??
        findUnsafeText(verdict) ??
        (reached === 'verified' ? findFalseVerified({ observation, lines }, forgery, logs) : null) ??
        (isZipSound ? await findOtherInFolder(forgery.members, verdict, chunkBytes) : null);
      const judgement: Judgement = broken === null ? held(reached) : brokenPromise(reached, broken);
      // The second verifier does not read time stamps, and says so: what they change, it cannot know.
      const isStamped = observation.otherMembers.has(memberPaths.timeStamp);
      return isStamped ? judgement : { ...judgement, bundle: { zip, state: reached } };
    },
  };
}

interface Answer {
  readonly verdict: Verdict;
  readonly observation: BundleObservation;
  /** Byte for byte, as Latin-1. */
  readonly lines: readonly string[];
}

async function judgeZip(zip: Uint8Array): Promise<Answer | FormatError> {
  try {
    return await judgeSource(await openZipBundle(memorySource('input', zip), inflateRawNode, limits));
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}

async function judgeSource(source: BundleSource, scanner: SegmentScanner | null = null): Promise<Answer> {
  const lines: string[] = [];
  const observation = await observeBundle(source, {
    limits,
    ...(scanner === null ? {} : { scanner }),
    onLines: (_, observed) => {
      for (const { bytes } of observed) lines.push(Buffer.from(bytes).toString('latin1'));
    },
    onProgress: () => {},
  });
  return { verdict: verdictWithVectorKeys(observation), observation, lines };
}

/** A verdict must follow from its own results. */
function findContradiction({ state, results, axes }: Verdict): string | null {
  const failed = results.find(({ outcome }) => outcome === 'fail');
  if (state === 'verified' && failed !== undefined) return `verified, although ${failed.code} failed`;
  if (state === 'failed' && failed === undefined) return 'failed, although no result is a fail';
  const bad = Object.values(axes).some(({ tone }) => tone === 'bad');
  if (bad !== (failed !== undefined)) return `axes are ${bad ? '' : 'not '}bad, against the results`;
  return null;
}

/** Evidence must not draw over what the program says of it, and a document of it must be JSON. */
function findUnsafeText(verdict: Verdict): string | null {
  const printed: string[] = [];
  const terminal = createTerminal(
    (text) => printed.push(text),
    () => {},
  );
  printVerdict('input', verdict, terminal);
  const unsafe = printed.find((line) => /[^\P{C}\n]|[\p{Zl}\p{Zp}]|\n./u.test(line));
  if (unsafe !== undefined) return `printed ${JSON.stringify(unsafe)}`;
  const document = toVerdictDocument('input', verdict);
  JSON.parse(JSON.stringify(document));
  return null;
}

/** A folder with the same files, in chunks of any length or each segment by itself, must have the verdict of the ZIP. */
async function findOtherInFolder(
  members: SampleMembers,
  verdict: Verdict,
  chunkBytes: number,
): Promise<string | null> {
  const folder: BundleSource = {
    name: 'input',
    kind: 'folder',
    members: [...members].map(([path, bytes]) => ({ path, size: bytes.length })),
    async *open(path) {
      const bytes = members.get(path) ?? new Uint8Array(0);
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
  const pool = createSerialPool(limits, portableBatchDigests);
  const isScanned = chunkBytes % 2 === 0;
  const rootSizes = rootSizesOf(folder.members);
  const scanner = isScanned ? createReadAheadScanner(folder, pool, { limits, rootSizes }) : null;
  const ofFolder = JSON.stringify((await judgeSource(folder, scanner)).verdict);
  const ofZip = JSON.stringify(verdict);
  return ofFolder === ofZip
    ? null
    : `as a folder in chunks of ${chunkBytes} bytes: ${ofFolder}, as a ZIP: ${ofZip}`;
}
