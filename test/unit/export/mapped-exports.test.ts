import { describe, expect, test } from 'vitest';
import { readEventFields } from '../../../shared/adapters/read-event.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { activityOf, plainOutcome } from '../../../shared/export/activity.ts';
import { createExport } from '../../../shared/export/create-export.ts';
import type { ExportForm } from '../../../shared/export/export-form.ts';
import type { ExportedLine } from '../../../shared/export/exported-line.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';

const mapping = {
  ...{ actor: '/actor/id', action: '/action', target: '/target', outcome: '/outcome' },
  ...{ service: '/service', address: '/source/ip', session: '/session' },
};
const bundle = { fileName: 'july.evb.zip', fileSha256: 'ab'.repeat(32), origin: 'logs.example/a', mapping };

function lineOf(event: object, changes: Partial<ExportedLine> = {}): ExportedLine {
  const bytes = encodeUtf8(JSON.stringify(event));
  return {
    ...{ bundle, ordinal: 6, seq: 7, time: Date.UTC(2026, 6, 1, 9, 30), reading: 'entry', isDamaged: false },
    ...{
      fields: readEventFields(parseStrictObject(bytes), mapping, 'entry'),
      further: [],
      leaf: 'cd'.repeat(32),
    },
    bytes,
    ...changes,
  };
}

/** What one line becomes; null when the form has no place for it. */
function mapped(form: ExportForm, line: ExportedLine) {
  const options = { further: [], hasByteOrderMark: false, tool: { name: 'Vouch', version: '1.2.3' } };
  const text = Buffer.from(createExport(form, options).lines([line])).toString('utf8');
  return text === '' ? null : JSON.parse(text);
}

const deletion = {
  ...{ actor: { id: 'u-17' }, action: 'user.delete', target: 'u-99', outcome: 'denied' },
  ...{ service: 'directory', source: { ip: '2001:db8::7' }, session: 's-1' },
};

describe('An entry as a document of ECS 8', () => {
  test('has each field under the name that the reference of ECS gives it', () => {
    // Written by hand from https://www.elastic.co/docs/reference/ecs: event, user, source, service, related, labels.
    expect(mapped('ecs', lineOf(deletion))).toEqual({
      '@timestamp': '2026-07-01T09:30:00.000Z',
      ecs: { version: '8.17.0' },
      event: {
        kind: 'event',
        category: ['api'],
        type: ['deletion'],
        action: 'user.delete',
        outcome: 'failure',
        provider: 'logs.example/a',
        id: 'logs.example/a#7',
        sequence: 7,
        hash: 'cd'.repeat(32),
        original: JSON.stringify(deletion),
      },
      user: { id: 'u-17' },
      source: { address: '2001:db8::7', ip: '2001:db8::7' },
      service: { name: 'directory' },
      related: { user: ['u-17'], ip: ['2001:db8::7'] },
      labels: { target: 'u-99', outcome: 'denied', session: 's-1', bundle_sha256: 'ab'.repeat(32) },
    });
  });

  test('says unknown of an outcome that the log does not state, and puts no name where an address belongs', () => {
    const document = mapped('ecs', lineOf({ action: 'list', source: { ip: 'cloudtrail.amazonaws.com' } }));
    expect(document.event.outcome).toBe('unknown');
    expect(document.source).toEqual({ address: 'cloudtrail.amazonaws.com' });
    expect(document.related).toBeUndefined();
    expect(document.user).toBeUndefined();
  });

  test('uses only values that ECS allows for category and type', () => {
    const allowed = {
      authentication: ['start', 'end', 'info'],
      api: [
        'access',
        'admin',
        'allowed',
        'change',
        'creation',
        'deletion',
        'denied',
        'end',
        'info',
        'start',
        'user',
      ],
    };
    for (const action of ['ConsoleLogin', 'logout', 'create', 'get', 'update', 'delete', 'frobnicate']) {
      const { category, type } = mapped('ecs', lineOf({ action })).event;
      expect(Object.keys(allowed)).toContain(category[0]);
      expect(allowed[category[0] as keyof typeof allowed]).toContain(type[0]);
    }
  });

  test('names fields that are hidden, and leaves out lines that are no entries', () => {
    const hidden = lineOf({ actor: { id: [{ '...': 'x' }] }, action: 'read' });
    expect(mapped('ecs', hidden).labels.withheld_fields).toBe('actor');
    expect(mapped('ecs', hidden).user).toBeUndefined();
    for (const reading of ['withheld', 'ambiguous', 'reject'] as const)
      expect(mapped('ecs', lineOf(deletion, { reading }))).toBeNull();
  });
});

describe('An entry as an event of OCSF 1.3', () => {
  test('is API Activity when it has what that class requires', () => {
    // Written by hand from https://schema.ocsf.io/1.3.0/classes/api_activity: category 6, class 6003, Delete is 4.
    expect(mapped('ocsf', lineOf(deletion))).toEqual({
      activity_id: 4,
      activity_name: 'Delete',
      category_uid: 6,
      category_name: 'Application Activity',
      class_uid: 6003,
      class_name: 'API Activity',
      type_uid: 600304,
      type_name: 'API Activity: Delete',
      // date -u -d 2026-07-01T09:30:00Z +%s
      time: 1782898200000,
      severity_id: 0,
      severity: 'Unknown',
      status_id: 2,
      status: 'Failure',
      status_detail: 'denied',
      actor: { user: { uid: 'u-17' }, session: { uid: 's-1' } },
      api: { operation: 'user.delete', service: { name: 'directory' } },
      src_endpoint: { ip: '2001:db8::7' },
      resources: [{ name: 'u-99' }],
      metadata: {
        version: '1.3.0',
        product: { name: 'Vouch', vendor_name: 'Vouch', version: '1.2.3' },
        log_name: 'logs.example/a',
        uid: 'logs.example/a#7',
        sequence: 7,
      },
      raw_data: JSON.stringify(deletion),
      unmapped: { leaf_sha256: 'cd'.repeat(32), bundle_sha256: 'ab'.repeat(32) },
    });
  });

  test('is Authentication when somebody logs in to a service', () => {
    const event = mapped('ocsf', lineOf({ ...deletion, action: 'ConsoleLogin', outcome: 'success' }));
    expect(event).toMatchObject({
      ...{ category_uid: 3, class_uid: 3002, activity_id: 1, type_uid: 300201, status_id: 1 },
      ...{ user: { uid: 'u-17' }, service: { name: 'directory' }, session: { uid: 's-1' } },
    });
    expect(mapped('ocsf', lineOf({ ...deletion, action: 'sign-out' }))).toMatchObject({
      activity_id: 2,
      type_uid: 300202,
    });
  });

  test('is a base event when a required attribute would have to be made up', () => {
    const { source: _, ...withoutAddress } = deletion;
    const event = mapped('ocsf', lineOf(withoutAddress));
    expect(event).toMatchObject({
      ...{ category_uid: 0, class_uid: 0, activity_id: 99, activity_name: 'user.delete', type_uid: 99 },
      ...{ type_name: 'Base Event: Other', message: 'user.delete' },
    });
    expect(event.unmapped).toMatchObject({
      actor: 'u-17',
      target: 'u-99',
      service: 'directory',
      session: 's-1',
    });
    expect(mapped('ocsf', lineOf({ note: 'x' }))).toMatchObject({
      activity_id: 0,
      type_uid: 0,
      status_id: 0,
    });
  });

  /** Of the classes that are used: what schema.ocsf.io/1.3.0 requires, at the top and inside. */
  const required: Readonly<Record<number, readonly string[]>> = {
    0: [],
    3002: ['user'],
    6003: ['actor', 'api', 'api.operation', 'src_endpoint'],
  };
  const always = [
    ...['activity_id', 'category_uid', 'class_uid', 'type_uid', 'time', 'severity_id'],
    ...['metadata', 'metadata.version', 'metadata.product', 'metadata.product.vendor_name'],
  ];

  test('has every attribute that its class requires, whatever the entry lacks', () => {
    const names = Object.keys(deletion) as readonly (keyof typeof deletion)[];
    for (const action of ['delete', 'login', 'logout', 'other'])
      for (let bits = 0; bits < 2 ** names.length; bits++) {
        const kept = names.filter((_, index) => (bits >> index) % 2 === 1);
        const event = mapped(
          'ocsf',
          lineOf(Object.fromEntries(kept.map((name) => [name, name === 'action' ? action : deletion[name]]))),
        );
        for (const path of [...always, ...(required[event.class_uid] ?? ['unknown class'])]) {
          const value = path.split('.').reduce((at, name) => at?.[name], event);
          expect(value, `${path} of class ${event.class_uid}`).toBeDefined();
        }
        expect(event.type_uid).toBe(event.class_uid * 100 + event.activity_id);
        expect(Math.floor(event.class_uid / 1000)).toBe(event.category_uid);
        // Constraints: at least one of service and dst_endpoint; a user has a name or a uid; an endpoint an ip or a name.
        if (event.class_uid === 3002) expect(event.service).toBeDefined();
        for (const user of [event.user, event.actor?.user])
          if (user !== undefined) expect(user.uid ?? user.name).toBeDefined();
        if (event.src_endpoint !== undefined)
          expect(event.src_endpoint.ip ?? event.src_endpoint.name).toBeDefined();
      }
  });
});

describe('The words of an action and of an outcome', () => {
  test.each([
    ['ConsoleLogin', 'login'],
    ['auth.sign-in', 'login'],
    ['user.logout', 'logout'],
    ['CreateLoginProfile', 'create'],
    ['s3:GetObject', 'read'],
    ['db.query', 'read'],
    ['AttachRolePolicy', 'update'],
    ['deletecollection', 'delete'],
    ['DELETE_USER', 'delete'],
    ['blogging', 'other'],
    ['', 'other'],
  ] as const)('%s is %s', (action, activity) => {
    expect(activityOf(action)).toBe(activity);
  });

  test.each([
    ['success', 'success'],
    ['200', 'success'],
    ['AccessDenied', 'failure'],
    ['404', 'failure'],
    ['no error', 'success'],
    ['not successful', 'unknown'],
    ['pending', 'unknown'],
    ['302', 'unknown'],
  ] as const)('%s says %s', (outcome, said) => {
    expect(plainOutcome(outcome)).toBe(said);
  });
});
