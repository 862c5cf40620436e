import { useId } from 'react';
import type { ShownAuthority } from '../../../shared/case/shown-authority.ts';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { ActionButton } from '../common/action-button.tsx';
import { PinnedAuthority } from './pinned-authority.tsx';

interface AuthoritySectionProps {
  readonly view: Pick<CaseView, 'authorities' | 'judgedAt'>;
  readonly onRevoke: (authority: ShownAuthority) => void;
  readonly onUnpin: (authority: ShownAuthority) => void;
  readonly onExport: () => void;
}

/** Who is believed about time. Of no log, so it stands beside the logs and not in one of them. */
export function AuthoritySection({ view, onRevoke, onUnpin, onExport }: AuthoritySectionProps) {
  const titleId = useId();
  const { authorities, judgedAt } = view;
  // A file for other tools has no word for an end, so a revoked one is not in it.
  const canExport = authorities.some(({ revoked }) => revoked === null);
  return (
    <section className="log-trust" aria-labelledby={titleId}>
      <div className="log-head">
        <h2 id={titleId}>{authorityText.title}</h2>
        <span className="log-exports">
          {canExport && <ActionButton label={authorityText.exportAll} look="quiet" onPress={onExport} />}
        </span>
      </div>
      <p className="hint">{authorityText.lead}</p>
      {authorities.length === 0 && <p className="hint">{authorityText.none}</p>}
      <ul className="key-list" aria-labelledby={titleId}>
        {authorities.map((authority) => (
          <PinnedAuthority
            key={authority.authorityId}
            authority={authority}
            judgedAt={judgedAt}
            onRevoke={() => onRevoke(authority)}
            onUnpin={() => onUnpin(authority)}
          />
        ))}
      </ul>
    </section>
  );
}
