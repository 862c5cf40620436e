import { describe, expect, it } from 'vitest';
import type { EventMapping } from '../../../shared/adapters/read-event.ts';
import type { EntityJoin, EntityOrder, EntitySubject } from '../../../shared/contract/entity-protocol.ts';
import type { Query } from '../../../shared/query/query-tree.ts';
import { describeEntity } from '../../../shared/search/entity-description.ts';
import { askableText, entityQuery, joinQuery, neighbourQuery } from '../../../shared/search/entity-query.ts';
import { patientCall, searcherOf } from '../../support/built-source.ts';
import type { PlainBundle } from '../../support/slow-lines.ts';
import { SlowSearch } from '../../support/slow-search.ts';

const mapping: EventMapping = {
  actor: '/actor/id',
  action: '/action',
  target: '/target',
  outcome: '/outcome',
  address: '/ip',
  session: '/session',
};

interface Event {
  readonly at?: string;
  readonly actor?: object;
  readonly [name: string]: unknown;
}

function bundle(events: readonly Event[], more: Partial<PlainBundle> = {}): PlainBundle {
  const lines = events.map(({ at, ...event }, seq) =>
    JSON.stringify({ ts: at ?? '2026-07-02T12:00:00Z', seq, prev: 'a'.repeat(64), ...event }),
  );
  return { bundleId: 'b1', fileSha256: 'f'.repeat(64), mapping, segments: [lines], damaged: [], ...more };
}

const dana = { id: 'u-1', email: 'dana@acme.example', name: 'Dana Smith', type: 'person' };
const events: readonly Event[] = [
  {
    at: '2026-07-01T10:00:00Z',
    actor: dana,
    action: 'read',
    target: 'doc-1',
    outcome: 'success',
    ip: '10.0.0.1',
    session: 's1',
  },
  {
    at: '2026-07-03T10:00:00Z',
    actor: dana,
    action: 'read',
    target: 'doc-2',
    outcome: 'denied',
    ip: '10.0.0.1',
    session: 's1',
  },
  { actor: dana, action: 'write', target: 'doc-1', outcome: 'login_failed', ip: '10.0.0.2', session: 's2' },
  {
    at: '2026-07-02T10:00:00Z',
    actor: { id: 'u-9', email: 'dana@acme.example' },
    action: 'read',
    target: 'u-1',
    outcome: 'success',
    ip: '10.0.0.9',
  },
  {
    at: '2026-07-04T10:00:00Z',
    actor: { email: 'dana@acme.example' },
    action: 'sign-in',
    outcome: 'denied',
    ip: '10.0.0.3',
  },
  {
    at: '2026-07-05T10:00:00Z',
    actor: { id: 'u-2', name: 'Dana Smith', type: 'person' },
    action: 'read',
    target: 'doc-1',
    outcome: 'success',
    ip: '10.0.0.1',
    session: 's7',
  },
  {
    at: '2026-07-05T11:00:00Z',
    actor: { id: 'u-3', email: 'DANA@acme.example', type: 'person' },
    action: 'read',
    target: 'doc-9',
    ip: '10.0.0.4',
  },
];

const order = (subject: EntitySubject, joins: readonly EntityJoin[] = []): EntityOrder => ({
  caseId: 'c1',
  bundleIds: [],
  ...{ subject, joins, listed: 10, buckets: 20 },
});
const describe_ = (
  bundles: readonly PlainBundle[],
  subject: EntitySubject,
  joins: readonly EntityJoin[] = [],
) => describeEntity(searcherOf(bundles), order(subject, joins), patientCall);
const actor = (text: string): EntitySubject => ({ field: 'actor', text });

describe('the description of an entity', () => {
  it('counts its lines, and names the first and the last by the times that they state', async () => {
    const found = await describe_([bundle(events)], actor('u-1'));
    expect(found).toMatchObject({ total: 3, own: 3, searched: 7, byBundle: [{ bundleId: 'b1', total: 3 }] });
    expect(found.first).toEqual({ time: Date.UTC(2026, 6, 1, 10), bundleId: 'b1', ordinal: 0 });
    expect(found.last).toEqual({ time: Date.UTC(2026, 6, 3, 10), bundleId: 'b1', ordinal: 1 });
    expect(found.histogram.withoutTime).toBe(0);
  });

  it('counts what was denied or failed by the words of the outcomes, and says which they are', async () => {
    const { refusals } = await describe_([bundle(events)], actor('u-1'));
    expect(refusals).toEqual({ lines: 2, outcomes: ['denied', 'login_failed'], unread: 0 });
  });

  it('counts a line with two refusing outcomes once', async () => {
    const lines = [{ actor: { id: 'u-1' }, outcome: ['denied', 'failed'] }];
    const { refusals } = await describe_([bundle(lines, { mapping: { actor: '/actor/id' } })], actor('u-1'));
    expect(refusals).toMatchObject({ lines: 1, outcomes: ['denied', 'failed'] });
  });

  it('lists what it touched, and the lines that say nothing of it', async () => {
    const { touched } = await describe_([bundle(events)], actor('u-1'));
    expect(touched.map(({ field }) => field)).toEqual([
      'action',
      'target',
      'outcome',
      'address',
      'session',
      'service',
    ]);
    expect(touched[1]?.values).toEqual([
      { text: 'doc-1', count: 2 },
      { text: 'doc-2', count: 1 },
    ]);
    expect(touched[5]).toMatchObject({ values: [], absent: 3 });
  });

  it('names others that were seen with the same, and through what', async () => {
    const { neighbours } = await describe_([bundle(events)], actor('u-1'));
    const [byAddress, bySession] = neighbours;
    expect(byAddress).toMatchObject({
      through: 'address',
      texts: ['10.0.0.1', '10.0.0.2'],
      unfollowed: 0,
      lines: 1,
    });
    expect(byAddress?.facet.values).toEqual([{ text: 'u-2', count: 1 }]);
    expect(bySession?.facet.values).toEqual([]);
  });

  it('says where else the same text is a value', async () => {
    const { elsewhere } = await describe_([bundle(events)], actor('u-1'));
    expect(elsewhere).toEqual([{ field: 'target', lines: 1 }]);
  });

  it('of what no line has says so, and finds nothing', async () => {
    const found = await describe_([bundle(events)], actor('nobody'));
    expect(found).toMatchObject({ total: 0, own: 0, first: null, last: null, aliases: [], neighbours: [] });
  });
});

describe('other names of an entity', () => {
  it('are those with the same text in a naming field, each with its reason and its lines', async () => {
    const { aliases, names } = await describe_([bundle(events)], actor('u-1'));
    expect(aliases).toEqual([
      {
        join: { kind: 'unnamed', name: 'actor.email', text: 'dana@acme.example' },
        lines: 1,
        reasons: [
          {
            text: 'dana@acme.example',
            here: { name: 'actor.email', lines: 3 },
            there: { name: 'actor.email', lines: 1 },
            isWeak: false,
          },
        ],
      },
      {
        join: { kind: 'value', text: 'u-9' },
        lines: 1,
        reasons: [
          {
            text: 'dana@acme.example',
            here: { name: 'actor.email', lines: 3 },
            there: { name: 'actor.email', lines: 1 },
            isWeak: false,
          },
        ],
      },
      {
        join: { kind: 'value', text: 'u-2' },
        lines: 1,
        reasons: [
          {
            text: 'Dana Smith',
            here: { name: 'actor.name', lines: 3 },
            there: { name: 'actor.name', lines: 1 },
            isWeak: true,
          },
        ],
      },
    ]);
    expect(names.map(({ facet }) => facet.field)).toEqual(['actor.email', 'actor.name']);
  });

  it('are joined only when a person says so, and then in every figure', async () => {
    const joins: readonly EntityJoin[] = [
      { kind: 'value', text: 'u-9' },
      { kind: 'unnamed', name: 'actor.email', text: 'dana@acme.example' },
    ];
    const found = await describe_([bundle(events)], actor('u-1'), joins);
    expect(found).toMatchObject({ total: 5, own: 3 });
    expect(found.joined).toHaveLength(2);
    expect(found.refusals.lines).toBe(3);
    expect(found.last?.time).toBe(Date.UTC(2026, 6, 4, 10));
  });

  it('are not joined without a reason, whatever the address of the window asks for', async () => {
    const joins: readonly EntityJoin[] = [
      { kind: 'value', text: 'u-3' },
      { kind: 'unnamed', name: 'action', text: 'read' },
    ];
    expect(await describe_([bundle(events)], actor('u-1'), joins)).toMatchObject({ joined: [], total: 3 });
  });

  it('are found in a bundle that names actors by what is only beside the actor here', async () => {
    const other = bundle([{ who: 'dana@acme.example', action: 'x' }], {
      bundleId: 'b2',
      mapping: { actor: '/who', action: '/action' },
    });
    const { aliases } = await describe_([bundle(events), other], actor('u-1'));
    expect(aliases.find(({ join }) => join.text === 'dana@acme.example' && join.kind === 'value')).toEqual({
      join: { kind: 'value', text: 'dana@acme.example' },
      lines: 1,
      reasons: [
        {
          text: 'dana@acme.example',
          here: { name: 'actor.email', lines: 3 },
          there: { name: 'actor', lines: 1 },
          isWeak: false,
        },
      ],
    });
    const fromThere = await describe_([bundle(events), other], actor('dana@acme.example'));
    expect(fromThere.aliases.map(({ join }) => join)).toContainEqual({ kind: 'value', text: 'u-1' });
  });

  it('are none where too many others have the same text, and that is said', async () => {
    const crowd = Array.from({ length: 30 }, (_, index) => ({
      actor: { id: `u-${index}`, email: 'unknown' },
    }));
    const { aliases, unjoined } = await describe_([bundle(crowd)], actor('u-1'));
    expect(aliases).toEqual([]);
    expect(unjoined).toEqual([{ name: 'actor.email', text: 'unknown', others: 29 }]);
  });

  it('are none by what was replaced by its digest', async () => {
    const hidden = [{ '...': '7xkXkRoTGjnYvTY0kPzFnzmyTfvnMzTTHVUiMoJnXjA' }];
    const lines = ['u-1', 'u-2'].map((id) => ({ actor: { id, email: hidden } }));
    const { aliases, names } = await describe_([bundle(lines)], actor('u-1'));
    expect(aliases).toEqual([]);
    expect(names[0]?.facet.withheld).toBe(1);
  });

  it('are none by a field that says what many are, nor by one that lies elsewhere in the line', async () => {
    const lines = [
      { actor: { id: 'u-1', type: 'person', role: 'admin', email: 'a@x' } },
      { actor: { id: 'u-2', type: 'person', role: 'admin' }, on: { actor: { email: 'a@x' } } },
    ];
    const { aliases, names } = await describe_([bundle(lines)], actor('u-1'));
    expect(aliases).toEqual([]);
    // The name would also find the field of somebody else, so it joins nobody at all.
    expect(names).toEqual([]);
  });

  it('are none for an address or a session, which are only themselves', async () => {
    const lines = [
      { actor: { id: 'u-1' }, source: { ip: '10.0.0.1', id: 'x' } },
      { actor: { id: 'u-1' }, source: { ip: '10.0.0.2', id: 'x' } },
    ];
    const bundles = [bundle(lines, { mapping: { actor: '/actor/id', address: '/source/ip' } })];
    expect((await describe_(bundles, { field: 'address', text: '10.0.0.1' })).aliases).toEqual([]);
  });

  it('need the same first word where everything lies at the top of the entry', async () => {
    const lines = [
      { user_id: 'u-1', user_email: 'a@x', id: '7' },
      { user_id: 'u-2', user_email: 'a@x', id: '8' },
      { user_id: 'u-3', user_email: 'b@x', id: '7' },
    ];
    const { aliases } = await describe_([bundle(lines, { mapping: { actor: '/user_id' } })], actor('u-1'));
    expect(aliases.map(({ join }) => join)).toEqual([{ kind: 'value', text: 'u-2' }]);
  });
});

describe('every figure of an entity', () => {
  it('is what the query that it links to finds, asked line by line', async () => {
    const bundles = [bundle(events)];
    const slow = new SlowSearch(bundles);
    const count = (query: Query) => slow.find(query).length;
    for (const text of ['u-1', 'u-9', 'u-2', 'u-3']) {
      const subject = actor(text);
      const { aliases } = await describe_(bundles, subject);
      const joins = aliases.map(({ join }) => join);
      const found = await describe_(bundles, subject, joins);
      expect(found.joined).toEqual(joins);
      expect(found.total).toBe(count(entityQuery(subject, joins)));
      for (const { join, reasons } of aliases) {
        const [sum] = [reasons.reduce((most, { there }) => Math.max(most, there.lines), 0)];
        expect(count(joinQuery('actor', join))).toBeGreaterThanOrEqual(sum);
      }
      for (const each of found.neighbours) {
        const beside = slow.find(neighbourQuery(subject, joins, each));
        expect(each.facet).toEqual(slow.facet(beside, 'actor', 10, null));
      }
      for (const facet of found.touched) {
        const lines = slow.find(entityQuery(subject, joins));
        expect(facet).toEqual(slow.facet(lines, facet.field, 10, null));
      }
    }
  });

  it('has no query to link to where a value is longer than a query may be', () => {
    expect(askableText(entityQuery(actor('x'.repeat(30_000)), []))).toBeNull();
    expect(askableText(entityQuery(actor('a "b" \\ *'), [{ kind: 'value', text: 'c' }]))).toBe(
      String.raw`actor=("a \"b\" \\ *" or c)`,
    );
  });
});
