import { eventFields } from '../../shared/adapters/event-field.ts';
import type { FieldValue } from '../../shared/adapters/field-value.ts';
import { type EventMapping, readEventFields } from '../../shared/adapters/read-event.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { EntryRow } from '../../shared/contract/case-protocol.ts';
import { plainOthers } from './plain-others.ts';

/** A bundle as a test writes it: the lines as they are spelled, in segments. */
export interface PlainBundle {
  readonly bundleId: string;
  readonly fileSha256: string;
  readonly mapping: EventMapping;
  readonly segments: readonly (readonly string[])[];
  /** Ordinals of lines that a check names, ascending. */
  readonly damaged: readonly number[];
}

/** A line with everything in it, by the pointer of each value; of an event field, the pointer of the mapping. */
export interface PlainEntry {
  readonly bundle: PlainBundle;
  readonly bundleIndex: number;
  readonly row: EntryRow;
  readonly others: readonly { readonly path: string; readonly value: FieldValue }[];
}

/** Every line of every bundle, each parsed by itself. */
export function plainEntries(bundles: readonly PlainBundle[]): readonly PlainEntry[] {
  return bundles.flatMap((bundle, bundleIndex) =>
    bundle.segments.flat().map((text, ordinal) => {
      const bytes = encodeUtf8(text);
      const { reading, claimedSeq, claimedTime, event } = readLine(bytes, limits);
      const { dense, sparse } = plainOthers([bytes], bundle.mapping);
      const ofDense = dense.flatMap(({ path, values }) =>
        values.flatMap((value) => (value === null ? [] : [[path, value] as const])),
      );
      const all = [...ofDense, ...sparse.map(([path, , value]) => [path, value] as const)];
      return {
        bundle,
        bundleIndex,
        row: {
          ordinal,
          seq: claimedSeq,
          time: claimedTime,
          reading,
          isDamaged: bundle.damaged.includes(ordinal),
          fields: readEventFields(event, bundle.mapping, reading),
        },
        others: all.map(([path, value]) => ({ path, value: toFieldValue(value) })),
      };
    }),
  );
}

function toFieldValue(plain: string): FieldValue {
  if (plain === 'empty' || plain === 'withheld') return { kind: plain };
  return { kind: 'text', text: plain.slice(1) };
}

/** All values of a line, wherever they are. */
export function everyValue({ row, others }: PlainEntry): readonly FieldValue[] {
  return [...eventFields.map((field) => row.fields[field]), ...others.map(({ value }) => value)];
}
