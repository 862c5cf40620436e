import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import type { Decision } from '../../../shared/trust/decision.ts';
import {
  appendDecisions,
  emptyDecisionLog,
  parseDecisionLog,
  renderDecisionLog,
} from '../../../shared/trust/decision-log.ts';

const origin = 'audit.example.com/prod-gateway';
const at = Date.UTC(2026, 0, 1);
const said = { at, by: 'A. Auditor' };
// Key and fingerprint by Python.
const pin: Decision = {
  ...said,
  action: 'key-pinned',
  role: 'log',
  origin,
  publicKey: `${origin}+15710016+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4`,
  fingerprint: 'SHA256:Vkdap1RjR0wChd9dvyvKtz2mUTWIOem3dIGy6rEHcIw',
  compared: 'by phone',
  validAfter: null,
  validBefore: at + 1000,
};
const keyId = `log ${origin} ${pin.fingerprint}`;
const revoke: Decision = { ...said, action: 'key-revoked', keyId, from: at + 5, reason: 'stolen' };
const head: Decision = {
  action: 'head-remembered',
  at,
  origin,
  size: 7,
  root: new Uint8Array(32).fill(3),
  note: Uint8Array.of(1, 2),
  delivery: 'ab',
};
const policy: Decision = { ...said, action: 'policy-set', origin, policy: 'quorum none\n' };
const all = [pin, revoke, policy, head];

const files = (decisions: readonly Decision[]) =>
  renderDecisionLog(appendDecisions(emptyDecisionLog, decisions));

function refusal(log: Uint8Array | string, end: Uint8Array | string) {
  try {
    parseDecisionLog(Buffer.from(log), Buffer.from(end));
    return null;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return `${error.code} ${error.place.line}: ${error.message}`;
  }
}

describe('The decisions of a trust store', () => {
  it('give the store that they describe, also after they were written and read', () => {
    const { log, end } = files(all);
    const { store } = parseDecisionLog(log, end);
    expect(store.keys).toEqual([
      expect.objectContaining({
        keyId,
        pinnedAt: at,
        validAfter: null,
        validBefore: at + 1000,
        revoked: { at: at + 5, reason: 'stolen', by: 'A. Auditor' },
      }),
    ]);
    expect(store.policies).toEqual([{ origin, witnesses: [], groups: [], quorum: null }]);
    const { action: _action, at: _at, ...remembered } = head;
    expect(store.heads).toEqual([{ ...remembered, firstSeenAt: at }]);
    expect(renderDecisionLog(parseDecisionLog(log, end))).toEqual({ log, end });
  });

  it('are entries of EVB/1, each with the leaf of the line before it', () => {
    const lines = Buffer.from(files(all).log).toString().split('\n').slice(0, -1);
    const prev = lines.map((line) => JSON.parse(line).prev);
    const first = createHash('sha256').update('evb/1\nvouch-trust/1\n').digest('hex');
    const leaves = lines.map((line) => createHash('sha256').update(`\0${line}`).digest('hex'));
    expect(prev).toEqual([first, ...leaves.slice(0, -1)]);
    expect(Buffer.from(files(all).end).toString()).toBe(`4 ${leaves.at(-1)}\n`);
  });

  it('that unpin a key leave nothing of it', () => {
    const unpin: Decision = { ...said, action: 'key-unpinned', keyId };
    const { log, end } = files([pin, unpin]);
    expect(parseDecisionLog(log, end).store.keys).toEqual([]);
  });

  it('may have been written without their end, when the machine stopped in between', () => {
    const { log } = files(all);
    expect(parseDecisionLog(log, files([pin]).end).lines).toHaveLength(4);
    expect(parseDecisionLog(new Uint8Array(0), files([]).end).lines).toEqual([]);
  });

  const { log, end } = files(all);
  const text = Buffer.from(log).toString();
  const lines = text.split('\n').slice(0, -1);
  const without = (index: number) =>
    lines
      .filter((_, at) => at !== index)
      .map((line) => `${line}\n`)
      .join('');
  it.each([
    ['an earlier decision was changed', text.replace('by phone', 'by post!'), end, 2],
    ['the last decision was changed', text.replace('"size":7', '"size":8'), end, 4],
    ['the last decision was taken away', without(3), end, 3],
    ['a revocation was taken away', without(1), end, 2],
    ['everything was taken away', '', end, 0],
    ['the last line is cut off', text.slice(0, -1), end, 4],
    ['a line is no JSON', `${text}{\n`, end, 5],
    ['the end is not stated', text, '', 1],
    ['the end states more than there is', text, Buffer.from(end).toString().replace('4 ', '5 '), 4],
    [
      'a decision of another kind was added',
      `${text}{"seq":4,"prev":"${Buffer.from(end).toString().slice(2, 66)}","ts":"2026-01-01T00:00:00Z","action":"trust-everybody"}\n`,
      end,
      5,
    ],
  ])('are not used at all when %s', (_what, changed, changedEnd, line) => {
    expect(refusal(changed, changedEnd)).toMatch(new RegExp(`^trust-store ${line}: `));
  });

  it.each<[string, object]>([
    ['a weak key', { publicKey: `${origin}+9e0e7f7c+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA` }],
    ['the key of another log', { origin: 'other.example' }],
    [
      'a fingerprint that is not that of the key',
      { fingerprint: 'SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg' },
    ],
    ['another role', { role: 'root' }],
    ['no word on how it was compared', { compared: '' }],
  ])('cannot pin %s, although the chain was made anew', (_what, changes) => {
    const changed = Object.assign({ ...pin }, changes);
    expect(() => appendDecisions(emptyDecisionLog, [changed])).toThrow(FormatError);
  });

  it.each<[string, Decision]>([
    ['a head whose size is none', { ...head, size: -1 }],
    ['a time that no calendar has', { ...revoke, from: 1e15 }],
    ['a policy that cannot be read', { ...policy, policy: 'quorum nobody' }],
  ])('cannot hold %s', (_what, decision) => {
    expect(() => appendDecisions(emptyDecisionLog, [decision])).toThrow(FormatError);
  });

  it('cannot leave a bound out: absent is not the same as none', () => {
    const line = Buffer.from(files([pin]).log)
      .toString()
      .replace(',"validAfter":null', '');
    expect(refusal(line, files([]).end)).toMatch(/^trust-store 1: .*validAfter/);
  });

  it('cannot hold bytes that are not in base64', () => {
    const line = Buffer.from(files([head]).log)
      .toString()
      .replace('"note":"AQI="', '"note":"AQI"');
    expect(refusal(line, files([]).end)).toMatch(/^trust-store 1: .*note/);
  });

  it('keep names with quotes, line breaks and marks as they were typed', () => {
    const odd = 'A "B" \n\u202e{"seq":9}';
    const { log, end } = files([{ ...pin, by: odd }]);
    expect(parseDecisionLog(log, end).store.keys[0]?.comparedBy).toBe(odd);
  });
});
