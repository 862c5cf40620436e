import { completeQuery } from '../../shared/query/complete-query.ts';
import { textOfPart, withoutPart } from '../../shared/query/edit-query.ts';
import { parseQuery } from '../../shared/query/parse-query.ts';
import { printPart, printQuery } from '../../shared/query/print-query.ts';
import { queryInWords } from '../../shared/query/query-in-words.ts';
import { queryLimits } from '../../shared/query/query-limits.ts';
import type { FuzzTarget } from './fuzz-case.ts';
import { differing, textTarget } from './text-target.ts';

/** Invisible characters are printed by number, which makes a text longer: no promise is made about that. */
const limits = { ...queryLimits, length: 10 * queryLimits.length };

const fields = [
  { name: 'actor', pointers: ['/actor'], lines: 2, examples: ['alice', 'B "c" \\ *', '\u202e'] },
  { name: 'odd name', pointers: null, lines: 1, examples: ['x'] },
];

const examples = [
  'actor:(alice or "Bob C" or /^d\\/e$/) -outcome=success ts:2026-07-01..2026-07-15',
  'ts>=last-24h ts<first+7d not (seq:100..200 or seq>=5) bytes:5..10 n<=-1.5e3',
  'ip:10.0.0.0/8 address:(2001:db8::/32 or ::1) "odd name":*x?y* "\\u{202e}\\"\\\\\\*"',
  'has:actor missing:user.email empty:a withheld:b is:damaged -is:reject * https://a.example/b',
  'a and or && !b (c “d” path:/etc/passwd ts:now-1h is:entrys x!=y z:',
];

/** What a person types, or pastes. Any text ends as a query or as a problem with a place in it. */
export const queryTarget: FuzzTarget = textTarget('query', examples, (bytes) => {
  const text = Buffer.from(bytes).toString('utf8');
  completeQuery(text, text.length >> 1, fields);
  const read = parseQuery(text, limits);
  if (read.kind === 'invalid') {
    const { message, start, end, suggestion } = read.error;
    if (start < 0 || start >= end || end > text.length) return `the place ${start} to ${end} of: ${message}`;
    const isReadable = suggestion === null || parseQuery(suggestion, limits).kind === 'query';
    return isReadable ? null : `the suggestion ${suggestion}`;
  }
  if (queryInWords(read.query) === '') return 'no words';
  const printed = printQuery(read.query);
  const again = parseQuery(printed, limits);
  if (again.kind === 'invalid') return `${printed} is no query: ${again.error.message}`;
  const spelled = differing('the spelling', printed, printQuery(again.query));
  if (spelled !== null) return spelled;
  for (const [index, part] of read.parts.entries()) {
    const alone = parseQuery(textOfPart(text, part), limits);
    if (alone.kind === 'invalid') return `part ${index} alone is no query: ${alone.error.message}`;
    const changed = differing(`part ${index}`, printPart(part.query), printPart(alone.query));
    if (changed !== null) return changed;
  }
  // Beyond the limits of a text that is typed nothing can be edited.
  if (read.parts.length > 0 && text.length <= queryLimits.length) {
    const left = parseQuery(withoutPart(text, 0), limits);
    if (left.kind === 'invalid') return `without its first part it is no query: ${left.error.message}`;
  }
  return null;
});
