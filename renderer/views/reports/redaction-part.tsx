import { useState } from 'react';
import type { DraftReason, ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import { lineListText, redactionText } from '../../text/reports.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { formatCount } from '../common/format-number.ts';
import type { KnownLine } from './known-lines.ts';
import { LineDialog } from './line-dialog.tsx';
import { LongText } from './long-text.tsx';

interface RedactionPartProps {
  readonly draft: ReportDraftContent;
  readonly lines: readonly KnownLine[];
  /** JSON pointers of what would leave in clear now. */
  readonly leaving: readonly string[];
  readonly onChange: (part: Partial<ReportDraftContent>) => void;
}

const noReason: DraftReason = { reason: '', privilege: '' };

/** What the recipient does not get to see, each with its reason. */
export function RedactionPart({ draft, lines, leaving, onChange }: RedactionPartProps) {
  const { hidden, withheld, shownPointers } = draft;
  const [isChoosing, setIsChoosing] = useState(false);
  const offered = lines.filter(
    (line) => !withheld.some(({ leaf, origin }) => leaf === line.leaf && origin === line.origin),
  );
  return (
    <fieldset className="builder-group">
      <legend>{redactionText.title}</legend>
      <p className="hint">{redactionText.hint}</p>
      <label>
        <input
          type="checkbox"
          checked={shownPointers !== null}
          onChange={(event) =>
            onChange({ shownPointers: event.target.checked ? namedFields(leaving) : null })
          }
        />{' '}
        {redactionText.denyLabel}
      </label>
      {shownPointers !== null && (
        <LongText
          label={redactionText.denyLabel}
          isLabelHidden
          hint={redactionText.denyHint}
          rows={4}
          isCode
          value={shownPointers.join('\n')}
          onChange={(text) => onChange({ shownPointers: text === '' ? [] : text.split('\n') })}
        />
      )}
      <section aria-label={redactionText.hidden}>
        <h3>{redactionText.hidden}</h3>
        <p className="hint">{redactionText.hiddenHint}</p>
        {hidden.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row that is typed has no other name.
          <div key={at} className="redaction-row">
            <div className="redaction-what">
              <Field
                label={redactionText.pointer}
                hint=""
                error={
                  each.pointer === '' || each.pointer.startsWith('/') ? null : redactionText.pointerWrong
                }
                isCode
                value={each.pointer}
                onChange={(pointer) =>
                  onChange({
                    hidden: hidden.map((other, index) => (index === at ? { ...other, pointer } : other)),
                  })
                }
              />
              <ActionButton
                label={redactionText.removeHidden(each.pointer)}
                icon="trash"
                look="quiet"
                isIconOnly
                onPress={() => onChange({ hidden: hidden.filter((_, index) => index !== at) })}
              />
            </div>
            <ReasonFields
              value={each}
              onChange={(reason) =>
                onChange({
                  hidden: hidden.map((other, index) => (index === at ? { ...other, ...reason } : other)),
                })
              }
            />
          </div>
        ))}
        <ActionButton
          label={redactionText.addHidden}
          icon="plus"
          onPress={() => onChange({ hidden: [...hidden, { pointer: '', ...noReason }] })}
        />
      </section>
      <section aria-label={redactionText.withheld}>
        <h3>{redactionText.withheld}</h3>
        <p className="hint">{redactionText.withheldHint}</p>
        {withheld.map((each) => {
          const isSame = (other: { readonly leaf: string; readonly origin: string }) =>
            other.leaf === each.leaf && other.origin === each.origin;
          return (
            <div key={`${each.leaf} ${each.origin}`} className="redaction-row">
              <div className="redaction-what">
                <span>
                  <EvidenceText text={each.origin} limit={80} /> #{formatCount(each.seq)}
                </span>
                <ActionButton
                  label={redactionText.removeWithheld(`${each.origin}#${each.seq}`)}
                  icon="trash"
                  look="quiet"
                  isIconOnly
                  onPress={() => onChange({ withheld: withheld.filter((other) => !isSame(other)) })}
                />
              </div>
              <ReasonFields
                value={each}
                onChange={(reason) =>
                  onChange({
                    withheld: withheld.map((other) => (isSame(other) ? { ...other, ...reason } : other)),
                  })
                }
              />
            </div>
          );
        })}
        <ActionButton label={redactionText.addWithheld} icon="plus" onPress={() => setIsChoosing(true)} />
      </section>
      {isChoosing && (
        <LineDialog
          title={lineListText.withholdTitle}
          advice={lineListText.withholdAdvice}
          action={lineListText.withhold}
          lines={offered}
          isMany
          onTake={(taken) => {
            setIsChoosing(false);
            const more = taken.map(({ origin, seq, leaf }) => ({ origin, seq, leaf, ...noReason }));
            onChange({ withheld: [...withheld, ...more] });
          }}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </fieldset>
  );
}

function ReasonFields(props: {
  readonly value: DraftReason;
  readonly onChange: (reason: DraftReason) => void;
}) {
  const { reason, privilege } = props.value;
  return (
    <>
      <Field
        label={redactionText.reason}
        hint=""
        error={reason.trim() === '' ? redactionText.reasonMissing : null}
        value={reason}
        onChange={(to) => props.onChange({ reason: to, privilege })}
      />
      <Field
        label={redactionText.privilege}
        hint={redactionText.privilegeHint}
        error={null}
        isRequired={false}
        value={privilege}
        onChange={(to) => props.onChange({ reason, privilege: to })}
      />
    </>
  );
}

/** What makes an entry one stays in every report, and needs no leave. */
const alwaysShown = ['/seq', '/prev', '/ts'];

/** To begin with, all that would leave: who lists fields takes away what must not. A list is one field with its items. */
function namedFields(leaving: readonly string[]): readonly string[] {
  const fields = leaving.map((pointer) => pointer.replace(/\/\*.*$/, ''));
  return [...new Set(fields)].filter((field) => field !== '' && !alwaysShown.includes(field)).toSorted();
}
