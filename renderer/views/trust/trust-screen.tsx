import { useState } from 'react';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { CopyButton } from '../common/copy-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { formatTime } from '../common/format-time.ts';
import { Fingerprint } from './fingerprint.tsx';
import { OfferedKeys, offeredOnce } from './offered-keys.tsx';
import { UnpinDialog } from './unpin-dialog.tsx';

/** Which keys the person trusts, since when and why; and which ones the bundles only offer. */
export function TrustScreen({ view }: { readonly view: CaseView }) {
  const [toUnpin, setToUnpin] = useState<TrustedKey | null>(null);
  const offered = offeredOnce(view.bundles.flatMap((bundle) => bundle.offeredKeys));
  return (
    <div className="page">
      <h1>{trustText.title}</h1>
      <p className="lead">{trustText.lead}</p>
      {view.trustedKeys.length === 0 && <p className="hint">{trustText.none}</p>}
      <ul className="key-list" aria-label={trustText.title}>
        {view.trustedKeys.map((trusted) => (
          <PinnedKey key={trusted.keyId} trusted={trusted} onUnpin={() => setToUnpin(trusted)} />
        ))}
      </ul>
      <section aria-labelledby="offered-title">
        <h2 id="offered-title">{trustText.offeredTitle}</h2>
        <p className="hint">{offered.length === 0 ? trustText.offeredNone : trustText.offeredLead}</p>
        <OfferedKeys caseId={view.case.caseId} keys={offered} />
      </section>
      {toUnpin !== null && (
        <UnpinDialog caseId={view.case.caseId} trusted={toUnpin} onClose={() => setToUnpin(null)} />
      )}
    </div>
  );
}

function PinnedKey({ trusted, onUnpin }: { readonly trusted: TrustedKey; readonly onUnpin: () => void }) {
  const words = trustText.columns;
  return (
    <li className="pinned-key">
      <div className="pinned-head">
        <span className="key-role">{trustText.roleNames[trusted.role]}</span>
        <span className="key-origin">
          <EvidenceText text={trusted.origin} limit={300} />
        </span>
        <ActionButton label={trustText.unpin} look="quiet" onPress={onUnpin} />
      </div>
      <Facts
        facts={[
          {
            name: words.fingerprint,
            value: (
              <span className="digest">
                <Fingerprint text={trusted.fingerprint} />
                <CopyButton text={trusted.fingerprint} what={trustText.fingerprint} />
              </span>
            ),
          },
          { name: words.compared, value: <OwnWords text={trusted.compared} /> },
          { name: words.comparedBy, value: <OwnWords text={trusted.comparedBy} /> },
          { name: words.pinnedAt, value: <span className="time">{formatTime(trusted.pinnedAt)}</span> },
        ]}
      />
    </li>
  );
}

/** What a person typed here: not evidence, but it may have been pasted from anywhere, so its marks are drawn too. */
function OwnWords({ text }: { readonly text: string }) {
  return (
    <span className="own-words">
      <EvidenceText text={text} />
    </span>
  );
}
