import { createDraw, type Draw } from './create-draw.ts';
import type { MadeUpLog } from './prepare-bundle.ts';
import { writeEvents } from './write-events.ts';

const regions = ['eu-example-1', 'eu-example-2', 'us-example-1'];
const accounts = ['111122223333', '444455556666'];
const roles = ['report-runner', 'archive-writer', 'order-service', 'deployment', 'read-only'];
const buckets = ['example-orders', 'example-invoices', 'example-archive', 'example-exports'];
const agents = [
  'example-cli/2.17.9 os/linux#6.1.0 md/arch#x86_64',
  '[ExampleBackup/4.1]',
  'example-sdk-java/2.26.12 Linux/6.1.0',
  'console.example.com',
];
const startMillis = Date.UTC(2026, 0, 1);

/**
 * A log of AWS CloudTrail, 600 to 1,500 bytes an event. Its adapter looks for the target in a list
 * (`/resources/0/ARN`), and only a built list tells what lies there.
 */
export const trail: MadeUpLog = { sealOptions: ['--adapter', 'cloudtrail'], write: writeTrail };

async function writeTrail(path: string, events: number, seed: number): Promise<void> {
  const draw = createDraw(seed);
  await writeEvents(path, events, (index) => makeRecord(draw, index));
}

function makeRecord(draw: Draw, index: number): object {
  const { below, pick } = draw;
  const account = pick(accounts);
  const time = toTime(startMillis + index * 137);
  const isService = below(12) === 0;
  const { eventSource, eventName, readOnly, eventCategory, ...details } = makeCall(draw, account, time);
  return {
    eventVersion: '1.11',
    userIdentity: isService
      ? { type: 'AWSService', invokedBy: 'backup.example.com' }
      : makeIdentity(draw, account, time),
    eventTime: time,
    eventSource,
    eventName,
    awsRegion: pick(regions),
    sourceIPAddress: isService ? 'backup.example.com' : `10.${below(256)}.${below(256)}.${below(256)}`,
    userAgent: isService ? 'backup.example.com' : pick(agents),
    ...(below(9) === 0 ? { errorCode: 'AccessDenied', errorMessage: 'Access Denied' } : {}),
    ...details,
    requestID: makeUuid(draw),
    eventID: makeUuid(draw),
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: eventCategory === 'Management',
    recipientAccountId: account,
    eventCategory,
  };
}

function makeIdentity(draw: Draw, account: string, time: string): object {
  const { below, pick } = draw;
  const accessKey = below(5_000).toString().padStart(9, '0');
  if (below(3) === 0) {
    const userName = `operator-${below(300)}`;
    return {
      type: 'IAMUser',
      principalId: `AIDAEXAMPLE${userName.toUpperCase()}`,
      arn: `arn:aws:iam::${account}:user/${userName}`,
      accountId: account,
      accessKeyId: `AKIAEXAMPLE${accessKey}`,
      userName,
    };
  }
  const role = pick(roles);
  const session = `worker-${below(2_000)}`;
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE${role.toUpperCase().slice(0, 6)}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: `ASIAEXAMPLE${accessKey}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: {
        creationDate: `${time.slice(0, 'YYYY-MM-DDThh'.length)}:00:00Z`,
        mfaAuthenticated: 'false',
      },
    },
  };
}

/** What tells one kind of call from another. One call in five names no resource. */
function makeCall(draw: Draw, account: string, time: string) {
  const { below, pick } = draw;
  switch (below(5)) {
    case 0:
      return makeDecryption(draw, account);
    case 1:
      return makeAssumption(draw, account, time);
    case 2:
      return {
        eventSource: 'compute.example.com',
        eventName: pick(['DescribeInstances', 'DescribeVolumes', 'StartInstances']),
        requestParameters: {
          instancesSet: { items: [{ instanceId: `i-${draw.hex(17)}` }, { instanceId: `i-${draw.hex(17)}` }] },
          filterSet: {},
        },
        responseElements: null,
        readOnly: true,
        eventCategory: 'Management',
      };
    default:
      return makeObjectCall(draw, account);
  }
}

function makeObjectCall(draw: Draw, account: string) {
  const { below, pick } = draw;
  const bucketName = pick(buckets);
  const key = `2026/${below(12) + 1}/${draw.hex(4)}/part-${below(900_000)}.json.gz`;
  const isRead = below(3) !== 0;
  return {
    eventSource: 'storage.example.com',
    eventName: isRead ? 'GetObject' : 'PutObject',
    requestParameters: { bucketName, key },
    responseElements: null,
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: isRead ? 0 : below(4_000_000),
      'x-amz-id-2': `${draw.hex(24)}=`,
      bytesTransferredOut: isRead ? below(4_000_000) : 0,
    },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/${key}` },
      { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
    ],
    readOnly: isRead,
    eventCategory: 'Data',
  };
}

function makeDecryption(draw: Draw, account: string) {
  const keyId = `arn:aws:kms:eu-example-1:${account}:key/0000000${draw.below(8)}-0000-4000-8000-000000000000`;
  return {
    eventSource: 'keys.example.com',
    eventName: 'Decrypt',
    requestParameters: {
      encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${draw.pick(buckets)}` },
      keyId,
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    },
    responseElements: null,
    resources: [{ accountId: account, type: 'AWS::KMS::Key', ARN: keyId }],
    readOnly: true,
    eventCategory: 'Management',
  };
}

function makeAssumption(draw: Draw, account: string, time: string) {
  const role = draw.pick(roles);
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  const roleSessionName = `worker-${draw.below(2_000)}`;
  return {
    eventSource: 'identity.example.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn, roleSessionName, durationSeconds: 3_600 },
    responseElements: {
      credentials: { accessKeyId: `ASIAEXAMPLE${draw.below(5_000)}`, expiration: time },
      assumedRoleUser: { arn: `arn:aws:sts::${account}:assumed-role/${role}/${roleSessionName}` },
    },
    resources: [{ accountId: account, type: 'AWS::IAM::Role', ARN: roleArn }],
    readOnly: true,
    eventCategory: 'Management',
  };
}

function makeUuid({ hex }: Draw): string {
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** CloudTrail states whole seconds. */
function toTime(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`;
}
