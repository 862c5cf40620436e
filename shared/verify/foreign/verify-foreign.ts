import type { InflateMember } from '../../archive/gzip-framing.ts';
import type { BundleSource } from '../../bundle/bundle-source.ts';
import { observeBag } from '../../bundle/formats/bagit.ts';
import { observeCloudtrail } from '../../bundle/formats/cloudtrail.ts';
import { detectEvidence } from '../../bundle/formats/detect-evidence.ts';
import { observeDigestLists } from '../../bundle/formats/digest-list.ts';
import type { OnProgress } from '../../bundle/formats/digest-member.ts';
import { observeDsse } from '../../bundle/formats/dsse-files.ts';
import { observeSigstore } from '../../bundle/formats/sigstore-files.ts';
import { observeTlogProofs } from '../../bundle/formats/tlog-proof-files.ts';
import { observeTiles } from '../../bundle/formats/tlog-tiles.ts';
import type { Limits } from '../../bytes/limits.ts';
import type { Verdict } from '../verdict.ts';
import { bagRules, checkBag } from './check-bagit.ts';
import { checkCloudtrail, cloudtrailRules } from './check-cloudtrail.ts';
import { checkDigestLists, digestListRules } from './check-digest-list.ts';
import { checkDsse, dsseRules } from './check-dsse.ts';
import { checkSigstore, sigstoreRules } from './check-sigstore.ts';
import { checkTiles, tilesRules } from './check-tiles.ts';
import { checkTlogProofs, tlogProofRules } from './check-tlog-proof.ts';
import type { ForeignTrust } from './foreign-trust.ts';
import { toForeignVerdict } from './foreign-verdict.ts';

export interface ForeignVerdict {
  /** What the evidence was taken for, as the end of a sentence. */
  readonly readAs: string;
  readonly verdict: Verdict;
}

interface ForeignOptions {
  readonly trust: ForeignTrust;
  readonly inflateMember: InflateMember;
  readonly limits: Limits;
  readonly onProgress: OnProgress;
}

/**
 * A verdict on evidence from another world; null when it is an EVB bundle or nothing that is known.
 * Throws FormatError when there is nothing that could be judged, CancelledError when the person interrupts.
 */
export async function verifyForeign(
  source: BundleSource,
  options: ForeignOptions,
): Promise<ForeignVerdict | null> {
  const { trust, inflateMember, limits, onProgress } = options;
  const kind = detectEvidence(source);
  switch (kind) {
    case null:
      return null;
    case 'bagit': {
      const results = checkBag(await observeBag(source, limits, onProgress));
      return { readAs: 'a BagIt bag', verdict: toForeignVerdict(results, bagRules) };
    }
    case 'cloudtrail': {
      const trail = await observeCloudtrail(source, inflateMember, limits, onProgress);
      const verdict = toForeignVerdict(checkCloudtrail(trail, trust), cloudtrailRules);
      return { readAs: 'files of AWS CloudTrail', verdict };
    }
    case 'tiles': {
      const results = checkTiles(await observeTiles(source, limits, onProgress), trust);
      return { readAs: 'a log in tiles', verdict: toForeignVerdict(results, tilesRules) };
    }
    case 'digest-list': {
      const results = checkDigestLists(await observeDigestLists(source, limits, onProgress), trust);
      return {
        readAs: 'a folder with lists of digests',
        verdict: toForeignVerdict(results, digestListRules),
      };
    }
    case 'sigstore': {
      const bundles = await observeSigstore(source, limits, onProgress);
      const verdict = toForeignVerdict(checkSigstore(bundles, trust), sigstoreRules(bundles));
      return { readAs: 'files with Sigstore bundles', verdict };
    }
    case 'dsse': {
      const results = checkDsse(await observeDsse(source, limits, onProgress), trust);
      return { readAs: 'files with DSSE envelopes', verdict: toForeignVerdict(results, dsseRules) };
    }
    case 'tlog-proof': {
      const proofs = await observeTlogProofs(source, limits, onProgress);
      const verdict = toForeignVerdict(checkTlogProofs(proofs, trust), tlogProofRules(proofs));
      return { readAs: 'files with proofs from transparency logs', verdict };
    }
  }
}
