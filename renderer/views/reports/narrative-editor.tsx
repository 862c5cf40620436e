import { useRef, useState } from 'react';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { DraftProblem } from '../../../shared/contract/report-protocol.ts';
import { citationsIn } from '../../../shared/report/citations.ts';
import { builderText, lineListText } from '../../text/reports.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { Icon } from '../common/icon.tsx';
import type { KnownLine } from './known-lines.ts';
import { LineDialog } from './line-dialog.tsx';
import { LongText } from './long-text.tsx';

type Parts = ReportDraftContent['narrative'];
type Part = Parts[number];

interface NarrativeEditorProps {
  readonly parts: Parts;
  /** Null while the worker has not yet looked for the lines of the draft as it is now. */
  readonly problems: readonly DraftProblem[] | null;
  readonly lines: readonly KnownLine[];
  readonly onChange: (parts: Parts) => void;
}

/** What the report says in a person's words, part by part. */
export function NarrativeEditor({ parts, problems, lines, onChange }: NarrativeEditorProps) {
  const replace = (at: number, part: Part) =>
    onChange(parts.map((each, index) => (index === at ? part : each)));
  const swap = (at: number, other: number) => {
    const [one, two] = [parts[at], parts[other]];
    if (one === undefined || two === undefined) return;
    onChange(parts.map((each, index) => (index === at ? two : index === other ? one : each)));
  };
  return (
    <fieldset className="builder-group">
      <legend>{builderText.narrative}</legend>
      <p className="hint">{parts.length === 0 ? builderText.noNarrative : builderText.narrativeHint}</p>
      {parts.map((part, at) => (
        <NarrativePart
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and a moved one must keep what is typed.
          key={at}
          part={part}
          isTwice={parts.some(({ heading }, other) => other !== at && heading === part.heading)}
          isFirst={at === 0}
          isLast={at === parts.length - 1}
          problems={problems?.filter(({ where }) => where === part.heading) ?? null}
          lines={lines}
          onChange={(changed) => replace(at, changed)}
          onMove={(by) => swap(at, at + by)}
          onRemove={() => onChange(parts.filter((_, index) => index !== at))}
        />
      ))}
      <div>
        <ActionButton
          label={builderText.addPart}
          icon="plus"
          onPress={() => onChange([...parts, { heading: '', markdown: '' }])}
        />
      </div>
    </fieldset>
  );
}

interface NarrativePartProps {
  readonly part: Part;
  readonly isTwice: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly problems: readonly DraftProblem[] | null;
  readonly lines: readonly KnownLine[];
  readonly onChange: (part: Part) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function NarrativePart(props: NarrativePartProps) {
  const { part, isTwice, problems, lines, onChange } = props;
  const { heading, markdown } = part;
  const field = useRef<HTMLTextAreaElement>(null);
  const [isCiting, setIsCiting] = useState(false);
  const cite = ([line]: readonly KnownLine[]) => {
    setIsCiting(false);
    if (line === undefined) return;
    const at = field.current?.selectionEnd ?? markdown.length;
    const citation = `[@${line.origin}#${line.seq}]`;
    onChange({ heading, markdown: markdown.slice(0, at) + citation + markdown.slice(at) });
    // After the dialog has given the focus back.
    setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at + citation.length, at + citation.length);
    }, 0);
  };
  const headingError =
    heading.trim() === '' ? builderText.headingMissing : isTwice ? builderText.headingTwice : null;
  return (
    <section className="narrative-part" aria-label={heading === '' ? builderText.addPart : heading}>
      <div className="narrative-head">
        <Field
          label={builderText.partHeading}
          hint=""
          error={markdown === '' && heading === '' ? null : headingError}
          value={heading}
          onChange={(to) => onChange({ heading: to, markdown })}
        />
        <ActionButton
          label={builderText.movePartUp(heading)}
          icon="up"
          look="quiet"
          isIconOnly
          isDisabled={props.isFirst}
          onPress={() => props.onMove(-1)}
        />
        <ActionButton
          label={builderText.movePartDown(heading)}
          icon="down"
          look="quiet"
          isIconOnly
          isDisabled={props.isLast}
          onPress={() => props.onMove(1)}
        />
        <ActionButton
          label={builderText.removePart(heading)}
          icon="trash"
          look="quiet"
          isIconOnly
          onPress={props.onRemove}
        />
      </div>
      <LongText
        field={field}
        label={builderText.partText(heading)}
        hint=""
        rows={6}
        isLabelHidden
        value={markdown}
        onChange={(to) => onChange({ heading, markdown: to })}
      />
      <div className="narrative-foot">
        <ActionButton label={builderText.cite} icon="cite" onPress={() => setIsCiting(true)} />
        <Citations markdown={markdown} problems={problems} />
      </div>
      {isCiting && (
        <LineDialog
          title={lineListText.citeTitle}
          advice={lineListText.citeAdvice}
          action={lineListText.insert}
          lines={lines}
          isMany={false}
          onTake={cite}
          onClose={() => setIsCiting(false)}
        />
      )}
    </section>
  );
}

/** Each line that the text cites, with what is wrong with it. */
function Citations(props: { readonly markdown: string; readonly problems: readonly DraftProblem[] | null }) {
  const { markdown, problems } = props;
  const citations = citationsIn(markdown);
  if (citations.length === 0) return null;
  return (
    <ul className="citation-list" aria-label={builderText.citations}>
      {citations.map(({ origin, seq }) => {
        const problem = problems?.find((each) => each.origin === origin && each.seq === seq) ?? null;
        const state = problem !== null ? 'bad' : problems === null ? 'open' : 'good';
        return (
          <li key={`${seq} ${origin}`} data-state={state}>
            <Icon name={state === 'bad' ? 'warning' : state === 'open' ? 'none' : 'check'} size={14} />
            <EvidenceText text={`${origin}#${seq}`} limit={120} />
            <span>
              {problem !== null ? (
                <EvidenceText text={problem.statement} limit={300} />
              ) : problems === null ? (
                builderText.citationOpen
              ) : (
                builderText.citationSound
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
