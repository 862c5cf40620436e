import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { JsonValue } from '../../shared/json/json-value.ts';
import { parseStrictJson } from '../../shared/json/parse-json.ts';

function strict(bytes: Uint8Array): JsonValue | FormatError {
  try {
    return parseStrictJson(bytes);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}

function toPlain(value: JsonValue): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([name, item]) => [name, toPlain(item)]));
  return Array.isArray(value) ? value.map(toPlain) : value;
}

/** Fragments that fit together often enough to reach every corner of the grammar. */
const almostJson = fc
  .array(
    fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '"b"',
        '"a":',
        '"\\u0061":',
        '\\',
        '\\n',
        '\\ud83d',
        '\\ude00',
      ],
      ...[
        '0',
        '1',
        '-',
        '.',
        'e',
        'E',
        '+',
        '12',
        'true',
        'null',
        'fals',
        ' ',
        '\n',
        '\t',
        '\0',
        'é',
        '\u{1f600}',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('The strict parser', () => {
  it('agrees with JSON.parse on every text that it accepts', () => {
    let accepted = 0;
    fc.assert(
      fc.property(almostJson, (text) => {
        const value = strict(encodeUtf8(text));
        if (value instanceof FormatError) return;
        accepted += 1;
        expect(toPlain(value)).toEqual(JSON.parse(text));
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(10);
  });

  it('refuses every text that JSON.parse refuses', () => {
    fc.assert(
      fc.property(almostJson, (text) => {
        try {
          JSON.parse(text);
        } catch {
          expect(strict(encodeUtf8(text))).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('reads what JSON.stringify writes, unless a stricter rule names the reason', () => {
    const anyJson = fc.jsonValue({ maxDepth: 5, noUnicodeString: false });
    fc.assert(
      fc.property(anyJson, fc.constantFrom(0, 1), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = strict(encodeUtf8(text));
        if (read instanceof FormatError) expect(read.message).toMatch(/2\^53|__proto__|surrogates/);
        else expect(toPlain(read)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('throws nothing but FormatError, with an offset inside the bytes, for any bytes', () => {
    const damaged = fc
      .tuple(almostJson, fc.nat(), fc.integer({ min: 0, max: 255 }))
      .map(([text, at, byte]) => {
        const bytes = encodeUtf8(text);
        if (bytes.length > 0) bytes[at % bytes.length] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 40 })), (bytes) => {
        const result = strict(bytes);
        if (!(result instanceof FormatError)) return;
        expect(['json', 'utf8']).toContain(result.code);
        expect(result.place.offset).toBeGreaterThanOrEqual(0);
        expect(result.place.offset).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 3000 },
    );
  });
});
