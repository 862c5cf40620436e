import {
  type TextSegment,
  toVisibleString,
  toVisibleText,
  toVisibleValue,
} from '../../bytes/visible-text.ts';
import type { Run, Runs } from '../document.ts';
import type { UtcText } from '../record.ts';

/** Our own words. */
export function plain(text: string): Run {
  return { text, style: 'plain' };
}

export function strong(text: string): Run {
  return { text, style: 'strong' };
}

export function code(text: string): Run {
  return { text: toVisibleString(text), style: 'code' };
}

/** A digest or a fingerprint, which in a record by others may be any text. */
export function digest(text: string): Run {
  return { text: toVisibleString(text), style: 'digest' };
}

export function link(text: string, target: string): Run {
  return { text, style: 'plain', target };
}

/** A value by strangers, whole: blanks at its ends and everything that does not show itself are named. */
export function evidence(value: string): Runs {
  return toRuns(toVisibleValue(value), 'evidence');
}

/** A line by strangers. */
export function evidenceLine(line: string): Runs {
  return toRuns(toVisibleText(line), 'evidence');
}

/** What persons wrote: drawn as text, but a character that would turn or hide its neighbours is named all the same. */
export function written(text: string, style: 'plain' | 'strong' | 'emphasis' | 'code' = 'plain'): Runs {
  return toRuns(toVisibleText(text), style);
}

/** As `written`, for several lines. */
export function writtenLines(text: string, style: 'plain' | 'code'): Runs {
  return text
    .split('\n')
    .flatMap((line, index) => [...(index === 0 ? [] : [{ text: '\n', style }]), ...written(line, style)]);
}

/** In place of a value that is not there. */
export function emphasis(text: string): Runs {
  return [{ text, style: 'emphasis' }];
}

export const none = emphasis('none');

export function writtenOrNone(text: string): Runs {
  return text.trim() === '' ? none : written(text);
}

/** `2026-07-01 09:30:00.000 UTC`. */
export function timeWords(time: UtcText): string {
  return `${time.slice(0, 10)} ${time.slice(11, -1)} UTC`;
}

/** Lists of runs with words between them. */
export function joined(lists: readonly Runs[], between: string): Runs {
  return lists.flatMap((runs, index) => (index === 0 ? runs : [plain(between), ...runs]));
}

function toRuns(segments: readonly TextSegment[], style: Run['style']): Runs {
  return segments.map((segment) =>
    segment.kind === 'text' ? { text: segment.text, style } : { text: segment.label, style: 'mark' },
  );
}
