import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { withTimeRange } from '../../../shared/query/edit-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { compareText } from '../../text/compare.ts';
import { printRoute, type Route } from '../app/route.ts';
import { timesOfSources } from '../explore/query/searched-bundles.ts';
import { halvesOf } from './comparison-presets.ts';
import { periodOf } from './query-period.ts';

interface CompareLinkProps {
  readonly route: Route;
  readonly query: string;
  readonly sources: readonly BundleView[];
}

/** From a search to the two halves of its time, side by side. */
export function CompareLink({ route, query, sources }: CompareLinkProps) {
  const chosen = route.search.sources;
  const whole = timesOfSources(sources);
  const period = periodOf(query);
  if (parseQuery(query).kind === 'invalid') return null;
  const comparison =
    whole === null || period === null
      ? null
      : halvesOf(withTimeRange(query, null), chosen, {
          first: { time: period.from ?? whole.from },
          last: { time: (period.before ?? whole.before) - 1 },
        });
  const all = { query, sources: chosen };
  return (
    <a
      className="button"
      data-look="quiet"
      href={printRoute({
        ...route,
        screen: 'compare',
        ordinal: null,
        comparison: comparison ?? { left: all, right: all, fields: [] },
      })}
      title={compareText.linkHint}
    >
      {compareText.link}
    </a>
  );
}
