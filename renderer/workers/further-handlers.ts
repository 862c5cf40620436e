import { readCaseFile, receiveCaseFile, recognizeCaseFile } from './case-file/receive-case-file.ts';
import { saveCaseFile } from './case-file/save-case-file.ts';
import { compareResults } from './handle-compare.ts';
import { exportCustody } from './handle-custody-export.ts';
import { encryptCase } from './handle-encrypt.ts';
import { saveExhibit } from './handle-exhibit-file.ts';
import { makeExport, planExport } from './handle-export.ts';
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
import { exportOverlay, mergeOverlay, readOverlay } from './handle-overlay.ts';
import { gatherLeaves, proveEntry } from './handle-proofs.ts';
import { drawSample } from './handle-samples.ts';
import {
  keepIdentityInSystem,
  openIdentityBySystem,
  takeIdentityFromSystem,
} from './handle-system-identity.ts';
import { changePassphrase, lockCase, unlockCase } from './handle-vault.ts';
import { checkReport, compareReports, countersignReport, recognizeReport } from './report/handle-check.ts';
import { planLeaving } from './report/handle-leaving.ts';
import { previewReport } from './report/handle-preview.ts';
import { listReports, reportFiles, withdrawReport } from './report/handle-reports.ts';
import { askStamp, takeStamp } from './report/handle-stamp.ts';
import { planBundle, redactBundle } from './report/redact-stored.ts';

/** The requests that a person seldom makes: what leaves a case and what comes back to it, who signs, and how it is locked. */
export const furtherHandlers = {
  proveEntry,
  gatherLeaves,
  compareResults,
  planExport,
  makeExport,
  saveExhibit,
  drawSample,
  readIdentity,
  makeIdentity,
  openIdentity,
  openIdentityBySystem,
  keepIdentityInSystem,
  takeIdentityFromSystem,
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
  listReports,
  reportFiles,
  withdrawReport,
  recognizeReport,
  checkReport,
  compareReports,
  countersignReport,
  askStamp,
  takeStamp,
  saveCaseFile,
  recognizeCaseFile,
  readCaseFile,
  receiveCaseFile,
  unlockCase,
  lockCase,
  encryptCase,
  changePassphrase,
};
