import type { Block, ReportDocument } from '../../../shared/report/document.ts';

interface ShortDocument {
  readonly document: ReportDocument;
  /** Rows, items and paragraphs that were left out. */
  readonly leftOut: number;
}

/** A screen holds some thirty rows; who reads a draft looks at the beginning of a table. */
const mostRows = 30;
/** More pieces of text take the window longer to draw than one of its frames may last (measured). */
const mostRuns = 1_200;

/** The beginning of a document, with all of its headings: what a window can draw while somebody types. */
export function shortDocument(document: ReportDocument): ShortDocument {
  let runs = 0;
  let leftOut = 0;
  const blocks: Block[] = [];
  for (const block of document.blocks) {
    if (runs > mostRuns && block.kind !== 'heading') {
      leftOut += 1;
      continue;
    }
    const short = shorten(block);
    blocks.push(short.block);
    runs += short.runs;
    leftOut += short.leftOut;
  }
  return { document: { ...document, blocks }, leftOut };
}

interface ShortBlock {
  readonly block: Block;
  readonly runs: number;
  readonly leftOut: number;
}

function shorten(block: Block): ShortBlock {
  switch (block.kind) {
    case 'table': {
      const rows = block.rows.slice(0, mostRows);
      const runs = rows.reduce((sum, cells) => sum + cells.reduce((some, cell) => some + cell.length, 0), 0);
      return { block: { ...block, rows }, runs, leftOut: block.rows.length - rows.length };
    }
    case 'list': {
      const items = block.items.slice(0, mostRows);
      return {
        block: { ...block, items },
        runs: items.flat().length,
        leftOut: block.items.length - items.length,
      };
    }
    case 'bars': {
      const bars = block.bars.slice(0, mostRows);
      return { block: { ...block, bars }, runs: bars.length * 3, leftOut: block.bars.length - bars.length };
    }
    case 'facts': {
      const rows = block.rows.slice(0, mostRows);
      return { block: { ...block, rows }, runs: rows.length * 2, leftOut: block.rows.length - rows.length };
    }
    case 'code':
    case 'quote':
    case 'heading':
    case 'paragraph':
    case 'verdict':
    case 'notice':
      return { block, runs: runsIn(block), leftOut: 0 };
    default:
      return block satisfies never;
  }
}

function runsIn(block: Block): number {
  if (block.kind === 'quote') return block.blocks.reduce((sum, inner) => sum + runsIn(inner), 0);
  return 'runs' in block ? block.runs.length : 1;
}
