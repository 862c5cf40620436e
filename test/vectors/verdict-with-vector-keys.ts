import { rootCertificate } from '../../scripts/vectors/time-authority.ts';
import { logKey, packerKey, vectorOrigin } from '../../scripts/vectors/vector-keys.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';
import { verifyBundle } from '../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../shared/verify/verify-input.ts';
import { pinned } from '../support/bundle-builder.ts';
import { pinnedAuthority } from '../support/pinned-authority.ts';

/** The verdict with the keys of the vectors pinned: the packer's for whatever log the bundle names. Runs anywhere. */
export function verdictWithVectorKeys(observation: BundleObservation): Verdict {
  const keys = [
    pinned('log', logKey, vectorOrigin),
    pinned('packer', packerKey, observation.descriptor.origin),
  ];
  const input = withKeysOnly({ observation, arrival: null }, keys, Date.UTC(2026, 6, 1));
  return verifyBundle({
    ...input,
    trust: { ...input.trust, authorities: [pinnedAuthority(rootCertificate)] },
  });
}
