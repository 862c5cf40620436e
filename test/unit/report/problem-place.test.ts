import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import { placeOfProblem } from '../../../shared/report/problem-place.ts';
import { noRedaction, smallCase, smallOrder } from '../../support/report-extract.ts';

let extract: ReportExtract;
const secret = 'p.haddad@clinic.example';
const why = { reason: 'Personal data', privilege: '', by: 'A. Auditor' };

beforeAll(async () => {
  extract = (await smallCase()).extract;
});

/** Where the problems of a report lead that hides an address and says it. */
function placesOf(says: Partial<ReportOrder>, hidden = why) {
  const redaction = { ...noRedaction, hidden: [{ pointer: '/actor/email', ...hidden }] };
  const made = makeReport(extract, { ...smallOrder(), ...says, redaction });
  return made.kind === 'made' ? [] : made.problems.map(placeOfProblem);
}

describe('A text that says what the report hides', () => {
  it.each<readonly [string, Partial<ReportOrder>, object]>([
    ['the title', { title: `About ${secret}` }, { kind: 'title' }],
    ['the limits', { limitations: [`${secret} was not asked.`] }, { kind: 'limitations' }],
    [
      'the second part of the narrative',
      {
        narrative: [
          { heading: 'One', markdown: 'Nothing.' },
          { heading: 'Two', markdown: `It was ${secret.toUpperCase()}.` },
        ],
      },
      { kind: 'narrative', part: 1 },
    ],
    [
      'the reason for superseding',
      { supersedes: { number: 'R-0', sha256: 'ab'.repeat(32), reason: secret } },
      { kind: 'supersedes' },
    ],
  ])('is led to: %s', (_, says, place) => {
    expect(placesOf(says)).toContainEqual(place);
  });

  it('is led to by its entry where it is a reason', () => {
    expect(placesOf({}, { ...why, reason: `As ${secret} asked` })).toContainEqual({
      ...{ kind: 'entry', seq: 4 },
    });
  });
});
