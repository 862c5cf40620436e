import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Pseudonyms } from '../../../shared/redaction/pseudonyms.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte);

describe('A pseudonym', () => {
  it('is the beginning of an HMAC of the value, which nobody can make without the key', () => {
    const digits = createHmac('sha256', key(1)).update('person\0alice').digest('hex');
    expect(new Pseudonyms(key(1)).nameOf('person', 'alice')).toBe(`person-${digits.slice(0, 4)}`);
  });

  it('is the same for the same value within a pack, and another one in another pack and of another kind', () => {
    const [one, other] = [new Pseudonyms(key(1)), new Pseudonyms(key(2))];
    const name = one.nameOf('person', 'alice');
    expect(one.nameOf('person', 'bob')).not.toBe(name);
    expect(one.nameOf('person', 'alice')).toBe(name);
    expect(other.nameOf('person', 'alice')).not.toBe(name);
    expect(one.nameOf('address', 'alice').slice(-4)).not.toBe(name.slice(-4));
  });

  it('never stands for two values, however many there are', () => {
    const names = new Pseudonyms(key(3));
    const made = Array.from({ length: 5_000 }, (_, index) => names.nameOf('person', `u-${index}`));
    expect(new Set(made).size).toBe(5_000);
    // Of 65,536 names with four digits some are taken: those are longer.
    expect(made.some((name) => name.length > 'person-7f3a'.length)).toBe(true);
    for (const [index, name] of made.entries()) expect(names.nameOf('person', `u-${index}`)).toBe(name);
  });

  it('is explained in a table of its own, without a cell that is computed', () => {
    const names = new Pseudonyms(key(1));
    const name = names.nameOf('person', '=cmd|x');
    expect(names.renderTable()).toBe(`"pseudonym","kind","value"\r\n"${name}","person","'=cmd|x"\r\n`);
  });
});
