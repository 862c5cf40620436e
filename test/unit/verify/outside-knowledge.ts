import { observeBundle } from '../../../shared/bundle/observe-bundle.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { renderCosignature } from '../../../shared/crypto/cosignature.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { type NoteSigner, parseSignedNote, renderSignedNote } from '../../../shared/crypto/signed-note.ts';
import { renderVerifierKey, toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { type RememberedHead, rememberedSizes } from '../../../shared/trust/head-memory.ts';
import { type KeyStatement, renderKeyStatement } from '../../../shared/trust/key-statement.ts';
import { emptyTrustStore, type TrustStore } from '../../../shared/trust/trust-store.ts';
import type { WitnessPolicy } from '../../../shared/trust/witness-policy.ts';
import { readHead } from '../../../shared/verify/head.ts';
import { readHeadMemory, toRememberedHead } from '../../../shared/verify/head-memory.ts';
import { pinnedLogKeys } from '../../../shared/verify/log-keys.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';
import { verifyBundle } from '../../../shared/verify/verify-bundle.ts';
import { nothingExpected, type VerifyInput } from '../../../shared/verify/verify-input.ts';
import {
  bothPinned,
  folderOf,
  type Members,
  origin,
  repacked,
  testTime,
} from '../../support/bundle-builder.ts';

export const day = 86_400_000;

export type Known = Partial<Omit<VerifyInput, 'observation' | 'trust'>> & {
  readonly trust?: Partial<TrustStore>;
};

async function read(members: Members, heads: readonly RememberedHead[]) {
  const options = { limits, onLines: () => {}, onProgress: () => {}, rootSizes: rememberedSizes(heads) };
  return observeBundle(folderOf(members), options);
}

/** Verifies with both keys pinned and whatever else is known. */
export async function judge(members: Members, { trust = {}, ...known }: Known = {}): Promise<Verdict> {
  return verifyBundle({
    observation: await read(members, trust.heads ?? []),
    arrival: null,
    trust: { ...emptyTrustStore, keys: bothPinned, ...trust },
    expected: nothingExpected,
    policyTime: { time: testTime, source: 'now' },
    receivedAt: testTime,
    ...known,
  });
}

/** The head of a bundle, as it is remembered when it was seen then. */
export async function rememberedFrom(members: Members, firstSeenAt: number): Promise<RememberedHead> {
  const observation = await read(members, []);
  const keys = pinnedLogKeys(bothPinned, origin);
  const memory = readHeadMemory(observation, readHead(observation), [], keys, firstSeenAt);
  const head = toRememberedHead(observation, memory, firstSeenAt);
  if (head === null) throw new Error('The head of this bundle is not signed by a pinned key.');
  return head;
}

/** Results with this code, as `outcome place: statement`. */
export function saidOf({ results }: Verdict, code: string): readonly string[] {
  return results
    .filter((result) => result.code === code)
    .map(({ outcome, place, statement }) => {
      const where = place.kind === 'bundle' ? 'bundle' : place.member.replace('data/', '');
      return `${outcome} ${where}: ${statement}`;
    });
}

export const witnessKeys = {
  A: new Uint8Array(32).fill(0xa1),
  B: new Uint8Array(32).fill(0xb1),
  C: new Uint8Array(32).fill(0xc1),
};
export type WitnessName = keyof typeof witnessKeys;

export function witnessVkey(name: WitnessName): string {
  return renderVerifierKey(
    toVerifierKey(`w.example/${name}`, publicKeyOf(witnessKeys[name]), 'witness'),
    'witness',
  );
}

/** Two of three. */
export const twoOfThree: WitnessPolicy = {
  origin,
  witnesses: [
    { name: 'A', vkey: witnessVkey('A') },
    { name: 'B', vkey: witnessVkey('B') },
    { name: 'C', vkey: witnessVkey('C') },
  ],
  groups: [{ name: 'G', threshold: 2, members: ['A', 'B', 'C'] }],
  quorum: 'G',
};

/** A signature line of a witness over the text of this checkpoint. */
export function cosignatureLine(note: Uint8Array, name: WitnessName, seconds: bigint): string {
  const { text } = parseSignedNote(note);
  const keyName = `w.example/${name}`;
  const { keyHash } = toVerifierKey(keyName, publicKeyOf(witnessKeys[name]), 'witness');
  const signature = concatBytes([keyHash, renderCosignature(text, seconds, witnessKeys[name])]);
  return `— ${keyName} ${toBase64(signature)}\n`;
}

/** The bundle with more signature lines on one checkpoint, packed anew. */
export function withLines(members: Members, path: string, lines: readonly string[]): Members {
  const note = members.get(path) ?? new Uint8Array(0);
  return repacked(new Map(members).set(path, concatBytes([note, encodeUtf8(lines.join(''))])));
}

export function cosigned(
  members: Members,
  path: string,
  by: readonly (readonly [WitnessName, bigint])[],
): Members {
  const note = members.get(path) ?? new Uint8Array(0);
  return withLines(
    members,
    path,
    by.map(([name, seconds]) => cosignatureLine(note, name, seconds)),
  );
}

/** The bundle with a statement about keys, packed anew. */
export function withStatement(
  members: Members,
  statement: KeyStatement,
  secretKeys: readonly Uint8Array[],
  name = 'one',
): Members {
  const signers: readonly NoteSigner[] = secretKeys.map((secretKey) => ({
    name: statement.origin,
    secretKey,
  }));
  const note = renderSignedNote(renderKeyStatement(statement), signers);
  return repacked(new Map(members).set(`data/keys/${name}.note`, note));
}
