import type { ShownAuthority } from '../../../shared/case/shown-authority.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { trustText } from '../../text/trust.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Fingerprint } from './fingerprint.tsx';

/** What a person can revoke or unpin. */
export type PinnedThing =
  | { readonly of: 'key'; readonly key: TrustedKey }
  | { readonly of: 'authority'; readonly authority: ShownAuthority };

/** What the decision of a dialog is about, with the whole fingerprint. */
export function PinnedThingSubject({ pinned }: { readonly pinned: PinnedThing }) {
  const [what, name, fingerprint] =
    pinned.of === 'key'
      ? [trustText.roleNames[pinned.key.role], pinned.key.origin, pinned.key.fingerprint]
      : [authorityText.one, pinned.authority.name, pinned.authority.fingerprint];
  return (
    <div className="dialog-subject">
      {what} · <EvidenceText text={name} limit={300} />
      <br />
      <Fingerprint text={fingerprint} />
    </div>
  );
}
