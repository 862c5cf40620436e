import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { FormatError } from '../../shared/bytes/errors.ts';
import type * as ed25519 from '../../shared/crypto/ed25519.ts';
import { readLines, replaceLines } from '../../shared/samples/sample-members.ts';
import {
  bothPinned,
  type Members,
  pinned,
  rechained,
  repacked,
  sealSmall,
  segmentPath,
  strangerKey,
} from '../support/bundle-builder.ts';
import { type Shown, show } from '../support/shown-content.ts';

vi.mock('../../shared/crypto/ed25519.ts', async (original) => {
  const { withNativeVerification } = await import('../support/native-ed25519.ts');
  return withNativeVerification(await original<typeof ed25519>());
});

/** Two genuine bundles of one log key and one packer: what an attacker can take parts from. */
let genuine: readonly { members: Members; shown: Shown }[];

beforeAll(async () => {
  const first = await sealSmall({ entries: 10, commitsEmail: true });
  const older = await sealSmall({ entries: 6 });
  const later = await sealSmall({ entries: 5, continues: first.end });
  const bundles = [first.members, older.members, later.members];
  genuine = await Promise.all(
    bundles.map(async (members) => ({ members, shown: await show(members, bothPinned) })),
  );
  for (const { shown } of genuine) expect(shown.verdict.headline).toBe('VERIFIED');
});

type Mutation = (members: Members) => Members;

const index = fc.nat({ max: 11 });

const lineMutation: fc.Arbitrary<Mutation> = fc
  .record({
    segment: fc.constantFrom(0, 4, 8),
    from: index,
    to: index,
    how: fc.constantFrom('drop', 'duplicate', 'swap', 'insert', 'truncate', 'renumber', 'cut', 'stub'),
  })
  .map(({ segment, from, to, how }) => (members) => {
    const path = segmentPath(segment);
    if (!members.has(path)) return members;
    const lines = [...readLines(members, path)];
    if (lines.length === 0) return members;
    const at = from % lines.length;
    const other = to % lines.length;
    const line = lines[at] ?? '';
    const edits = {
      drop: () => lines.toSpliced(at, 1),
      duplicate: () => lines.toSpliced(other, 0, line),
      swap: () => lines.with(at, lines[other] ?? '').with(other, line),
      insert: () => lines.toSpliced(other, 0, line.replace(/act-\d+/, 'act-new')),
      truncate: () => lines.slice(0, at),
      renumber: () => lines.with(at, line.replace(/"seq":\d+/, `"seq":${to}`)),
      cut: () => lines.with(at, line.slice(0, to)),
      stub: () => lines.with(at, `#withheld ${'ab'.repeat(32)}`),
    };
    return replaceLines(members, path, edits[how]());
  });

const memberMutation: fc.Arbitrary<Mutation> = fc
  .record({ from: fc.nat(), to: fc.nat(), how: fc.constantFrom('drop', 'swap', 'copy', 'truncate') })
  .map(({ from, to, how }) => (members) => {
    const paths = [...members.keys()];
    const source = paths[from % paths.length] ?? '';
    const target = paths[to % paths.length] ?? '';
    const [bytes, other] = [members.get(source), members.get(target)];
    const next = new Map(members);
    if (bytes === undefined || other === undefined) return members;
    if (how === 'drop') next.delete(source);
    else if (how === 'truncate') next.set(source, bytes.subarray(0, to % (bytes.length + 1)));
    else next.set(target, bytes);
    if (how === 'swap') next.set(source, other);
    return next;
  });

/** Takes members of another genuine bundle: every one, or one kind. */
const mergeMutation: fc.Arbitrary<Mutation> = fc
  .record({
    from: fc.nat({ max: 2 }),
    kind: fc.constantFrom('', 'checkpoints', 'segments', 'disclosures', 'manifest', 'bundle.json'),
  })
  .map(({ from, kind }) => (members) => {
    const taken = [...(genuine[from]?.members ?? [])].filter(([path]) => path.includes(kind));
    return new Map([...members, ...taken]);
  });

const mutations = fc.array(fc.oneof(lineMutation, lineMutation, memberMutation, mergeMutation), {
  minLength: 1,
  maxLength: 4,
});

/** What the attacker does in the end: nothing, or as much as somebody without the log's key can. */
const endings: readonly Mutation[] = [
  (members) => members,
  (members) => repacked(members),
  (members) => repacked(rechained(members)),
];

async function showOrRefuse(members: Members, ...keys: Parameters<typeof show>[1][]): Promise<Shown | null> {
  try {
    return await show(members, keys.flat());
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

function finish(members: Members, ending: number): Members {
  try {
    return endings[ending]?.(members) ?? members;
  } catch {
    // A member that is needed to make the manifests anew is gone, or is no text any more.
    return members;
  }
}

describe('A bundle that was put together anew', () => {
  it('by the pinned packer is VERIFIED only with the entries of a genuine one, and throws nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 }), mutations, fc.nat({ max: 2 }), async (base, steps, ending) => {
        const start = genuine[base]?.members ?? new Map<string, Uint8Array>();
        const mutated = finish(
          steps.reduce((members, step) => step(members), start),
          ending,
        );
        const shown = await showOrRefuse(mutated, bothPinned);
        if (shown?.verdict.state !== 'verified') return;
        expect(genuine.map(({ shown: { content } }) => linesOf(content))).toContainEqual(
          linesOf(shown.content),
        );
      }),
      { numRuns: 600 },
    );
  }, 60_000);

  it('by anybody, where only the log was pinned, is VERIFIED only with the entries of a genuine one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 }), mutations, async (base, steps) => {
        const start = genuine[base]?.members ?? new Map<string, Uint8Array>();
        const mutated = steps.reduce((members, step) => step(members), start);
        let packed = mutated;
        try {
          packed = repacked(mutated, strangerKey);
        } catch {
          return;
        }
        const shown = await showOrRefuse(packed, [pinned('log')]);
        if (shown?.verdict.state !== 'verified') return;
        expect(genuine.map(({ shown: { content } }) => linesOf(content))).toContainEqual(
          linesOf(shown.content),
        );
      }),
      { numRuns: 600 },
    );
  }, 60_000);
});

function linesOf({ lines }: Shown['content']): readonly string[] {
  return lines.map(([bytes]) => bytes);
}
