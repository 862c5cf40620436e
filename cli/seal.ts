import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { defaultMapping } from '../shared/adapters/read-event.ts';
import { writeZip } from '../shared/archive/zip-writer.ts';
import { type SealOrder, sealBundle } from '../shared/bundle/seal.ts';
import { createCommitFields } from '../shared/bundle/seal-commitments.ts';
import { CancelledError, FormatError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import { publicKeyOf } from '../shared/crypto/ed25519.ts';
import { parseOpensshPrivateKey } from '../shared/crypto/openssh-private-key.ts';
import { renderSshPublicKey } from '../shared/crypto/ssh-public-key.ts';
import { fingerprintOf } from '../shared/trust/fingerprint.ts';
import { done } from './exit-codes.ts';
import { parseLogKey } from './log-key-file.ts';
import { requireOption, UsageError } from './options.ts';
import { nodeDigests } from './platform/digests.ts';
import { toUnreadable } from './platform/file-source.ts';
import { deflateRawNode } from './platform/inflate.ts';
import { readInput } from './platform/read-input.ts';
import { writeNewFile } from './platform/write-new-file.ts';
import { readEvents } from './read-events.ts';
import type { Command } from './run-command.ts';

const saltBytes = 16;

/** `vouch seal`: newline-delimited JSON in, a bundle out that stock tools can check. Writes all of it or nothing. */
export const seal: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      origin: { type: 'string' },
      title: { type: 'string' },
      'log-key': { type: 'string' },
      'signer-key': { type: 'string' },
      out: { type: 'string' },
      time: { type: 'string', default: '/ts' },
      compress: { type: 'boolean', default: false },
      'commit-fields': { type: 'string', multiple: true, default: [] },
    },
  });
  const [input, ...more] = positionals;
  if (input === undefined || more.length > 0) throw new UsageError('seal needs one input: a file, or -.');
  const origin = requireOption(values.origin, 'origin');
  const out = requireOption(values.out, 'out');
  const order: SealOrder = {
    origin,
    title: values.title ?? origin,
    mapping: defaultMapping,
    committedFields: readCommittedFields(values['commit-fields']),
    continues: null,
    segmentLines: limits.segmentLines,
    logKey: await readLogKey(requireOption(values['log-key'], 'log-key'), origin),
    packerKey: await readSignerKey(requireOption(values['signer-key'], 'signer-key')),
    digests: nodeDigests,
    salt: () => context.randomBytes(saltBytes),
  };
  const tally = { events: 0, backwards: 0 };
  const lines = readInput(input, context.stdin);
  const sealed = sealBundle(readEvents(lines, values.time, tally, order.committedFields.length === 0), order);
  const zip = writeZip(sealed, { deflate: values.compress ? deflateRawNode : null, crc32 });
  await writeNewFile(out, stopOnInterrupt(zip, context.signal));
  context.terminal.talk(`Sealed ${tally.events} events of ${origin} into ${basename(out)}.`);
  if (tally.backwards > 0) {
    context.terminal.talk(
      `The time goes back at ${tally.backwards} events; they keep the order of the input.`,
    );
  }
  const packer = renderSshPublicKey(publicKeyOf(order.packerKey));
  context.terminal.talk(`The packer's key has fingerprint ${fingerprintOf(packer, 'packer')}.`);
  return done;
};

function readCommittedFields(lists: readonly string[]): readonly string[] {
  const pointers = lists.flatMap((list) => list.split(','));
  try {
    createCommitFields(pointers, () => new Uint8Array(saltBytes));
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(error.message);
    throw error;
  }
  return pointers;
}

async function* stopOnInterrupt(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    if (signal.aborted) throw new CancelledError();
    yield chunk;
  }
}

async function readLogKey(path: string, origin: string): Promise<Uint8Array> {
  const { name, secretKey } = parseLogKey(await readKeyFile(path), basename(path));
  // R6: the key name is the origin. Signing one log with the key of another makes a head that nobody accepts.
  if (name !== origin) throw new UsageError(`${basename(path)} is the key of the log "${name}".`);
  return secretKey;
}

async function readSignerKey(path: string): Promise<Uint8Array> {
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
