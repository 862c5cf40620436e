import { packerNamespace } from '../bundle/packer-namespace.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { ReportedTrust, ReportRecord } from '../report/record.ts';
import type { PackMember } from './pack-member.ts';

/**
 * The keys that were trusted when the report was made, as stock tools read them. They say what the report relied on; whether to
 * rely on them as well is for the recipient, who compares fingerprints by another way.
 */
export function renderTrustMembers({ trust }: ReportRecord): readonly PackMember[] {
  const { keys, policies } = trust;
  const logKeys = keys.filter(({ role }) => role === 'log').map(({ spelling }) => `${spelling}\n`);
  const signers = keys.filter(({ role }) => role === 'packer').map(renderSigner);
  return [
    ...textMember('data/trust/log.vkey', logKeys),
    ...textMember('data/trust/allowed_signers', signers),
    ...policies.map(({ policy }, index) => ({
      path: `data/trust/log-${index + 1}.policy`,
      bytes: encodeUtf8(policy),
    })),
    { path: 'data/trust/trust.json', bytes: encodeUtf8(`${JSON.stringify(trust, null, 2)}\n`) },
  ];
}

/** The identity is the origin: a trust store knows no other name of a packer. */
function renderSigner({ origin, spelling }: ReportedTrust['keys'][number]): string {
  // ssh-keygen ends an identity at a blank and a list of them at a comma.
  const principal = /^[\w./:@-]+$/.test(origin) ? origin : 'packer';
  return `${principal} namespaces="${packerNamespace}" ${spelling}\n`;
}

function textMember(path: string, lines: readonly string[]): readonly PackMember[] {
  return lines.length === 0 ? [] : [{ path, bytes: encodeUtf8(lines.join('')) }];
}
