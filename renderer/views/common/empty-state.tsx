import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly advice: string;
  /** What the person can do about it, as links or buttons. */
  readonly children?: ReactNode;
}

/** A place where something will be, with a sentence that says how it gets there. */
export function EmptyState({ icon, title, advice, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      <p>{advice}</p>
      {children}
    </div>
  );
}
