import { readEventFields } from '../adapters/read-event.ts';
import { readLine } from '../bundle/read-line.ts';
import { BugError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import type { EntryOrdinal, EntrySeq } from '../bytes/units.ts';
import { leafDigest } from '../chain/leaf.ts';
import { readyQuery, stoppedStatement } from '../search/answer-search.ts';
import { questionDigest } from '../search/question-digest.ts';
import type { SearchCall } from '../search/searcher.ts';
import type {
  ExtractedBundle,
  ExtractedEntry,
  ExtractedProof,
  ExtractedSearch,
  ReportExtract,
} from './extract.ts';
import type { GatherProblem, GatherRequest } from './gather-request.ts';
import { locateLines } from './locate-lines.ts';
import type { EvidenceBundle, EvidenceLine, ReportEvidence } from './report-evidence.ts';
import { type WantedLine, wantedLines } from './wanted-lines.ts';

export type GatherAnswer =
  | { readonly kind: 'gathered'; readonly extract: ReportExtract }
  | { readonly kind: 'refused'; readonly problems: readonly GatherProblem[] };

/**
 * Everything that a report may speak of, from verified evidence; or all that keeps it from being made. The same evidence
 * gives the same extract, in whatever order its bundles come.
 */
export async function gatherExtract(
  evidence: ReportEvidence,
  request: GatherRequest,
  call: SearchCall,
): Promise<GatherAnswer> {
  const altered = evidence.bundles.filter(({ verdict }) => verdict.headline === 'LOCAL COPY ALTERED');
  if (altered.length > 0) return { kind: 'refused', problems: altered.map(alteredProblem) };
  const wanted = wantedLines(request);
  const candidates = await readCandidates(evidence, wanted, call);
  const { chosen, problems } = chooseLines(wanted, candidates);
  const searches = await askSearches(evidence, request, call);
  const all = [...problems, ...searches.problems];
  if (all.length > 0) return { kind: 'refused', problems: all };
  const { entries, bundles } = await proveLines(evidence, chosen, call);
  const { caseName, facts, made, findings, exhibits, samples, trust, custody } = request;
  return {
    kind: 'gathered',
    extract: {
      ...{ caseName, facts, made, findings, exhibits, samples, trust, custody },
      ...{ bundles, entries, searches: searches.searches },
    },
  };
}

function alteredProblem({ fileName, origin }: EvidenceBundle): GatherProblem {
  const statement = `What is stored of ${fileName} is not what arrived, so no report is made of it.`;
  return { code: 'local-copy-altered', where: fileName, origin, seq: null, statement };
}

/** A line of a bundle that may be one that is wanted. */
interface Candidate {
  readonly bundle: EvidenceBundle;
  readonly ordinal: EntryOrdinal;
  readonly isStub: boolean;
  readonly entry: Omit<ExtractedEntry, 'proof'>;
}

async function readCandidates(
  evidence: ReportEvidence,
  wanted: readonly WantedLine[],
  call: SearchCall,
): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = [];
  for (const bundle of evidence.bundles) {
    const seqs = new Set(wanted.flatMap(({ origin, seq }) => (origin === bundle.origin ? [seq] : [])));
    if (seqs.size === 0) continue;
    const start = bundle.range?.start ?? 0;
    const lines = await evidence.readLines(
      bundle,
      locateLines(searchedOf(evidence, bundle), start, seqs),
      call,
    );
    for (const [ordinal, line] of lines) candidates.push(toCandidate(bundle, ordinal, start + ordinal, line));
    await call.step();
  }
  return candidates;
}

function searchedOf({ searcher }: ReportEvidence, { bundleId }: EvidenceBundle) {
  const searched = searcher.lines.bundles.find((each) => each.bundleId === bundleId);
  if (searched === undefined) throw new BugError('A bundle of the evidence is not among the searched ones.');
  return searched;
}

function toCandidate(
  bundle: EvidenceBundle,
  ordinal: EntryOrdinal,
  place: EntrySeq,
  { bytes, disclosures }: EvidenceLine,
): Candidate {
  const { reading, statedLeaf, claimedSeq, claimedTime, event } = readLine(bytes, limits);
  return {
    bundle,
    ordinal,
    isStub: reading === 'withheld',
    entry: {
      origin: bundle.origin,
      fileSha256: bundle.fileSha256,
      // A stub states no number: it has the one of its place.
      seq: claimedSeq ?? place,
      leaf: toHex(statedLeaf ?? leafDigest(bytes)),
      line: bytes,
      fields: readEventFields(event, bundle.mapping, reading),
      time: claimedTime,
      disclosures,
    },
  };
}

/** The line for each name, or why there is none. */
function chooseLines(wanted: readonly WantedLine[], candidates: readonly Candidate[]) {
  const bySeq = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { seq, origin } = candidate.entry;
    const key = `${seq} ${origin}`;
    bySeq.set(key, [...(bySeq.get(key) ?? []), candidate]);
  }
  const chosen = new Map<string, Candidate>();
  const problems: GatherProblem[] = [];
  for (const name of wanted) {
    const there = bySeq.get(`${name.seq} ${name.origin}`) ?? [];
    const answer = chooseLine(name, there);
    if ('code' in answer) problems.push(answer);
    else chosen.set(`${answer.entry.leaf} ${name.seq} ${name.origin}`, answer);
  }
  return { chosen: [...chosen.values()], problems };
}

function chooseLine(
  { origin, seq, leaf, where }: WantedLine,
  there: readonly Candidate[],
): Candidate | GatherProblem {
  const name = `entry ${seq} of ${origin}`;
  const same = leaf === null ? there : there.filter(({ entry }) => entry.leaf === leaf);
  const [best] = same.toSorted(byWorth);
  if (best !== undefined && new Set(same.map(({ entry }) => entry.leaf)).size === 1) return best;
  const problem = { where, origin, seq };
  if (best !== undefined) {
    const statement = `${where} cites ${name}, and the bundles of this report have different lines there.`;
    return { code: 'citation-ambiguous', ...problem, statement };
  }
  if (there.length > 0) {
    const statement = `${where} names ${name} with the leaf ${leaf}, and the line that is there has another one.`;
    return { code: 'line-differs', ...problem, statement };
  }
  const statement = `${where} names ${name}, which no bundle of this report has.`;
  return { code: 'line-not-there', ...problem, statement };
}

/** A line goes before its stub, more disclosures before fewer; what is left is the same in any order of import. */
function byWorth(one: Candidate, other: Candidate): number {
  if (one.isStub !== other.isStub) return one.isStub ? 1 : -1;
  const disclosed = other.entry.disclosures.length - one.entry.disclosures.length;
  if (disclosed !== 0) return disclosed;
  if (one.bundle !== other.bundle) return one.entry.fileSha256 < other.entry.fileSha256 ? -1 : 1;
  return one.ordinal - other.ordinal;
}

async function askSearches(
  { searcher }: ReportEvidence,
  { searches: asked }: GatherRequest,
  call: SearchCall,
): Promise<{ readonly searches: readonly ExtractedSearch[]; readonly problems: readonly GatherProblem[] }> {
  const searches: ExtractedSearch[] = [];
  const problems: GatherProblem[] = [];
  const files = searcher.lines.bundles.map(({ fileSha256 }) => fileSha256);
  for (const { name, query } of asked) {
    const problem = { where: name, origin: null, seq: null };
    const ready = readyQuery(query);
    if (ready.kind === 'invalid') {
      problems.push({ code: 'query-invalid', ...problem, statement: ready.error.message });
      continue;
    }
    const result = await searcher.find(ready.query, ready.expressions, call);
    if (result === 'stopped')
      problems.push({ code: 'query-stopped', ...problem, statement: stoppedStatement });
    else {
      const queryDigest = questionDigest(ready.query, files);
      searches.push({ name, query, queryDigest, lines: result.found.total });
    }
  }
  return { searches, problems };
}

async function proveLines(
  evidence: ReportEvidence,
  chosen: readonly Candidate[],
  call: SearchCall,
): Promise<Pick<ReportExtract, 'entries' | 'bundles'>> {
  const entries: ExtractedEntry[] = [];
  const bundles: ExtractedBundle[] = [];
  for (const bundle of evidence.bundles) {
    const inBundle = chosen.filter((each) => each.bundle === bundle);
    const ordinals = inBundle.map(({ ordinal }) => ordinal).toSorted((one, other) => one - other);
    const proofs = await evidence.prove(bundle, ordinals, call);
    const notes = new Map<number, string>();
    for (const { ordinal, entry } of inBundle) {
      const proof = proofs.get(ordinal);
      if (proof === undefined) throw new BugError('The evidence says nothing of the proof of a line.');
      if (proof.kind === 'path') notes.set(proof.size, proof.note);
      entries.push({ ...entry, proof: proof.kind === 'path' ? withoutNote(proof) : proof });
    }
    const { bundleId: _id, mapping: _mapping, ...facts } = bundle;
    const checkpoints = [...notes].map(([size, note]) => ({ size, note }));
    bundles.push({ ...facts, checkpoints: checkpoints.toSorted((one, other) => one.size - other.size) });
    await call.step();
  }
  return { entries, bundles };
}

function withoutNote({ kind, index, size, path }: ExtractedProof): ExtractedProof {
  return { kind, index, size, path };
}
