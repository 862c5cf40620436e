import { readCaseFile, receiveCaseFile, recognizeCaseFile } from './case-file/receive-case-file.ts';
import { saveCaseFile } from './case-file/save-case-file.ts';
import { deleteCase, listCases, openCase, previewCase } from './handle-cases.ts';
import { listAlarms, listMade, make, nameLines } from './handle-casework.ts';
import { compareResults } from './handle-compare.ts';
import { listCustody } from './handle-custody.ts';
import { exportCustody } from './handle-custody-export.ts';
import { encryptCase } from './handle-encrypt.ts';
import { describeEntity } from './handle-entity.ts';
import { listEntries, readEntry } from './handle-entries.ts';
import { saveExhibit } from './handle-exhibit-file.ts';
import { makeExport, planExport } from './handle-export.ts';
import { stateHead } from './handle-heads.ts';
import {
  deleteIdentity,
  exportIdentity,
  importIdentity,
  importPkcs12,
  lockIdentity,
  makeIdentity,
  openIdentity,
  readIdentity,
} from './handle-identity.ts';
import { importBundle } from './handle-import.ts';
import { exportOverlay, mergeOverlay, readOverlay } from './handle-overlay.ts';
import { placeLines } from './handle-places.ts';
import { gatherLeaves, proveEntry } from './handle-proofs.ts';
import { openSampleCase } from './handle-sample.ts';
import { drawSample } from './handle-samples.ts';
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
import { pinKey, revokeKey, unpinKey } from './handle-trust.ts';
import { revokeAuthority, unpinAuthority } from './handle-trust-authorities.ts';
import { addTrustFile, exportTrust, readTrustFile } from './handle-trust-files.ts';
import { changePassphrase, lockCase, unlockCase } from './handle-vault.ts';
import { chooseLens, readLens, recordViewed, setRecording, unmaskEntry } from './lens/handle-lens.ts';
import { checkReport, compareReports, countersignReport, recognizeReport } from './report/handle-check.ts';
import { planLeaving } from './report/handle-leaving.ts';
import { previewReport } from './report/handle-preview.ts';
import { listReports, reportFiles, withdrawReport } from './report/handle-reports.ts';
import { planBundle, redactBundle } from './report/redact-stored.ts';
import type { CaseHandlers } from './request-context.ts';

/** One handler for each request of the protocol; the compiler refuses a missing one. */
export const caseHandlers: CaseHandlers = {
  listCases,
  previewCase,
  openCase,
  deleteCase,
  importBundle,
  openSampleCase,
  listEntries,
  readEntry,
  proveEntry,
  gatherLeaves,
  search,
  listHits,
  findHit,
  listFacet,
  listFields,
  compareResults,
  planExport,
  makeExport,
  saveExhibit,
  describeEntity,
  listSearches,
  recordSearch,
  saveSearch,
  deleteSearch,
  exportSearches,
  importSearches,
  pinKey,
  unpinKey,
  revokeKey,
  unpinAuthority,
  revokeAuthority,
  readTrustFile,
  addTrustFile,
  exportTrust,
  stateHead,
  listCustody,
  listAlarms,
  listMade,
  make,
  nameLines,
  drawSample,
  placeLines,
  readIdentity,
  makeIdentity,
  openIdentity,
  lockIdentity,
  importIdentity,
  importPkcs12,
  exportIdentity,
  deleteIdentity,
  exportCustody,
  exportOverlay,
  readOverlay,
  mergeOverlay,
  planLeaving,
  planBundle,
  redactBundle,
  previewReport,
  // Loaded when it is first asked for: what draws a PDF takes as long to start as all the rest (measured).
  produceReport: async (...call) => (await import('./report/produce-report.ts')).produceReport(...call),
  listReports,
  reportFiles,
  withdrawReport,
  recognizeReport,
  checkReport,
  compareReports,
  countersignReport,
  storageRoom,
  readLens,
  chooseLens,
  setRecording,
  unmaskEntry,
  recordViewed,
  saveCaseFile,
  recognizeCaseFile,
  readCaseFile,
  receiveCaseFile,
  unlockCase,
  lockCase,
  encryptCase,
  changePassphrase,
};
