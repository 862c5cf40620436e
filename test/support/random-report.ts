import type { ExhibitContent } from '../../shared/casework/exhibit.ts';
import type { FindingContent } from '../../shared/casework/finding.ts';
import { tickMarks } from '../../shared/casework/sample.ts';
import type { ExtractedEntry, ExtractedSample, ReportExtract } from '../../shared/report/extract.ts';
import type { ReportOrder } from '../../shared/report/order.ts';
import { createRandom, type Random } from '../../shared/samples/random.ts';
import {
  allLines,
  editLines,
  type Members,
  origin,
  packerKey,
  repacked,
  stubOf,
  without,
} from './bundle-builder.ts';
import {
  caseOf,
  event,
  exhibitOf,
  extractBundle,
  extractEntries,
  noRedaction,
  type ReportEvent,
  sealEvents,
  smallOrder,
} from './report-extract.ts';

export interface RandomReport {
  readonly extract: ReportExtract;
  readonly order: ReportOrder;
}

/** Words that a stranger may write into a log: formulas, markup, letters of other scripts, what does not show itself. */
const strangeWords = [
  'record-opened',
  '=HYPERLINK("http://x.example","y")',
  '<script>alert(1)</script>',
  'na\u00efve \u6f22\u5b57 \u05e9\u05dc\u05d5\u05dd',
  'a\u202egnp.exe',
  '\u00feD\u0014\u00ae',
  '-1+1',
  '"quoted", and; divided',
] as const;

/** A report of one small bundle; the same number gives the same one. */
export async function randomReport(number: number): Promise<RandomReport> {
  const random = createRandom([number, 20_261_121, 7]);
  const events = Array.from({ length: 1 + random.below(24) }, () => randomEvent(random));
  const members = withStubs(await sealEvents(events), random);
  const bundle = await extractBundle(members);
  const entries = extractEntries(members, bundle);
  const exhibits = Array.from({ length: random.below(4) }, (_, index) =>
    randomExhibit(random, entries, index),
  );
  const samples = Array.from({ length: random.below(3) }, (_, index) => randomSample(random, entries, index));
  const findings = Array.from({ length: random.below(3) }, (_, index) =>
    randomFinding(random, entries, index),
  );
  const made = { findings: findings.length, exhibits: exhibits.length, samples: samples.length };
  const shown = entries.filter(({ line }) => line[0] === 0x7b);
  const withheld = exhibits
    .flatMap(({ sources }) => sources.flatMap(({ lines }) => lines))
    .filter(({ leaf }) => shown.some((entry) => entry.leaf === leaf) && random.happens(150));
  const once = new Map(withheld.map((line) => [line.leaf, line]));
  return {
    extract: { ...caseOf([bundle], entries), made, findings, exhibits, samples },
    order: {
      ...smallOrder(),
      number: `R-${number}`,
      title: random.pick(strangeWords),
      narrative: random.happens(500) ? [] : [{ heading: 'Why', markdown: `See [@${origin}#0].` }],
      findings: findings.map(({ findingId }) => findingId),
      exhibits: exhibits.map((exhibit) => exhibit.number),
      samples: samples.map(({ content }) => content.sampleId),
      redaction: {
        ...noRedaction,
        withheld: [...once.values()].map(({ seq, leaf }) => ({
          ...{ origin, seq, leaf },
          ...{ reason: 'It is about somebody else.', privilege: 'attorney-client', by: 'A. Auditor' },
        })),
      },
    },
  };
}

function randomEvent(random: Random): ReportEvent {
  const made = event(`u-${random.below(5)}`, random.pick(strangeWords), `t-${random.below(9)}`, 'granted');
  return random.happens(300) ? { ...made, email: '' } : made;
}

/** Some entries that the sender left out. */
function withStubs(members: Members, random: Random): Members {
  const isOut = allLines(members).map(() => random.happens(100));
  if (!isOut.includes(true)) return members;
  const cut = editLines(members, 0, (lines) =>
    lines.map((line, index) => (isOut[index] === true ? stubOf(line) : line)),
  );
  return repacked(without(cut, 'data/disclosures/000000000000.ndjson'), packerKey);
}

function some(random: Random, entries: readonly ExtractedEntry[]): readonly ExtractedEntry[] {
  const chosen = entries.filter(() => random.happens(400));
  return chosen.length > 0 ? chosen : entries.slice(0, 1);
}

function randomExhibit(random: Random, entries: readonly ExtractedEntry[], index: number): ExhibitContent {
  return exhibitOf(some(random, entries), `EX-000${index + 1}`);
}

function randomSample(random: Random, entries: readonly ExtractedEntry[], index: number): ExtractedSample {
  const sampleId = `sample-${index}`;
  const lines = some(random, entries).map(({ seq, leaf }) => ({ origin, seq, leaf, stratum: '' }));
  const results = lines.flatMap((_line, position) =>
    random.happens(600)
      ? [
          [
            position,
            {
              ...({ kind: 'sample-result', by: 'A. Auditor', sampleId, position, remark: '' } as const),
              marks: [random.pick(tickMarks)],
            },
          ] as const,
        ]
      : [],
  );
  return {
    content: {
      ...({ kind: 'sample', by: 'A. Auditor', sampleId, title: `Sample ${index}` } as const),
      population: {
        query: 'is:entry',
        queryDigest: '34'.repeat(32),
        files: [{ origin, fileSha256: entries[0]?.fileSha256 ?? '' }],
        size: entries.length,
      },
      ...({ method: 'simple-random', stratifiedBy: '', seed: 's', seedOrigin: 'typed' } as const),
      attributes: ['Approved'],
      lines,
    },
    results: new Map(results),
  };
}

function randomFinding(random: Random, entries: readonly ExtractedEntry[], index: number): FindingContent {
  const seq = entries[random.below(entries.length)]?.seq ?? 0;
  const texts = { cause: '', effect: '', recommendation: '', response: '', owner: '', dueDate: '' };
  return {
    ...({ kind: 'finding', by: 'A. Auditor', findingId: `finding-${index}` } as const),
    ...{
      title: `Finding ${index}`,
      condition: `As in [@${origin}#${seq}].`,
      criteria: 'It should not.',
      ...texts,
    },
    ...({ severity: 'low', state: 'open', exhibits: [] } as const),
    controls: [{ framework: '=cmd|x', control: 'A.5.15' }],
  };
}
