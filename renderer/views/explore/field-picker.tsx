import { useEffect, useId, useMemo, useState } from 'react';
import type { FieldSummary } from '../../../shared/contract/search-protocol.ts';
import { toWireError } from '../../client/case-error.ts';
import { fieldPickerText } from '../../text/facets.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import type { ExploreSearch } from './query/explore-search.ts';

/** Which lines, and whom to ask about their fields. */
export type FieldScope = Pick<ExploreSearch, 'calls' | 'caseId' | 'sources'>;

interface FieldPickerProps {
  readonly explore: FieldScope;
  /** What is done with a chosen field. */
  readonly label: string;
  /** Fields that are there already. */
  readonly taken: readonly string[];
  readonly onPick: (field: string) => void;
}

/** A hostile log has a thousand names; who looks for one of them types a part of it. */
const shownFields = 200;

/** Every field that the searched lines have, with how many have it: a list to type into, moved through by arrow keys. */
export function FieldPicker({ explore, label, taken, onPick }: FieldPickerProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const state = useFields(explore);
  const offered = useMemo(() => {
    const fields = state.kind === 'loaded' ? state.fields : [];
    const wanted = text.trim().toLowerCase();
    return fields.filter(({ name }) => !taken.includes(name) && name.toLowerCase().includes(wanted));
  }, [state, text, taken]);
  const shown = offered.slice(0, shownFields);
  const current = Math.min(active, shown.length - 1);
  const pick = (field: FieldSummary | undefined) => {
    if (field === undefined) return;
    onPick(field.name);
    setText('');
    setActive(0);
  };
  return (
    <div className="field-picker">
      <input
        className="input"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current < 0 ? undefined : `${id}-${current}`}
        aria-autocomplete="list"
        placeholder={fieldPickerText.placeholder}
        autoComplete="off"
        spellCheck="false"
        // biome-ignore lint/a11y/noAutofocus: a dialog has opened to type here.
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
          if (step !== null) setActive(Math.max(0, Math.min(current + step, shown.length - 1)));
          else if (event.key === 'Enter') pick(shown[current]);
          else return;
          event.preventDefault();
          document.getElementById(`${id}-${current + (step ?? 0)}`)?.scrollIntoView({ block: 'nearest' });
        }}
      />
      <div className="field-list" role="listbox" id={`${id}-list`} aria-label={label}>
        {shown.map((field, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field above has the focus and names the active one.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above.
          <div
            key={field.name}
            id={`${id}-${index}`}
            className="field-option"
            role="option"
            aria-selected={index === current}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(field)}
          >
            <EvidenceText text={field.name} limit={120} />
            <span className="number">{formatCount(field.lines)}</span>
          </div>
        ))}
      </div>
      <p className="field-hint" role="status">
        {wordsOf(state, offered.length, shown.length)}
      </p>
    </div>
  );
}

type FieldsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly fields: readonly FieldSummary[] }
  | { readonly kind: 'failed'; readonly message: string };

function useFields({ calls, caseId, sources }: FieldScope): FieldsState {
  const [state, setState] = useState<FieldsState>({ kind: 'loading' });
  const ids = JSON.stringify(sources.map(({ bundleId }) => bundleId));
  useEffect(() => {
    const asked = new AbortController();
    calls.call('listFields', { caseId, bundleIds: JSON.parse(ids) }, { signal: asked.signal }).then(
      (fields) => setState({ kind: 'loaded', fields }),
      (thrown: unknown) => {
        const { kind, message } = toWireError(thrown);
        if (kind !== 'cancelled') setState({ kind: 'failed', message });
      },
    );
    return () => asked.abort();
  }, [calls, caseId, ids]);
  return state;
}

function wordsOf(state: FieldsState, offered: number, shown: number): string {
  switch (state.kind) {
    case 'loading':
      return fieldPickerText.loading;
    case 'failed':
      return fieldPickerText.failed(state.message);
    case 'loaded':
      if (offered === 0) return fieldPickerText.none;
      return offered > shown ? fieldPickerText.more(offered - shown) : fieldPickerText.offered(offered);
    default:
      return state satisfies never;
  }
}
