import { readZipLayout, type ZipMember } from '../archive/zip-layout.ts';
import { openZipMember } from '../archive/zip-member.ts';
import { writeZip, type ZipInput } from '../archive/zip-writer.ts';
import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import { memorySource } from '../bytes/memory-source.ts';
import type { DigestHex } from '../bytes/units.ts';
import { sha256 } from '../crypto/digest.ts';
import { toSshP256Fingerprint } from '../crypto/ssh-p256.ts';
import { parseSshP256Signature, verifySshP256Signature } from '../crypto/ssh-p256-signature.ts';
import { type Identity, signFile } from '../identity/identity.ts';
import { mostOverlayBytes, type Overlay, overlayNamespace, parseOverlay, renderOverlay } from './overlay.ts';

/** An overlay whose signature fits. By whose key, the fingerprint says, and whose that is, only a person can. */
export interface SignedOverlay {
  readonly overlay: Overlay;
  /** Of the lines. */
  readonly sha256: DigestHex;
  readonly signer: string;
}

const linesMember = 'overlay.ndjson';
const signatureMember = 'overlay.ndjson.sig';
const mostSignatureBytes = 4_096;
/** Headers of a ZIP with two members take some 300 bytes. */
const mostFileBytes = mostOverlayBytes + mostSignatureBytes + 4_096;

/** The file to hand over: the lines and the signature over them, stored as they are, so that any unzip gives both back. */
export async function renderOverlayFile(overlay: Overlay, identity: Identity): Promise<Uint8Array> {
  const lines = renderOverlay(overlay);
  const signature = signFile(identity, lines, overlayNamespace);
  const chunks: Uint8Array[] = [];
  const members = toMembers([
    [linesMember, lines],
    [signatureMember, signature],
  ]);
  for await (const chunk of writeZip(members, { deflate: null })) chunks.push(chunk);
  return concatBytes(chunks);
}

/**
 * Reads such a file, and checks the signature before it looks at any line. Throws FormatError: `sshsig` for a signature that
 * is none or does not fit, `json` for lines that are not ours, and what `readZipLayout` throws.
 */
export async function readOverlayFile(bytes: Uint8Array): Promise<SignedOverlay> {
  if (bytes.length > mostFileBytes) {
    throw new FormatError(
      'member-limit',
      `Expected an overlay of at most ${mostFileBytes} bytes, found ${bytes.length}.`,
    );
  }
  const source = memorySource('overlay', bytes);
  const { members } = await readZipLayout(source, limits);
  const names = members.map(({ path }) => path).toSorted();
  if (names.join('\n') !== `${linesMember}\n${signatureMember}`) {
    throw new FormatError(
      'member-unexpected',
      `Expected ${linesMember} and ${signatureMember} and nothing else, found ${members.length} members.`,
    );
  }
  const [lines, armored] = await Promise.all([
    readStored(bytes, members, linesMember),
    readStored(bytes, members, signatureMember),
  ]);
  if (armored.length > mostSignatureBytes)
    throw new FormatError('sshsig', 'The signature is too long for one.');
  const signature = parseSshP256Signature(armored);
  if (signature.namespace !== overlayNamespace) {
    throw new FormatError('sshsig', 'The signature was made for another purpose than an overlay.', {
      member: signatureMember,
    });
  }
  if (!verifySshP256Signature(lines, signature, overlayNamespace)) {
    throw new FormatError(
      'sshsig',
      'The signature does not fit: the overlay was changed after it was signed, or signed by another key.',
      { member: linesMember },
    );
  }
  return {
    overlay: parseOverlay(lines),
    sha256: toHex(sha256(lines)),
    signer: toSshP256Fingerprint(signature.point),
  };
}

async function readStored(
  bytes: Uint8Array,
  members: readonly ZipMember[],
  name: string,
): Promise<Uint8Array> {
  const member = members.find(({ path }) => path === name);
  // Nothing is inflated: what is small in the file is small in memory.
  if (member?.method !== 'stored') {
    throw new FormatError('zip-method', 'Expected members that are stored as they are.', { member: name });
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of openZipMember(memorySource('overlay', bytes), member, (plain) => plain)) {
    chunks.push(chunk);
  }
  return concatBytes(chunks);
}

async function* toMembers(
  members: readonly (readonly [path: string, bytes: Uint8Array])[],
): AsyncGenerator<ZipInput> {
  for (const [path, bytes] of members) yield { path, chunks: chunksOf(bytes) };
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
