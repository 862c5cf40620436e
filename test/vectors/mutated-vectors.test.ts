import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { repacked, sealSmall, zipMembers } from '../../scripts/vectors/small-log.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import { answerOfCore } from './answer-of-core.ts';
import { runStandalone } from './answer-of-standalone.ts';
import { createMutator, type Mutator } from './mutator.ts';

const mutations = 300;

it('the core and the second verifier give every mutated bundle the same state', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-mutations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { members } = await sealSmall();
  const zips: Uint8Array[] = [];
  const mutator = createMutator(20_260_301);
  for (let count = 0; count < mutations; count += 1) zips.push(await mutate(members, mutator));
  const paths = zips.map((zip, index) => {
    const path = join(folder, `${index}.evb.zip`);
    writeFileSync(path, zip);
    return path;
  });
  const { answers } = runStandalone(paths);
  expect(answers).toHaveLength(mutations);
  const disagreements: string[] = [];
  const states = new Set<string>();
  for (const [index, zip] of zips.entries()) {
    const [core, standalone] = [await answerOfCore(zip), answers[index]];
    states.add(core.state);
    if (core.state !== standalone?.state)
      disagreements.push(`${index}: ${toLine(core)} against ${toLine(standalone)}`);
  }
  expect(disagreements).toEqual([]);
  // Mutations that never reach a verdict would prove nothing about verdicts.
  expect([...states].sort()).toEqual(['failed', 'not-verifiable', 'refused', 'verified']);
}, 60_000);

/** Either the bytes of the ZIP, or those of one member, as delivered or with the manifests made anew by the packer. */
async function mutate(members: SampleMembers, mutator: Mutator): Promise<Uint8Array> {
  const kind = mutator.below(4);
  if (kind === 0) return mutator.change(await zipMembers(members));
  const paths = [...members.keys()];
  const path = paths[mutator.below(paths.length)] ?? '';
  const bytes = members.get(path) ?? new Uint8Array(0);
  const changed = new Map(members).set(path, mutator.change(bytes));
  const isOfPayload = path.startsWith('data/');
  return zipMembers(kind === 1 || !isOfPayload ? changed : repacked(changed));
}

function toLine(answer: object | undefined): string {
  return JSON.stringify(answer);
}
