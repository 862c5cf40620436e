import { useId } from 'react';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import type { WitnessPolicy } from '../../../shared/trust/witness-policy.ts';
import { trustText } from '../../text/trust.ts';
import { trustFileText } from '../../text/trust-files.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { HeadTable } from './head-table.tsx';
import { OfferedKeys } from './offered-keys.tsx';
import { PinnedKey } from './pinned-key.tsx';
import { quorumWords } from './quorum-words.ts';
import type { LogTrust } from './trust-by-log.ts';

interface LogSectionProps {
  readonly view: CaseView;
  readonly log: LogTrust;
  readonly onRevoke: (key: TrustedKey) => void;
  readonly onUnpin: (key: TrustedKey) => void;
  readonly onDropWitnesses: () => void;
  readonly onExport: (form: 'allowed-signers' | 'policy', origin: string) => void;
}

/** What this case trusts of one log, and what is remembered of it. */
export function LogSection(props: LogSectionProps) {
  const { view, log, onRevoke, onUnpin, onDropWitnesses, onExport } = props;
  const titleId = useId();
  const hasPackerKey = log.keys.some(({ role }) => role === 'packer');
  const hasPolicy = log.keys.some(({ role }) => role === 'log') || log.policy !== null;
  return (
    <section className="log-trust" aria-labelledby={titleId}>
      <div className="log-head">
        <h2 id={titleId}>
          <EvidenceText text={log.origin} limit={300} />
        </h2>
        <span className="log-exports">
          {hasPackerKey && (
            <ActionButton
              label={trustFileText.exportSigners}
              look="quiet"
              onPress={() => onExport('allowed-signers', log.origin)}
            />
          )}
          {hasPolicy && (
            <ActionButton
              label={trustFileText.exportPolicy}
              look="quiet"
              onPress={() => onExport('policy', log.origin)}
            />
          )}
        </span>
      </div>
      {!log.isOfCase && <p className="hint">{trustText.otherLog}</p>}
      <h3>{trustText.title}</h3>
      {log.keys.length === 0 && <p className="hint">{trustText.none}</p>}
      <ul className="key-list" aria-label={trustText.title}>
        {log.keys.map((trusted) => (
          <PinnedKey
            key={trusted.keyId}
            trusted={trusted}
            judgedAt={view.judgedAt}
            onRevoke={() => onRevoke(trusted)}
            onUnpin={() => onUnpin(trusted)}
          />
        ))}
      </ul>
      {log.offered.length > 0 && (
        <>
          <h3>{trustText.offeredTitle}</h3>
          <p className="hint">{trustText.offeredLead}</p>
          <OfferedKeys caseId={view.case.caseId} keys={log.offered} isOriginShown={false} />
        </>
      )}
      <h3>{trustText.witnesses.title}</h3>
      <Witnesses policy={log.policy} onDrop={onDropWitnesses} />
      <h3>{trustText.heads.title}</h3>
      {log.heads.length === 0 ? (
        <p className="hint">
          {view.case.kind === 'sample' ? trustText.heads.sampleNone : trustText.heads.none}
        </p>
      ) : (
        <HeadTable label={trustText.heads.title} heads={log.heads} isLogShown={false} />
      )}
    </section>
  );
}

function Witnesses(props: { readonly policy: WitnessPolicy | null; readonly onDrop: () => void }) {
  const { policy, onDrop } = props;
  const words = trustText.witnesses;
  if (policy === null) return <p className="hint">{words.none}</p>;
  return (
    <>
      <Facts
        facts={[
          { name: words.quorum, value: <EvidenceText text={quorumWords(policy)} limit={600} /> },
          {
            name: words.names,
            value: (
              <ul className="witness-list">
                {policy.witnesses.map(({ name, vkey }) => (
                  <li key={name}>
                    <EvidenceText text={name} limit={80} /> <EvidenceText text={vkey} limit={200} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <div className="witness-actions">
        <ActionButton label={words.drop} isMaking look="quiet" onPress={onDrop} />
      </div>
    </>
  );
}
