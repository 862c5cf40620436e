import { renderUtcTime } from '../../adapters/utc-time.ts';
import { quote } from '../../bytes/quote.ts';
import { renderVerifierKey } from '../../crypto/verifier-key.ts';
import type { KeyStatement } from '../../trust/key-statement.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, type Outcome, wholeBundle } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import type { KeyNote } from '../key-notes.ts';

/**
 * What the log says of its own keys. None of it makes a key trusted: a rotation offers one, which a person may pin.
 * A revocation takes effect in the check of the log's key.
 */
export function checkKeyNotes({ keyNotes }: CheckInput): readonly CheckResult[] {
  const results = keyNotes.notes.map((note) => ({ ...toResult(note), place: memberPlace(note.member) }));
  if (keyNotes.unreadCount === 0) return results;
  const notes = countOf(keyNotes.unreadCount, 'statement', 'statements');
  const statement = `${notes} about keys were not read; one of them may revoke the key of the log.`;
  return [...results, result('unknown', statement)];
}

function toResult(note: KeyNote): CheckResult {
  switch (note.kind) {
    case 'unreadable':
      return result('warning', `${note.member} is no statement about keys: ${note.reason}`);
    case 'false':
      return result('fail', `${note.member} has a signature line of the pinned key that is not valid.`);
    case 'unproven': {
      const statement = `${note.member} is not signed by a pinned key and by all whom it names, so it says nothing.`;
      return { ...result('warning', statement), found: wordsOf(note.statement) };
    }
    case 'proven': {
      const statement =
        note.statement.kind === 'rotation'
          ? 'The log offers a new key, signed by the pinned key and by the new one. It is not trusted until a person pins it.'
          : 'The log says itself that a pinned key is revoked.';
      return { ...result('warning', statement), found: wordsOf(note.statement) };
    }
  }
}

function wordsOf(statement: KeyStatement): string {
  const at = renderUtcTime(statement.at);
  return statement.kind === 'rotation'
    ? `${renderVerifierKey(statement.to)} from ${at}`
    : `${renderVerifierKey(statement.key)} revoked from ${at} (${quote(statement.reason)})`;
}

function result(outcome: Outcome, statement: string): CheckResult {
  return { code: 'key-note', axis: 'signer', outcome, place: wholeBundle, statement };
}
