import type { EntryDetail } from '../../../shared/contract/entry-protocol.ts';
import { caseworkText } from '../../text/casework.ts';
import { NotesPart } from './notes-part.tsx';

interface EntryNotesProps {
  readonly origin: string;
  readonly detail: EntryDetail;
}

/** What is said of one line. It is bound to the digest of the bytes that are shown beside it. */
export function EntryNotes({ origin, detail: { row, leafNow } }: EntryNotesProps) {
  if (row.seq === null) return <p className="hint panel-hint">{caseworkText.noName}</p>;
  return <NotesPart target={{ kind: 'entry', origin, line: { seq: row.seq, leaf: leafNow } }} />;
}
