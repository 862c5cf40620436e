import type { UnixMillis } from '../bytes/units.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { renderMoment } from './sample-calendar.ts';

export type Service = 'identity' | 'database' | 'storage';

/** One line of the access log before it is sealed. `ordinary` marks those that may be thinned out; it is not written. */
export interface AccessEvent {
  readonly moment: UnixMillis;
  readonly id: string;
  readonly service: Service;
  readonly actor: Actor;
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string };
  readonly outcome: 'success' | 'failure' | 'denied';
  /** Why it failed or was denied. Absent for a success. */
  readonly reason?: string;
  readonly rows?: number;
  readonly source: { readonly ip: string; readonly agent: string };
  readonly session: string;
  readonly ordinary: boolean;
}

type Actor =
  | { readonly type: 'person'; readonly id: string; readonly name: string; readonly email: string }
  | { readonly type: 'service'; readonly id: string };

/** Where the event model finds its fields in a line of this log. */
export const accessMapping = {
  actor: '/actor/id',
  action: '/action',
  target: '/target/id',
  outcome: '/outcome',
  service: '/service',
  address: '/source/ip',
  session: '/session',
} as const;

/** Personal data that must be removable later without breaking the proof of the rest. */
export const accessCommittedFields = ['/actor/email'] as const;

/** The event as it is handed to sealing: names in the order in which they will stand in the line. */
export function toJsonEvent(event: AccessEvent): JsonObject {
  const members: [string, JsonValue][] = [
    ['ts', renderMoment(event.moment)],
    ['id', event.id],
    ['service', event.service],
    ['actor', toJsonActor(event.actor)],
    ['action', event.action],
    ['target', new Map(Object.entries(event.target))],
    ['outcome', event.outcome],
  ];
  if (event.reason !== undefined) members.push(['reason', event.reason]);
  if (event.rows !== undefined) members.push(['rows', event.rows]);
  members.push(['source', new Map(Object.entries(event.source))], ['session', event.session]);
  return new Map(members);
}

function toJsonActor(actor: Actor): JsonObject {
  if (actor.type === 'service')
    return new Map([
      ['id', actor.id],
      ['type', actor.type],
    ]);
  return new Map([
    ['id', actor.id],
    ['name', actor.name],
    ['type', actor.type],
    ['email', actor.email],
  ]);
}
