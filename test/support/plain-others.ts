import type { EventMapping } from '../../shared/adapters/read-event.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { OtherValues } from '../../shared/index/other-values.ts';
import type { JsonValue } from '../../shared/json/json-value.ts';

/** What `OtherValues` says, without any of its numbers: a list of what stands at each path, in the order of the lines. */
export interface PlainOthers {
  readonly paths: readonly string[];
  readonly texts: readonly string[];
  readonly dense: readonly PlainDense[];
  readonly sparse: readonly (readonly [path: string, row: number, value: PlainValue])[];
}

interface PlainDense {
  readonly path: string;
  readonly values: readonly (PlainValue | null)[];
  /** The texts, each once. */
  readonly order: readonly string[];
}

/** A text behind a mark, so that no text is taken for one of the two words. */
type PlainValue = 'empty' | 'withheld' | `=${string}`;

/** The values by the plain way: each line parsed, every object and list gone through, everything held in maps. */
export function plainOthers(lines: readonly Uint8Array[], mapping: EventMapping): PlainOthers {
  const found: [path: string, row: number, value: PlainValue][] = [];
  for (const [row, bytes] of lines.entries()) {
    const { reading, event } = readLine(bytes, limits);
    const note = (path: string, value: PlainValue) => found.push([path, row, value]);
    if (event !== null) walk(event, { tokens: [], path: '' }, mapping, note);
    else if (reading !== 'withheld') {
      const text = Buffer.from(bytes.subarray(0, 65_535)).toString('utf8');
      note('', text === '' ? 'empty' : `=${text}`);
    }
  }
  const byPath = new Map<string, typeof found>();
  for (const each of found) byPath.set(each[0], [...(byPath.get(each[0]) ?? []), each]);
  const dense: PlainDense[] = [];
  const sparse: PlainOthers['sparse'][number][] = [];
  for (const [path, values] of byPath) {
    const rows = new Map(values.map(([, row, value]) => [row, value]));
    if (rows.size < values.length || rows.size < lines.length / 4) sparse.push(...values);
    else {
      const order = textsOf(values);
      dense.push({ path, values: lines.map((_, row) => rows.get(row) ?? null), order });
    }
  }
  return { paths: [...byPath.keys()], texts: textsOf(found), dense, sparse };
}

function textsOf(values: readonly (readonly [string, number, PlainValue])[]): readonly string[] {
  return [...new Set(values.flatMap(([, , value]) => (value.startsWith('=') ? [value.slice(1)] : [])))];
}

interface Place {
  /** Names and indexes. */
  readonly tokens: readonly string[];
  /** The same with `~2` for each index. */
  readonly path: string;
}

function walk(
  value: JsonValue,
  place: Place,
  mapping: EventMapping,
  note: (path: string, value: PlainValue) => void,
): void {
  const pointer = place.tokens.map((token) => `/${escaped(token)}`).join('');
  const isHeld = ['/seq', '/prev', '/ts', ...Object.values(mapping)].includes(pointer);
  const isWithheld = value !== null && typeof value === 'object' && isDigestOfValue(value);
  if (isWithheld) {
    if (!isHeld) note(place.path, 'withheld');
  } else if (value instanceof Map) {
    for (const [name, member] of value) {
      walk(
        member,
        { tokens: [...place.tokens, name], path: below(place, escaped(name), mapping) },
        mapping,
        note,
      );
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      walk(item, { tokens: [...place.tokens, `${index}`], path: below(place, '~2', mapping) }, mapping, note);
    }
  } else if (value !== null && !isHeld) note(place.path, value === '' ? 'empty' : `=${String(value)}`);
}

/** A pointer of more than 1,024 bytes ends with `~3`, as do all below it; those that the mapping names are kept. */
function below({ path }: Place, token: string, mapping: EventMapping): string {
  if (path.endsWith('/~3')) return path;
  const longer = `${path}/${token}`;
  const isNamed = Object.values(mapping).some((pointer) => `${pointer}/`.startsWith(`${longer}/`));
  return isNamed || encodeUtf8(longer).length <= 1_024 ? longer : `${path}/~3`;
}

function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isDigestOfValue(value: JsonValue): boolean {
  if (!Array.isArray(value) || value.length !== 1) return false;
  const [only] = value;
  return only instanceof Map && only.size === 1 && typeof only.get('...') === 'string';
}

/** The same of what an index holds. */
export function toPlainOthers({ paths, texts, dense, sparse }: OtherValues): PlainOthers {
  const textList = listOf(texts);
  const pathList = listOf(paths);
  const value = (id: number): PlainValue =>
    id === 1 ? 'empty' : id === 2 ? 'withheld' : `=${at(textList, id - 3)}`;
  return {
    paths: pathList,
    texts: textList,
    dense: dense.map(({ path, ids, values }) => ({
      path: at(pathList, path),
      values: Array.from(ids, (id) => (id === 0 ? null : value(id < 3 ? id : 3 + at([...values], id - 3)))),
      order: Array.from(values, (number) => at(textList, number)),
    })),
    sparse: Array.from(sparse.paths, (path, index) => [
      at(pathList, path),
      at([...sparse.rows], index),
      value(at([...sparse.ids], index)),
    ]),
  };
}

function listOf({ bytes, ends }: OtherValues['texts']): readonly string[] {
  return Array.from(ends, (end, index) => Buffer.from(bytes.subarray(ends[index - 1] ?? 0, end)).toString());
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing stands at ${index}`);
  return item;
}
