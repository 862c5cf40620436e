import { useId } from 'react';
import type {
  AliasReason,
  EntityAlias,
  EntityDescription,
  EntityJoin,
  EntitySubject,
} from '../../../shared/contract/entity-protocol.ts';
import { keyOfJoin } from '../../../shared/search/entity-aliases.ts';
import { allOf, equalTo, joinQuery } from '../../../shared/search/entity-query.ts';
import { entityText } from '../../text/entity.ts';
import { missingFieldNames } from '../../text/explore.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { EntityLink, spokenValue } from './entity-link.tsx';
import { type LinkedSources, QueryLink } from './query-link.tsx';

interface AliasSectionProps {
  readonly subject: EntitySubject;
  readonly description: EntityDescription;
  readonly from: LinkedSources;
  readonly onJoins: (joins: readonly EntityJoin[]) => void;
}

/** Under which other names it may be in the lines, and why; each is included or left out by a person. */
export function AliasSection({ subject, description, from, onJoins }: AliasSectionProps) {
  const titleId = useId();
  const { aliases, names, unjoined, joined } = description;
  const kind = entityText.kinds[subject.field];
  const isOnlyItself = subject.field === 'address' || subject.field === 'session';
  const included = new Set(joined.map(keyOfJoin));
  const set = (join: EntityJoin, isIncluded: boolean) => {
    const others = joined.filter((each) => keyOfJoin(each) !== keyOfJoin(join));
    onJoins(isIncluded ? [...others, join] : others);
  };
  return (
    <section className="entity-section" aria-labelledby={titleId}>
      <h2 id={titleId}>{entityText.aliases}</h2>
      <p className="hint">{isOnlyItself ? entityText.noAliasesKind(kind) : entityText.aliasLead}</p>
      {!isOnlyItself && aliases.length === 0 && <p>{entityText.noAliases}</p>}
      {aliases.length > 0 && (
        <ul className="aliases">
          {aliases.map((alias) => (
            <Alias
              key={keyOfJoin(alias.join)}
              alias={alias}
              subject={subject}
              isIncluded={included.has(keyOfJoin(alias.join))}
              from={from}
              onInclude={(isIncluded) => set(alias.join, isIncluded)}
            />
          ))}
        </ul>
      )}
      {unjoined.map(({ name, text, others }) => (
        <p key={`${name} ${text}`} className="hint">
          <EvidenceText text={text} limit={120} />{' '}
          <QueryLink from={from} query={equalTo(name, text)} label={entityText.sharedName(name, others)}>
            <EvidenceText text={entityText.sharedName(name, others)} limit={300} />
          </QueryLink>
        </p>
      ))}
      {names.length > 0 && <OwnNames names={names} subject={subject} from={from} />}
    </section>
  );
}

interface AliasProps {
  readonly alias: EntityAlias;
  readonly subject: EntitySubject;
  readonly isIncluded: boolean;
  readonly from: LinkedSources;
  readonly onInclude: (isIncluded: boolean) => void;
}

function Alias({ alias: { join, lines, reasons }, subject, isIncluded, from, onInclude }: AliasProps) {
  const kind = entityText.kinds[subject.field];
  const name = join.kind === 'value' ? spokenValue(join.text) : entityText.unnamed(kind);
  return (
    <li className="alias" data-included={isIncluded || undefined}>
      <button
        type="button"
        role="switch"
        className="switch"
        aria-checked={isIncluded}
        aria-label={entityText.include(name)}
        onClick={() => onInclude(!isIncluded)}
      />
      <div className="alias-words">
        <p className="alias-name">
          {join.kind === 'value' ? (
            <>
              <EvidenceText text={join.text} limit={200} />
              <EntityLink subject={{ field: subject.field, text: join.text }} />
            </>
          ) : (
            <span className="missing">{entityText.unnamed(kind)}</span>
          )}
          <QueryLink from={from} query={joinQuery(subject.field, join)} label={entityText.adds(lines)}>
            {entityText.adds(lines)}
          </QueryLink>
          <span className="hint">{isIncluded ? entityText.included : entityText.leftOut}</span>
        </p>
        {reasons.map((reason) => (
          <Reason
            key={`${reason.here.name} ${reason.there.name} ${reason.text}`}
            reason={reason}
            subject={subject}
            join={join}
            from={from}
          />
        ))}
      </div>
    </li>
  );
}

interface ReasonProps extends Pick<AliasProps, 'subject' | 'from'> {
  readonly reason: AliasReason;
  readonly join: EntityJoin;
}

function Reason({ reason: { text, here, there, isWeak }, subject, join, from }: ReasonProps) {
  const own = equalTo(subject.field, subject.text);
  const ofHere = allOf([own, equalTo(here.name, text)]);
  const ofThere = allOf([
    joinQuery(subject.field, join),
    equalTo(there.name, text),
    { kind: 'not', part: own },
  ]);
  return (
    <p className="alias-reason">
      <span className="hint">{entityText.because}</span> <EvidenceText text={text} limit={160} />{' '}
      {entityText.is} <EvidenceText text={here.name} limit={80} /> {entityText.in}{' '}
      <QueryLink from={from} query={ofHere} label={entityText.linesHere(here.lines)}>
        {entityText.linesHere(here.lines)}
      </QueryLink>{' '}
      {entityText.and}{' '}
      {here.name !== there.name && (
        <>
          <EvidenceText text={there.name} limit={80} />{' '}
        </>
      )}
      {entityText.in}{' '}
      <QueryLink from={from} query={ofThere} label={entityText.linesThere(there.lines)}>
        {entityText.linesThere(there.lines)}
      </QueryLink>
      {isWeak && (
        <span className="badge" data-tone="open">
          {entityText.weak}
        </span>
      )}
    </p>
  );
}

type OwnNamesProps = Pick<EntityDescription, 'names'> & Pick<AliasProps, 'subject' | 'from'>;

function OwnNames({ names, subject, from }: OwnNamesProps) {
  return (
    <dl className="facts own-names" aria-label={entityText.ownNames}>
      {names.map(({ facet }) => (
        <div key={facet.field} className="fact">
          <dt>
            <EvidenceText text={facet.field} limit={80} />
          </dt>
          <dd>
            {facet.values.map(({ text, count }) => (
              <span key={text} className="own-name">
                <EvidenceText text={text} limit={160} />{' '}
                <QueryLink
                  from={from}
                  query={allOf([equalTo(subject.field, subject.text), equalTo(facet.field, text)])}
                  label={entityText.linesWith(count, spokenValue(text))}
                >
                  {formatCount(count)}
                </QueryLink>
              </span>
            ))}
            {facet.withheld > 0 && (
              <span className="missing">{entityText.withheldNames(facet.withheld)}</span>
            )}
            {facet.values.length === 0 && facet.withheld === 0 && (
              <span className="missing">{missingFieldNames.absent}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
