import { memberPaths } from '../../../../shared/bundle/bundle-layout.ts';
import { fileCommand, type ProofCommand, packerCommand } from '../../../../shared/case/proof-commands.ts';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { TrustedKey } from '../../../../shared/trust/trusted-key.ts';
import type { CheckResult } from '../../../../shared/verify/check-result.ts';
import { proofText } from '../../../text/entry-proof.ts';
import type { Tone } from '../../common/tone-icon.tsx';
import type { ProofStep } from './proof-steps.ts';

type PackedBundle = Pick<BundleView, 'origin' | 'receipt' | 'verdict' | 'offeredKeys'>;

/**
 * The other way to the line: its file is listed, the list is listed, and the packer signed that. What each step says are the
 * checks of the stored copy; only the commands are made here.
 */
export function packerSteps(
  member: string,
  bundle: PackedBundle,
  trustedKeys: readonly TrustedKey[],
): readonly ProofStep[] {
  const { manifest, tagManifest } = memberPaths;
  const results = bundle.verdict?.results ?? null;
  const ofFile = results?.filter(({ code, place, outcome }) => {
    if (code !== 'file-digest' && code !== 'file-unlisted') return false;
    return outcome === 'pass' || (place.kind === 'member' && place.member === member);
  });
  return [
    {
      name: 'file',
      title: proofText.file,
      ...conclude(ofFile ?? null),
      command: listed(bundle, member, manifest),
    },
    {
      name: 'manifest',
      title: proofText.manifest,
      ...conclude(results?.filter(({ code }) => code === 'manifest-digest') ?? null),
      command: listed(bundle, manifest, tagManifest),
    },
    {
      name: 'packer',
      title: proofText.packer,
      ...conclude(
        results?.filter(({ code }) => code === 'packer-signature' || code === 'packer-key') ?? null,
      ),
      command: signed(bundle, trustedKeys),
    },
  ];
}

/** The worst of what the checks found, in their words. */
function conclude(results: readonly CheckResult[] | null): { readonly tone: Tone; readonly words: string } {
  if (results === null) return { tone: 'none', words: proofText.packerUnchecked };
  const worst =
    results.find(({ outcome }) => outcome === 'fail') ??
    results.find(({ outcome }) => outcome !== 'pass') ??
    results.at(-1);
  if (worst === undefined) return { tone: 'open', words: proofText.packerOpen };
  const tone = worst.outcome === 'fail' ? 'bad' : worst.outcome === 'pass' ? 'good' : 'open';
  return { tone, words: worst.statement };
}

function listed({ receipt }: PackedBundle, member: string, list: string): ProofCommand | null {
  const arrived = receipt.members.find(({ path }) => path === member);
  return arrived === undefined ? null : fileCommand(member, list, arrived.sha256);
}

/** With several pinned packers only the checks know which of them signed. */
function signed(
  { origin, offeredKeys }: PackedBundle,
  trustedKeys: readonly TrustedKey[],
): ProofCommand | null {
  const offered = offeredKeys.find(({ role }) => role === 'packer');
  if (offered !== undefined) return packerCommand(offered, false);
  const pinned = trustedKeys.filter((key) => key.role === 'packer' && key.origin === origin);
  const [only, ...others] = pinned;
  return only === undefined || others.length > 0 ? null : packerCommand(only, true);
}
