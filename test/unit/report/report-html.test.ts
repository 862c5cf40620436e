import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import { renderHtml } from '../../../shared/report/html/render-html.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { toReportDocument } from '../../../shared/report/to-document.ts';
import { hostileTexts } from '../../support/hostile-texts.ts';
import {
  caseOf,
  event,
  exhibitOf,
  extractBundle,
  extractEntries,
  sealEvents,
  smallCase,
  smallOrder,
  twoLogCase,
} from '../../support/report-extract.ts';

function recordOf({ extract, order }: { extract: ReportExtract; order: ReportOrder }): ReportRecord {
  const made = makeReport(extract, order);
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  return made.record;
}

function pageOf(record: ReportRecord): string {
  return decodeUtf8(renderHtml(toReportDocument(record, toHex(sha256(renderReport(record))))));
}

/** Tags, attributes and text as the parser of Python's standard library sees them; null without it. */
function parsed(html: string) {
  const script = `
import json, sys
from html.parser import HTMLParser
class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True); self.tags = []; self.text = []; self.open = []; self.wrong = []
    def handle_starttag(self, tag, attrs):
        self.tags.append([tag, attrs])
        if tag not in ('meta', 'br', 'col', 'rect'): self.open.append(tag)
    def handle_startendtag(self, tag, attrs): self.tags.append([tag, attrs])
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.wrong.append(tag)
    def handle_data(self, data): self.text.append(data)
    def handle_comment(self, data): self.wrong.append('comment')
    def handle_pi(self, data): self.wrong.append('instruction')
reader = Reader(); reader.feed(sys.stdin.buffer.read().decode()); reader.close()
json.dump({'tags': reader.tags, 'text': ''.join(reader.text), 'wrong': reader.wrong + reader.open}, sys.stdout)
`;
  const python = spawnSync('python3', ['-c', script], { input: html, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (python.error !== undefined) return null;
  return JSON.parse(python.stdout) as {
    readonly tags: readonly (readonly [string, readonly (readonly [string, string | null])[]])[];
    readonly text: string;
    readonly wrong: readonly string[];
  };
}

const knownTags = [
  ...[
    'html',
    'head',
    'meta',
    'title',
    'style',
    'body',
    'header',
    'nav',
    'main',
    'section',
    'h1',
    'h2',
    'h3',
    'h4',
  ],
  ...[
    'p',
    'ul',
    'ol',
    'li',
    'dl',
    'div',
    'dt',
    'dd',
    'blockquote',
    'pre',
    'table',
    'caption',
    'colgroup',
    'col',
  ],
  ...['thead', 'tbody', 'tr', 'th', 'td', 'a', 'strong', 'em', 'code', 'bdi', 'span', 'br', 'svg', 'rect'],
];
const knownAttributes = [
  ...[
    'lang',
    'charset',
    'http-equiv',
    'content',
    'name',
    'class',
    'href',
    'id',
    'aria-labelledby',
    'aria-hidden',
  ],
  ...['scope', 'data-name', 'dir', 'viewbox', 'preserveaspectratio', 'width', 'height', 'role'],
];

/** What no page may have, whatever stands in the report. */
function faultsOf(html: string): readonly string[] {
  const page = parsed(html);
  if (page === null) return ['python3 is not installed'];
  const attributes = page.tags.flatMap(([tag, pairs]) =>
    pairs.map(([name, value]) => ({ tag, name, value })),
  );
  const ids = attributes.filter(({ name }) => name === 'id').map(({ value }) => value);
  return [
    ...page.wrong.map((tag) => `${tag} is not closed where it was opened`),
    ...page.tags.filter(([tag]) => !knownTags.includes(tag)).map(([tag]) => `the tag ${tag}`),
    ...attributes
      .filter(({ name }) => !knownAttributes.includes(name))
      .map(({ name }) => `the attribute ${name}`),
    ...attributes
      .filter(({ name, value }) => name === 'href' && !ids.includes((value ?? '').slice(1)))
      .map(({ value }) => `a link to ${value}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id} twice`),
  ];
}

const hasPython = spawnSync('python3', ['--version']).error === undefined;

describe('The page of a report', () => {
  it('says the digest of report.json, whose bytes sha256sum would name so', async () => {
    const record = recordOf(await smallCase());
    const digest = createHash('sha256').update(renderReport(record)).digest('hex');
    expect(pageOf(record).split(digest).length - 1).toBeGreaterThanOrEqual(3);
  });

  it('allows its one style by digest, and nothing else', async () => {
    const html = pageOf(recordOf(await smallCase()));
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
    );
    expect(style).not.toMatch(/url\(|@import/);
    expect(html.match(/<style|<script|style=/g)).toEqual(['<style']);
  });

  it.skipIf(!hasPython)(
    'is well-formed, with headings in order and links that lead somewhere (skipped without python3)',
    async () => {
      const html = pageOf(recordOf(await twoLogCase()));
      expect(faultsOf(html)).toEqual([]);
      const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
      const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
      expect(jumps).toEqual([]);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
    },
  );

  it('names every section in the contents, numbered as it is', async () => {
    const html = pageOf(recordOf(await twoLogCase()));
    const [, contents = ''] = /<nav[\s\S]*?<ol>([\s\S]*)<\/nav>/.exec(html) ?? [];
    const entries = [...contents.matchAll(/<a href="#([^"]+)"><span class="number">([\d.]+)</g)];
    const headings = [...html.matchAll(/<h[23] id="([^"]+)"><span class="number">([\d.]+)</g)];
    expect(entries.map(([, id, number]) => [id, number])).toEqual(
      headings.map(([, id, number]) => [id, number]),
    );
    expect(entries.length).toBeGreaterThan(15);
  });
});

/** Ends of lines are ours; an emoji of a family needs its joiners. */
const neededOrOurs = /^(?:\n|\u200D|\uFE0F|\u200C)$/u;

describe('Hostile text', () => {
  let html: string;
  let record: ReportRecord;

  beforeAll(async () => {
    const events = hostileTexts.map((text) => ({
      ...event('a', 'b', 'c', 'd'),
      actor: text,
      target: text,
      email: text,
    }));
    const members = await sealEvents(events);
    const bundle = {
      ...(await extractBundle(members)),
      fileName: '<b>.evb.zip\u202E',
      title: '<i>title</i>',
    };
    const entries = extractEntries(members, bundle);
    const base = caseOf([bundle], entries);
    const [finding] = base.findings;
    if (finding === undefined) throw new Error('The case has one.');
    const said = hostileTexts.join('\n\n').replaceAll('[@', '[ @');
    const hostile = '</h1><script>\u202E=1+1';
    record = recordOf({
      extract: {
        ...base,
        caseName: hostile,
        facts: { ...base.facts, client: hostile, scope: said, standards: [hostile] },
        findings: [
          { ...finding, title: hostile, condition: said, criteria: said, owner: hostile, by: hostile },
        ],
        exhibits: [{ ...exhibitOf(entries), title: hostile, query: hostile, by: hostile }],
        samples: base.samples.map(({ content, results }) => ({
          content: {
            ...content,
            title: hostile,
            seed: hostile,
            attributes: [hostile, said],
            stratifiedBy: hostile,
          },
          results: new Map([...results].map(([at, result]) => [at, { ...result, remark: said }])),
        })),
        searches: base.searches.map((search) => ({ ...search, name: hostile, query: said })),
        trust: { ...base.trust, policies: [{ origin: hostile, policy: said }] },
      },
      order: {
        ...smallOrder(),
        number: hostile,
        title: hostile,
        preparer: { name: hostile, fingerprint: hostile },
        narrative: hostileTexts.map((text) => ({
          heading: `x${text}`,
          markdown: text.replaceAll('[@', '[ @'),
        })),
        limitations: hostileTexts,
        supersedes: { number: hostile, sha256: '00'.repeat(32), reason: said },
      },
    });
    html = pageOf(record);
  });

  it.skipIf(!hasPython)('in any field is text and nothing else (skipped without python3)', () => {
    expect(faultsOf(html)).toEqual([]);
  });

  it('that would not show itself is named in its place, and stands nowhere in the page', () => {
    const hidden = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
    const places = [...html.matchAll(hidden)].filter(({ 0: character }) => !neededOrOurs.test(character));
    expect(places.map(({ index }) => JSON.stringify(html.slice(index - 40, index + 10)))).toEqual([]);
    expect(html.includes('<bdi class="evidence">user</bdi><span class="mark">RLO</span>')).toBe(true);
  });

  it.skipIf(!hasPython)(
    'loses no character: what is shown can be read back (skipped without python3)',
    () => {
      const { text = '' } = parsed(html) ?? {};
      const plain = hostileTexts.filter((each) => /^[!-~]{3,100}$/.test(each));
      expect(plain.length).toBeGreaterThan(20);
      expect(plain.filter((each) => !text.includes(each))).toEqual([]);
    },
  );

  it('is marked in titles, too, which a browser shows in its frame', () => {
    const [, title] = /<title>([\s\S]*?)<\/title>/.exec(html) ?? [];
    expect(title).toContain('&lt;/h1&gt;&lt;script&gt;\u27e8RLO\u27e9=1+1');
  });
});
