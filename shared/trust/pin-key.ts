import { FormatError } from '../bytes/errors.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { checkEd25519Key, type Ed25519KeyDefect } from '../crypto/ed25519.ts';
import { parseSshPublicKey, renderSshPublicKey } from '../crypto/ssh-public-key.ts';
import { describeUnsupportedSshKey } from '../crypto/unsupported-key.ts';
import { parseVerifierKey, renderVerifierKey } from '../crypto/verifier-key.ts';
import { fingerprintOf, normaliseFingerprint } from './fingerprint.ts';
import type { TrustedKey } from './trusted-key.ts';

/** What a person says when pinning a key. The clock comes from the caller. */
export interface PinOrder {
  readonly role: TrustedKey['role'];
  readonly origin: string;
  readonly publicKey: string;
  /** What the person received by another way than the bundle, as typed. */
  readonly typedFingerprint: string;
  readonly compared: string;
  readonly comparedBy: string;
  readonly pinnedAt: UnixMillis;
  /** When the key counts, as the person was told; without it, always. */
  readonly window?: Pick<TrustedKey, 'validAfter' | 'validBefore'>;
}

/** Closed and stable, in the order in which they are looked for. */
type PinRefusalReason =
  | 'key-unsupported'
  | 'key-malformed'
  | 'key-weak'
  | 'window-empty'
  | 'key-name-differs'
  | 'fingerprint-incomplete'
  | 'fingerprint-differs'
  | 'comparison-empty'
  | 'name-empty';

interface PinRefusal {
  readonly kind: 'refused';
  readonly reason: PinRefusalReason;
  /** One sentence of facts for the person. */
  readonly statement: string;
}

export type PinAnswer = { readonly kind: 'pinned'; readonly key: TrustedKey } | PinRefusal;

/**
 * Makes a trusted key out of an offered one, only when the person holds its whole fingerprint and says how it
 * was compared and by whom. Never throws on what was typed or offered.
 */
export function pinKey(order: PinOrder): PinAnswer {
  const read = readKey(order);
  if ('kind' in read) return read;
  const defect = checkEd25519Key(read.publicKey);
  if (defect !== null) return refused('key-weak', `The key cannot be trusted: ${defectWords[defect]}.`);
  const { validAfter, validBefore } = order.window ?? { validAfter: null, validBefore: null };
  if (validAfter !== null && validBefore !== null && validBefore <= validAfter) {
    return refused('window-empty', 'The window ends before it begins: the key would never count.');
  }
  if (read.name !== null && read.name !== order.origin) {
    return refused('key-name-differs', `The key is named "${read.name}", the log "${order.origin}".`);
  }
  const fingerprint = fingerprintOf(read.text, order.role);
  const typed = normaliseFingerprint(order.typedFingerprint);
  if (typed === null) {
    return refused(
      'fingerprint-incomplete',
      `"${order.typedFingerprint}" is not a whole SHA-256 fingerprint.`,
    );
  }
  if (typed !== fingerprint) {
    return refused(
      'fingerprint-differs',
      `The key has fingerprint ${fingerprint}, the typed one is ${typed}.`,
    );
  }
  const compared = order.compared.trim();
  if (compared === '') return refused('comparison-empty', 'It is not said how the fingerprint was compared.');
  const comparedBy = order.comparedBy.trim();
  if (comparedBy === '') return refused('name-empty', 'It is not said who compared the fingerprint.');
  const { role, origin, pinnedAt } = order;
  // Neither role nor fingerprint has a space, so no other role, origin and fingerprint give the same id.
  const keyId = `${role} ${origin} ${fingerprint}`;
  return {
    kind: 'pinned',
    key: {
      keyId,
      role,
      origin,
      publicKey: read.text,
      fingerprint,
      compared,
      comparedBy,
      pinnedAt,
      validAfter,
      validBefore,
      revoked: null,
    },
  };
}

interface ReadKey {
  readonly publicKey: Uint8Array;
  readonly name: string | null;
  /** The key written again: an SSH comment is text by whoever made the bundle and is not taken over. */
  readonly text: string;
}

function readKey(order: PinOrder): ReadKey | PinRefusal {
  try {
    const [type = '', base64 = ''] = order.publicKey.trim().split(/\s+/);
    const other = describeUnsupportedSshKey(type, base64);
    if (other !== null) {
      return other.isWeak
        ? refused('key-weak', `The key cannot be trusted: it is ${other.kind}, too weak for any signature.`)
        : refused('key-unsupported', `The key is ${other.kind}; EVB/1 knows Ed25519 only.`);
    }
    if (order.role === 'log') {
      const key = parseVerifierKey(order.publicKey);
      return { publicKey: key.publicKey, name: key.name, text: renderVerifierKey(key) };
    }
    const { publicKey } = parseSshPublicKey(order.publicKey);
    return { publicKey, name: null, text: renderSshPublicKey(publicKey) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return refused('key-malformed', `The key cannot be read. ${error.message}`);
  }
}

const defectWords: { readonly [Defect in Ed25519KeyDefect]: string } = {
  'wrong-length': 'it does not have 32 bytes',
  'off-curve': 'it is not a point of the curve Ed25519',
  'low-order': 'signatures by this key can be made by anybody (low order)',
  'non-canonical': 'it is a second spelling of another key',
  'mixed-order': 'tools would disagree about its signatures (mixed order)',
};

function refused(reason: PinRefusalReason, statement: string): PinRefusal {
  return { kind: 'refused', reason, statement };
}
