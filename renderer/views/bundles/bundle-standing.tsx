import type { Progress } from '../../../shared/contract/case-protocol.ts';
import type { AxisVerdict } from '../../../shared/verify/verdict.ts';
import type { BundleCheck } from '../../client/bundle-check.ts';
import { axisTexts, bundlesText } from '../../text/bundles.ts';
import { checkText } from '../../text/check.ts';
import { percentOf } from '../common/format-number.ts';
import { ToneIcon } from '../common/tone-icon.tsx';
import { axes } from './axes.ts';

/** Without a verdict there are no signs at all: not even one that looks like an open question. */
export function BundleStanding({ check }: { readonly check: BundleCheck }) {
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
