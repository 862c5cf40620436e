import type { Random } from './random.ts';
import { minuteMillis, quarterDays, startOfDay } from './sample-calendar.ts';
import type { AccessEvent } from './sample-event.ts';
import { toCloudAddress } from './sample-offices.ts';
import { type ServiceAccount, serviceAccounts } from './sample-systems.ts';

/** What the service accounts do in the quarter, a few seconds after their appointed minute. */
export function makeJobEvents(random: Random): readonly AccessEvent[] {
  const events: AccessEvent[] = [];
  for (const [index, account] of serviceAccounts.entries()) {
    for (let day = 0; day < quarterDays; day += 1) {
      for (let minute = account.minuteOfDay; minute < 1440; minute += account.everyMinutes) {
        const moment = startOfDay(day) + minute * minuteMillis + random.below(40_000);
        events.push(toJobEvent(random, account, index, moment));
      }
    }
  }
  return events;
}

function toJobEvent(random: Random, account: ServiceAccount, host: number, moment: number): AccessEvent {
  const { task } = account;
  const fails = random.happens(6);
  return {
    moment,
    id: random.hex(16),
    service: task.service,
    actor: { type: 'service', id: account.id },
    action: task.action,
    target: { type: task.type, id: random.pick(task.targets) },
    outcome: fails ? 'failure' : 'success',
    ...(fails ? { reason: task.failure } : {}),
    ...(task.rowLimit === undefined || fails ? {} : { rows: random.around(1, task.rowLimit) }),
    source: { ip: toCloudAddress(host), agent: account.agent },
    session: `job-${random.hex(10)}`,
    ordinary: false,
  };
}
