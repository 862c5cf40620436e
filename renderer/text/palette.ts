import { formatCount, formatCounted } from '../views/common/format-number.ts';
import { frameText } from './frame.ts';

/** Words of the field that leads everywhere. */
export const paletteText = {
  title: 'Go to',
  label: 'A screen, a bundle, a case, the number of a line, or a query',
  placeholder: 'Type a name, a line number or a query',
  screens: frameText.screens,
  line: (number: number) => `Line ${formatCount(number)}`,
  kinds: { screen: 'screen', line: 'line', query: 'search in Explore', bundle: 'bundle', case: 'case' },
  inFile: (fileName: string) => `in ${fileName}`,
  bundles: (count: number) => formatCounted(count, 'bundle', 'bundles'),
  notChecked: 'not checked yet',
  hint: 'Arrow keys choose, Enter goes there, Escape closes.',
  none: 'Nothing has this name. Open a bundle on Home to search in it.',
} as const;
