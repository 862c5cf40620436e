import { useMemo, useState } from 'react';
import { commonText } from '../../text/common.ts';
import { lineListText } from '../../text/reports.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { formatCount } from '../common/format-number.ts';
import { type KnownLine, linesWith } from './known-lines.ts';

interface LineDialogProps {
  readonly title: string;
  readonly advice: string;
  readonly action: string;
  readonly lines: readonly KnownLine[];
  /** One line is taken and the dialog closes, or several are ticked and taken together. */
  readonly isMany: boolean;
  readonly onTake: (lines: readonly KnownLine[]) => void;
  readonly onClose: () => void;
}

/** More rows than a person reads; who looks for one narrows them down. */
const mostRows = 100;

/** Lines that are known in the case, to be cited or withheld. */
export function LineDialog(props: LineDialogProps) {
  const { title, advice, action, lines, isMany, onTake, onClose } = props;
  const [filter, setFilter] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const fitting = useMemo(() => linesWith(lines, filter), [lines, filter]);
  const shown = fitting.slice(0, mostRows);
  const taken = lines.filter((line) => ticked.has(keyOf(line)));
  return (
    <DialogFrame title={title} onClose={onClose} width="wide" isDismissable>
      <p className="hint">{lines.length === 0 ? lineListText.noneAdvice : advice}</p>
      {lines.length === 0 ? (
        <p>{lineListText.none}</p>
      ) : (
        <>
          <Field
            label={lineListText.filter}
            hint=""
            error={null}
            isRequired={false}
            value={filter}
            onChange={setFilter}
            autoFocus
          />
          <ul className="line-list" aria-label={title}>
            {shown.map((line) => (
              <li key={keyOf(line)}>
                {isMany ? (
                  <label>
                    <input
                      type="checkbox"
                      checked={ticked.has(keyOf(line))}
                      onChange={(event) => setTicked(withKey(ticked, keyOf(line), event.target.checked))}
                    />
                    <LineWords line={line} />
                  </label>
                ) : (
                  <button type="button" className="line-choice" onClick={() => onTake([line])}>
                    <LineWords line={line} />
                  </button>
                )}
              </li>
            ))}
          </ul>
          <p className="hint" role="status">
            {shown.length === 0 && lineListText.noneFits}
            {fitting.length > shown.length && lineListText.more(fitting.length - shown.length)}
          </p>
        </>
      )}
      <div className="dialog-actions">
        <ActionButton label={commonText.cancel} onPress={onClose} />
        {isMany && (
          <ActionButton
            label={action}
            look="primary"
            isDisabled={taken.length === 0}
            onPress={() => onTake(taken)}
          />
        )}
      </div>
    </DialogFrame>
  );
}

function LineWords({ line: { origin, seq, known } }: { readonly line: KnownLine }) {
  return (
    <span className="line-words">
      <EvidenceText text={origin} limit={80} />
      <span className="number">#{formatCount(seq)}</span>
      <span className="line-known">
        <EvidenceText text={known.join(', ')} limit={120} />
      </span>
    </span>
  );
}

function keyOf({ origin, seq, leaf }: KnownLine): string {
  return `${seq} ${leaf} ${origin}`;
}

function withKey(keys: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(keys);
  if (isIn) next.add(key);
  else next.delete(key);
  return next;
}
