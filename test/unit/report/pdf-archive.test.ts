import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../shared/report/document.ts';
import {
  documentOf,
  hasPdfTools,
  heading,
  paragraph,
  pdfOf,
  run,
  runOn,
  signerOf,
} from '../../support/pdf-tools.ts';

type PdfObject = Readonly<Record<string, unknown>>;

/** What qpdf reads: plain objects, and the dictionaries of streams. */
function objectsOf(file: Uint8Array): ReadonlyMap<string, PdfObject> {
  const { qpdf } = JSON.parse(runOn(file, 'qpdf', '--json', 'FILE')) as {
    qpdf: readonly [unknown, Readonly<Record<string, { value?: unknown; stream?: { dict: PdfObject } }>>];
  };
  const entries = Object.entries(qpdf[1]).map(([name, { value, stream }]) => {
    const object = stream?.dict ?? value;
    return [
      name.replace('obj:', ''),
      (typeof object === 'object' ? object : { '/Value': object }) as PdfObject,
    ] as const;
  });
  return new Map(entries);
}

const table: Block = {
  kind: 'table',
  caption: [run('Entries')],
  columns: [{ name: 'Value', align: 'start', weight: 1 }],
  rows: [[[run('Ελληνικά, Кириллица, עברית, ✓ and 田', 'evidence')]]],
};
const title = 'A title with <markup>, & and (parentheses)';
const pages = documentOf(
  [
    heading(1, 'one', 'One'),
    paragraph(
      ...[run('plain '), run('strong ', 'strong'), run('emphasis ', 'emphasis'), run('code', 'code')],
      { ...run('a link'), target: 'one' },
    ),
    table,
    { kind: 'bars', caption: [run('Bars')], bars: [{ label: 'one', value: 1, text: '1' }] },
  ],
  title,
);
const file = await pdfOf(pages, signerOf('A. Auditor'));

/** ISO 19005-1, as far as one can see without a validator: each test names its section. */
describe.skipIf(!hasPdfTools)('A report in PDF is one for archives (skipped without qpdf)', () => {
  const objects = hasPdfTools ? objectsOf(file) : new Map<string, PdfObject>();
  const all = [...objects.values()];
  const of = (key: string, value: string) => all.filter((object) => object[key] === value);
  const at = (reference: unknown) => objects.get(String(reference)) ?? {};
  const catalog = of('/Type', '/Catalog')[0] ?? {};
  const text = Buffer.from(file).toString('latin1');

  it('begins with its version and with bytes that no program takes for text (6.1.2)', () => {
    expect(text.startsWith('%PDF-1.4\n%')).toBe(true);
    expect([...file.subarray(10, 14)].every((byte) => byte > 127)).toBe(true);
  });

  it('has an identifier, is not encrypted and nothing follows its end (6.1.3)', () => {
    const trailer = objects.get('trailer') ?? {};
    expect(trailer['/ID']).toHaveLength(2);
    expect(trailer['/Encrypt']).toBeUndefined();
    expect(text.endsWith('%%EOF\n')).toBe(true);
    expect(text.match(/%%EOF/g)).toHaveLength(1);
  });

  it('uses no compression but deflate (6.1.10)', () => {
    const filters = new Set(all.flatMap((object) => ('/Filter' in object ? [object['/Filter']] : [])));
    filters.delete('/Adobe.PPKLite');
    expect([...filters]).toEqual(['/FlateDecode']);
  });

  it('says by a profile of its own which red, green and blue are meant (6.2.2)', () => {
    const [intent] = catalog['/OutputIntents'] as readonly string[];
    expect(at(intent)['/S']).toBe('/GTS_PDFA1');
    expect(at(at(intent)['/DestOutputProfile'])['/N']).toBe(3);
  });

  it('draws nothing that is seen through (6.4)', () => {
    const transparent = ['/SMask', '/CA', '/ca', '/BM', '/Group'];
    expect(all.filter((object) => transparent.some((key) => key in object))).toEqual([]);
  });

  it('carries every face that it uses, each as a part that says its characters (6.3.4, 6.3.5, 6.3.8)', () => {
    const fonts = of('/Subtype', '/Type0');
    expect(fonts.length).toBe(5);
    for (const font of fonts) {
      expect(font['/BaseFont']).toMatch(/^\/[A-Z]{6}\+/);
      expect(font['/ToUnicode']).toBeDefined();
      const [descendant] = font['/DescendantFonts'] as readonly string[];
      expect(at(descendant)['/CIDToGIDMap']).toBe('/Identity');
      const descriptor = at(at(descendant)['/FontDescriptor']);
      expect(descriptor['/FontFile2']).toBeDefined();
      expect(descriptor['/CIDSet']).toBeDefined();
    }
  });

  it('does nothing by itself: no script, no file, no address, no action but to go to a page (6.6)', () => {
    const forbidden = [
      '/AA',
      '/OpenAction',
      '/JS',
      '/JavaScript',
      '/URI',
      '/EF',
      '/EmbeddedFiles',
      '/XFA',
      '/A',
    ];
    // `/A` of a table cell are its attributes.
    const acting = all.filter((object) => forbidden.some((key) => key in object) && !('/S' in object));
    expect(acting).toEqual([]);
    expect(text).not.toMatch(/\/(?:JavaScript|Launch|SubmitForm|URI|GoToR)\b/);
  });

  it('shows and prints all that can be pressed, and each field has an appearance (6.5.3, 6.9)', () => {
    const pressed = [...of('/Subtype', '/Link'), ...of('/Subtype', '/Widget')];
    expect(pressed.length).toBeGreaterThan(2);
    // Print is set; hidden, invisible and without view are not.
    expect(pressed.map((object) => Number(object['/F']) & 0b100111)).toEqual(pressed.map(() => 0b100));
    expect(of('/Subtype', '/Widget').every((object) => '/AP' in object)).toBe(true);
    expect(at(catalog['/AcroForm'])['/NeedAppearances']).toBeUndefined();
  });

  it('is tagged, and says its language (6.8)', () => {
    expect(at(catalog['/MarkInfo'])['/Marked']).toBe(true);
    expect(catalog['/Lang']).toBe('u:en');
    expect(at(catalog['/StructTreeRoot'])['/ParentTree']).toBeDefined();
  });

  it('says the same of itself in both places, as text and not as markup (6.7)', () => {
    const [start, end] = [text.indexOf('<?xpacket begin'), text.indexOf('<?xpacket end')];
    const xmp = Buffer.from(text.slice(start, end), 'latin1').toString('utf8');
    expect(xmp).toContain('<pdfaid:part>1</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(xmp).toContain('A title with &lt;markup&gt;, &amp; and (parentheses)</rdf:li>');
    expect(xmp).toContain('<xmp:CreateDate>2026-07-01T10:20:30Z</xmp:CreateDate>');
    const info = at(objects.get('trailer')?.['/Info']);
    const value = (key: string) => at(info[key])['/Value'];
    expect(value('/Title')).toBe(`u:${title}`);
    expect(value('/CreationDate')).toBe('u:D:20260701102030Z');
  });

  it('marks everything that it draws as content or as ornament (6.8, for readers aloud)', () => {
    const streams = [...text.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/g)].flatMap(
      ({ index = 0, 0: head }) => {
        const bytes = Buffer.from(
          text.slice(index + head.length, text.indexOf('\nendstream', index)),
          'latin1',
        );
        const drawn = inflateSync(bytes).toString('latin1');
        return drawn.startsWith('1 0 0 -1 0 ') ? [drawn] : [];
      },
    );
    expect(streams.length).toBeGreaterThan(1);
    for (const drawn of streams) {
      let depth = 0;
      for (const line of drawn
        .replace(/<<.*?>> BDC/gs, 'BDC')
        .split('\n')
        .slice(1)) {
        if (/ (?:BDC|BMC)$/.test(line)) depth += 1;
        else if (line === 'EMC') depth -= 1;
        else if (line !== '') expect(depth, line).toBeGreaterThan(0);
      }
      expect(depth).toBe(0);
    }
  });
});

describe.skipIf(!hasPdfTools)('A long report in PDF (skipped without qpdf)', () => {
  it('has no list, text or nesting beyond what every reader takes (6.1.12)', async () => {
    const long = '\u202E'.repeat(3_000);
    const rows = Array.from({ length: 4_200 }, (_, index) => [[{ ...run(`entry ${index}`), target: 'one' }]]);
    const entries = Array.from({ length: 2_800 }, (_, index): readonly Block[] => [
      heading(3, `entry-${index}`, 'Entry'),
      paragraph(run('what it says')),
      paragraph(run('and what it proves')),
    ]);
    const objects = objectsOf(
      await pdfOf(
        documentOf(
          [
            heading(1, 'one', long),
            { ...table, rows },
            { kind: 'bars', caption: [run(long)], bars: [{ label: long, value: 1, text: '1' }] },
            ...entries.flat(),
          ],
          long,
        ),
      ),
    );
    const lists = [...objects.values()].flatMap(listsIn);
    expect(Math.max(...lists.map(({ length }) => length))).toBeLessThanOrEqual(8_191);
    const texts = [...objects.values()]
      .flatMap((object) => Object.values(object))
      .filter((each) => typeof each === 'string');
    // Two bytes for each unit, and two in front.
    expect(Math.max(...texts.map(({ length }) => 2 * length))).toBeLessThanOrEqual(65_535);
    expect(objects.size).toBeLessThanOrEqual(8_388_607);
  });
});

function listsIn(value: unknown): readonly (readonly unknown[])[] {
  if (Array.isArray(value)) return [value, ...value.flatMap(listsIn)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listsIn) : [];
}
