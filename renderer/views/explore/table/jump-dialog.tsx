import { type FormEvent, useState } from 'react';
import type { UnixMillis } from '../../../../shared/bytes/units.ts';
import type { SearchOrder } from '../../../../shared/contract/search-protocol.ts';
import { readPeriod } from '../../../../shared/query/time-period.ts';
import { toWireError } from '../../../client/case-error.ts';
import type { SearchCalls } from '../../../client/search-calls.ts';
import type { SearchPages } from '../../../client/search-pages.ts';
import { commonText } from '../../../text/common.ts';
import { tableText } from '../../../text/table.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { DialogFrame } from '../../common/dialog-frame.tsx';
import { Field } from '../../common/field.tsx';
import type { TableScope } from './table-scope.ts';
import { lineOf } from './use-hit-cursor.ts';

interface JumpDialogProps {
  readonly explore: TableScope;
  readonly pages: SearchPages | null;
  readonly onFound: (row: number) => void;
  readonly onClose: () => void;
}

/** Asks for a time, and goes to the first line of the result that states it or a later one. The result stays what it is. */
export function JumpDialog({ explore, pages, onFound, onClose }: JumpDialogProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const { by, isDescending } = explore.sort;
  const isNewestFirst = by === 'time' && isDescending;
  const jump = (event: FormEvent) => {
    event.preventDefault();
    const time = readMoment(text);
    if (typeof time !== 'number') return setError(time ?? tableText.jumpInvalid);
    if (pages === null) return;
    placeOfTime(explore.calls, pages.order, time).then(
      (row) => {
        if (row !== null) return onFound(row);
        setError(isNewestFirst ? tableText.jumpNoneBefore : tableText.jumpNone);
      },
      (thrown: unknown) => setError(toWireError(thrown).message),
    );
  };
  return (
    <DialogFrame title={tableText.jump} onClose={onClose} isDismissable>
      <form className="form" onSubmit={jump} noValidate>
        <Field
          label={tableText.jumpLabel}
          hint={
            explore.sort.by === 'time' ? tableText.jumpHint : `${tableText.jumpHint} ${tableText.jumpOther}`
          }
          error={error}
          value={text}
          onChange={(value) => {
            setText(value);
            setError(null);
          }}
          isCode
          autoFocus
        />
        <div className="dialog-actions">
          <ActionButton label={commonText.cancel} onPress={onClose} />
          <ActionButton label={tableText.jumpGo} look="primary" type="submit" />
        </div>
      </form>
    </DialogFrame>
  );
}

/**
 * Where the first line at or behind a time stands. In another order than that of time, it is the line that is first by
 * time, where that order has it.
 */
async function placeOfTime(calls: SearchCalls, order: SearchOrder, time: UnixMillis): Promise<number | null> {
  if (order.sort.by === 'time') return calls.call('findHit', { ...order, target: { kind: 'time', time } });
  const byTime = { ...order, sort: { by: 'time', isDescending: false } };
  const place = await calls.call('findHit', { ...byTime, target: { kind: 'time', time } });
  if (place === null) return null;
  const [row] = await calls.call('listHits', { ...byTime, first: place, count: 1 });
  return row === undefined
    ? null
    : calls.call('findHit', { ...order, target: { kind: 'line', ...lineOf(row) } });
}

/** A time as a query knows it; or, as a string, what was expected instead. */
function readMoment(text: string): UnixMillis | string | null {
  const typed = text.trim();
  const period = readPeriod(typed, { start: 0, end: typed.length });
  if ('kind' in period) return period.message;
  return period.from.kind === 'moment' ? period.from.time : null;
}
