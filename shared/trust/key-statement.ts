import { parseUtcTime, renderUtcTime } from '../adapters/utc-time.ts';
import { FormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { parseVerifierKey, renderVerifierKey, type VerifierKey } from '../crypto/verifier-key.ts';

/**
 * What a log says about its own keys, in `data/keys/*.note`: the text of a C2SP signed note, signed under the origin.
 *
 *     evb/1 key rotation              evb/1 key revocation
 *     <origin>                        <origin>
 *     <old verifier key>              <verifier key>
 *     <new verifier key>              <time, RFC 3339 in UTC>
 *     <time, RFC 3339 in UTC>         <reason, one line, not empty>
 *
 * A rotation counts only when both keys signed it; it offers the new key and never makes it trusted. A revocation counts
 * only when the key itself signed it; from its time on the key is revoked. No checkpoint reads as one of these and none of
 * these as a checkpoint: the first line has a space, which no origin that signs can have.
 */
export type KeyStatement =
  | {
      readonly kind: 'rotation';
      readonly origin: string;
      readonly from: VerifierKey;
      readonly to: VerifierKey;
      readonly at: UnixMillis;
    }
  | {
      readonly kind: 'revocation';
      readonly origin: string;
      readonly key: VerifierKey;
      readonly at: UnixMillis;
      readonly reason: string;
    };

const titles = { rotation: 'evb/1 key rotation', revocation: 'evb/1 key revocation' } as const;

/**
 * Reads the text of a note as a statement. All of its keys are named after its origin.
 * Throws FormatError `note`, or `key` for a line that is no key.
 */
export function parseKeyStatement(text: string): KeyStatement {
  const [title = '', origin = '', key = '', fourth = '', fifth = '', ...more] = text.split('\n');
  if (more.length !== 1 || more[0] !== '') throw wrong('five lines', quote(text.slice(0, 60)));
  if (title === titles.rotation) {
    const from = readKey(key, origin);
    return { kind: 'rotation', origin, from, to: readKey(fourth, origin), at: readTime(fifth) };
  }
  if (title === titles.revocation) {
    if (fifth.trim() === '') throw wrong('a reason', 'an empty line');
    return { kind: 'revocation', origin, key: readKey(key, origin), at: readTime(fourth), reason: fifth };
  }
  throw wrong(`${quote(titles.rotation)} or ${quote(titles.revocation)}`, quote(title));
}

/** The text that a log signs. */
export function renderKeyStatement(statement: KeyStatement): string {
  const lines =
    statement.kind === 'rotation'
      ? [renderVerifierKey(statement.from), renderVerifierKey(statement.to), renderUtcTime(statement.at)]
      : [renderVerifierKey(statement.key), renderUtcTime(statement.at), statement.reason];
  return [titles[statement.kind], statement.origin, ...lines, ''].join('\n');
}

function readKey(text: string, origin: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (key.name !== origin) throw wrong(`a key of ${quote(origin)}`, `one of ${quote(key.name)}`);
  return key;
}

function readTime(text: string): UnixMillis {
  const time = parseUtcTime(text);
  if (time === null) throw wrong('a time in UTC', quote(text));
  return time;
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('note', `Expected ${expected}, found ${found}.`);
}
