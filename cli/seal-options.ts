import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { knownAdapters } from '../shared/adapters/known-adapters.ts';
import type { LogAdapter } from '../shared/adapters/log-adapter.ts';
import { createCommitFields } from '../shared/bundle/seal-commitments.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import { parseOpensshPrivateKey } from '../shared/crypto/openssh-private-key.ts';
import { parseLogKey } from './log-key-file.ts';
import { requireOption, UsageError } from './options.ts';
import { toUnreadable } from './platform/file-source.ts';

/** What a person asked to be sealed, with the keys at hand. */
export interface SealRequest {
  /** Paths, or `-`, in the order in which their events are sealed. */
  readonly inputs: readonly [string, ...string[]];
  readonly origin: string;
  readonly title: string;
  readonly adapter: LogAdapter;
  readonly committedFields: readonly string[];
  /** A bundle of the same log, or a checkpoint in the folder of one; null for a log that begins here. */
  readonly previous: string | null;
  readonly out: string;
  readonly form: 'zip' | 'deflated zip' | 'folder';
  readonly logKey: Uint8Array;
  readonly packerKey: Uint8Array;
}

/** Reads the arguments of `vouch seal`. Throws UsageError, and FormatError for a key file that cannot be read. */
export async function readSealRequest(args: readonly string[]): Promise<SealRequest> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      origin: { type: 'string' },
      title: { type: 'string' },
      'log-key': { type: 'string' },
      'signer-key': { type: 'string' },
      out: { type: 'string' },
      adapter: { type: 'string', default: 'generic' },
      time: { type: 'string' },
      compress: { type: 'boolean', default: false },
      dir: { type: 'boolean', default: false },
      continue: { type: 'string' },
      'commit-fields': { type: 'string', multiple: true, default: [] },
    },
  });
  const origin = requireOption(values.origin, 'origin');
  return {
    inputs: readInputNames(positionals),
    origin,
    title: values.title ?? origin,
    adapter: withTimeAt(findAdapter(values.adapter), values.time),
    committedFields: readCommittedFields(values['commit-fields']),
    previous: values.continue === undefined ? null : requireOption(values.continue, 'continue'),
    out: requireOption(values.out, 'out'),
    form: toForm(values.dir, values.compress),
    logKey: await readLogKey(requireOption(values['log-key'], 'log-key'), origin),
    packerKey: await readSignerKey(requireOption(values['signer-key'], 'signer-key')),
  };
}

function readInputNames(names: readonly string[]): readonly [string, ...string[]] {
  const [first, ...more] = names;
  if (first === undefined) throw new UsageError('seal needs an input: files, or -.');
  if (names.filter((name) => name === '-').length > 1) throw new UsageError('- can be read only once.');
  return [first, ...more];
}

function findAdapter(id: string): LogAdapter {
  const found = knownAdapters.find((adapter) => adapter.id === id);
  if (found !== undefined) return found;
  const known = knownAdapters.map((adapter) => adapter.id).join(', ');
  throw new UsageError(`There is no adapter "${id}". Known are: ${known}.`);
}

/** A place that a person names is the only one: their word goes before what is usual. */
function withTimeAt(adapter: LogAdapter, pointer: string | undefined): LogAdapter {
  if (pointer === undefined) return adapter;
  const known = adapter.times.find((source) => source.pointer === pointer);
  return { ...adapter, times: [known ?? { pointer, spelling: 'text' }] };
}

function readCommittedFields(lists: readonly string[]): readonly string[] {
  const pointers = lists.flatMap((list) => list.split(','));
  try {
    createCommitFields(pointers, () => new Uint8Array(0));
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(error.message);
    throw error;
  }
  return pointers;
}

function toForm(isFolder: boolean, isCompressed: boolean): SealRequest['form'] {
  if (isFolder && isCompressed)
    throw new UsageError('--compress is for a ZIP; --dir writes files as they are.');
  if (isFolder) return 'folder';
  return isCompressed ? 'deflated zip' : 'zip';
}

async function readLogKey(path: string, origin: string): Promise<Uint8Array> {
  const { name, secretKey } = parseLogKey(await readKeyFile(path), basename(path));
  // R6: the key name is the origin. Signing one log with the key of another makes a head that nobody accepts.
  if (name !== origin) throw new UsageError(`${basename(path)} is the key of the log "${name}".`);
  return secretKey;
}

/** The key of a packer. Throws UsageError, whose message never repeats any of the key. */
export async function readSignerKey(path: string): Promise<Uint8Array> {
  try {
    return parseOpensshPrivateKey(await readKeyFile(path)).secretKey;
  } catch (error) {
    if (!(error instanceof FormatError) || error.code !== 'key') throw error;
    // The parser's message may quote what it found; what it found may be a secret.
    throw new UsageError(`${basename(path)} is not an OpenSSH Ed25519 key without a passphrase.`);
  }
}

async function readKeyFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw toUnreadable(basename(path), cause);
  });
}
