import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Sample } from '../../../shared/casework/case-work.ts';
import { type TickMark, tickMarks } from '../../../shared/casework/sample.ts';
import { marksOf, remarkOf, sampleProgress } from '../../../shared/casework/sample-progress.ts';
import type { PlacedLine } from '../../../shared/contract/casework-protocol.ts';
import { markKeys, markNames, samplesText } from '../../text/samples.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Icon } from '../common/icon.tsx';
import { RemarkField } from './remark-field.tsx';
import { useMarks } from './use-marks.ts';
import { usePlacedLines } from './use-placed-lines.ts';
import { type WorksheetCell, worksheetKey } from './worksheet-keys.ts';
import { WorksheetRow } from './worksheet-row.tsx';

/** As many as are drawn and placed at a time. */
const pageLines = 100;

interface WorksheetProps {
  readonly caseId: string;
  readonly written: Sample;
  readonly reviewer: string;
  /** Another one when the case has other bundles. */
  readonly bundles: unknown;
  readonly onOpen: (line: PlacedLine) => void;
}

/** A row for each drawn line; each attribute is marked with one key, and so is the way to the next one. */
export function Worksheet({ caseId, written, reviewer, bundles, onOpen }: WorksheetProps) {
  const { sample, isWriting, error, change } = useMarks(written, reviewer);
  const { lines, attributes } = sample.made.content;
  const [at, setAt] = useState<WorksheetCell>(() => ({ position: firstOpen(written), attribute: 0 }));
  const first = Math.floor(at.position / pageLines) * pageLines;
  const { sampleId } = sample.made.content;
  // The log is read again after each mark, and its lines are then other objects that say the same: a sample never changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const page = useMemo(() => lines.slice(first, first + pageLines), [sampleId, first]);
  const placed = usePlacedLines(caseId, page, bundles);
  const grid = useRef<HTMLTableElement>(null);
  const remark = useRef<HTMLInputElement>(null);
  const id = useId();
  const placedLines = placed.kind === 'placed' ? placed.lines : [];
  const missing = placed.kind === 'placed' ? placedLines.filter((line) => line === null).length : 0;
  const cellId = (cell: WorksheetCell) => `${id}-${cell.position}-${cell.attribute}`;
  const activeId = cellId(at);
  // Again when the lines are there: rows above have grown by what they say.
  // biome-ignore lint/correctness/useExhaustiveDependencies: that they are there only says that it is time.
  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId, placed.kind]);

  const isDisabled = reviewer === '';
  const mark = (to: TickMark, next: WorksheetCell) => {
    if (isDisabled) return;
    change(at.position, { attribute: at.attribute, mark: to });
    setAt(next);
  };
  const open = () => {
    const line = placedLines[at.position - first];
    if (line !== undefined && line !== null) onOpen(line);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const size = { lines: lines.length, attributes: attributes.length, page: 10 };
    const key = worksheetKey(event.key, at, size);
    if (key === null) return;
    event.preventDefault();
    switch (key.kind) {
      case 'go':
        return setAt(key.to);
      case 'mark':
        return mark(key.mark, key.next);
      case 'open':
        return open();
      case 'remark':
        return remark.current?.focus();
      default:
        key satisfies never;
    }
  };
  const progress = sampleProgress(sample);
  const hasStrata = lines.some(({ stratum }) => stratum !== '');
  const move = (to: number) => setAt({ position: to, attribute: at.attribute });
  return (
    <section className="worksheet" aria-label={samplesText.worksheet}>
      <div className="worksheet-head">
        <p className="worksheet-progress" role="status">
          <strong>{samplesText.progress(progress.reviewed, progress.lines, progress.exceptions)}</strong>{' '}
          <span className="hint">{isWriting ? samplesText.writing : ''}</span>
        </p>
        <fieldset className="worksheet-marks">
          <legend className="visually-hidden">{samplesText.marked}</legend>
          {tickMarks.map((to) => (
            <ActionButton
              key={to}
              label={`${markNames[to]} (${markKeys[to]})`}
              look="quiet"
              isDisabled={isDisabled}
              onPress={() => mark(to, at)}
            />
          ))}
          <ActionButton label={samplesText.open} icon="explore" look="quiet" onPress={open} />
        </fieldset>
        <RemarkField
          key={`${sampleId} ${at.position}`}
          input={remark}
          position={at.position}
          remark={remarkOf(sample, at.position)}
          isDisabled={isDisabled}
          onSave={(text) => change(at.position, { remark: text })}
          onLeave={() => grid.current?.focus()}
        />
        <p className="hint">{samplesText.keys}</p>
      </div>
      {error !== null && <ErrorNotice title={samplesText.refused} error={error} />}
      {placed.kind === 'failed' && <ErrorNotice title={samplesText.placeFailed} error={placed.error} />}
      {missing > 0 && (
        <p className="worksheet-missing" role="note">
          <Icon name="warning" /> {samplesText.missing(missing)}
        </p>
      )}
      <div className="worksheet-scroll">
        <table
          ref={grid}
          className="worksheet-grid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is what a table becomes that has keys.
          role="grid"
          tabIndex={0}
          aria-label={samplesText.worksheet}
          aria-rowcount={lines.length + 1}
          aria-activedescendant={activeId}
          // Custom properties have no type of their own.
          style={{ '--attributes': attributes.length, '--strata': hasStrata ? 1 : 0 } as CSSProperties}
          onKeyDown={press}
        >
          <WorksheetHead attributes={attributes} hasStrata={hasStrata} />
          <tbody>
            {page.map((line, index) => {
              const position = first + index;
              return (
                <WorksheetRow
                  key={position}
                  line={line}
                  position={position}
                  placed={placed.kind === 'placed' ? (placedLines[index] ?? null) : 'placing'}
                  hasStrata={hasStrata}
                  marks={marksOf(sample, position)}
                  remark={remarkOf(sample, position)}
                  active={at.position === position ? at.attribute : null}
                  attributes={attributes}
                  cellId={cellId}
                  onChoose={setAt}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {lines.length > pageLines && (
        <div className="worksheet-pages">
          <ActionButton
            label={samplesText.before}
            icon="up"
            look="quiet"
            isDisabled={first === 0}
            onPress={() => move(first - pageLines)}
          />
          <span className="number">
            {samplesText.pages(first, Math.min(lines.length, first + pageLines), lines.length)}
          </span>
          <ActionButton
            label={samplesText.after}
            icon="down"
            look="quiet"
            isDisabled={first + pageLines >= lines.length}
            onPress={() => move(first + pageLines)}
          />
        </div>
      )}
    </section>
  );
}

function WorksheetHead(props: { readonly attributes: readonly string[]; readonly hasStrata: boolean }) {
  const { columns } = samplesText;
  return (
    <thead>
      <tr className="worksheet-header" aria-rowindex={1}>
        <th scope="col" className="number">
          {columns.number}
        </th>
        <th scope="col" className="worksheet-line">
          {columns.line}
        </th>
        {props.hasStrata && (
          <th scope="col" className="worksheet-stratum">
            {columns.stratum}
          </th>
        )}
        {props.attributes.map((attribute) => (
          <th key={attribute} scope="col" className="worksheet-mark">
            <span className="worksheet-attribute">
              <EvidenceText text={attribute} limit={200} />
            </span>
          </th>
        ))}
        <th scope="col" className="worksheet-remark">
          {columns.remark}
        </th>
      </tr>
    </thead>
  );
}

/** Where a person goes on. */
function firstOpen(sample: Sample): number {
  const found = sample.made.content.lines.findIndex((_, position) =>
    marksOf(sample, position).includes('open'),
  );
  return Math.max(0, found);
}
