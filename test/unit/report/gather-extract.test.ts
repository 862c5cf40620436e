import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { patientCall } from '../../../cli/open-search.ts';
import { openReportEvidence } from '../../../cli/report-evidence.ts';
import { writeZip } from '../../../shared/archive/zip-writer.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { noCaseFacts } from '../../../shared/casework/case-facts.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { gatherExtract } from '../../../shared/report/gather-extract.ts';
import type { GatherRequest } from '../../../shared/report/gather-request.ts';
import type { ReportEvidence } from '../../../shared/report/report-evidence.ts';
import { emptyTrustStore } from '../../../shared/trust/trust-store.ts';
import {
  allLines,
  bothPinned,
  editLines,
  folderOf,
  type Members,
  origin,
  repacked,
  sealSmall,
  stubOf,
} from '../../support/bundle-builder.ts';

const nothing: GatherRequest = {
  ...{ caseName: 'Case', facts: noCaseFacts, made: { findings: 0, exhibits: 0, samples: 0 } },
  ...{ findings: [], exhibits: [], samples: [], narrative: [], searches: [] },
  ...{ trust: { keys: [], authorities: [], policies: [] }, custody: null },
};

async function evidenceOf(...bundles: readonly Members[]): Promise<ReportEvidence> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-gather-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths: string[] = [];
  for (const [index, members] of bundles.entries()) {
    const inputs = [...members.keys()].map((path) => ({ path, chunks: folderOf(members).open(path) }));
    const chunks: Uint8Array[] = [];
    for await (const chunk of writeZip(asyncOf(inputs), { deflate: null })) chunks.push(chunk);
    paths.push(join(folder, `${index}.evb.zip`));
    writeFileSync(paths.at(-1) ?? '', Buffer.concat(chunks));
  }
  const context = {
    signal: new AbortController().signal,
    randomBytes: (count: number) => new Uint8Array(count).fill(3),
    now: () => Date.UTC(2026, 0, 1),
  };
  const trust = { ...emptyTrustStore, keys: bothPinned };
  return openReportEvidence({ paths, trust, only: null, onStep() {} }, context);
}

async function* asyncOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

function citing(seq: number): GatherRequest {
  return { ...nothing, narrative: [{ heading: 'Why', markdown: `See [@${origin}#${seq}].` }] };
}

function withExhibit(seq: number, leaf: string, fileSha256: string): GatherRequest {
  const sources = [{ origin, fileSha256, lines: [{ seq, leaf }] }];
  const exhibit = { by: 'A', number: 'EX-0001', title: 'One line', sources, query: '', queryDigest: '' };
  return { ...nothing, exhibits: [{ kind: 'exhibit', ...exhibit }] };
}

async function problems(evidence: ReportEvidence, request: GatherRequest): Promise<readonly string[]> {
  const answer = await gatherExtract(evidence, request, patientCall);
  return answer.kind === 'refused' ? answer.problems.map(({ code, where }) => `${code} ${where}`) : [];
}

async function entries(evidence: ReportEvidence, request: GatherRequest) {
  const answer = await gatherExtract(evidence, request, patientCall);
  return answer.kind === 'gathered' ? answer.extract.entries : [];
}

it('A line is gathered with its proof to the newest checkpoint, which comes with it', async () => {
  const { members } = await sealSmall();
  const evidence = await evidenceOf(members);
  const answer = await gatherExtract(evidence, citing(5), patientCall);
  if (answer.kind === 'refused') throw new Error(answer.problems.join(' '));
  const [entry] = answer.extract.entries;
  const line = allLines(members)[5] ?? '';
  expect(decodeUtf8(entry?.line ?? new Uint8Array())).toBe(line);
  expect(entry?.leaf).toBe(toHex(leafDigest(encodeUtf8(line))));
  // A tree of eight leaves has three levels.
  expect(entry?.proof).toMatchObject({ kind: 'path', index: 5, size: 8, path: { length: 3 } });
  expect(answer.extract.bundles[0]?.checkpoints.map(({ size }) => size)).toEqual([8]);
});

it('A number that no bundle has, and a line that is another one, keep a report from being made', async () => {
  const { members } = await sealSmall();
  const evidence = await evidenceOf(members);
  const file = evidence.bundles[0]?.fileSha256 ?? '';
  expect(await problems(evidence, citing(8))).toEqual(['line-not-there Why']);
  expect(await problems(evidence, withExhibit(5, '00'.repeat(32), file))).toEqual(['line-differs EX-0001']);
});

it('A citation of a number under which two bundles have different lines leads to neither', async () => {
  const { members } = await sealSmall();
  const edited = editLines(members, 4, (lines) => lines.map((line) => line.replace('act-5', 'act-9')));
  const evidence = await evidenceOf(members, edited);
  expect(await problems(evidence, citing(5))).toEqual(['citation-ambiguous Why']);
  expect(await problems(evidence, citing(4))).toEqual([]);
});

it('A line goes before its stub, and a stub alone has the number of its place and its proof', async () => {
  const { members } = await sealSmall();
  const [, , , , , line = ''] = allLines(members);
  const cut = repacked(
    editLines(members, 4, (lines) => lines.map((each) => (each === line ? stubOf(each) : each))),
  );
  const leaf = toHex(leafDigest(encodeUtf8(line)));
  const [whole] = await entries(await evidenceOf(cut, members), citing(5));
  expect(decodeUtf8(whole?.line ?? new Uint8Array())).toBe(line);
  const [stub] = await entries(await evidenceOf(cut), citing(5));
  expect(decodeUtf8(stub?.line ?? new Uint8Array())).toBe(`#withheld ${leaf}`);
  expect(stub).toMatchObject({ seq: 5, leaf, time: null, proof: { kind: 'path', index: 5 } });
});

it('Lines that do not lead to the signed root have no proof, and say why', async () => {
  const { members } = await sealSmall();
  const edited = editLines(members, 4, (lines) => lines.map((line) => line.replace('act-5', 'act-9')));
  const [entry] = await entries(await evidenceOf(edited), citing(1));
  expect(entry?.proof).toEqual({
    kind: 'none',
    reason: 'The lines of the bundle do not lead to the root that was signed.',
  });
});

it('No report is made of a stored copy that was altered', async () => {
  const evidence = await evidenceOf((await sealSmall()).members);
  const bundles = evidence.bundles.map((bundle) => ({
    ...bundle,
    verdict: { ...bundle.verdict, headline: 'LOCAL COPY ALTERED' as const },
  }));
  expect(await problems({ ...evidence, bundles }, nothing)).toEqual(['local-copy-altered 0.evb.zip']);
});
