import type { ReactNode } from 'react';

/** A box that scrolls by itself, so it can have the focus: the arrow keys then move in it. */
export function RawBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard could not scroll the box (WCAG 2.1.1).
    <section className="raw-box" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
