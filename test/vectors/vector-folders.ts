import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a verifier says, as far as it is compared: results that are not a pass, without words. */
export interface Answer {
  readonly state: string;
  readonly headline: string | null;
  readonly formatError: string | null;
  readonly results: readonly string[];
}

export interface VectorFolder {
  readonly name: string;
  readonly bundle: string;
  readonly exitCode: number;
  readonly expected: Answer;
  /** The same for a verifier that reads no time stamps: another answer only for bundles with one. */
  readonly withoutTimeStamp: { readonly exitCode: number; readonly expected: Answer };
}

export const vectorRoot = join(import.meta.dirname, '.');
export const logKeyFile = join(vectorRoot, 'keys/log.vkey');
export const signersFile = join(vectorRoot, 'keys/allowed_signers');
export const authorityFile = join(vectorRoot, 'keys/tsa.pem');
/** After everything that the vectors state, and before their certificates end. */
export const vectorTime = Date.UTC(2026, 6, 1);

/** Every case folder, with what it expects. */
export function readVectorFolders(): readonly VectorFolder[] {
  const names = readdirSync(vectorRoot).filter((name) => name.includes('--'));
  return names.sort().map((name) => {
    const expected: unknown = JSON.parse(readFileSync(join(vectorRoot, name, 'expected.json'), 'utf8'));
    const whole = expected as { exitCode: number; withoutTimeStamp?: { exitCode: number } };
    const without = whole.withoutTimeStamp ?? whole;
    return {
      name,
      bundle: join(vectorRoot, name, 'bundle.evb.zip'),
      exitCode: whole.exitCode,
      expected: toAnswer(expected),
      withoutTimeStamp: { exitCode: without.exitCode, expected: toAnswer(without) },
    };
  });
}

interface LooseAnswer {
  readonly state: string;
  readonly headline?: string | null;
  readonly results?: readonly LooseResult[];
  readonly expectedFormatError?: string;
  readonly error?: { readonly code: string };
}

interface LooseResult {
  readonly code: string;
  readonly outcome: string;
  readonly place: { readonly member?: string; readonly line?: number; readonly seq?: number | null };
}

/** From a verdict, a `--json` document or an `expected.json`; the byte offset of a place follows from its line. */
export function toAnswer(document: unknown): Answer {
  // Our own files and our own programs: a wrong shape fails the comparison.
  const { state, headline, results, expectedFormatError, error } = document as LooseAnswer;
  const formatError = expectedFormatError ?? error?.code ?? null;
  return {
    state: formatError === null ? state : 'refused',
    headline: formatError === null ? (headline ?? null) : null,
    formatError,
    results: (results ?? [])
      .filter(({ outcome }) => outcome !== 'pass')
      .map(toWords)
      .toSorted(),
  };
}

function toWords({ code, outcome, place }: LooseResult): string {
  const { member = 'bundle', line, seq } = place;
  const where = line === undefined ? member : `${member} line ${line}`;
  return `${outcome} ${code}: ${where}${seq === undefined ? '' : ` seq ${seq}`}`;
}
