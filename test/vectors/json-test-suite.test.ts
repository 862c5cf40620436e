import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../shared/bytes/errors.ts';
import { parseStrictJson } from '../../shared/json/parse-json.ts';

// JSONTestSuite, test_parsing: y_ must be accepted by RFC 8259, n_ must be refused, i_ is left to the reader.
const folder = join(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'json');
const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^[yni]_.*\.json$/.test(file)) : [];

/** Valid by RFC 8259, refused by us, each for the reason that it must be refused for. */
const refusedByStricterRule: ReadonlyMap<string, RegExp> = new Map([
  ['y_object_duplicated_key.json', /each name once/],
  ['y_object_duplicated_key_and_value.json', /each name once/],
  ['y_number.json', /2\^53/],
  ['y_number_real_exponent.json', /2\^53/],
  ['y_number_real_capital_e.json', /2\^53/],
  ['y_number_real_fraction_exponent.json', /2\^53/],
  ['y_object_extreme_numbers.json', /2\^53/],
]);

function parse(file: string) {
  try {
    return parseStrictJson(readFileSync(join(folder, file)));
  } catch (error) {
    return error;
  }
}

describe.skipIf(files.length === 0)('JSONTestSuite (skipped without the vector folder)', () => {
  it.each(files.filter((file) => file.startsWith('y_')))(
    '%s is read, or refused by a stricter rule',
    (file) => {
      const reason = refusedByStricterRule.get(file);
      const result = parse(file);
      if (reason === undefined) expect(result).not.toBeInstanceOf(Error);
      else expect(result).toMatchObject({ code: 'json', message: expect.stringMatching(reason) });
    },
  );

  it.each(files.filter((file) => file.startsWith('n_')))('%s is refused', (file) => {
    expect(parse(file)).toBeInstanceOf(FormatError);
  });

  it.each(files.filter((file) => file.startsWith('i_')))('%s is read or refused as evidence', (file) => {
    const result = parse(file);
    if (result instanceof Error) expect(result).toBeInstanceOf(FormatError);
  });
});
