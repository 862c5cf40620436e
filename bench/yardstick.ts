import { openFileSource } from '../cli/platform/file-source.ts';
import type { BuiltFiles } from '../scripts/build/built-files.ts';
import { readZipLayout } from '../shared/archive/zip-layout.ts';
import { roleOfMember } from '../shared/bundle/bundle-layout.ts';
import { limits } from '../shared/bytes/limits.ts';

/** Where the lines of a segment lie in the file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const pageText =
  '<!doctype html><html lang="en"><title>Yardstick</title><input type="file" aria-label="File"></html>';

export const yardstickWorkerPath = '/yardstick-worker.js';

/** A page with a file input, and the worker that is the yardstick: served beside the window, no part of it. */
export const yardstickFiles: BuiltFiles = new Map([
  ['/index.html', { mediaType: 'text/html; charset=utf-8', bytes: Buffer.from(pageText) }],
  [
    yardstickWorkerPath,
    { mediaType: 'text/javascript', bytes: Buffer.from(`(${parseEveryLine.toString()})();`) },
  ],
]);

/** The yardstick only reads stored members: to inflate would make it slower, and the product look faster. */
export async function findSegments(path: string): Promise<readonly ByteRange[]> {
  const file = await openFileSource(path);
  try {
    const { members } = await readZipLayout(file.source, limits);
    const segments = members.filter((member) => roleOfMember(member.path) === 'segment');
    return segments.map(({ method, dataOffset, size }) => {
      if (method !== 'stored') throw new Error('The yardstick needs segments that are stored as they are.');
      return { start: dataOffset, end: dataOffset + size };
    });
  } finally {
    await file.close();
  }
}

/**
 * Runs in the yardstick's worker, as its own text: it may use nothing from this file. What the simplest viewer of a
 * log does, as fast as plain JavaScript can: read, decode, `JSON.parse` each line, keep nothing.
 */
function parseEveryLine(): void {
  const sliceBytes = 8 * 1024 * 1024;
  const parse = async (file: File, ranges: readonly ByteRange[]) => {
    let entries = 0;
    for (const { start, end } of ranges) {
      const decoder = new TextDecoder();
      let rest = '';
      for (let at = start; at < end; at += sliceBytes) {
        const bytes = await file.slice(at, Math.min(at + sliceBytes, end)).arrayBuffer();
        const text = rest + decoder.decode(bytes, { stream: true });
        let from = 0;
        for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
          JSON.parse(text.slice(from, to));
          entries += 1;
          from = to + 1;
        }
        rest = text.slice(from);
      }
    }
    return entries;
  };
  self.addEventListener('message', ({ data }) => {
    parse(data.file, data.ranges).then((entries) => self.postMessage(entries));
  });
}
