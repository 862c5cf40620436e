import { useState } from 'react';
import type { CheckResult } from '../../../../shared/verify/check-result.ts';
import { explain } from '../../../../shared/verify/explain.ts';
import { bundlesText } from '../../../text/bundles.ts';
import { entryText } from '../../../text/entry.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { type Fact, Facts } from '../../common/facts.tsx';
import { Icon } from '../../common/icon.tsx';
import { PanelSection } from './panel-section.tsx';

/** More would push what the entry says off the screen. */
const shownAtFirst = 2;

/** Why a line counts as damaged: the failed checks that name it, and on demand what they expected and found. */
export function NamedSection({ results }: { readonly results: readonly CheckResult[] }) {
  const [isWhole, setIsWhole] = useState(false);
  if (results.length === 0) return null;
  if (isWhole) {
    return (
      <PanelSection title={entryText.named}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard could not scroll the list (WCAG 2.1.1). */}
        <section className="named-checks" data-whole aria-label={entryText.named} tabIndex={0}>
          {results.map((result) => (
            <NamedCheck key={keyOf(result)} result={result} hasFacts />
          ))}
        </section>
      </PanelSection>
    );
  }
  const hasMore = results.length > shownAtFirst || results.some((result) => factsOf(result).length > 0);
  return (
    <PanelSection title={entryText.named}>
      <div className="named-checks">
        {results.slice(0, shownAtFirst).map((result) => (
          <NamedCheck key={keyOf(result)} result={result} hasFacts={false} />
        ))}
      </div>
      {hasMore && (
        <ActionButton
          label={entryText.wholeChecks(results.length)}
          look="quiet"
          onPress={() => setIsWhole(true)}
        />
      )}
    </PanelSection>
  );
}

function NamedCheck({ result, hasFacts }: { readonly result: CheckResult; readonly hasFacts: boolean }) {
  return (
    <div className="named-check">
      <p className="conclusion" data-tone="bad">
        <Icon name="cross" size={14} />
        <span>
          <strong>{explain(result.code).title}:</strong> <EvidenceText text={result.statement} />
        </span>
      </p>
      {hasFacts && <Facts facts={factsOf(result)} />}
    </div>
  );
}

function factsOf({ expected, found }: CheckResult): readonly Fact[] {
  return [
    { name: bundlesText.expected, value: expected },
    { name: bundlesText.found, value: found },
  ].flatMap(({ name, value }) =>
    value === undefined ? [] : [{ name, value: <EvidenceText text={value} /> }],
  );
}

/** One check may name a line twice, with other words. */
function keyOf({ code, statement }: CheckResult): string {
  return `${code} ${statement}`;
}
