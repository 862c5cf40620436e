import { BugError } from '../bytes/errors.ts';
import type { Random } from './random.ts';
import { toBrowser, toWho } from './routine-people.ts';
import { minuteMillis, toMoment } from './sample-calendar.ts';
import type { AccessEvent } from './sample-event.ts';
import { findPerson } from './sample-people.ts';

/** Facts of this story, for whoever checks that it can be found. */
export const nightExport = {
  actor: 'viktor.eisenhut',
  /** 02:47 where this person works. */
  moment: toMoment('09-10', '00:47:31'),
  table: 'customers.contacts',
  /** The largest export of the rest of the quarter has 60,000 rows. */
  rows: 4_812_330,
} as const;

/** An administrator gives a role a right, exports the whole customer table at night, and takes the right back. */
export function makeExportEvents(random: Random): readonly AccessEvent[] {
  const person = findPerson(nightExport.actor);
  if (person === undefined) throw new BugError(`The roster has no ${nightExport.actor}.`);
  const session = `s-${random.hex(12)}`;
  const at = (minutes: number) => nightExport.moment + minutes * minuteMillis + random.below(30_000);
  const base = (agent: string) => ({
    ...toWho(person),
    id: random.hex(16),
    outcome: 'success' as const,
    source: { ip: '198.51.100.23', agent },
    session,
    ordinary: false,
  });
  const account = { type: 'account', id: person.id };
  const role = { type: 'setting', id: 'roles/operations' };
  return [
    {
      ...base(toBrowser(person)),
      moment: at(-9),
      service: 'identity',
      action: 'session.start',
      target: account,
    },
    {
      ...base('acme-console/5.2'),
      moment: at(-6),
      service: 'storage',
      action: 'setting.change',
      target: role,
    },
    {
      ...base('acme-sql/4.2'),
      moment: nightExport.moment,
      service: 'database',
      action: 'table.export',
      target: { type: 'table', id: nightExport.table },
      rows: nightExport.rows,
    },
    {
      ...base('acme-console/5.2'),
      moment: at(11),
      service: 'storage',
      action: 'setting.change',
      target: role,
    },
    {
      ...base(toBrowser(person)),
      moment: at(14),
      service: 'identity',
      action: 'session.end',
      target: account,
    },
  ];
}
