import { quote } from '../bytes/quote.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { checkEd25519Key } from '../crypto/ed25519.ts';
import { parseSshPublicKey, renderSshPublicKey, sshEd25519 } from '../crypto/ssh-public-key.ts';
import { describeUnsupportedSshKey } from '../crypto/unsupported-key.ts';
import { readSignerOptions, type SignerOptions, type SignerRefusal } from './signer-options.ts';
import { type LocalClock, renderSshTime } from './ssh-time.ts';

/** One usable line of an allowed_signers file: ssh-keygen(1), section ALLOWED SIGNERS. */
export interface AllowedSigner extends Pick<SignerOptions, 'namespaces' | 'validAfter' | 'validBefore'> {
  /** Patterns of identities, as they stand there. */
  readonly principals: readonly string[];
  /** An OpenSSH public key line without its comment. */
  readonly publicKey: string;
}

/** A line that cannot count here. It is named, because whoever wrote it expects that it counts. */
export interface RefusedSigner extends SignerRefusal {
  /** 1-based. */
  readonly line: number;
}

export interface AllowedSigners {
  readonly signers: readonly AllowedSigner[];
  readonly refused: readonly RefusedSigner[];
}

/** Reads a whole file. Every line that is neither empty nor a comment ends up in one of the two lists. */
export function parseAllowedSigners(text: string, clock: LocalClock): AllowedSigners {
  const signers: AllowedSigner[] = [];
  const refused: RefusedSigner[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const read = parseSignerLine(line, clock);
    if ('reason' in read) refused.push({ line: index + 1, ...read });
    else signers.push(read);
  }
  return { signers, refused };
}

/** The lines that `ssh-keygen -Y verify` and `parseAllowedSigners` read; times in UTC. */
export function renderAllowedSigners(signers: readonly AllowedSigner[]): string {
  return signers.map((signer) => `${renderSigner(signer)}\n`).join('');
}

function parseSignerLine(line: string, clock: LocalClock): AllowedSigner | SignerRefusal {
  const [, quoted, plain = '', rest = ''] = /^(?:"([^"]*)"|([^\s"]+))\s+(.*)$/.exec(line) ?? [];
  const principals = (quoted ?? plain).split(',');
  if (principals.includes('')) return malformed(line);
  const bare = readKeyFields(rest);
  const { options, key } = bare === null ? splitOptions(rest) : { options: '', key: bare };
  if (key === null) return malformed(line);
  const read = readSignerOptions(options, clock);
  if ('reason' in read) return read;
  const publicKey = readKey(key);
  if (typeof publicKey !== 'string') return publicKey;
  return { principals, ...read, publicKey };
}

interface KeyFields {
  readonly type: string;
  readonly base64: string;
}

/** OpenSSH looks for a key first and takes what stands before it for options only when there is none. */
function readKeyFields(text: string): KeyFields | null {
  const found = /^(\S+)\s+(\S+)/.exec(text);
  if (found === null) return null;
  const [, type = '', base64 = ''] = found;
  const isKnown = type === sshEd25519 || describeUnsupportedSshKey(type, base64) !== null;
  // A broken RSA key is still a key: what it is not is a list of options.
  return isKnown || /^(?:ssh|ecdsa|sk)-[a-z0-9@.-]+$/.test(type) ? { type, base64 } : null;
}

/** Options end at the first space that is not in double quotes. */
function splitOptions(text: string): { readonly options: string; readonly key: KeyFields | null } {
  const options = /^(?:[^\s"]|"(?:\\"|[^"])*")+/.exec(text)?.[0] ?? '';
  return { options, key: readKeyFields(text.slice(options.length).trimStart()) };
}

function readKey({ type, base64 }: KeyFields): string | SignerRefusal {
  const other = describeUnsupportedSshKey(type, base64);
  if (other?.isWeak === true) {
    return refuse('key-weak', `The key is ${other.kind}, which is too weak for any signature.`);
  }
  if (other !== null) return refuse('key-unsupported', `The key is ${other.kind}; EVB/1 knows Ed25519 only.`);
  const parsed = tryParse(() => parseSshPublicKey(`${type} ${base64}`));
  if (parsed.kind === 'error') return refuse('malformed', parsed.error.message);
  const { publicKey } = parsed.value;
  const defect = checkEd25519Key(publicKey);
  if (defect !== null) return refuse('key-weak', `The key is no sound Ed25519 key (${defect}).`);
  return renderSshPublicKey(publicKey);
}

function renderSigner({ principals, namespaces, validAfter, validBefore, publicKey }: AllowedSigner): string {
  const options = [
    ...(namespaces === null ? [] : [`namespaces="${namespaces.join(',')}"`]),
    ...(validAfter === null ? [] : [`valid-after="${renderSshTime(validAfter)}"`]),
    ...(validBefore === null ? [] : [`valid-before="${renderSshTime(validBefore)}"`]),
  ];
  const names = principals.join(',');
  const field = /[\s#]/.test(names) ? `"${names}"` : names;
  return [field, ...(options.length === 0 ? [] : [options.join(',')]), publicKey].join(' ');
}

function malformed(line: string): SignerRefusal {
  return refuse('malformed', `Expected principals, options and a key, found ${quote(line)}.`);
}

function refuse(reason: SignerRefusal['reason'], statement: string): SignerRefusal {
  return { reason, statement };
}
