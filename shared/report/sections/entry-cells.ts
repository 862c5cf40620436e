import type { Runs } from '../document.ts';
import type { ReportedEntry } from '../record.ts';
import { emphasis, evidence, joined, timeWords } from './runs.ts';

/** One entry in a row of a table: its time, and who did what to what with which outcome. */
export function entryCells(entry: ReportedEntry | undefined): {
  readonly time: string;
  readonly words: Runs;
} {
  if (entry === undefined) return { time: '', words: emphasis('not in this report') };
  const { content } = entry;
  switch (content.kind) {
    case 'line': {
      const parts = (['actor', 'action', 'target', 'outcome'] as const).flatMap((field) => {
        const value = content.event.find((each) => each.field === field)?.value;
        return value === undefined || value === '' ? [] : [evidence(value)];
      });
      return {
        time: content.time === null ? '' : timeWords(content.time).replace(' UTC', ''),
        words: parts.length === 0 ? emphasis('no field could be read') : joined(parts, ' · '),
      };
    }
    case 'bytes':
      return { time: '', words: emphasis('bytes that are no text') };
    case 'withheld-by-sender':
      return { time: '', words: emphasis('withheld by the sender') };
    case 'withheld':
      return { time: '', words: emphasis('withheld in this report') };
    default:
      return content satisfies never;
  }
}
