import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { makeIdentity } from '../../../shared/identity/identity.ts';
import type { Block, Run } from '../../../shared/report/document.ts';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import { renderHtml } from '../../../shared/report/html/render-html.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { proofExample } from '../../../shared/report/sections/proof-example.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';
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

describe('A document', () => {
  const runsOf = (blocks: readonly Block[]): readonly Run[] =>
    blocks.flatMap((block) => {
      switch (block.kind) {
        case 'list':
          return block.items.flat();
        case 'facts':
          return block.rows.flatMap(({ value }) => value);
        case 'table':
          return [...block.caption, ...block.rows.flat(2)];
        case 'quote':
          return runsOf(block.blocks);
        case 'bars':
          return block.caption;
        default:
          return block.runs;
      }
    });
  const textIn = (blocks: readonly Block[]) =>
    runsOf(blocks)
      .map(({ text }) => text)
      .join('\n');

  it('has as many cells in each row of a table as the table has columns', async () => {
    const { blocks } = toReportDocument(recordOf(await twoLogCase()), '00'.repeat(32));
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
    expect(tables.length).toBeGreaterThan(8);
    for (const { rows, columns } of tables) for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('says what is proven and what is not before anything that the preparer chose', async () => {
    const record = recordOf(await smallCase());
    const { blocks } = toReportDocument({ ...record, sections: ['custody', 'summary'] }, '00'.repeat(32));
    const chapters = blocks.flatMap((block) =>
      block.kind === 'heading' && block.level === 1 ? [block.id] : [],
    );
    expect(chapters).toEqual([
      'report',
      'verdict',
      'not-verified',
      'custody',
      'summary',
      'limitations',
      'checking',
      'entries',
    ]);
  });

  it('shows a disclosed value beside its entry, and not once it is hidden', async () => {
    const { extract, order } = await smallCase();
    const shown = toReportDocument(recordOf({ extract, order }), '00'.repeat(32));
    expect(textIn(shown.blocks)).toContain('p.haddad@clinic.example');
    const hidden = [{ pointer: '/actor/email', reason: 'Personal data', privilege: '', by: 'A. Auditor' }];
    const redacted = recordOf({ extract, order: { ...order, redaction: { ...order.redaction, hidden } } });
    const document = toReportDocument(redacted, '00'.repeat(32));
    expect(textIn(document.blocks)).not.toContain('@clinic.example');
    expect(textIn(document.blocks)).toContain('1 to 2, 4 to 7 of ');
  });

  it('says that it shows a part when there is more than a person can read, and of how many', async () => {
    const { blocks } = toReportDocument(recordOf(await smallCase()), '00'.repeat(32), 2);
    expect(textIn(blocks)).toContain('The first 2 of 6 entries are shown; report.json has all of them.');
    const ids = new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])));
    const targets = runsOf(blocks).flatMap(({ target }) => (target === undefined ? [] : [target]));
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  it('of ten thousand entries is made and drawn in two seconds', async () => {
    const made = recordOf(await smallCase());
    const [entry] = made.entries;
    if (entry === undefined) throw new Error('The case has entries.');
    const entries = Array.from({ length: 10_000 }, (_, seq) => ({
      ...entry,
      seq,
      leaf: seq.toString(16).padStart(64, '0'),
    }));
    const record = {
      ...made,
      entries,
      exhibits: [
        {
          ...made.exhibits[0],
          number: 'EX-0001',
          title: 'All',
          query: '',
          queryDigest: '',
          by: 'A',
          entries,
        },
      ],
    } as ReportRecord;
    // The best of three: the other runs are slowed down by whatever else this machine does.
    const runs = [1, 2, 3].map(() => {
      const start = performance.now();
      const html = renderHtml(toReportDocument(record, '00'.repeat(32), 10_000));
      return { html, elapsed: performance.now() - start };
    });
    expect(decodeUtf8(runs[0]?.html ?? new Uint8Array()).match(/<h4 id="entry-/g)).toHaveLength(10_000);
    expect(Math.min(...runs.map(({ elapsed }) => elapsed))).toBeLessThan(2_000);
  });
});

const tools = ['bash', 'sha256sum', 'openssl', 'xxd', 'base64', 'ssh-keygen'];
const hasTools = tools.every((tool) => spawnSync(tool, ['--version']).error === undefined);

describe.skipIf(!hasTools)(
  'The commands of a report (skipped without bash, coreutils, openssl, ssh-keygen and xxd)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-report-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const run = (text: string) => {
      const { stdout, stderr } = spawnSync('bash', ['-'], { cwd: folder, input: text, encoding: 'utf8' });
      expect(stderr).toBe('');
      return stdout.trim().split('\n');
    };

    beforeAll(async () => {
      for (const [path, bytes] of await sealEvents()) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
    });

    it('print what the report says, step by step, from a line to the signature of its log', async () => {
      const example = proofExample(recordOf(await smallCase()));
      expect(example?.steps.map(({ title }) => title)).toEqual([
        'The leaf, from the line:',
        'The root, from the leaf:',
        'Size and root, as the log signed them:',
        'The signature of the log, by the pinned key:',
      ]);
      for (const { command } of example?.steps ?? []) {
        expect(run(command.text).slice(-command.prints.length)).toEqual(command.prints);
      }
    });

    it('print the leaf of each entry', async () => {
      const record = recordOf(await smallCase());
      const { blocks } = toReportDocument(record, '00'.repeat(32));
      const checks = blocks.flatMap((block) =>
        block.kind === 'paragraph'
          ? block.runs
              .filter(({ style, text }) => style === 'code' && text.startsWith('sed -n'))
              .map(({ text }) => text)
          : [],
      );
      expect(checks.flatMap(run)).toEqual(record.entries.map(({ leaf }) => leaf));
    });

    it('say who signed it, by SSH and by certificate, and that nothing was changed', async () => {
      const identity = makeIdentity('A. Auditor', new Uint8Array(32).fill(9), Date.UTC(2026, 0, 1));
      if (identity === null) throw new Error('The key is one.');
      const { extract, order } = await smallCase();
      const preparer = { name: identity.name, fingerprint: identity.fingerprint };
      const record = recordOf({ extract, order: { ...order, preparer } });
      const bytes = renderReport(record);
      writeFileSync(join(folder, 'report.json'), bytes);
      for (const file of signReport({ name: 'report.json', bytes }, identity, 'preparer', order.producedAt)) {
        writeFileSync(join(folder, file.name), file.bytes);
      }
      const { blocks } = toReportDocument(record, toHex(sha256(bytes)));
      const from = blocks.findIndex((block) => block.kind === 'heading' && block.id === 'checking');
      const commands = blocks
        .slice(from)
        .flatMap((block) => (block.kind === 'code' ? [block.runs.map(({ text }) => text).join('')] : []))
        .slice(0, 3);
      const outputs = commands.map((command) => {
        const { stdout, stderr, status } = spawnSync('bash', ['-'], {
          cwd: folder,
          input: command,
          encoding: 'utf8',
        });
        return `${status} ${stdout}${stderr}`;
      });
      expect(outputs[0]).toBe('0 report.json: OK\n');
      expect(outputs[1]).toContain('0 Good "evidence-report@v1" signature with ECDSA key');
      expect(outputs[1]).toContain(identity.fingerprint);
      expect(outputs[2]).toContain('CMS Verification successful');
      expect(outputs[2]).toContain(identity.fingerprint);
    });
  },
);
