import type { VerdictState } from '../../verify/verdict.ts';
import type { Bars, Block, Table } from '../document.ts';
import { escapeHtml } from './escape-html.ts';
import type { HeadingNumbers } from './number-headings.ts';
import { renderCode, renderRuns, textOf } from './render-runs.ts';

export function renderBlock(block: Block, numbers: HeadingNumbers): string {
  switch (block.kind) {
    case 'heading':
      return renderHeading(block, numbers);
    case 'paragraph':
      return `<p>${renderRuns(block.runs)}</p>\n`;
    case 'quote':
      return `<blockquote>\n${block.blocks.map((each) => renderBlock(each, numbers)).join('')}</blockquote>\n`;
    case 'list': {
      const name = block.isOrdered ? 'ol' : 'ul';
      return `<${name}>\n${block.items.map((item) => `<li>${renderRuns(item)}</li>\n`).join('')}</${name}>\n`;
    }
    case 'facts':
      return `<dl>\n${block.rows
        .map(({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${renderRuns(value)}</dd></div>\n`)
        .join('')}</dl>\n`;
    case 'table':
      return renderTable(block);
    case 'code':
      return `<pre>${renderCode(block.runs)}</pre>\n`;
    case 'verdict':
      return `<div class="verdict ${block.state}">\n<p class="headline"><span aria-hidden="true">${signs[block.state]}</span> ${block.headline}</p>\n<p>${renderRuns(block.runs)}</p>\n</div>\n`;
    case 'bars':
      return renderBars(block);
    case 'notice':
      return `<div class="notice ${block.tone}" role="note"><p>${renderRuns(block.runs)}</p></div>\n`;
    default:
      return block satisfies never;
  }
}

/** Nothing is said by colour alone, and by these signs neither: the headline has the words. */
const signs: Readonly<Record<VerdictState, string>> = {
  verified: '\u2713',
  'not-verifiable': '?',
  failed: '\u2715',
};

function renderHeading(
  { level, id, runs }: Extract<Block, { kind: 'heading' }>,
  numbers: HeadingNumbers,
): string {
  // The title of the report is the only heading of the first level.
  const name = `h${level + 1}`;
  const number = numbers.get(id);
  const shown = number === undefined ? '' : `<span class="number">${number}</span> `;
  return `<${name} id="${escapeHtml(id)}">${shown}${renderRuns(runs)}</${name}>\n`;
}

function renderTable({ caption, columns, rows }: Table): string {
  const sum = columns.reduce((total, { weight }) => total + weight, 0);
  const cols = columns.map(({ weight }) => `<col class="w${widthClass(weight / sum)}">`).join('');
  const head = columns
    .map(({ name, align }) => `<th scope="col"${toClass(align)}>${escapeHtml(name)}</th>`)
    .join('');
  const body = rows
    .map((row) => {
      const cells = row.map((cell, index) => {
        const { name = '', align = 'start' } = columns[index] ?? {};
        // On narrow screens a row becomes a list, in which each cell is named.
        return `<td${toClass(align)} data-name="${escapeHtml(name)}">${renderRuns(cell)}</td>`;
      });
      return `<tr>${cells.join('')}</tr>\n`;
    })
    .join('');
  return `<table>\n<caption>${renderRuns(caption)}</caption>\n<colgroup>${cols}</colgroup>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}</tbody>\n</table>\n`;
}

function toClass(align: 'start' | 'end'): string {
  return align === 'end' ? ' class="end"' : '';
}

/** Widths come as classes in whole percents: the policy allows no style but the one in the head. */
function widthClass(share: number): number {
  return Math.min(100, Math.max(1, Math.round(share * 100)));
}

/** Each bar says its figure in words, so the table is its own text alternative. */
function renderBars({ caption, bars }: Bars): string {
  const largest = Math.max(1, ...bars.map(({ value }) => value));
  const rows = bars.map(({ label, value, text }) => {
    const width = Math.round((value / largest) * 1000) / 10;
    return `<tr><th scope="row">${escapeHtml(label)}</th><td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="10"/></svg></td><td class="end">${escapeHtml(text)}</td></tr>\n`;
  });
  return `<table class="bars">\n<caption>${renderRuns(caption)}</caption>\n<tbody>\n${rows.join('')}</tbody>\n</table>\n`;
}

export function contentsEntry(
  { id, runs }: Extract<Block, { kind: 'heading' }>,
  numbers: HeadingNumbers,
): string {
  return `<a href="#${escapeHtml(id)}"><span class="number">${numbers.get(id) ?? ''}</span> ${escapeHtml(textOf(runs))}</a>`;
}
