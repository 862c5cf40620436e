import type { UnixMillis } from '../../bytes/units.ts';
import { findAuthority, type ReadAuthority } from '../../verify/stamped-time.ts';
import { readStampOver } from '../../verify/time-stamp.ts';
import type { SignatureFile } from './sign-report.ts';

/** What an RFC 3161 token over the bytes of an SSH signature is worth: by then the signature was there. */
export interface ReportStamp {
  readonly fileName: string;
  readonly outcome:
    | { readonly kind: 'trusted'; readonly time: UnixMillis; readonly authority: string }
    | {
        readonly kind:
          | 'unknown-authority'
          | 'in-future'
          | 'without-signature'
          | 'invalid'
          | 'undecided'
          | 'unsupported'
          | 'unreadable';
        readonly reason: string;
      };
}

/** Never throws on evidence. */
export function checkReportStamp(
  token: SignatureFile,
  stamped: { readonly name: string; readonly bytes: Uint8Array | undefined },
  authorities: readonly ReadAuthority[],
  { now }: { readonly now: UnixMillis },
): ReportStamp {
  return { fileName: token.name, outcome: judge(token, stamped, authorities, now) };
}

function judge(
  token: SignatureFile,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array | undefined },
  authorities: readonly ReadAuthority[],
  now: UnixMillis,
): ReportStamp['outcome'] {
  if (bytes === undefined) {
    return { kind: 'without-signature', reason: `the signature ${name} that it should be over is not there` };
  }
  const pinned = authorities.map(({ certificate }) => certificate);
  const stamp = readStampOver(token.bytes, { name, bytes }, pinned);
  if (stamp.kind !== 'sound') return { kind: stamp.kind, reason: stamp.reason };
  const found = findAuthority(stamp, authorities);
  if (found.kind === 'unknown-authority') return { kind: 'unknown-authority', reason: found.reason };
  if (stamp.latest > now) {
    return { kind: 'in-future', reason: 'its time lies after the clock here, so it bounds nothing' };
  }
  return { kind: 'trusted', time: stamp.latest, authority: found.authority.name };
}
