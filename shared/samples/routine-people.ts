import type { UnixMillis } from '../bytes/units.ts';
import type { Random } from './random.ts';
import { isWeekend, minuteMillis, type QuarterDay, quarterDays, startOfDay } from './sample-calendar.ts';
import type { AccessEvent } from './sample-event.ts';
import { offices, pickVpnAddress, toOfficeAddress } from './sample-offices.ts';
import { type Person, people } from './sample-people.ts';
import { type Task, tasksOf } from './sample-systems.ts';

/** What the people of the company do in the quarter: sessions on working days, from the office or over the VPN. */
export function makePeopleEvents(random: Random): readonly AccessEvent[] {
  const events: AccessEvent[] = [];
  for (let day = 0; day < quarterDays; day += 1) {
    for (const person of people) {
      if (isAtWork(random, person, day)) addWorkingDay(events, random, person, day);
    }
  }
  return events;
}

function isAtWork(random: Random, person: Person, day: QuarterDay): boolean {
  const [leaveFirst, leaveLast] = person.leave;
  const holidays: readonly QuarterDay[] = offices[person.office].holidays;
  const isEmployed = day >= person.firstDay && day <= (person.lastDay ?? quarterDays);
  if (!isEmployed || (day >= leaveFirst && day <= leaveLast) || holidays.includes(day)) return false;
  // At weekends only the on-call person of the operations team and a few of support are seen.
  if (isWeekend(day)) {
    return (person.team === 'operations' || person.team === 'support') && random.happens(90);
  }
  return !random.happens(45);
}

function addWorkingDay(events: AccessEvent[], random: Random, person: Person, day: QuarterDay): void {
  const office = offices[person.office];
  const ip = random.happens(620) ? toOfficeAddress(office, person.desk) : pickVpnAddress(random);
  const startMinute = person.startHour * 60 - office.aheadOfUtc + random.around(-25, 55);
  const morning = startOfDay(day) + startMinute * minuteMillis;
  const isHalfDay = isWeekend(day) || random.happens(640);
  addSession(events, random, person, ip, morning + random.below(minuteMillis));
  if (isHalfDay) return;
  const afternoon = morning + random.around(250, 330) * minuteMillis;
  addSession(events, random, person, ip, afternoon + random.below(minuteMillis));
}

function addSession(
  events: AccessEvent[],
  random: Random,
  person: Person,
  ip: string,
  start: UnixMillis,
): void {
  const session = `s-${random.hex(12)}`;
  const base = { ...toWho(person), session };
  const agent = toBrowser(person);
  let moment = start;
  const signIn = {
    ...base,
    service: 'identity',
    action: 'session.start',
    target: { type: 'account', id: person.id },
    source: { ip, agent },
    ordinary: false,
  } as const;
  if (random.happens(32)) {
    events.push({ ...signIn, moment, id: random.hex(16), outcome: 'failure', reason: 'wrong password' });
    moment += random.around(6, 45) * 1000;
  }
  events.push({ ...signIn, moment, id: random.hex(16), outcome: 'success' });
  for (let left = random.around(1, 6); left > 0; left -= 1) {
    moment += random.around(1, 34) * minuteMillis + random.below(minuteMillis);
    events.push({ ...base, moment, ...toTaskFields(random, person, ip) });
  }
  if (!random.happens(720)) return;
  moment += random.around(2, 40) * minuteMillis + random.below(minuteMillis);
  events.push({ ...signIn, moment, id: random.hex(16), action: 'session.end', outcome: 'success' });
}

/** The two fields that tell who it was. */
export function toWho(person: Person): Pick<AccessEvent, 'actor'> {
  return { actor: { type: 'person', id: person.id, name: person.name, email: person.email } };
}

/** Everybody keeps one browser all quarter; a second one under the same name is worth a look. */
export function toBrowser(person: Person): string {
  const systems = ['Windows 11', 'macOS 16', 'Linux x86_64'] as const;
  return `AcmeBrowser/${140 + (person.desk % 3)}.0 (${systems[person.desk % 3] ?? systems[0]})`;
}

type TaskFields = Omit<AccessEvent, 'moment' | 'actor' | 'session'>;

function toTaskFields(random: Random, person: Person, ip: string): TaskFields {
  const isStray = random.happens(9);
  const task = random.pick(isStray ? tasksOf.people : tasksOf[person.team]);
  const { outcome, reason } = toOutcome(random, task, isStray && person.team !== 'people', person);
  const hasRows = task.rowLimit !== undefined && outcome === 'success';
  const program = task.service === 'database' ? 'acme-sql/4.2' : 'acme-console/5.2';
  return {
    id: random.hex(16),
    service: task.service,
    action: task.action,
    target: { type: task.type, id: random.pick(task.targets) },
    outcome,
    ...(reason === null ? {} : { reason }),
    ...(hasRows ? { rows: random.around(1, task.rowLimit) } : {}),
    source: { ip, agent: program },
    ordinary: outcome === 'success',
  };
}

function toOutcome(
  random: Random,
  task: Task,
  isForeign: boolean,
  person: Person,
): { outcome: AccessEvent['outcome']; reason: string | null } {
  // Roles hold in this company: nobody outside the people team gets at payroll by the normal way.
  if (isForeign) return { outcome: 'denied', reason: `no grant for role ${person.team}` };
  if (random.happens(14)) return { outcome: 'failure', reason: task.failure };
  return { outcome: 'success', reason: null };
}
