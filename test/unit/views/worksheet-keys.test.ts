import { expect, test } from 'vitest';
import { worksheetKey } from '../../../renderer/views/samples/worksheet-keys.ts';

const size = { lines: 25, attributes: 2, page: 10 };
const at = { position: 3, attribute: 0 };

test('arrows, pages and ends move within the worksheet and never out of it', () => {
  const to = (key: string, from = at) => {
    const answer = worksheetKey(key, from, size);
    return answer?.kind === 'go' ? [answer.to.position, answer.to.attribute] : null;
  };
  expect(to('ArrowDown')).toEqual([4, 0]);
  expect(to('ArrowUp', { position: 0, attribute: 1 })).toEqual([0, 1]);
  expect(to('ArrowRight')).toEqual([3, 1]);
  expect(to('ArrowRight', { position: 3, attribute: 1 })).toEqual([3, 1]);
  expect(to('ArrowLeft')).toEqual([3, 0]);
  expect(to('PageDown')).toEqual([13, 0]);
  expect(to('PageDown', { position: 20, attribute: 0 })).toEqual([24, 0]);
  expect(to('PageUp')).toEqual([0, 0]);
  expect(to('Home')).toEqual([0, 0]);
  expect(to('End')).toEqual([24, 0]);
});

test('O and N mark and go on to the next attribute, then to the next line', () => {
  expect(worksheetKey('o', at, size)).toEqual({
    kind: 'mark',
    mark: 'ok',
    next: { position: 3, attribute: 1 },
  });
  expect(worksheetKey('N', { position: 3, attribute: 1 }, size)).toEqual({
    kind: 'mark',
    mark: 'not-applicable',
    next: { position: 4, attribute: 0 },
  });
  const last = { position: 24, attribute: 1 };
  expect(worksheetKey('o', last, size)).toMatchObject({ next: last });
});

test('an exception and an opened mark stay where they are, for a remark', () => {
  expect(worksheetKey('x', at, size)).toEqual({ kind: 'mark', mark: 'exception', next: at });
  expect(worksheetKey('Delete', at, size)).toEqual({ kind: 'mark', mark: 'open', next: at });
});

test('Enter opens, R goes to the remark, and other keys are left to the window', () => {
  expect(worksheetKey('Enter', at, size)).toEqual({ kind: 'open' });
  expect(worksheetKey('r', at, size)).toEqual({ kind: 'remark' });
  for (const key of ['Tab', 'q', '1', '?']) expect(worksheetKey(key, at, size)).toBeNull();
});
