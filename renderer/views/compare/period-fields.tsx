import { useId, useState } from 'react';
import { withTimeRange } from '../../../shared/query/edit-query.ts';
import { compareText } from '../../text/compare.ts';
import { ActionButton } from '../common/action-button.tsx';
import { momentWords, type TimeRange } from '../explore/histogram/bucket-time.ts';
import { momentTyped, periodOf, type QueryPeriod } from './query-period.ts';

interface PeriodFieldsProps {
  readonly query: string;
  /** All times of the searched bundles; null where none states one. */
  readonly whole: TimeRange | null;
  readonly onQuery: (query: string) => void;
}

const ends = ['from', 'before'] as const;
type End = (typeof ends)[number];

const day = 86_400_000;

/** The two ends of the period that a query asks for, as they are typed: in UTC. */
export function PeriodFields({ query, whole, onQuery }: PeriodFieldsProps) {
  const period = periodOf(query);
  const set = (change: Partial<QueryPeriod>) => {
    if (period === null || whole === null) return;
    const { from, before } = { ...period, ...change };
    if (from === null && before === null) return onQuery(withTimeRange(query, null));
    onQuery(withTimeRange(query, { from: from ?? whole.from, before: before ?? whole.before }));
  };
  const isFixed = period === null || whole === null;
  return (
    <div className="period-fields">
      {ends.map((end) => (
        <PeriodField
          // What is typed belongs to what it was typed over.
          key={`${end} ${period?.[end] ?? ''}`}
          end={end}
          period={period}
          isDisabled={isFixed}
          onChange={(time) => set({ [end]: time })}
        />
      ))}
      <ActionButton
        label={compareText.allTime}
        look="quiet"
        isDisabled={period === null || (period.from === null && period.before === null)}
        onPress={() => onQuery(withTimeRange(query, null))}
      />
    </div>
  );
}

interface PeriodFieldProps {
  readonly end: End;
  readonly period: QueryPeriod | null;
  readonly isDisabled: boolean;
  readonly onChange: (time: number | null) => void;
}

function PeriodField({ end, period, isDisabled, onChange }: PeriodFieldProps) {
  const id = useId();
  const time = period?.[end] ?? null;
  const written = time === null ? '' : momentWords(time, day);
  const [text, setText] = useState(written);
  const [fault, setFault] = useState<string | null>(null);
  const commit = () => {
    if (text.trim() === written) return setFault(null);
    const typed = momentTyped(text);
    if (typed === 'unreadable') return setFault(compareText.badTime);
    const from = end === 'from' ? typed : (period?.from ?? null);
    const before = end === 'before' ? typed : (period?.before ?? null);
    if (from !== null && before !== null && before <= from) return setFault(compareText.endBeforeStart);
    setFault(null);
    onChange(typed);
  };
  return (
    <div className="period-field">
      <label htmlFor={id}>{compareText[end]}</label>
      <input
        id={id}
        className="input"
        data-code
        data-invalid={fault !== null || undefined}
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        placeholder={compareText.anyTime}
        autoComplete="off"
        spellCheck="false"
        disabled={isDisabled}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') {
            setText(written);
            setFault(null);
          }
        }}
      />
      {fault !== null && (
        <p id={`${id}-fault`} className="field-error" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
