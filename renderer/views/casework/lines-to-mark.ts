import type { NamedLine } from '../../../shared/contract/casework-protocol.ts';
import type { HitRow } from '../../../shared/contract/search-protocol.ts';
import type { CaseClient } from '../../client/case-client.ts';

/** The lines that a person has chosen in a result, and the question that found them. */
export interface LinesToMark {
  /** As it was typed; empty for all lines. */
  readonly query: string;
  /** Names the question and the searched files. */
  readonly queryDigest: string;
  read(onProgress: (done: number) => void): Promise<readonly HitRow[]>;
}

export interface NamedLines {
  /** In the order in which they were chosen. */
  readonly named: readonly NamedLine[];
  /** Lines that have no number, so that nothing can be said of them that finds them again. */
  readonly unnamed: number;
}

const batchLines = 200;

/** Reads the chosen lines and digests the bytes of each: what is made of them is bound to these bytes. */
export async function nameChosen(
  client: CaseClient,
  caseId: string,
  lines: LinesToMark,
  onProgress: (done: number) => void,
): Promise<NamedLines> {
  const rows = await lines.read(() => {});
  const named: NamedLine[] = [];
  let unnamed = 0;
  for (let from = 0; from < rows.length; from += batchLines) {
    const places = rows
      .slice(from, from + batchLines)
      .map(({ bundleId, ordinal }) => ({ bundleId, ordinal }));
    for (const each of await client.call('nameLines', { caseId, lines: places })) {
      if (each === null) unnamed += 1;
      else named.push(each);
    }
    onProgress(Math.min(rows.length, from + batchLines));
  }
  return { named, unnamed };
}
