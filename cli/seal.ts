import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeZip } from '../shared/archive/zip-writer.ts';
import type { OutgoingMember } from '../shared/bundle/bag-tags.ts';
import { type SealOrder, sealBundle } from '../shared/bundle/seal.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import { publicKeyOf } from '../shared/crypto/ed25519.ts';
import { renderSshPublicKey } from '../shared/crypto/ssh-public-key.ts';
import { fingerprintOf } from '../shared/trust/fingerprint.ts';
import { continueLog } from './continue-log.ts';
import { done } from './exit-codes.ts';
import { UsageError } from './options.ts';
import { nodeDigests } from './platform/digests.ts';
import { deflateRawNode } from './platform/inflate.ts';
import { readInput } from './platform/read-input.ts';
import { writeNewFile } from './platform/write-new-file.ts';
import { writeNewFolder } from './platform/write-new-folder.ts';
import { startProgress } from './progress.ts';
import { type EventTally, readEvents, startTally } from './read-events.ts';
import type { Command, CommandContext } from './run-command.ts';
import { readSealRequest, type SealRequest } from './seal-options.ts';

const saltBytes = 16;

/** `vouch seal`: events as JSON in, a bundle out that stock tools can check. Writes all of it or nothing. */
export const seal: Command = async (args, context) => {
  const request = await readSealRequest(args);
  const { adapter, previous, committedFields } = request;
  const before = previous === null ? null : await continueLog({ ...request, previous }, context);
  if (before?.kind === 'refused') {
    context.terminal.talk(`vouch: ${before.statement}`);
    return before.code;
  }
  const tally = startTally(adapter);
  const inputs = request.inputs.map((path) => ({
    name: path === '-' ? 'the input' : basename(path),
    chunks: readInput(path, context.stdin, context.signal),
  }));
  const isWhole = committedFields.length === 0;
  const timeBefore = before?.lastTime ?? null;
  const order: SealOrder = {
    ...request,
    get mapping() {
      return tally.mapping.mapping();
    },
    continues: before?.end ?? null,
    segmentLines: limits.segmentLines,
    digests: nodeDigests,
    salt: () => context.randomBytes(saltBytes),
  };
  const members = sealBundle(readEvents(inputs, { adapter, isWhole, timeBefore }, tally), order);
  await write(request, watch(members, { order, tally, context }));
  report(request, order, tally, context);
  return done;
};

function write({ out, form }: SealRequest, members: AsyncIterable<OutgoingMember>): Promise<void> {
  if (form === 'folder') return writeNewFolder(out, members);
  return writeNewFile(out, writeZip(members, { deflate: form === 'zip' ? null : deflateRawNode, crc32 }));
}

interface Watched {
  readonly order: SealOrder;
  readonly tally: EventTally;
  readonly context: CommandContext;
}

/** The members as they come, with an ear for the person: they may interrupt, and a terminal is told how far it is. */
async function* watch(
  members: AsyncIterable<OutgoingMember>,
  { order, tally, context }: Watched,
): AsyncGenerator<OutgoingMember, void> {
  const progress = startProgress(context);
  async function* heard(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of chunks) {
      if (context.signal.aborted) throw new CancelledError();
      progress.step(`Sealed ${tally.events} events`);
      yield chunk;
    }
  }
  try {
    for await (const { path, chunks } of members) {
      // Without an entry, the link from the next bundle to this log would be nowhere: the log would end here for ever.
      if (order.continues !== null && tally.events === 0) {
        const { size } = order.continues;
        throw new UsageError(`There is no event to seal, so the log still ends at size ${size}.`);
      }
      yield { path, chunks: heard(chunks) };
    }
  } finally {
    progress.end();
  }
}

function report(
  { origin, out, adapter }: SealRequest,
  { continues, packerKey }: SealOrder,
  { events, backwards, besideLists }: EventTally,
  { terminal }: CommandContext,
): void {
  const where = continues === null ? '' : `, from entry ${continues.size} on,`;
  terminal.talk(`Sealed ${events} events of ${origin}${where} into ${basename(out)}.`);
  if (backwards > 0) {
    terminal.talk(`The time goes back at ${backwards} events; they keep the order of the input.`);
  }
  if (besideLists.size > 0) {
    const names = [...besideLists].join(', ');
    terminal.talk(`Beside ${adapter.lists.join(' and ')}, the input holds ${names}: that is not sealed.`);
  }
  const packer = renderSshPublicKey(publicKeyOf(packerKey));
  terminal.talk(`The packer's key has fingerprint ${fingerprintOf(packer, 'packer')}.`);
}
