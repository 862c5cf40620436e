import { expect, test } from 'vitest';
import { encryptedFacts, wasEncrypted } from '../../../shared/case/encrypted-history.ts';

const made = { action: 'case-made', facts: [{ name: 'name', value: 'Engagement' }] } as const;
const madeEncrypted = { action: 'case-made', facts: [...made.facts, ...encryptedFacts(true)] } as const;
const received = (isEncrypted: boolean) =>
  ({ action: 'case-received', facts: encryptedFacts(isEncrypted) }) as const;
const encrypted = { action: 'case-encrypted', facts: [] } as const;
const opened = { action: 'case-opened', facts: encryptedFacts(true) } as const;

test('a log says whether its case was encrypted where it was kept last', () => {
  expect(wasEncrypted([])).toBe(false);
  expect(wasEncrypted([made])).toBe(false);
  expect(wasEncrypted([madeEncrypted])).toBe(true);
  expect(wasEncrypted([made, encrypted])).toBe(true);
  expect(wasEncrypted([made, encrypted, received(false)])).toBe(false);
  expect(wasEncrypted([madeEncrypted, received(false), received(true)])).toBe(true);
  expect(wasEncrypted([made, received(false), encrypted])).toBe(true);
});

test('and by no other record, whatever it is called in its facts', () => {
  expect(wasEncrypted([made, opened])).toBe(false);
});
