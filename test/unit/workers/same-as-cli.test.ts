import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { vectorOrigin } from '../../../scripts/vectors/vector-keys.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import type { JudgedCaseView } from '../../../shared/contract/case-protocol.ts';
import { renderTlogPolicy } from '../../../shared/trust/tlog-policy.ts';
import {
  checkpointPath,
  editLines,
  type Members,
  origin,
  rechained,
  resigned,
  sealSmall,
} from '../../support/bundle-builder.ts';
import {
  type Answer,
  authorityFile,
  logKeyFile,
  readVectorFolders,
  signersFile,
  toAnswer,
} from '../../vectors/vector-folders.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { cosigned, day, twoOfThree } from '../verify/outside-knowledge.ts';
import { senderKeys, zipOf } from './small-bundle.ts';
import { always, said, verdictOf } from './trust-bench.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

const now = Date.UTC(2026, 6, 1);

/** What a person decides before a bundle comes, in files that the command line and the window both read. */
interface Trust {
  readonly origin: string;
  readonly vkey: string;
  readonly signers: string;
  readonly policy?: string;
  /** Certificates of time authorities in PEM. */
  readonly authorities?: string;
  readonly validAfter?: number;
  readonly validBefore?: number;
}

interface Delivery {
  readonly zip: Uint8Array;
  readonly at: number;
}

/** One computer with the window, one with the command line; what each says of the last of the deliveries. */
async function askBoth(trust: Trust, deliveries: readonly Delivery[], revokedFrom: number | null = null) {
  return {
    window: await askWindow(trust, deliveries, revokedFrom),
    cli: await askCli(trust, deliveries, revokedFrom),
  };
}

async function askCli(trust: Trust, deliveries: readonly Delivery[], revokedFrom: number | null) {
  const bench = createCliBench();
  const store = ['--store', bench.path('store')];
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(bench.path(name), content);
    return bench.path(name);
  };
  const time = (name: string, bound: number | undefined) =>
    bound === undefined ? [] : [name, new Date(bound).toISOString()];
  const common = ['--origin', trust.origin, '--compared', said.compared, '--by', said.comparedBy, ...store];
  const bounds = [...time('--valid-after', trust.validAfter), ...time('--valid-before', trust.validBefore)];
  bench.setClock(deliveries[0]?.at ?? now);
  await bench.run(['trust', 'add', '--vkey', file('vkey', trust.vkey), ...common, ...bounds]);
  await bench.run(['trust', 'add', '--signers', file('signers', trust.signers), ...common]);
  if (trust.policy !== undefined) {
    await bench.run(['trust', 'add', '--policy', file('policy', trust.policy), ...common]);
  }
  if (trust.authorities !== undefined) {
    const by = ['--compared', said.compared, '--by', said.comparedBy, ...store];
    await bench.run(['trust', 'add', '--tsa', file('tsa.pem', trust.authorities), ...by]);
  }
  let answer = '';
  for (const { zip, at } of deliveries) {
    bench.setClock(at);
    const verify = ['verify', file('bundle.evb.zip', zip), '--json', ...store];
    // Twice, because the window answers after the bundle has brought its head to memory.
    await bench.run(verify);
    if (revokedFrom !== null) {
      const list = JSON.parse((await bench.run(['trust', 'list', '--json', ...store])).out);
      const [key] = list.keys.filter(({ role }: { role: string }) => role === 'log');
      const from = ['--from', new Date(revokedFrom).toISOString(), '--reason', 'stolen'];
      await bench.run(['trust', 'revoke', key.keyId, ...from, '--by', said.comparedBy, ...store]);
    }
    answer = (await bench.run(verify)).out;
  }
  const { state, headline, axes, results, error } = JSON.parse(answer);
  return error === undefined ? { state, headline, axes, results } : { refused: error.code };
}

/** Each delivery comes into a case of its own, so that memory is all that they share. */
async function askWindow(trust: Trust, deliveries: readonly Delivery[], revokedFrom: number | null) {
  let clock = now;
  const worker = await createComputer().startWorker({ now: () => clock });
  let answer: unknown = null;
  for (const { zip, at } of deliveries) {
    clock = at;
    try {
      const source = fileOf(zip, 'bundle.evb.zip');
      const { view } = await worker.request('importBundle', { caseId: null, source });
      const decided = await decide(worker, view.case.caseId, trust, revokedFrom);
      const { state, headline, axes, results } = verdictOf(decided);
      answer = JSON.parse(JSON.stringify({ state, headline, axes, results }));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      answer = { refused: error.code };
    }
  }
  return answer;
}

async function decide(
  worker: TestWorker,
  caseId: string,
  trust: Trust,
  revokedFrom: number | null,
): Promise<JudgedCaseView> {
  const window = { validAfter: trust.validAfter ?? null, validBefore: trust.validBefore ?? null };
  const add = (fileName: string, text: string, bounds: typeof window = always) =>
    worker.request('addTrustFile', {
      caseId,
      origin: trust.origin,
      fileName,
      bytes: Buffer.from(text),
      ...said,
      window: bounds,
    });
  await add('vkey', trust.vkey, window);
  let view = await add('signers', trust.signers);
  if (trust.policy !== undefined) view = await add('policy', trust.policy);
  if (trust.authorities !== undefined) view = await add('tsa.pem', trust.authorities);
  if (revokedFrom === null) return view;
  const keyId = view.trustedKeys.find(({ role }) => role === 'log')?.keyId ?? '';
  return worker.request('revokeKey', {
    caseId,
    keyId,
    from: revokedFrom,
    reason: 'stolen',
    by: said.comparedBy,
  });
}

describe('The window says of every test vector what the command line says, word for word', () => {
  const trust: Trust = {
    origin: vectorOrigin,
    vkey: readFileSync(logKeyFile, 'utf8'),
    signers: readFileSync(signersFile, 'utf8'),
  };
  for (const { name, bundle, expected } of readVectorFolders()) {
    it(name, async () => {
      const zip = new Uint8Array(readFileSync(bundle));
      const { window, cli } = await askBoth(trust, [{ zip, at: now }]);
      expect(window).toEqual(cli);
      // Both could be silent: the vector says which kind of answer there is.
      expect(window).toHaveProperty(expected.state === 'refused' ? 'refused' : 'results');
    });
  }
});

describe('With the time authority pinned, the window says of every time stamp what the command line says', () => {
  const trust: Trust = {
    origin: vectorOrigin,
    vkey: readFileSync(logKeyFile, 'utf8'),
    signers: readFileSync(signersFile, 'utf8'),
  };
  const authorities = readFileSync(authorityFile, 'utf8');
  const stamped = readVectorFolders().filter(({ name }) => name.includes('time-stamp'));

  /** The vectors are verified by who has seen nothing before. */
  const withoutMemory = (answer: Answer): Answer => ({
    ...answer,
    results: answer.results.filter((result) => !result.includes(' head-memory: ')),
  });

  it('there are bundles with time stamps', () => expect(stamped.length).toBeGreaterThanOrEqual(14));

  for (const { name, bundle, expected } of stamped) {
    it(name, async () => {
      const zip = new Uint8Array(readFileSync(bundle));
      const { window, cli } = await askBoth({ ...trust, authorities }, [{ zip, at: now }]);
      expect(window).toEqual(cli);
      expect(withoutMemory(toAnswer(window))).toEqual(expected);
    });
  }

  // The test above of all vectors pins no authority: here, that pinning one is what makes the difference.
  it('and without it, that the same key was revoked by then', async () => {
    const found = stamped.find(({ name }) => name === 'verified--time-stamp-before-revocation');
    const zip = new Uint8Array(readFileSync(found?.bundle ?? ''));
    const { window, cli } = await askBoth(trust, [{ zip, at: now }]);
    expect(window).toEqual(cli);
    expect(window).toMatchObject({ headline: 'INTACT, SIGNER NOT TRUSTED' });
    expect(toAnswer(window).results).toContain('unknown time-authority: tagmanifest-sha256.txt.sig.tsr');
  });
});

describe('With more than keys, the window says what the command line says', () => {
  const plain: Trust = {
    origin,
    vkey: `${senderKeys.log}\n`,
    signers: `packer namespaces="evidence-bundle@v1" ${senderKeys.packer}\n`,
  };
  const { origin: _origin, ...witnesses } = twoOfThree;
  const policy = renderTlogPolicy({ logs: [], ...witnesses });
  let eight: Members;
  let twelve: Members;
  let rewritten: Members;

  beforeAll(async () => {
    eight = (await sealSmall({ entries: 8 })).members;
    twelve = (await sealSmall({ entries: 12 })).members;
    const edited = editLines(twelve, 0, (lines) => lines.map((line) => line.replace('act-2', 'act-X')));
    rewritten = resigned(rechained(edited));
  });

  const deliver = async (...members: readonly Members[]) =>
    Promise.all(members.map(async (each, index) => ({ zip: await zipOf(each), at: now + index * day })));

  async function expectBoth(
    headline: string,
    trust: Trust,
    members: readonly Members[],
    revokedFrom: number | null = null,
  ) {
    const { window, cli } = await askBoth(trust, await deliver(...members), revokedFrom);
    expect(window).toEqual(cli);
    expect(window).toMatchObject({ headline });
  }

  it('of a log that grew since it was seen first', () => expectBoth('VERIFIED', plain, [eight, twelve]));
  it('of the same head in another delivery', () => expectBoth('VERIFIED', plain, [twelve, twelve]));
  it('of a log that stepped back', () => expectBoth('CONFLICT', plain, [twelve, eight]));
  it('of a log that forked at the same size', () => expectBoth('CONFLICT', plain, [twelve, rewritten]));
  it('of a log that forked at a smaller size', () => expectBoth('CONFLICT', plain, [eight, rewritten]));
  it('of a key that expired', () =>
    expectBoth('INTACT, SIGNER NOT TRUSTED', { ...plain, validBefore: now - day }, [eight]));
  it('of a key whose window has not begun', () =>
    expectBoth('INTACT, SIGNER NOT TRUSTED', { ...plain, validAfter: now + day }, [eight]));
  it('of a key inside its window', () =>
    expectBoth('VERIFIED', { ...plain, validAfter: now - day, validBefore: now + day }, [eight]));
  it('of a key that was revoked', () => expectBoth('INTACT, SIGNER NOT TRUSTED', plain, [eight], now - day));
  it('of a key that will be revoked', () => expectBoth('VERIFIED', plain, [eight], now + day));
  it('of a head that no quorum of witnesses signed', () =>
    expectBoth('NOT VERIFIABLE', { ...plain, policy }, [eight]));
  it('of a head that a quorum of witnesses signed', async () => {
    const seconds = BigInt((now - day) / 1000);
    const signed = cosigned(eight, checkpointPath(8), [
      ['A', seconds],
      ['B', seconds],
    ]);
    await expectBoth('VERIFIED', { ...plain, policy }, [signed]);
    // The witnesses saw the head before the key was revoked, so it counts all the same.
    await expectBoth('VERIFIED', { ...plain, policy }, [signed], now - day / 2);
  });
});
