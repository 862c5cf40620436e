import type { ReactNode } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { adviceFor, importText } from '../../text/imports.ts';
import { EvidenceText } from './evidence-text.tsx';
import { type Fact, Facts } from './facts.tsx';
import { Icon } from './icon.tsx';

interface ErrorNoticeProps {
  readonly title: ReactNode;
  readonly error: WireError;
  /** A sentence on what did not change, when that is worth saying. */
  readonly reassurance?: string;
  /** Buttons. */
  readonly children?: ReactNode;
}

/** What was found, where, and what to do now. Never a stack trace. */
export function ErrorNotice({ title, error, reassurance, children }: ErrorNoticeProps) {
  const facts: Fact[] = [{ name: importText.found, value: <EvidenceText text={error.message} /> }];
  if (error.kind === 'format') facts.push({ name: importText.where, value: placeOf(error) });
  facts.push({ name: importText.now, value: adviceFor(error) });
  if (error.kind === 'format') facts.push({ name: importText.code, value: <code>{error.code}</code> });
  return (
    <section className="notice" data-tone={error.kind === 'refused' ? 'open' : 'bad'} role="alert">
      <h3 className="notice-title">
        <Icon name="warning" />
        <span>{title}</span>
      </h3>
      <Facts facts={facts} />
      {reassurance !== undefined && <p className="notice-reassurance">{reassurance}</p>}
      {children !== undefined && <div className="notice-actions">{children}</div>}
    </section>
  );
}

function placeOf({ place }: WireError & { readonly kind: 'format' }): ReactNode {
  const parts: string[] = [];
  if (place.member !== undefined) parts.push(importText.member(place.member));
  if (place.line !== undefined) parts.push(importText.line(place.line));
  if (place.offset !== undefined) parts.push(importText.offset(place.offset));
  // Numbers are ours, the member's name is the sender's.
  return parts.length === 0 ? importText.wholeFile : <EvidenceText text={parts.join(', ')} />;
}
