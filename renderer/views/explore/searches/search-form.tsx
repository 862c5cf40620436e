import { type FormEvent, useState } from 'react';
import type { NamedSearch } from '../../../../shared/case/saved-search.ts';
import type { WireError } from '../../../../shared/contract/case-protocol.ts';
import { commonText } from '../../../text/common.ts';
import { searchesText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { Field } from '../../common/field.tsx';

interface SearchFormProps {
  readonly start: NamedSearch;
  readonly onSave: (search: NamedSearch) => Promise<WireError | null>;
  readonly onDone: () => void;
}

/** What a search is called, what it is for, and what it asks. */
export function SearchForm({ start, onSave, onDone }: SearchFormProps) {
  const [search, setSearch] = useState(start);
  const [isAsked, setIsAsked] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const isNamed = search.name.trim() !== '';
  const set = (part: 'name' | 'description' | 'control' | 'query') => (value: string) =>
    setSearch((before) => ({ ...before, [part]: value }));
  const save = async () => {
    const refused = await onSave(search);
    if (refused === null) onDone();
    else setError(refused);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (isNamed) void save();
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Field
        label={searchesText.name}
        hint={searchesText.nameHint}
        error={isAsked && !isNamed ? searchesText.nameMissing : null}
        value={search.name}
        onChange={set('name')}
        autoFocus
      />
      <Field
        label={searchesText.description}
        hint={searchesText.descriptionHint}
        error={null}
        value={search.description}
        onChange={set('description')}
        isRequired={false}
      />
      <Field
        label={searchesText.control}
        hint={searchesText.controlHint}
        error={null}
        value={search.control}
        onChange={set('control')}
        isRequired={false}
      />
      <Field
        label={searchesText.queryName}
        hint={searchesText.queryHint}
        error={null}
        value={search.query}
        onChange={set('query')}
        isCode
        isRequired={false}
      />
      {error !== null && <ErrorNotice title={searchesText.saveRefused} error={error} />}
      <div className="dialog-actions">
        <ActionButton label={commonText.cancel} onPress={onDone} />
        <ActionButton label={searchesText.saveNow} look="primary" type="submit" />
      </div>
    </form>
  );
}
