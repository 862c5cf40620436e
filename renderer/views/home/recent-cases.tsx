import { useEffect, useState } from 'react';
import type { CaseSummary, LockedCase, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { commonText } from '../../text/common.ts';
import { homeText } from '../../text/home.ts';
import { unlockCaseText } from '../../text/vault.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { plainSearch } from '../app/route.ts';
import type { Navigation } from '../app/use-route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EncryptCaseDialog } from '../vault/encrypt-case-dialog.tsx';
import { UnlockForm } from '../vault/unlock-form.tsx';
import { CaseTable } from './case-table.tsx';
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
  const [toEncrypt, setToEncrypt] = useState<CaseSummary | null>(null);

  const afterDelete = (caseId: string) => {
    setToDelete(null);
    // The address may still name the case that is gone.
    if (navigation.route.caseId === caseId)
      navigation.navigate({ caseId: null, bundleId: null, ordinal: null });
    reload();
  };
  const afterEncryption = ({ caseId }: CaseSummary) => {
    if (navigation.route.caseId === caseId) {
      // The address of before may name what was searched, and a bundle that has another id by now.
      navigation.navigate({ bundleId: null, ordinal: null, search: plainSearch }, 'replace');
      reopen();
    }
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
          onEncrypt={setToEncrypt}
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
      {toEncrypt !== null && (
        <EncryptCaseDialog
          summary={toEncrypt}
          onEncrypted={() => afterEncryption(toEncrypt)}
          onClose={() => setToEncrypt(null)}
        />
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
