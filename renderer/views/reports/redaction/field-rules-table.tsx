import { Fragment, useId } from 'react';
import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
import {
  type FieldFate,
  type FieldRulesOfOrder,
  fateOfField,
  ruleOfField,
  withFate,
  withRule,
} from '../../../../shared/redaction/field-fates.ts';
import type { LeavingField } from '../../../../shared/redaction/leaving-fields.ts';
import type { OrderedHidden } from '../../../../shared/redaction/order-file.ts';
import { leavingText } from '../../../text/redaction.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Field } from '../../common/field.tsx';
import { formatCount } from '../../common/format-number.ts';

interface FieldRulesTableProps {
  readonly fields: readonly LeavingField[];
  readonly rules: FieldRulesOfOrder;
  readonly onChange: (rules: FieldRulesOfOrder) => void;
  /** Entries that have a hidden field in clear, by its pointer. */
  readonly inClear: ReadonlyMap<string, number>;
  /** Withholds these entries; null where another rule does it. */
  readonly onWithhold: ((pointer: string) => void) | null;
  /** Whether fields can get other names: a report has a place for them, a bundle has none. */
  readonly hasPseudonyms: boolean;
  readonly hasExhibits: boolean;
}

/** Every field that entries have, how many have it, and what a recipient gets to see of it. */
export function FieldRulesTable(props: FieldRulesTableProps) {
  const { fields, rules, hasExhibits } = props;
  const { columns } = leavingText;
  return (
    <div className="table-scroll leaving-table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{columns.field}</th>
            <th scope="col" className="number">
              {columns.entries}
            </th>
            {hasExhibits && (
              <th scope="col" className="number">
                {columns.exhibits}
              </th>
            )}
            <th scope="col">{columns.form}</th>
            <th scope="col">{columns.fate}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const fate = fateOfField(rules, field.pointer);
            const rule = fate === 'hidden' ? ruleOfField(rules, field.pointer) : null;
            return (
              <Fragment key={field.pointer}>
                <FieldRow {...props} field={field} fate={fate} />
                {rule !== null && rule.pointer === field.pointer && (
                  <RuleRow {...props} rule={rule} columns={hasExhibits ? 5 : 4} />
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function FieldRow(props: FieldRulesTableProps & { readonly field: LeavingField; readonly fate: FieldFate }) {
  const { field, fate, fields, rules, onChange, hasExhibits } = props;
  const { pointer, entries, exhibits, committed, inClear, isPersonal } = field;
  const names = committed > 0 && inClear === 0 ? leavingText.fates : leavingText.clearFates;
  // A field in clear cannot be hidden by itself, so nobody is offered to; one that is hidden all the same can be taken back.
  const offered = (['leaves', 'hidden', 'not-let'] as const).filter(
    (each) => each === fate || each !== 'hidden' || committed > 0,
  );
  return (
    <tr data-fate={fate}>
      <th scope="row">
        <code>
          <EvidenceText text={pointer} limit={120} />
        </code>
        {isPersonal && <span className="leaving-mark">{leavingText.personal}</span>}
      </th>
      <td className="number">{formatCount(entries)}</td>
      {hasExhibits && <td className="number">{formatCount(exhibits)}</td>}
      <td>
        {inClear === 0 ? leavingText.committed : committed > 0 ? leavingText.both : leavingText.inClear}
      </td>
      <td>
        <select
          className="input"
          aria-label={leavingText.fateOf(toVisibleString(pointer))}
          value={fate}
          onChange={(event) => {
            const chosen = offered.find((each) => each === event.target.value);
            if (chosen !== undefined) onChange(withFate(rules, fields, pointer, chosen));
          }}
        >
          {offered.map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

const pseudonymPattern = /^[\p{L}\p{N}]{0,24}$/u;

function RuleRow(props: FieldRulesTableProps & { readonly rule: OrderedHidden; readonly columns: number }) {
  const { rule, columns, rules, onChange, inClear, onWithhold, hasPseudonyms } = props;
  const id = useId();
  const count = inClear.get(rule.pointer) ?? 0;
  const change = (part: Partial<OrderedHidden>) => onChange(withRule(rules, { ...rule, ...part }));
  return (
    <tr className="rule-row">
      <td colSpan={columns}>
        <fieldset aria-labelledby={id}>
          <span id={id} className="visually-hidden">
            {leavingText.fateOf(toVisibleString(rule.pointer))}
          </span>
          <div className="rule-fields" data-pseudonyms={hasPseudonyms || undefined}>
            <Field
              label={leavingText.reason}
              hint=""
              error={rule.reason.trim() === '' ? leavingText.reasonMissing : null}
              value={rule.reason}
              onChange={(reason) => change({ reason })}
            />
            <Field
              label={leavingText.privilege}
              hint={leavingText.privilegeHint}
              error={null}
              isRequired={false}
              value={rule.privilege}
              onChange={(privilege) => change({ privilege })}
            />
            {hasPseudonyms && (
              <Field
                label={leavingText.pseudonym}
                hint={leavingText.pseudonymHint}
                error={pseudonymPattern.test(rule.pseudonym) ? null : leavingText.pseudonymWrong}
                isRequired={false}
                value={rule.pseudonym}
                onChange={(pseudonym) => change({ pseudonym })}
              />
            )}
          </div>
          {count > 0 && (
            <p className="rule-clear">
              <span>{leavingText.cannotHide(count)}</span>
              {onWithhold !== null && (
                <ActionButton
                  label={leavingText.withholdThese(count)}
                  onPress={() => onWithhold(rule.pointer)}
                />
              )}
            </p>
          )}
        </fieldset>
      </td>
    </tr>
  );
}
