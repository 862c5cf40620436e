import { expect, test } from 'vitest';
import type { Descriptor } from '../../../shared/bundle/descriptor.ts';
import { caseNameFor } from '../../../shared/case/case-name.ts';

const descriptor: Descriptor = {
  format: 'evb/1',
  origin: 'audit.example.com/gateway',
  title: 'Gateway, third quarter',
  range: { start: 0, end: 0 },
  frontier: [],
  mapping: {},
  offeredLogKey: null,
};

test('a case is named after the title, else the origin, else the file', () => {
  expect(caseNameFor(descriptor, 'q3.evb.zip')).toBe('Gateway, third quarter');
  expect(caseNameFor({ ...descriptor, title: ' ' }, 'q3.evb.zip')).toBe('audit.example.com/gateway');
  expect(caseNameFor(null, 'q3.evb.ZIP')).toBe('q3');
  expect(caseNameFor(null, '\u200B.zip')).toBe('Unnamed case');
});

test('a title cannot hide or turn around text in the list of cases', () => {
  expect(caseNameFor({ ...descriptor, title: 'in\u202Evoice\u0000\n\u2066x' }, '')).toBe('in voice x');
  expect(caseNameFor({ ...descriptor, title: '\u200B\u2028\u00AD' }, '')).toBe(descriptor.origin);
});

test('letters of every script stay as they are', () => {
  expect(caseNameFor({ ...descriptor, title: 'سجل الدخول 記録 Prüfung' }, '')).toBe(
    'سجل الدخول 記録 Prüfung',
  );
});

test('a title brings no tick of its own into the strip where the verdict stands', () => {
  for (const tick of ['✅', '✔️', '✓', '☑', '🟢', '√']) {
    expect(caseNameFor({ ...descriptor, title: `${tick} Gateway` }, '')).toBe('Gateway');
  }
});

test('a long title is cut between two characters, and the cut is visible', () => {
  const name = caseNameFor({ ...descriptor, title: '𠮷'.repeat(200) }, '');
  expect([...name]).toHaveLength(120);
  expect(name).toBe(`${'𠮷'.repeat(119)}…`);
});
