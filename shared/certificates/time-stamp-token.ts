import { PKIStatusInfo } from 'pkijs';
import { FormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { assertDer } from './der.ts';
import { type DerElement, derElements } from './der-elements.ts';
import { objectIds } from './object-ids.ts';
import { parseSignedData, type SignedContent } from './signed-data.ts';
import { readStructure } from './structure.ts';
import { parseTimeStampInfo, type TimeStampInfo } from './time-stamp-info.ts';

/** A time stamp as it states itself (RFC 3161 section 2.4.2), before anything of it is believed. */
export interface TimeStampToken {
  readonly kind: 'token';
  readonly info: TimeStampInfo;
  readonly signed: SignedContent;
}

/** Something that may be a sound time stamp for somebody else: neither good nor bad (R9). */
export interface UnsupportedTimeStamp {
  readonly kind: 'unsupported';
  readonly what: string;
}

const sequenceTag = 0x30;
const objectIdTag = 0x06;
const statusGranted = 0;
const statusGrantedWithChanges = 1;

/**
 * Reads a token, alone or in the answer of an authority (TimeStampResp). Throws FormatError `time-stamp` for bytes that
 * are damaged, and for a token that is not as RFC 3161 asks; `member-limit` for one that is only too much.
 */
export function parseTimeStampToken(bytes: Uint8Array): TimeStampToken | UnsupportedTimeStamp {
  if (bytes.length > limits.timeStampBytes) {
    return unsupported(`one of more than ${limits.timeStampBytes} bytes (timeStampBytes)`);
  }
  // CMS may be written so, and other programs read it; here each token has one spelling.
  if (bytes[0] === sequenceTag && bytes[1] === 0x80) return unsupported('an encoding of indefinite length');
  assertDer(bytes, 'time-stamp');
  const [whole] = derElements(bytes);
  if (whole?.tag !== sequenceTag) throw wrong('a time stamp', 'another kind of value');
  const parts = derElements(whole.content);
  if (parts[0]?.tag === objectIdTag) return readToken(bytes);
  const [status, token, ...more] = parts;
  if (status?.tag !== sequenceTag || more.length > 0)
    throw wrong('the answer of a time authority', 'another form');
  const granted = readStatus(status);
  if (granted !== null) return unsupported(granted);
  if (token === undefined) throw wrong('a token in an answer that grants one', 'none');
  return readToken(token.whole);
}

/** Why the authority gave no token; null when it did. */
function readStatus({ whole }: DerElement): string | null {
  const { status } = readStructure(PKIStatusInfo, whole, 'time-stamp');
  if (status === statusGranted || status === statusGrantedWithChanges) return null;
  return `an answer by which the authority refused (status ${Number(status)})`;
}

function readToken(bytes: Uint8Array): TimeStampToken | UnsupportedTimeStamp {
  const signed = parseSignedData(bytes);
  if (signed === null) return unsupported('signed data in a form that is not read here');
  if (signed.contentType !== objectIds.timeStampInfo) {
    throw wrong('signed data about a time', `content of the kind ${signed.contentType}`);
  }
  const info = parseTimeStampInfo(signed.content);
  if (info.hasCriticalExtension) return unsupported('an extension that must be understood');
  return { kind: 'token', info, signed };
}

function unsupported(what: string): UnsupportedTimeStamp {
  return { kind: 'unsupported', what };
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('time-stamp', `Expected ${expected}, found ${found}.`);
}
