import { FormatError } from '../bytes/errors.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import { mostSearches, type NamedSearch, namedSearchProblem } from './saved-search.ts';

const format = 'vouch-searches';
/** Raised with every change that another Vouch could notice. */
const version = 1;
const mostBytes = 4 * 1024 * 1024;

/** Searches as a file to hand on. Who saved them and when is not in it. */
export function renderSearchFile(searches: readonly NamedSearch[]): string {
  const document = {
    format,
    version,
    searches: searches.map(({ name, description, control, query, sort: { by, isDescending } }) => ({
      ...{ name, description, control, query },
      sort: { by, isDescending },
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * Reads what `renderSearchFile` writes: all of it, or a FormatError that names the place. The file comes from somebody
 * else, and a search that is read half would find something else than that person meant.
 */
export function parseSearchFile(bytes: Uint8Array): readonly NamedSearch[] {
  if (bytes.length > mostBytes)
    throw new FormatError(
      'json',
      `The file has ${bytes.length} bytes; a list of searches has at most ${mostBytes}.`,
    );
  const reader = new ObjectReader(parseStrictJson(bytes), 'in the file');
  const found = reader.text('format');
  if (found !== format)
    throw new FormatError(
      'json',
      `Expected the format "${format}", found ${JSON.stringify(found.slice(0, 80))}.`,
    );
  const foundVersion = reader.count('version');
  if (foundVersion !== version)
    throw new FormatError(
      'unsupported-format',
      `The file has version ${foundVersion}; this Vouch reads version ${version}.`,
    );
  const searches = reader.list('searches', readSearch);
  reader.end();
  if (searches.length > mostSearches)
    throw new FormatError(
      'json',
      `The file has ${searches.length} searches; at most ${mostSearches} are read.`,
    );
  return searches;
}

function readSearch(value: JsonValue, where: string): NamedSearch {
  const reader = new ObjectReader(value, where);
  const search: NamedSearch = {
    name: reader.text('name'),
    description: reader.text('description'),
    control: reader.text('control'),
    query: reader.text('query'),
    sort: reader.object('sort', (sort) => ({ by: sort.text('by'), isDescending: sort.flag('isDescending') })),
  };
  reader.end();
  const problem = namedSearchProblem(search);
  if (problem !== null) throw new FormatError('json', `${problem}, ${where}.`);
  return search;
}
