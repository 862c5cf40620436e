import { BugError } from '../bytes/errors.ts';
import { createRandom, type Random } from './random.ts';
import { makeJobEvents } from './routine-jobs.ts';
import { makePeopleEvents } from './routine-people.ts';
import { dayOf, hourMillis, quarterDays, startOfDay, toQuarterDay } from './sample-calendar.ts';
import type { AccessEvent } from './sample-event.ts';
import { toCloudAddress } from './sample-offices.ts';
import { people } from './sample-people.ts';
import { makeBurstEvents } from './story-burst.ts';
import { makeExportEvents } from './story-export.ts';
import { makeLeaverEvents } from './story-leaver.ts';

const sampleEntries = 25_000;

/** The collector stood still on this Sunday. The jobs that run every hour of every other day are missing too. */
const silentDay = toQuarterDay('08-16');

/** First hexadecimal digits of pi: a seed that nobody chose to make something come out. */
const seed = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e] as const;

/** The whole log in order of time, always the same one. */
export function makeSampleEvents(): readonly AccessEvent[] {
  const random = createRandom(seed);
  const routine = [...makeJobEvents(random), ...makePeopleEvents(random), ...makeJoinerEvents(random)];
  const stories = [...makeBurstEvents(random), ...makeLeaverEvents(random), ...makeExportEvents(random)];
  const recorded = routine.filter(({ moment }) => isInQuarter(moment) && dayOf(moment) !== silentDay);
  return thinOut([...recorded, ...stories].toSorted((left, right) => left.moment - right.moment));
}

/** Sessions that begin late on the last day end in the next quarter, which is another bundle. */
function isInQuarter(moment: number): boolean {
  return moment >= startOfDay(0) && dayOf(moment) < quarterDays;
}

function makeJoinerEvents(random: Random): readonly AccessEvent[] {
  return people
    .filter(({ firstDay }) => firstDay > 0)
    .map((person) => ({
      moment: startOfDay(person.firstDay) + 4 * hourMillis + random.below(hourMillis),
      id: random.hex(16),
      service: 'identity',
      actor: { type: 'service', id: 'svc-hr-sync' },
      action: 'account.create',
      target: { type: 'account', id: person.id },
      outcome: 'success',
      source: { ip: toCloudAddress(5), agent: 'acme-job/hr-sync 2.6' },
      session: `job-${random.hex(10)}`,
      ordinary: false,
    }));
}

/** Drops ordinary reads, evenly over the quarter, until exactly the wanted number is left: no session loses its start. */
function thinOut(events: readonly AccessEvent[]): readonly AccessEvent[] {
  const surplus = events.length - sampleEntries;
  const ordinary = events.filter((event) => event.ordinary).length;
  if (surplus < 0 || surplus > ordinary) throw new BugError(`The routine makes ${events.length} events.`);
  let seen = 0;
  return events.filter((event) => {
    if (!event.ordinary) return true;
    seen += 1;
    return Math.floor((seen * surplus) / ordinary) === Math.floor(((seen - 1) * surplus) / ordinary);
  });
}
