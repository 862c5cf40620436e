import { renderUtcTime } from '../adapters/utc-time.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { DigestHex } from '../bytes/units.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { firstLink } from '../chain/chain-link.ts';
import { leafDigest } from '../chain/leaf.ts';
import { parseStrictObject } from '../json/parse-json.ts';
import { type Decision, parseDecision, toDecisionFields } from './decision.ts';
import { rememberHead } from './head-memory.ts';
import { pinKey } from './pin-key.ts';
import { pinTimeAuthority } from './pin-time-authority.ts';
import { parseTlogPolicy } from './tlog-policy.ts';
import {
  addAuthority,
  addKey,
  emptyTrustStore,
  revokeAuthority,
  revokeKey,
  setPolicy,
  type TrustStore,
  unpinAuthority,
  unpinKey,
} from './trust-store.ts';
import type { KeyRevocation } from './trusted-key.ts';

/** The decisions of a store as they lie in its file: EVB/1 entries (R2, R4), one a line, each bound to the one before. */
export interface DecisionLog {
  readonly lines: readonly string[];
  /** What the next line states as `prev`, and what `end` of the file beside it says. */
  readonly end: DigestHex;
  readonly store: TrustStore;
}

/** The chain of a trust store cannot stand for the chain of any log. */
const origin = 'vouch-trust/1';

export const emptyDecisionLog: DecisionLog = {
  lines: [],
  end: toHex(firstLink(origin)),
  store: emptyTrustStore,
};

/** The log with more decisions. Throws FormatError when one of them could not be read back. */
export function appendDecisions(log: DecisionLog, decisions: readonly Decision[]): DecisionLog {
  return decisions.reduce((before, decision) => {
    const line = JSON.stringify({
      seq: before.lines.length,
      prev: before.end,
      ts: renderUtcTime(decision.at),
      ...toDecisionFields(decision),
    });
    return readLine(before, line);
  }, log);
}

/**
 * Reads the two files of a store. `end` states how many lines there were and what followed from them: lines may be added
 * before it is written, never taken away. Throws FormatError `trust-store` that names the line; a store that was edited is
 * not used in part, because what is missing may be a revocation.
 */
export function parseDecisionLog(bytes: Uint8Array, end: Uint8Array): DecisionLog {
  const text = decodeUtf8(bytes);
  if (text !== '' && !text.endsWith('\n'))
    throw broken('The last decision is cut off.', text.split('\n').length);
  const [, count, digest] = /^(0|[1-9][0-9]{0,8}) ([0-9a-f]{64})\n$/.exec(decodeUtf8(end)) ?? [];
  if (count === undefined) throw broken('The end of the decisions is not stated as it must be.', 1);
  let log = emptyDecisionLog;
  const ends = [log.end];
  for (const line of text.split('\n').slice(0, -1)) {
    log = readLine(log, line);
    ends.push(log.end);
  }
  if (ends[Number(count)] !== digest) {
    throw broken(
      `There were ${count} decisions; the last of them are gone or were changed.`,
      log.lines.length,
    );
  }
  return log;
}

/** The two files, as `parseDecisionLog` reads them. */
export function renderDecisionLog({ lines, end }: DecisionLog): {
  readonly log: Uint8Array;
  readonly end: Uint8Array;
} {
  return {
    log: encodeUtf8(lines.map((line) => `${line}\n`).join('')),
    end: encodeUtf8(`${lines.length} ${end}\n`),
  };
}

function readLine(log: DecisionLog, line: string): DecisionLog {
  const number = log.lines.length + 1;
  const bytes = encodeUtf8(line);
  const read = tryParse(() => {
    const fields = parseStrictObject(bytes);
    if (fields.get('seq') !== log.lines.length || fields.get('prev') !== log.end) {
      throw new FormatError('trust-store', 'The decision does not follow from the one before it.');
    }
    return decide(log.store, parseDecision(fields));
  });
  if (read.kind === 'error') throw broken(read.error.message, number);
  return { lines: [...log.lines, line], end: toHex(leafDigest(bytes)), store: read.value };
}

function decide(store: TrustStore, decision: Decision): TrustStore {
  switch (decision.action) {
    case 'key-pinned':
      return addKey(store, toPinnedKey(decision));
    case 'key-unpinned':
      return unpinKey(store, decision.keyId);
    case 'key-revoked':
      return revokeKey(store, decision.keyId, toRevocation(decision));
    case 'authority-pinned':
      return addAuthority(store, toPinnedAuthority(decision));
    case 'authority-unpinned':
      return unpinAuthority(store, decision.authorityId);
    case 'authority-revoked':
      return revokeAuthority(store, decision.authorityId, toRevocation(decision));
    case 'policy-set': {
      const { logs: _logs, ...policy } = parseTlogPolicy(decision.policy);
      return setPolicy(store, { origin: decision.origin, ...policy });
    }
    case 'head-remembered': {
      const { action: _action, at, ...head } = decision;
      return { ...store, heads: rememberHead(store.heads, { ...head, firstSeenAt: at }) };
    }
  }
}

function toRevocation({ from, reason, by }: Extract<Decision, { readonly from: unknown }>): KeyRevocation {
  return { at: from, reason, by };
}

function toPinnedAuthority(decision: Extract<Decision, { action: 'authority-pinned' }>) {
  const { certificate, fingerprint, compared, by, at } = decision;
  const answer = pinTimeAuthority({
    certificate,
    typedFingerprint: fingerprint,
    compared,
    comparedBy: by,
    pinnedAt: at,
  });
  if (answer.kind === 'refused') throw new FormatError('trust-store', answer.statement);
  return answer.authority;
}

/** By the same door as every key: what was weak when it was written by hand is weak now. */
function toPinnedKey(decision: Extract<Decision, { action: 'key-pinned' }>) {
  const { role, publicKey, fingerprint, compared, by, at, validAfter, validBefore } = decision;
  const answer = pinKey({
    role,
    origin: decision.origin,
    publicKey,
    typedFingerprint: fingerprint,
    compared,
    comparedBy: by,
    pinnedAt: at,
    window: { validAfter, validBefore },
  });
  if (answer.kind === 'refused') throw new FormatError('trust-store', answer.statement);
  return answer.key;
}

function broken(statement: string, line: number): FormatError {
  return new FormatError('trust-store', `Line ${line} of the trust store: ${statement}`, { line });
}
