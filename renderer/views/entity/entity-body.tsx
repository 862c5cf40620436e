import { useId } from 'react';
import type { EventField } from '../../../shared/adapters/event-field.ts';
import type { EntityDescription, EntitySubject } from '../../../shared/contract/entity-protocol.ts';
import type { Query } from '../../../shared/query/query-tree.ts';
import { neighbourQuery } from '../../../shared/search/entity-query.ts';
import { entityText } from '../../text/entity.ts';
import { fieldNames } from '../../text/explore.ts';
import type { LinkedSources } from './query-link.tsx';
import { TouchedTable } from './touched-table.tsx';

interface EntityBodyProps {
  readonly subject: EntitySubject;
  readonly description: EntityDescription;
  readonly query: Query;
  readonly from: LinkedSources;
  readonly scope: { readonly caseId: string; readonly bundleIds: readonly string[] };
}

/** What touched what: the values beside it in its lines, and others of its kind that have some of them in common. */
export function EntityBody({ subject, description, query, from, scope }: EntityBodyProps) {
  const touchedId = useId();
  const neighboursId = useId();
  const { touched, neighbours, joined, total } = description;
  const kind = entityText.kinds[subject.field];
  return (
    <>
      <section className="entity-section" aria-labelledby={touchedId}>
        <h2 id={touchedId}>{entityText.touched}</h2>
        <div className="touched-grid">
          {touched.map((facet) => (
            <TouchedTable
              key={facet.field}
              title={nameOf(facet.field)}
              facet={facet}
              none={entityText.noValues}
              {...{ query, total, from, scope }}
            />
          ))}
        </div>
      </section>
      {neighbours.length > 0 && (
        <section className="entity-section" aria-labelledby={neighboursId}>
          <h2 id={neighboursId}>{entityText.neighbours}</h2>
          <p className="hint">{entityText.neighboursLead(kind)}</p>
          <div className="touched-grid">
            {neighbours.map(({ through, texts, unfollowed, lines, facet }) => (
              <TouchedTable
                key={through}
                title={entityText.through(kind, fieldNames[through])}
                lead={entityText.followed(texts.length, unfollowed, fieldNames[through])}
                facet={facet}
                query={neighbourQuery(subject, joined, { through, texts })}
                total={lines}
                none={entityText.noNeighbours}
                {...{ from, scope }}
              />
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function nameOf(field: string): string {
  // The touched fields are event fields; a facet only says so as a text.
  return fieldNames[field as EventField] ?? field;
}
