import { type EventField, eventFields } from '../../adapters/event-field.ts';
import type { Runs } from '../document.ts';
import type { ReportedEntry } from '../record.ts';
import { emphasis, evidence, joined, plain, timeWords } from './runs.ts';

/** One entry in a row of a table. Values are shortened there, and stand whole where the entry is shown. */
export interface EntryCells {
  readonly time: string;
  readonly field: (field: EventField) => Runs;
  /** Who did what to what with which outcome, or why that is not said. */
  readonly words: Runs;
}

export function entryCells(entry: ReportedEntry | undefined): EntryCells {
  const content = entry?.content;
  if (content?.kind !== 'line') return { time: '', field: () => [], words: emphasis(reasonOf(content)) };
  const field = (name: EventField): Runs => {
    const value = content.event.find((each) => each.field === name)?.value;
    return value === undefined || value === '' ? [] : shortened(value);
  };
  const parts = eventFields.slice(0, 4).flatMap((name) => {
    const runs = field(name);
    return runs.length === 0 ? [] : [runs];
  });
  return {
    time: content.time === null ? '' : timeWords(content.time).replace(' UTC', ''),
    field,
    words: parts.length === 0 ? emphasis('no field could be read') : joined(parts, ' \u00b7 '),
  };
}

const mostCharacters = 120;

function shortened(value: string): Runs {
  const characters = Array.from(value.slice(0, 2 * mostCharacters + 2));
  if (characters.length <= mostCharacters) return evidence(value);
  return [
    ...evidence(characters.slice(0, mostCharacters).join('')),
    plain(' \u2026 '),
    ...emphasis('shortened'),
  ];
}

function reasonOf(content: ReportedEntry['content'] | undefined): string {
  switch (content?.kind) {
    case undefined:
      return 'not in this report';
    case 'bytes':
      return 'bytes that are no text';
    case 'withheld-by-sender':
      return 'withheld by the sender';
    case 'withheld':
      return 'withheld in this report';
    case 'line':
      return '';
    default:
      return content satisfies never;
  }
}
