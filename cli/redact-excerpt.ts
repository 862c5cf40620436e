import { basename } from 'node:path';
import type { OutgoingMember } from '../shared/bundle/bag-tags.ts';
import { memberPaths } from '../shared/bundle/bundle-layout.ts';
import type { Descriptor } from '../shared/bundle/descriptor.ts';
import { parseDescriptor } from '../shared/bundle/parse-descriptor.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import { leafDigest } from '../shared/chain/leaf.ts';
import { type Excerpt, takeExcerpt } from '../shared/redaction/excerpt.ts';
import { HiddenValues } from '../shared/redaction/hidden-values.ts';
import { scanInWords } from '../shared/redaction/redaction-log.ts';
import { scanWritten, type WrittenFile } from '../shared/redaction/scan-written.ts';
import { readMember } from '../shared/redaction/segment-lines.ts';
import type { Searcher } from '../shared/search/searcher.ts';
import { linesThatAnswer } from './chosen-lines.ts';
import { done, type ExitCode, exitCodes } from './exit-codes.ts';
import { UsageError } from './options.ts';
import { nodeDigests } from './platform/digests.ts';
import { withBundle } from './platform/open-bundle.ts';
import { writeNewFolder } from './platform/write-new-folder.ts';
import { saysClean } from './redact-found.ts';
import { openRedactionLogs } from './redact-logs.ts';
import type { RedactRequest } from './redact-options.ts';
import type { CommandContext } from './run-command.ts';

interface ExcerptFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** `vouch redact --excerpt`: the entries that answer a query, a file each with its proof, and nothing of the others. */
export async function writeExcerpt(
  request: RedactRequest,
  query: string,
  searcher: Searcher,
  context: CommandContext,
): Promise<ExitCode> {
  const wanted = await linesThatAnswer(searcher, [query]);
  const { descriptor, excerpt } = await withBundle(request.path, async (source) => {
    const read = parseDescriptor(await readMember(source, memberPaths.descriptor));
    const order = { ...request, isWanted: (ordinal: number) => wanted.has(ordinal) };
    const taken = await takeExcerpt(source, read, order, {
      digests: nodeDigests,
      async onLines() {
        await new Promise((resolve) => setImmediate(resolve));
        if (context.signal.aborted) throw new CancelledError();
      },
    });
    if (taken.kind === 'refused') {
      const places = taken.refusals
        .slice(0, 20)
        .map(({ seq, pointer }) => `entry ${seq} has ${pointer} in clear`);
      throw new UsageError(
        `Only what was committed when the log was sealed can be hidden: ${places.join('; ')}. ` +
          '--withhold-rest leaves such entries out.',
      );
    }
    return { descriptor: read, excerpt: taken };
  });
  if (excerpt.entries.length === 0)
    throw new UsageError('No entry answers the query: there is nothing to take.');

  const files = filesOf(excerpt, descriptor, request);
  const values = new HiddenValues();
  const logs = await openRedactionLogs(request, {
    ...request,
    origin: descriptor.origin,
    claimedTime: context.now(),
  });
  try {
    for (const { line, hidden } of excerpt.entries) {
      for (const field of hidden) {
        if (field.disclosure === null) continue;
        values.hide(field);
        const leaf = toHex(leafDigest(line.bytes));
        const claimedTime = line.reading.claimedTimeText;
        logs.add({ what: 'field', seq: line.seq, leaf, pointer: field.pointer, claimedTime });
      }
    }
    await logs.flush();
    const written = files.map((file): WrittenFile => ({ name: file.path, open: () => only(file.bytes) }));
    const scan = await scanWritten([...written, ...logs.files], values, async () => {});
    if (!saysClean(scan, request, context.terminal)) return exitCodes.failed;
    await writeNewFolder(request.out, outgoing(files));
    await logs.append(scan);
    await logs.keep();
    const { terminal } = context;
    terminal.talk(`Wrote ${basename(request.out)}: ${excerpt.entries.length} entries, each with its proof.`);
    if (excerpt.leftOut > 0) terminal.talk(`${excerpt.leftOut} lines that answer the query are left out.`);
    terminal.talk(scanInWords(scan));
    return done;
  } finally {
    await logs.close();
  }
}

function filesOf({ entries }: Excerpt, { origin, range }: Descriptor, { by, reason }: RedactRequest) {
  const files: ExcerptFile[] = [];
  const opened: string[] = [];
  for (const { line, proof, disclosures } of entries) {
    const name = `entries/${String(line.seq).padStart(12, '0')}.json`;
    files.push({ path: name, bytes: line.bytes }, { path: `${name}.tlog-proof`, bytes: proof });
    if (disclosures.length > 0) opened.push(`${JSON.stringify({ seq: line.seq, d: disclosures })}\n`);
  }
  if (opened.length > 0) files.push({ path: 'disclosures.ndjson', bytes: encodeUtf8(opened.join('')) });
  const readme = [
    `${entries.length} of ${range.end} entries of the log ${JSON.stringify(origin)}, taken by ${JSON.stringify(by)}.`,
    `Reason: ${JSON.stringify(reason)}.`,
    '',
    'Each file in entries/ is one entry, to the byte as it was signed, without the line feed behind it. Its .tlog-proof (C2SP',
    'tlog-proof) leads from it to the checkpoint that the log signed. With the key of the log (log.vkey), which you get by another way:',
    '',
    '  vouch verify entries --vkey log.vkey',
    '',
    'A field such as "email":[{"...":"<digest>"}] is committed: disclosures.ndjson opens those that are shown (docs/format.md,',
    'Withholding). Nothing here says what the other entries are.',
    '',
  ];
  files.push({ path: 'README.txt', bytes: encodeUtf8(readme.join('\n')) });
  return files;
}

async function* outgoing(files: readonly ExcerptFile[]): AsyncGenerator<OutgoingMember, void> {
  for (const { path, bytes } of files) yield { path, chunks: only(bytes) };
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
