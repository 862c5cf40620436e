import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import { makeAnswer, makeTimeStamp, type TimeStampOrder } from './make-time-stamp.ts';
import { repacked, sealSmall, zipMembers } from './small-log.ts';
import {
  busyAuthority,
  codeSigner,
  expiredAuthority,
  otherCertificate,
  rootCertificate,
  strangerAuthority,
  timeAuthority,
} from './time-authority.ts';
import {
  type ExpectedResult,
  fail,
  inMember,
  openHead,
  unknown,
  type VectorCase,
  type VectorState,
  warning,
} from './vector-case.ts';
import { logKey, vectorOrigin } from './vector-keys.ts';

const signaturePath = 'tagmanifest-sha256.txt.sig';
const stampPath = `${signaturePath}.tsr`;
const here = inMember(stampPath);
const keyNotePath = 'data/keys/revocation.note';

/** The day after the entries. */
const stamped = '20260302120000Z';

/** What a time authority says of the packer's signature. Whoever reads no time stamps sees a good bundle in all but one. */
export const timeStampCases: readonly VectorCase[] = [
  stampedCase(
    'verified',
    'time-stamped',
    [],
    'A time authority, issued by a root that a person pinned, signed the digest of the packer’s signature.',
    {},
  ),
  stampedCase(
    'verified',
    'time-stamped-answer',
    [],
    'The same in the answer in which the authority granted it, with its root beside it, and a time in tenths of a second.',
    { time: '20260302120000.5Z', bag: [timeAuthority.certificate, rootCertificate] },
    makeAnswer,
  ),
  stampedCase(
    'verified',
    'time-stamp-before-entries',
    [warning('time-authority', here)],
    'The time stamp is from the day before the entries, so their times are not true.',
    { time: '20260228120000Z' },
  ),
  stampedCase(
    'verified',
    'time-stamp-by-stranger',
    [unknown('time-authority', here)],
    'A sound time stamp by an authority from a root that nobody pinned, of the same name as the pinned one.',
    { signer: strangerAuthority },
  ),
  stampedCase(
    'verified',
    'time-stamp-by-code-signer',
    [unknown('time-authority', here)],
    'The certificate is issued by the pinned root, but for signing programs.',
    { signer: codeSigner },
  ),
  stampedCase(
    'verified',
    'time-stamp-by-busy-authority',
    [unknown('time-authority', here)],
    'The certificate is for time stamps and for programs: RFC 3161 asks for one that is for nothing else.',
    { signer: busyAuthority },
  ),
  stampedCase(
    'verified',
    'time-stamp-by-expired-authority',
    [unknown('time-authority', here)],
    'The certificate had expired a month before the time that is stated.',
    { signer: expiredAuthority },
  ),
  stampedCase(
    'verified',
    'time-stamp-with-other-certificate',
    [unknown('time-stamp', here)],
    'Beside the token lies another certificate of the same key than the one that was signed.',
    { bag: [otherCertificate.certificate] },
  ),
  stampedCase(
    'verified',
    'time-stamp-of-sha1',
    [unknown('time-stamp', here)],
    'The authority signed a SHA-1 digest of the packer’s signature, which proves little and is not used.',
    { imprint: 'sha1' },
  ),
  stampedCase(
    'failed',
    'time-stamp-of-other-bytes',
    [fail('time-stamp', here)],
    'A sound time stamp over other bytes than the packer’s signature.',
    { over: encodeUtf8('another signature') },
  ),
  stampedCase(
    'failed',
    'time-stamp-badly-signed',
    [fail('time-stamp', here)],
    'A byte of the authority’s signature was changed.',
    { spoil: (signature) => signature.with(signature.length - 1, (signature.at(-1) ?? 0) ^ 1) },
  ),
  stampedCase(
    'failed',
    'time-stamp-by-two',
    [fail('time-stamp', here)],
    'Two authorities signed one token, each well; RFC 3161 allows one.',
    { moreSigners: [expiredAuthority], bag: [timeAuthority.certificate, expiredAuthority.certificate] },
  ),
  stampedCase(
    'failed',
    'time-stamp-cut',
    [fail('time-stamp', here)],
    'The last byte of the token is missing.',
    {},
    (token) => token.slice(0, -1),
  ),
  {
    ...stampedCase(
      'verified',
      'time-stamp-before-revocation',
      [warning('key-note', inMember(keyNotePath))],
      'The log announced that its key ends in May, and the time stamp shows that it signed in March.',
      {},
    ),
    withoutTimeStamp: {
      state: 'not-verifiable',
      headline: 'INTACT, SIGNER NOT TRUSTED',
      results: [
        warning('key-note', inMember(keyNotePath)),
        unknown('log-key', inMember('data/checkpoints/12.note')),
        ...openHead(12),
      ],
    },
    make: async () => zipMembers(withStamp(withRevocation((await sealSmall()).members), {})),
  },
];

function stampedCase(
  state: VectorState,
  name: string,
  results: readonly ExpectedResult[],
  what: string,
  order: Partial<TimeStampOrder>,
  wrap: (token: Uint8Array) => Uint8Array = (token) => token,
): VectorCase {
  return {
    name,
    state,
    headline: state === 'verified' ? 'VERIFIED' : 'BROKEN',
    what,
    results: [...results, ...openHead(12)],
    withoutTimeStamp: { state: 'verified', headline: 'VERIFIED', results: openHead(12) },
    make: async () => zipMembers(withStamp((await sealSmall()).members, order, wrap)),
  };
}

function withStamp(
  members: SampleMembers,
  order: Partial<TimeStampOrder>,
  wrap: (token: Uint8Array) => Uint8Array = (token) => token,
): SampleMembers {
  const over = members.get(signaturePath) ?? new Uint8Array(0);
  const token = makeTimeStamp({ over, time: stamped, signer: timeAuthority, ...order });
  return new Map(members).set(stampPath, wrap(token));
}

function withRevocation(members: SampleMembers): SampleMembers {
  const key = renderVerifierKey(toVerifierKey(vectorOrigin, publicKeyOf(logKey)));
  const text = `evb/1 key revocation\n${vectorOrigin}\n${key}\n2026-05-01T00:00:00Z\nThe key is retired.\n`;
  const note = renderSignedNote(text, [{ name: vectorOrigin, secretKey: logKey }]);
  return repacked(new Map(members).set(keyNotePath, note));
}
