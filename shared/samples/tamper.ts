import { BugError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { leafDigest } from '../chain/leaf.ts';
import { acmeKeys } from './sample-keys.ts';
import {
  disclosurePath,
  readLines,
  remakeManifests,
  replaceLines,
  type SampleMembers,
  segmentPath,
  signAsPacker,
} from './sample-members.ts';
import { nightExport } from './story-export.ts';
import { leaver } from './story-leaver.ts';

/**
 * Somebody with an editor and no key makes the night export look small. Nothing else is touched:
 * the manifest still has the digest of the honest file.
 */
export function editEntry(members: SampleMembers): SampleMembers {
  const lines = readLines(members, segmentPath);
  const edited = lines.map((line) => line.replace(`"rows":${nightExport.rows},`, '"rows":4812,'));
  return replaceLines(members, segmentPath, edited);
}

/**
 * The packer removes every use of the leaver's token, with the disclosures that belong to it, makes the manifests
 * anew and signs them. Only the log, which the packer cannot sign, still knows how many entries there were.
 */
export function deleteEntries(members: SampleMembers): SampleMembers {
  const isTokenUse = (line: string) => line.includes(`"ip":"${leaver.address}"`);
  const lines = readLines(members, segmentPath);
  const removed = new Set(lines.flatMap((line, seq) => (isTokenUse(line) ? [seq] : [])));
  const kept = replaceLines(
    members,
    segmentPath,
    lines.filter((_, seq) => !removed.has(seq)),
  );
  return signAsPacker(
    remakeManifests(withoutDisclosures(kept, (seq) => removed.has(seq))),
    acmeKeys.packerKey,
  );
}

/**
 * Somebody without a key writes an approval in front of the night export. It links to the entry before it as it should,
 * and takes the number of the entry behind it. Anybody can make the manifests anew; the packer's signature is then stale.
 */
export function insertEntry(members: SampleMembers): SampleMembers {
  const lines = readLines(members, segmentPath);
  const seq = lines.findIndex((line) => line.includes(`"rows":${nightExport.rows},`));
  const [before, genuine] = [lines[seq - 1], lines[seq]];
  if (before === undefined || genuine === undefined) throw new BugError('The sample has no night export.');
  const approval = {
    seq,
    prev: toHex(leafDigest(encodeUtf8(before))),
    ts: genuine.slice(genuine.indexOf('2026-'), genuine.indexOf('Z"') + 1),
    id: 'a0a1a2a3a4a5a6a7',
    service: 'identity',
    actor: { id: 'maud.ropewalk', name: 'Maud Ropewalk', type: 'person' },
    action: 'export.approve',
    target: { type: 'table', id: nightExport.table },
    outcome: 'success',
    source: { ip: '192.0.2.13', agent: 'acme-console/5.2' },
    session: 's-a0a1a2a3a4a5',
  };
  const inserted = [...lines.slice(0, seq), JSON.stringify(approval), ...lines.slice(seq)];
  return remakeManifests(replaceLines(members, segmentPath, inserted));
}

/** How many entries are left when the tail is cut: the last week of the quarter is gone. */
function findCut(lines: readonly string[]): number {
  return lines.findIndex((line) => line.includes('"ts":"2026-09-24T'));
}

/**
 * The packer leaves out the last week, with its disclosures, and signs what is left.
 * The head that the log signed for the whole quarter stays in, because the packer cannot make another one.
 */
export function truncateTail(members: SampleMembers): SampleMembers {
  const lines = readLines(members, segmentPath);
  const cut = findCut(lines);
  const kept = replaceLines(members, segmentPath, lines.slice(0, cut));
  return signAsPacker(remakeManifests(withoutDisclosures(kept, (seq) => seq >= cut)), acmeKeys.packerKey);
}

function withoutDisclosures(members: SampleMembers, isRemoved: (seq: number) => boolean): SampleMembers {
  const seqOf = (line: string) => Number(/^\{"seq":(\d+),/.exec(line)?.[1]);
  const kept = readLines(members, disclosurePath).filter((line) => !isRemoved(seqOf(line)));
  return replaceLines(members, disclosurePath, kept);
}
