import { describe, expect, it } from 'vitest';
import type { Block, ReportDocument, Run } from '../../../shared/report/document.ts';
import {
  documentOf,
  hasPdfTools,
  heading,
  paragraph,
  pdfOf,
  run,
  runOn,
  signerOf,
  textOf,
} from '../../support/pdf-tools.ts';

/** The text in every place where text of strangers may stand. */
function everywhere(text: string): ReportDocument {
  const blocks: readonly Block[] = [
    { kind: 'heading', level: 1, id: text, runs: [run(text), run(text, 'evidence')] },
    paragraph(run(text), run(text, 'evidence'), run(text, 'digest'), { ...run(text), target: text }),
    paragraph(run(text, 'mark'), run(text, 'strong'), run(text, 'emphasis'), run(text, 'code')),
    { kind: 'list', isOrdered: false, items: [[run(text)]] },
    { kind: 'facts', rows: [{ name: text, value: [run(text, 'evidence')] }] },
    { kind: 'code', runs: [run(text, 'evidence')] },
    { kind: 'verdict', state: 'failed', headline: 'BROKEN', runs: [run(text)] },
    { kind: 'notice', tone: 'bad', runs: [run(text)] },
    { kind: 'quote', blocks: [paragraph(run(text))] },
    { kind: 'bars', caption: [run(text)], bars: [{ label: text, value: 1, text }] },
    {
      kind: 'table',
      caption: [run(text)],
      columns: [{ name: text, align: 'end', weight: 1 }],
      rows: [[[run(text, 'evidence')]]],
    },
  ];
  return { ...documentOf(blocks, text), running: text };
}

/** Text of a page without what only its lines and columns bring. */
function squeezed(text: string): string {
  return text.replace(/[\s\f]+/g, '');
}

async function extractOf(...runs: readonly Run[]): Promise<string> {
  return squeezed(textOf(await pdfOf(documentOf([paragraph(...runs)])), '-raw'));
}

const hostile: readonly (readonly [name: string, text: string])[] = [
  ['operators of PDF', ') Tj ET Q endstream endobj 1 0 obj << /Type /Catalog /OpenAction 2 0 R >> (\\'],
  ['parentheses and backslashes', '((()\\)\\\\(\\n\\053)'],
  ['HTML and a script', '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;]]>'],
  ['a formula', '=HYPERLINK("http://evil.example","x")'],
  ['bidi controls', 'user\u202Egpj.exe\u202C\u2066x\u2069'],
  ['control characters', 'a\u0000b\u0007c\u001B[31md\r\n\te\u007F\u0085'],
  ['half a surrogate pair', 'a\uD800b\uDC00c'],
  ['signs of faces that are not there', '田中太郎 😀👨‍👩‍👧 𓀀 \u{10FFFF}'],
  ['a pile of marks', `a${'\u0301'.repeat(500)}b`],
  ['scripts from right to left', 'שלום (עולם) 123 مرحبا بالعالم abc'],
  ['names of properties', '__proto__ constructor toString'],
  ['nothing', ''],
  ['blanks', ' '.repeat(5_000)],
];

describe('Hostile text in a report in PDF', () => {
  for (const [name, text] of hostile) {
    it(`is drawn wherever it stands, and damages nothing: ${name}`, async () => {
      const file = await pdfOf(everywhere(text), signerOf('A. Auditor'));
      expect(file.length).toBeGreaterThan(10_000);
      if (!hasPdfTools) return;
      expect(runOn(file, 'qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors found');
      expect(runOn(file, 'pdfsig', 'FILE')).toContain('Signature is Valid.');
      expect(runOn(file, 'pdfinfo', 'FILE')).toMatch(/JavaScript: +no/);
    });
  }
});

describe.skipIf(!hasPdfTools)(
  'Hostile text in a report in PDF, read by another program (skipped without poppler)',
  () => {
    it('is the text that it was, character by character', async () => {
      for (const text of [hostile[0]?.[1] ?? '', hostile[1]?.[1] ?? '', hostile[2]?.[1] ?? '']) {
        expect(await extractOf(run('before'), run(text, 'evidence'), run('after'))).toContain(
          squeezed(`before${text}after`),
        );
      }
    });

    it('names what would not show itself, in the place where it stands', async () => {
      expect(await extractOf(run('user\u202Egpj.exe', 'evidence'))).toContain('user⟨RLO⟩gpj.exe');
      expect(await extractOf(run('a\u0000b\u200Bc\nd', 'evidence'))).toContain('a⟨NUL⟩b⟨ZWSP⟩c⟨LF⟩d');
      expect(await extractOf(run('x\uD800y', 'evidence'))).toContain('x⟨U+D800⟩y');
    });

    it('names what no face here has', async () => {
      expect(await extractOf(run('田', 'evidence'), run('\u{13000}'))).toContain('⟨U+7530⟩⟨U+13000⟩');
    });

    it('names each mark of a pile that would cover the lines above and below', async () => {
      const text = await extractOf(run(`a${'\u0301'.repeat(500)}b`, 'evidence'));
      expect(text.match(/⟨U\+0301⟩/g)).toHaveLength(494);
    });

    it('is not read as the letters that look alike', async () => {
      // Latin, Cyrillic and Greek letters; the ohm and the Greek letter; a ligature and its letters.
      const alike = ['aаoоοAАΑ', '\u2126\u03A9', 'ﬁfi', 'Ǆ', 'é e\u0301', '\u00A0 \u2010-'];
      for (const text of alike) {
        for (const style of ['plain', 'evidence', 'strong'] as const) {
          const shown = squeezed(text.replaceAll('\u00A0', ''));
          expect(
            squeezed(await extractOf(run(`<${text}>`, style))).replaceAll('\u00A0', ''),
            style,
          ).toContain(`<${shown}>`);
        }
      }
    });

    it('is there to its last character when one value has sixty thousand, and over as many pages as it needs', async () => {
      const value = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(6, '0')).join('');
      for (const block of [
        paragraph(run(value, 'evidence')),
        { kind: 'facts', rows: [{ name: 'Value', value: [run(value, 'evidence')] }] },
        { kind: 'code', runs: [run(value, 'evidence')] },
        {
          kind: 'table',
          caption: [run('Values')],
          columns: [
            { name: 'N', align: 'start', weight: 1 },
            { name: 'V', align: 'start', weight: 1 },
          ],
          rows: [[[run('-')], [run(value, 'evidence')]]],
        },
      ] satisfies readonly Block[]) {
        const pages = textOf(await pdfOf(documentOf([block])), '-raw').split('\f');
        const drawn = pages
          .map((page) => squeezed(page.replace(/R-2026-07\n?.*Page \d+ of \d+\nreport\.json.*\n/s, '')))
          .join('');
        expect(drawn.replace(/NV/g, '').includes(value), block.kind).toBe(true);
      }
    });

    it('keeps the words of Hebrew and Arabic in the order in which they are read', async () => {
      // Poppler turns what stands from right to left into the order of reading.
      const text = textOf(await pdfOf(documentOf([paragraph(run('שלום עולם', 'evidence'))])));
      expect(text.replace(/[\u202A-\u202E\u200E\u200F]/g, '')).toContain('שלום עולם');
    });

    it('makes no links: an address is text, and only headings are led to', async () => {
      const file = await pdfOf(
        documentOf([
          heading(1, 'here', 'Here'),
          paragraph(run('http://evil.example/'), { ...run('there'), target: 'nowhere' }),
        ]),
      );
      expect(runOn(file, 'pdfinfo', '-url', 'FILE')).not.toContain('evil.example');
    });
  },
);
