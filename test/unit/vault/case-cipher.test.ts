import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CaseCipher } from '../../../shared/vault/case-cipher.ts';

const key = new Uint8Array(32).map((_, index) => index);
const random = (count: number) => new Uint8Array(randomBytes(count));
const place = ['row', 'custody', 'case-1', 4] as const;
const content = new TextEncoder().encode('what was written down');

describe('What is encrypted for a place', () => {
  test('is read by OpenSSL, from the description alone', () => {
    const encrypted = Buffer.from(new CaseCipher(key, random).encrypt(place, content));
    const rows = hkdfSync('sha256', key, new Uint8Array(0), '["vouch-case/1","use","rows"]', 32);
    const cipher = createDecipheriv('aes-256-gcm', Buffer.from(rows), encrypted.subarray(0, 12));
    cipher.setAAD(Buffer.from('["vouch-case/1","row","custody","case-1",4]'));
    cipher.setAuthTag(encrypted.subarray(-16));
    const opened = Buffer.concat([cipher.update(encrypted.subarray(12, -16)), cipher.final()]);
    expect(opened.toString()).toBe('what was written down');
  });

  test('is read there and nowhere else, and with no other key', () => {
    const cipher = new CaseCipher(key, random);
    const encrypted = cipher.encrypt(place, content);
    expect(cipher.decrypt(place, encrypted)).toEqual(content);
    expect(cipher.decrypt(['row', 'custody', 'case-1', 5], encrypted)).toBeNull();
    expect(cipher.decrypt(['row', 'trust', 'case-1', 4], encrypted)).toBeNull();
    expect(cipher.decrypt(['row', 'custody', 'case-1', '4'], encrypted)).toBeNull();
    expect(
      new CaseCipher(
        key.map((byte) => byte ^ 1),
        random,
      ).decrypt(place, encrypted),
    ).toBeNull();
  });

  test('is not read after one changed bit, wherever it is, or with one byte less or more', () => {
    const cipher = new CaseCipher(key, random);
    const encrypted = cipher.encrypt(place, content);
    for (let at = 0; at < encrypted.length; at++) {
      const changed = encrypted.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(cipher.decrypt(place, changed), `byte ${at}`).toBeNull();
      expect(cipher.decrypt(place, encrypted.subarray(0, at)), `cut at ${at}`).toBeNull();
    }
    expect(cipher.decrypt(place, Uint8Array.of(...encrypted, 0))).toBeNull();
  });

  test('looks different each time, and a mark of a value always the same', () => {
    const [one, other] = [new CaseCipher(key, random), new CaseCipher(key, random)];
    expect(one.encrypt(place, content)).not.toEqual(one.encrypt(place, content));
    expect(one.mark('bundles', 'ab')).toBe(other.mark('bundles', 'ab'));
    expect(one.mark('bundles', 'ab')).not.toBe(one.mark('trust', 'ab'));
    expect(one.mark('bundles', 'ab')).not.toBe(
      new CaseCipher(
        key.map((byte) => byte ^ 1),
        random,
      ).mark('bundles', 'ab'),
    );
  });

  test('is neither written nor read with a key that was wiped', () => {
    const cipher = new CaseCipher(key, random);
    const encrypted = cipher.encrypt(place, content);
    cipher.destroy();
    const stopped = expect.objectContaining({ name: 'CancelledError' });
    expect(() => cipher.encrypt(place, content)).toThrow(stopped);
    expect(() => cipher.decrypt(place, encrypted)).toThrow(stopped);
    expect(() => cipher.keyFor(place)).toThrow(stopped);
    expect(() => cipher.mark('trust', 'ab')).toThrow(stopped);
  });
});
