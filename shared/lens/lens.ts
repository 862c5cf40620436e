import type { CaseRequestName } from '../contract/case-protocol.ts';

export const lenses = ['auditor', 'compliance-officer', 'legal-reviewer', 'developer'] as const;
export type Lens = (typeof lenses)[number];

export interface LensRules {
  /** Whether anything may be made or decided in the case. */
  readonly mayMake: boolean;
  /** Whether values of evidence are shown under other names until somebody says why they must be seen. */
  readonly isMasked: boolean;
}

export const lensRules: Readonly<Record<Lens, LensRules>> = {
  auditor: { mayMake: true, isMasked: false },
  'compliance-officer': { mayMake: true, isMasked: false },
  'legal-reviewer': { mayMake: false, isMasked: false },
  developer: { mayMake: true, isMasked: true },
};

/** Through what a case is seen, and whether its log keeps what was searched for and looked at. */
export interface CaseLens {
  readonly lens: Lens;
  readonly isRecording: boolean;
}

export const plainLens: CaseLens = { lens: 'auditor', isRecording: true };

/** Requests that make or decide something in a case: a reader makes none of them. */
export const makingRequests: ReadonlySet<CaseRequestName> = new Set<CaseRequestName>([
  'make',
  'mergeOverlay',
  'pinKey',
  'unpinKey',
  'revokeKey',
  'unpinAuthority',
  'revokeAuthority',
  'addTrustFile',
  'stateHead',
  'saveSearch',
  'deleteSearch',
  'importSearches',
  'importBundle',
  'produceReport',
  'countersignReport',
  'takeStamp',
  'withdrawReport',
  'redactBundle',
  'encryptCase',
  'deleteCase',
]);

/** Requests whose answers hold evidence as a whole, which no mask can go through. */
export const unmaskableRequests: ReadonlySet<CaseRequestName> = new Set<CaseRequestName>([
  'makeExport',
  'saveExhibit',
  'previewReport',
  'produceReport',
  'planLeaving',
  'planBundle',
  'redactBundle',
  'reportFiles',
  'checkReport',
  'compareReports',
  'saveCaseFile',
]);
