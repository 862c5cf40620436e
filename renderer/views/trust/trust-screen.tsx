import { useState } from 'react';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { Host } from '../../host/host.ts';
import { trustText } from '../../text/trust.ts';
import { trustFileText } from '../../text/trust-files.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { IdentitySection } from '../identity/identity-section.tsx';
import { AuthoritySection } from './authority-section.tsx';
import { DropWitnessesDialog } from './drop-witnesses-dialog.tsx';
import { HeadTable } from './head-table.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { LogSection } from './log-section.tsx';
import type { PinnedThing } from './pinned-thing.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { headsOfOtherLogs, trustByLog } from './trust-by-log.ts';
import { UnpinDialog } from './unpin-dialog.tsx';
import { useExport } from './use-export.ts';

interface TrustScreenProps {
  readonly view: CaseView;
  readonly saveFile: Host['saveFile'];
}

type OpenDialog =
  | { readonly kind: 'none' | 'import' }
  | { readonly kind: 'revoke' | 'unpin'; readonly pinned: PinnedThing }
  | { readonly kind: 'drop-witnesses'; readonly origin: string };

/** Log by log: which keys and witnesses the person trusts in this case, since when and why; who is believed about time. */
export function TrustScreen({ view, saveFile }: TrustScreenProps) {
  const [dialog, setDialog] = useState<OpenDialog>({ kind: 'none' });
  const { state: saving, exportTrust } = useExport(saveFile);
  const { caseId } = view.case;
  const logs = trustByLog(view);
  const others = headsOfOtherLogs(view, logs);
  const close = () => setDialog({ kind: 'none' });
  return (
    <div className="page">
      <header className="trust-head">
        <div>
          <h1>{trustText.screenTitle}</h1>
          <p className="lead">{trustText.lead}</p>
        </div>
        <div className="trust-actions">
          {view.trustedKeys.length + view.policies.length + view.authorities.length > 0 && (
            <ActionButton
              label={trustFileText.exportList}
              onPress={() => exportTrust({ caseId, form: 'list' })}
            />
          )}
          <ActionButton
            label={trustFileText.open}
            icon="trust"
            look="primary"
            onPress={() => setDialog({ kind: 'import' })}
          />
        </div>
      </header>
      <p role="status" className="hint">
        {saving.kind === 'saved' && trustFileText.exported(saving.fileName)}
      </p>
      {saving.kind === 'failed' && <ErrorNotice title={trustFileText.exportFailed} error={saving.error} />}
      {logs.length === 0 && (
        <EmptyState icon="trust" title={trustFileText.emptyTitle} advice={trustFileText.emptyAdvice} />
      )}
      {logs.map((log) => (
        <LogSection
          key={log.origin}
          view={view}
          log={log}
          onRevoke={(key) => setDialog({ kind: 'revoke', pinned: { of: 'key', key } })}
          onUnpin={(key) => setDialog({ kind: 'unpin', pinned: { of: 'key', key } })}
          onDropWitnesses={() => setDialog({ kind: 'drop-witnesses', origin: log.origin })}
          onExport={(form, origin) => exportTrust({ caseId, form, origin })}
        />
      ))}
      <AuthoritySection
        view={view}
        onRevoke={(authority) => setDialog({ kind: 'revoke', pinned: { of: 'authority', authority } })}
        onUnpin={(authority) => setDialog({ kind: 'unpin', pinned: { of: 'authority', authority } })}
        onExport={() => exportTrust({ caseId, form: 'authorities' })}
      />
      <IdentitySection saveFile={saveFile} />
      {others.length > 0 && (
        <section aria-labelledby="other-heads-title">
          <h2 id="other-heads-title">{trustText.heads.othersTitle}</h2>
          <p className="hint">{trustText.heads.othersLead}</p>
          <HeadTable label={trustText.heads.othersTitle} heads={others} isLogShown />
        </section>
      )}
      {dialog.kind === 'import' && (
        <ImportDialog view={view} origins={logs.map(({ origin }) => origin)} onClose={close} />
      )}
      {dialog.kind === 'revoke' && <RevokeDialog caseId={caseId} pinned={dialog.pinned} onClose={close} />}
      {dialog.kind === 'drop-witnesses' && (
        <DropWitnessesDialog caseId={caseId} origin={dialog.origin} onClose={close} />
      )}
      {dialog.kind === 'unpin' && <UnpinDialog caseId={caseId} pinned={dialog.pinned} onClose={close} />}
    </div>
  );
}
