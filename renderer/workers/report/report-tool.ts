import { sourcesSha256 } from 'virtual:report-programs';
import type { ReportTool } from '../../../shared/report/order.ts';

/**
 * The program by which reports are made here. A program cannot hold its own digest, so it names the sources that it was built from:
 * whoever builds them gets this program.
 */
export const reportTool: ReportTool = {
  name: 'Vouch',
  // Nothing defines it where the sources run without having been built.
  version: typeof __VOUCH_VERSION__ === 'undefined' ? 'from a checkout' : __VOUCH_VERSION__,
  buildSha256: sourcesSha256,
};
