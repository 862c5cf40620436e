import { FormatError } from '../../bytes/errors.ts';
import type { Limits } from '../../bytes/limits.ts';
import { type Parsed, tryParse } from '../../bytes/try-parse.ts';
import type { BundleSource } from '../bundle-source.ts';
import { readMember } from './read-member.ts';

/** The bytes of a file that should be small. One that is not ends as data: it must not keep the others from being read. */
export async function readStatement(
  source: BundleSource,
  member: string,
  limits: Limits,
): Promise<Parsed<Uint8Array>> {
  try {
    return { kind: 'value', value: await readMember(source, member, limits) };
  } catch (error) {
    if (!(error instanceof FormatError) || error.code !== 'member-limit') throw error;
    return { kind: 'error', error };
  }
}

/** Goes on from what was read; an error of the parser learns in which member it was. */
export function parseStatement<From, To>(
  member: string,
  from: Parsed<From>,
  parse: (value: From) => To,
): Parsed<To> {
  if (from.kind === 'error') return from;
  const parsed = tryParse(() => parse(from.value));
  if (parsed.kind === 'value') return parsed;
  const { code, message, place } = parsed.error;
  return { kind: 'error', error: new FormatError(code, message, { ...place, member }) };
}
