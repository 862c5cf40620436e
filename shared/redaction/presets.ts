import type { EventMapping } from '../adapters/read-event.ts';
import type { LeavingField } from './leaving-fields.ts';
import type { OrderedHidden, RedactionOrderFile } from './order-file.ts';

/** Ways to begin an order, by names that are never given to something else: commands in pipelines have them. */
export const redactionPresets = ['without-persons', 'what-happened'] as const;
export type RedactionPreset = (typeof redactionPresets)[number];

/** What a preset says of these fields, to be looked at and changed by a person. By default nothing is shown in either. */
export type PresetRules = Pick<RedactionOrderFile, 'shownPointers' | 'hidden'>;

const personalReason = 'Personal data.';

export function presetRules(
  preset: RedactionPreset,
  fields: readonly LeavingField[],
  mappings: readonly EventMapping[],
): PresetRules {
  switch (preset) {
    case 'without-persons':
      return {
        shownPointers: fields.filter(({ isPersonal }) => !isPersonal).map(({ pointer }) => pointer),
        hidden: fields.filter((field) => field.isPersonal && isHideable(field)).map(toHidden),
      };
    case 'what-happened': {
      const kept = new Set(mappings.flatMap(({ action, outcome, service }) => [action, outcome, service]));
      return {
        shownPointers: fields.filter(({ pointer }) => kept.has(pointer)).map(({ pointer }) => pointer),
        hidden: fields.filter((field) => !kept.has(field.pointer) && isHideable(field)).map(toHidden),
      };
    }
    default:
      return preset satisfies never;
  }
}

/** Committed wherever it is: of one that is in clear somewhere, the entries are withheld because it is not among those shown. */
function isHideable({ committed, inClear }: LeavingField): boolean {
  return committed > 0 && inClear === 0;
}

function toHidden({ pointer, isPersonal }: LeavingField): OrderedHidden {
  const reason = isPersonal ? personalReason : 'Not among the fields that are shown.';
  return { pointer, reason, privilege: '', pseudonym: '' };
}
