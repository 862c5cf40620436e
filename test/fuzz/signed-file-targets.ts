import { createHash } from 'node:crypto';
import { renderBagManifest } from '../../shared/bundle/bag-tags.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { memorySource } from '../../shared/bytes/memory-source.ts';
import { caseFileNamespace, caseMembers } from '../../shared/case-file/case-description.ts';
import { readCaseFile } from '../../shared/case-file/read-case-file.ts';
import { renderJournalLines } from '../../shared/casework/case-journal.ts';
import { overlayNamespace, renderOverlay } from '../../shared/casework/overlay.ts';
import { readOverlayFile } from '../../shared/casework/overlay-file.ts';
import { signFile } from '../../shared/identity/identity.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import type { Dice } from './dice.ts';
import { brokenPromise, type FuzzTarget, held, type Judgement } from './fuzz-case.ts';
import { caseFileMembers, identityOf, overlayLines } from './genuine-work.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateZip, zipAsSomebody } from './mutate-zip.ts';
import { differing } from './text-target.ts';

type Members = ReadonlyMap<string, Uint8Array>;

const auditor = identityOf(1);
/** Anybody can sign what they changed: then the file names their key, and never the auditor's. */
const stranger = identityOf(2);
const member = { lines: 'overlay.ndjson', signature: 'overlay.ndjson.sig' };

/** What one reviewer hands to another, and whole cases. What the auditor's key vouches for is what the auditor signed. */
export const signedFileTargets: readonly FuzzTarget[] = [
  signedFile('overlay', changedOverlay, async (zip) => {
    const { overlay, sha256, signer } = await readOverlayFile(zip);
    if (signer === auditor.fingerprint) return differing('the lines', sha256, hexOf(overlayLines));
    return differing('the lines', hexOf(renderOverlay(overlay)), sha256);
  }),
  signedFile('case-file', changedCaseFile, async (zip) => {
    const { records, signer, manifestSha256, files } = await readCaseFile(memorySource('case.zip', zip));
    const genuine = await caseFileMembers;
    if (signer === auditor.fingerprint) {
      return (
        differing('the manifest', manifestSha256, hexOf(bytesAt(genuine, caseMembers.manifest))) ??
        differing('the log', hexOf(renderJournalLines(records)), hexOf(bytesAt(genuine, caseMembers.journal)))
      );
    }
    // Whoever signed it: each record binds the one before it, and files lie inside of what was handed over.
    const isInside = files.every(({ dataOffset, bytes }) => dataOffset + bytes <= zip.length);
    return isInside ? findBrokenChain(records) : 'a delivered file that goes beyond the end';
  }),
];

function signedFile(
  name: string,
  change: (dice: Dice) => Promise<Members>,
  read: (zip: Uint8Array) => Promise<string | null>,
): FuzzTarget {
  return {
    name,
    turns: 1,
    make: async (dice) => {
      const members = await change(dice);
      // Both are stored as they are; whoever compresses them is refused at once, which is asked now and then.
      const zip = await (dice.oneIn(8) ? zipAsSomebody(members, dice) : zipOf(members));
      const input = dice.oneIn(4) ? mutateZip(zip, dice) : zip;
      return {
        files: new Map([[`input.${name}.zip`, input]]),
        judge: async (): Promise<Judgement> => {
          try {
            const broken = await read(input);
            return broken === null ? held('read') : brokenPromise('read', broken);
          } catch (error) {
            if (error instanceof FormatError) return held(error.code);
            throw error;
          }
        },
      };
    },
  };
}

async function changedOverlay(dice: Dice): Promise<Members> {
  const lines = dice.oneIn(6) ? overlayLines : mutateBytes(overlayLines, dice);
  // Without a signature that fits nothing but the signature is ever attacked.
  const by = dice.oneIn(3) ? auditor : stranger;
  const signature = signFile(by, by === auditor ? overlayLines : lines, overlayNamespace);
  return changeOne(
    new Map([
      [member.lines, lines],
      [member.signature, signature],
    ]),
    dice,
  );
}

async function changedCaseFile(dice: Dice): Promise<Members> {
  const genuine = await caseFileMembers;
  const path = dice.pick([...genuine.keys()]);
  const changed = new Map([...genuine, [path, mutateBytes(bytesAt(genuine, path), dice)]]);
  if (dice.oneIn(3)) return changed;
  const listed = [...changed].filter(
    ([name]) => name !== caseMembers.manifest && name !== caseMembers.signature,
  );
  const manifest = Buffer.from(
    renderBagManifest(new Map(listed.map(([name, bytes]) => [name, hexOf(bytes)] as const))),
  );
  const signed: Members = new Map([
    ...listed,
    [caseMembers.manifest, manifest],
    [caseMembers.signature, signFile(stranger, manifest, caseFileNamespace)],
  ]);
  return changeOne(signed, dice);
}

/** Now and then one more change that nobody signed: other bytes, a member too few, one too many. */
function changeOne(members: Members, dice: Dice): Members {
  if (!dice.oneIn(6)) return members;
  const path = dice.pick([...members.keys()]);
  switch (dice.below(3)) {
    case 0:
      return new Map([...members, [path, mutateBytes(bytesAt(members, path), dice)]]);
    case 1:
      return new Map([...members].filter(([name]) => name !== path));
    default:
      return new Map([...members, [`${path}x`, bytesAt(members, path)]]);
  }
}

/** The digest of each record over its line, as any program computes it (RFC 6962: a zero byte before it). */
function findBrokenChain(records: Parameters<typeof renderJournalLines>[0]): string | null {
  const lines = Buffer.from(renderJournalLines(records)).toString().split('\n').slice(0, -1);
  const broken = records.findIndex(
    ({ prev, seq }, index) =>
      seq !== index ||
      (index > 0 && prev !== hexOf(concatBytes([Uint8Array.of(0), Buffer.from(lines[index - 1] ?? '')]))),
  );
  return broken === -1 ? null : `accepted record ${broken}, which does not follow from the one before`;
}

function bytesAt(members: Members, path: string): Uint8Array {
  return members.get(path) ?? new Uint8Array(0);
}

function hexOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
