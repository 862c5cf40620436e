import { useId } from 'react';
import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
import type { RedactionOrderFile } from '../../../../shared/redaction/order-file.ts';
import type { Host } from '../../../host/host.ts';
import { leavingText, redactedText } from '../../../text/redaction.ts';
import { useSharedCaseWork } from '../../casework/case-work-provider.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { orderOf } from './draft-order.ts';
import { FieldRulesTable } from './field-rules-table.tsx';
import { OrderFileActions } from './order-file-actions.tsx';
import { RulesStart } from './rules-start.tsx';
import type { UsedBundlePlan } from './use-bundle-plan.ts';

interface BundleRulesProps {
  readonly used: UsedBundlePlan;
  readonly order: RedactionOrderFile;
  readonly name: string;
  readonly saveFile: Host['saveFile'];
  readonly onChange: (order: RedactionOrderFile) => void;
}

const none: ReadonlyMap<string, number> = new Map();

/** What leaves with a copy of a bundle, field by field, and what that comes to. */
export function BundleRules({ used, order, name, saveFile, onChange }: BundleRulesProps) {
  const { answer: plan, isCurrent, error } = used;
  const change = (part: Partial<RedactionOrderFile>) => onChange({ ...order, ...part });
  return (
    <>
      {error !== null && <ErrorNotice title={redactedText.planFailed} error={error} />}
      <p className="leaving-summary" role="status" data-current={isCurrent || undefined}>
        <span>
          {plan === null || !isCurrent
            ? redactedText.planning
            : redactedText.counts(plan.entries, plan.withheldEntries)}
        </span>
      </p>
      {isCurrent && plan !== null && plan.problems.length > 0 && (
        <ul className="problem-list" aria-label={redactedText.planFailed}>
          {plan.problems.map((problem) => (
            <li key={problem}>
              <EvidenceText text={problem} limit={600} />
            </li>
          ))}
        </ul>
      )}
      {plan !== null && (
        <>
          <DraftChoice onTake={(from) => change({ ...from, keepOnly: order.keepOnly })} />
          <RulesStart fields={plan.fields} mappings={plan.mappings} rules={order} onChange={change} />
          {/* A region that scrolls must be reachable by the keyboard: it has fields in it. */}
          <section className="leaving-fields bundle-fields" aria-label={leavingText.fields}>
            <FieldRulesTable
              fields={plan.fields}
              rules={order}
              onChange={change}
              inClear={none}
              onWithhold={null}
              hasPseudonyms={false}
              hasExhibits={false}
            />
          </section>
          <label className="acknowledge">
            <input
              type="checkbox"
              checked={order.withholdsRest}
              onChange={(event) => change({ withholdsRest: event.target.checked })}
            />
            <span>{redactedText.withholdRest}</span>
          </label>
          <label className="acknowledge">
            <input
              type="checkbox"
              checked={order.keepsAttachments}
              onChange={(event) => change({ keepsAttachments: event.target.checked })}
            />
            <span>{redactedText.keepAttachments}</span>
          </label>
        </>
      )}
      <OrderFileActions
        name={name.replace(/(?:\.evb)?\.zip$/i, '')}
        order={order}
        saveFile={saveFile}
        onRead={onChange}
      />
    </>
  );
}

/** The rules that a draft of this case has already. */
function DraftChoice({ onTake }: { readonly onTake: (order: RedactionOrderFile) => void }) {
  const { state } = useSharedCaseWork();
  const id = useId();
  const drafts = state.kind === 'loaded' ? [...state.work.reportDrafts.values()] : [];
  const offered = drafts.filter(
    ({ content: { hidden, withheld, shownPointers } }) =>
      hidden.length > 0 || withheld.length > 0 || shownPointers !== null,
  );
  if (offered.length === 0) return null;
  return (
    <div className="choice-field">
      <label htmlFor={id}>{redactedText.draft}</label>
      <select
        id={id}
        className="input"
        value=""
        onChange={(event) => {
          const taken = offered.find(({ content }) => content.draftId === event.target.value);
          if (taken !== undefined) onTake(orderOf(taken.content));
        }}
      >
        <option value="">{redactedText.draftPlaceholder}</option>
        {offered.map(({ content: { draftId, number, title } }) => (
          <option key={draftId} value={draftId}>
            {toVisibleString(`${number} ${title}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
