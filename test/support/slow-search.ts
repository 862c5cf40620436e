import { eventFields } from '../../shared/adapters/event-field.ts';
import type { FieldValue } from '../../shared/adapters/field-value.ts';
import type { Facet, HitRow, HitSort } from '../../shared/contract/search-protocol.ts';
import type {
  AddressNetwork,
  NumberRange,
  Query,
  QueryTerm,
  TextPattern,
  TimeBound,
} from '../../shared/query/query-tree.ts';
import { eventIdPointers } from '../../shared/search/model-fields.ts';
import { slowPlaces, slowValues } from './slow-fields.ts';
import { everyValue, type PlainBundle, type PlainEntry, plainEntries } from './slow-lines.ts';

/** The search as its definition says it, line by line: what the engine must equal. */
export class SlowSearch {
  readonly entries: readonly PlainEntry[];
  private readonly bundles: readonly PlainBundle[];
  /** An expression is made once for each term, and not for each line. */
  private readonly tests = new WeakMap<QueryTerm, (text: string) => boolean>();
  private readonly places = new Map<string, ReturnType<typeof slowPlaces>>();

  constructor(bundles: readonly PlainBundle[]) {
    this.bundles = bundles;
    this.entries = plainEntries(bundles);
  }

  private placesOf(field: string) {
    const places = this.places.get(field) ?? slowPlaces(field, this.bundles, this.entries);
    this.places.set(field, places);
    return places;
  }

  /** In the order of the log. */
  find(query: Query): readonly PlainEntry[] {
    return this.entries.filter((entry) => this.answers(entry, query));
  }

  valuesOf(entry: PlainEntry, field: string): readonly FieldValue[] {
    return slowValues(entry, this.placesOf(field));
  }

  sorted(found: readonly PlainEntry[], { by, isDescending }: HitSort): readonly PlainEntry[] {
    if (by === 'log') return isDescending ? found.toReversed() : found;
    const direction = isDescending ? -1 : 1;
    const places = this.placesOf(by);
    const keyOf = (entry: PlainEntry): string | number | null => {
      if (by === 'time') return entry.row.time;
      const texts = slowValues(entry, places).flatMap((value) => (value.kind === 'text' ? [value.text] : []));
      return texts.toSorted((one, other) => direction * compareKeys(one, other))[0] ?? null;
    };
    // Sorting keeps ties in the order in which they came, which is that of the log.
    return found
      .map((entry) => ({ entry, key: keyOf(entry) }))
      .toSorted((one, other) => {
        if (one.key === null || other.key === null)
          return Number(one.key === null) - Number(other.key === null);
        return direction * compareKeys(one.key, other.key);
      })
      .map(({ entry }) => entry);
  }

  facet(found: readonly PlainEntry[], field: string, count: number, containing: string | null): Facet {
    const places = this.placesOf(field);
    const lines = found.map((entry) => slowValues(entry, places));
    const has = (values: readonly FieldValue[], kind: FieldValue['kind']) =>
      values.some((value) => value.kind === kind);
    const textsOf = (values: readonly FieldValue[]) => [
      ...new Set(values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))),
    ];
    const counts = new Map<string, number>();
    for (const text of lines.flatMap(textsOf)) {
      if (containing !== null && !text.toLowerCase().includes(containing.toLowerCase())) continue;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const sorted = [...counts].sort(
      ([one, lesser], [other, greater]) => greater - lesser || (one < other ? -1 : 1),
    );
    const others = new Set(sorted.slice(count).map(([text]) => text));
    return {
      field,
      values: sorted.slice(0, count).map(([text, lineCount]) => ({ text, count: lineCount })),
      others: {
        values: others.size,
        lines: lines.filter((values) => textsOf(values).some((text) => others.has(text))).length,
      },
      absent: lines.filter((values) => values.length === 0).length,
      empty: lines.filter((values) => has(values, 'empty')).length,
      withheld: lines.filter((values) => has(values, 'withheld')).length,
    };
  }

  /** Lines of other bundles that state the same event id, of eight bytes or more. */
  alsoIn(entry: PlainEntry): HitRow['alsoIn'] {
    const idsOf = ({ bundle, row, others }: PlainEntry) => {
      const columns = eventFields.filter((field) => eventIdPointers.includes(bundle.mapping[field] ?? ''));
      const values = [
        ...columns.map((field) => row.fields[field]),
        ...others.filter(({ path }) => eventIdPointers.includes(path)).map(({ value }) => value),
      ];
      return values.flatMap((value) =>
        value.kind === 'text' && Buffer.byteLength(value.text) >= 8 ? [value.text] : [],
      );
    };
    const own = idsOf(entry);
    return this.entries
      .filter((other) => other.bundle !== entry.bundle && idsOf(other).some((id) => own.includes(id)))
      .map((other) => ({ bundleId: other.bundle.bundleId, ordinal: other.row.ordinal }));
  }

  private answers(entry: PlainEntry, query: Query): boolean {
    switch (query.kind) {
      case 'all':
        return true;
      case 'and':
        return query.parts.every((part) => this.answers(entry, part));
      case 'or':
        return query.parts.some((part) => this.answers(entry, part));
      case 'not':
        return !this.answers(entry, query.part);
      default:
        return this.answersTerm(entry, query);
    }
  }

  private answersTerm(entry: PlainEntry, term: QueryTerm): boolean {
    const { row } = entry;
    switch (term.kind) {
      case 'time':
        return isBetween(row.time, this.moment(term.from), this.moment(term.before));
      case 'seq':
        return isBetween(row.seq, term.from, term.before);
      case 'state':
        return term.state === 'damaged' ? row.isDamaged : row.reading === term.state;
      case 'presence':
        return this.isPresent(entry, term.field, term.presence);
      default: {
        const values = term.field === null ? everyValue(entry) : this.valuesOf(entry, term.field);
        const isAnswer = this.tests.get(term) ?? testOf(term);
        this.tests.set(term, isAnswer);
        return values.some((value) => {
          if (value.kind === 'empty')
            return term.kind === 'equals' ? term.text === '' : term.kind === 'expression' && isAnswer('');
          return value.kind === 'text' && isAnswer(value.text);
        });
      }
    }
  }

  private isPresent(
    entry: PlainEntry,
    field: string,
    presence: 'text' | 'absent' | 'empty' | 'withheld',
  ): boolean {
    if (field === 'ts' || field === 'seq') {
      const isStated = (field === 'ts' ? entry.row.time : entry.row.seq) !== null;
      const isStub = entry.row.reading === 'withheld';
      if (presence === 'text') return isStated;
      if (presence === 'withheld') return isStub;
      return presence === 'absent' && !isStated && !isStub;
    }
    const values = this.valuesOf(entry, field);
    return presence === 'absent' ? values.length === 0 : values.some(({ kind }) => kind === presence);
  }

  private moment(bound: TimeBound | null): number | null {
    if (bound === null || bound.kind === 'moment') return bound?.time ?? null;
    const times = this.entries.flatMap(({ row }) => row.time ?? []);
    if (times.length === 0) return null;
    return bound.offset + (bound.to === 'first' ? Math.min(...times) : Math.max(...times));
  }
}

/** Numbers come before all other texts, by what they are. */
function compareKeys(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [text, otherText] = [String(one), String(other)];
  const [isNumber, isOtherNumber] = [isJsonNumber(text), isJsonNumber(otherText)];
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  if (isNumber && Number(text) !== Number(otherText)) return Number(text) - Number(otherText);
  return text < otherText ? -1 : text === otherText ? 0 : 1;
}

function isBetween(value: number | null, from: number | null, before: number | null): boolean {
  return value !== null && (from === null || value >= from) && (before === null || value < before);
}

function testOf(
  term: Exclude<QueryTerm, { kind: 'time' | 'seq' | 'presence' | 'state' }>,
): (text: string) => boolean {
  switch (term.kind) {
    case 'text':
      return hasPattern(term.pattern);
    case 'equals':
      return (text) => text === term.text;
    case 'expression': {
      const expression = new RegExp(term.source, 'iu');
      return (text) => expression.test(text);
    }
    case 'number':
      return isInRange(term.range);
    case 'network':
      return isInNetwork(term.network);
  }
}

/** The pattern as an expression of the platform: at a bound end two word characters may not meet. */
function hasPattern({ pieces, isBoundAtStart, isBoundAtEnd }: TextPattern): (text: string) => boolean {
  const word = '[0-9A-Za-z_\\u{80}-\\u{10ffff}]';
  const bound = `(?:(?<!${word})|(?!${word}))`;
  const body = pieces
    .map((piece) =>
      piece
        .map((character) =>
          character === null ? '[\\s\\S]' : `\\u{${character.codePointAt(0)?.toString(16)}}`,
        )
        .join(''),
    )
    .join('[\\s\\S]*');
  const expression = new RegExp(`${isBoundAtStart ? bound : ''}${body}${isBoundAtEnd ? bound : ''}`, 'u');
  return (text) => expression.test(text.toLowerCase());
}

function isJsonNumber(text: string): boolean {
  return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/.test(text);
}

function isInRange({ from, to }: NumberRange): (text: string) => boolean {
  return (text) => {
    if (!isJsonNumber(text)) return false;
    const value = Number(text);
    const isAbove = from === null || value > from.value || (from.isIncluded && value === from.value);
    return isAbove && (to === null || value < to.value || (to.isIncluded && value === to.value));
  };
}

function isInNetwork({ address, prefixBits }: AddressNetwork): (text: string) => boolean {
  const bitsOf = (bytes: readonly number[]) =>
    bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const wanted = bitsOf([...address]).slice(0, prefixBits);
  return (text) => {
    const bytes = addressBytes(text);
    return bytes !== null && bitsOf(bytes).startsWith(wanted);
  };
}

/** Of the addresses that these tests spell: IPv4 in dots, IPv6 with one `::`, each also with a port. */
function addressBytes(text: string): readonly number[] | null {
  const [, four] = /^(\d+\.\d+\.\d+\.\d+)(?::\d{1,5})?$/.exec(text) ?? [];
  if (four !== undefined) {
    const parts = four.split('.');
    if (parts.some((part) => String(Number(part)) !== part || Number(part) > 255)) return null;
    return [...Array(10).fill(0), 255, 255, ...parts.map(Number)];
  }
  const six = /^\[([0-9a-f:]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? (/^[0-9a-f:]+$/.test(text) ? text : null);
  const [head, tail, ...more] = six?.split('::') ?? [];
  if (head === undefined || tail === undefined || more.length > 0) return null;
  const groups = (side: string) => side.split(':').filter((group) => group !== '');
  const [before, behind] = [groups(head), groups(tail)];
  if (before.length + behind.length > 7) return null;
  const all = [...before, ...Array(8 - before.length - behind.length).fill('0'), ...behind];
  return all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
}
