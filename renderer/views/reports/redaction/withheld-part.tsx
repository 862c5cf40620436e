import { useState } from 'react';
import type { DraftReason, DraftWithheld } from '../../../../shared/casework/report-draft.ts';
import { lineListText, redactionText } from '../../../text/reports.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Field } from '../../common/field.tsx';
import { formatCount } from '../../common/format-number.ts';
import type { KnownLine } from '../known-lines.ts';
import { LineDialog } from '../line-dialog.tsx';
import { isSame } from './entry-beside.tsx';

interface WithheldPartProps {
  readonly withheld: readonly DraftWithheld[];
  readonly lines: readonly KnownLine[];
  readonly onChange: (withheld: readonly DraftWithheld[]) => void;
}

const noReason: DraftReason = { reason: '', privilege: '' };

/** Whole entries that the recipient does not get to see, each with its reason: the lines of the privilege log. */
export function WithheldPart({ withheld, lines, onChange }: WithheldPartProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  const offered = lines.filter((line) => !withheld.some((each) => isSame(each, line)));
  const change = (one: DraftWithheld, part: Partial<DraftWithheld>) =>
    onChange(withheld.map((each) => (isSame(each, one) ? { ...each, ...part } : each)));
  return (
    <section aria-label={redactionText.withheld} className="withheld-part">
      <h2>{redactionText.withheld}</h2>
      <p className="hint">{redactionText.withheldHint}</p>
      {withheld.map((each) => (
        <div key={`${each.leaf} ${each.seq} ${each.origin}`} className="redaction-row">
          <div className="redaction-what">
            <span>
              <EvidenceText text={each.origin} limit={80} /> #{formatCount(each.seq)}
            </span>
            <ActionButton
              label={redactionText.removeWithheld(`${each.origin}#${each.seq}`)}
              icon="trash"
              look="quiet"
              isIconOnly
              onPress={() => onChange(withheld.filter((other) => !isSame(other, each)))}
            />
          </div>
          <Field
            label={redactionText.reason}
            hint=""
            error={each.reason.trim() === '' ? redactionText.reasonMissing : null}
            value={each.reason}
            onChange={(reason) => change(each, { reason })}
          />
          <Field
            label={redactionText.privilege}
            hint={redactionText.privilegeHint}
            error={null}
            isRequired={false}
            value={each.privilege}
            onChange={(privilege) => change(each, { privilege })}
          />
        </div>
      ))}
      <ActionButton label={redactionText.addWithheld} icon="plus" onPress={() => setIsChoosing(true)} />
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
            onChange([...withheld, ...more]);
          }}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </section>
  );
}
