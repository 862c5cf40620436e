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
import type { ExportOptions, ExportWriter } from './export-form.ts';
import type { ExportedLine } from './exported-line.ts';

/** Open Cybersecurity Schema Framework. */
export const ocsfVersion = '1.3.0';

/** One event of OCSF for each entry; lines that are none have no fields, and are counted. */
export function createOcsfExport({ tool }: Pick<ExportOptions, 'tool'>): ExportWriter {
  let leftOut = 0;
  return {
    columns: null,
    get leftOut() {
      return leftOut;
    },
    guarded: 0,
    begin: () => new Uint8Array(0),
    lines(lines) {
      const entries = lines.filter(({ reading, time }) => reading === 'entry' && time !== null);
      leftOut += lines.length - entries.length;
      return encodeUtf8(entries.map((line) => `${JSON.stringify(toOcsfEvent(line, tool))}\n`).join(''));
    },
    end: () => new Uint8Array(0),
  };
}

/** The class of an event with what it needs: an event that lacks that is a base event, and nothing is made up. */
interface EventClass {
  readonly uid: number;
  readonly name: string;
  readonly categoryUid: number;
  readonly categoryName: string;
  readonly activity: { readonly id: number; readonly name: string };
  /** Attributes of this class alone. */
  readonly attributes: Readonly<Record<string, OutgoingJson | undefined>>;
}

/** docs/exports.md has the mapping as a table. */
function toOcsfEvent(line: ExportedLine, tool: ExportOptions['tool']): OutgoingJson {
  const { bundle, seq, leaf, time } = line;
  const outcome = textOf(line, 'outcome');
  const { uid, name, categoryUid, categoryName, activity, attributes } = classOf(line);
  const withheld = withheldFields(line);
  return present({
    activity_id: activity.id,
    activity_name: activity.name,
    category_uid: categoryUid,
    category_name: categoryName,
    class_uid: uid,
    class_name: name,
    type_uid: uid * 100 + activity.id,
    type_name: `${name}: ${activity.id === 99 ? 'Other' : activity.name}`,
    time: time ?? undefined,
    // No log of these states one, and none is made up.
    severity_id: 0,
    severity: 'Unknown',
    ...statusOf(outcome),
    ...attributes,
    metadata: present({
      version: ocsfVersion,
      product: { name: tool.name, vendor_name: tool.name, version: tool.version },
      log_name: bundle.origin,
      uid: seq === null ? undefined : `${bundle.origin}#${seq}`,
      sequence: seq ?? undefined,
    }),
    raw_data: originalText(line),
    unmapped: present({
      leaf_sha256: leaf ?? undefined,
      bundle_sha256: bundle.fileSha256,
      withheld_fields: withheld.length === 0 ? undefined : withheld.join(','),
      ...unmappedOf(line, uid),
    }),
  });
}

const baseEvent = 0;
const authentication = 3002;
const apiActivity = 6003;

function classOf(line: ExportedLine): EventClass {
  const [actor, action, target] = [textOf(line, 'actor'), textOf(line, 'action'), textOf(line, 'target')];
  const [service, address, session] = [
    textOf(line, 'service'),
    textOf(line, 'address'),
    textOf(line, 'session'),
  ];
  const activity = action === undefined ? 'other' : activityOf(action);
  const user = actor === undefined ? undefined : { [actorIsNamed(line) ? 'name' : 'uid']: actor };
  const endpoint = address === undefined ? undefined : { [isAddress(address) ? 'ip' : 'name']: address };
  const isLogon = activity === 'login' || activity === 'logout';
  if (isLogon && user !== undefined && service !== undefined) {
    return {
      uid: authentication,
      name: 'Authentication',
      categoryUid: 3,
      categoryName: 'Identity & Access Management',
      activity: activity === 'login' ? { id: 1, name: 'Logon' } : { id: 2, name: 'Logoff' },
      attributes: {
        message: action,
        user,
        service: { name: service },
        src_endpoint: endpoint,
        session: session === undefined ? undefined : { uid: session },
      },
    };
  }
  if (user !== undefined && action !== undefined && endpoint !== undefined) {
    return {
      uid: apiActivity,
      name: 'API Activity',
      categoryUid: 6,
      categoryName: 'Application Activity',
      activity: apiActivityOf(activity, action),
      attributes: {
        actor: present({ user, session: session === undefined ? undefined : { uid: session } }),
        api: present({ operation: action, service: service === undefined ? undefined : { name: service } }),
        src_endpoint: endpoint,
        resources: target === undefined ? undefined : [{ name: target }],
      },
    };
  }
  return {
    uid: baseEvent,
    name: 'Base Event',
    categoryUid: 0,
    categoryName: 'Uncategorized',
    activity: action === undefined ? { id: 0, name: 'Unknown' } : { id: 99, name: action },
    attributes: { message: action },
  };
}

function apiActivityOf(activity: Activity, action: string): EventClass['activity'] {
  switch (activity) {
    case 'create':
      return { id: 1, name: 'Create' };
    case 'read':
      return { id: 2, name: 'Read' };
    case 'update':
      return { id: 3, name: 'Update' };
    case 'delete':
      return { id: 4, name: 'Delete' };
    case 'login':
    case 'logout':
    case 'other':
      // OCSF: of 99, Other, the name is the one that the source has.
      return { id: 99, name: action };
    default:
      return activity satisfies never;
  }
}

function statusOf(outcome: string | undefined): Readonly<Record<string, OutgoingJson>> {
  if (outcome === undefined) return { status_id: 0, status: 'Unknown' };
  const said = plainOutcome(outcome);
  switch (said) {
    case 'success':
      return { status_id: 1, status: 'Success', status_detail: outcome };
    case 'failure':
      return { status_id: 2, status: 'Failure', status_detail: outcome };
    case 'unknown':
      return { status_id: 99, status: outcome };
    default:
      return said satisfies never;
  }
}

/** Fields that the class has no attribute for. */
function unmappedOf(
  line: ExportedLine,
  classUid: number,
): Readonly<Record<string, OutgoingJson | undefined>> {
  if (classUid === apiActivity) return {};
  if (classUid === authentication) return { target: textOf(line, 'target') };
  return {
    actor: textOf(line, 'actor'),
    target: textOf(line, 'target'),
    service: textOf(line, 'service'),
    address: textOf(line, 'address'),
    session: textOf(line, 'session'),
  };
}
