import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import type { AxisVerdict } from '../../../shared/verify/verdict.ts';
import { axisTexts, bundlesText } from '../../text/bundles.ts';
import { printRoute, type Route } from '../app/route.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { ToneIcon } from '../common/tone-icon.tsx';
import { axes } from './axes.ts';

interface BundleListProps {
  readonly bundles: readonly BundleView[];
  readonly chosen: BundleView;
  readonly route: Route;
}

/** One link per bundle. The four small signs are the axes in their fixed order; the verdict itself stands in the strip only. */
export function BundleList({ bundles, chosen, route }: BundleListProps) {
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
              <span className="axis-signs">
                {axes.map((axis) => (
                  <AxisSign key={axis} name={axisTexts[axis].name} verdict={bundle.verdict.axes[axis]} />
                ))}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function AxisSign({ name, verdict }: { readonly name: string; readonly verdict: AxisVerdict }) {
  const words = `${name}: ${verdict.words}`;
  return (
    <span title={words}>
      <ToneIcon tone={verdict.tone} size={14} />
      <span className="visually-hidden">{words}. </span>
    </span>
  );
}
