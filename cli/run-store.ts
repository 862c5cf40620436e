import { appendDecisions, type DecisionLog, emptyDecisionLog } from '../shared/trust/decision-log.ts';
import type { RememberedHead } from '../shared/trust/head-memory.ts';
import { UsageError } from './options.ts';
import { hasStore, loadStore, updateStore } from './platform/store-folder.ts';
import type { CommandContext } from './run-command.ts';

/**
 * The trust store of one run. One that is named must be there: a mistyped path must not turn memory off without a word.
 * The usual one is used when it is there, and never made by looking.
 */
export async function openRunStore(
  named: string | undefined,
  { storeFolder }: Pick<CommandContext, 'storeFolder'>,
): Promise<{ readonly folder: string | null; readonly log: DecisionLog }> {
  const folder = named ?? storeFolder;
  if (folder === null) return { folder: null, log: emptyDecisionLog };
  if (await hasStore(folder)) return { folder, log: await loadStore(folder) };
  if (named !== undefined) throw new UsageError('There is no trust store in the folder of --store.');
  return { folder: null, log: emptyDecisionLog };
}

/** Keeps the heads that were seen in this run, unless another process has done so since. */
export async function rememberInStore(folder: string, heads: readonly RememberedHead[]): Promise<void> {
  if (heads.length === 0) return;
  await updateStore(folder, (log) => {
    const isNew = (head: RememberedHead) =>
      !log.store.heads.some(({ origin, size }) => origin === head.origin && size === head.size);
    return appendDecisions(
      log,
      heads
        .filter(isNew)
        .map(({ firstSeenAt, ...head }) => ({ action: 'head-remembered', at: firstSeenAt, ...head })),
    );
  });
}
