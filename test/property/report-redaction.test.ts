import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { ExtractedBundle, ExtractedEntry } from '../../shared/report/extract.ts';
import { renderHtml } from '../../shared/report/html/render-html.ts';
import { makeReport } from '../../shared/report/make-report.ts';
import type { ReportRedaction } from '../../shared/report/order.ts';
import { renderReport } from '../../shared/report/render-report.ts';
import { toReportDocument } from '../../shared/report/to-document.ts';
import { origin } from '../support/bundle-builder.ts';
import {
  caseOf,
  exhibitOf,
  extractBundle,
  extractEntries,
  type ReportEvent,
  sealEvents,
  smallOrder,
} from '../support/report-extract.ts';

const lines = 6;
/** A value that stands nowhere else: where it is found, it leaked. */
const token = (field: string, seq: number) => `${field}-${seq}-q7xw`;

const events = Array.from(
  { length: lines },
  (_, seq): ReportEvent => ({
    actor: token('actor', seq),
    action: 'opened',
    target: token('target', seq),
    outcome: 'granted',
    email: token('email', seq),
    // Every other line has a field that nobody thought of.
    ...(seq % 2 === 1 && { reason: new Map([['said', [token('said', seq), 31_415_926]]]) }),
  }),
);

const why = { reason: 'Personal data', privilege: '', by: 'A. Auditor' };

/** Which values a redaction keeps back, decided here without any of its code. */
function keptBack({ withheld, hidden, shownPointers }: ReportRedaction): readonly string[] {
  return events.flatMap(({ actor, target, email, reason }, seq) => {
    const shows = (pointer: string) => shownPointers === null || shownPointers.includes(pointer);
    const clear = [
      { pointer: '/actor/id', text: actor },
      { pointer: '/action', text: 'opened' },
      { pointer: '/target', text: target },
      { pointer: '/outcome', text: 'granted' },
      ...(reason === undefined ? [] : [{ pointer: '/reason', text: token('said', seq) }]),
    ];
    const isWithheld =
      withheld.some((each) => each.seq === seq) || clear.some(({ pointer }) => !shows(pointer));
    const isEmailHidden = isWithheld || hidden.length > 0 || !shows('/actor/email');
    return [
      ...(isWithheld ? [actor, target, ...(reason === undefined ? [] : [token('said', seq)])] : []),
      ...(isEmailHidden ? [email] : []),
    ];
  });
}

describe('Whatever is kept back', () => {
  it('is in no form of a report that is made, and a text that says it is refused', async () => {
    const members = await sealEvents(events);
    const bundle: ExtractedBundle = await extractBundle(members);
    const entries: readonly ExtractedEntry[] = extractEntries(members, bundle);
    const base = { ...caseOf([bundle], entries), findings: [], samples: [] };
    const exhibit = { ...exhibitOf(entries), query: '', title: 'All of them' };
    const all = ['/actor/id', '/actor/email', '/action', '/target', '/outcome', '/reason'];
    let made = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        fc.subarray(entries.map(({ seq, leaf }) => ({ origin, seq, leaf, ...why }))),
        fc.boolean(),
        fc.option(fc.subarray(all), { nil: null }),
        fc.option(fc.tuple(fc.constantFrom('actor', 'target', 'email', 'said'), fc.nat(lines - 1)), {
          nil: null,
        }),
        (withheld, isHidden, shownPointers, said) => {
          const redaction: ReportRedaction = {
            withheld,
            hidden: isHidden ? [{ pointer: '/actor/email', ...why }] : [],
            shownPointers,
          };
          const quoted = said === null ? 'nothing' : token(said[0], said[1]).toUpperCase();
          const order = {
            ...smallOrder(),
            ...{ findings: [], samples: [], redaction },
            narrative: [{ heading: 'Said', markdown: `It says ${quoted}.` }],
          };
          const answer = makeReport({ ...base, exhibits: [exhibit] }, order);
          const secrets = keptBack(redaction);
          const isQuoted = said !== null && secrets.includes(token(said[0], said[1]));
          if (answer.kind === 'refused') {
            refused += 1;
            expect(answer.problems.map(({ code }) => code)).toEqual(['hidden-value-quoted']);
            expect(isQuoted).toBe(true);
            expect(JSON.stringify(answer.problems)).not.toMatch(/-q7xw/i);
            return;
          }
          made += 1;
          expect(isQuoted).toBe(false);
          const record = answer.record;
          const disclosed = record.entries.flatMap(({ content }) =>
            content.kind === 'line' ? content.disclosures : [],
          );
          const everything = [
            decodeUtf8(renderReport(record)),
            decodeUtf8(renderHtml(toReportDocument(record, '00'.repeat(32)))),
            ...disclosed.map((each) => Buffer.from(each, 'base64url').toString()),
          ].join('\n');
          expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
          // What is not kept back is there, so that silence is no way to pass.
          const shown = events.flatMap(({ actor, target, email }) => [actor, target, email]);
          expect(shown.filter((each) => !secrets.includes(each) && !everything.includes(each))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
    expect(made).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(10);
  });
});
