import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { makeReceipt } from '../../shared/case/receipt.ts';
import type { DeliveredFile } from '../../shared/contract/case-protocol.ts';
import { rememberedSizes } from '../../shared/trust/head-memory.ts';
import { loadHeads } from '../data/head-store.ts';
import { refuseSecondImport } from '../data/publish-bundles.ts';
import { StagedBundle } from '../data/staging.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { digestArrival } from './arrival.ts';
import { openFileSource } from './file-source.ts';
import { observeIntoBlocks } from './observe-into-blocks.ts';
import type { OpenedBundle } from './opened-bundles.ts';
import type { Call, CaseContext } from './request-context.ts';
import { explainFullStorage } from './storage-full.ts';

/** A bundle that is written and not visible yet. */
export interface ReadyBundle {
  readonly row: BundleRow;
  readonly opened: OpenedBundle;
}

/**
 * Reads a delivered file and writes it under a mark. Throws FormatError when it is not a readable bundle,
 * CancelledError when the person stopped; then nothing of it is left.
 */
export async function stageBundle(
  context: CaseContext,
  caseId: string,
  file: DeliveredFile,
  call: Call,
): Promise<ReadyBundle> {
  const { database, platform } = context;
  const source = openFileSource(file);
  const facts = await digestArrival(source, call.pace);
  await refuseSecondImport(database, { caseId, fileSha256: facts.fileSha256 });
  const bundle = await openZipBundle(source, platform.inflate, limits);
  const staged = await StagedBundle.begin(database, platform.newId(), platform.now());
  try {
    const measuredAt = rememberedSizes(await loadHeads(database));
    const observed = await observeIntoBlocks(bundle, 'reading', call.pace, measuredAt, (blocks) =>
      staged.addBlocks(blocks),
    );
    const { observation, dictionaries } = observed;
    const parts = await staged.finish(observation.otherMembers, dictionaries);
    await call.pace.step();
    const row: BundleRow = {
      bundleId: staged.bundleId,
      caseId,
      fileSha256: facts.fileSha256,
      importedAt: platform.now(),
      receipt: makeReceipt(observation, facts),
      ...parts,
    };
    return { row, opened: { observation, dictionaries, measuredAt, differences: [], arrival: null } };
  } catch (thrown) {
    // If this fails as well, the mark stays, and the next start or import removes what was written.
    await staged.discard().catch(() => {});
    throw await explainFullStorage(thrown, bundle, platform);
  }
}
