/**
 * Of `mixed-report.ts` as PDF, signed. It changes with every change of how reports are drawn, which is then made here; that Node and the
 * browser agree on it is what both tests are for.
 */
export const mixedReportSha256 = 'ed6f933728711f6e8360752e6fabe7ba28916fce52c69281f9d7f3af4b8ffd21';
