import type { BundleView, Progress } from '../../../shared/contract/case-protocol.ts';
import type { AxisVerdict } from '../../../shared/verify/verdict.ts';
import type { BundleCheck } from '../../client/bundle-check.ts';
import { axisTexts, bundlesText } from '../../text/bundles.ts';
import { checkText } from '../../text/check.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { printRoute, type Route } from '../app/route.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { percentOf } from '../common/format-number.ts';
import { ToneIcon } from '../common/tone-icon.tsx';
import { axes } from './axes.ts';

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

/** Without a verdict there are no signs at all: not even one that looks like an open question. */
function BundleStanding({ check }: { readonly check: BundleCheck }) {
  switch (check.kind) {
    case 'judged':
      return (
        <span className="axis-signs">
          {axes.map((axis) => (
            <AxisSign key={axis} name={axisTexts[axis].name} verdict={check.verdict.axes[axis]} />
          ))}
        </span>
      );
    case 'running':
      return <span>{bundlesText.checking(percentIn(check.progress))}</span>;
    case 'waiting':
      return <span>{checkText.waitingShort}</span>;
    case 'stopped':
    case 'failed':
      return <span>{checkText.stoppedShort}</span>;
    default:
      return check satisfies never;
  }
}

function percentIn(progress: Progress | null): number {
  return progress === null ? 0 : percentOf(progress.bytesDone, progress.bytesTotal);
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
