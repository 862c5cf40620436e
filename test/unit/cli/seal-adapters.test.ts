import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EventFields, readEventFields } from '../../../shared/adapters/read-event.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';
import { createCliBench, pinBoth } from './cli-bench.ts';
import { makeKeys, sealFiles } from './seal-bench.ts';

async function sealAs(adapter: string, input: string, more: readonly string[] = []) {
  const bench = createCliBench();
  await makeKeys(bench);
  const outcome = await sealFiles(bench, ['-'], 'out', ['--dir', '--adapter', adapter, ...more], input);
  return { bench, ...outcome };
}

/** What the description of the bundle makes of an entry. */
function fieldsIn(bench: ReturnType<typeof createCliBench>, seq: number): EventFields {
  const lines = readFileSync(bench.path('out/data/segments/000000000000.ndjson'), 'utf8').split('\n');
  const { mapping } = JSON.parse(readFileSync(bench.path('out/data/bundle.json'), 'utf8'));
  return readEventFields(parseStrictObject(Buffer.from(lines[seq] ?? '')), mapping, 'entry');
}

/** As kubernetes.io documents audit.k8s.io/v1. */
const request = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: 'e1c1a0b2-0000-4000-8000-000000000001',
  stage: 'RequestReceived',
  requestURI: '/api/v1/namespaces/prod/secrets/db',
  verb: 'get',
  user: { username: 'system:serviceaccount:prod:web', groups: ['system:serviceaccounts'] },
  sourceIPs: ['192.0.2.10', '192.0.2.1'],
  objectRef: { resource: 'secrets', namespace: 'prod', name: 'db', apiVersion: 'v1' },
  requestReceivedTimestamp: '2026-03-01T10:00:00.000000Z',
  stageTimestamp: '2026-03-01T10:00:00.000000Z',
};
const response = {
  ...request,
  stage: 'ResponseComplete',
  responseStatus: { metadata: {}, code: 403 },
  stageTimestamp: '2026-03-01T10:00:00.004211Z',
};

describe('vouch seal --adapter', () => {
  it.each([
    ['one a line', `${JSON.stringify(request)}\n${JSON.stringify(response)}\n`],
    [
      'in an EventList',
      JSON.stringify({
        kind: 'EventList',
        apiVersion: 'audit.k8s.io/v1',
        metadata: {},
        items: [request, response],
      }),
    ],
  ])(
    'k8s-audit seals each stage of a request, %s, with the time at which it was reached',
    async (_, input) => {
      const { bench, code, err } = await sealAs('k8s-audit', input);
      expect(code).toBe(0);
      expect(err).not.toContain('The time goes back');
      const lines = readFileSync(bench.path('out/data/segments/000000000000.ndjson'), 'utf8')
        .trimEnd()
        .split('\n');
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([
        { ts: '2026-03-01T10:00:00.000000Z', ...request },
        { ts: '2026-03-01T10:00:00.004211Z', ...response },
      ]);
      expect(fieldsIn(bench, 1)).toMatchObject({
        actor: { text: 'system:serviceaccount:prod:web' },
        action: { text: 'get' },
        target: { text: '/api/v1/namespaces/prod/secrets/db' },
        outcome: { text: '403' },
        address: { text: '192.0.2.10' },
        session: { text: request.auditID },
      });
      expect((await bench.run(['verify', bench.path('out'), ...pinBoth(bench)])).out).toMatch(/^VERIFIED /);
    },
  );

  it('takes the documented other time only where the first one is absent', async () => {
    const { stageTimestamp: _, ...early } = request;
    expect((await sealAs('k8s-audit', JSON.stringify(early))).code).toBe(0);
    const wrong = { ...request, stageTimestamp: 'soon' };
    const { code, err } = await sealAs('k8s-audit', `${JSON.stringify(request)}\n${JSON.stringify(wrong)}\n`);
    expect(code).toBe(3);
    expect(err).toContain('Line 2 of the input: expected an RFC 3339 time at /stageTimestamp, found "soon".');
  });

  it('azure-activity reads what the REST interface answers, and says that a link to more of it is not sealed', async () => {
    const event = {
      caller: 'someone@acme.example',
      eventTimestamp: '2026-03-01T10:00:00.1234567Z',
      operationName: { value: 'Microsoft.KeyVault/vaults/read', localizedValue: 'Read' },
      status: { value: 'Succeeded' },
      resourceProviderName: { value: 'Microsoft.KeyVault' },
      httpRequest: { clientIpAddress: '192.0.2.5' },
      correlationId: 'c-1',
    };
    const page = JSON.stringify({ value: [event], nextLink: 'https://management.azure.com/next' }, null, 2);
    const { bench, code, err } = await sealAs('azure-activity', page);
    expect(code).toBe(0);
    expect(err).toContain('Beside records and value, the input holds nextLink: that is not sealed.');
    expect(fieldsIn(bench, 0)).toMatchObject({
      actor: { text: 'someone@acme.example' },
      action: { text: 'Microsoft.KeyVault/vaults/read' },
      outcome: { text: 'Succeeded' },
      service: { text: 'Microsoft.KeyVault' },
      address: { text: '192.0.2.5' },
      session: { text: 'c-1' },
    });
  });

  it.each(['timestamp', '@timestamp', 'time', 'eventTime', 'event_time', 'datetime', 'created_at'])(
    'generic finds the time under %s',
    async (name) => {
      const { bench, code } = await sealAs(
        'generic',
        JSON.stringify({ [name]: '2026-03-01T11:00:00+01:00' }),
      );
      expect(code).toBe(0);
      const lines = readFileSync(bench.path('out/data/segments/000000000000.ndjson'), 'utf8');
      expect(lines).toContain('"ts":"2026-03-01T10:00:00Z"');
    },
  );

  it('cloudtrail does not take a digest file for events', async () => {
    const digest = { awsAccountId: '1', digestStartTime: '2026-03-01T10:00:00Z', logFiles: [] };
    const { bench, code, err } = await sealAs('cloudtrail', JSON.stringify(digest));
    expect(code).toBe(3);
    expect(err).toContain('Line 1 of the input: expected an RFC 3339 time at /eventTime; nothing is there.');
    expect(existsSync(bench.path('out'))).toBe(false);
  });

  it('github-audit makes up no outcome', async () => {
    const event = {
      actor: 'octocat',
      action: 'repo.destroy',
      repo: 'acme/app',
      created_at: 1_583_364_251_067,
    };
    const { bench } = await sealAs('github-audit', JSON.stringify([event]));
    expect(fieldsIn(bench, 0)).toMatchObject({
      actor: { text: 'octocat' },
      target: { text: 'acme/app' },
      outcome: { kind: 'absent' },
    });
  });

  it('commits fields of events as they came, and gives way to a time that a person names', async () => {
    const event = {
      eventTime: '2026-03-01T10:00:00Z',
      eventName: 'x',
      userIdentity: { userName: 'Alice' },
      seen: '2026-03-02T10:00:00Z',
    };
    const more = ['--commit-fields', '/userIdentity/userName', '--time', '/seen'];
    const { bench, code } = await sealAs('cloudtrail', JSON.stringify({ Records: [event] }), more);
    expect(code).toBe(0);
    const line = JSON.parse(readFileSync(bench.path('out/data/segments/000000000000.ndjson'), 'utf8'));
    expect(line).toMatchObject({
      ts: '2026-03-02T10:00:00Z',
      userIdentity: { userName: [{ '...': expect.any(String) }] },
    });
    expect((await bench.run(['verify', bench.path('out'), ...pinBoth(bench)])).out).toMatch(/^VERIFIED /);
  });
});
