import { useRef, useState } from 'react';
import type { Progress } from '../../../shared/contract/case-protocol.ts';
import { commonText } from '../../text/common.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { ProgressLine } from '../common/progress-line.tsx';
import { useWork } from '../identity/use-identity.ts';

/** What a call to the worker takes that can be watched and stopped. */
interface MakingOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface Making extends Pick<ReturnType<typeof useWork>, 'isWorking' | 'error'> {
  readonly progress: Progress | null;
  readonly make: (run: (options: MakingOptions) => Promise<void>) => void;
  readonly stop: () => void;
}

/** Something that takes a while to make: one at a time, with its progress, until it is stopped. */
export function useMaking(): Making {
  const { isWorking, error, work } = useWork();
  const [progress, setProgress] = useState<Progress | null>(null);
  const running = useRef<AbortController | null>(null);
  return {
    isWorking,
    error,
    progress,
    make(run) {
      const stopping = new AbortController();
      running.current = stopping;
      setProgress(null);
      void work(() => run({ signal: stopping.signal, onProgress: setProgress }));
    },
    stop: () => running.current?.abort(),
  };
}

interface MakingFootProps {
  readonly making: Making;
  readonly text: {
    readonly make: string;
    readonly stop: string;
    readonly progress: string;
    readonly beforehand: string;
    readonly failed: string;
    readonly failedAdvice: string;
  };
  readonly isReady: boolean;
  readonly onMake: () => void;
  readonly onCancel: () => void;
}

/** The end of a dialog that makes something: what went wrong, how far it is, and the buttons. */
export function MakingFoot({ making, text, isReady, onMake, onCancel }: MakingFootProps) {
  const { isWorking, error, progress, stop } = making;
  return (
    <>
      {error !== null && error.kind !== 'cancelled' && (
        <ErrorNotice title={text.failed} error={error} reassurance={text.failedAdvice} />
      )}
      {isWorking && <ProgressLine label={text.progress} beforehand={text.beforehand} progress={progress} />}
      <div className="dialog-actions">
        {isWorking ? (
          <ActionButton label={text.stop} onPress={stop} />
        ) : (
          <ActionButton label={commonText.cancel} onPress={onCancel} />
        )}
        <ActionButton
          label={text.make}
          isMaking
          look="primary"
          isPending={isWorking}
          isDisabled={!isReady}
          onPress={onMake}
        />
      </div>
    </>
  );
}
