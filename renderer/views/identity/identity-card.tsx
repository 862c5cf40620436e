import type { IdentityView } from '../../../shared/contract/identity-protocol.ts';
import { identityText } from '../../text/identity.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { formatTime } from '../common/format-time.ts';

/** Everything that others may know of the identity, as it is read out and compared. It can be printed by itself. */
export function IdentityCard({ identity }: { readonly identity: IdentityView }) {
  const { facts: names, card } = identityText;
  const { custodyKeys } = identity;
  const facts: readonly Fact[] = [
    { name: names.name, value: <EvidenceText text={identity.name} limit={600} /> },
    { name: names.fingerprint, value: <Value text={identity.fingerprint} what={identityText.fingerprint} /> },
    { name: names.ssh, value: <Value text={identity.sshPublicKey} what={identityText.ssh} /> },
    {
      name: names.certificate,
      value: <Value text={identity.certificateFingerprint} what={identityText.certificate} />,
    },
    { name: names.log, value: <LockedValue text={custodyKeys?.log} what={identityText.logKey} /> },
    { name: names.packer, value: <LockedValue text={custodyKeys?.packer} what={identityText.packerKey} /> },
    { name: names.since, value: formatTime(identity.validFrom) },
    { name: names.kept, value: formatTime(identity.keptAt) },
  ];
  return (
    <section className="identity-card" aria-label={card.title}>
      <h2 className="identity-card-title">{card.title}</h2>
      <Facts facts={facts} />
      <p className="identity-card-lead">{card.lead}</p>
    </section>
  );
}

interface ValueProps {
  readonly text: string;
  readonly what: string;
}

function Value({ text, what }: ValueProps) {
  return (
    <span className="identity-value">
      <code>{text}</code>
      <CopyButton text={text} what={what} />
    </span>
  );
}

function LockedValue({ text, what }: { readonly text: string | undefined; readonly what: string }) {
  if (text === undefined) return <span className="hint">{identityText.lockedKeys}</span>;
  return <Value text={text} what={what} />;
}

/** Prints the card alone: the attribute is what the style sheet goes by. */
export function printIdentityCard(): void {
  const root = document.documentElement;
  root.setAttribute('data-print', 'identity');
  window.addEventListener('afterprint', () => root.removeAttribute('data-print'), { once: true });
  window.print();
}
