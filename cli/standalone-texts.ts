import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import bundleVerifierText from './standalone/verify.mjs?raw';
import reportVerifierText from './standalone/verify-report.mjs?raw';

/** The programs that go into a pack, so that a stranger can read and run them. */
export const bundleVerifier = encodeUtf8(bundleVerifierText);
export const reportVerifier = encodeUtf8(reportVerifierText);
