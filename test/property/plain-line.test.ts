import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkDisclosures } from '../../shared/bundle/disclosure-walk.ts';
import { PlainLine } from '../../shared/bundle/plain-line.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { renderEntryLine, renderMembersLine, timeTextOf } from '../../shared/bundle/seal-line.ts';
import { parseHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { parseStrictObject } from '../../shared/json/parse-json.ts';

const prev = 'e920cf1e349f4bace2fa817eaf91c413056d9b247b99ad088ca160cc436280bd';
const digest = parseHex(prev) ?? new Uint8Array(0);
const plain = new PlainLine(limits);

/** What the quick reading says of a line, or null when it leaves it to the parser. */
function readPlainly(line: Uint8Array) {
  if (!plain.read(line) || !plain.linksTo(line, digest, 0)) return null;
  const timeText = Buffer.from(line.subarray(plain.timeAt, plain.timeEnd)).toString('latin1');
  const byWalk = walkDisclosures(limits);
  byWalk.commitments(plain.seq, plain.commitmentTexts(line));
  return { seq: plain.seq, time: plain.time, timeText, redacted: byWalk.end().redactedFields };
}

/** The same things as the parser says them; null when it calls the line no entry with that `prev`. */
function readStrictly(line: Uint8Array) {
  const { reading, event, ...claimed } = readLine(line, limits);
  if (reading !== 'entry' || event === null || claimed.claimedPrev !== prev) return null;
  const byWalk = walkDisclosures(limits);
  byWalk.entry(0, event);
  const { claimedSeq: seq, claimedTime: time, claimedTimeText: timeText } = claimed;
  return { seq, time, timeText, redacted: byWalk.end().redactedFields };
}

function expectAgreement(line: Uint8Array): void {
  const quick = readPlainly(line);
  if (quick !== null) expect(quick, Buffer.from(line).toString('latin1')).toEqual(readStrictly(line));
}

const entry = (rest: string, seq = '7', time = '2026-03-01T10:00:00.25Z') =>
  encodeUtf8(`{"seq":${seq},"prev":"${prev}","ts":"${time}"${rest}}`);

const nearMisses = fc.constantFrom(
  ...['"seq":8', '"s\\u0065q":8', '"a":1,"a":2', '"__proto__":1', '"...":"x"', '"a":[{"...":"x"}]'],
  ...['"a":[{"...":"x","y":1}]', '"a":[{ "...":"x"}]', '"a":[[{"...":"é"}]]', '"a":1e3', '"a":-0', '"a":01'],
  ...['"a":9007199254740993', '"a":0.5', '"a":1.', '"a":"\\ud800"', '"a":"\\ud83d\\ude00"', '"a":"\\u00e9"'],
  ...[
    '"a":"\\x"',
    '"a":"\t"',
    '"a":"\u007f"',
    '"é":1',
    '"a":tru',
    '"a":[1,]',
    '"a":{},',
    '"a" :\t[ ]',
    '"":null',
  ],
  ...['"a":{"b":{"b":1},"c":1,"b":2}', '"a":"é\u{1f600}\ufeff"', `"a":${'['.repeat(31)}${']'.repeat(31)}`],
  ...[`"a":${'['.repeat(32)}${']'.repeat(32)}`, `"a":${'{"a":'.repeat(31)}1${'}'.repeat(31)}`],
  ...Array.from({ length: 2 }, (_, more) =>
    Array.from({ length: 45 + more }, (_, name) => `"n${name}":0`).join(','),
  ),
);
const anyRest = fc.oneof(
  nearMisses,
  fc.json({ maxDepth: 4 }).map((json) => `"x":${json}`),
  fc
    .jsonValue({ maxDepth: 3 })
    .map((value) => `"x":${JSON.stringify(value, null, 1).replaceAll('\n', '\r')}`),
);
const anySeq = fc.oneof(
  fc.nat().map(String),
  fc.constantFrom('-1', '-0', '1.0', '1e1', '00', '"1"', '9007199254740991', '9007199254740992', 'null'),
);
const anyTime = fc.oneof(
  fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString()),
  fc.stringMatching(/^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(\.\d{0,10})?Z$/),
);

describe('the quick reading of a line', () => {
  it('reads entries as nearly every program writes them, also with spaces, escapes and other scripts', () => {
    for (const rest of [
      '',
      ',"a":{"b":[1,-2.5,true,null,"x"]}',
      ', "a": "\\"\\u00e9é\u{1f600}"',
      ',"e":[{"...":"x"}]',
    ]) {
      expect(readPlainly(entry(rest)), rest).toEqual(readStrictly(entry(rest)));
      expect(readPlainly(entry(rest)), rest).not.toBeNull();
    }
  });

  it('never says another thing than the parser, however a line is made', () => {
    fc.assert(
      fc.property(anyRest, anySeq, anyTime, (rest, seq, time) =>
        expectAgreement(entry(`,${rest}`, seq, time)),
      ),
      { numRuns: 5_000 },
    );
  });

  it('never says another thing than the parser after single bytes were changed, added or taken away', () => {
    const edit = fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }), how: fc.nat({ max: 2 }) });
    const bytes = fc.oneof(
      edit,
      edit.map((each) => ({ ...each, byte: '"\\{}[],:. eE-+0_u'.charCodeAt(each.byte % 18) })),
    );
    fc.assert(
      fc.property(anyRest, fc.array(bytes, { minLength: 1, maxLength: 3 }), (rest, edits) => {
        let line = [...entry(`,${rest}`)];
        for (const { at, byte, how } of edits) {
          const place = at % line.length;
          line =
            how === 0
              ? line.with(place, byte)
              : line.toSpliced(place, how === 1 ? 0 : 1, ...(how === 1 ? [byte] : []));
        }
        expectAgreement(Uint8Array.from(line));
      }),
      { numRuns: 5_000 },
    );
  });

  it('spells members as sealing an event that was taken apart spells them, or not at all', () => {
    const time = '"ts":"2026-03-01T10:00:00Z"';
    const numbers = fc.oneof(fc.double(), fc.integer()).map((value) => `"x":${JSON.stringify(value)}`);
    const fractions = fc.stringMatching(/^-?(?:0|[1-9]\d{0,10})\.\d{1,8}$/).map((text) => `"x":${text}`);
    let spelled = 0;
    fc.assert(
      fc.property(fc.oneof(anyRest, numbers, fractions), fc.nat({ max: 2 }), (rest, place) => {
        const line = encodeUtf8(`{${['"a":1', rest].toSpliced(place, 0, time).join(',')}}`);
        const members = plain.readMembers(line);
        if (members === null) return;
        spelled += 1;
        const event = parseStrictObject(line);
        expect(renderMembersLine(7, digest, members)).toEqual(renderEntryLine(7, digest, event));
        expect(timeTextOf(members)).toBe(timeTextOf(event));
      }),
      { numRuns: 5_000 },
    );
    expect(spelled).toBeGreaterThan(1_000);
    for (const lacking of [
      '{"a":1}',
      `{${time},"seq":1}`,
      `{${time},"prev":"${prev}"}`,
      `{${time}, "a":1}`,
    ]) {
      expect(plain.readMembers(encodeUtf8(lacking)), lacking).toBeNull();
    }
  });

  it('leaves a line that is too long or too deep to the parser', () => {
    const small = new PlainLine({ entryBytes: 150, jsonDepth: 2 });
    expect(small.read(entry(',"a":[1]'))).toBe(true);
    expect(small.read(entry(',"a":[[1]]'))).toBe(false);
    expect(small.read(entry(',"a":[{"...":"x"}]'))).toBe(false);
    expect(small.read(entry(`,"a":"${'x'.repeat(50)}"`))).toBe(false);
  });

  const folder = join(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'json');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^[yni]_.*\.json$/.test(file)) : [];
  it.skipIf(files.length === 0)(
    'agrees on every value of JSONTestSuite (skipped without the vectors)',
    () => {
      for (const file of files) {
        const value = readFileSync(join(folder, file));
        expectAgreement(Buffer.concat([entry(',"x":').subarray(0, -1), value, Buffer.from('}')]));
        expectAgreement(value);
      }
    },
  );
});
