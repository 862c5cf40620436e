import { renderUtcTime } from '../../adapters/utc-time.ts';
import { memberPaths } from '../../bundle/bundle-layout.ts';
import { quote } from '../../bytes/quote.ts';
import { certificateFingerprint } from '../../trust/fingerprint.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, type Outcome } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import type { JudgedStamp } from '../stamped-time.ts';
import type { SoundStamp } from '../time-stamp.ts';

/**
 * RFC 3161: a time authority has seen the packer's signature. The signature covers the tag manifest, and through it every
 * file with the heads that the log signed, so all of them were there by then. How long before, nobody says.
 * A time stamp may be absent, and one of an authority that nobody pinned is worth nothing; a false one is a failure.
 */
export function checkTimeStamp({ stamped, observation }: CheckInput): readonly CheckResult[] {
  switch (stamped.kind) {
    case 'none':
      return [];
    case 'unreadable':
      return [result('time-stamp', 'fail', `The time stamp cannot be read: ${stamped.reason}`)];
    case 'invalid':
      return [result('time-stamp', 'fail', `The time stamp is not valid: ${stamped.reason}.`)];
    case 'unsupported':
      return [
        result(
          'time-stamp',
          'unknown',
          `The time stamp is of a kind that is not verified: ${stamped.reason}.`,
        ),
      ];
    case 'undecided':
      return [result('time-stamp', 'unknown', `The time stamp cannot be verified: ${stamped.reason}.`)];
    case 'sound':
      return [toSound(stamped), ...judgeStanding(stamped, observation.lastTime)];
  }
}

function toSound({ certificate, info }: SoundStamp): CheckResult {
  const who = quote(certificate.subject.text);
  const statement = `The time stamp is over the packer's signature, and signed with the certificate of ${who} under the policy ${info.policy}.`;
  return result('time-stamp', 'pass', statement);
}

function judgeStanding(stamp: JudgedStamp, lastTime: number | null): readonly CheckResult[] {
  const { standing } = stamp;
  switch (standing.kind) {
    case 'unknown-authority': {
      const { expected } = standing;
      return [
        {
          ...result('time-authority', 'unknown', standing.reason),
          ...(expected === undefined ? {} : { expected }),
          found: certificateFingerprint(stamp.certificate.bytes),
        },
      ];
    }
    case 'signature-open':
      return [result('time-authority', 'unknown', standing.reason)];
    case 'in-future':
      return [
        { ...result('time-authority', 'warning', standing.reason), found: renderUtcTime(stamp.latest) },
      ];
    case 'trusted': {
      const time = renderUtcTime(standing.time);
      const who = quote(standing.authority.name);
      const statement = `The packer's signature was there by ${time}, says a time authority that was pinned as ${who}${accuracyWords(stamp)}.`;
      const trusted = { ...result('time-authority', 'pass', statement), found: time };
      return [trusted, ...lateEntries(standing.time, lastTime)];
    }
  }
}

function accuracyWords({ info }: SoundStamp): string {
  return info.accuracyMillis === null
    ? ', which does not state how accurate it is'
    : `, with an accuracy of ${info.accuracyMillis} ms`;
}

function lateEntries(time: number, lastTime: number | null): readonly CheckResult[] {
  if (lastTime === null || lastTime <= time) return [];
  const late = result('time-authority', 'warning', 'Entries state times after the time stamp was made.');
  return [{ ...late, expected: `${renderUtcTime(time)} or earlier`, found: renderUtcTime(lastTime) }];
}

function result(code: CheckCode, outcome: Outcome, statement: string): CheckResult {
  return { code, axis: 'time', outcome, place: memberPlace(memberPaths.timeStamp), statement };
}
