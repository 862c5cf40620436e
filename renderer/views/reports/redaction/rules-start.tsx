import type { EventMapping } from '../../../../shared/adapters/read-event.ts';
import { type FieldRulesOfOrder, withDefaultDeny } from '../../../../shared/redaction/field-fates.ts';
import type { LeavingField } from '../../../../shared/redaction/leaving-fields.ts';
import { presetRules, redactionPresets } from '../../../../shared/redaction/presets.ts';
import { leavingText } from '../../../text/redaction.ts';
import { ChoiceField } from '../../casework/choice-field.tsx';

interface RulesStartProps {
  readonly fields: readonly LeavingField[];
  readonly mappings: readonly EventMapping[];
  readonly rules: FieldRulesOfOrder;
  readonly onChange: (rules: FieldRulesOfOrder) => void;
}

const starts = ['everything', ...redactionPresets] as const;
const startNames = { everything: leavingText.everything, ...leavingText.presets };

/** Where rules begin: with the whole, or with what a preset lets leave. Then a person looks at each field. */
export function RulesStart({ fields, mappings, rules, onChange }: RulesStartProps) {
  return (
    <div className="rules-start">
      <ChoiceField
        label={leavingText.begin}
        none={leavingText.beginPlaceholder}
        choices={starts}
        names={startNames}
        value={null}
        onChange={(start) => {
          if (start === 'everything') onChange({ shownPointers: null, hidden: [] });
          else if (start !== null) onChange(presetRules(start, fields, mappings));
        }}
      />
      <label className="rules-deny">
        <input
          type="checkbox"
          checked={rules.shownPointers !== null}
          onChange={(event) =>
            onChange(
              event.target.checked ? withDefaultDeny(rules, fields) : { ...rules, shownPointers: null },
            )
          }
        />
        <span>
          {leavingText.deny}
          <span className="hint">{leavingText.denyHint}</span>
        </span>
      </label>
    </div>
  );
}
