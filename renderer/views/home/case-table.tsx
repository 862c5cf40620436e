import { Button } from 'react-aria-components/Button';
import type { CaseSummary, LockedCase } from '../../../shared/contract/case-protocol.ts';
import { checkText } from '../../text/check.ts';
import { homeText } from '../../text/home.ts';
import { vaultText } from '../../text/vault.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { plainSearch, printRoute } from '../app/route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { EncryptedActions } from '../vault/encrypted-actions.tsx';

interface CaseTableProps {
  readonly cases: readonly (CaseSummary | LockedCase)[];
  readonly onDelete: (summary: CaseSummary | LockedCase) => void;
  readonly onUnlock: (locked: LockedCase) => void;
  readonly onEncrypt: (summary: CaseSummary) => void;
  readonly onLocked: () => void;
}

/** One row for each case, and what can be done with it. */
export function CaseTable(props: CaseTableProps) {
  const { columns } = homeText;
  const newestFirst = props.cases.toSorted((one, other) => other.openedAt - one.openedAt);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.kind}</th>
          <th scope="col" className="number">
            {columns.bundles}
          </th>
          <th scope="col" className="number">
            {columns.entries}
          </th>
          <th scope="col">{columns.opened}</th>
          <th scope="col">
            <span className="visually-hidden">{columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {newestFirst.map((summary) =>
          'isLocked' in summary ? (
            <LockedRow key={summary.caseId} locked={summary} {...props} />
          ) : (
            <CaseTableRow key={summary.caseId} summary={summary} {...props} />
          ),
        )}
      </tbody>
    </table>
  );
}

function CaseTableRow({
  summary,
  onDelete,
  onEncrypt,
  onLocked,
}: CaseTableProps & { readonly summary: CaseSummary }) {
  return (
    <tr>
      <th scope="row" className="cell-name">
        <a
          href={printRoute({
            screen: 'bundles',
            caseId: summary.caseId,
            bundleId: null,
            ordinal: null,
            search: plainSearch,
            entity: null,
            comparison: null,
          })}
        >
          <EvidenceText text={summary.name} limit={160} />
        </a>
        <OpenCaseStanding caseId={summary.caseId} />
      </th>
      <td className="cell-kind">{summary.isEncrypted ? vaultText.unlocked : homeText.kinds[summary.kind]}</td>
      <td className="number">{formatCount(summary.bundleCount)}</td>
      <td className="number">{formatCount(summary.entryCount)}</td>
      <td className="time">{formatTime(summary.openedAt)}</td>
      <td className="cell-actions">
        {summary.isEncrypted && <EncryptedActions summary={summary} onLocked={onLocked} />}
        {!summary.isEncrypted && summary.kind === 'own' && (
          <ActionButton
            label={vaultText.encryptShort}
            aria-label={vaultText.encryptCase(summary.name)}
            look="quiet"
            onPress={() => onEncrypt(summary)}
          />
        )}
        <ActionButton
          label={homeText.delete(summary.name)}
          icon="trash"
          look="quiet"
          isIconOnly
          onPress={() => onDelete(summary)}
        />
      </td>
    </tr>
  );
}

/** All that this window knows of an encrypted case without its key. */
function LockedRow({ locked, onDelete, onUnlock }: CaseTableProps & { readonly locked: LockedCase }) {
  const { caseId, createdAt, openedAt } = locked;
  const name = vaultText.lockedName(caseId);
  return (
    <tr>
      <th scope="row" className="cell-name">
        <Button className="link-button" onPress={() => onUnlock(locked)}>
          {name}
        </Button>
        <span className="hint locked-made">{vaultText.made(formatTime(createdAt))}</span>
      </th>
      <td className="cell-kind">{vaultText.locked}</td>
      <td className="number hint">{vaultText.unknown}</td>
      <td className="number hint">{vaultText.unknown}</td>
      <td className="time">{formatTime(openedAt)}</td>
      <td className="cell-actions">
        <ActionButton
          label={homeText.delete(name)}
          icon="trash"
          look="quiet"
          isIconOnly
          onPress={() => onDelete(locked)}
        />
      </td>
    </tr>
  );
}

/** Of the case that is open: that there is no verdict on it yet. A list of names must not look like a list of what holds. */
function OpenCaseStanding({ caseId }: { readonly caseId: string }) {
  const { state } = useCaseSession();
  if (state.kind !== 'open' || state.view.case.caseId !== caseId) return null;
  if (state.view.bundles.every(({ verdict }) => verdict !== null)) return null;
  const { headlines } = checkText;
  return (
    <span className="badge">{state.check.kind === 'running' ? headlines.running : headlines.stopped}</span>
  );
}
