import type { SignedCheckpoint } from '../../bundle/formats/tlog-proof.ts';
import type {
  ConsistencyFile,
  InclusionFile,
  TlogProofObservation,
} from '../../bundle/formats/tlog-proof-files.ts';
import { toBase64 } from '../../bytes/base64.ts';
import { quote } from '../../bytes/quote.ts';
import { verifyConsistency } from '../../chain/consistency-proof.ts';
import { verifyInclusion } from '../../chain/inclusion-proof.ts';
import type { CheckResult } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';
import { checkProofWitnesses } from './check-proof-witnesses.ts';
import { readCheckpointSigner } from './checkpoint-signer.ts';
import type { ForeignTrust } from './foreign-trust.ts';
import type { ForeignRules } from './foreign-verdict.ts';
import { outcomeOfUnread, resultAt } from './result-at.ts';

/** What must have passed follows from which proofs are there. */
export function tlogProofRules({ inclusions, consistencies }: TlogProofObservation): ForeignRules {
  return {
    needed: [
      'tlog-proof-form',
      ...(inclusions.length > 0 ? (['tlog-proof-inclusion'] as const) : []),
      ...(consistencies.length > 0 ? (['tlog-proof-consistency'] as const) : []),
      'tlog-proof-signature',
      'tlog-proof-key',
    ],
    unsigned: 'tlog-proof-signature',
    untrusted: 'tlog-proof-key',
    weak: null,
    words: {
      trusted: 'a key of the log that was named for this run signed each checkpoint',
      complete: 'each file stands in the log as one entry; which other entries there are is not known',
    },
  };
}

/** Whether each file is the entry that its proof speaks of, and whose the checkpoint is. */
export function checkTlogProofs(
  observation: TlogProofObservation,
  trust: ForeignTrust,
): readonly CheckResult[] {
  const { inclusions, consistencies, others } = observation;
  return [
    ...inclusions.flatMap((file) => checkInclusion(file, trust)),
    ...consistencies.flatMap((file) => checkConsistency(file, trust)),
    ...showFirst(
      others.map((path) =>
        resultAt(other, 'unknown', path, `No proof is about ${path}, so nothing vouches for it.`),
      ),
    ),
  ];
}

const form = { code: 'tlog-proof-form', axis: 'bytes' } as const;
const inclusion = { code: 'tlog-proof-inclusion', axis: 'bytes' } as const;
const consistency = { code: 'tlog-proof-consistency', axis: 'bytes' } as const;
const other = { code: 'tlog-proof-other', axis: 'bytes' } as const;
const signature = { code: 'tlog-proof-signature', axis: 'signer' } as const;
const key = { code: 'tlog-proof-key', axis: 'signer' } as const;

function checkInclusion(
  { member, proof, entry }: InclusionFile,
  trust: ForeignTrust,
): readonly CheckResult[] {
  if (proof.kind === 'error') return [unread(member, proof.error)];
  const { index, path, checkpoint, hasExtra } = proof.value;
  const { origin, size, root } = checkpoint;
  const extra = hasExtra ? ' Its extra data is signed by nobody and was not used.' : '';
  return [
    resultAt(form, 'pass', member, `${member} is a proof for entry ${index} of ${quote(origin)}.${extra}`),
    ...(entry === null
      ? [
          resultAt(
            inclusion,
            'unknown',
            member,
            `The file that ${member} is about is not there, so nothing was proven of it.`,
          ),
        ]
      : [
          verifyInclusion({ index, size, path }, entry.leaf, root)
            ? resultAt(
                inclusion,
                'pass',
                entry.member,
                `${entry.member} is, to the byte, entry ${index} of the ${countOf(size, 'entry', 'entries')} of ${quote(origin)} under the root ${toBase64(root)}.`,
              )
            : resultAt(
                inclusion,
                'fail',
                entry.member,
                `${member} does not lead from ${entry.member} as entry ${index} to the root of the ${countOf(size, 'entry', 'entries')} of ${quote(origin)}.`,
              ),
        ]),
    ...checkSigned(member, proof.value, trust),
  ];
}

function checkConsistency(
  { member, proof, older }: ConsistencyFile,
  trust: ForeignTrust,
): readonly CheckResult[] {
  if (proof.kind === 'error') return [unread(member, proof.error)];
  const { oldSize, path, checkpoint } = proof.value;
  const newer = [
    resultAt(
      form,
      'pass',
      member,
      `${member} is a proof from ${countOf(oldSize, 'entry', 'entries')} of ${quote(checkpoint.origin)} on.`,
    ),
    ...checkSigned(member, proof.value, trust),
  ];
  if (older === null) {
    return [
      ...newer,
      resultAt(consistency, 'unknown', member, `The older checkpoint for ${member} is not there.`),
    ];
  }
  if (older.signed.kind === 'error') return [...newer, unread(older.member, older.signed.error)];
  const before = older.signed.value;
  const isProven =
    before.checkpoint.origin === checkpoint.origin &&
    before.checkpoint.size === oldSize &&
    verifyConsistency({ oldSize, newSize: checkpoint.size, path }, before.checkpoint.root, checkpoint.root);
  return [
    ...newer,
    ...checkSigned(older.member, before, trust),
    resultAt(
      consistency,
      isProven ? 'pass' : 'fail',
      older.member,
      isProven
        ? `The log of ${older.member} is how the log in ${member} began: ${oldSize} of ${countOf(checkpoint.size, 'entry', 'entries')}.`
        : `${member} does not prove that the log of ${older.member} is how the log in it began.`,
    ),
  ];
}

function unread(member: string, error: Parameters<typeof outcomeOfUnread>[0]): CheckResult {
  return resultAt(form, outcomeOfUnread(error), member, `${member} cannot be read: ${error.message}`);
}

function checkSigned(
  member: string,
  { note, checkpoint }: SignedCheckpoint,
  trust: ForeignTrust,
): readonly CheckResult[] {
  const origin = quote(checkpoint.origin);
  const signer = readCheckpointSigner(note, checkpoint.origin, trust.logKeys);
  switch (signer) {
    case 'unsigned':
      return [
        resultAt(signature, 'unknown', member, `The checkpoint in ${member} has no signature by ${origin}.`),
      ];
    case 'false':
      return [
        resultAt(
          signature,
          'fail',
          member,
          `The signature by ${origin} on the checkpoint in ${member} is false.`,
        ),
      ];
    case 'untrusted':
      return [
        resultAt(
          key,
          'unknown',
          member,
          `No key that was named for this run signed the checkpoint in ${member} for ${origin}.`,
        ),
      ];
    case 'trusted':
      return [
        resultAt(signature, 'pass', member, `The checkpoint in ${member} is signed by ${origin}.`),
        resultAt(key, 'pass', member, 'The key was named for this run.'),
        ...checkProofWitnesses(member, note, checkpoint.origin, trust.witnesses),
      ];
  }
}
