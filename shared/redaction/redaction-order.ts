import { FormatError } from '../bytes/errors.ts';
import type { EntryOrdinal, UnixMillis } from '../bytes/units.ts';
import { pointerTokens } from '../json/pointer.ts';

/** A place in entries, as a person typed it. */
export interface NamedPlace {
  readonly pointer: string;
  readonly tokens: readonly string[];
}

/** What is to be left out of a bundle, by whom and why. */
export interface RedactionOrder {
  readonly by: string;
  readonly reason: string;
  /** As `attorney-client`; empty when none is claimed. */
  readonly privilege: string;
  readonly claimedTime: UnixMillis;
  /** Name and version of the program, for the derivation. */
  readonly tool: string;
  /** Fields whose disclosures are left out, in every entry that has them. */
  readonly hidden: readonly NamedPlace[];
  /** When it is no null, an entry stays only if all that it has lies under one of these, or is hidden. */
  readonly shown: readonly NamedPlace[] | null;
  /** Lines that are withheld whole, whatever is in them. */
  isWithheld(ordinal: EntryOrdinal): boolean;
  /** Withholds an entry whole when a field that is to be hidden stands in it in clear, instead of refusing. */
  readonly withholdsRest: boolean;
  /** Attachments may hold anything, and nothing looks into them: they are left out unless a person keeps them. */
  readonly keepsAttachments: boolean;
}

/** The names of the chain and the order of entries. They stand in every line that stays, and no rule can ask for less. */
export const chainNames: ReadonlySet<string> = new Set(['seq', 'prev', 'ts']);

/** Reads a JSON pointer into an entry. Throws FormatError `json` for what is none, and for a field of the chain. */
export function parsePlace(pointer: string): NamedPlace {
  const tokens = pointerTokens(pointer);
  const [first] = tokens ?? [];
  if (tokens === null || first === undefined) throw wrong(pointer, 'a JSON pointer such as /actor/email');
  if (tokens.length === 1 && chainNames.has(first))
    throw wrong(pointer, 'no field that the chain or the order needs');
  return { pointer, tokens };
}

function wrong(pointer: string, expected: string): FormatError {
  return new FormatError('json', `Fields to redact: expected ${expected}, found ${JSON.stringify(pointer)}.`);
}
