import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { origin, sealSmall, smallZip, zipOf } from './small-bundle.ts';
import { countRows, createComputer, emptyDatabase, fileOf } from './worker-bench.ts';

describe('an import', () => {
  test('makes a case named after the bundle, with a receipt of what arrived', async () => {
    const worker = await createComputer().startWorker();
    const zip = await smallZip({ title: 'Gateway, November', entries: 5, segmentLines: 2 });
    const { bundleId, view } = await worker.request('importBundle', {
      caseId: null,
      source: fileOf(zip, 'usb.evb.zip'),
    });

    expect(view.case).toMatchObject({
      name: 'Gateway, November',
      kind: 'own',
      bundleCount: 1,
      entryCount: 5,
    });
    expect(view.bundles).toHaveLength(1);
    const [bundle] = view.bundles;
    expect(bundle).toMatchObject({ bundleId, fileName: 'usb.evb.zip', origin, title: 'Gateway, November' });
    expect(bundle?.receipt).toMatchObject({
      fileBytes: zip.length,
      fileSha256: createHash('sha256').update(zip).digest('hex'),
      entries: 5,
      withheld: 0,
      rejectCount: 0,
      duplicateLines: 0,
      busiestDay: { day: '2025-11-20', entries: 5 },
    });
    const lines = bundle?.receipt.members.filter(({ lines }) => lines !== null).map(({ lines }) => lines);
    expect(lines).toEqual([2, 2, 1]);
    expect(bundle?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  test('accounts for each byte of the file, as members or as the container', async () => {
    const worker = await createComputer().startWorker();
    const { members } = await sealSmall({ entries: 5, segmentLines: 2 });
    const zip = await zipOf(members);
    const { view } = await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
    const account = view.bundles[0]?.receipt.account;
    // The members of this ZIP are stored as they are, so what they take is what they are.
    const content = [...members.values()].map(({ length }) => length);
    expect(account?.packedBytes.toSorted((a, b) => a - b)).toEqual(content.toSorted((a, b) => a - b));
    const sum = content.reduce((total, length) => total + length, 0);
    expect(account?.overheadBytes).toBe(zip.length - sum);
    expect(view.bundles[0]?.range).toEqual({ start: 0, end: 5 });
  });

  test('keeps the delivered file as it is, byte for byte', async () => {
    const worker = await createComputer().startWorker();
    const zip = await smallZip({ entries: 7, segmentLines: 3 });
    await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
    const [stored, ...others] = await worker.context.database.files.toArray();
    expect(others).toEqual([]);
    expect(new Uint8Array((await stored?.file.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(zip);
  });

  test('of the same bytes into the same case is refused and names the earlier import', async () => {
    const worker = await createComputer().startWorker();
    const zip = await smallZip({ entries: 3 });
    const { view } = await worker.request('importBundle', {
      caseId: null,
      source: fileOf(zip, 'first.evb.zip'),
    });
    const before = await countRows(worker);
    const second = worker.request('importBundle', {
      caseId: view.case.caseId,
      source: fileOf(zip, 'second.evb.zip'),
    });
    await expect(second).rejects.toMatchObject({
      code: 'already-imported',
      message: expect.stringContaining('"first.evb.zip"'),
    });
    expect(await countRows(worker)).toEqual(before);
  });

  test('of the same bytes into another case is a new import', async () => {
    const worker = await createComputer().startWorker();
    const zip = await smallZip({ entries: 3 });
    await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
    await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
    expect(await worker.request('listCases', {})).toHaveLength(2);
  });

  test('into a case that was deleted in another window stores nothing', async () => {
    const worker = await createComputer().startWorker();
    const source = fileOf(await smallZip({ entries: 3 }));
    await expect(worker.request('importBundle', { caseId: 'gone', source })).rejects.toMatchObject({
      code: 'no-such-case',
    });
    expect(await countRows(worker)).toEqual(emptyDatabase);
  });
});

describe('a file that is no bundle is refused, and nothing is left of it:', () => {
  test.each([
    ['a file of 0 bytes', 'empty', async () => new Uint8Array(0)],
    [
      'a text',
      'not-a-zip',
      async () => new TextEncoder().encode('just a letter, nothing else in it\n'.repeat(9)),
    ],
    [
      'a ZIP of something else',
      'not-a-bundle',
      async () => zipOf(new Map([['readme.txt', new Uint8Array(3)]])),
    ],
    [
      'a bundle cut in the middle',
      'zip-truncated',
      async () => {
        const zip = await smallZip({ entries: 20 });
        return zip.subarray(0, zip.length / 2);
      },
    ],
  ])('%s', async (_what, code, make) => {
    const worker = await createComputer().startWorker();
    const refused = worker.request('importBundle', { caseId: null, source: fileOf(await make()) });
    await expect(refused).rejects.toMatchObject({ name: 'FormatError', code });
    expect(await countRows(worker)).toEqual(emptyDatabase);
  });

  test('a damaged byte in a segment that the ZIP itself can tell, with the member named', async () => {
    const worker = await createComputer().startWorker();
    const { members } = await sealSmall({ entries: 9, segmentLines: 3 });
    const zip = await zipOf(members);
    const needle = Buffer.from(members.get('data/segments/000000000006.ndjson') ?? []);
    const at = Buffer.from(zip).indexOf(needle);
    zip[at + 5] = (zip[at + 5] ?? 0) ^ 1;
    const refused = worker.request('importBundle', { caseId: null, source: fileOf(zip) });
    await expect(refused).rejects.toMatchObject({
      code: 'member-crc',
      place: { member: 'data/segments/000000000006.ndjson' },
    });
    expect(await countRows(worker)).toEqual(emptyDatabase);
  });
});

describe('an import that does not end', () => {
  test('because the person cancels leaves nothing, and the next import works', async () => {
    const worker = await createComputer().startWorker();
    const source = fileOf(await smallZip({ entries: 5_000 }));
    const stop = new AbortController();
    const cancelled = worker.request(
      'importBundle',
      { caseId: null, source },
      {
        signal: stop.signal,
        onProgress: ({ entries }) => {
          if (entries > 0) stop.abort();
        },
      },
    );
    await expect(cancelled).rejects.toMatchObject({ name: 'CancelledError' });
    expect(await countRows(worker)).toEqual(emptyDatabase);
    await expect(worker.request('importBundle', { caseId: null, source })).resolves.toBeDefined();
  });

  test('because the person cancels does not wait until the browser has copied the file, and leaves nothing', async () => {
    const worker = await createComputer().startWorker();
    const { files } = worker.context.database;
    let endCopy: () => void = () => {};
    const copied = new Promise<void>((resolve) => {
      endCopy = resolve;
    });
    const add = files.add.bind(files);
    // The browser says late that it is done: a file of gigabytes takes it seconds.
    Object.assign(files, { add: (row: Parameters<typeof add>[0]) => add(row).then(() => copied) });
    const stop = new AbortController();
    const source = fileOf(await smallZip({ entries: 10 }));
    const cancelled = worker.request('importBundle', { caseId: null, source }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    const started = performance.now();
    await expect(cancelled).rejects.toMatchObject({ name: 'CancelledError' });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await countRows(worker)).toEqual(emptyDatabase);
    endCopy();
    Object.assign(files, { add });
    await expect(worker.request('importBundle', { caseId: null, source })).resolves.toBeDefined();
  });

  test('because the program ended leaves marks, which the next start removes with all that they mark', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    const { database } = worker.context;
    await worker.request('importBundle', { caseId: null, source: fileOf(await smallZip({ entries: 3 })) });
    const complete = await countRows(worker);
    const [part] = await database.parts.toArray();
    if (part === undefined) throw new Error('the import stored no index');
    await database.staging.add({ bundleId: 'half', since: 0 });
    await database.parts.add({ ...part, bundleId: 'half' });
    await database.files.add({ bundleId: 'half', path: '', file: new Blob(['x']) });

    expect(await worker.request('listCases', {})).toHaveLength(1);
    expect(await countRows(await computer.startWorker())).toEqual(complete);
  });

  test('is left alone by a second window that starts while it runs', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    await worker.context.database.staging.add({ bundleId: 'half', since: 0 });
    const second = await computer.startWorker({ ifNoImport: async () => {} });
    expect(await second.context.database.staging.count()).toBe(1);
  });

  test('because any one write fails, whichever it is, leaves no visible and no half visible bundle', async () => {
    const zip = await smallZip({ entries: 6, segmentLines: 2 });
    const writes = await writesOfAnImport(zip, null);
    expect(writes).toBeGreaterThan(8);
    for (let failing = 1; failing <= writes; failing++) await writesOfAnImport(zip, failing);
  });
});

/** Imports while write number `failing` is refused as a full disk would refuse it; returns how many there were. */
async function writesOfAnImport(zip: Uint8Array, failing: number | null): Promise<number> {
  const worker = await createComputer().startWorker();
  let writes = 0;
  for (const table of worker.context.database.dexie.tables) {
    table.hook('creating', () => {
      writes += 1;
      if (writes === failing) throw new DOMException('no room', 'QuotaExceededError');
    });
  }
  const done = worker.request('importBundle', { caseId: null, source: fileOf(zip) });
  if (failing === null) {
    await done;
    return writes;
  }
  await expect(done, `write ${failing}`).rejects.toBeDefined();
  expect(await countRows(worker), `after the refusal of write ${failing}`).toEqual(emptyDatabase);
  return writes;
}

test('progress is told at most ten times a second', async () => {
  let clock = 0;
  const worker = await createComputer().startWorker({ elapsed: () => (clock += 30) });
  const times: number[] = [];
  await worker.request(
    'importBundle',
    { caseId: null, source: fileOf(await smallZip({ entries: 3_000, segmentLines: 100 })) },
    { onProgress: () => times.push(clock) },
  );
  expect(times.length).toBeGreaterThan(3);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
});
