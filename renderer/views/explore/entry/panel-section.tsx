import { type ReactNode, useId } from 'react';

interface PanelSectionProps {
  readonly title: string;
  /** Beside the title: a badge or a count. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the entry panel under its heading. */
export function PanelSection({ title, aside, children }: PanelSectionProps) {
  const id = useId();
  return (
    <section className="panel-section" aria-labelledby={id}>
      <div className="panel-section-head">
        <h3 id={id}>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
