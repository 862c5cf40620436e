import type { ImportAnswer } from '../../shared/contract/case-protocol.ts';
import { fingerprints, origin, senderKeys, smallZip } from '../unit/workers/small-bundle.ts';
import { test } from './bare-fixture.ts';
import { expect } from './fixture.ts';

const commit = 'after commit of ';

test('whatever is written to the database is on the disk before it counts as written', async ({ open }) => {
  const opened = await open();
  await opened.ask('listCases', {});
  // Too far for any of this: it only notes what is passed.
  void opened.reach({ moment: 1_000_000, isHeld: false }).catch(() => {});
  const file = { name: 'delivered.evb.zip', bytes: await smallZip({ entries: 8, segmentLines: 2 }) };
  const { view } = await opened.askWithFile<ImportAnswer>('importBundle', { caseId: null }, file);
  const { caseId } = view.case;
  await opened.ask('pinKey', {
    ...{ caseId, role: 'log', origin, publicKey: senderKeys.log, typedFingerprint: fingerprints.log },
    ...{ compared: 'read from paper', comparedBy: 'reviewer 1' },
  });
  const target = { kind: 'bundle', origin, fileSha256: '0'.repeat(64) };
  const content = { kind: 'annotation', by: 'reviewer 1', targets: [target], note: 'seen' };
  await opened.ask('make', { caseId, content });
  await opened.ask('deleteCase', { caseId });

  const commits = (await opened.passed())
    .filter((moment) => moment.startsWith(commit))
    .map((moment) => moment.slice(commit.length).split(', '));
  const tables = new Set(commits.flatMap(([names = '']) => names.split('+')));
  const written = ['bundles', 'cases', 'custody', 'files', 'heads', 'parts', 'staging', 'trust'];
  expect([...tables]).toEqual(expect.arrayContaining(written));
  expect(commits.filter(([, durability]) => durability !== 'strict')).toEqual([]);
});
