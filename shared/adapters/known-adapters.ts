import type { LogAdapter, TimeSource } from './log-adapter.ts';

/** Logs of one's own making: the house model, or flat fields such as timestamp, user_id, action, status and location. */
export const genericAdapter: LogAdapter = {
  id: 'generic',
  title: 'JSON with a time under one of its usual names',
  times: [
    text('/ts'),
    text('/timestamp'),
    text('/@timestamp'),
    text('/time'),
    text('/eventTime'),
    text('/event_time'),
    text('/datetime'),
    text('/created_at'),
  ],
  lists: [],
  fields: {
    actor: ['/actor/id', '/user_id', '/actor', '/user', '/user/id', '/user/name', '/username'],
    action: ['/action', '/event/action', '/event', '/operation'],
    target: ['/target', '/target/id', '/resource', '/resource/id', '/object'],
    outcome: ['/outcome', '/event/outcome', '/status', '/result'],
    service: ['/service', '/application'],
    address: ['/source/ip', '/ip', '/client_ip', '/location'],
    session: ['/session', '/session_id'],
  },
};

/** Log files and event lists of AWS CloudTrail. An event without `errorCode` has no outcome: none is made up. */
const cloudtrail: LogAdapter = {
  id: 'cloudtrail',
  title: 'AWS CloudTrail',
  times: [text('/eventTime')],
  lists: ['Records'],
  fields: {
    actor: ['/userIdentity/arn', '/userIdentity/principalId', '/userIdentity/invokedBy'],
    action: ['/eventName'],
    target: ['/resources/0/ARN'],
    outcome: ['/errorCode'],
    service: ['/eventSource'],
    address: ['/sourceIPAddress'],
    session: ['/userIdentity/accessKeyId'],
  },
};

/**
 * Audit events of a Kubernetes API server. A request leaves an event at each stage; `stageTimestamp` is when that event
 * was made, so a log in its own order does not go back in time at every request that took long.
 */
const k8sAudit: LogAdapter = {
  id: 'k8s-audit',
  title: 'Kubernetes audit log',
  times: [text('/stageTimestamp'), text('/requestReceivedTimestamp')],
  lists: ['items'],
  fields: {
    actor: ['/user/username'],
    action: ['/verb'],
    target: ['/requestURI'],
    outcome: ['/responseStatus/code'],
    service: ['/objectRef/resource'],
    address: ['/sourceIPs/0'],
    session: ['/auditID'],
  },
};

/** The audit log of a GitHub organization or enterprise, which states times in milliseconds and no outcome at all. */
const githubAudit: LogAdapter = {
  id: 'github-audit',
  title: 'GitHub audit log',
  times: [
    { pointer: '/created_at', spelling: 'text or milliseconds' },
    { pointer: '/@timestamp', spelling: 'text or milliseconds' },
  ],
  lists: [],
  fields: {
    actor: ['/actor', '/actor_id'],
    action: ['/action'],
    target: ['/repo', '/repository', '/team', '/user', '/org'],
    address: ['/actor_ip'],
    session: ['/request_id'],
  },
};

/** LogEntry objects of Google Cloud; `timestamp` is missing where only the receiver knows a time. */
const gcpAudit: LogAdapter = {
  id: 'gcp-audit',
  title: 'Google Cloud audit log',
  times: [text('/timestamp'), text('/receiveTimestamp')],
  lists: ['entries'],
  fields: {
    actor: ['/protoPayload/authenticationInfo/principalEmail'],
    action: ['/protoPayload/methodName'],
    target: ['/protoPayload/resourceName'],
    outcome: ['/protoPayload/status/code'],
    service: ['/protoPayload/serviceName'],
    address: ['/protoPayload/requestMetadata/callerIp'],
    session: ['/operation/id'],
  },
};

/** The activity log of Azure in its two spellings: of diagnostic settings (`records`) and of the REST interface (`value`). */
const azureActivity: LogAdapter = {
  id: 'azure-activity',
  title: 'Azure activity log',
  times: [text('/time'), text('/eventTimestamp'), text('/submissionTimestamp')],
  lists: ['records', 'value'],
  fields: {
    actor: ['/caller', '/identity/claims/name', '/identity'],
    action: ['/operationName/value', '/operationName'],
    target: ['/resourceId'],
    outcome: ['/resultType', '/status/value'],
    service: ['/resourceProviderName/value', '/category'],
    address: ['/callerIpAddress', '/httpRequest/clientIpAddress'],
    session: ['/correlationId'],
  },
};

/** In the order in which a person is told of them. */
export const knownAdapters: readonly LogAdapter[] = [
  genericAdapter,
  cloudtrail,
  k8sAudit,
  githubAudit,
  gcpAudit,
  azureActivity,
];

function text(pointer: string): TimeSource {
  return { pointer, spelling: 'text' };
}
