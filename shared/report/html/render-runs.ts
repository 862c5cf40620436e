import type { Run, Runs } from '../document.ts';
import { escapeHtml } from './escape-html.ts';

/** A line of text. Evidence is isolated, so that what runs from right to left in it turns nothing outside of it. */
export function renderRuns(runs: Runs): string {
  return runs.map(renderRun).join('');
}

function renderRun({ text, style, target }: Run): string {
  const inner = styled(escapeHtml(text).replaceAll('\n', '<br>'), style);
  return target === undefined ? inner : `<a href="#${escapeHtml(target)}">${inner}</a>`;
}

/** Lines that keep their ends. */
export function renderCode(runs: Runs): string {
  return runs.map(({ text, style }) => codeRun(escapeHtml(text), style)).join('');
}

function codeRun(html: string, style: Run['style']): string {
  // The whole block is in one face; only what is no text of the line is told apart.
  if (style === 'mark') return mark(html);
  return style === 'evidence' ? `<bdi dir="ltr">${html}</bdi>` : html;
}

function styled(html: string, style: Run['style']): string {
  switch (style) {
    case 'plain':
      return html;
    case 'strong':
      return `<strong>${html}</strong>`;
    case 'emphasis':
      return `<em>${html}</em>`;
    case 'code':
      return `<code>${html}</code>`;
    case 'evidence':
      return `<bdi class="evidence">${html}</bdi>`;
    case 'mark':
      return mark(html);
    case 'digest':
      return `<code class="digest">${html}</code>`;
    default:
      return style satisfies never;
  }
}

function mark(html: string): string {
  return `<span class="mark">${html}</span>`;
}

/** The text of runs as it is read aloud or stands in a title. */
export function textOf(runs: Runs): string {
  return runs.map(({ text, style }) => (style === 'mark' ? `\u27e8${text}\u27e9` : text)).join('');
}
