import type { CaseWork } from '../../../shared/casework/case-work.ts';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import { reportableWork } from '../../../shared/report/order-of-draft.ts';
import { severityNames } from '../../text/casework.ts';
import { findingStateNames } from '../../text/findings.ts';
import { builderText } from '../../text/reports.ts';
import { EvidenceText } from '../common/evidence-text.tsx';

type LeftOut = ReportDraftContent['leftOut'];

interface ContentChoiceProps {
  readonly work: CaseWork;
  readonly leftOut: LeftOut;
  readonly onChange: (leftOut: LeftOut) => void;
}

/** Findings, exhibits and samples: all of them, but for those that are left out. */
export function ContentChoice({ work, leftOut, onChange }: ContentChoiceProps) {
  const { findings, exhibits, samples } = reportableWork(work);
  return (
    <fieldset className="builder-group">
      <legend>{builderText.content}</legend>
      <p className="hint">{builderText.contentHint}</p>
      <Choice
        title={builderText.findings}
        none={builderText.noFindings}
        items={findings.map((finding) => ({
          id: finding.findingId,
          name: finding.title,
          mark: `${severityNames[finding.severity]}, ${findingStateNames[finding.state]}`,
        }))}
        leftOut={leftOut.findings}
        onChange={(ids) => onChange({ ...leftOut, findings: ids })}
      />
      <Choice
        title={builderText.exhibits}
        none={builderText.noExhibits}
        items={exhibits.map((exhibit) => ({
          id: exhibit.number,
          name: `${exhibit.number} ${exhibit.title}`,
          mark: builderText.lines(exhibit.sources.reduce((sum, { lines }) => sum + lines.length, 0)),
        }))}
        leftOut={leftOut.exhibits}
        onChange={(ids) => onChange({ ...leftOut, exhibits: ids })}
      />
      <Choice
        title={builderText.samples}
        none={builderText.noSamples}
        items={samples.map(({ content }) => ({
          id: content.sampleId,
          name: content.title,
          mark: builderText.lines(content.lines.length),
        }))}
        leftOut={leftOut.samples}
        onChange={(ids) => onChange({ ...leftOut, samples: ids })}
      />
    </fieldset>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly none: string;
  readonly items: readonly { readonly id: string; readonly name: string; readonly mark: string }[];
  readonly leftOut: readonly string[];
  readonly onChange: (leftOut: readonly string[]) => void;
}

function Choice({ title, none, items, leftOut, onChange }: ChoiceProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {items.length === 0 && <p className="hint">{none}</p>}
      <ul className="content-choice">
        {items.map(({ id, name, mark }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={!leftOut.includes(id)}
                onChange={(event) =>
                  onChange(event.target.checked ? leftOut.filter((each) => each !== id) : [...leftOut, id])
                }
              />
              <span>
                <EvidenceText text={name} limit={160} />
              </span>
            </label>
            <span className="hint number">{mark}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
