import {
  makeAllSampleMembers,
  makeSampleMembers,
  type SampleName,
} from '../../../shared/samples/sample-bundles.ts';

export const segment = 'data/segments/000000000000.ndjson';
export const disclosures = 'data/disclosures/000000000000.ndjson';
export const manifest = 'manifest-sha256.txt';
export const tagManifest = 'tagmanifest-sha256.txt';
export const packerSignature = 'tagmanifest-sha256.txt.sig';

/** One line of the sample as a reader sees it who knows nothing of how it was made. */
export interface SampleLine {
  readonly seq: number;
  readonly prev: string;
  readonly ts: string;
  readonly service: string;
  readonly actor: { readonly id: string; readonly type: string; readonly email?: unknown };
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string };
  readonly outcome: string;
  readonly reason?: string;
  readonly rows?: number;
  readonly source: { readonly ip: string; readonly agent: string };
  readonly session: string;
}

export interface SampleFiles {
  readonly members: ReadonlyMap<string, Uint8Array>;
  text(path: string): string;
  lines(path: string): readonly string[];
}

export async function makeSample(name: SampleName): Promise<SampleFiles> {
  return toFiles(await makeSampleMembers(name));
}

/** Every sample at once: sealing the good one takes a second, and five others are made from it. */
export async function makeAllSamples(): Promise<ReadonlyMap<SampleName, SampleFiles>> {
  const samples = new Map<SampleName, SampleFiles>();
  for await (const [{ name }, members] of makeAllSampleMembers()) samples.set(name, toFiles(members));
  return samples;
}

function toFiles(members: ReadonlyMap<string, Uint8Array>): SampleFiles {
  const text = (path: string) => Buffer.from(members.get(path) ?? []).toString('utf8');
  return { members, text, lines: (path) => text(path).split('\n').slice(0, -1) };
}
