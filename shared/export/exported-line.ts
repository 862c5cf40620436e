import type { EntryReading } from '../adapters/entry-reading.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import type { EventFields, EventMapping } from '../adapters/read-event.ts';
import type { DigestHex, EntryOrdinal, EntrySeq, UnixMillis } from '../bytes/units.ts';

/** Where a line comes from. */
export interface ExportedBundle {
  readonly fileName: string;
  readonly fileSha256: DigestHex;
  readonly origin: string;
  readonly mapping: EventMapping;
}

/** One line of a result, as the index has it and as its bytes are. */
export interface ExportedLine {
  readonly bundle: ExportedBundle;
  readonly ordinal: EntryOrdinal;
  readonly seq: EntrySeq | null;
  readonly time: UnixMillis | null;
  readonly reading: EntryReading;
  readonly isDamaged: boolean;
  readonly fields: EventFields;
  /** In the order of the further columns that were asked for: all values of the line there. */
  readonly further: readonly (readonly FieldValue[])[];
  /** Null where its digest would help to guess what a pseudonym stands for. */
  readonly leaf: DigestHex | null;
  /** Without its LF; null where other names stand for some of its values. */
  readonly bytes: Uint8Array | null;
}
