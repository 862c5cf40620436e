import { expect, it } from 'vitest';
import { copyBytes } from '../../../shared/bytes/copy-bytes.ts';

it('copies so many bytes to where they belong, and touches nothing else', () => {
  const to = new Uint8Array(6).fill(9);
  copyBytes(Uint8Array.of(1, 2, 3, 4, 5), 1, to, 2, 3);
  expect(to).toEqual(Uint8Array.of(9, 9, 2, 3, 4, 9));
});
