import { useState } from 'react';
import type { CheckResult } from '../../../../shared/verify/check-result.ts';
import { explain } from '../../../../shared/verify/explain.ts';
import { bundlesText } from '../../../text/bundles.ts';
import { entryText } from '../../../text/entry.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Facts } from '../../common/facts.tsx';
import { Icon } from '../../common/icon.tsx';
import { PanelSection } from './panel-section.tsx';

/** The rest would push what the entry says off the screen. */
const shownAtFirst = 2;

/** Why a line counts as damaged: the failed checks that name it, with what they expected and found. */
export function NamedSection({ results }: { readonly results: readonly CheckResult[] }) {
  const [isWhole, setIsWhole] = useState(false);
  if (results.length === 0) return null;
  const shown = isWhole ? results : results.slice(0, shownAtFirst);
  return (
    <PanelSection title={entryText.named}>
      {shown.map((result) => (
        <div key={`${result.code} ${result.statement}`} className="named-check">
          <p className="conclusion" data-tone="bad">
            <Icon name="cross" size={14} />
            <span>
              <strong>{explain(result.code).title}:</strong> <EvidenceText text={result.statement} />
            </span>
          </p>
          <Facts
            facts={[
              { name: bundlesText.expected, value: result.expected },
              { name: bundlesText.found, value: result.found },
            ].flatMap(({ name, value }) =>
              value === undefined ? [] : [{ name, value: <EvidenceText text={value} /> }],
            )}
          />
        </div>
      ))}
      {shown.length < results.length && (
        <ActionButton
          label={entryText.moreChecks(results.length - shown.length)}
          look="quiet"
          onPress={() => setIsWhole(true)}
        />
      )}
    </PanelSection>
  );
}
