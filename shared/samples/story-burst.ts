import { BugError } from '../bytes/errors.ts';
import type { Random } from './random.ts';
import { toWho } from './routine-people.ts';
import { toMoment } from './sample-calendar.ts';
import type { AccessEvent } from './sample-event.ts';
import { findPerson } from './sample-people.ts';

/** Facts of this story, for whoever checks that it can be found. */
export const burst = {
  actor: 'henrik.oaklantern',
  address: '203.0.113.77',
  failures: 41,
  firstMoment: toMoment('07-21', '02:13:04'),
  reads: ['payroll.salaries', 'payroll.bank-accounts', 'people.staff', 'customers.contacts'],
} as const;

/** One account, one foreign address, some forty wrong passwords in minutes, then a right one, then reads that its team never makes. */
export function makeBurstEvents(random: Random): readonly AccessEvent[] {
  const person = findPerson(burst.actor);
  if (person === undefined) throw new BugError(`The roster has no ${burst.actor}.`);
  const base = {
    ...toWho(person),
    session: `s-${random.hex(12)}`,
    source: { ip: burst.address, agent: 'AcmeBrowser/121.0 (Windows 10)' },
    ordinary: false,
  };
  const signIn = {
    ...base,
    service: 'identity',
    action: 'session.start',
    target: { type: 'account', id: person.id },
  } as const;

  let moment: number = burst.firstMoment;
  const events: AccessEvent[] = [];
  for (let attempt = 0; attempt < burst.failures; attempt += 1) {
    events.push({ ...signIn, moment, id: random.hex(16), outcome: 'failure', reason: 'wrong password' });
    moment += random.around(4, 16) * 1000 + random.below(1000);
  }
  events.push({ ...signIn, moment, id: random.hex(16), outcome: 'success' });
  for (let index = 0; index < 14; index += 1) {
    moment += random.around(9, 70) * 1000 + random.below(1000);
    events.push({
      ...base,
      moment,
      id: random.hex(16),
      service: 'database',
      action: 'table.read',
      target: { type: 'table', id: burst.reads[index % burst.reads.length] ?? burst.reads[0] },
      outcome: 'success',
      rows: 40 + random.around(0, 900),
    });
  }
  return events;
}
