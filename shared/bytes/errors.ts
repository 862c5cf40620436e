import type { ByteOffset } from './units.ts';

/** Where in the delivered bytes something was found. Absent parts are simply not known. */
export interface FormatPlace {
  readonly member?: string;
  /** 1-based, as text editors count. */
  readonly line?: number;
  readonly offset?: ByteOffset;
}

/** Closed and stable: scripts and tests rely on these words. docs/format.md lists them all. */
export type FormatErrorCode =
  | 'empty'
  | 'not-a-bundle'
  | 'not-a-zip'
  | 'is-a-directory'
  | 'zip-truncated'
  | 'zip-layout'
  | 'zip-name'
  | 'zip-method'
  | 'zip-limit'
  | 'member-missing'
  | 'member-unexpected'
  | 'member-size'
  | 'member-crc'
  | 'member-inflate'
  | 'member-limit'
  | 'unsupported-format'
  | 'utf8'
  | 'json'
  | 'manifest'
  | 'descriptor'
  | 'note'
  | 'checkpoint'
  | 'key'
  | 'sshsig'
  | 'certificate'
  | 'time-stamp'
  | 'policy'
  | 'trust-store'
  | 'source-changed'
  | 'source-unreadable';

/** Bytes are not what their format promises. Thrown by parsers, caught where a bundle begins. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly code: FormatErrorCode;
  readonly place: FormatPlace;

  /** The message states facts (what was expected, what was found) in one sentence, without advice. */
  constructor(code: FormatErrorCode, message: string, place: FormatPlace = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.place = place;
  }
}

/** What was caught, when the evidence caused it. Anything else is ours and goes on up: it must not pass for evidence. */
export function asFormatError(caught: unknown): FormatError {
  if (caught instanceof FormatError) return caught;
  throw caught;
}

/** The person asked for the work to stop. Nothing went wrong and nothing is half done. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('Cancelled.');
  }
}

/** One of our own invariants is broken. Never thrown because of evidence or of what a person typed. */
export class BugError extends Error {
  override readonly name = 'BugError';
}
