import { Fragment } from 'react';
import type { EntityDescription } from '../../../shared/contract/entity-protocol.ts';
import type { Query } from '../../../shared/query/query-tree.ts';
import { allOf, anyOf, equalTo } from '../../../shared/search/entity-query.ts';
import { entityText } from '../../text/entity.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatShare } from '../common/format-share.ts';
import { spokenValue } from './entity-link.tsx';
import { type LinkedSources, QueryLink } from './query-link.tsx';

interface RefusalFactsProps {
  readonly description: EntityDescription;
  readonly query: Query;
  readonly from: LinkedSources;
}

/** Of a list of outcomes the first few are read; the table of outcomes has them all. */
const shownOutcomes = 6;

/** How many of its lines were denied or failed, and by which outcomes that is said. */
export function RefusalFacts({ description, query, from }: RefusalFactsProps) {
  const { refusals, total, touched } = description;
  const { lines, outcomes, unread } = refusals;
  const refusing = allOf([query, anyOf(outcomes.map((text) => equalTo('outcome', text)))]);
  const facet = touched.find(({ field }) => field === 'outcome');
  const counted = new Set(outcomes);
  const others = (facet?.values ?? []).flatMap(({ text }) => (counted.has(text) ? [] : [text]));
  return (
    <>
      {outcomes.length === 0 ? (
        <span>{entityText.noRefusal}</span>
      ) : (
        <>
          <span className="figure">
            <QueryLink from={from} query={refusing} label={entityText.linesWith(lines, entityText.refused)}>
              {formatCount(lines)}
            </QueryLink>
          </span>{' '}
          <span className="hint">{entityText.refusedShare(formatShare(lines, total))}</span>
        </>
      )}
      {outcomes.length > 0 && (
        <span className="fact-line" title={entityText.refusalRule}>
          <span className="hint">{entityText.refusedBy}</span>
          {outcomes.slice(0, shownOutcomes).map((text) => (
            <Fragment key={text}>
              {' '}
              <QueryLink
                from={from}
                query={allOf([query, equalTo('outcome', text)])}
                label={spokenValue(text)}
              >
                <EvidenceText text={text} limit={60} />
              </QueryLink>
            </Fragment>
          ))}
          {outcomes.length > shownOutcomes && ` + ${formatCount(outcomes.length - shownOutcomes)}`}
        </span>
      )}
      {others.length > 0 && (
        <span className="fact-line">
          <span className="hint">{entityText.notRefused}</span>
          {others.slice(0, shownOutcomes).map((text) => (
            <Fragment key={text}>
              {' '}
              <EvidenceText text={text} limit={60} />
            </Fragment>
          ))}
          {others.length > shownOutcomes && ` + ${formatCount(others.length - shownOutcomes)}`}
        </span>
      )}
      {facet !== undefined && facet.absent > 0 && (
        <span className="fact-line hint">{entityText.withoutOutcome(facet.absent)}</span>
      )}
      {unread > 0 && <span className="fact-line hint">{entityText.unreadOutcomes(unread)}</span>}
    </>
  );
}
