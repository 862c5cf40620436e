import { expect, it } from 'vitest';
import { readDisclosureLine } from '../../../shared/bundle/disclosure-walk.ts';
import { limits } from '../../../shared/bytes/limits.ts';

it('a line of disclosures that is longer than any line is not read at all', () => {
  const bytes = new Uint8Array(limits.lineBytes + 1).fill(0x20);
  expect(readDisclosureLine(bytes)).toBe(`the line is longer than lineBytes, ${limits.lineBytes}`);
});
