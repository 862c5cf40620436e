import type { Random } from './random.ts';
import { type QuarterDay, toQuarterDay } from './sample-calendar.ts';

export interface Office {
  /** Minutes that local time is ahead of UTC. No office of the sample changes its clocks in the quarter. */
  readonly aheadOfUtc: number;
  /** Addresses come from RFC 5737 and RFC 3849, which are reserved for documentation and belong to nobody. */
  readonly network: string;
  readonly firstHost: number;
  readonly holidays: readonly QuarterDay[];
}

export const offices = {
  north: { aheadOfUtc: 120, network: '192.0.2.', firstHost: 10, holidays: [] },
  coast: { aheadOfUtc: 60, network: '192.0.2.', firstHost: 80, holidays: [] },
  lake: {
    aheadOfUtc: -240,
    network: '192.0.2.',
    firstHost: 140,
    holidays: [toQuarterDay('07-03'), toQuarterDay('09-07')],
  },
  delta: {
    aheadOfUtc: 330,
    network: '192.0.2.',
    firstHost: 200,
    holidays: [toQuarterDay('09-14')],
  },
} as const satisfies Record<string, Office>;

export type OfficeName = keyof typeof offices;

/** Desks share a few addresses behind the router of their office. */
export function toOfficeAddress(office: Office, desk: number): string {
  return `${office.network}${office.firstHost + (desk % 24)}`;
}

/** The VPN hands out another address each day. */
export function pickVpnAddress(random: Random): string {
  return `198.51.100.${16 + random.below(112)}`;
}

export function toCloudAddress(host: number): string {
  return `2001:db8:c10d:${(host + 1).toString(16)}::${(host * 7 + 16).toString(16)}`;
}
