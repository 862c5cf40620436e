import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import type {
  EntityDescription,
  EntityMoment,
  EntitySubject,
} from '../../../shared/contract/entity-protocol.ts';
import type { Query } from '../../../shared/query/query-tree.ts';
import { askableText, equalTo } from '../../../shared/search/entity-query.ts';
import { entityText } from '../../text/entity.ts';
import { fieldNames } from '../../text/explore.ts';
import { printRoute } from '../app/route.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { type LinkedSources, QueryLink } from './query-link.tsx';
import { RefusalFacts } from './refusal-facts.tsx';

interface EntityFactsProps {
  readonly subject: EntitySubject;
  readonly description: EntityDescription;
  readonly query: Query;
  readonly bundles: readonly BundleView[];
  readonly from: LinkedSources;
}

/** What is to be known first: how many lines, from when to when, and how many of them were refused. */
export function EntityFacts({ subject, description, query, bundles, from }: EntityFactsProps) {
  const { total, own, searched, first, last, elsewhere, byBundle } = description;
  const facts: Fact[] = [
    {
      name: entityText.total,
      value: (
        <>
          <span className="figure">
            <QueryLink from={from} query={query} label={entityText.lines(total)}>
              {formatCount(total)}
            </QueryLink>
          </span>{' '}
          <span className="hint">{entityText.ofSearched(searched)}</span>
          {total > own && <span className="fact-line">{entityText.ownAndJoined(own, total - own)}</span>}
        </>
      ),
    },
    { name: entityText.first, value: <Moment moment={first} query={query} from={from} /> },
    { name: entityText.last, value: <Moment moment={last} query={query} from={from} /> },
    {
      name: entityText.refused,
      value: <RefusalFacts description={description} query={query} from={from} />,
    },
  ];
  if (byBundle.length > 1) {
    facts.push({
      name: entityText.bundles,
      value: byBundle.map(({ bundleId, total: lines }) => (
        <span key={bundleId} className="fact-line">
          <EvidenceText text={bundles.find((each) => each.bundleId === bundleId)?.fileName ?? bundleId} />{' '}
          {lines === 0 ? (
            '0'
          ) : (
            <QueryLink from={{ ...from, sources: [bundleId] }} query={query} label={entityText.lines(lines)}>
              {formatCount(lines)}
            </QueryLink>
          )}
        </span>
      )),
    });
  }
  if (elsewhere.length > 0) {
    facts.push({
      name: entityText.elsewhere,
      value: elsewhere.map(({ field, lines }) => (
        <span key={field} className="fact-line">
          {entityText.elsewhereAs(fieldNames[field])}{' '}
          <QueryLink from={from} query={equalTo(field, subject.text)} label={entityText.lines(lines)}>
            {entityText.lines(lines)}
          </QueryLink>
        </span>
      )),
    });
  }
  return <Facts facts={facts} />;
}

interface MomentProps {
  readonly moment: EntityMoment | null;
  readonly query: Query;
  readonly from: LinkedSources;
}

/** A time, which leads to its line among the others in the order of time. */
function Moment({ moment, query, from: { route, sources } }: MomentProps) {
  if (moment === null) return <span className="missing">{entityText.noTime}</span>;
  const { time, bundleId, ordinal } = moment;
  const words = formatTime(time);
  const text = askableText(query);
  if (text === null) return <span className="time">{words}</span>;
  // The strip names the bundle of the open line; the searched ones stay those of this page.
  const search = { query: text, sort: { by: 'time', isDescending: false }, sources };
  return (
    <a
      className="time"
      href={printRoute({ ...route, screen: 'explore', bundleId, ordinal, search })}
      title={entityText.openLine}
    >
      {words}
    </a>
  );
}
