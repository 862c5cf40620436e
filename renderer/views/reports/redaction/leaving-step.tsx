import { useMemo, useState } from 'react';
import type { ReportDraftContent } from '../../../../shared/casework/report-draft.ts';
import type { DraftProblem } from '../../../../shared/contract/report-protocol.ts';
import { type ProblemPlace, placeOfProblem } from '../../../../shared/report/problem-place.ts';
import type { EntryName } from '../../../../shared/report/record.ts';
import type { Host } from '../../../host/host.ts';
import { leavingText } from '../../../text/redaction.ts';
import { builderText } from '../../../text/reports.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Icon } from '../../common/icon.tsx';
import type { KnownLine } from '../known-lines.ts';
import { draftRulesOf, fieldRulesToDraft, orderOf } from './draft-order.ts';
import { EntryBesidePart, isSame } from './entry-beside.tsx';
import { FieldRulesTable } from './field-rules-table.tsx';
import { OrderFileActions } from './order-file-actions.tsx';
import { RulesStart } from './rules-start.tsx';
import { useLeavingPlan } from './use-leaving-plan.ts';
import { WithheldPart } from './withheld-part.tsx';

interface LeavingStepProps {
  readonly caseId: string;
  readonly draft: ReportDraftContent;
  readonly lines: readonly KnownLine[];
  /** Bundles that this run has compared: with another one, there is another answer. */
  readonly checked: number;
  /** What keeps the draft from being a report; null while nobody knows. */
  readonly problems: readonly DraftProblem[] | null;
  readonly saveFile: Host['saveFile'];
  readonly onChange: (part: Partial<ReportDraftContent>) => void;
  /** Leads to the text that has to be written otherwise. */
  readonly onGo: (place: ProblemPlace) => void;
}

/** What leaves with the pack, field by field on the left, and on the right one entry as the recipient sees it. */
export function LeavingStep(props: LeavingStepProps) {
  const { caseId, draft, lines, checked, problems, saveFile, onChange, onGo } = props;
  const [at, setAt] = useState<EntryName | null>(null);
  const { answer: plan, isCurrent, error } = useLeavingPlan(caseId, draft, at, checked);
  const order = useMemo(() => orderOf(draft), [draft]);
  const planned = plan?.kind === 'planned' ? plan : null;
  const inClear = useMemo(() => countInClear(planned?.entries ?? []), [planned]);
  const withhold = (names: readonly EntryName[], reason: string) =>
    onChange({
      withheld: [
        ...draft.withheld,
        ...names
          .filter((name) => !draft.withheld.some((each) => isSame(each, name)))
          .map(({ origin, seq, leaf }) => ({ origin, seq, leaf, reason, privilege: '' })),
      ],
    });
  const withholdThose = (pointer: string) => {
    const names = planned?.entries.filter((entry) => entry.inClear.includes(pointer)) ?? [];
    withhold(names, order.hidden.find((rule) => rule.pointer === pointer)?.reason ?? '');
  };
  const go = (problem: DraftProblem) => {
    const place = placeOfProblem(problem);
    const entry = planned?.entries.find(
      ({ seq, origin }) => seq === problem.seq && origin === problem.origin,
    );
    if (entry !== undefined) setAt(entry);
    else onGo(place);
  };
  return (
    <div className="builder-panes leaving-step">
      <section className="builder-form" aria-label={leavingText.title}>
        <p className="hint">{leavingText.lead}</p>
        {error !== null && <ErrorNotice title={leavingText.failed} error={error} />}
        {plan === null && error === null && <p role="status">{leavingText.loading}</p>}
        {plan?.kind === 'not-checked' && <p role="status">{leavingText.notChecked}</p>}
        {plan?.kind === 'refused' && (
          <ul className="problem-list">
            {plan.statements.map((statement) => (
              <li key={statement}>
                <EvidenceText text={statement} limit={600} />
              </li>
            ))}
          </ul>
        )}
        {planned !== null && (
          <>
            <p className="leaving-summary" role="status" data-current={isCurrent || undefined}>
              <span>
                {leavingText.summary(planned.count.whole, planned.count.part, planned.count.withheld)}
              </span>
              <strong>{leavingText.values(planned.hiddenValues)}</strong>
            </p>
            {problems !== null && problems.length > 0 && <Quoted problems={problems} onGo={go} />}
            <RulesStart
              fields={planned.fields}
              mappings={planned.mappings}
              rules={order}
              onChange={(rules) => onChange(fieldRulesToDraft(rules))}
            />
            <section aria-label={leavingText.fields}>
              <h2>{leavingText.fields}</h2>
              <p className="hint">
                {planned.fields.length === 0 ? leavingText.noFields : leavingText.formHint}
              </p>
              {planned.fields.length > 0 && (
                <FieldRulesTable
                  fields={planned.fields}
                  rules={order}
                  onChange={(rules) => onChange(fieldRulesToDraft(rules))}
                  inClear={inClear}
                  onWithhold={withholdThose}
                  hasPseudonyms
                  hasExhibits
                />
              )}
              {order.hidden.some(({ pseudonym }) => pseudonym !== '') && (
                <p className="hint">{leavingText.pseudonymWarning}</p>
              )}
            </section>
          </>
        )}
        <WithheldPart
          withheld={draft.withheld}
          lines={lines}
          onChange={(withheld) => onChange({ withheld })}
        />
        <OrderFileActions
          name={
            draft.number.trim() === '' ? 'draft' : draft.number.trim().replace(/[^\p{L}\p{N}._-]+/gu, '-')
          }
          order={order}
          saveFile={saveFile}
          onRead={(read) => onChange(draftRulesOf(read))}
        />
      </section>
      <div className="leaving-beside">
        {planned?.entry != null && (
          <EntryBesidePart
            entry={planned.entry}
            entries={planned.entries}
            isNamed={draft.withheld.some((each) => planned.entry !== null && isSame(each, planned.entry))}
            onChoose={({ origin, seq, leaf }) => setAt({ origin, seq, leaf })}
            onWithhold={(isWithheld) => {
              const { entry } = planned;
              if (entry === null) return;
              if (isWithheld) withhold([entry], '');
              else onChange({ withheld: draft.withheld.filter((each) => !isSame(each, entry)) });
            }}
          />
        )}
      </div>
    </div>
  );
}

function countInClear(
  entries: readonly { readonly inClear: readonly string[] }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { inClear } of entries)
    for (const pointer of inClear) counts.set(pointer, (counts.get(pointer) ?? 0) + 1);
  return counts;
}

/** What keeps the pack back, each with a way to the text that says it. */
function Quoted(props: {
  readonly problems: readonly DraftProblem[];
  readonly onGo: (problem: DraftProblem) => void;
}) {
  const { problems, onGo } = props;
  return (
    <section className="notice" data-tone="open" aria-label={builderText.problems(problems.length)}>
      <h2 className="notice-title">
        <Icon name="warning" />
        <span>{builderText.problems(problems.length)}</span>
      </h2>
      <ul className="problem-list quoted-list">
        {problems.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems of one answer never move.
          <li key={index}>
            <span>
              <EvidenceText text={problem.statement} limit={600} />
            </span>
            {placeOfProblem(problem).kind !== 'elsewhere' && (
              <ActionButton
                label={leavingText.goThere}
                aria-label={`${leavingText.goThere}: ${problem.where}`}
                look="quiet"
                onPress={() => onGo(problem)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
