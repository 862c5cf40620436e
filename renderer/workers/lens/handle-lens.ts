import type { CustodyEntry } from '../../../shared/case/custody-log.ts';
import type { LinePlace } from '../../../shared/contract/casework-protocol.ts';
import type { CaseLens } from '../../../shared/lens/lens.ts';
import { loadBundle } from '../../data/case-store.ts';
import { writeCustody } from '../../data/custody-store.ts';
import { StoreError } from '../../data/store-error.ts';
import { nameLine } from '../handle-casework.ts';
import type { CaseContext, CaseHandler } from '../request-context.ts';
import { lensFacts } from './case-lenses.ts';

/** So many have room in one record, with their digests. */
const mostViewed = 100;

export const readLens: CaseHandler<'readLens'> = ({ lenses, database }, { caseId }) => {
  // Another window may have chosen since.
  lenses.set(caseId, null);
  return lenses.of(database, caseId);
};

export const chooseLens: CaseHandler<'chooseLens'> = async (context, { caseId, lens, by }) => {
  requireName(by);
  const facts = [
    { name: lensFacts.lens, value: lens },
    { name: lensFacts.by, value: by },
  ];
  return change(context, caseId, { lens }, { action: 'lens-chosen', facts });
};

export const setRecording: CaseHandler<'setRecording'> = async (context, { caseId, isRecording, by }) => {
  requireName(by);
  const facts = [
    { name: lensFacts.recording, value: isRecording ? 'on' : 'off' },
    { name: lensFacts.by, value: by },
  ];
  return change(context, caseId, { isRecording }, { action: 'recording-changed', facts });
};

export const unmaskEntry: CaseHandler<'unmaskEntry'> = async (context, order) => {
  const { caseId, bundleId, ordinal, reason, by } = order;
  requireName(by);
  if (reason.trim() === '') throw new StoreError('lens-refused', 'Unmasking says why.');
  const { caseId: itsCase } = await loadBundle(context.database, bundleId);
  if (itsCase !== caseId) throw new StoreError('no-such-bundle', 'The bundle is not one of this case.');
  const line = await wordsOf(context, caseId, { bundleId, ordinal });
  await write(context, caseId, {
    action: 'unmasked',
    facts: [
      { name: 'line', value: line },
      { name: 'reason', value: reason },
      { name: lensFacts.by, value: by },
    ],
  });
  context.lenses.unmask(bundleId, ordinal);
  return null;
};

export const recordViewed: CaseHandler<'recordViewed'> = async (context, { caseId, lines, by }) => {
  const { isRecording } = await context.lenses.of(context.database, caseId);
  if (!isRecording || lines.length === 0) return null;
  const named: string[] = [];
  for (const line of lines.slice(0, mostViewed)) named.push(await wordsOf(context, caseId, line));
  await write(context, caseId, {
    action: 'viewed',
    facts: [
      ...named.map((value) => ({ name: 'line', value })),
      ...(by === '' ? [] : [{ name: lensFacts.by, value: by }]),
    ],
  });
  return null;
};

/** A line by what it is; one whose bytes cannot be had, by where it lies. */
async function wordsOf(context: CaseContext, caseId: string, place: LinePlace): Promise<string> {
  const named = await nameLine(context, caseId, place);
  if (named === null) return `line ${place.ordinal + 1} of bundle ${place.bundleId}`;
  return `${named.origin} #${named.seq} ${named.leaf.slice(0, 16)}`;
}

async function change(
  context: CaseContext,
  caseId: string,
  to: Partial<CaseLens>,
  entry: Omit<CustodyEntry, 'claimedTime'>,
): Promise<CaseLens> {
  const { database, lenses } = context;
  const before = await lenses.of(database, caseId);
  await write(context, caseId, entry);
  const lens = { ...before, ...to };
  lenses.set(caseId, lens);
  return lens;
}

async function write(
  { database, platform }: CaseContext,
  caseId: string,
  entry: Omit<CustodyEntry, 'claimedTime'>,
): Promise<void> {
  await database.dexie.transaction('rw', [database.cases, database.custody], () =>
    writeCustody(database, caseId, [{ claimedTime: platform.now(), ...entry }]),
  );
}

function requireName(by: string): void {
  if (by.trim() === '') throw new StoreError('lens-refused', 'Say who works here: it stands in the log.');
}
