import { encodeUtf8 } from '../bytes/utf8.ts';
import type { ReportRecord } from '../report/record.ts';
import type { PackMember } from './pack-member.ts';

/** What was decided of each bundle, one file each, named by the digest of the bundle: its own name may be anything. */
export function renderCheckMembers({ bundles }: ReportRecord): readonly PackMember[] {
  return bundles.map(({ fileName, fileSha256, origin, verdict }) => ({
    path: `data/checks/${fileSha256}.json`,
    bytes: encodeUtf8(`${JSON.stringify({ fileName, fileSha256, origin, ...verdict }, null, 2)}\n`),
  }));
}
