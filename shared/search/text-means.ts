import type { Deadline } from './text/expression.ts';
import type { TextScanner } from './text/text-scanner.ts';

/** How texts are looked through, and for how long. */
export interface TextMeans {
  readonly scanner: TextScanner;
  readonly deadline: Deadline;
}
