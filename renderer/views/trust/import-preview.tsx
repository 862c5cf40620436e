import type { NamedKey, TrustFile } from '../../../shared/case/trust-file.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { trustText } from '../../text/trust.ts';
import { trustFileKinds, trustFileText } from '../../text/trust-files.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { quorumWords } from './quorum-words.ts';
import { RefusedParts } from './refused-parts.tsx';
import { windowWords } from './window-words.ts';

interface ImportPreviewProps {
  readonly file: TrustFile;
  /** What is pinned now, to say what is new. */
  readonly pinned: readonly TrustedKey[];
}

/** What a file would add, line by line, and which of its lines would not count and why. */
export function ImportPreview({ file, pinned }: ImportPreviewProps) {
  const { keys, policy, refused } = file;
  return (
    <section className="import-preview" aria-label={trustFileText.wouldAdd}>
      <h3>
        {trustFileText.wouldAdd} <span className="hint">· {trustFileKinds[file.kind]}</span>
      </h3>
      {keys.length === 0 && policy === null && <p>{trustFileText.nothing}</p>}
      <ul className="key-list">
        {keys.map((named) => (
          <NamedKeyItem key={named.line} named={named} pinned={pinned} />
        ))}
        {policy !== null && (
          <li className="pinned-key">
            <div className="pinned-head">
              <span className="key-role">{trustText.witnesses.title}</span>
              <span className="hint">{trustFileText.policyReplaces}</span>
            </div>
            <Facts
              facts={[
                {
                  name: trustText.witnesses.quorum,
                  value:
                    policy.quorum === null ? (
                      trustText.witnesses.nobody
                    ) : (
                      <EvidenceText text={quorumWords(policy)} limit={600} />
                    ),
                },
              ]}
            />
          </li>
        )}
      </ul>
      {refused.length > 0 && (
        <RefusedParts
          title={trustFileText.refusedTitle(refused.length)}
          refused={refused.map(({ line, statement }) => ({ place: trustFileText.line(line), statement }))}
        />
      )}
    </section>
  );
}

function NamedKeyItem({
  named,
  pinned,
}: {
  readonly named: NamedKey;
  readonly pinned: ImportPreviewProps['pinned'];
}) {
  const { line, key, principals } = named;
  const facts: Fact[] = [
    { name: trustText.columns.fingerprint, value: <Fingerprint text={key.fingerprint} /> },
    { name: trustText.columns.window, value: windowWords(key) },
  ];
  if (principals.length > 0) {
    const text = principals.join(', ');
    facts.push({ name: trustFileText.principals, value: <EvidenceText text={text} limit={200} /> });
  }
  return (
    <li className="pinned-key">
      <div className="pinned-head">
        <span className="key-role">{trustText.roleNames[key.role]}</span>
        <span className="hint">
          {trustFileText.line(line)} · {trustFileText.changes[changeOf(key, pinned)]}
        </span>
      </div>
      <Facts facts={facts} />
    </li>
  );
}

function changeOf(key: TrustedKey, pinned: readonly TrustedKey[]): keyof typeof trustFileText.changes {
  const known = pinned.find(({ keyId }) => keyId === key.keyId);
  if (known === undefined) return 'new';
  if (known.revoked !== null) return 'revoked';
  const isSame = known.validAfter === key.validAfter && known.validBefore === key.validBefore;
  return isSame ? 'again' : 'window';
}
