import { access } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { memberPaths } from '../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import { parseFrontier } from '../shared/bundle/frontier.ts';
import type { BundleObservation, ObservedLine } from '../shared/bundle/observation.ts';
import { openWholeMembers } from '../shared/bundle/other-members.ts';
import { parseDescriptor } from '../shared/bundle/parse-descriptor.ts';
import type { LogEnd } from '../shared/bundle/seal.ts';
import { equalBytes } from '../shared/bytes/equal.ts';
import { BugError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { firstLink } from '../shared/chain/chain-link.ts';
import { type CompactRange, createCompactRange } from '../shared/chain/merkle-tree.ts';
import { publicKeyOf } from '../shared/crypto/ed25519.ts';
import { renderVerifierKey, toVerifierKey } from '../shared/crypto/verifier-key.ts';
import { fingerprintOf } from '../shared/trust/fingerprint.ts';
import { pinKey } from '../shared/trust/pin-key.ts';
import type { TrustedKey } from '../shared/trust/trusted-key.ts';
import type { CheckResult } from '../shared/verify/check-result.ts';
import { readHead } from '../shared/verify/head.ts';
import type { Verdict } from '../shared/verify/verdict.ts';
import { verifyBundle } from '../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../shared/verify/verify-input.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { UsageError } from './options.ts';
import { nodeDigests } from './platform/digests.ts';
import { withBundle } from './platform/open-bundle.ts';
import { readBundle } from './read-bundle.ts';
import type { CommandContext } from './run-command.ts';

/** Where a log stands after a bundle, or why nothing may be sealed behind it. */
export type Continuation =
  | { readonly kind: 'end'; readonly end: LogEnd; readonly lastTime: UnixMillis | null }
  | { readonly kind: 'refused'; readonly code: ExitCode; readonly statement: string };

/** Which log goes on, and with which key. */
export interface ContinuationOrder {
  readonly previous: string;
  readonly origin: string;
  readonly logKey: Uint8Array;
}

/**
 * Reads the end of a log from the bundle that holds it, after verifying that bundle with the key of this very log: a log
 * that went on from a broken bundle, or from that of somebody else, would sign what nobody has checked.
 * Throws FormatError for what is no readable bundle, UsageError for the bundle of another log.
 */
export async function continueLog(order: ContinuationOrder, context: CommandContext): Promise<Continuation> {
  const { path, size } = await findBundle(order.previous);
  const name = basename(path);
  return withBundle(path, async (source) => {
    const walk = await walkToEnd(source, order.origin);
    const observation = await readBundle(source, context, { onLine: (_, line) => walk.add(line) });
    const { origin } = observation.descriptor;
    if (origin !== order.origin) throw new UsageError(`${name} is a bundle of the log "${origin}".`);
    const pinned = pinLogKey(order, context.now());
    const verdict = verifyBundle(withKeysOnly({ observation, arrival: null }, [pinned], context.now()));
    if (!isSoundEnd(verdict, observation)) return refuse(name, verdict, pinned.fingerprint);
    const end = toLogEnd(walk, observation, name);
    if (size !== null && size !== end.size) {
      throw new UsageError(`${name} goes on to size ${end.size}: continue from there, not from ${size}.`);
    }
    return { kind: 'end', end, lastTime: walk.lastTime };
  });
}

/**
 * A checkpoint states a size and a root. To go on, the frontier and the last leaf are needed as well, which follow from
 * the lines alone: so a checkpoint is taken for the bundle folder that it lies in, and by itself for nothing.
 */
async function findBundle(
  previous: string,
): Promise<{ readonly path: string; readonly size: number | null }> {
  const note = basename(previous);
  if (!note.endsWith('.note')) return { path: previous, size: null };
  const size = /^(0|[1-9][0-9]{0,15})\.note$/.exec(note)?.[1];
  const folder = resolve(previous, '../../..');
  const isInPlace = resolve(previous) === join(folder, 'data/checkpoints', note);
  if (size !== undefined && isInPlace && (await exists(join(folder, memberPaths.descriptor)))) {
    return { path: folder, size: Number(size) };
  }
  throw new UsageError(
    `${note} states a size and a root, not the frontier and the last leaf that the next entry needs: --continue takes ` +
      'the bundle that ends there, or its checkpoint where it lies in the folder of that bundle.',
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The tree over the lines as they pass, and the last of them. */
interface EndWalk {
  readonly tree: CompactRange;
  /** Null when it cannot be known: no line is there, and the frontier does not end with a leaf. */
  readonly lastLeaf: Uint8Array | null;
  readonly lastTime: UnixMillis | null;
  add(line: ObservedLine): void;
}

/** The description is read before the rest, since the tree begins with its frontier. What is no bundle is refused after it. */
async function walkToEnd(source: BundleSource, origin: string): Promise<EndWalk> {
  const isThere = source.members.some(({ path }) => path === memberPaths.descriptor);
  const descriptor = isThere
    ? parseDescriptor(await openWholeMembers(source, limits).read(memberPaths.descriptor))
    : null;
  const start = descriptor?.range.start ?? 0;
  const frontier = descriptor === null ? [] : parseFrontier(descriptor);
  const tree = createCompactRange({ size: start, digests: frontier }, nodeDigests);
  // R4: of an odd number of entries, the smallest subtree is the last leaf.
  let lastLeaf = start === 0 ? firstLink(origin) : ((start % 2 === 1 ? frontier.at(-1) : undefined) ?? null);
  let lastTime: UnixMillis | null = null;
  return {
    tree,
    get lastLeaf() {
      return lastLeaf;
    },
    get lastTime() {
      return lastTime;
    },
    add({ leaf, claimedTime }) {
      tree.append(leaf);
      lastLeaf = leaf;
      lastTime = claimedTime ?? lastTime;
    },
  };
}

/** Whoever holds the secret key of a log needs no other way to know that it is theirs. */
function pinLogKey({ origin, logKey }: ContinuationOrder, now: UnixMillis): TrustedKey {
  const publicKey = renderVerifierKey(toVerifierKey(origin, publicKeyOf(logKey)));
  const pinned = pinKey({
    role: 'log',
    origin,
    publicKey,
    typedFingerprint: fingerprintOf(publicKey, 'log'),
    compared: 'its secret key was named for this run',
    comparedBy: 'whoever ran the command',
    pinnedAt: now,
  });
  if (pinned.kind === 'refused') throw new UsageError(pinned.statement);
  return pinned.key;
}

/**
 * Verified, or as good as that for whoever only goes on from the bytes: an ambiguous entry has a leaf like any other,
 * and a log in which nothing stands yet has nothing that could be verified.
 */
function isSoundEnd({ state, headline, results }: Verdict, { lines }: BundleObservation): boolean {
  if (state === 'verified' || headline === 'SIGNED, AMBIGUOUS') return true;
  const isUndecided = ({ axis, outcome, code }: CheckResult) =>
    outcome === 'fail' ||
    (outcome === 'unknown' && axis !== 'completeness' && axis !== 'time' && code !== 'line-form');
  const isSigned = results.some(({ code, outcome }) => code === 'log-key' && outcome === 'pass');
  return lines === 0 && isSigned && !results.some(isUndecided);
}

function refuse(name: string, { state, headline, results }: Verdict, fingerprint: string): Continuation {
  const reason =
    results.find(({ outcome }) => outcome === 'fail') ??
    results.find(({ outcome, axis }) => outcome === 'unknown' && (axis === 'bytes' || axis === 'signer'));
  // A key that lapsed was the right one; otherwise the checks would speak of a trust store, which is not asked here.
  const isOtherKey = reason?.code === 'log-key' && reason.standing === undefined;
  const found = isOtherKey
    ? `Its checkpoints are not signed by the key given, which has fingerprint ${fingerprint}.`
    : reason?.statement;
  return {
    kind: 'refused',
    code: state === 'failed' ? exitCodes.failed : exitCodes.notVerifiable,
    statement: [`${name} cannot be continued with this log key: ${headline}.`, found].join(' ').trimEnd(),
  };
}

function toLogEnd({ tree, lastLeaf }: EndWalk, observation: BundleObservation, name: string): LogEnd {
  const head = readHead(observation).checkpoints.at(-1);
  if (lastLeaf === null) {
    throw new UsageError(
      `${name} holds no entry, so the leaf that the next one links to is not in it: --continue takes the bundle before it.`,
    );
  }
  // The bundle was verified, so this is about us: the entries of a log must follow from what was verified.
  if (head?.checkpoint.size !== tree.size || !equalBytes(head.checkpoint.root, tree.root())) {
    throw new BugError('The end of a verified bundle is not where its checkpoint says.');
  }
  return { size: tree.size, frontier: tree.frontier(), lastLeaf, note: head.bytes };
}
