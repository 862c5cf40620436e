import { viewAuthorities, viewBundle } from './case-view.ts';
import { checkStoredCopy } from './check-stored-copy.ts';
import { stateHead } from './handle-heads.ts';
import { importBundle } from './handle-import.ts';
import { openCase } from './handle-open.ts';
import { openSampleCase } from './handle-sample.ts';
import { pinKey, revokeKey, unpinKey } from './handle-trust.ts';
import { revokeAuthority, unpinAuthority } from './handle-trust-authorities.ts';
import { addTrustFile, exportTrust, readTrustFile } from './handle-trust-files.ts';
import { damagedLines } from './judge.ts';

/** What the part that starts needs of this one. */
export const judging = { checkStoredCopy, damagedLines, viewAuthorities, viewBundle };

/** The requests that end with verdicts. */
export const judgingHandlers = {
  openCase,
  importBundle,
  openSampleCase,
  pinKey,
  unpinKey,
  revokeKey,
  unpinAuthority,
  revokeAuthority,
  readTrustFile,
  addTrustFile,
  exportTrust,
  stateHead,
};
