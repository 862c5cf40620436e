import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { queryLimits } from '../../../shared/query/query-limits.ts';
import { sketchText } from './query-sketch.ts';

describe('A query joins its terms', () => {
  it.each([
    ['', 'ALL'],
    ['  \t\n\u00a0 ', 'ALL'],
    ['*', 'ALL'],
    ['a b', 'AND[~|a|, ~|b|]'],
    ['a and b AND c', 'AND[~|a|, ~|b|, ~|c|]'],
    ['a or b Or c', 'OR[~|a|, ~|b|, ~|c|]'],
    ['a b or c d', 'OR[AND[~|a|, ~|b|], AND[~|c|, ~|d|]]'],
    ['a (b or c) d', 'AND[~|a|, OR[~|b|, ~|c|], ~|d|]'],
    ['not a b', 'AND[NOT[~|a|], ~|b|]'],
    ['not (a b)', 'NOT[AND[~|a|, ~|b|]]'],
    ['-a -"b c" -(d) - e', 'problem: A - stands directly before what is not to be found.'],
    ['-a -"b c" -(d)', 'AND[NOT[~|a|], NOT[~|b c|], NOT[~|d|]]'],
    ['not not a', 'NOT[NOT[~|a|]]'],
    ['(a and (b c)) d', 'AND[~|a|, ~|b|, ~|c|, ~|d|]'],
    ['android orange nothing', 'AND[~|android|, ~|orange|, ~|nothing|]'],
    ['"and" "OR" "not"', 'AND[~|and|, ~|or|, ~|not|]'],
    ['not(a) or (b)', 'OR[NOT[~|a|], ~|b|]'],
    ['(a)or(b)', 'problem: A space is missing between two terms.'],
  ])('%s', (text, expected) => {
    expect(sketchText(text)).toBe(expected);
  });
});

describe('A text is looked for', () => {
  it.each([
    ['Alice', '~|alice|'],
    ['alice@example.com', '~|alice@example.com|'],
    ['"Alice B"', '~|alice b|'],
    ['ali*', '~|ali'],
    ['*ice', '~ice|'],
    ['*lic*', '~lic'],
    ['a*b', '~|a<run>b|'],
    ['a**b', '~|a<run>b|'],
    ['a?b', '~|a<any>b|'],
    ['?', '~|<any>|'],
    ['"orders-*"', '~|orders-'],
    ['"a\\*b\\?c\\"d\\\\e"', '~|a*b?c"d\\e|'],
    ['"\\u{41}\\u{1f600}"', '~|a\u{1f600}|'],
    ['CORP\\alice', '~|corp\\alice|'],
    ['İ', '~|i\u0307|'],
    ['a-b', '~|a-b|'],
    ['::1', '~|::1|'],
    ['2001:db8::/32', '~|2001:db8::/32|'],
    ['10.1.2.3:443', '~|10.1.2.3:443|'],
    ['[::1]:22', '~|[::1]:22|'],
    ['00:1b:44:11:3a:b7', '~|00:1b:44:11:3a:b7|'],
    ['https://a.example/x', '~|https://a.example/x|'],
    ['C:\\temp', '~|c:\\temp|'],
    ['5..10', '~|5..10|'],
    ['/a+\\/b/', '~~a+/b'],
  ])('anywhere: %s', (text, expected) => {
    expect(sketchText(text)).toBe(expected);
  });

  it.each([
    ['actor:alice', 'actor~|alice|'],
    ['user.email:"A B"', 'user.email~|a b|'],
    ['"odd name":x', 'odd name~|x|'],
    ['"time":x', 'time~|x|'],
    ['actor:and', 'actor~|and|'],
    ['temp:-5', 'temp~|-5|'],
    ['actor:a:b=c', 'actor~|a:b=c|'],
    ['actor:*', 'actor is text'],
    ['actor:"*"', 'actor is text'],
    ['actor:/^a/', 'actor~~^a'],
    ['actor=Alice', 'actor==Alice'],
    ['actor="a*\\*"', 'actor==a**'],
    ['actor=""', 'actor is empty'],
    ['path:../x', 'path~|../x|'],
    ['ip:10.0.0.1', 'ip~|10.0.0.1|'],
    ['ip:::1', 'ip~|::1|'],
    ['Ünïcode_1:x', 'Ünïcode_1~|x|'],
  ])('in a field: %s', (text, expected) => {
    expect(sketchText(text)).toBe(expected);
  });

  it('for each value in parentheses behind a field', () => {
    expect(sketchText('actor:(a or b)')).toBe('OR[actor~|a|, actor~|b|]');
    expect(sketchText('actor=(A or "b c")')).toBe('OR[actor==A, actor==b c]');
    expect(sketchText('x actor:(a -(b or /c/))')).toBe('AND[~|x|, actor~|a|, NOT[OR[actor~|b|, actor~~c]]]');
    expect(sketchText('ip:(10.0.0.0/8 or ::1)')).toBe(
      'OR[ip in 0.0.0.0.0.0.0.0.0.0.255.255.10.0.0.0/104, ip~|::1|]',
    );
    expect(sketchText('has:(actor target)')).toBe('AND[actor is text, target is text]');
  });
});

describe('A term asks for', () => {
  it.each([
    ['bytes>5', 'bytes in ]5..'],
    ['bytes>=-0.5e3', 'bytes in [-500..'],
    ['bytes<5', 'bytes in ..5['],
    ['bytes<="5"', 'bytes in ..5]'],
    ['bytes:5..10', 'bytes in [5..10]'],
    ['bytes:5..', 'bytes in [5..'],
    ['bytes:..10', 'bytes in ..10]'],
    ['seq:5', 'seq 5 to 6'],
    ['SEQ:100..200', 'seq 100 to 201'],
    ['seq:100..', 'seq 100 to null'],
    ['seq>100', 'seq 101 to null'],
    ['seq<=100', 'seq null to 101'],
    ['seq:(1 or 3)', 'OR[seq 1 to 2, seq 3 to 4]'],
    ['has:actor', 'actor is text'],
    ['missing:user.email', 'user.email is absent'],
    ['empty:"odd name"', 'odd name is empty'],
    ['withheld:actor', 'actor is withheld'],
    ['has:Time', 'ts is text'],
    ['ts:*', 'ts is text'],
    ['is:damaged', 'line is damaged'],
    ['Is:Entry', 'line is entry'],
    ['ip:10.1.2.3/8', 'ip in 0.0.0.0.0.0.0.0.0.0.255.255.10.0.0.0/104'],
    ['anything:2001:db8::/32', 'anything in 32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.0/32'],
    ['ip:"10.0.0.0/8"', 'ip~|10.0.0.0/8|'],
    ['ip:10.0.0/8', 'ip~|10.0.0/8|'],
  ])('%s', (text, expected) => {
    expect(sketchText(text)).toBe(expected);
  });
});

describe('A time is a piece of time', () => {
  const day = '2026-07-01T00:00:00.000Z to 2026-07-02T00:00:00.000Z';

  it.each([
    ['ts:2026', 'time 2026-01-01T00:00:00.000Z to 2027-01-01T00:00:00.000Z'],
    ['ts:2026-12', 'time 2026-12-01T00:00:00.000Z to 2027-01-01T00:00:00.000Z'],
    ['ts:2024-02', 'time 2024-02-01T00:00:00.000Z to 2024-03-01T00:00:00.000Z'],
    ['ts:2026-07-01', `time ${day}`],
    ['time=2026-07-01', `time ${day}`],
    ['ts:2026-07-01T10', 'time 2026-07-01T10:00:00.000Z to 2026-07-01T11:00:00.000Z'],
    ['ts:2026-07-01T10:30', 'time 2026-07-01T10:30:00.000Z to 2026-07-01T10:31:00.000Z'],
    ['ts:2026-07-01T10:30:15Z', 'time 2026-07-01T10:30:15.000Z to 2026-07-01T10:30:16.000Z'],
    ['ts:2026-07-01T10:30:15.25Z', 'time 2026-07-01T10:30:15.250Z to 2026-07-01T10:30:15.260Z'],
    ['ts:2026-07-01T10:30:15.123456789', 'time 2026-07-01T10:30:15.123Z to 2026-07-01T10:30:15.124Z'],
    ['ts:2026-07-01T10:30+02:00', 'time 2026-07-01T08:30:00.000Z to 2026-07-01T08:31:00.000Z'],
    ['ts:2026-07-01T10:30-05:30', 'time 2026-07-01T16:00:00.000Z to 2026-07-01T16:01:00.000Z'],
    ['ts:"2026-07-01 10:30 UTC"', 'time 2026-07-01T10:30:00.000Z to 2026-07-01T10:31:00.000Z'],
    ['ts>=2026-07', 'time 2026-07-01T00:00:00.000Z to ever'],
    ['ts>2026-07', 'time 2026-08-01T00:00:00.000Z to ever'],
    ['ts<2026-07', 'time ever to 2026-07-01T00:00:00.000Z'],
    ['ts<=2026-07', 'time ever to 2026-08-01T00:00:00.000Z'],
    ['ts:2026-07-01..2026-07-15', 'time 2026-07-01T00:00:00.000Z to 2026-07-16T00:00:00.000Z'],
    ['ts:2026-07-01..', 'time 2026-07-01T00:00:00.000Z to ever'],
    ['ts:..2026-07-01', 'time ever to 2026-07-02T00:00:00.000Z'],
    ['ts>=last-24h', 'time last-86400000 to ever'],
    ['ts<First+1w', 'time ever to first604800000'],
    ['ts<=last', 'time ever to last1'],
    ['ts>last-1m', 'time last-59999 to ever'],
    ['ts:first..first+90s', 'time first0 to first90001'],
    [
      'ts:(2026-07-01 or 2026-07-03)',
      `OR[time ${day}, time 2026-07-03T00:00:00.000Z to 2026-07-04T00:00:00.000Z]`,
    ],
    ['ts<=9999', 'time ever to +010000-01-01T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(sketchText(text)).toBe(expected);
  });
});

describe('What cannot be read is named, with its place and a mended query', () => {
  it.each([
    ['a and or b', 'and', 'A term was expected behind and', 'a or b'],
    ['or b', 'or', 'A term was expected before or', 'b'],
    ['a b or', 'or', 'A term was expected behind or', 'a b'],
    ['not', 'not', 'A term was expected behind not', '"not"'],
    ['a ()', '()', 'Between the parentheses', 'a'],
    ['(a (b or c', '(', 'The parenthesis is not closed', '(a (b or c))'],
    ['a)) b', ')', 'There is no ( for this )', 'a b'],
    ['a "b c', '"b c', 'The quotation mark is not closed', 'a "b c"'],
    ['“a b” c', '“a b”', 'Quotation marks are written ", found “', '"a b" c'],
    ['"C:\\temp"', '\\t', 'Inside quotation marks a \\ stands before', '"C:\\\\temp"'],
    ['"\\u{d800}"', '\\u{d800}', '\\u{d800} is no character', '"\\\\u{d800}"'],
    ['a(b)', 'a(', 'A space is missing', 'a (b)'],
    ['"a""b"', '"a""', 'A space is missing', '"a" "b"'],
    ['a && b', '&&', 'And is written and', 'a and b'],
    ['a || b', '||', 'Or is written or', 'a or b'],
    ['a !b', '!', 'Not is written -', 'a -b'],
    ['a - b', '-', 'A - stands directly before', 'a -b'],
    ['actor!=alice', 'actor!=alice', 'There is no operator !=', '-actor=alice'],
    ['actor==alice', '==', 'One operator was expected', 'actor=alice'],
    ['bytes:>5', ':>', 'One operator was expected', 'bytes>5'],
    ['text:<b>', ':<', 'One operator was expected', 'text:"<b>"'],
    ['actor: alice', 'actor: ', 'A value was expected directly behind actor:, found a space', 'actor:alice'],
    ['actor:', 'actor:', 'A value was expected directly behind actor:', 'has:actor'],
    ['is:', 'is:', 'A value was expected directly behind is:', null],
    [':x', ':x', 'The name of a field was expected', '":x"'],
    ['10:30', '10', 'A field name of digits alone', '"10:30"'],
    ['a/b:c', 'a/b', 'A field name has letters', '"a/b:c"'],
    ['path:/etc/passwd', '/etc/passwd', 'A regular expression ends with /', 'path:"/etc/passwd"'],
    ['path:/etc', '/etc', 'A regular expression begins with / and ends with /', 'path:"/etc"'],
    ['//', '//', 'Between / and / a regular expression', '"//"'],
    ['/(/', '/(/', 'The regular expression cannot be read: ', '"/(/"'],
    ['actor=/x/', '=', 'A regular expression stands behind a colon', 'actor:/x/'],
    ['actor:""', 'actor:""', 'A text without characters is in every text', 'actor=""'],
    ['""', '""', 'a text is expected', ''],
    ['ip:10.0.0.0/33', '10.0.0.0/33', 'A prefix has at most 32 bits', null],
    ['bytes>many', 'many', 'A number was expected behind >, found "many"', null],
    ['bytes>(5)', '(', 'Behind > one number or time is expected', null],
    ['bytes>9007199254740993', '9007199254740993', 'more digits than numbers are compared with', null],
    ['bytes:10..5', '10..5', 'The range ends before it begins', 'bytes:5..10'],
    ['started>2026-07-01', '2026-07-01', 'Times are asked for with ts', 'ts>2026-07-01'],
    [
      'started:2026-07-01..2026-07-02',
      'started:2026-07-01..2026-07-02',
      'A range of times',
      'ts:2026-07-01..2026-07-02',
    ],
    ['seq:x', 'x', 'A seq is a whole number', null],
    ['seq:9007199254740992', '9007199254740992', 'A seq is a whole number', null],
    ['seq:5..1', '5..1', 'The range ends before it begins', 'seq:1..5'],
    ['ts:2026-02-30', '2026-02-30', 'There is no such time', null],
    ['ts:2026-07-01T25:00', '2026-07-01T25:00', 'There is no such time', null],
    ['ts:2026-07-01T10:00+24:00', '2026-07-01T10:00+24:00', 'There is no such offset', null],
    ['ts:0000-01-01T00:00+01:00', '0000-01-01T00:00+01:00', 'the years 0000 to 9999', null],
    ['ts>9999', '9999', 'the years 0000 to 9999', null],
    ['ts:2026-7-1', '2026-7-1', 'A time such as', 'ts:2026-07-01'],
    ['ts:20260701', '20260701', 'A time such as', 'ts:2026-07-01'],
    ['ts:2026-07-*', '2026-07-*', 'A time such as', 'ts:2026-07'],
    ['ts:01.07.2026', '01.07.2026', 'A time such as', null],
    ['ts>=now-24h', 'now-24h', 'A query finds the same lines on every day', 'ts>=last-24h'],
    ['ts:today', 'today', 'A query finds the same lines on every day', 'ts:last'],
    ['ts:first+400000000d', 'first+400000000d', 'At most 10,000 years', null],
    [
      'ts:2026-07-15..2026-07-01',
      '2026-07-15..2026-07-01',
      'ends before it begins',
      'ts:2026-07-01..2026-07-15',
    ],
    ['ts:2026-07-01..2026-7-2', '2026-7-2', 'A time such as', 'ts:2026-07-01..2026-07-02'],
    ['is:entrys', 'entrys', 'Behind is: one of entry, withheld', 'is:entry'],
    ['is:rejcet', 'rejcet', 'Behind is: one of entry, withheld', 'is:reject'],
    ['is:green', 'green', 'Behind is: one of entry, withheld', null],
    ['is=entry', '=', 'Behind is a colon was expected', 'is:entry'],
    ['has:*', '*', 'the name of a field was expected', null],
    ['a \ud800 b', '\ud800', 'Half a character', 'a  b'],
    ['a and or b && (c', 'and', 'A term was expected behind and', 'a or b and (c)'],
  ])('%s', (text, place, message, suggestion) => {
    const read = parseQuery(text);
    if (read.kind === 'query') throw new Error(`read as ${sketchText(text)}`);
    const { error } = read;
    expect(error.message).toContain(message);
    expect(text.slice(error.start, error.end)).toBe(place);
    expect(error.suggestion).toBe(suggestion);
  });
});

describe('A limit', () => {
  it('of the length is stated, and what is behind it is the place', () => {
    const text = 'a '.repeat(20);
    const read = parseQuery(text, { ...queryLimits, length: 10 });
    expect(read).toMatchObject({
      error: {
        message: 'A query has at most 10 characters, found 40.',
        start: 10,
        end: 40,
        suggestion: null,
      },
    });
  });

  it('of the terms is stated', () => {
    const limits = { ...queryLimits, terms: 3 };
    expect(parseQuery('a b c', limits).kind).toBe('query');
    expect(parseQuery('a b c d', limits)).toMatchObject({
      error: { message: 'A query has at most 3 terms.', start: 6, end: 7 },
    });
  });

  it('of the depth is stated, for parentheses and for not', () => {
    const limits = { ...queryLimits, depth: 2 };
    const message = 'Parentheses and not stand at most 2 deep inside each other.';
    expect(parseQuery('((a))', limits).kind).toBe('query');
    expect(parseQuery('(((a)))', limits)).toMatchObject({ error: { message, start: 2, end: 3 } });
    expect(parseQuery('not (-a)', limits)).toMatchObject({ error: { message } });
    expect(parseQuery('- -a', limits)).toMatchObject({ kind: 'invalid' });
  });

  it('of an expression is stated', () => {
    const text = `/${'a'.repeat(queryLimits.expressionLength + 1)}/`;
    expect(parseQuery(text)).toMatchObject({
      error: { message: 'A regular expression has at most 1000 characters, found 1001.' },
    });
  });
});

describe('Hostile texts', () => {
  const long = queryLimits.length;

  it.each([
    ['open parentheses', '('.repeat(long)],
    ['closed parentheses', ')'.repeat(long)],
    ['quotation marks', '"'.repeat(long)],
    ['backslashes in a quotation', `"${'\\'.repeat(long - 1)}`],
    ['slashes', '/'.repeat(long)],
    ['colons', ':'.repeat(long)],
    ['signs', '-'.repeat(long)],
    ['fields of fields', 'a:'.repeat(long / 2)],
    ['wildcards', '*'.repeat(long)],
    ['wildcards between letters', 'a*'.repeat(long / 2)],
    ['operators', 'or '.repeat(long / 4)],
    ['spaces', ' '.repeat(long)],
    ['dots', `a:${'.'.repeat(long - 2)}`],
    ['digits', `a>${'9'.repeat(long - 2)}`],
    ['parentheses of expressions', `/${'('.repeat(900)}/`],
    ['curly marks', '“'.repeat(long)],
  ])('of %s are answered at once', (_, text) => {
    const begin = performance.now();
    const read = parseQuery(text);
    // A hundred times what it takes; a time that grew with the square of the length would be far above.
    expect(performance.now() - begin).toBeLessThan(500);
    if (read.kind === 'invalid') expect(read.error.message.length).toBeLessThan(400);
  });
});
