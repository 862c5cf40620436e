import type { CheckResult } from '../../../shared/verify/check-result.ts';
import { explain } from '../../../shared/verify/explain.ts';
import { bundlesText } from '../../text/bundles.ts';
import { exploreText } from '../../text/explore.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { Icon } from '../common/icon.tsx';
import { PanelSection } from './panel-section.tsx';

/** Why a line counts as damaged: the failed checks that name it, with what they expected and found. */
export function NamedSection({ results }: { readonly results: readonly CheckResult[] }) {
  if (results.length === 0) return null;
  return (
    <PanelSection title={exploreText.sections.named}>
      {results.map((result) => (
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
    </PanelSection>
  );
}
