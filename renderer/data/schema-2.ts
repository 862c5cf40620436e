/**
 * Adds the memory of heads. Nothing that was stored changes: keys of schema 1 are read by `upgradeTrustedKey`, and each
 * bundle brings its head to memory when its case is opened.
 */
export const schema2 = {
  heads: '[origin+size+noteSha256]',
} as const;
