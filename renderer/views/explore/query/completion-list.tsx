// biome-ignore-all lint/a11y/useFocusableInteractive: the query field has the focus and names the option (ARIA 1.2, combobox).
// biome-ignore-all lint/a11y/useSemanticElements: options of a combobox are no options of a select element.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of an option are those of the field.
import { useEffect, useRef } from 'react';
import { searchText } from '../../../text/search.ts';
import { EvidenceText } from '../../common/evidence-text.tsx';
import type { CompletionOption } from './completion-options.ts';

interface CompletionListProps {
  readonly id: string;
  readonly options: readonly CompletionOption[];
  readonly active: number | null;
  readonly onChoose: (option: CompletionOption) => void;
}

/** What could stand where the caret is. Fields and values come from evidence. */
export function CompletionList({ id, options, active, onChoose }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active !== null) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="completions" role="listbox" id={id} aria-label={searchText.options} ref={list}>
      {options.map((option, index) => (
        <div
          key={`${option.kind} ${option.text}`}
          id={`${id}-${index}`}
          className="completion"
          role="option"
          aria-selected={index === active}
          // The field keeps the focus, so that typing goes on.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          <span className="completion-text">
            <EvidenceText text={option.label} limit={120} />
          </span>
          <span className="completion-detail">
            <EvidenceText text={option.detail} limit={120} />
          </span>
          <span className="completion-kind">{searchText.optionKinds[option.kind]}</span>
        </div>
      ))}
    </div>
  );
}
