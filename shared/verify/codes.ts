/**
 * Every claim that is checked, closed and stable for ever: scripts rely on these words.
 * `explain.ts` holds a plain sentence for each, what it proves, what it does not, and the stock command.
 */
export const checkCodes = [
  // bytes
  'file-digest',
  'file-missing',
  'file-unlisted',
  'manifest-digest',
  'line-form',
  'entry-unreadable',
  'entry-ambiguous',
  'sequence',
  'chain',
  'root',
  'disclosure',
  'descriptor',
  'store',
  // signer
  'log-signature',
  'log-key',
  'packer-signature',
  'packer-key',
  // completeness
  'head',
  'truncated',
  'range',
  // time
  'claimed-time',
] as const;

export type CheckCode = (typeof checkCodes)[number];
