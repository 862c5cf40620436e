import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { CaseSummary, LockedCase, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { checkText } from '../../text/check.ts';
import { commonText } from '../../text/common.ts';
import { homeText } from '../../text/home.ts';
import { unlockCaseText, vaultText } from '../../text/vault.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { plainSearch, printRoute } from '../app/route.ts';
import type { Navigation } from '../app/use-route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { EncryptedActions } from '../vault/encrypted-actions.tsx';
import { UnlockForm } from '../vault/unlock-form.tsx';
import { DeleteCaseDialog } from './delete-case-dialog.tsx';

type CaseList =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly cases: readonly (CaseSummary | LockedCase)[] }
  | { readonly kind: 'failed'; readonly error: WireError };

/** The cases that this machine keeps, the one opened last first. */
export function RecentCases({ navigation }: { readonly navigation: Navigation }) {
  const { list, reload } = useCaseList();
  const { reopen } = useCaseSession();
  const [toDelete, setToDelete] = useState<CaseSummary | LockedCase | null>(null);
  const [toUnlock, setToUnlock] = useState<string | null>(null);

  const afterDelete = (caseId: string) => {
    setToDelete(null);
    // The address may still name the case that is gone.
    if (navigation.route.caseId === caseId)
      navigation.navigate({ caseId: null, bundleId: null, ordinal: null });
    reload();
  };
  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title">{homeText.recent}</h2>
      {list.kind === 'failed' && (
        <ErrorNotice title={homeText.recentFailed} error={list.error}>
          <ActionButton label={commonText.tryAgain} onPress={reload} />
        </ErrorNotice>
      )}
      {list.kind === 'loading' && <p className="hint">{commonText.loading}</p>}
      {list.kind === 'loaded' && list.cases.length === 0 && <p className="hint">{homeText.recentEmpty}</p>}
      {list.kind === 'loaded' && list.cases.length > 0 && (
        <CaseTable
          cases={list.cases}
          onDelete={setToDelete}
          onUnlock={({ caseId }) => setToUnlock(caseId)}
          onLocked={reload}
        />
      )}
      {toUnlock !== null && (
        <DialogFrame title={unlockCaseText.title} onClose={() => setToUnlock(null)}>
          <UnlockForm
            caseId={toUnlock}
            onUnlocked={() => {
              setToUnlock(null);
              // The address may name it already, from before it was locked.
              if (navigation.route.caseId === toUnlock) reopen();
              navigation.navigate({ screen: 'bundles', caseId: toUnlock, bundleId: null, ordinal: null });
            }}
          >
            <ActionButton label={commonText.cancel} onPress={() => setToUnlock(null)} />
          </UnlockForm>
        </DialogFrame>
      )}
      {toDelete !== null && (
        <DeleteCaseDialog
          summary={toDelete}
          onDeleted={() => afterDelete(toDelete.caseId)}
          onClose={() => setToDelete(null)}
        />
      )}
    </section>
  );
}

function useCaseList(): { readonly list: CaseList; reload(): void } {
  const client = useCaseClient();
  const { state } = useCaseSession();
  const [list, setList] = useState<CaseList>({ kind: 'loading' });
  const [generation, setGeneration] = useState(0);
  // Opening or importing a case changes the list; the session's state tells when that has happened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: both only say that it is time to ask again.
  useEffect(() => {
    let isCurrent = true;
    client.call('listCases', {}).then(
      (cases) => isCurrent && setList({ kind: 'loaded', cases }),
      (thrown: unknown) => isCurrent && setList({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, state.kind, generation]);
  return { list, reload: () => setGeneration((count) => count + 1) };
}

interface CaseTableProps {
  readonly cases: readonly (CaseSummary | LockedCase)[];
  readonly onDelete: (summary: CaseSummary | LockedCase) => void;
  readonly onUnlock: (locked: LockedCase) => void;
  readonly onLocked: () => void;
}

function CaseTable(props: CaseTableProps) {
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

function CaseTableRow({ summary, onDelete, onLocked }: CaseTableProps & { readonly summary: CaseSummary }) {
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
