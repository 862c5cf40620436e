import type { MadeContent } from '../../shared/casework/made-content.ts';
import type { LineName } from '../../shared/casework/target.ts';
import type { WantedLine } from '../../shared/contract/casework-protocol.ts';
import type { MissingTargets } from '../../shared/contract/overlay-protocol.ts';
import { loadBundles } from '../data/case-store.ts';
import { placeLines } from './handle-places.ts';
import type { Call, CaseContext } from './request-context.ts';

type Wanted =
  | { readonly kind: 'lines'; readonly lines: readonly WantedLine[] }
  | { readonly kind: 'file'; readonly fileSha256: string };

/** Counts what speaks of lines or files that this case does not hold. It is kept all the same: they may come later. */
export async function missingTargets(
  context: CaseContext,
  caseId: string,
  fresh: readonly { readonly content: MadeContent }[],
  call: Call,
): Promise<MissingTargets> {
  const files = new Set((await loadBundles(context.database, caseId)).map(({ fileSha256 }) => fileSha256));
  const wanted = fresh.map(({ content }) => ({ kind: content.kind, wanted: wantedBy(content) }));
  const names = new Map<string, WantedLine>();
  for (const { wanted: each } of wanted) {
    for (const line of each.flatMap((one) => (one.kind === 'lines' ? one.lines : []))) {
      names.set(keyOf(line), line);
    }
  }
  const placed = await placeLines(context, { caseId, lines: [...names.values()] }, call);
  const found = new Set([...names.keys()].filter((_key, index) => placed[index] !== null));
  const isMissing = (each: Wanted) =>
    each.kind === 'file' ? !files.has(each.fileSha256) : each.lines.some((line) => !found.has(keyOf(line)));
  const count = (kind: MadeContent['kind']) =>
    wanted.filter((each) => each.kind === kind && each.wanted.some(isMissing)).length;
  return { annotations: count('annotation'), exhibits: count('exhibit'), samples: count('sample') };
}

function wantedBy(content: MadeContent): readonly Wanted[] {
  switch (content.kind) {
    case 'annotation':
      return content.targets.map((target): Wanted => {
        switch (target.kind) {
          case 'entry':
            return { kind: 'lines', lines: [{ origin: target.origin, ...target.line }] };
          case 'range':
            return { kind: 'lines', lines: linesOf(target.origin, [target.first, target.last]) };
          case 'bundle':
            return { kind: 'file', fileSha256: target.fileSha256 };
          default:
            return target satisfies never;
        }
      });
    case 'exhibit':
      return content.sources.map(({ origin, lines }) => ({ kind: 'lines', lines: linesOf(origin, lines) }));
    case 'sample':
      return [{ kind: 'lines', lines: content.lines }];
    case 'case-facts':
    case 'exhibit-withdrawn':
    case 'finding':
    case 'sample-result':
    case 'report-draft':
    case 'undo':
      return [];
    default:
      return content satisfies never;
  }
}

function linesOf(origin: string, lines: readonly LineName[]): readonly WantedLine[] {
  return lines.map(({ seq, leaf }) => ({ origin, seq, leaf }));
}

function keyOf({ origin, seq, leaf }: WantedLine): string {
  return `${seq} ${leaf} ${origin}`;
}
