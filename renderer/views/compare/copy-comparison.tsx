import { useState } from 'react';
import type { CompareRequest } from '../../../shared/contract/search-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { commonText } from '../../text/common.ts';
import { compareText } from '../../text/compare.ts';
import { ActionButton } from '../common/action-button.tsx';
import { comparisonCsv } from './comparison-csv.ts';

interface CopyComparisonProps {
  readonly request: CompareRequest;
  readonly words: { readonly left: string; readonly right: string };
  readonly isDisabled: boolean;
}

/** As many as the worker names of each kind, and more than a person reads. */
const mostValues = 10_000;

/** Puts every difference on the clipboard, not only those that are listed, and says exactly what is there now. */
export function CopyComparison({ request, words, isDisabled }: CopyComparisonProps) {
  const calls = useCaseClient();
  const [said, setSaid] = useState('');
  const copy = () => {
    let told = '';
    let failure: string | null = null;
    const text = calls.call('compareResults', { ...request, listed: mostValues }).then((answer) => {
      if (answer.kind !== 'compared') throw new Error(compareText.failed);
      const csv = comparisonCsv(answer, words);
      const cut = csv.unlisted === 0 ? '' : compareText.copyCut(csv.unlisted);
      const guarded = csv.guarded === 0 ? '' : compareText.copyGuarded(csv.guarded);
      told = `${compareText.copied(csv.rows)}${cut}${guarded}`;
      return csv.text;
    });
    text.catch((thrown: unknown) => {
      failure = toWireError(thrown).message;
    });
    // The clipboard is asked at once, while the press still counts as a wish of the person, and waits for the text.
    const item = new ClipboardItem({
      'text/plain': text.then((plain) => new Blob([plain], { type: 'text/plain' })),
    });
    navigator.clipboard.write([item]).then(
      () => setSaid(told),
      () => setSaid(failure === null ? commonText.copyRefused : compareText.copyFailed(failure)),
    );
  };
  return (
    <span className="copy-comparison">
      <ActionButton label={compareText.copy} icon="copy" isDisabled={isDisabled} onPress={copy} />
      <span role="status" className="copy-status">
        {said}
      </span>
    </span>
  );
}
