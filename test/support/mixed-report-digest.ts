/**
 * Of `mixed-report.ts` as PDF, signed. It changes with every change of how reports are drawn, which is then made here; that Node and the
 * browser agree on it is what both tests are for.
 */
export const mixedReportSha256 = '060f4a1281ad5da51f5ba91da236ace9cb81759435dcd6c3ae6d685a0708947c';
