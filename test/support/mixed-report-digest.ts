/**
 * Of `mixed-report.ts` as PDF, signed. It changes with every change of how reports are drawn, which is then made here; that Node and the
 * browser agree on it is what both tests are for.
 */
export const mixedReportSha256 = '82ec5c5e9638b64108d62a02a944732952a92169c5c456febdaebf94f97c1fe8';
