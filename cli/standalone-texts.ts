import {
  bundleVerifier as bundleVerifierText,
  reportVerifier as reportVerifierText,
} from 'virtual:report-programs';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';

/** The programs that go into a pack, so that a stranger can read and run them. */
export const bundleVerifier = encodeUtf8(bundleVerifierText);
export const reportVerifier = encodeUtf8(reportVerifierText);
