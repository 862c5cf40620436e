import type { KeyWindow } from '../../../shared/case/trust-file.ts';
import { parseTypedTime } from '../../../shared/case/typed-time.ts';
import { trustText } from '../../text/trust.ts';
import { Field } from '../common/field.tsx';
import { formatTime } from '../common/format-time.ts';

/** The two bounds as typed. */
export interface TypedWindow {
  readonly from: string;
  readonly until: string;
}

export const noTypedWindow: TypedWindow = { from: '', until: '' };

/** The window that was typed; null while a bound is no time, or the window is empty. */
export function readTypedWindow({ from, until }: TypedWindow): KeyWindow | null {
  const validAfter = from.trim() === '' ? null : parseTypedTime(from, 'its-start');
  const validBefore = until.trim() === '' ? null : parseTypedTime(until, 'its-end');
  if (from.trim() !== '' && validAfter === null) return null;
  if (until.trim() !== '' && validBefore === null) return null;
  const isEmpty = validAfter !== null && validBefore !== null && validBefore <= validAfter;
  return isEmpty ? null : { validAfter, validBefore };
}

/** Asks when a key counts, and says below each bound what it was read as: a day alone has two ends. */
export function WindowFields(props: {
  readonly typed: TypedWindow;
  readonly onChange: (typed: TypedWindow) => void;
  /** Whether to complain about what is typed; not while the person is still typing it. */
  readonly isAsked: boolean;
}) {
  const { typed, onChange, isAsked } = props;
  const words = trustText.window;
  const after = parseTypedTime(typed.from, 'its-start');
  const before = parseTypedTime(typed.until, 'its-end');
  const isEmpty = after !== null && before !== null && before <= after;
  const errorOf = (text: string, time: number | null) =>
    isAsked && text.trim() !== '' && time === null ? words.wrong : null;
  const hintOf = (time: number | null) => (time === null ? words.hint : words.read(formatTime(time)));
  return (
    <div className="window-fields">
      <Field
        label={words.from}
        hint={hintOf(after)}
        error={errorOf(typed.from, after)}
        value={typed.from}
        onChange={(from) => onChange({ ...typed, from })}
        isRequired={false}
      />
      <Field
        label={words.until}
        hint={hintOf(before)}
        error={errorOf(typed.until, before) ?? (isEmpty ? words.empty : null)}
        value={typed.until}
        onChange={(until) => onChange({ ...typed, until })}
        isRequired={false}
      />
    </div>
  );
}
