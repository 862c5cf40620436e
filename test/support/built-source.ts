import { readLine } from '../../shared/bundle/read-line.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { PartBuilder } from '../../shared/index/part-builder.ts';
import type { SearchSource } from '../../shared/search/search-source.ts';
import { SearchedBundle } from '../../shared/search/searched-bundle.ts';
import { SearchedLines } from '../../shared/search/searched-lines.ts';
import { Searcher } from '../../shared/search/searcher.ts';
import { TermMemory } from '../../shared/search/term-memory.ts';
import { portableScanner } from '../../shared/search/text/portable-scanner.ts';
import type { PlainBundle } from './slow-lines.ts';

/** A searcher of these bundles, as the worker has one. */
export function searcherOf(bundles: readonly PlainBundle[]): Searcher {
  let number = 0;
  const searched = bundles.map((bundle) => {
    const source = builtSource(bundle);
    const held = new SearchedBundle(source, number);
    number += source.parts.length;
    return held;
  });
  return new Searcher(new SearchedLines(searched), {
    memory: new TermMemory(),
    scanner: portableScanner,
    seed: 3,
    rest: async () => {},
  });
}

/** The bundle with the index that an import makes of it: each segment has parts of its own. */
function builtSource({ bundleId, fileSha256, mapping, segments, damaged }: PlainBundle): SearchSource {
  let firstOrdinal = 0;
  const parts = segments.flatMap((lines, number) => {
    const builder = new PartBuilder(`data/segments/${number}`, {
      mapping,
      seed: 7,
      jsonDepth: limits.jsonDepth,
    });
    const starts = new Uint32Array(lines.length + 1);
    for (const [index, text] of lines.entries()) {
      const bytes = encodeUtf8(text);
      builder.other(readLine(bytes, limits), bytes);
      starts[index + 1] = (starts[index] ?? 0) + bytes.length + 1;
    }
    const first = firstOrdinal;
    firstOrdinal += lines.length;
    return builder.build(starts).map((part) => ({ part, firstOrdinal: first + part.firstLine - 1 }));
  });
  return { bundleId, fileSha256, mapping, parts, damaged };
}

/** Never too late, and never in the way. */
export const patientCall = { step: async () => {}, deadline: { isOver: () => false } };
