import { describe, expect, it } from 'vitest';
import { createMappingChoice } from '../../../shared/adapters/choose-mapping.ts';
import { genericAdapter } from '../../../shared/adapters/known-adapters.ts';
import { defaultMapping } from '../../../shared/adapters/read-event.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';

function chosen(events: readonly object[]) {
  const choice = createMappingChoice(genericAdapter.fields);
  for (const event of events) choice.see(parseStrictObject(Buffer.from(JSON.stringify(event))));
  return choice.mapping();
}

describe('The mapping of a log that nobody described', () => {
  it('is that of the house for a log of that form, and for one without any known field', () => {
    const event = { actor: { id: 'u' }, action: 'a', outcome: 'b', source: { ip: 'c' } };
    for (const events of [[event], [{}], []]) expect(chosen(events)).toEqual(defaultMapping);
  });

  it('finds flat fields, also when the first event lacks some', () => {
    const event = { timestamp: 't', user_id: 'u', action: 'a', status: 's', location: 'l' };
    expect(chosen([{ action: 'a' }, event, event])).toEqual({
      ...defaultMapping,
      actor: '/user_id',
      outcome: '/status',
      address: '/location',
    });
  });

  it('follows the many and not the few, and no object is taken for a name', () => {
    const many = { actor: { id: 'u' }, status: 200 };
    expect(chosen([{ user_id: 'u', status: { code: 1 } }, many, many])).toMatchObject({
      actor: '/actor/id',
      outcome: '/status',
    });
  });

  it('is settled after some dozen events, so that it costs a large log nothing', () => {
    const choice = createMappingChoice(genericAdapter.fields);
    for (let seen = 0; seen < 64; seen++) {
      expect(choice.isOpen).toBe(true);
      choice.see(new Map());
    }
    expect(choice.isOpen).toBe(false);
  });

  it('leaves out a field that the log does not have', () => {
    expect(createMappingChoice({ action: ['/verb'] }).mapping()).toEqual({ action: '/verb' });
  });
});
