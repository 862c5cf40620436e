import type { EventMapping } from '../adapters/read-event.ts';
import type { DigestHex } from '../bytes/units.ts';
import { dottedName } from './field-paths.ts';
import type { KnownPlaces } from './field-resolution.ts';
import type { SearchSource } from './search-source.ts';
import { SearchedPart } from './searched-part.ts';

/** A bundle that is held to be searched, for as many questions as come. */
export class SearchedBundle implements KnownPlaces {
  readonly bundleId: string;
  readonly fileSha256: DigestHex;
  readonly mapping: EventMapping;
  readonly parts: readonly SearchedPart[];
  readonly lines: number;
  #paths: ReadonlyMap<string, string> | null = null;

  /** `firstNumber` for its first part: no two parts that are held at once have the same number. */
  constructor(source: SearchSource, firstNumber: number) {
    this.bundleId = source.bundleId;
    this.fileSha256 = source.fileSha256;
    this.mapping = source.mapping;
    this.parts = source.parts.map(
      (part, index) => new SearchedPart(firstNumber + index, part, source.damaged),
    );
    this.lines = this.parts.reduce((sum, { lines }) => sum + lines, 0);
  }

  get paths(): ReadonlyMap<string, string> {
    if (this.#paths !== null) return this.#paths;
    const paths = new Map<string, string>();
    for (const { pathNumbers } of this.parts) {
      for (const pointer of pathNumbers.keys()) {
        if (paths.has(pointer)) continue;
        const dotted = dottedName(pointer);
        if (dotted !== null) paths.set(pointer, dotted);
      }
    }
    this.#paths = paths;
    return paths;
  }
}
