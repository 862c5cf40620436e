import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { Screen } from '../app/route.ts';

/** Somewhere to go. */
export type PaletteChoice =
  | { readonly kind: 'screen'; readonly screen: Screen; readonly name: string }
  | {
      readonly kind: 'line';
      readonly bundleId: string;
      readonly ordinal: EntryOrdinal;
      readonly name: string;
      readonly fileName: string;
    }
  | { readonly kind: 'query'; readonly query: string; readonly name: string }
  | { readonly kind: 'bundle'; readonly bundleId: string; readonly name: string; readonly headline: string }
  | { readonly kind: 'case'; readonly caseId: string; readonly name: string; readonly bundles: number };

/** Tells choices of one list apart. */
export function keyOfChoice(choice: PaletteChoice): string {
  switch (choice.kind) {
    case 'screen':
      return `screen ${choice.screen}`;
    case 'line':
      return `line ${choice.bundleId} ${choice.ordinal}`;
    case 'query':
      return 'query';
    case 'bundle':
      return `bundle ${choice.bundleId}`;
    case 'case':
      return `case ${choice.caseId}`;
    default:
      return choice satisfies never;
  }
}
