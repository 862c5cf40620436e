import { beforeAll, describe, expect, it } from 'vitest';
import { disclosures, makeSample, type SampleFiles, type SampleLine, segment } from './sample-bundle.ts';

let good: SampleFiles;
let entries: readonly SampleLine[];

beforeAll(async () => {
  good = await makeSample('good');
  entries = good.lines(segment).map((line) => JSON.parse(line));
}, 60_000);

const minutesBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000;

describe('the sample log', () => {
  it('has 25,000 entries of three services, in order of time, all in the third quarter of 2026', () => {
    expect(entries).toHaveLength(25_000);
    expect(new Set(entries.map(({ service }) => service))).toEqual(
      new Set(['identity', 'database', 'storage']),
    );
    const times = entries.map(({ ts }) => ts);
    expect(times).toEqual(times.toSorted());
    expect(times[0]).toMatch(/^2026-07-01T/);
    expect(times.at(-1)).toMatch(/^2026-09-30T/);
    for (const time of times) expect(new Date(time).toISOString()).toBe(time);
  });

  it('shows sixty people at work on weekdays and only a few at weekends', () => {
    const people = entries.filter(({ actor }) => actor.type === 'person');
    expect(new Set(people.map(({ actor }) => actor.id)).size).toBe(60);
    const weekend = people.filter(({ ts }) => [0, 6].includes(new Date(ts).getUTCDay()));
    expect(weekend.length / people.length).toBeLessThan(0.02);
    expect(weekend.length).toBeGreaterThan(50);
  });

  it('names only addresses that are reserved for documentation', () => {
    for (const { source } of entries) {
      expect(source.ip).toMatch(/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$|^2001:db8:/);
    }
  });

  it('fails and denies about as often as a real one, and says why', () => {
    const unsuccessful = entries.filter(({ outcome }) => outcome !== 'success');
    expect(unsuccessful.length / entries.length).toBeGreaterThan(0.01);
    expect(unsuccessful.length / entries.length).toBeLessThan(0.04);
    for (const { reason } of unsuccessful) expect(reason).toMatch(/\w/);
  });

  it('has lines of a length as real logs have', () => {
    const average = good.text(segment).length / entries.length;
    expect(average).toBeGreaterThan(400);
    expect(average).toBeLessThan(500);
  });
});

describe('the stories', () => {
  it('a burst of failed sign-ins from a foreign address, then a success, then reads that this team never makes', () => {
    const burst = entries.filter(({ source }) => source.ip === '203.0.113.77');
    const failures = burst.filter(({ outcome }) => outcome === 'failure');
    expect(failures).toHaveLength(41);
    expect(new Set(burst.map(({ actor }) => actor.id))).toEqual(new Set(['henrik.oaklantern']));
    expect(minutesBetween(failures[0]?.ts ?? '', failures.at(-1)?.ts ?? '')).toBeLessThan(12);
    expect(burst[41]).toMatchObject({ action: 'session.start', outcome: 'success' });
    const read = new Set(burst.slice(42).map(({ target }) => target.id));
    expect(read).toContain('payroll.salaries');
    const readElsewhere = entries.filter(
      ({ actor, target, source, outcome }) =>
        actor.id === 'henrik.oaklantern' &&
        target.id.startsWith('payroll.') &&
        source.ip !== '203.0.113.77' &&
        outcome === 'success',
    );
    expect(readElsewhere).toEqual([]);
  });

  it('an account that was closed, and nine days later a token of it that still works', () => {
    const closed = entries.filter(({ action }) => action === 'account.deprovision');
    expect(closed).toHaveLength(1);
    expect(closed[0]).toMatchObject({ target: { id: 'basil.hollowreed' } });
    const later = entries.filter(
      ({ actor, seq }) => actor.id === 'basil.hollowreed' && seq > (closed[0]?.seq ?? 0),
    );
    expect(later.map(({ outcome }) => outcome)).toEqual(Array(7).fill('success'));
    expect(later.every(({ session }) => session.startsWith('token-'))).toBe(true);
    const days = minutesBetween(closed[0]?.ts ?? '', later[0]?.ts ?? '') / 1440;
    expect(Math.floor(days)).toBe(9);
    const lastDay = entries.findLast(
      ({ actor, seq }) => actor.id === 'basil.hollowreed' && seq < (closed[0]?.seq ?? 0),
    );
    expect(lastDay?.ts.slice(0, 10) ?? '').toBe('2026-07-31');
  });

  it('one day on which no service at all wrote anything, though the jobs run every day', () => {
    const days = new Set(entries.map(({ ts }) => ts.slice(0, 10)));
    const quarter = Array.from({ length: 92 }, (_, day) =>
      new Date(Date.UTC(2026, 6, 1 + day)).toISOString().slice(0, 10),
    );
    expect(quarter.filter((day) => !days.has(day))).toEqual(['2026-08-16']);
  });

  it('one export at night that is eighty times larger than any other', () => {
    const exports = entries.filter(({ action }) => action === 'table.export');
    const [largest, second] = exports.toSorted((left, right) => (right.rows ?? 0) - (left.rows ?? 0));
    expect(largest).toMatchObject({
      ts: '2026-09-10T00:47:31.000Z',
      actor: { id: 'viktor.eisenhut' },
      target: { id: 'customers.contacts' },
      rows: 4_812_330,
    });
    expect(second?.rows ?? 0).toBeLessThanOrEqual(60_000);
  });
});

describe('personal data', () => {
  it('the e-mail address of every person is committed, and in no line readable', () => {
    expect(good.text(segment)).not.toContain('@');
    for (const { actor } of entries) {
      if (actor.type === 'person')
        expect(actor.email).toEqual([{ '...': expect.stringMatching(/^[\w-]{43}$/) }]);
      else expect(actor).not.toHaveProperty('email');
    }
  });

  it('each is disclosed beside the log, one line for each entry of a person', () => {
    const disclosed = good.lines(disclosures).map((line) => JSON.parse(line));
    const persons = entries.filter(({ actor }) => actor.type === 'person').map(({ seq }) => seq);
    expect(disclosed.map(({ seq }) => seq)).toEqual(persons);
    const [salt, email] = JSON.parse(Buffer.from(disclosed[0].d[0], 'base64url').toString());
    expect(salt).toMatch(/^[\w-]{22}$/);
    expect(email).toBe(`${entries[persons[0] ?? 0]?.actor.id}@acme-sample.example`);
  });
});
