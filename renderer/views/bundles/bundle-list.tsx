import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { bundlesText } from '../../text/bundles.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { printRoute, type Route } from '../app/route.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { BundleStanding } from './bundle-standing.tsx';

interface BundleListProps {
  readonly bundles: readonly BundleView[];
  readonly chosen: BundleView;
  readonly route: Route;
}

/** One link per bundle. The four small signs are the axes in their fixed order; the verdict itself stands in the strip only. */
export function BundleList({ bundles, chosen, route }: BundleListProps) {
  const { check } = useCaseSession();
  return (
    <ul className="bundle-list" aria-label={bundlesText.list}>
      {bundles.map((bundle) => (
        <li key={bundle.bundleId}>
          <a
            className="bundle-link"
            href={printRoute({ ...route, screen: 'bundles', bundleId: bundle.bundleId, ordinal: null })}
            aria-current={bundle.bundleId === chosen.bundleId ? 'true' : undefined}
          >
            <span className="bundle-name">
              <EvidenceText text={bundle.fileName} limit={160} />
            </span>
            <span className="bundle-line">
              <span>{bundlesText.entries(bundle.receipt.entries)}</span>
              <BundleStanding check={check(bundle)} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
