import type { QuerySpan } from './query-tree.ts';

/** Why a text is no query, and the edit that would mend this one place. */
export interface QueryFault {
  readonly kind: 'fault';
  readonly message: string;
  readonly span: QuerySpan;
  /** Null where nobody can guess what was meant. */
  readonly mend: TextEdit | null;
}

/** What stands at `span` is replaced. */
export interface TextEdit {
  readonly span: QuerySpan;
  readonly text: string;
}

/** A fault whose place is mended by another text there; null where nobody can guess. */
export function fault(message: string, span: QuerySpan, mended: string | null = null): QueryFault {
  return { kind: 'fault', message, span, mend: mended === null ? null : { span, text: mended } };
}

/** The same, mended elsewhere than where the fault is shown. */
export function faultWith(message: string, span: QuerySpan, mend: TextEdit): QueryFault {
  return { kind: 'fault', message, span, mend };
}

export function applyEdit(text: string, { span, text: inserted }: TextEdit): string {
  return text.slice(0, span.start) + inserted + text.slice(span.end);
}
