import { useEffect, useState } from 'react';
import { toVisibleString } from '../../../shared/bytes/visible-text.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import type { Facet } from '../../../shared/contract/search-protocol.ts';
import type { SearchCalls } from '../../client/search-calls.ts';
import { commonText } from '../../text/common.ts';
import { compareText } from '../../text/compare.ts';
import { plainSearch } from '../app/route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { FieldPicker } from '../explore/field-picker.tsx';

interface ValueDialogProps {
  readonly calls: SearchCalls;
  readonly caseId: string;
  readonly sources: readonly BundleView[];
  readonly onChoose: (field: string, text: string) => void;
  readonly onClose: () => void;
}

/** First a field, then one of its values in the bundles of the side. */
export function ValueDialog({ calls, caseId, sources, onChoose, onClose }: ValueDialogProps) {
  const [field, setField] = useState<string | null>(null);
  return (
    <DialogFrame title={compareText.valueTitle} onClose={onClose} isDismissable>
      {field === null ? (
        <FieldPicker
          explore={{ calls, caseId, sources }}
          label={compareText.valueField}
          taken={[]}
          onPick={setField}
        />
      ) : (
        <ValuePicker {...{ calls, caseId, sources, field }} onChoose={(text) => onChoose(field, text)} />
      )}
      <div className="dialog-actions">
        {field !== null && (
          <ActionButton label={compareText.otherField} look="quiet" onPress={() => setField(null)} />
        )}
        <ActionButton label={commonText.cancel} onPress={onClose} />
      </div>
    </DialogFrame>
  );
}

const shownValues = 50;

interface ValuePickerProps extends Pick<ValueDialogProps, 'calls' | 'caseId' | 'sources'> {
  readonly field: string;
  readonly onChoose: (text: string) => void;
}

function ValuePicker({ calls, caseId, sources, field, onChoose }: ValuePickerProps) {
  const [containing, setContaining] = useState('');
  const [state, setState] = useState<Facet | 'loading' | 'failed'>('loading');
  const ids = JSON.stringify(sources.map(({ bundleId }) => bundleId));
  useEffect(() => {
    const stop = new AbortController();
    const order = { caseId, bundleIds: JSON.parse(ids), query: '', sort: plainSearch.sort, fields: [] };
    const facet = { field, count: shownValues, containing: containing === '' ? null : containing };
    calls.call('listFacet', { ...order, facet }, { signal: stop.signal }).then(setState, () => {
      if (!stop.signal.aborted) setState('failed');
    });
    return () => stop.abort();
  }, [calls, caseId, ids, field, containing]);
  const name = toVisibleString(field);
  return (
    <div className="pick-list">
      <input
        className="input"
        aria-label={compareText.valueSearch(name)}
        placeholder={compareText.valueSearch(name)}
        autoComplete="off"
        spellCheck="false"
        // biome-ignore lint/a11y/noAutofocus: a dialog has opened to type here.
        autoFocus
        value={containing}
        onChange={(event) => setContaining(event.target.value)}
      />
      <ul className="pick-options" aria-label={name}>
        {typeof state !== 'string' &&
          state.values.map(({ text, count }) => (
            <li key={text}>
              <button type="button" className="pick-option" onClick={() => onChoose(text)}>
                <EvidenceText text={text} limit={120} />
                <span className="number">{formatCount(count)}</span>
              </button>
            </li>
          ))}
      </ul>
      <p className="field-hint" role="status">
        {wordsOf(state)}
      </p>
    </div>
  );
}

function wordsOf(state: Facet | 'loading' | 'failed'): string {
  if (state === 'loading') return commonText.loading;
  if (state === 'failed') return compareText.failed;
  if (state.values.length === 0) return compareText.valueNone;
  return state.others.values === 0 ? '' : compareText.valueMore(state.others.values);
}
