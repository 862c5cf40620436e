import { useEffect, useMemo, useState } from 'react';
import type { FieldSummary } from '../../../shared/contract/search-protocol.ts';
import { toWireError } from '../../client/case-error.ts';
import { fieldPickerText } from '../../text/facets.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { PickList } from '../common/pick-list.tsx';
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
  const [text, setText] = useState('');
  const state = useFields(explore);
  const offered = useMemo(() => {
    const fields = state.kind === 'loaded' ? state.fields : [];
    const wanted = text.trim().toLowerCase();
    return fields.filter(({ name }) => !taken.includes(name) && name.toLowerCase().includes(wanted));
  }, [state, text, taken]);
  const shown = offered.slice(0, shownFields);
  return (
    <PickList
      label={label}
      placeholder={fieldPickerText.placeholder}
      text={text}
      onText={setText}
      options={shown}
      isLoading={state.kind === 'loading'}
      keyOf={({ name }) => name}
      draw={(field) => (
        <>
          <EvidenceText text={field.name} limit={120} />
          <span className="number">{formatCount(field.lines)}</span>
        </>
      )}
      onPick={({ name }) => {
        onPick(name);
        setText('');
      }}
      hint={wordsOf(state, offered.length, shown.length)}
    />
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
