import type { UnixMillis } from '../../bytes/units.ts';
import type { PublicKey } from '../../certificates/public-key-pem.ts';
import type { MinisignKey } from '../../crypto/minisign.ts';
import type { VerifierKey } from '../../crypto/verifier-key.ts';
import type { AllowedSigner } from '../../trust/allowed-signers.ts';
import type { WitnessPolicy } from '../../trust/witness-policy.ts';
import type { SigstoreIdentity } from './sigstore-identity.ts';
import type { SigstoreTrustRoot } from './sigstore-trust-root.ts';

/** Whom a person named for this evidence. Nothing inside the evidence can add to it. */
export interface ForeignTrust {
  readonly sshSigners: readonly AllowedSigner[];
  readonly minisignKeys: readonly MinisignKey[];
  /** For signatures that name no key. */
  readonly ed25519Keys: readonly Uint8Array[];
  /** For envelopes, and for Sigstore bundles without a certificate. */
  readonly publicKeys: readonly PublicKey[];
  /** Authorities and logs of a Sigstore; null when none was named. */
  readonly sigstoreRoot: SigstoreTrustRoot | null;
  /** Whom a Sigstore certificate must name; null when nobody is expected. */
  readonly sigstoreIdentity: SigstoreIdentity | null;
  readonly cloudtrailKeys: readonly CloudtrailKey[];
  readonly logKeys: readonly VerifierKey[];
  /** Who must have cosigned the checkpoint of a proof, by log. */
  readonly witnesses: readonly WitnessPolicy[];
  /** At which keys with a window count, as `ssh-keygen -Y verify` has it: no signature here states a time. */
  readonly now: UnixMillis;
}

/** An RSA key under which CloudTrail signs in one region. Its checker comes from the platform. */
export interface CloudtrailKey {
  /** Finds the key; what it is a digest of is not checked, as a signature decides. */
  readonly fingerprint: string;
  readonly modulusBits: number;
  readonly exponent: bigint;
  readonly validAfter: UnixMillis | null;
  readonly validBefore: UnixMillis | null;
  /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2). Never throws on a signature. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** Nobody is trusted. */
export const noForeignTrust: ForeignTrust = {
  sshSigners: [],
  minisignKeys: [],
  ed25519Keys: [],
  publicKeys: [],
  sigstoreRoot: null,
  sigstoreIdentity: null,
  cloudtrailKeys: [],
  logKeys: [],
  witnesses: [],
  now: 0,
};
