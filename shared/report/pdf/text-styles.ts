import { colours } from './operators.ts';
import type { TextStyle } from './pieces.ts';

/** How each kind of text is set. Small print is still read: nothing is below 6.5 points. */
export const styles = {
  title: { size: 23, leading: 29, colour: colours.ink, face: 'strong' },
  label: { size: 8.5, leading: 12, colour: colours.quiet, face: 'regular' },
  heading1: { size: 15, leading: 20, colour: colours.ink, face: 'strong' },
  heading2: { size: 11.5, leading: 16, colour: colours.ink, face: 'strong' },
  heading3: { size: 9.5, leading: 14, colour: colours.ink, face: 'strong' },
  body: { size: 9.5, leading: 14, colour: colours.ink, face: 'regular' },
  lead: { size: 12, leading: 17, colour: colours.ink, face: 'strong' },
  cell: { size: 8.5, leading: 11.5, colour: colours.ink, face: 'regular' },
  head: { size: 8, leading: 11, colour: colours.quiet, face: 'strong' },
  caption: { size: 8.5, leading: 12, colour: colours.ink, face: 'strong' },
  code: { size: 8.5, leading: 12, colour: colours.ink, face: 'regular' },
  contents1: { size: 9.5, leading: 14, colour: colours.ink, face: 'strong' },
  contents2: { size: 9.5, leading: 13, colour: colours.ink, face: 'regular' },
  footer: { size: 7, leading: 9.5, colour: colours.quiet, face: 'regular' },
} as const satisfies Readonly<Record<string, TextStyle>>;
