import { toBase64 } from '../bytes/base64.ts';
import type { CheckInput } from './check-input.ts';

/** Whether a person was told this very head, or its size, by another way; nothing that they were told may differ. */
export function isHeadExpected({ expected, head }: Pick<CheckInput, 'expected' | 'head'>): boolean {
  const newest = head.checkpoints.at(-1)?.checkpoint;
  if (newest === undefined || (expected.size === null && expected.root === null)) return false;
  const isSize = expected.size === null || expected.size === newest.size;
  return isSize && (expected.root === null || expected.root === toBase64(newest.root));
}
