import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inflateRaw } from '../../../renderer/workers/inflate.ts';
import { readZipLayout } from '../../../shared/archive/zip-layout.ts';
import { openZipMember } from '../../../shared/archive/zip-member.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { bytesOf, reportCase } from './report-bench.ts';
import { sealSmall, senderKeys, smallZip } from './small-bundle.ts';
import { fileOf } from './worker-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-exhibit-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasTools = ['bash', 'sha256sum', 'base64', 'od'].every(
  (tool) => spawnSync(tool, ['--version']).error === undefined,
);

async function membersOf(file: DeliveredFile): Promise<ReadonlyMap<string, Buffer>> {
  const source = memorySource('exhibit.zip', await bytesOf(file));
  const read = new Map<string, Buffer>();
  for (const member of (await readZipLayout(source, limits)).members) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of openZipMember(source, member, inflateRaw)) chunks.push(chunk);
    read.set(member.path, Buffer.from(concatBytes(chunks)));
  }
  return read;
}

/** Line 1 and line 3 of five, as the bundle that was delivered has them. */
async function deliveredLines(): Promise<readonly string[]> {
  const { members } = await sealSmall({ entries: 5 });
  const lines = Buffer.from(members.get('data/segments/000000000000.ndjson') ?? [])
    .toString()
    .split('\n');
  return [lines[1] ?? '', lines[3] ?? ''];
}

async function savedCase() {
  const { worker, caseId, bundleId, actions } = await reportCase();
  const save = (number = 'EX-0001', by = 'A. Auditor') =>
    worker.request('saveExhibit', { caseId, number, by });
  return { worker, caseId, bundleId, actions, save };
}

function text(members: ReadonlyMap<string, Buffer>, path: string): string {
  const bytes = members.get(path);
  if (bytes === undefined) throw new Error(`There is no ${path}.`);
  return bytes.toString();
}

/** Lays the file out as unzip does, with the key that its README speaks of. */
function layOut(name: string, members: ReadonlyMap<string, Buffer>): string {
  const at = join(folder, name);
  for (const [path, bytes] of members) {
    mkdirSync(join(at, dirname(path)), { recursive: true });
    writeFileSync(join(at, path), bytes);
  }
  writeFileSync(join(at, 'log.vkey'), `${senderKeys.log}\n`);
  return at;
}

/** Every command of the README, as one script, as a person who pastes them has it; what it asks of `vouch` is asked here. */
async function runReadme(at: string): Promise<string> {
  const readme = readFileSync(join(at, 'README.txt'), 'utf8');
  const commands = readme.split('\n').flatMap((line) => (line.startsWith('    ') ? [line.slice(4)] : []));
  const script = ['vouch() { echo "vouch $*"; }', ...commands].join('\n');
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: at, encoding: 'utf8' });
  expect(stdout).toContain('vouch verify lines --vkey log.vkey\n');
  const args = ['verify', join(at, 'lines'), '--vkey', join(at, 'log.vkey')];
  const { out, code } = await createCliBench().run(args);
  return `${stdout}${stderr}${out}exit code ${code}`;
}

describe('An exhibit that is saved as a file', () => {
  test('has exactly the lines that were delivered, each with its proof, and its digest stands in the log', async () => {
    const { worker, caseId, save } = await savedCase();
    const saved = await save();
    const members = await membersOf(saved.file);
    const lines = await deliveredLines();
    expect([...members.keys()].toSorted()).toEqual([
      ...[
        'EX-0001.disclosures.ndjson',
        'EX-0001.ndjson',
        'EX-0001.tlog-proofs',
        'README.txt',
        'checkpoints/1.note',
        'index.csv',
      ],
      ...['lines/0001.json', 'lines/0001.json.tlog-proof', 'lines/0002.json', 'lines/0002.json.tlog-proof'],
    ]);
    expect(text(members, 'EX-0001.ndjson')).toBe(`${lines.join('\n')}\n`);
    expect(text(members, 'lines/0002.json')).toBe(lines[1]);
    // Each disclosure opens a digest that stands in its line (SD-JWT: base64url of SHA-256).
    const disclosed = text(members, 'EX-0001.disclosures.ndjson').trim().split('\n');
    expect(disclosed.map((each) => JSON.parse(each).seq)).toEqual([1, 3]);
    for (const [index, each] of disclosed.entries()) {
      const [opened] = JSON.parse(each).d;
      expect(lines[index]).toContain(createHash('sha256').update(opened).digest('base64url'));
    }
    expect(text(members, 'EX-0001.tlog-proofs')).toBe(
      text(members, 'lines/0001.json.tlog-proof') + text(members, 'lines/0002.json.tlog-proof'),
    );
    const { members: sealed } = await sealSmall({ entries: 5 });
    expect(text(members, 'checkpoints/1.note')).toBe(
      Buffer.from(sealed.get('data/checkpoints/5.note') ?? []).toString(),
    );
    expect(saved).toMatchObject({ lines: 2, proven: 2 });
    const sha256 = createHash('sha256')
      .update(await bytesOf(saved.file))
      .digest('hex');
    expect(saved.sha256).toBe(sha256);
    const { records } = await worker.request('listCustody', { caseId });
    expect(records.at(-1)).toMatchObject({
      action: 'exhibit-saved',
      facts: [
        { name: 'exhibit', value: 'EX-0001' },
        { name: 'sha256', value: sha256 },
        { name: 'lines', value: '2' },
        { name: 'lines with a proof', value: '2' },
        { name: 'by', value: 'A. Auditor' },
      ],
    });
    expect((await save()).sha256).toBe(sha256);
  });

  test.skipIf(!hasTools)(
    'is confirmed by the commands of its README, and refused by each of them after one changed byte [needs bash, sha256sum, base64, od]',
    async () => {
      const { save } = await savedCase();
      const members = await membersOf((await save()).file);
      const said = await runReadme(layOut('genuine', members));
      expect(said).toContain('lines/0001.json is listed\nlines/0002.json is listed\n');
      expect(said).toContain('lines/0001.json leads to the root\nlines/0002.json leads to the root\n');
      expect(said).toContain('VERIFIED');
      expect(said).toContain('exit code 0');
      expect(said).not.toMatch(/ IS NOT | DOES NOT /);

      const line = text(members, 'lines/0002.json');
      const changed = Buffer.from(line.replace('2025', '2024'));
      expect(changed.toString()).not.toBe(line);
      const refused = await runReadme(layOut('changed', new Map([...members, ['lines/0002.json', changed]])));
      expect(refused).toContain('lines/0001.json is listed\nlines/0002.json IS NOT LISTED\n');
      expect(refused).toContain('lines/0002.json DOES NOT LEAD TO THE ROOT');
      expect(refused).toContain('exit code 1');
    },
    60_000,
  );

  test('runs nothing of what a title or the name of a delivered file says, and gives no formula to a spreadsheet', async () => {
    const { worker, caseId, save } = await savedCase();
    const evil = '    touch /tmp/owned #.evb.zip';
    const source = fileOf(await smallZip({ entries: 6, title: evil }), evil);
    const { bundleId } = await worker.request('importBundle', { caseId, source });
    const [line] = await worker.request('nameLines', { caseId, lines: [{ bundleId, ordinal: 5 }] });
    if (line === null || line === undefined) throw new Error('the line has no name');
    const { origin, fileSha256, seq, leaf } = line;
    await worker.request('make', {
      caseId,
      content: {
        ...{ kind: 'exhibit', by: 'A', number: 'EX-0002', query: '', queryDigest: '' },
        title: `=HYPERLINK("x")\n    touch /tmp/owned\u202e`,
        sources: [{ origin, fileSha256, lines: [{ seq, leaf }] }],
      },
    });
    const members = await membersOf((await save('EX-0002')).file);
    const readme = text(members, 'README.txt');
    expect(readme).toContain('touch /tmp/owned');
    expect(readme).not.toContain('\u202e');
    const commands = readme.split('\n').filter((each) => each.startsWith('    '));
    expect(commands.filter((each) => each.includes('owned'))).toEqual([]);
    expect(text(members, 'index.csv')).toContain(`"'=HYPERLINK(""x"")`);
  });
});

describe('An exhibit is not saved', () => {
  test('when the stored copy of its lines was altered, and the bundle is named', async () => {
    const { worker, bundleId, save, actions } = await savedCase();
    const { files } = worker.context.database;
    const row = await files.get([bundleId, '']);
    const bytes = new Uint8Array((await row?.file.arrayBuffer()) ?? new ArrayBuffer(0));
    const at = new TextDecoder('latin1').decode(bytes).indexOf('"seq":2');
    bytes[at + '"seq":'.length] = '7'.charCodeAt(0);
    await files.update([bundleId, ''], { file: new Blob([bytes]) });
    await expect(save()).rejects.toMatchObject({
      code: 'exhibit-refused',
      message: expect.stringContaining('LOCAL COPY ALTERED: what is stored of "delivered.evb.zip"'),
    });
    expect(await actions()).not.toContain('exhibit-saved');
  });

  test('through the lens of a developer, for evidence as a whole cannot be masked', async () => {
    const { worker, caseId, save, actions } = await savedCase();
    await worker.request('chooseLens', { caseId, lens: 'developer', by: 'A. Auditor' });
    await expect(save()).rejects.toMatchObject({ code: 'lens-refused' });
    expect(await actions()).not.toContain('exhibit-saved');
  });

  test('when it was withdrawn, was never made, or nobody says who saves it', async () => {
    const { worker, caseId, save, actions } = await savedCase();
    await expect(save('EX-0009')).rejects.toMatchObject({ code: 'exhibit-refused' });
    await expect(save('EX-0001', '  ')).rejects.toMatchObject({ code: 'exhibit-refused' });
    const content = { kind: 'exhibit-withdrawn', by: 'A', number: 'EX-0001', reason: 'wrong lines' } as const;
    await worker.request('make', { caseId, content });
    await expect(save()).rejects.toMatchObject({
      code: 'exhibit-refused',
      message: expect.stringContaining('EX-0001 was withdrawn.'),
    });
    expect(await actions()).not.toContain('exhibit-saved');
  });

  test('when no bundle of the case has a line of it, as after an overlay of somebody with other deliveries', async () => {
    const { worker, caseId, save } = await savedCase();
    await worker.request('make', {
      caseId,
      content: {
        ...{ kind: 'exhibit', by: 'A', number: 'EX-0002', title: 'Elsewhere', query: '', queryDigest: '' },
        sources: [
          {
            origin: 'audit.example.com/prod-gateway',
            fileSha256: '00'.repeat(32),
            lines: [{ seq: 900, leaf: '11'.repeat(32) }],
          },
        ],
      },
    });
    await expect(save('EX-0002')).rejects.toMatchObject({
      code: 'exhibit-refused',
      message: expect.stringContaining(
        'names entry 900 of audit.example.com/prod-gateway, which no bundle of this case has',
      ),
    });
  });
});
