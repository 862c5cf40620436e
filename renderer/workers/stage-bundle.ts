import type { BundleMember } from '../../shared/bundle/bundle-source.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { BugError, CancelledError, FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { ByteCount } from '../../shared/bytes/units.ts';
import { type FileFacts, makeReceipt } from '../../shared/case/receipt.ts';
import { looksLikeCaseFile } from '../../shared/case-file/read-case-file.ts';
import type { DeliveredFile } from '../../shared/contract/case-protocol.ts';
import { observeIntoParts } from '../../shared/index/observe-into-parts.ts';
import { rememberedSizes } from '../../shared/trust/head-memory.ts';
import { loadHeads } from '../data/head-store.ts';
import { hasFileOfSize, refuseSecondImport } from '../data/publish-bundles.ts';
import { segmentPlaces } from '../data/segment-places.ts';
import { StagedBundle } from '../data/staging.ts';
import { StoreError } from '../data/store-error.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { type ArrivalSource, openArrivalSource } from './arrival-source.ts';
import { openFileSource } from './file-source.ts';
import { damagedLines } from './judge.ts';
import type { OpenedBundle } from './opened-bundles.ts';
import { orCancelled } from './or-cancelled.ts';
import { createReadingProgress, type ReadingProgress } from './reading-progress.ts';
import type { Call, CaseContext } from './request-context.ts';
import { explainFullStorage } from './storage-full.ts';
import { expectedIndexBytes, logBytesOf, requireRoom, watchRoom } from './storage-room.ts';

/** Smaller files are read before a second thread would have started. */
const worthThreads: ByteCount = 8 * 1024 * 1024;

/** A bundle that is written and not visible yet. */
export interface ReadyBundle {
  readonly row: BundleRow;
  readonly opened: OpenedBundle;
}

/**
 * Reads a delivered file once, and writes it and its index under a mark. Throws FormatError when it is not a readable
 * bundle, CancelledError when the person stopped; then nothing of it is left.
 */
export async function stageBundle(
  context: CaseContext,
  caseId: string,
  file: DeliveredFile,
  call: Call,
): Promise<ReadyBundle> {
  const { database, platform } = context;
  if (!(file instanceof Blob)) throw new BugError('A delivered file is no file.');
  if (file.size === 0) throw new FormatError('empty', 'The file has 0 bytes.');
  await requireRoom(file.size, platform);
  // Whatever waits for the medium is left behind by who stops: what is still being read ends with its next step.
  await orCancelled(call.signal, refuseSameFile(context, caseId, file, call));
  if (file.size >= worthThreads) platform.indexThreads.start();
  const progress = createReadingProgress(call.pace, 'reading', file.size);
  const source = openArrival(context, file, call, progress);
  const bundle = await orCancelled(
    call.signal,
    openZipBundle(source, platform.inflate, limits, platform.crc32),
  );
  refuseCaseFile(bundle.members);
  const logBytes = logBytesOf(bundle.members);
  await requireRoom(file.size, platform, logBytes);
  const mark = { bundleId: platform.newId(), caseId, since: platform.now() };
  const explain = (thrown: unknown, indexBytes: ByteCount) =>
    explainFullStorage(thrown, file.size + Math.max(expectedIndexBytes(logBytes), indexBytes), platform);
  const arriving = { file, source: openFileSource(file) };
  const staged = await StagedBundle.begin(database, mark, arriving, bundle.members).catch(async (thrown) => {
    throw await explain(thrown, 0);
  });
  const requireRest = watchRoom(platform, file.size, expectedIndexBytes(logBytes));
  try {
    const rootSizes = rememberedSizes(await loadHeads(database, caseId));
    // What is still being read when this ends finds that the bundle was discarded, and stores nothing.
    const observation = await orCancelled(
      call.signal,
      observeIntoParts(bundle, {
        digests: platform.digests,
        indexing: platform.indexThreads,
        step: () => call.pace.step(),
        rootSizes,
        onSegments: () => source.readInOrder(),
        onParts: async (parts) => {
          await staged.addParts(parts);
          await requireRest(staged.writtenBytes);
        },
        onEntries: progress.setEntries,
      }),
    );
    const facts: FileFacts = {
      fileName: file.name,
      fileBytes: file.size,
      fileSha256: await orCancelled(call.signal, source.finish()),
    };
    await refuseSecondImport(database, { caseId, fileSha256: facts.fileSha256 });
    const { partCount, indexBytes } = await orCancelled(call.signal, staged.finish());
    await call.pace.step();
    const row: BundleRow = {
      bundleId: staged.bundleId,
      caseId,
      fileSha256: facts.fileSha256,
      importedAt: platform.now(),
      receipt: makeReceipt(observation, facts, bundle.container),
      container: 'zip',
      segments: segmentPlaces(observation.members),
      partCount,
      storedBytes: file.size + indexBytes,
    };
    const read = { observation, measuredAt: rootSizes, differences: [], arrival: null };
    return { row, opened: { ...read, damaged: damagedLines(read) } };
  } catch (thrown) {
    // If this fails as well, the mark stays, and the next start or import removes what was written.
    const removal = await staged.discard().catch(() => null);
    // A person who stops does not wait until the browser has copied a file of gigabytes: nobody sees it any more.
    if (!(thrown instanceof CancelledError)) await removal?.removed.catch(() => {});
    throw await explain(thrown, staged.writtenBytes);
  }
}

function refuseCaseFile(members: readonly BundleMember[]): void {
  if (!looksLikeCaseFile(members.map(({ path }) => path))) return;
  throw new StoreError(
    'case-file-refused',
    'This is a whole case and no bundle. Home takes it: “Open a whole case”. Nothing was stored.',
  );
}

/** Only a file of the same size can be the same one: then it is digested before anything else, to say so at once. */
async function refuseSameFile(
  context: CaseContext,
  caseId: string,
  file: DeliveredFile,
  call: Call,
): Promise<void> {
  if (!(await hasFileOfSize(context.database, caseId, file.size))) return;
  const progress = createReadingProgress(call.pace, 'reading', file.size);
  const fileSha256 = await openArrival(context, file, call, progress).finish();
  await refuseSecondImport(context.database, { caseId, fileSha256 });
}

function openArrival(
  { platform }: CaseContext,
  file: DeliveredFile,
  { pace }: Call,
  progress: ReadingProgress,
): ArrivalSource {
  const { digests } = platform;
  return openArrivalSource(openFileSource(file), { digests, pace, onBytes: progress.setBytes });
}
