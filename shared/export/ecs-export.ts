import { renderUtcTime } from '../adapters/utc-time.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { type Activity, activityOf, plainOutcome } from './activity.ts';
import {
  actorIsNamed,
  isAddress,
  type OutgoingJson,
  originalText,
  present,
  textOf,
  withheldFields,
} from './event-texts.ts';
import type { ExportWriter } from './export-form.ts';
import type { ExportedLine } from './exported-line.ts';

/** Elastic Common Schema. Of 8.x later versions only add to it. */
export const ecsVersion = '8.17.0';

/** One document of ECS for each entry; lines that are none have no fields, and are counted. */
export function createEcsExport(): ExportWriter {
  let leftOut = 0;
  return {
    columns: null,
    get leftOut() {
      return leftOut;
    },
    guarded: 0,
    begin: () => new Uint8Array(0),
    lines(lines) {
      const entries = lines.filter(({ reading }) => reading === 'entry');
      leftOut += lines.length - entries.length;
      return encodeUtf8(entries.map((line) => `${JSON.stringify(toEcsDocument(line))}\n`).join(''));
    },
    end: () => new Uint8Array(0),
  };
}

/** docs/exports.md has the mapping as a table. */
function toEcsDocument(line: ExportedLine): OutgoingJson {
  const { bundle, seq, leaf, time } = line;
  const [actor, action, target] = [textOf(line, 'actor'), textOf(line, 'action'), textOf(line, 'target')];
  const [outcome, service] = [textOf(line, 'outcome'), textOf(line, 'service')];
  const [address, session] = [textOf(line, 'address'), textOf(line, 'session')];
  const activity = action === undefined ? 'other' : activityOf(action);
  const withheld = withheldFields(line);
  return present({
    '@timestamp': time === null ? undefined : renderUtcTime(time),
    ecs: { version: ecsVersion },
    event: present({
      kind: 'event',
      category: categoryOf(activity),
      type: typeOf(activity),
      action,
      outcome: outcome === undefined ? 'unknown' : plainOutcome(outcome),
      provider: bundle.origin,
      id: seq === null ? undefined : `${bundle.origin}#${seq}`,
      sequence: seq ?? undefined,
      hash: leaf ?? undefined,
      original: originalText(line),
    }),
    user: present(actor === undefined ? {} : { [actorIsNamed(line) ? 'name' : 'id']: actor }),
    source: present(address === undefined ? {} : { address, ip: isAddress(address) ? address : undefined }),
    service: present({ name: service }),
    related: present({
      user: actor === undefined ? undefined : [actor],
      ip: address !== undefined && isAddress(address) ? [address] : undefined,
    }),
    labels: present({
      target,
      outcome,
      session,
      bundle_sha256: bundle.fileSha256,
      withheld_fields: withheld.length === 0 ? undefined : withheld.join(','),
    }),
  });
}

/** ECS allowed values for event.category. */
function categoryOf(activity: Activity): readonly string[] {
  return activity === 'login' || activity === 'logout' ? ['authentication'] : ['api'];
}

/** ECS allowed values for event.type, of those that its category expects. */
function typeOf(activity: Activity): readonly string[] {
  switch (activity) {
    case 'login':
      return ['start'];
    case 'logout':
      return ['end'];
    case 'create':
      return ['creation'];
    case 'read':
      return ['access'];
    case 'update':
      return ['change'];
    case 'delete':
      return ['deletion'];
    case 'other':
      return ['info'];
    default:
      return activity satisfies never;
  }
}
