import { quote } from '../bytes/quote.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { type LocalClock, parseSshTime } from './ssh-time.ts';

/** Closed and stable. */
type SignerRefusalReason =
  | 'malformed'
  | 'cert-authority'
  | 'option-unknown'
  | 'time-malformed'
  | 'key-unsupported'
  | 'key-weak';

/** Why a line cannot count, with one sentence of facts. */
export interface SignerRefusal {
  readonly reason: SignerRefusalReason;
  readonly statement: string;
}

/** What the options of a line of allowed_signers restrict. */
export interface SignerOptions {
  /** Null for every namespace. Patterns, as they stand there. */
  readonly namespaces: readonly string[] | null;
  readonly validAfter: UnixMillis | null;
  readonly validBefore: UnixMillis | null;
}

const oneOption = /^([a-z-]+)(?:="((?:\\"|[^"])*)"|=([^",\s]*))?(?:,|$)/i;

/**
 * Reads the options field, `''` for none. An option that is not known restricts in a way that nobody here applies, so it
 * is refused: reading past it would trust more than the line says.
 */
export function readSignerOptions(text: string, clock: LocalClock): SignerOptions | SignerRefusal {
  const values = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    const [whole = '', name = '', quoted, bare = ''] = oneOption.exec(rest) ?? [];
    const value = quoted ?? bare;
    const option = name.toLowerCase();
    if (option === 'cert-authority') {
      return refuse(
        'cert-authority',
        'The line trusts a certificate authority; EVB/1 knows no certificates.',
      );
    }
    if (!known.includes(option) || value === '') {
      return refuse('option-unknown', `The option ${quote(rest)} is not known here.`);
    }
    if (values.has(option)) return refuse('malformed', `The option ${option} stands there twice.`);
    values.set(option, value);
    rest = rest.slice(whole.length);
  }
  return readValues(values, clock);
}

const known: readonly string[] = ['namespaces', 'valid-after', 'valid-before'];

function readValues(values: ReadonlyMap<string, string>, clock: LocalClock): SignerOptions | SignerRefusal {
  const bound = (name: string): UnixMillis | null | undefined => {
    const text = values.get(name);
    return text === undefined ? null : (parseSshTime(text, clock) ?? undefined);
  };
  const validAfter = bound('valid-after');
  const validBefore = bound('valid-before');
  if (validAfter === undefined || validBefore === undefined) {
    const times = known.slice(1).map((name) => values.get(name) ?? '');
    return refuse(
      'time-malformed',
      `A bound of the window is no time: ${quote(times.filter((text) => text !== '').join(' '))}.`,
    );
  }
  if (validAfter !== null && validBefore !== null && validBefore <= validAfter) {
    return refuse('time-malformed', 'The window ends before it begins: the key would never count.');
  }
  return { namespaces: values.get('namespaces')?.split(',') ?? null, validAfter, validBefore };
}

function refuse(reason: SignerRefusalReason, statement: string): SignerRefusal {
  return { reason, statement };
}
