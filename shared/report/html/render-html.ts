import { toBase64 } from '../../bytes/base64.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { sha256 } from '../../crypto/digest.ts';
import type { Block, ReportDocument } from '../document.ts';
import { escapeHtml } from './escape-html.ts';
import { type HeadingNumbers, numberHeadings } from './number-headings.ts';
import { contentsEntry, renderBlock } from './render-blocks.ts';
import { reportStyle } from './report-style.ts';

/** One file: no script, no request, the same bytes for the same document. */
export function renderHtml(document: ReportDocument): Uint8Array {
  const { language, title, running, recordSha256, blocks } = document;
  const style = reportStyle(recordSha256);
  const numbers = numberHeadings(blocks);
  return encodeUtf8(`<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(running)}: ${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
<header>
<p class="running">${escapeHtml(running)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="drawn-from">Drawn from report.json, SHA-256 <code class="digest">${escapeHtml(recordSha256)}</code></p>
</header>
${renderContents(blocks, numbers)}<main id="content">
${renderSections(blocks, numbers)}</main>
</body>
</html>
`);
}

/** Nothing may be loaded, sent, framed or run; the one style is allowed by its digest. */
function policyFor(style: string): string {
  const digest = toBase64(sha256(encodeUtf8(style)));
  return `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
}

type Heading = Extract<Block, { kind: 'heading' }>;

function renderContents(blocks: readonly Block[], numbers: HeadingNumbers): string {
  const chapters: { readonly heading: Heading; readonly parts: Heading[] }[] = [];
  for (const block of blocks) {
    if (block.kind !== 'heading' || block.level === 3) continue;
    if (block.level === 1) chapters.push({ heading: block, parts: [] });
    else chapters.at(-1)?.parts.push(block);
  }
  const items = chapters.map(({ heading, parts }) => {
    const inner = parts.map((part) => `<li>${contentsEntry(part, numbers)}</li>\n`).join('');
    return `<li>${contentsEntry(heading, numbers)}${inner === '' ? '' : `\n<ol>\n${inner}</ol>\n`}</li>\n`;
  });
  return `<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ol>\n${items.join('')}</ol>\n</nav>\n`;
}

/** Each heading of the first level begins a section, which is a landmark under its name. */
function renderSections(blocks: readonly Block[], numbers: HeadingNumbers): string {
  let isOpen = false;
  const parts = blocks.map((block) => {
    const html = renderBlock(block, numbers);
    if (block.kind !== 'heading' || block.level !== 1) return html;
    const start = `${isOpen ? '</section>\n' : ''}<section aria-labelledby="${escapeHtml(block.id)}">\n`;
    isOpen = true;
    return start + html;
  });
  return `${parts.join('')}${isOpen ? '</section>\n' : ''}`;
}
