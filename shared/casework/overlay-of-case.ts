import { type CustodyHead, toCustodyText } from '../case/custody-log.ts';
import { foldCaseWork, type MadeRecord } from './case-work.ts';
import type { MadeKind } from './made-content.ts';
import { caseDigestOf, type Overlay, type OverlayHead, recordIdOf } from './overlay.ts';

export interface OverlaidCase {
  readonly caseId: string;
  readonly name: string;
  readonly reviewer: string;
  readonly custodyHead: CustodyHead;
  readonly files: OverlayHead['files'];
  readonly made: readonly MadeRecord[];
}

/**
 * What is handed over of a case. The facts of the engagement stay here: they say how this reviewer is engaged. What came from
 * other reviewers goes along under its own name, since what was made later builds upon it. Drafts of reports stay as well: they
 * name what a recipient is not to see.
 */
export function overlayOfCase({ caseId, name, reviewer, custodyHead, files, made }: OverlaidCase): Overlay {
  const caseDigest = caseDigestOf(caseId);
  const handedOn = foldCaseWork(made).made.filter(({ content }) => !staying.has(content.kind));
  return {
    head: {
      caseName: toCustodyText(name),
      caseDigest,
      reviewer: toCustodyText(reviewer),
      custody: { records: custodyHead.records, leaf: custodyHead.leaf },
      files: files.map(({ origin, fileSha256 }) => ({ origin, fileSha256 })),
    },
    records: handedOn.map(({ record, at, content, counts }) => {
      const id = recordIdOf(caseDigest, record, content);
      return counts ? { kind: 'made', record, id, at, content } : { kind: 'undone', record, id };
    }),
  };
}

const staying: ReadonlySet<MadeKind> = new Set<MadeKind>(['case-facts', 'undo', 'report-draft']);
