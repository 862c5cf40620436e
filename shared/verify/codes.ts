import { foreignCheckCodes } from './foreign/foreign-codes.ts';

/**
 * Every claim that is checked, closed and stable for ever: scripts rely on these words.
 * `explain.ts` holds for each a plain sentence, what it proves, what it does not, and the stock command.
 */
export const checkCodes = [
  'store',
  'manifest-digest',
  'file-digest',
  'file-missing',
  'file-unlisted',
  'descriptor',
  'line-form',
  'entry-unreadable',
  'entry-ambiguous',
  'sequence',
  'chain',
  'root',
  'disclosure',
  'log-signature',
  'log-key',
  'packer-signature',
  'packer-key',
  'judged-time',
  'key-note',
  'witness',
  'truncated',
  'unsigned-tail',
  'head',
  'head-memory',
  'rollback',
  'fork',
  'expected-size',
  'expected-root',
  'claimed-time',
  'trusted-time',
  'time-stamp',
  'time-authority',
  ...foreignCheckCodes,
] as const;

export type CheckCode = (typeof checkCodes)[number];
