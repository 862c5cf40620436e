import { describe, expect, it } from 'vitest';
import type { EventMapping } from '../../../shared/adapters/read-event.ts';
import { searcherOf } from '../../support/built-source.ts';

/** One line in each bundle is enough to have a path. */
function linesOf(...bundles: readonly { readonly mapping: EventMapping; readonly entry: unknown }[]) {
  return searcherOf(
    bundles.map(({ mapping, entry }, index) => {
      const stated = { seq: 0, prev: 'a'.repeat(64), ts: '2026-07-01T00:00:00Z', ...(entry as object) };
      return {
        bundleId: `bundle-${index}`,
        fileSha256: `${index}`.repeat(64),
        mapping,
        segments: [[JSON.stringify(stated)]],
        damaged: [],
      };
    }),
  ).lines;
}

const cloudtrail = {
  mapping: {
    actor: '/userIdentity/arn',
    action: '/eventName',
    target: '/resources/0/ARN',
    address: '/sourceIPAddress',
  },
  entry: {
    eventName: 'GetObject',
    eventID: 'd1',
    userAgent: 'aws-cli/2.17',
    errorMessage: 'Access Denied',
    userIdentity: {
      arn: 'arn:aws:iam::1:user/a',
      accountId: '1',
      sessionContext: { attributes: { mfaAuthenticated: 'true' } },
    },
    resources: [{ ARN: 'arn:aws:s3:::b', type: 'AWS::S3::Bucket' }],
    sourceIPAddress: '192.0.2.1',
    awsRegion: 'eu-central-1',
  },
};
const kubernetes = {
  mapping: {
    actor: '/user/username',
    outcome: '/responseStatus/code',
    service: '/objectRef/resource',
    session: '/auditID',
  },
  entry: {
    auditID: 'a1',
    user: { username: 'kube', groups: ['system:masters'] },
    objectRef: { resource: 'secrets' },
    responseStatus: { code: 403, reason: 'Forbidden', status: 'Failure' },
  },
};

describe('A field name', () => {
  it('of the event model is the column of the bundle that maps it, and nothing else', () => {
    expect(linesOf(kubernetes, cloudtrail).placesOf('actor')).toMatchObject([
      { columns: ['actor'], pointers: [] },
      { columns: ['actor'], pointers: [] },
    ]);
  });

  it('of the event model that a bundle does not map is the end of a path there', () => {
    const house = { mapping: { actor: '/actor/id' }, entry: { actor: { id: 'u' }, nested: { target: 'x' } } };
    expect(linesOf(house).placesOf('target')).toMatchObject([{ columns: [], pointers: ['/nested/target'] }]);
  });

  it('is the end of a path, without the positions in lists, also of a path that is a column', () => {
    const lines = linesOf(cloudtrail);
    expect(lines.placesOf('userIdentity.accountId')).toMatchObject([
      { pointers: ['/userIdentity/accountId'] },
    ]);
    expect(lines.placesOf('resources.type')).toMatchObject([{ pointers: ['/resources/~2/type'] }]);
    expect(lines.placesOf('resources.ARN')).toMatchObject([{ columns: ['target'] }]);
    expect(lines.placesOf('arn')).toMatchObject([{ columns: ['actor'] }]);
    expect(lines.placesOf('ccountId')).toMatchObject([{ columns: [], pointers: [] }]);
  });

  it('that a log itself spells with a dot is found like two names', () => {
    const teleport = { mapping: {}, entry: { 'addr.remote': '192.0.2.1', addr: { remote: 'x' } } };
    expect(linesOf(teleport).placesOf('addr.remote')).toMatchObject([
      { pointers: ['/addr.remote', '/addr/remote'] },
    ]);
    expect(linesOf(teleport).placesOf('remote')).toMatchObject([
      { pointers: ['/addr.remote', '/addr/remote'] },
    ]);
  });

  it('with slashes and tildes in it is found as it is spelled', () => {
    const odd = { mapping: {}, entry: { 'a/b': { '~2': 'x' }, list: [{ '0': 'y' }] } };
    expect(linesOf(odd).placesOf('a/b.~2')).toMatchObject([{ pointers: ['/a~1b/~02'] }]);
    expect(linesOf(odd).placesOf('list.0')).toMatchObject([{ pointers: ['/list/~2/0'] }]);
  });

  it('counts in the case in which it is typed, unless no bundle has it so', () => {
    const lines = linesOf({ mapping: {}, entry: { Role: 'a' } }, { mapping: {}, entry: { role: 'b' } });
    expect(lines.placesOf('role').map(({ pointers }) => pointers)).toEqual([[], ['/role']]);
    expect(lines.placesOf('ROLE').map(({ pointers }) => pointers)).toEqual([['/Role'], ['/role']]);
    expect(linesOf(cloudtrail).placesOf('ACTOR')).toMatchObject([{ columns: ['actor'] }]);
  });

  it('that is another word for an event field is that one and the paths that end so', () => {
    expect(linesOf(kubernetes).placesOf('status')).toMatchObject([
      { columns: ['outcome'], pointers: ['/responseStatus/status'] },
    ]);
    expect(linesOf(cloudtrail).placesOf('ip')).toMatchObject([{ columns: ['address'], pointers: [] }]);
  });

  it('of the further model is where the known logs have it', () => {
    const lines = linesOf(cloudtrail, kubernetes);
    const pointersOf = (name: string) =>
      lines.placesOf(name).map(({ columns, pointers }) => [...columns, ...pointers]);
    expect(pointersOf('reason')).toEqual([['/errorMessage'], ['/responseStatus/reason']]);
    expect(pointersOf('agent')).toEqual([['/userAgent'], []]);
    expect(pointersOf('account')).toEqual([['/userIdentity/accountId'], []]);
    expect(pointersOf('region')).toEqual([['/awsRegion'], []]);
    expect(pointersOf('role')).toEqual([[], ['/user/groups/~2']]);
    expect(pointersOf('mfa')).toEqual([['/userIdentity/sessionContext/attributes/mfaAuthenticated'], []]);
    expect(pointersOf('target-type')).toEqual([['/resources/~2/type'], ['service']]);
    expect(pointersOf('event-id')).toEqual([['/eventID'], ['session']]);
  });

  it('that no bundle has lies nowhere', () => {
    expect(linesOf(cloudtrail).hasField('nowhere')).toBe(false);
    expect(linesOf(cloudtrail).hasField('')).toBe(false);
  });
});
