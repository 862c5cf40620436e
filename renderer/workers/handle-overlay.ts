import { FormatError } from '../../shared/bytes/errors.ts';
import type { UnixMillis } from '../../shared/bytes/units.ts';
import { factOf } from '../../shared/case/trust-facts.ts';
import type { MadeRecord } from '../../shared/casework/case-work.ts';
import type { MadeKind } from '../../shared/casework/made-content.ts';
import { madeFacts } from '../../shared/casework/made-facts.ts';
import { type MergePlan, planMerge } from '../../shared/casework/merge-overlay.ts';
import type { OverlayHead } from '../../shared/casework/overlay.ts';
import {
  readOverlayFile,
  renderOverlayFile,
  type SignedOverlay,
} from '../../shared/casework/overlay-file.ts';
import { overlayOfCase } from '../../shared/casework/overlay-of-case.ts';
import type { OverlaySigner, UndoneRecord } from '../../shared/contract/overlay-protocol.ts';
import { loadBundles, loadCase } from '../data/case-store.ts';
import { loadCustody } from '../data/custody-store.ts';
import { loadMade } from '../data/made-store.ts';
import { storeMerge } from '../data/overlay-store.ts';
import { StoreError } from '../data/store-error.ts';
import { readIdentity, unlockedIdentity } from './handle-identity.ts';
import { missingTargets } from './overlay-targets.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

export const exportOverlay: CaseHandler<'exportOverlay'> = async (context, { caseId, reviewer }) => {
  const identity = await unlockedIdentity(context);
  refuseNameless(reviewer);
  const { database } = context;
  const { name, custodyHead } = await loadCase(database, caseId);
  if (custodyHead === null) throw new StoreError('overlay-refused', 'This case has no log yet.');
  const made = await loadMade(database, caseId);
  const files = await filesOf(context, caseId);
  const overlay = overlayOfCase({ caseId, name, reviewer, custodyHead, files, made });
  const bytes = await renderOverlayFile(overlay, identity);
  // What leaves the house must be readable by who gets it.
  const { sha256, signer } = await readOverlayFile(bytes);
  return {
    fileName: `${name} overlay.zip`,
    bytes,
    records: overlay.records.length,
    sha256,
    fingerprint: signer,
  };
};

export const readOverlay: CaseHandler<'readOverlay'> = async (context, { caseId, bytes }, call) => {
  const signed = await readFor(context, caseId, bytes);
  const { overlay, sha256, signer } = signed;
  const made = await loadMade(context.database, caseId);
  const plan = planMerge({ caseId, made, overlay, sha256, signer, choices: [], reviewer: '' });
  return {
    caseName: overlay.head.caseName,
    reviewer: overlay.head.reviewer,
    sha256,
    signer: await signerOf(context, caseId, signer, call),
    records: overlay.records.length,
    fresh: countKinds(plan),
    conflicts: plan.conflicts,
    renumbered: plan.renumbered,
    drafted: plan.drafted,
    undoneThere: plan.undoneThere.length,
    undone: toUndone(made, plan.undoneThere),
    corrections: plan.contents.length - plan.fresh.length - plan.undoneThere.length,
    missing: await missingTargets(context, caseId, plan.fresh, call),
  };
};

export const mergeOverlay: CaseHandler<'mergeOverlay'> = async (context, order) => {
  const { caseId, bytes, choices, reviewer, typedFingerprint } = order;
  refuseNameless(reviewer);
  const { overlay, sha256, signer } = await readFor(context, caseId, bytes);
  const typed = typedFingerprint.trim();
  if (typed !== '' && typed !== signer) {
    throw new StoreError('overlay-refused', `What was typed is not the key that signed, ${signer}.`);
  }
  let merged = { taken: 0, corrections: 0 };
  await storeMerge(context.database, caseId, context.platform.now(), (made) => {
    const plan = planMerge({ caseId, made, overlay, sha256, signer, choices, reviewer });
    if (plan.open.length > 0) {
      throw new StoreError(
        'overlay-refused',
        `${plan.open.length} conflicts are not decided, or the case has changed since they were. Read the overlay again.`,
      );
    }
    if (plan.contents.length === 0) {
      throw new StoreError(
        'overlay-refused',
        'There is nothing in this overlay that the case does not have.',
      );
    }
    const taken = plan.fresh.length + plan.undoneThere.length;
    merged = { taken, corrections: plan.contents.length - taken };
    const summary = [
      { name: 'by', value: reviewer },
      { name: 'from', value: overlay.head.reviewer },
      { name: overlayFact, value: sha256 },
      { name: signerFact, value: signer },
      { name: comparedFact, value: typed === '' ? 'no' : 'yes' },
      { name: 'records taken', value: String(merged.taken) },
      { name: 'conflicts decided', value: String(plan.conflicts.length) },
    ];
    return { summary, contents: plan.contents };
  });
  return merged;
};

const overlayFact = 'overlay';
const signerFact = 'signed by';
const comparedFact = 'fingerprint compared';

/** Throws StoreError for whatever is no overlay of the evidence of this case. */
async function readFor(context: CaseContext, caseId: string, bytes: Uint8Array): Promise<SignedOverlay> {
  const signed = await readOverlayFile(bytes).catch((caught: unknown) => {
    if (!(caught instanceof FormatError)) throw caught;
    const { line } = caught.place;
    const where = line === undefined ? '' : ` (line ${line})`;
    throw new StoreError('overlay-refused', `${caught.message}${where}`);
  });
  const here = await filesOf(context, caseId);
  const isOfSameLogs = signed.overlay.head.files.some(({ origin }) =>
    here.some((file) => file.origin === origin),
  );
  if (isOfSameLogs) return signed;
  const others = signed.overlay.head.files.map(({ origin }) => origin).slice(0, 3);
  throw new StoreError(
    'overlay-refused',
    `The overlay speaks of other evidence: it names ${others.join(', ').slice(0, 300) || 'no log'}, and no log of this case.`,
  );
}

async function filesOf(context: CaseContext, caseId: string): Promise<OverlayHead['files']> {
  const files: { origin: string; fileSha256: string }[] = [];
  for (const bundle of await loadBundles(context.database, caseId)) {
    const { descriptor } = await context.opened.preview(bundle);
    if (descriptor !== null) files.push({ origin: descriptor.origin, fileSha256: bundle.fileSha256 });
  }
  return files;
}

async function signerOf(
  context: CaseContext,
  caseId: string,
  fingerprint: string,
  call: Call,
): Promise<OverlaySigner> {
  const own = await readIdentity(context, {}, call);
  if (own?.fingerprint === fingerprint) return { fingerprint, standing: { kind: 'own' } };
  const at = await lastCompared(context, caseId, fingerprint);
  return { fingerprint, standing: at === null ? { kind: 'unknown' } : { kind: 'compared', at } };
}

/** The log alone says it: what a person compared in this case. */
async function lastCompared(
  { database }: CaseContext,
  caseId: string,
  fingerprint: string,
): Promise<UnixMillis | null> {
  const { records } = await loadCustody(database, caseId);
  const last = records.findLast(
    ({ action, facts }) =>
      action === 'overlay-merged' &&
      factOf(facts, signerFact) === fingerprint &&
      factOf(facts, comparedFact) === 'yes',
  );
  return last?.claimedTime ?? null;
}

function countKinds({ fresh }: MergePlan): Readonly<Partial<Record<MadeKind, number>>> {
  const counts: Partial<Record<MadeKind, number>> = {};
  for (const { content } of fresh) counts[content.kind] = (counts[content.kind] ?? 0) + 1;
  return counts;
}

/** A person reads so many; the rest is counted. */
const mostUndone = 100;

function toUndone(made: readonly MadeRecord[], undone: readonly number[]): readonly UndoneRecord[] {
  const numbers = new Set(undone.slice(0, mostUndone));
  return made.flatMap(({ record, at, content }) => {
    if (!numbers.has(record)) return [];
    const facts = madeFacts(content).filter(({ name }) => !namedApart.has(name));
    return [{ record, at, kind: content.kind, by: content.by, facts }];
  });
}

/** What the preview says of the person and of the whole overlay. */
const namedApart: ReadonlySet<string> = new Set(['by', 'from overlay', signerFact]);

function refuseNameless(reviewer: string): void {
  if (reviewer.trim() === '') throw new StoreError('overlay-refused', 'It is not said who works here.');
}
