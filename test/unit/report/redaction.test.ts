import { beforeAll, describe, expect, it } from 'vitest';
import { readEventFields } from '../../../shared/adapters/read-event.ts';
import { readLine } from '../../../shared/bundle/read-line.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { disclosureDigest, renderDisclosure } from '../../../shared/crypto/disclosure.ts';
import type { ExtractedEntry, ReportExtract } from '../../../shared/report/extract.ts';
import { findValues } from '../../../shared/report/hidden-values.ts';
import { type MadeReport, makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder, ReportRedaction } from '../../../shared/report/order.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { origin } from '../../support/bundle-builder.ts';
import {
  caseOf,
  clinicEvents,
  event,
  exhibitOf,
  extractBundle,
  extractEntries,
  noRedaction,
  sealEvents,
  smallCase,
  smallOrder,
} from '../../support/report-extract.ts';

let extract: ReportExtract;

beforeAll(async () => {
  extract = (await smallCase()).extract;
});

const why = { reason: 'Personal data', privilege: 'gdpr', by: 'A. Auditor' };

function make(redaction: Partial<ReportRedaction>, asked: Partial<ReportOrder> = {}): MadeReport {
  return makeReport(extract, { ...smallOrder(), ...asked, redaction: { ...noRedaction, ...redaction } });
}

function recordOf(made: MadeReport): ReportRecord {
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  return made.record;
}

function problemsOf(made: MadeReport): readonly string[] {
  return made.kind === 'made' ? [] : made.problems.map(({ code, where }) => `${code} ${where}`);
}

function nameOf(seq: number) {
  const entry = extract.entries.find((each) => each.seq === seq);
  if (entry === undefined) throw new Error('The case has it.');
  return { origin, seq, leaf: entry.leaf };
}

/** Everything that stands in a record, with its disclosures as they are and as what they say. */
function everythingIn(record: ReportRecord): string {
  const disclosed = record.entries.flatMap(({ content }) =>
    content.kind === 'line' ? content.disclosures : [],
  );
  const opened = disclosed.map((each) => Buffer.from(each, 'base64url').toString());
  return [decodeUtf8(renderReport(record)), ...opened].join('\n');
}

describe('A field that is hidden', () => {
  it('leaves no value behind, and the digest to which the line commits stays', () => {
    const open = recordOf(make({}));
    expect(everythingIn(open)).toContain('p.haddad@clinic.example');
    const record = recordOf(make({ hidden: [{ pointer: '/actor/email', ...why }] }));
    expect(everythingIn(record)).not.toContain('@clinic.example');
    expect(record.entries.map(({ leaf }) => leaf)).toEqual(open.entries.map(({ leaf }) => leaf));
  });

  it('is a line of the redactions for each entry that had it disclosed', () => {
    const { redactions } = recordOf(make({ hidden: [{ pointer: '/actor/email', ...why }] }));
    expect(redactions.map(({ seq, pointers }) => `${seq} ${pointers.join()}`)).toEqual([
      '1 /actor/email/0',
      '2 /actor/email/0',
      '4 /actor/email/0',
      '5 /actor/email/0',
      '6 /actor/email/0',
      '7 /actor/email/0',
    ]);
    expect(redactions[0]).toMatchObject(why);
  });

  it('may be named by what it stands in', () => {
    const { redactions } = recordOf(make({ hidden: [{ pointer: '/actor/email/0', ...why }], withheld: [] }));
    expect(redactions).toHaveLength(6);
  });

  it('is refused where a line has it in clear, because a signed line cannot lose a value', () => {
    const problems = problemsOf(make({ hidden: [{ pointer: '/actor', ...why }] }));
    expect(problems).toHaveLength(6);
    expect(new Set(problems)).toEqual(new Set(['hidden-in-clear /actor']));
  });

  it('is refused where no entry has it committed, because its name may be mistyped', () => {
    expect(problemsOf(make({ hidden: [{ pointer: '/actor/mail', ...why }] }))).toEqual([
      'redaction-of-nothing /actor/mail',
    ]);
  });

  it('is refused without a reason, and by what is no pointer', () => {
    expect(problemsOf(make({ hidden: [{ pointer: '/actor/email', ...why, reason: ' ' }] }))).toEqual([
      'text-missing /actor/email',
    ]);
    expect(problemsOf(make({ hidden: [{ pointer: 'actor.email', ...why }] }))).toContain(
      'pointer-invalid actor.email',
    );
  });
});

describe('A committed value that is hidden in part', () => {
  /** All of `/actor` is committed here, with an address in it. */
  function wholeActor(): { readonly entry: ExtractedEntry; readonly disclosure: string } {
    const [first] = extract.entries;
    if (first === undefined) throw new Error('The case has entries.');
    const disclosure = renderDisclosure(new Uint8Array(16).fill(5), {
      id: 'n.n',
      email: 'n.n@clinic.example',
    });
    const digest = disclosureDigest(disclosure);
    const line = encodeUtf8(
      `{"seq":900,"prev":"${'0'.repeat(64)}","ts":"2026-03-02T09:00:00Z","actor":[{"...":"${digest}"}]}`,
    );
    const { event, claimedTime } = readLine(line, limits);
    const entry: ExtractedEntry = {
      ...first,
      ...{ seq: 900, line, leaf: toHex(leafDigest(line)), time: claimedTime, disclosures: [disclosure] },
      fields: readEventFields(event, {}, 'entry'),
      proof: { kind: 'none', reason: 'none' },
    };
    return { entry, disclosure };
  }

  it.each(['/actor/email', '/actor/0/email', '/actor', '/actor/0'])(
    'by %s is not opened at all, since it cannot be opened in part',
    (pointer) => {
      const { entry, disclosure } = wholeActor();
      const exhibit = { ...exhibitOf([entry]), query: '' };
      const order = { ...smallOrder(), findings: [], samples: [], narrative: [] };
      const hidden = [{ pointer, ...why }];
      const made = makeReport(
        { ...extract, entries: [entry], exhibits: [exhibit] },
        { ...order, redaction: { ...noRedaction, hidden } },
      );
      const record = recordOf(made);
      expect(decodeUtf8(renderReport(record))).not.toContain(disclosure);
      expect(record.redactions.map(({ pointers }) => pointers)).toEqual([['/actor/0']]);
    },
  );

  it('leaves the other elements of a list alone', () => {
    const { entry } = wholeActor();
    const exhibit = { ...exhibitOf([entry]), query: '' };
    const order = { ...smallOrder(), findings: [], samples: [], narrative: [] };
    const made = makeReport(
      { ...extract, entries: [entry], exhibits: [exhibit] },
      { ...order, redaction: { ...noRedaction, hidden: [{ pointer: '/actor/1', ...why }] } },
    );
    expect(problemsOf(made)).toEqual(['redaction-of-nothing /actor/1']);
  });
});

describe('A value that is hidden', () => {
  const hidden = [{ pointer: '/actor/email', ...why }];

  it.each([
    [
      'the narrative',
      { narrative: [{ heading: 'A', markdown: 'Wrote to P.Haddad@Clinic.Example.' }] },
      'Part 1 of the narrative',
    ],
    ['the title', { title: 'On p.haddad@clinic.example' }, 'The title'],
    ['a limitation', { limitations: ['Not m.okafor@clinic.example'] }, 'The limitations'],
    [
      'what is superseded',
      { supersedes: { number: 'R-1', sha256: '00'.repeat(32), reason: 'j.lindqvist@clinic.example' } },
      'The reason for superseding',
    ],
  ] satisfies [string, Partial<ReportOrder>, string][])(
    'may not be said by %s, whatever the case of its letters',
    (_name, asked, where) => {
      expect(problemsOf(make({ hidden }, asked))).toEqual([`hidden-value-quoted ${where}`]);
    },
  );

  it('may not be said by the reason for hiding it', () => {
    const made = make({
      hidden: [{ pointer: '/actor/email', ...why, reason: 'is p.haddad@clinic.example' }],
    });
    expect(problemsOf(made)).toContain('hidden-value-quoted The reason for the redaction of entry 1');
  });

  it('is not said by the problem that names its place', () => {
    const made = make({ hidden }, { narrative: [{ heading: 'p.haddad@clinic.example', markdown: '' }] });
    expect(problemsOf(made)).toEqual(['hidden-value-quoted Part 1 of the narrative']);
    expect(JSON.stringify(made)).not.toContain('p.haddad@clinic.example');
  });

  it('may not stand in clear in another entry that is shown', async () => {
    const members = await sealEvents([
      ...clinicEvents.slice(0, 7),
      { ...event('j.lindqvist', 'note', 'x', 'granted'), reason: 'see p.haddad@clinic.example' },
    ]);
    const bundle = await extractBundle(members);
    const leaking = caseOf([bundle], extractEntries(members, bundle));
    const made = makeReport(leaking, { ...smallOrder(), redaction: { ...noRedaction, hidden } });
    expect(problemsOf(made)).toEqual(['hidden-value-quoted entry 7']);
  });
});

describe('An entry that is withheld', () => {
  it('leaves its leaf and its proof, and nothing that it says', () => {
    const record = recordOf(make({ withheld: [1, 2].map((seq) => ({ ...nameOf(seq), ...why })) }));
    const everything = everythingIn(record);
    expect(everything).not.toContain('patient/20418');
    expect(everything).not.toContain('m.okafor');
    expect(
      record.entries
        .filter(({ content }) => content.kind === 'withheld')
        .map(({ seq, proof }) => [seq, proof.kind]),
    ).toEqual([
      [1, 'path'],
      [2, 'path'],
    ]);
    expect(record.redactions.map(({ seq, pointers }) => [seq, pointers])).toEqual([
      [1, []],
      [2, []],
    ]);
  });

  it('takes its stratum with it, which is a value of it', () => {
    const [sample] = extract.samples;
    if (sample === undefined) throw new Error('The case has it.');
    const { content } = sample;
    const stratified = {
      ...sample,
      content: {
        ...content,
        method: 'stratified' as const,
        stratifiedBy: 'target',
        lines: content.lines.map((line, index) => ({
          ...line,
          stratum: index === 0 ? 'patient/20418' : 'other',
        })),
      },
    };
    const made = makeReport(
      { ...extract, samples: [stratified] },
      { ...smallOrder(), redaction: { ...noRedaction, withheld: [{ ...nameOf(1), ...why }] } },
    );
    expect(recordOf(made).samples[0]?.lines.map(({ stratum }) => stratum)).toEqual(['', 'other']);
  });

  it('may not be told in the narrative, but for what another entry shows as well', () => {
    const withheld = [{ ...nameOf(2), ...why }];
    const said = (markdown: string) =>
      problemsOf(
        make({ withheld }, { narrative: [{ heading: 'A', markdown: `${markdown} [@${origin}#2]` }] }),
      );
    expect(said('He exported patient/20417.')).toEqual(['hidden-value-quoted Part 1 of the narrative']);
    // The word for what was done names a kind of act; `granted` is said by entries that are shown.
    expect(said('Every record-exported was granted.')).toEqual([]);
  });

  it('may not be told by the question of a sample, which can only be left out', () => {
    const made = make({ withheld: [1, 7].map((seq) => ({ ...nameOf(seq), ...why })) });
    expect(problemsOf(made)).toEqual(['hidden-value-quoted Sample 1']);
    expect(made.kind === 'refused' && made.problems[0]?.statement).toContain('leave it out');
  });

  it('is refused when this report does not name it', () => {
    expect(problemsOf(make({ withheld: [{ ...nameOf(0), ...why }] }))).toEqual([
      'redaction-of-nothing entry 0',
    ]);
  });

  it('is refused when its number is right and its leaf is not: another line would leave in its place', () => {
    const withheld = [{ ...nameOf(2), leaf: 'ab'.repeat(32), ...why }];
    expect(problemsOf(make({ withheld }))).toEqual(['redaction-of-nothing entry 2']);
  });
});

describe('Where only named fields may leave', () => {
  const shownPointers = ['/actor', '/action', '/target', '/outcome'];

  it('an entry that has another value in clear is withheld whole', async () => {
    const members = await sealEvents([
      ...clinicEvents.slice(0, 6),
      { ...event('p.haddad', 'record-opened', 'patient/31100', 'granted'), reason: 'told me her PIN' },
      ...clinicEvents.slice(7),
    ]);
    const bundle = await extractBundle(members);
    const made = makeReport(caseOf([bundle], extractEntries(members, bundle)), {
      ...smallOrder(),
      redaction: { ...noRedaction, shownPointers },
    });
    const record = recordOf(made);
    expect(record.entries.filter(({ content }) => content.kind === 'withheld').map(({ seq }) => seq)).toEqual(
      [6],
    );
    expect(everythingIn(record)).not.toContain('told me her PIN');
  });

  it('an entry that has no other value stays, and its committed fields go by the same list', () => {
    const shown = recordOf(make({ shownPointers }));
    expect(shown.redactions).toEqual([]);
    const narrower = recordOf(make({ shownPointers: ['/actor/id', '/action', '/target', '/outcome'] }));
    expect(narrower.entries.every(({ content }) => content.kind === 'line')).toBe(true);
    expect(everythingIn(narrower)).not.toContain('@clinic.example');
  });

  it('a name that begins like a shown one does not leave with it', () => {
    const record = recordOf(
      make({ shownPointers: ['/act', '/target', '/outcome'] }, { samples: [], exhibits: [] }),
    );
    expect(record.entries.every(({ content }) => content.kind === 'withheld')).toBe(true);
  });

  it('a line that cannot be read is withheld, because nobody can say what is in it', () => {
    const unread = (text: string): ExtractedEntry => {
      const [first] = extract.entries;
      if (first === undefined) throw new Error('The case has entries.');
      const line = encodeUtf8(text);
      return { ...first, line, time: null, fields: readEventFields(null, {}, 'ambiguous') };
    };
    // Two values under one name: every program reads one of them, and not every program the same.
    const entry = unread('{"seq":0,"actor":"a","actor":"b"}');
    const named = {
      ...entry,
      leaf: toHex(leafDigest(entry.line)),
      proof: { kind: 'none' as const, reason: 'none' },
    };
    const exhibit = {
      ...extract.exhibits[0],
      sources: [{ origin, fileSha256: named.fileSha256, lines: [{ seq: 0, leaf: named.leaf }] }],
    };
    const made = makeReport(
      { ...extract, entries: [named], exhibits: [exhibit as ReportExtract['exhibits'][number]] },
      {
        ...smallOrder(),
        findings: [],
        samples: [],
        narrative: [],
        redaction: { ...noRedaction, shownPointers },
      },
    );
    expect(recordOf(made).entries[0]?.content.kind).toBe('withheld');
  });
});

describe('Looking for values', () => {
  const find = findValues(['alice', 'a.b', '1234', '123456', 'CAFÉ', '李小龙李小龙']);

  it.each([
    ['Alice was here', ['alice']],
    ['malice', []],
    ['alice2', []],
    ['alice-2', ['alice']],
    ['1234 is too short a number', []],
    ['no. 123456.', ['123456']],
    ['9123456', []],
    ['cafe\u0301', ['CAFÉ']],
    ['我见过李小龙李小龙了', ['李小龙李小龙']],
  ])('in “%s” finds %j', (text, values) => {
    expect(find(text)).toEqual(values);
  });
});
