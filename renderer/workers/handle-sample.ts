import type { UnixMillis } from '../../shared/bytes/units.ts';
import { keyCustodyEntry } from '../../shared/case/trust-facts.ts';
import { sampleTrustedKeys } from '../../shared/samples/sample-keys.ts';
import { emptyTrustStore, type TrustStore } from '../../shared/trust/trust-store.ts';
import { isLocked } from '../data/case-store.ts';
import { publishBundles } from '../data/publish-bundles.ts';
import { discardBundle, discardLeftovers } from '../data/staging.ts';
import { viewCase } from './case-view.ts';
import { openStored } from './handle-open.ts';
import { importCustodyEntry } from './import-facts.ts';
import { judge, nothingKnown } from './judge.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';
import { makeSampleFiles, sampleCaseName } from './sample-files.ts';
import { type ReadyBundle, stageBundle } from './stage-bundle.ts';

export const openSampleCase: CaseHandler<'openSampleCase'> = (context, _args, call) =>
  // The lock also keeps two windows from making two sample cases.
  context.platform.withImportLock(call.signal, async () => {
    const cases = await context.database.anyCases.toArray();
    const known = cases.find((row) => !isLocked(row) && row.kind === 'sample');
    if (known !== undefined) return openStored(context, { caseId: known.caseId }, call);
    return makeSampleCase(context, call);
  });

/** Makes the sample bundles and takes them through the same import as any file, as one case or none at all. */
async function makeSampleCase(context: CaseContext, call: Call) {
  const { database, platform, opened } = context;
  await discardLeftovers(database);
  const caseId = platform.newId();
  // Before the first import, so that the custody log reads in the order of its times.
  const startedAt = platform.now();
  const ready: ReadyBundle[] = [];
  try {
    for await (const file of makeSampleFiles(platform.deflate, call.pace)) {
      ready.push(await stageBundle(context, caseId, file, call));
    }
    await publishSample(context, caseId, ready, startedAt);
  } catch (thrown) {
    for (const { row } of ready) await discardBundle(database, row.bundleId).catch(() => {});
    throw thrown;
  }
  for (const bundle of ready) opened.keep(bundle.row.bundleId, bundle.opened);
  return viewCase(context, caseId, call);
}

async function publishSample(
  context: CaseContext,
  caseId: string,
  ready: readonly ReadyBundle[],
  time: UnixMillis,
): Promise<void> {
  const trustedKeys = sampleTrustedKeys();
  const trust: TrustStore = { ...emptyTrustStore, keys: trustedKeys };
  await publishBundles(context.database, {
    caseId,
    newCase: { caseId, name: sampleCaseName, kind: 'sample', createdAt: time, openedAt: time },
    bundles: ready.map(({ row }) => row),
    trustedKeys,
    custody: [
      { claimedTime: time, action: 'case-made', facts: [{ name: 'name', value: sampleCaseName }] },
      ...trustedKeys.map((key) => keyCustodyEntry('key-pinned', key, time)),
      ...ready.map((bundle) => {
        const verdict = judge(bundle.opened, { ...nothingKnown(bundle.row.importedAt), trust }, time);
        return importCustodyEntry(bundle, verdict.headline);
      }),
    ],
  });
}
