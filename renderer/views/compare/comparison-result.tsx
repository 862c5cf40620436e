import { compareText } from '../../text/compare.ts';
import type { Route } from '../app/route.ts';
import { EmptyState } from '../common/empty-state.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import type { ComparisonAddress } from './comparison-address.ts';
import { ComparisonTable } from './comparison-table.tsx';
import type { ComparisonState } from './use-comparison.ts';

interface ComparisonResultProps {
  readonly state: ComparisonState;
  readonly sides: ComparisonAddress;
  readonly route: Route;
  readonly onMore: (() => void) | null;
  readonly onRemove: (field: string) => void;
}

/** The differences by field, or why there are none to be seen. */
export function ComparisonResult({ state, sides, route, onMore, onRemove }: ComparisonResultProps) {
  const { answer, request, error, isStale } = state;
  if (error !== null) return <ErrorNotice title={compareText.failed} error={error} />;
  if (answer === null || request === null) {
    return (
      <p className="hint" role="status">
        {compareText.loading}
      </p>
    );
  }
  switch (answer.kind) {
    case 'invalid':
      return (
        <p className="search-note" role="alert" data-tone="bad">
          {compareText.invalid(answer.side)}
        </p>
      );
    case 'stopped':
      return (
        <p className="search-note" role="alert" data-tone="bad">
          <strong>{compareText.stopped}</strong> <EvidenceText text={answer.statement} limit={400} />
        </p>
      );
    case 'compared': {
      const { left, right } = answer.totals;
      if (left + right === 0) {
        return (
          <EmptyState
            icon="explore"
            title={compareText.bothEmptyTitle}
            advice={compareText.bothEmptyAdvice}
          />
        );
      }
      // Figures lead to the lines that they were counted in, also while the next answer is on its way.
      const asked = {
        left: { ...sides.left, query: request.left.query },
        right: { ...sides.right, query: request.right.query },
      };
      return (
        <section
          className="differences"
          aria-label={compareText.result}
          aria-busy={isStale}
          data-stale={isStale || undefined}
        >
          {(left === 0 || right === 0) && (
            <p className="search-note" role="note" data-tone="open">
              {compareText.oneEmpty(left === 0 ? 'left' : 'right')}
            </p>
          )}
          {answer.fields.map((comparison) => (
            <ComparisonTable
              key={comparison.field}
              comparison={comparison}
              totals={answer.totals}
              sides={asked}
              route={route}
              onMore={onMore}
              onRemove={() => onRemove(comparison.field)}
            />
          ))}
        </section>
      );
    }
    default:
      return answer satisfies never;
  }
}
