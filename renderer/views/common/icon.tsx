import type { ReactNode } from 'react';

/** Drawn on a 16 by 16 grid with a 1.5 stroke, so that all of them have the same weight. */
const drawings = {
  home: <path d="M2.5 7.2 8 2.7l5.5 4.5M4 6.5v6.8h8V6.5M6.6 13.3V9.6h2.8v3.7" />,
  bundles: <path d="M2.5 5 8 2.2 13.5 5v6L8 13.8 2.5 11zM2.5 5 8 7.8 13.5 5M8 7.8v6" />,
  explore: <path d="M2.2 3.2h11.6v9.6H2.2zM2.2 6.4h11.6M2.2 9.6h11.6M6 6.4v6.4" />,
  trust: <path d="M10.2 2.2a3.6 3.6 0 1 0 .02 0M7.6 8.3 2.4 13.5M4.3 11.6l1.9 1.9M10.4 5.4h.01" />,
  custody: (
    <path d="M6.7 9.3a2.7 2.7 0 0 0 4 .3l2-2a2.7 2.7 0 0 0-3.8-3.8l-.9.9M9.3 6.7a2.7 2.7 0 0 0-4-.3l-2 2a2.7 2.7 0 0 0 3.8 3.8l.9-.9" />
  ),
  check: <path d="M8 1.8a6.2 6.2 0 1 0 .01 0M5.1 8.2l2 2 3.9-4.2" />,
  cross: <path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" />,
  target: <path d="M8 2.2a5.8 5.8 0 1 0 .01 0M8 5.6a2.4 2.4 0 1 0 .01 0" />,
  question: <path d="M8 1.8a6.2 6.2 0 1 0 .01 0M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.4M8 11.5v.1" />,
  warning: <path d="M8 2.2 14.4 13H1.6zM8 6.4v3M8 11.2v.1" />,
  partial: <path d="M8 1.8a6.2 6.2 0 1 0 .01 0M5 8h6" />,
  none: <path d="M8 1.8a6.2 6.2 0 1 0 .01 0" />,
  offline: (
    <path d="M2 2l12 12M3 7a7 7 0 0 1 2.2-1.5M8 4.6A7 7 0 0 1 13 7M5.2 9.4a4 4 0 0 1 1.9-1M8 12.6v.1" />
  ),
  open: <path d="M2 12.6V3.4h4l1.4 1.7h5v1.8M2 12.6l1.9-5.7h10.4l-1.9 5.7z" />,
  plus: <path d="M8 3v10M3 8h10" />,
  more: <path d="M3.4 8h.1M7.95 8h.1M12.5 8h.1" />,
  minus: <path d="M3 8h10" />,
  search: <path d="M7 2.4a4.6 4.6 0 1 0 .01 0M10.4 10.4l3.4 3.4" />,
  pen: <path d="M3 13l.7-3L11 2.8 13.2 5 6 12.3z" />,
  sidebar: <path d="M2.2 3.2h11.6v9.6H2.2zM6 3.2v9.6" />,
  star: <path d="M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z" />,
  starred: (
    <path fill="currentColor" d="M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z" />
  ),
  reports: (
    <path d="M3.4 1.8h6l3.2 3.2v5M9.4 1.8V5h3.2M3.4 1.8v12.4H8M5.8 5h1.4M5.8 8h4M10 12.6l1.4 1.4 2.8-3.2" />
  ),
  findings: <path d="M4 1.8h8v12.4H4zM6.4 5h3.2M6.4 8h3.2M6.4 11h1.6" />,
  cite: (
    <path d="M3 11.5V8.2c0-2 .9-3.4 2.8-4.2M9 11.5V8.2c0-2 .9-3.4 2.8-4.2M3 8.2h3v3.3H3zM9 8.2h3v3.3H9z" />
  ),
  saved: <path d="M4 2.2h8v11.6l-4-3-4 3z" />,
  handle: <path d="M6 3.5h.1M6 8h.1M6 12.5h.1M10 3.5h.1M10 8h.1M10 12.5h.1" />,
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  down: <path d="M4 6l4 4 4-4" />,
  again: <path d="M13.2 8a5.2 5.2 0 1 1-1.7-3.9M13.4 2.2v2.9h-2.9" />,
  up: <path d="M4 10l4-4 4 4" />,
  copy: <path d="M5.5 5.5h7.8v7.8H5.5zM10.5 5.5V2.7H2.7v7.8h2.8" />,
  trash: <path d="M2.8 4.3h10.4M6.2 4.3V2.6h3.6v1.7M4.2 4.3l.6 9h6.4l.6-9M6.8 6.8v4M9.2 6.8v4" />,
  appearance: <path d="M8 1.8a6.2 6.2 0 1 0 .01 0M8 1.8v12.4M8 5l3.8-1M8 8h6M8 11l3.8 1" />,
  keyboard: <path d="M1.8 4.2h12.4v7.6H1.8zM4.4 6.6h.1M7 6.6h.1M9.6 6.6h.1M12 6.6h.1M5 9.4h6" />,
  sample: (
    <path d="M6 2h4M6.7 2v4.2L3.2 12a1.3 1.3 0 0 0 1.1 2h7.4a1.3 1.3 0 0 0 1.1-2L9.3 6.2V2M4.8 10h6.4" />
  ),
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** A drawing beside words. It is hidden from assistive technology: the words say what it means. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  );
}
