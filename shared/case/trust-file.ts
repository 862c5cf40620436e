import { packerNamespace } from '../bundle/packer-namespace.ts';
import { asFormatError } from '../bytes/errors.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { parseVerifierKey } from '../crypto/verifier-key.ts';
import { type AllowedSigner, parseAllowedSigners } from '../trust/allowed-signers.ts';
import { fingerprintOf } from '../trust/fingerprint.ts';
import { pinKey } from '../trust/pin-key.ts';
import type { LocalClock } from '../trust/ssh-time.ts';
import { parseTlogPolicy } from '../trust/tlog-policy.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import type { WitnessPolicy } from '../trust/witness-policy.ts';

export type TrustFileKind = 'allowed-signers' | 'verifier-keys' | 'policy';

/** A key that a file names, as it would be pinned. */
export interface NamedKey {
  /** 1-based. */
  readonly line: number;
  /** Identities that an allowed_signers file gives it. They are shown and never decide. */
  readonly principals: readonly string[];
  readonly key: TrustedKey;
}

/** A line that cannot be used, with one sentence of facts. */
export interface RefusedLine {
  readonly line: number;
  readonly statement: string;
}

export interface TrustFile {
  readonly kind: TrustFileKind;
  readonly keys: readonly NamedKey[];
  readonly policy: WitnessPolicy | null;
  readonly refused: readonly RefusedLine[];
}

/** What a person says who takes keys from a file. */
export interface TrustFileOrder {
  readonly origin: string;
  readonly compared: string;
  readonly comparedBy: string;
  readonly pinnedAt: UnixMillis;
  /** For log keys: neither a verifier key nor a policy has a word for it. An allowed_signers line has its own. */
  readonly window: KeyWindow;
}

export type KeyWindow = Pick<TrustedKey, 'validAfter' | 'validBefore'>;

/**
 * Reads an OpenSSH allowed_signers file, a list of C2SP verifier keys, or a C2SP tlog-policy, for one log. Every line
 * that is neither empty nor a comment ends up among the keys, in the policy, or among the refused. Never throws on the text.
 */
export function readTrustFile(text: string, order: TrustFileOrder, clock: LocalClock): TrustFile {
  const lines = meaningfulLines(text);
  const [first] = lines;
  if (first === undefined) {
    const statement = 'The file holds neither a key nor a policy.';
    return { kind: 'allowed-signers', keys: [], policy: null, refused: [{ line: 1, statement }] };
  }
  const kind = kindOf(first.text);
  switch (kind) {
    case 'policy':
      return readPolicy(text, lines, order);
    case 'verifier-keys':
      return { kind, policy: null, ...collect(lines, (line) => readLogKey(line, order)) };
    case 'allowed-signers':
      return { kind, policy: null, ...collect(lines, (line) => readSigner(line, order, clock)) };
    default:
      return kind satisfies never;
  }
}

interface Line {
  readonly number: number;
  readonly text: string;
}

function meaningfulLines(text: string): readonly Line[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
}

/** The first line decides. A line of allowed_signers has a key type where a policy has a name or a key. */
function kindOf(line: string): TrustFileKind {
  const [word = '', second = ''] = line.split(/\s+/);
  const isKeyType = /^(?:ssh|ecdsa|sk)-/.test(second);
  if (['log', 'witness', 'group', 'quorum'].includes(word) && !isKeyType) return 'policy';
  return second === '' && word.includes('+') ? 'verifier-keys' : 'allowed-signers';
}

function collect(
  lines: readonly Line[],
  read: (line: Line) => NamedKey | RefusedLine,
): Pick<TrustFile, 'keys' | 'refused'> {
  const keys: NamedKey[] = [];
  const refused: RefusedLine[] = [];
  for (const line of lines) {
    const answer = read(line);
    const twin = 'key' in answer ? keys.find(({ key }) => key.keyId === answer.key.keyId) : undefined;
    // Of two windows for one key, the order of lines must not choose.
    if (twin !== undefined) {
      refused.push({ line: line.number, statement: `The key stands in line ${twin.line} already.` });
    } else if ('key' in answer) keys.push(answer);
    else refused.push(answer);
  }
  return { keys, refused };
}

function readSigner(line: Line, order: TrustFileOrder, clock: LocalClock): NamedKey | RefusedLine {
  const { signers, refused } = parseAllowedSigners(line.text, clock);
  const [signer] = signers;
  if (signer === undefined) return refuse(line, refused[0]?.statement ?? 'The line cannot be read.');
  if (signer.namespaces !== null && !signer.namespaces.includes(packerNamespace)) {
    const purposes = signer.namespaces.join(',');
    return refuse(line, `The key is for "${purposes}", not for "${packerNamespace}".`);
  }
  const { publicKey, principals } = signer;
  return pin(line, { role: 'packer', publicKey, window: windowOf(signer) }, order, principals);
}

function windowOf({ validAfter, validBefore }: AllowedSigner): KeyWindow {
  return { validAfter, validBefore };
}

function readLogKey(line: Line, order: TrustFileOrder): NamedKey | RefusedLine {
  const parsed = tryParse(() => parseVerifierKey(line.text));
  if (parsed.kind === 'error') return refuse(line, parsed.error.message);
  return pin(line, { role: 'log', publicKey: line.text, window: order.window }, order, []);
}

/** A policy counts whole or not at all: without one of its lines it would ask for less. */
function readPolicy(text: string, lines: readonly Line[], order: TrustFileOrder): TrustFile {
  const nothing = { kind: 'policy', keys: [], policy: null } as const;
  try {
    const { logs, ...policy } = parseTlogPolicy(text.replace(/\r\n/g, '\n'));
    const { keys, refused } = collect(
      lines.filter((line) => logs.some((vkey) => isLogLine(line, vkey))),
      (line) => readPolicyKey(line, order),
    );
    if (refused.length > 0) return { ...nothing, refused };
    return { kind: 'policy', keys, policy: { origin: order.origin, ...policy }, refused };
  } catch (caught) {
    const { message, place } = asFormatError(caught);
    return { ...nothing, refused: [{ line: place.line ?? 1, statement: withoutPlace(message) }] };
  }
}

function isLogLine({ text }: Line, vkey: string): boolean {
  const [keyword, key] = text.split(/[ \t]+/);
  return keyword === 'log' && key === vkey;
}

function readPolicyKey(line: Line, order: TrustFileOrder): NamedKey | RefusedLine {
  const [, publicKey = ''] = line.text.split(/[ \t]+/);
  return pin(line, { role: 'log', publicKey, window: order.window }, order, []);
}

/** The line stands beside the sentence, so it is not said twice. */
function withoutPlace(message: string): string {
  return message.replace(/^Line \d+ of the policy: /, '');
}

/** Whoever has the file has the whole key: its fingerprint is compared with itself, its soundness is not assumed. */
function pin(
  line: Line,
  { role, publicKey, window }: Pick<TrustedKey, 'role' | 'publicKey'> & { readonly window: KeyWindow },
  { origin, compared, comparedBy, pinnedAt }: TrustFileOrder,
  principals: readonly string[],
): NamedKey | RefusedLine {
  const typedFingerprint = fingerprintOf(publicKey, role);
  const answer = pinKey({
    role,
    origin,
    publicKey,
    typedFingerprint,
    window,
    compared,
    comparedBy,
    pinnedAt,
  });
  if (answer.kind === 'refused') return refuse(line, answer.statement);
  return { line: line.number, principals, key: answer.key };
}

function refuse(line: Line, statement: string): RefusedLine {
  return { line: line.number, statement };
}
