/**
 * Fields of the event model that no column is kept for, by the name that a person types, and where the known logs have
 * them; `~2` is any index of a list. A log that has the name itself at the end of a path is found by that as well.
 */
export const modelFields: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'account',
    [
      ...['/userIdentity/accountId', '/recipientAccountId', '/org', '/business', '/tenantId'],
      ...['/properties/homeTenantId', '/OrganizationId', '/org_id', '/id/customerId', '/subscriptionId'],
    ],
  ],
  [
    'actor-name',
    [
      ...['/actor/name', '/actor/displayName', '/userIdentity/userName', '/user_name', '/actor_name'],
      ...['/identity/claims/name', '/properties/userDisplayName', '/author_name', '/author/name'],
      ...['/userIdentity/sessionContext/sessionIssuer/userName', '/actor/user/name'],
    ],
  ],
  ['actor-type', ['/actor/type', '/userIdentity/type', '/UserType', '/identity_type', '/actor/callerType']],
  [
    'agent',
    [
      ...[
        '/source/agent',
        '/userAgent',
        '/user_agent',
        '/client/userAgent/rawUserAgent',
        '/UserAgent',
        '/ua',
      ],
      ...['/protoPayload/requestMetadata/callerSuppliedUserAgent', '/properties/userAgent', '/context/ua'],
    ],
  ],
  ['category', ['/category', '/category/value', '/properties/category', '/eventCategory', '/Workload']],
  [
    'code',
    [
      ...[
        '/errorCode',
        '/protoPayload/status/code',
        '/responseStatus/code',
        '/resultSignature',
        '/exit_code',
      ],
      ...[
        '/subStatus/value',
        '/properties/status/errorCode',
        '/status/errorCode',
        '/http_status',
        '/ErrorNumber',
      ],
    ],
  ],
  [
    'decision',
    [
      ...['/decision', '/annotations/authorization.k8s.io~1decision', '/outcome/result'],
      ...['/protoPayload/authorizationInfo/~2/granted', '/auth/policy_results/allowed', '/allowed'],
    ],
  ],
  [
    'event-id',
    ['/eventID', '/_document_id', '/insertId', '/eventDataId', '/auditID', '/uuid', '/uid', '/id'],
  ],
  [
    'host',
    ['/host', '/hostname', '/server_hostname', '/host/name', '/Computer', '/_HOSTNAME', '/node', '/vhost'],
  ],
  [
    'message',
    [
      '/message',
      '/displayMessage',
      '/protoPayload/status/message',
      '/summary',
      '/properties/message',
      '/MESSAGE',
    ],
  ],
  [
    'mfa',
    [
      ...['/mfa', '/userIdentity/sessionContext/attributes/mfaAuthenticated', '/additionalEventData/MFAUsed'],
      ...['/properties/authenticationRequirement', '/authenticationRequirement'],
    ],
  ],
  [
    'reason',
    [
      ...[
        '/reason',
        '/errorMessage',
        '/protoPayload/status/message',
        '/responseStatus/message',
        '/outcome/reason',
      ],
      ...[
        '/responseStatus/reason',
        '/resultDescription',
        '/properties/status/failureReason',
        '/resultReason',
      ],
      ...['/properties/resultReason', '/status/failureReason', '/error_message', '/LogonError', '/error'],
    ],
  ],
  ['region', ['/awsRegion', '/region', '/location', '/protoPayload/resourceLocation/currentLocations/~2']],
  [
    'request',
    [
      ...['/requestID', '/request_id', '/operation/id', '/correlationId', '/auditID', '/transaction/id'],
      ...['/request/id', '/correlation_id', '/properties/correlationId', '/CorrelationId'],
    ],
  ],
  [
    'role',
    [
      ...['/actor/role', '/role', '/user/groups/~2', '/userIdentity/sessionContext/sessionIssuer/arn'],
      ...['/authorization/evidence/role', '/identity/authorization/evidence/role', '/roles/~2'],
    ],
  ],
  [
    'target-type',
    [
      ...['/target/type', '/resources/~2/type', '/resource/type', '/resourceType/value', '/target/~2/type'],
      ...[
        '/objectRef/resource',
        '/targetResources/~2/type',
        '/target_type',
        '/resource_type',
        '/entity/type',
      ],
    ],
  ],
]);

/**
 * Where known logs give each event a name of its own. Only these count when two bundles are asked whether they hold the
 * same event; a name at the end of some path would not do.
 */
export const eventIdPointers: readonly string[] = modelFields.get('event-id') ?? [];
