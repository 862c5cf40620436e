import { BugError } from '../bytes/errors.ts';
import type { Random } from './random.ts';
import { toWho } from './routine-people.ts';
import { minuteMillis, toMoment } from './sample-calendar.ts';
import type { AccessEvent } from './sample-event.ts';
import { toCloudAddress } from './sample-offices.ts';
import { findPerson } from './sample-people.ts';

/** Facts of this story, for whoever checks that it can be found. */
export const leaver = {
  actor: 'basil.hollowreed',
  deprovisioned: toMoment('08-03', '06:45:12'),
  tokenUsed: toMoment('08-12', '21:36:40'),
  address: '203.0.113.140',
  tokenUses: 7,
} as const;

/** The account is closed on the first working day after the person left; nine days later a token still opens the store. */
export function makeLeaverEvents(random: Random): readonly AccessEvent[] {
  const person = findPerson(leaver.actor);
  if (person === undefined) throw new BugError(`The roster has no ${leaver.actor}.`);
  const deprovision: AccessEvent = {
    moment: leaver.deprovisioned,
    id: random.hex(16),
    service: 'identity',
    actor: { type: 'service', id: 'svc-hr-sync' },
    action: 'account.deprovision',
    target: { type: 'account', id: person.id },
    outcome: 'success',
    reason: 'employment ended 2026-07-31',
    source: { ip: toCloudAddress(5), agent: 'acme-job/hr-sync 2.6' },
    session: `job-${random.hex(10)}`,
    ordinary: false,
  };
  const events = [deprovision];
  const session = `token-${random.hex(10)}`;
  let moment: number = leaver.tokenUsed;
  for (let use = 0; use < leaver.tokenUses; use += 1) {
    events.push({
      ...toWho(person),
      moment,
      id: random.hex(16),
      service: 'storage',
      action: use === 0 ? 'object.list' : 'object.read',
      target: {
        type: 'object',
        id: use === 0 ? 'decks/' : `decks/offer-2026-${String(use).padStart(2, '0')}.pdf`,
      },
      outcome: 'success',
      source: { ip: leaver.address, agent: 'acme-sync/1.9' },
      session,
      ordinary: false,
    });
    moment += random.around(1, 3) * minuteMillis + random.below(minuteMillis);
  }
  return events;
}
