import { useState } from 'react';
import { compareText } from '../../text/compare.ts';

interface SideQueryProps {
  readonly name: 'left' | 'right';
  readonly query: string;
  readonly isInvalid: boolean;
  readonly mended: string | null;
  readonly onQuery: (query: string) => void;
}

/** Asked with Enter or on leaving the field; Escape takes back what was typed. */
export function SideQuery({ name, query, isInvalid, mended, onQuery }: SideQueryProps) {
  const [text, setText] = useState(query);
  const commit = () => {
    if (text !== query) onQuery(text);
  };
  return (
    <input
      className="input"
      data-code
      data-invalid={isInvalid || undefined}
      aria-invalid={isInvalid || undefined}
      aria-label={compareText.query(name)}
      placeholder={compareText.queryPlaceholder}
      autoComplete="off"
      spellCheck="false"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(query);
        if (event.key !== 'Enter') return;
        if (event.altKey && mended !== null) onQuery(mended);
        else commit();
      }}
    />
  );
}
