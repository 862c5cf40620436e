import type { ReactNode } from 'react';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import type { BundleCheck } from '../../client/bundle-check.ts';
import { checkText, checkWords } from '../../text/check.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { percentOf } from '../common/format-number.ts';
import { Icon } from '../common/icon.tsx';
import { useCaseSession } from './case-session.tsx';

/**
 * The line above every screen of a case: where what is shown below comes from, and whether it was compared with the bytes.
 * It is there in every state and always as high, so nothing moves when a check ends.
 */
export function CheckBar({ bundle }: { readonly bundle: BundleView }) {
  const session = useCaseSession();
  const check = session.check(bundle);
  return (
    <section className="check-bar" data-check={check.kind} aria-label={checkText.region}>
      <Icon name={check.kind === 'judged' ? 'bundles' : 'none'} size={14} />
      <p className="check-bar-words">
        <Statement check={check} />
      </p>
      {check.kind === 'running' && (
        <span className="check-bar-progress" aria-hidden="true">
          {checkWords(check)}
        </span>
      )}
      <Action check={check}>
        {(label, isStop) => (
          <ActionButton
            label={label}
            icon={isStop ? 'close' : 'again'}
            look="quiet"
            onPress={() => {
              if (isStop) session.stopCheck();
              else if (check.kind === 'judged') session.verifyAgain(bundle.bundleId);
              else session.checkNow();
            }}
          />
        )}
      </Action>
      {check.kind === 'running' && <Track check={check} />}
    </section>
  );
}

function Statement({ check }: { readonly check: BundleCheck }) {
  switch (check.kind) {
    case 'running':
      return checkText.running;
    case 'waiting':
      return checkText.waiting;
    case 'stopped':
      return checkText.stopped;
    case 'failed':
      return (
        <>
          {checkText.failed} <EvidenceText text={check.error.message} limit={300} />
        </>
      );
    case 'judged':
      return check.verdict.headline === 'LOCAL COPY ALTERED' ? checkText.differs : checkText.compared;
    default:
      return check satisfies never;
  }
}

function Action(props: {
  readonly check: BundleCheck;
  readonly children: (label: string, isStop: boolean) => ReactNode;
}) {
  switch (props.check.kind) {
    case 'running':
    case 'waiting':
      return props.children(checkText.stop, true);
    case 'stopped':
    case 'failed':
      return props.children(checkText.now, false);
    case 'judged':
      return props.children(checkText.again, false);
    default:
      return props.check satisfies never;
  }
}

function Track({ check: { progress } }: { readonly check: BundleCheck & { readonly kind: 'running' } }) {
  const percent = progress === null ? 0 : percentOf(progress.bytesDone, progress.bytesTotal);
  return <span className="check-bar-track" style={{ width: `${percent}%` }} aria-hidden="true" />;
}
