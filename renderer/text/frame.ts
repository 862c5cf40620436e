/** Words of the strip, the rail and what surrounds every screen. */
export const frameText = {
  caseDeleted: 'This case was deleted. Open or make another one on Home.',
  product: 'Vouch',
  skip: 'Skip to content',
  noVerdict: 'NO BUNDLE OPEN',
  opening: 'OPENING…',
  verdictLabel: 'Verdict',
  caseLabel: 'Case',
  bundleLabel: 'Bundle',
  noCase: 'none open',
  switchBundle: 'Choose the bundle to look at',
  offline: 'Offline enforced',
  offlineTitle: 'The content policy of this window refuses every network connection.',
  sample: 'Sample case',
  sampleTitle: 'Made by Vouch itself. Not evidence of anything.',
  rail: 'Screens',
  screens: { home: 'Home', bundles: 'Bundles', explore: 'Explore', trust: 'Trust', custody: 'Custody' },
  appearance: 'Appearance',
  appearances: { system: 'System', light: 'Light', dark: 'Dark' },
  shortcuts: 'Keyboard',
  shortcutsTitle: 'Keyboard',
  dropNew: 'Drop to open as a new case',
  dropInto: 'Drop to add to this case',
  dropAdvice: 'The file is read in place and never changed.',
  openingCase: 'Opening the case…',
  caseFailed: 'This case cannot be opened',
  toHome: 'Go to Home',
  noCaseTitle: 'No case is open',
  noCaseAdvice: 'Open a bundle or a recent case on Home; its content then appears here.',
  noBundleTitle: 'This case holds no bundle',
  noBundleAdvice: 'Drop a bundle anywhere in this window to add it.',
  crashTitle: 'Vouch has a fault',
  crashAdvice:
    'Something in the program itself went wrong, not in your evidence. Nothing that was confirmed is lost. Reload the window to go on; if it happens again, please report the words below.',
  reload: 'Reload the window',
} as const;

/** Every key that does something, as the help dialog lists it. */
export const shortcutGroups = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['1', '…', '5'], meaning: 'Home, Bundles, Explore, Trust, Custody' },
      { keys: ['?'], meaning: 'This list' },
    ],
  },
  {
    title: 'On Explore',
    shortcuts: [
      { keys: ['/'], meaning: 'Write a query' },
      { keys: ['↓', '↑'], meaning: 'Choose a completion; Enter or Tab takes it' },
      { keys: ['Ctrl', 'Space'], meaning: 'Show completions' },
      { keys: ['Enter'], meaning: 'Run the query at once' },
      { keys: ['Alt', 'Enter'], meaning: 'Take the query as it is mended' },
      { keys: ['Alt', '↑'], meaning: 'The query before; Alt and ↓ the one after' },
      { keys: ['Delete', '-'], meaning: 'On a term: remove it, exclude it' },
      { keys: ['Esc'], meaning: 'Close the completions, then go to the table' },
    ],
  },
  {
    title: 'In the table of entries',
    shortcuts: [
      { keys: ['j', '↓'], meaning: 'Next entry' },
      { keys: ['k', '↑'], meaning: 'Entry before' },
      { keys: ['Page Down', 'Page Up'], meaning: 'One screen on, one screen back' },
      { keys: ['Home', 'End'], meaning: 'First entry, last entry' },
      { keys: ['←', '→'], meaning: 'Move the columns sideways' },
      { keys: ['Enter'], meaning: 'Open the entry beside the table' },
      { keys: ['Esc'], meaning: 'Close it and go back to the table' },
    ],
  },
] as const;
