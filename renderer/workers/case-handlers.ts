import { loadedLater } from '../../shared/bytes/loaded-later.ts';
import { deleteCase, listCases, previewCase } from './handle-cases.ts';
import { listAlarms, listMade, make, nameLines } from './handle-casework.ts';
import { listCustody } from './handle-custody.ts';
import { describeEntity } from './handle-entity.ts';
import { listEntries, readEntry } from './handle-entries.ts';
import { placeLines } from './handle-places.ts';
import { findHit, listFacet, listFields, listHits, search } from './handle-search.ts';
import {
  deleteSearch,
  exportSearches,
  importSearches,
  listSearches,
  recordSearch,
  saveSearch,
} from './handle-searches.ts';
import { storageRoom } from './handle-storage.ts';
import { chooseLens, readLens, recordViewed, setRecording, unmaskEntry } from './lens/handle-lens.ts';
import { loadJudging } from './load-judging.ts';
import type { CaseHandler, CaseHandlers } from './request-context.ts';

/** One handler for each request of the protocol; the compiler refuses a missing one. What a window asks for as it opens is here. */
export const caseHandlers: CaseHandlers = {
  listCases,
  previewCase,
  deleteCase,
  listEntries,
  readEntry,
  search,
  listHits,
  findHit,
  listFacet,
  listFields,
  describeEntity,
  listSearches,
  recordSearch,
  saveSearch,
  deleteSearch,
  exportSearches,
  importSearches,
  listCustody,
  listAlarms,
  listMade,
  make,
  nameLines,
  placeLines,
  storageRoom,
  readLens,
  chooseLens,
  setRecording,
  unmaskEntry,
  recordViewed,

  openCase: judging('openCase'),
  importBundle: judging('importBundle'),
  openSampleCase: judging('openSampleCase'),
  pinKey: judging('pinKey'),
  unpinKey: judging('unpinKey'),
  revokeKey: judging('revokeKey'),
  unpinAuthority: judging('unpinAuthority'),
  revokeAuthority: judging('revokeAuthority'),
  readTrustFile: judging('readTrustFile'),
  addTrustFile: judging('addTrustFile'),
  exportTrust: judging('exportTrust'),
  stateHead: judging('stateHead'),

  proveEntry: further('proveEntry'),
  gatherLeaves: further('gatherLeaves'),
  compareResults: further('compareResults'),
  planExport: further('planExport'),
  makeExport: further('makeExport'),
  saveExhibit: further('saveExhibit'),
  drawSample: further('drawSample'),
  readIdentity: further('readIdentity'),
  makeIdentity: further('makeIdentity'),
  openIdentity: further('openIdentity'),
  openIdentityBySystem: further('openIdentityBySystem'),
  keepIdentityInSystem: further('keepIdentityInSystem'),
  takeIdentityFromSystem: further('takeIdentityFromSystem'),
  lockIdentity: further('lockIdentity'),
  importIdentity: further('importIdentity'),
  importPkcs12: further('importPkcs12'),
  exportIdentity: further('exportIdentity'),
  deleteIdentity: further('deleteIdentity'),
  exportCustody: further('exportCustody'),
  exportOverlay: further('exportOverlay'),
  readOverlay: further('readOverlay'),
  mergeOverlay: further('mergeOverlay'),
  planLeaving: further('planLeaving'),
  planBundle: further('planBundle'),
  redactBundle: further('redactBundle'),
  previewReport: further('previewReport'),
  listReports: further('listReports'),
  reportFiles: further('reportFiles'),
  withdrawReport: further('withdrawReport'),
  recognizeReport: further('recognizeReport'),
  checkReport: further('checkReport'),
  compareReports: further('compareReports'),
  countersignReport: further('countersignReport'),
  askStamp: further('askStamp'),
  takeStamp: further('takeStamp'),
  saveCaseFile: further('saveCaseFile'),
  recognizeCaseFile: further('recognizeCaseFile'),
  readCaseFile: further('readCaseFile'),
  receiveCaseFile: further('receiveCaseFile'),
  unlockCase: further('unlockCase'),
  lockCase: further('lockCase'),
  encryptCase: further('encryptCase'),
  changePassphrase: further('changePassphrase'),

  // In a part of its own: what draws a PDF takes as long to start as all the rest (measured).
  produceReport: async (...call) =>
    (await loadedLater(import('./report/produce-report.ts'))).produceReport(...call),
};

// Of the table that all handlers stand in, so that a name leads to the handler of just that request.
type Judging = Pick<CaseHandlers, keyof typeof import('./judging.ts').judgingHandlers>;
type Further = Pick<CaseHandlers, keyof typeof import('./further-handlers.ts').furtherHandlers>;

/** A handler that comes with the part that judges. */
function judging<Name extends keyof Judging>(name: Name): CaseHandler<Name> {
  return async (...call) => {
    const handlers: Judging = (await loadJudging()).judgingHandlers;
    return handlers[name](...call);
  };
}

/** A handler that comes with what a person seldom asks for. */
function further<Name extends keyof Further>(name: Name): CaseHandler<Name> {
  return async (...call) => {
    const handlers: Further = (await loadedLater(import('./further-handlers.ts'))).furtherHandlers;
    return handlers[name](...call);
  };
}
