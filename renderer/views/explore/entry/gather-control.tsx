import { entryText } from '../../../text/entry.ts';
import { proofText } from '../../../text/entry-proof.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { percentOf } from '../../common/format-number.ts';
import type { Gathering } from './use-gathered-leaves.ts';

/** Asks for the one pass over all lines that a path needs, shows how far it is, and lets it be stopped. */
export function GatherControl({ gathering: { state, start, stop } }: { readonly gathering: Gathering }) {
  switch (state.kind) {
    case 'waiting':
      return <ActionButton label={proofText.gather} onPress={start} />;
    case 'running': {
      const { progress } = state;
      const percent = progress === null ? 0 : percentOf(progress.bytesDone, progress.bytesTotal);
      return (
        <div className="gathering">
          <progress max={100} value={percent} aria-label={proofText.gathering} />
          <span className="number">{percent} %</span>
          <ActionButton label={proofText.stop} onPress={stop} />
        </div>
      );
    }
    case 'done':
      return <p className="hint">{entryText.loading}</p>;
    case 'failed':
      return (
        <ErrorNotice title={proofText.gatherFailed} error={state.error}>
          <ActionButton label={proofText.gatherAgain} icon="again" onPress={start} />
        </ErrorNotice>
      );
    default:
      return state satisfies never;
  }
}
