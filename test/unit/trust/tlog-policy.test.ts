import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { parseTlogPolicy, renderTlogPolicy } from '../../../shared/trust/tlog-policy.ts';
import { isQuorum, type WitnessPolicy, witnessKeys } from '../../../shared/trust/witness-policy.ts';

// Keys by Python: hashlib for the key hashes, cryptography for the keys; remora.n621.de is a witness of the public network.
const log = 'audit.example.com/prod-gateway+15710016+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
const w1 = 'witness.example.com/w1+71cfacb3+BNBKsjJ0K7SrOhNovUYV5ObQIkq3GgFrr4UgozLJd4c3';
const w2 = 'witness.example.com/w2+906c97a4+BKCapfR6Z1mAL/lV+NwtKhSlyZ0jvpf4ZBJ/+Tg0VaTw';
const remora = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';

const twoLevels = `# an example
log ${log} https://log.example/

witness X1 ${w1}
\t witness X2 ${w2} https://w2.example/
witness Y ${remora}
group Xs any X1 X2
group all-of-it all Xs Y
quorum all-of-it
`;

/** Each group has the one before it as its only member. */
function groups(count: number): string {
  return Array.from({ length: count }, (_, index) => `group g${index + 1} any g${index}\n`).join('');
}

function refusal(text: string) {
  try {
    parseTlogPolicy(text);
    return null;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { code: error.code, line: error.place.line, message: error.message };
  }
}

describe('Reading a C2SP tlog-policy', () => {
  it('keeps logs, witnesses, groups and the quorum', () => {
    expect(parseTlogPolicy(twoLevels)).toEqual({
      logs: [log],
      witnesses: [
        { name: 'X1', vkey: w1 },
        { name: 'X2', vkey: w2 },
        { name: 'Y', vkey: remora },
      ],
      groups: [
        { name: 'Xs', threshold: 1, members: ['X1', 'X2'] },
        { name: 'all-of-it', threshold: 2, members: ['Xs', 'Y'] },
      ],
      quorum: 'all-of-it',
    });
  });

  it('reads what it writes', () => {
    const policy = parseTlogPolicy(twoLevels);
    expect(parseTlogPolicy(renderTlogPolicy(policy))).toEqual(policy);
    const none = parseTlogPolicy(' quorum \t none');
    expect(none).toEqual({ logs: [], witnesses: [], groups: [], quorum: null });
    expect(parseTlogPolicy(renderTlogPolicy(none))).toEqual(none);
  });

  it.each([
    ['there is no quorum', `log ${log}`, 1, 'exactly one quorum'],
    ['there are two quorums', 'quorum none\nquorum none', 2, 'exactly one quorum'],
    ['the quorum is defined after it is asked for', `quorum A\nwitness A ${w1}`, 1, 'not defined before'],
    [
      'a member is defined after its group',
      `group G any A\nwitness A ${w1}\nquorum G`,
      1,
      'not defined before',
    ],
    ['a group is a member of itself', `group G any G\nquorum G`, 1, 'not defined before'],
    ['nobody is named none', `witness none ${w1}\nquorum none`, 1, 'meaning of its own'],
    ['a name is given twice', `witness A ${w1}\nwitness A ${w2}\nquorum A`, 2, 'defined twice'],
    ['a witness stands there twice', `witness A ${w1}\nwitness B ${w1}\nquorum A`, 2, 'twice'],
    [
      'a witness would count in two groups',
      `witness A ${w1}\nwitness B ${w2}\ngroup G any A B\ngroup H any A\nquorum G`,
      4,
      'member of a group already',
    ],
    ['a member is listed twice', `witness A ${w1}\ngroup G 2 A A\nquorum G`, 2, 'member of a group already'],
    ['a threshold is nothing', `witness A ${w1}\ngroup G 0 A\nquorum G`, 2, '1 to 1'],
    ['a threshold cannot be reached', `witness A ${w1}\ngroup G 2 A\nquorum G`, 2, '1 to 1'],
    ['a threshold is no decimal', `witness A ${w1}\ngroup G 1e0 A\nquorum G`, 2, '1e0'],
    ['a group is empty', `group G any\nquorum none`, 1, 'form'],
    ['a log key stands for a witness', `witness A ${log}\nquorum A`, 1, 'Ed25519 of a log'],
    ['a witness key stands for a log', `log ${w1}\nquorum none`, 1, 'Ed25519 of a witness'],
    [
      'a log is its own witness',
      // The 32 bytes of the log's key under the name and type of a witness.
      `log ${log}\nwitness A self+980a2bdc+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\nquorum A`,
      2,
      'twice',
    ],
    ['a key has another key hash', `log ${log.replace('1571', '1572')}\nquorum none`, 1, '15710016'],
    [
      'a witness has a key of low order',
      'witness A weak+0d0a16d1+BAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nquorum A',
      1,
      'low-order',
    ],
    [
      'there are more groups than anybody needs',
      `witness g0 ${w1}\n${groups(257)}quorum g257`,
      258,
      'at most 256',
    ],
    ['a line is of another kind', 'monitor x\nquorum none', 1, 'monitor'],
    ['a line holds a carriage return', 'quorum none\r\n', 1, 'control character'],
    ['the quorum has more than a name', 'quorum none none', 1, 'form'],
  ])('refuses a policy in which %s', (_what, text, line, words) => {
    expect(refusal(text)).toEqual({ code: 'policy', line, message: expect.stringContaining(words) });
  });
});

describe('A quorum', () => {
  const policy: WitnessPolicy = { origin: 'x', ...parseTlogPolicy(twoLevels) };
  const met = (...names: readonly string[]) => isQuorum(policy, new Set(names));

  it('is what the groups say, at each level', () => {
    expect(met('X1', 'Y')).toBe(true);
    expect(met('X2', 'Y')).toBe(true);
    expect(met('X1', 'X2')).toBe(false);
    expect(met('Y')).toBe(false);
  });

  it('is never met by names that no witness has, nor by the name of a group', () => {
    expect(met('Xs', 'Y')).toBe(false);
    expect(met('all-of-it')).toBe(false);
  });

  it('is never met when none is asked for, so that nothing is confirmed by asking nobody', () => {
    expect(isQuorum({ ...policy, quorum: null }, new Set(['X1', 'X2', 'Y']))).toBe(false);
  });

  it('does not count one key under two names, even in a policy that no parser has read', () => {
    const twice = {
      ...policy,
      witnesses: [
        { name: 'A', vkey: w1 },
        { name: 'B', vkey: w1 },
      ],
    };
    expect(witnessKeys(twice).map(({ nameInPolicy }) => nameInPolicy)).toEqual(['A']);
  });

  it('does not count a member that a group lists twice', () => {
    const twice = { ...policy, groups: [{ name: 'G', threshold: 2, members: ['Y', 'Y'] }], quorum: 'G' };
    expect(isQuorum(twice, new Set(['Y']))).toBe(false);
  });

  it('is not met by a group that asks for nobody', () => {
    const nobody = { ...policy, groups: [{ name: 'G', threshold: 0, members: ['Y'] }], quorum: 'G' };
    expect(isQuorum(nobody, new Set())).toBe(false);
  });
});
