/** Closed and stable: scripts decide by these numbers. */
export const exitCodes = {
  verified: 0,
  failed: 1,
  usage: 2,
  /** Not a bundle, not readable, or of a format that this version does not know. */
  unreadable: 3,
  notVerifiable: 4,
  /** 128 + SIGINT, as shells report it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** For verbs that decide nothing. */
export const done: ExitCode = 0;

/** From the most to the least alarming: one failed bundle among many must not be hidden by the others. */
const severity: readonly ExitCode[] = [
  exitCodes.interrupted,
  exitCodes.failed,
  exitCodes.unreadable,
  exitCodes.notVerifiable,
  exitCodes.verified,
];

/** The one exit code of several answers; without any, `verified` would be a lie, so it is `usage`. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return severity.find((code) => codes.includes(code)) ?? exitCodes.usage;
}
