import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Facet } from '../../../shared/contract/search-protocol.ts';
import type { Query } from '../../../shared/query/query-tree.ts';
import { entityFieldOf } from '../../../shared/search/entity-kind.ts';
import { allOf, askableText, equalTo, lacking } from '../../../shared/search/entity-query.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { entityText } from '../../text/entity.ts';
import { missingFieldNames } from '../../text/explore.ts';
import { plainSearch } from '../app/route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatShare } from '../common/format-share.ts';
import { EntityLink, spokenValue } from './entity-link.tsx';
import { type LinkedSources, QueryLink } from './query-link.tsx';

interface TouchedTableProps {
  readonly title: string;
  /** A line under the title. */
  readonly lead?: ReactNode;
  readonly facet: Facet;
  /** Which lines were counted: each figure asks for them and for its value. */
  readonly query: Query;
  readonly total: number;
  readonly from: LinkedSources;
  readonly scope: { readonly caseId: string; readonly bundleIds: readonly string[] };
  readonly none: string;
}

/** Steps of how many values are listed; the first is what the page is made with. */
const countSteps = [50, 250, 1_000] as const;
const absences = ['absent', 'empty', 'withheld'] as const;

/** The values of one field in some lines, each with a link to its lines, and to its own page where it has one. */
export function TouchedTable(props: TouchedTableProps) {
  const { title, lead, query, total, from, scope, none } = props;
  const titleId = useId();
  const { facet, more, hasFailed, showMore } = useMoreValues(props.facet, query, scope);
  const { field, values, others } = facet;
  const entityField = entityFieldOf(field);
  const missing = absences.flatMap((kind) => (facet[kind] === 0 ? [] : [{ kind, count: facet[kind] }]));
  return (
    <section className="touched" aria-labelledby={titleId}>
      <h3 id={titleId}>{title}</h3>
      {lead !== undefined && <p className="hint">{lead}</p>}
      {values.length + missing.length === 0 ? (
        <p className="touched-none">{none}</p>
      ) : (
        <table className="touched-table" aria-labelledby={titleId}>
          <colgroup>
            <col />
            <col className="touched-lines" />
            <col className="touched-shares" />
          </colgroup>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{entityText.columns.value}</th>
              <th scope="col">{entityText.columns.lines}</th>
              <th scope="col">{entityText.columns.share}</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ text, count }) => (
              <Row
                key={`=${text}`}
                from={from}
                query={allOf([query, equalTo(field, text)])}
                words={spokenValue(text)}
                count={count}
                total={total}
              >
                <EvidenceText text={text} limit={160} />
                {entityField !== null && <EntityLink subject={{ field: entityField, text }} />}
              </Row>
            ))}
            {missing.map(({ kind, count }) => (
              <Row
                key={kind}
                from={from}
                query={allOf([query, lacking(field, kind)])}
                words={missingFieldNames[kind]}
                count={count}
                total={total}
              >
                <span className="missing">{missingFieldNames[kind]}</span>
              </Row>
            ))}
          </tbody>
        </table>
      )}
      {others.values > 0 && (
        <p className="touched-more">
          <span className="hint">{entityText.others(others.values, others.lines)}</span>
          {more && <ActionButton label={entityText.more} look="quiet" onPress={showMore} />}
        </p>
      )}
      {hasFailed && <p role="alert">{entityText.moreFailed}</p>}
    </section>
  );
}

interface RowProps {
  readonly from: LinkedSources;
  readonly query: Query;
  readonly words: string;
  readonly count: number;
  readonly total: number;
  readonly children: ReactNode;
}

function Row({ from, query, words, count, total, children }: RowProps) {
  return (
    <tr>
      <th scope="row" className="touched-value">
        {children}
      </th>
      <td className="number">
        <QueryLink from={from} query={query} label={entityText.linesWith(count, words)}>
          {formatCount(count)}
        </QueryLink>
      </td>
      <td className="number touched-share">
        <span className="share-bar" style={{ width: `${total === 0 ? 0 : (count / total) * 100}%` }} />
        {formatShare(count, total)}
      </td>
    </tr>
  );
}

/** The facet of the page, or a longer one that was asked for since. */
function useMoreValues(facet: Facet, query: Query, scope: TouchedTableProps['scope']) {
  const client = useCaseClient();
  const text = askableText(query);
  const base = JSON.stringify([scope, text, facet]);
  const [step, setStep] = useState<{ readonly base: string; readonly count: number } | null>(null);
  const [longer, setLonger] = useState<{ readonly base: string; readonly facet: Facet } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const wanted = step?.base === base ? step.count : null;
  useEffect(() => {
    if (wanted === null) return;
    const [{ caseId, bundleIds }, asked, { field }]: [TouchedTableProps['scope'], string, Facet] =
      JSON.parse(base);
    const stop = new AbortController();
    const order = { caseId, bundleIds, query: asked, sort: plainSearch.sort, fields: [] };
    const args = { ...order, facet: { field, count: wanted, containing: null } };
    client.call('listFacet', args, { signal: stop.signal }).then(
      (answer) => setLonger({ base, facet: answer }),
      () => {
        if (!stop.signal.aborted) setFailed(base);
      },
    );
    return () => stop.abort();
  }, [client, base, wanted]);
  const next = countSteps.find((count) => count > (wanted ?? 0));
  return {
    facet: longer?.base === base ? longer.facet : facet,
    more: text !== null && next !== undefined,
    hasFailed: failed === base,
    showMore: () => {
      if (next !== undefined) setStep({ base, count: next });
    },
  };
}
