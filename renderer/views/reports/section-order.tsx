import { type KeyboardEvent, useId, useState } from 'react';
import { type ReportSection, reportSections } from '../../../shared/report/order.ts';
import { builderText, sectionNames } from '../../text/reports.ts';
import { Icon } from '../common/icon.tsx';

interface SectionOrderProps {
  readonly chosen: readonly ReportSection[];
  readonly onChange: (chosen: readonly ReportSection[]) => void;
}

/** Which sections a report has, and in which order: by mouse with the handle, by keyboard on it. */
export function SectionOrder({ chosen, onChange }: SectionOrderProps) {
  // Those that are not chosen keep their place in the list, so that nothing jumps when one is taken out and in again.
  const [order, setOrder] = useState<readonly ReportSection[]>(() => [
    ...chosen,
    ...reportSections.filter((section) => !chosen.includes(section)),
  ]);
  const [dragged, setDragged] = useState<ReportSection | null>(null);
  const [said, setSaid] = useState('');
  const hintId = useId();
  const move = (section: ReportSection, to: number) => {
    const place = Math.max(0, Math.min(order.length - 1, to));
    if (order[place] === section) return;
    const others = order.filter((each) => each !== section);
    const next = [...others.slice(0, place), section, ...others.slice(place)];
    setOrder(next);
    setSaid(builderText.moved(sectionNames[section], place + 1, next.length));
    onChange(next.filter((each) => chosen.includes(each)));
  };
  const moveByKey = (event: KeyboardEvent, section: ReportSection) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    move(section, order.indexOf(section) + step);
  };
  return (
    <fieldset className="builder-group">
      <legend>{builderText.sections}</legend>
      <p className="hint" id={hintId}>
        {builderText.sectionsHint}
      </p>
      <ol className="section-order">
        {order.map((section, index) => (
          <li
            key={section}
            data-dragged={dragged === section || undefined}
            onDragOver={(event) => {
              // Nothing but a section of this list: files belong to the window.
              if (dragged === null) return;
              event.preventDefault();
              if (dragged !== section) move(dragged, index);
            }}
            onDrop={(event) => event.preventDefault()}
          >
            <button
              type="button"
              className="drag-handle"
              draggable
              aria-label={builderText.move(sectionNames[section])}
              aria-describedby={hintId}
              onKeyDown={(event) => moveByKey(event, section)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', '');
                setDragged(section);
              }}
              onDragEnd={() => setDragged(null)}
            >
              <Icon name="handle" />
            </button>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(section)}
                onChange={(event) => {
                  const isIn = event.target.checked;
                  onChange(order.filter((each) => (each === section ? isIn : chosen.includes(each))));
                }}
              />
              {sectionNames[section]}
            </label>
          </li>
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </fieldset>
  );
}
