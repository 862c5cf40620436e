import { readLine } from '../../shared/bundle/read-line.ts';
import { asFormatError } from '../../shared/bytes/errors.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { DigestHex } from '../../shared/bytes/units.ts';
import { foldCaseWork } from '../../shared/casework/case-work.ts';
import { type MadeContent, parseMadeContent, renderMadeContent } from '../../shared/casework/made-content.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import type { LinePlace, NamedLine } from '../../shared/contract/casework-protocol.ts';
import { seqAt } from '../../shared/index/index-part.ts';
import { loadBundle, loadCase } from '../data/case-store.ts';
import type { CaseDatabase } from '../data/database.ts';
import { loadMade, storeMade } from '../data/made-store.ts';
import { StoreError } from '../data/store-error.ts';
import type { CaseContext, CaseHandler } from './request-context.ts';

export const listAlarms: CaseHandler<'listAlarms'> = async ({ alarms }) => alarms;

export const listMade: CaseHandler<'listMade'> = async ({ database }, { caseId }) => {
  await loadCase(database, caseId);
  return loadMade(database, caseId);
};

export const make: CaseHandler<'make'> = ({ database, platform }, { caseId, content }) => {
  refuseUnsound(content);
  return storeMade(database, caseId, content, platform.now());
};

export const nameLines: CaseHandler<'nameLines'> = async (context, { caseId, lines }, call) => {
  const named: (NamedLine | null)[] = [];
  for (const place of lines) {
    named.push(await nameLine(context, caseId, place));
    await call.pace.step();
  }
  return named;
};

/** While a legal hold is on a case, nothing of it can be deleted. */
export async function refuseOnHold(database: CaseDatabase, caseId: string): Promise<void> {
  const { facts } = foldCaseWork(await loadMade(database, caseId));
  if (!facts.isOnHold) return;
  throw new StoreError('on-hold', `This case is on legal hold ("${facts.holdReason}"). Lift the hold first.`);
}

/** The window checks what is typed; this is for what it must not be able to get past. */
function refuseUnsound(content: MadeContent): void {
  if (content.by.trim() === '') throw new StoreError('made-refused', 'It is not said who makes this.');
  try {
    parseMadeContent(renderMadeContent(content));
  } catch (caught) {
    throw new StoreError('made-refused', asFormatError(caught).message);
  }
}

/** Null for a line that has no seq, or whose bytes cannot be had. */
export async function nameLine(
  { database, lines, opened }: CaseContext,
  caseId: string,
  { bundleId, ordinal }: LinePlace,
): Promise<NamedLine | null> {
  const bundle = await loadBundle(database, bundleId);
  if (bundle.caseId !== caseId) return null;
  const line = await lines.line(bundle, ordinal);
  if (line === null) return null;
  const seq = seqAt(line.part, line.index);
  if (seq === null) return null;
  const { descriptor } = await opened.preview(bundle);
  if (descriptor === null) return null;
  return {
    origin: descriptor.origin,
    fileSha256: bundle.fileSha256,
    seq,
    leaf: leafOfLine(line.bytes),
  };
}

/** R3: a stub stands for the leaf that it states. */
export function leafOfLine(bytes: Uint8Array): DigestHex {
  return toHex(readLine(bytes, limits).statedLeaf ?? leafDigest(bytes));
}
