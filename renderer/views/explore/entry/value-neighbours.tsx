import type { EventField } from '../../../../shared/adapters/event-field.ts';
import type { FieldValue } from '../../../../shared/adapters/field-value.ts';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { HitRow } from '../../../../shared/contract/search-protocol.ts';
import { entryText } from '../../../text/entry.ts';
import { fieldNames, missingFieldNames } from '../../../text/explore.ts';
import { useCaseSession } from '../../app/case-session.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import type { HitLine } from '../table/use-hit-cursor.ts';
import { NeighbourRow } from './neighbour-row.tsx';
import { PanelSection } from './panel-section.tsx';
import { useValueNeighbours } from './use-value-neighbours.ts';

interface ValueNeighboursProps {
  readonly line: HitLine;
  /** The bundles that have its neighbours; that of the line is one of them. */
  readonly compared: readonly BundleView[];
  readonly field: EventField;
  readonly value: FieldValue;
  readonly onMove: (line: HitLine) => void;
}

/** The line before and the line after with the same value of one field, or the word for why there is none to compare. */
export function ValueNeighbours({ line, compared, field, value, onMove }: ValueNeighboursProps) {
  const { state } = useCaseSession();
  const caseId = state.kind === 'open' ? state.view.case.caseId : null;
  const title = entryText.sameValue(fieldNames[field].toLowerCase());
  if (value.kind !== 'text' || caseId === null) {
    const reason = value.kind === 'text' ? entryText.looking : missingFieldNames[value.kind];
    return (
      <PanelSection title={title}>
        <p className="hint">{entryText.sameNone(reason)}</p>
      </PanelSection>
    );
  }
  const bundleIds = compared.map(({ bundleId }) => bundleId);
  const wanted = { caseId, bundleIds, ...line, field, text: value.text };
  return <Neighbours title={title} wanted={wanted} compared={compared} onMove={onMove} />;
}

interface NeighboursProps {
  readonly title: string;
  readonly wanted: Parameters<typeof useValueNeighbours>[0];
  readonly compared: readonly BundleView[];
  readonly onMove: (line: HitLine) => void;
}

function Neighbours({ title, wanted, compared, onMove }: NeighboursProps) {
  const state = useValueNeighbours(wanted);
  const isFound = state.kind === 'found';
  return (
    <PanelSection
      title={title}
      aside={
        isFound && (
          <span className="neighbour-count">{entryText.samePosition(state.position + 1, state.total)}</span>
        )
      }
    >
      <p className="neighbour-same">
        <EvidenceText text={wanted.text} limit={200} />
      </p>
      {state.kind === 'looking' && <p className="hint neighbour-place">{entryText.looking}</p>}
      {state.kind === 'not-indexed' && <p className="hint neighbour-place">{entryText.notIndexed}</p>}
      {state.kind === 'failed' && <ErrorNotice title={entryText.neighboursFailed} error={state.error} />}
      {isFound && (
        <ul className="neighbours">
          <li>
            <Neighbour
              row={state.before}
              compared={compared}
              none={entryText.noneBefore}
              relation={entryText.before}
              onMove={onMove}
            />
          </li>
          <li>
            <Neighbour
              row={state.after}
              compared={compared}
              none={entryText.noneAfter}
              relation={entryText.after}
              onMove={onMove}
            />
          </li>
        </ul>
      )}
    </PanelSection>
  );
}

interface NeighbourProps {
  readonly row: HitRow | null;
  readonly compared: readonly BundleView[];
  readonly none: string;
  readonly relation: string;
  readonly onMove: (line: HitLine) => void;
}

function Neighbour({ row, compared, none, relation, onMove }: NeighbourProps) {
  if (row === null) return <p className="hint neighbour-place">{none}</p>;
  const { bundleId } = row;
  const source = compared.length === 1 ? null : compared.find((bundle) => bundle.bundleId === bundleId);
  return (
    <NeighbourRow
      row={row}
      onMove={(ordinal) => onMove({ bundleId, ordinal })}
      relation={relation}
      source={source?.fileName ?? null}
    />
  );
}
