import { memberPaths } from '../bundle/bundle-layout.ts';
import { packerNamespace } from '../bundle/packer-namespace.ts';
import { toBase64 } from '../bytes/base64.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { DisclosedField, EntryDetail, EntryPlace, TreeStep } from '../contract/entry-protocol.ts';
import { parseVerifierKey } from '../crypto/verifier-key.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';

/** What to type, in bash and in the folder of the unzipped bundle, to see one step of a proof without this program. */
export interface ProofCommand {
  readonly text: string;
  /** The last lines of what it prints when the step holds. */
  readonly prints: readonly string[];
}

/** R3: the leaf of a line. Of a stub it is what the stub states. */
export function leafCommand(place: EntryPlace, leaf: DigestHex): ProofCommand {
  return { text: leafText(place), prints: [leaf] };
}

type LinkedLine = Pick<EntryDetail, 'member' | 'line' | 'before' | 'claimedPrev'>;

/** R4: what `prev` must be, and what the line states. Null where the bundle holds nothing to compare with. */
export function linkCommand({ member, line, before, claimedPrev }: LinkedLine): ProofCommand | null {
  if (claimedPrev === null || before.kind === 'not-held') return null;
  const stated = `${lineText({ member, line })} | grep -oE '"prev" *: *"[0-9a-f]{64}"' | grep -oE '[0-9a-f]{64}'`;
  const expected = expectedLink(before);
  return expected === null
    ? null
    : { text: `${expected}\n${stated}`, prints: [before.leafNow, before.leafNow] };
}

function expectedLink(before: Exclude<EntryDetail['before'], { kind: 'not-held' }>): string | null {
  switch (before.kind) {
    case 'line':
      return leafText(before.place);
    case 'start-of-log': {
      const origin = quoteForShell(before.origin);
      return origin === null ? null : `printf 'evb/1\\n%s\\n' ${origin} | sha256sum | cut -c1-64`;
    }
    case 'frontier':
      // R7: the smallest subtree of an odd number of leaves is the last leaf itself.
      return "tr -d ' \\n' < data/bundle.json | grep -oE '\"frontier\":\\[[^]]*\\]' | grep -oE '[0-9a-f]{64}' | tail -n 1";
    default:
      return before satisfies never;
  }
}

/** R5: from the leaf to the root, a digest at a time; prints the root as checkpoints spell it. */
export function treeCommand(leaf: DigestHex, steps: readonly TreeStep[], root: string): ProofCommand {
  const lines = steps.map(({ side, digest }) =>
    side === 'left' ? `D=$(node ${digest} $D)` : `D=$(node $D ${digest})`,
  );
  return {
    text: [
      "node() { printf '01%s%s' $1 $2 | xxd -r -p | sha256sum | cut -c1-64; }",
      `D=${leaf}`,
      ...lines,
      "printf '%s' $D | xxd -r -p | base64",
    ].join('\n'),
    prints: [root],
  };
}

/** R6: size and root, as the checkpoint states them. */
export function checkpointCommand(member: string, size: number, root: string): ProofCommand {
  return { text: `sed -n '2,3p' ${member}`, prints: [String(size), root] };
}

/**
 * The log's signature over the text of the checkpoint, by this key. Null for a name or key that a shell could read as more
 * than text: docs/format.md says how to check those.
 */
export function signatureCommand(member: string, publicKey: string): ProofCommand | null {
  const { name, keyHash } = parseVerifierKey(publicKey);
  const key = quoteForShell(publicKey);
  // The first four bytes of the signature are the id of the key: five whole digits of base64.
  const line = quoteForShell(`${name} ${toBase64(keyHash).slice(0, 5)}`);
  if (key === null || line === null) return null;
  return {
    text: [
      'W=$(mktemp -d)',
      `sed '/^$/,$d' ${member} > $W/text`,
      `grep -F "— "${line} ${member} | cut -d' ' -f3 | base64 -d | tail -c 64 > $W/signature`,
      "{ printf '\\x30\\x2a\\x30\\x05\\x06\\x03\\x2b\\x65\\x70\\x03\\x21\\x00'",
      `  cut -d+ -f3- <<< ${key} | base64 -d | tail -c 32; } > $W/key`,
      'openssl pkeyutl -verify -pubin -keyform DER -inkey $W/key -rawin -in $W/text -sigfile $W/signature',
    ].join('\n'),
    prints: ['Signature Verified Successfully'],
  };
}

/** The fingerprint of a log's key, to be compared with the one on paper. */
export function fingerprintCommand(publicKey: string, fingerprint: string): ProofCommand | null {
  const key = quoteForShell(publicKey);
  if (key === null) return null;
  return {
    text: `cut -d+ -f3- <<< ${key} | base64 -d | tail -c 32 | openssl dgst -sha256 -binary | base64 | tr -d =`,
    prints: [fingerprint.replace(/^SHA256:/, '')],
  };
}

/** The digest of a file, and what the manifest states for it; both print the same. */
export function fileCommand(member: string, manifest: string, sha256: DigestHex): ProofCommand {
  return {
    text: `sha256sum ${member} | cut -c1-64\ngrep -E '[ *]${member.replaceAll('.', '\\.')}$' ${manifest} | cut -c1-64`,
    prints: [sha256, sha256],
  };
}

/**
 * The packer's signature over the tag manifest: by a key that is pinned, or by the one that it names, which says nothing of
 * whose it is. Null for a key that is not in its one spelling.
 */
export function packerCommand(
  { publicKey, fingerprint }: Pick<TrustedKey, 'fingerprint' | 'publicKey'>,
  isPinned: boolean,
): ProofCommand | null {
  if (!/^ssh-ed25519 [A-Za-z0-9+/]+=*$/.test(publicKey)) return null;
  const signed = `-n ${packerNamespace} -s ${memberPaths.packerSignature} < ${memberPaths.tagManifest}`;
  const named = `with ED25519 key ${fingerprint}`;
  if (!isPinned) {
    return {
      text: `ssh-keygen -Y check-novalidate ${signed}`,
      prints: [`Good "${packerNamespace}" signature ${named}`],
    };
  }
  return {
    text: [
      'W=$(mktemp -d)',
      `echo 'packer namespaces="${packerNamespace}" ${publicKey}' > $W/allowed_signers`,
      `ssh-keygen -Y verify -f $W/allowed_signers -I packer ${signed}`,
    ].join('\n'),
    prints: [`Good "${packerNamespace}" signature for packer ${named}`],
  };
}

/** A disclosure starts with its salt, so this much of it finds it; its alphabet is that of base64url. */
const foundBy = 32;

/** The digest of a disclosure, taken from its file; it stands in the entry. Null where no disclosure opens the field. */
export function disclosureCommand(
  segment: string,
  { disclosure, digest }: Pick<DisclosedField, 'disclosure' | 'digest'>,
): ProofCommand | null {
  if (disclosure === null) return null;
  const member = segment.replace('data/segments/', 'data/disclosures/');
  const rest = disclosure.length > foundBy ? '[A-Za-z0-9_-]*' : '';
  return {
    text: [
      `D=$(grep -oE -m 1 '"${disclosure.slice(0, foundBy)}${rest}"' ${member} | tr -d '"')`,
      "printf %s \"$D\" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d =",
    ].join('\n'),
    prints: [digest],
  };
}

/** Prints one line and nothing else. */
export function lineText({ member, line }: Pick<EntryPlace, 'member' | 'line'>): string {
  return `sed -n '${line}{p;q;}' ${member}`;
}

function leafText(place: EntryPlace): string {
  return place.isStub
    ? `${lineText(place)} | cut -d' ' -f2`
    : `${lineText(place)} | tr -d '\\n' | { printf '\\0'; cat; } | sha256sum | cut -c1-64`;
}

/** Printable ASCII in single quotes; null for anything else, which a terminal could show as another text than it is. */
function quoteForShell(text: string): string | null {
  return /^[ -~]*$/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : null;
}
