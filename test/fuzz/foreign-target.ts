import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { inflateMemberNode } from '../../cli/platform/inflate-member.ts';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import { isDigestListName } from '../../shared/bundle/formats/digest-list.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { verifyForeign } from '../../shared/verify/foreign/verify-foreign.ts';
import { foreignFolders, foreignTrust } from '../support/foreign-folders.ts';
import { makeKey, makeTrail } from '../unit/formats/trail.ts';
import type { Dice } from './dice.ts';
import { brokenPromise, type FuzzTarget, held } from './fuzz-case.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { pathTokens } from './tokens.ts';

type Folder = ReadonlyMap<string, Uint8Array>;

const cloudtrailKey = makeKey();
const trust = { ...foreignTrust, cloudtrailKeys: [cloudtrailKey.listed] };
const trail: Folder = new Map(
  Object.entries(makeTrail(cloudtrailKey).files).map(([path, content]) => [path, Buffer.from(content)]),
);
const genuine: readonly Folder[] = [...foreignFolders.map(({ members }) => members), trail, trail];

/** Folders of other worlds: what is called verified must have the files that were signed. */
export const foreignTarget: FuzzTarget = {
  name: 'foreign',
  turns: 6,
  make: async (dice) => {
    const base = dice.pick(genuine);
    let folder = base;
    do {
      folder = dice.pick(edits)(folder, dice);
    } while (dice.oneIn(3));
    return {
      // The key of CloudTrail is made anew in each run, so it is kept beside an input that needs it.
      files: new Map([
        ...[...folder].map(([path, bytes]) => [`input/${path}`, bytes] as const),
        ['cloudtrail-keys.json', Buffer.from(cloudtrailKey.printed)],
      ]),
      judge: async () => {
        try {
          const answer = await verifyForeign(sourceOf(folder, 1 + dice.below(500)), {
            trust,
            limits,
            inflateMember: inflateMemberNode,
            onProgress: async () => {},
          });
          if (answer === null) return held('nothing known');
          const { state, results } = answer.verdict;
          const failed = results.some(({ outcome }) => outcome === 'fail');
          if (failed !== (state === 'failed')) return brokenPromise(state, `${state} against its results`);
          if (state !== 'verified') return held(state);
          const foreign = findForeignFile(folder);
          return foreign === null ? held(state) : brokenPromise(state, foreign);
        } catch (error) {
          if (error instanceof FormatError) return held(error.code);
          throw error;
        }
      },
    };
  },
};

const edits: readonly ((folder: Folder, dice: Dice) => Folder)[] = [
  (folder, dice) => edited(folder, dice, (bytes) => mutateBytes(bytes, dice)),
  (folder, dice) => edited(folder, dice, (bytes) => mutateBytes(bytes, dice)),
  (folder, dice) => edited(folder, dice, (bytes) => regzipped(bytes, dice)),
  (folder, dice) => edited(folder, dice, (bytes) => Buffer.concat([bytes, gzipSync('{"Records":[]}')])),
  (folder, dice) => new Map([...folder].filter(([path]) => path !== pathIn(folder, dice))),
  (folder, dice) => {
    const [from, to] = [pathIn(folder, dice), otherPath(folder, dice)];
    return new Map([...folder].map(([path, bytes]) => [path === from ? to : path, bytes]));
  },
  (folder, dice) => new Map(folder).set(otherPath(folder, dice), bytesIn(folder, dice)),
  (folder, dice) => {
    const [one, other] = [pathIn(folder, dice), pathIn(folder, dice)];
    const [ofOne, ofOther] = [folder.get(one) ?? empty, folder.get(other) ?? empty];
    return new Map(folder).set(one, ofOther).set(other, ofOne);
  },
  (folder, dice) => new Map([...folder, ...dice.pick(genuine)]),
  (folder, dice) => {
    const from = dice.pick(genuine);
    const path = pathIn(from, dice);
    return new Map(folder).set(path, from.get(path) ?? empty);
  },
  // A list of what lies there, as anybody can make one.
  (folder, dice) => {
    const name = dice.pick(['SHA256SUMS', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'checksums.txt']);
    const lines = [...folder].map(([path, bytes]) => `${digestOf(bytes)}  ${path}\n`);
    return new Map(folder).set(name, Buffer.from(lines.join('')));
  },
];

const empty = new Uint8Array(0);

function edited(folder: Folder, dice: Dice, edit: (bytes: Uint8Array) => Uint8Array): Folder {
  const path = pathIn(folder, dice);
  return new Map(folder).set(path, edit(folder.get(path) ?? empty));
}

/** Changed content in sound gzip, or the same content by another program. */
function regzipped(bytes: Uint8Array, dice: Dice): Uint8Array {
  try {
    const plain = gunzipSync(bytes);
    return gzipSync(dice.oneIn(4) ? plain : mutateBytes(plain, dice), { level: dice.below(10) });
  } catch {
    return bytes;
  }
}

function pathIn(folder: Folder, dice: Dice): string {
  return folder.size === 0 ? 'x' : dice.pick([...folder.keys()]);
}

function bytesIn(folder: Folder, dice: Dice): Uint8Array {
  return folder.get(pathIn(folder, dice)) ?? empty;
}

function otherPath(folder: Folder, dice: Dice): string {
  if (dice.oneIn(2)) return dice.pick(pathTokens);
  return Buffer.from(mutateBytes(Buffer.from(pathIn(folder, dice)), dice)).toString('utf8') || 'x';
}

function sourceOf(folder: Folder, chunkBytes: number): BundleSource {
  return {
    name: 'input',
    kind: 'folder',
    members: [...folder].map(([path, bytes]) => ({ path, size: bytes.length })),
    async *open(path) {
      const bytes = folder.get(path) ?? empty;
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

/**
 * A file in a verified folder that no signer vouches for, or a signed file that is gone. Lists and signatures may be
 * there in any number: what they are good for, the verdict has decided. The oldest hours of a trail may be gone.
 */
function findForeignFile(folder: Folder): string | null {
  const isFrame = (path: string) =>
    isDigestListName(path) ||
    // Tiles of digests vouch for nothing: those of a later head are only warned of.
    /^tile\/\d|\.(?:sig|minisig|asc|gpg|sshsig|sign|signature|metadata\.json)$/.test(path);
  const evidence = [...folder].filter(([path]) => !isFrame(path));
  const complaints = genuine.map((signed) => {
    const foreign = evidence.find(([path, bytes]) => !isSameFile(path, bytes, signed.get(path)));
    if (foreign !== undefined) return `verified with ${foreign[0]}, which nobody signed so`;
    const isNeeded = (path: string) => !isFrame(path) && !path.startsWith('AWSLogs/');
    const gone = [...signed.keys()].find((path) => isNeeded(path) && !folder.has(path));
    return gone === undefined ? null : `verified without ${gone}`;
  });
  return complaints.includes(null) ? null : [...new Set(complaints)].join('; ');
}

/** CloudTrail signs content: in what gzip it travels is no evidence. */
function isSameFile(path: string, bytes: Uint8Array, signed: Uint8Array | undefined): boolean {
  if (signed === undefined) return false;
  if (!path.endsWith('.gz')) return digestOf(bytes) === digestOf(signed);
  return digestOf(gunzipSync(bytes)) === digestOf(gunzipSync(signed));
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
