export const appearances = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

const storageKey = 'vouch.appearance';

/** What the person chose last, or `system`. */
export function loadAppearance(): Appearance {
  const stored = localStorage.getItem(storageKey);
  return appearances.find((appearance) => appearance === stored) ?? 'system';
}

/** Keeps the choice and shows it at once. `tokens.css` knows the attribute. */
export function applyAppearance(appearance: Appearance): void {
  localStorage.setItem(storageKey, appearance);
  document.documentElement.setAttribute('data-appearance', appearance);
}
