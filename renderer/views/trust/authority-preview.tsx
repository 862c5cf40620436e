import type { AuthorityFile } from '../../../shared/case/named-authorities.ts';
import type { ShownAuthority } from '../../../shared/case/shown-authority.ts';
import { trustText } from '../../text/trust.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { trustFileKinds, trustFileText } from '../../text/trust-files.ts';
import { Facts } from '../common/facts.tsx';
import { certificateFacts } from './authority-facts.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { RefusedParts } from './refused-parts.tsx';

interface AuthorityPreviewProps {
  readonly file: AuthorityFile;
  /** What is pinned now, to say what is new. */
  readonly pinned: readonly ShownAuthority[];
}

/** Which time authorities a file would add, and which of its certificates would not count and why. */
export function AuthorityPreview({ file, pinned }: AuthorityPreviewProps) {
  const { authorities, refused } = file;
  return (
    <section className="import-preview" aria-label={trustFileText.wouldAdd}>
      <h3>
        {trustFileText.wouldAdd} <span className="hint">· {trustFileKinds[file.kind]}</span>
      </h3>
      {authorities.length === 0 && <p>{trustFileText.nothing}</p>}
      <ul className="key-list">
        {authorities.map(({ number, shown }) => (
          <li key={number} className="pinned-key">
            <div className="pinned-head">
              <span className="key-role">{authorityText.one}</span>
              <span className="hint">
                {authorityText.certificate(number)} · {trustFileText.changes[changeOf(shown, pinned)]}
              </span>
            </div>
            <Facts
              facts={[
                ...certificateFacts(shown),
                { name: trustText.columns.fingerprint, value: <Fingerprint text={shown.fingerprint} /> },
              ]}
            />
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <RefusedParts
          title={trustFileText.refusedCertificatesTitle(refused.length)}
          refused={refused.map(({ number, statement }) => ({
            place: authorityText.certificate(number),
            statement,
          }))}
        />
      )}
    </section>
  );
}

function changeOf(shown: ShownAuthority, pinned: readonly ShownAuthority[]): 'new' | 'again' | 'revoked' {
  const known = pinned.find(({ authorityId }) => authorityId === shown.authorityId);
  if (known === undefined) return 'new';
  return known.revoked === null ? 'again' : 'revoked';
}
