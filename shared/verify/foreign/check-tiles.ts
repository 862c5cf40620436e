import { parseTilePath } from '../../bundle/formats/tile-paths.ts';
import { checkpointPath, type TilesObservation } from '../../bundle/formats/tlog-tiles.ts';
import { toBase64 } from '../../bytes/base64.ts';
import { equalBytes } from '../../bytes/equal.ts';
import { quote } from '../../bytes/quote.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';
import { readCheckpointSigner } from './checkpoint-signer.ts';
import type { ForeignTrust } from './foreign-trust.ts';
import type { ForeignRules } from './foreign-verdict.ts';

export const tilesRules: ForeignRules = {
  needed: ['tiles-entries', 'tiles-root', 'tiles-signature', 'tiles-key'],
  unsigned: 'tiles-signature',
  untrusted: 'tiles-key',
  weak: null,
  words: {
    trusted: 'a key of the log that was named for this run signed the checkpoint',
    complete: 'complete to the checkpoint in the folder; head not independently known',
  },
};

/** Whether the entries are those that the checkpoint covers, and whose the checkpoint is. */
export function checkTiles(tiles: TilesObservation, trust: ForeignTrust): readonly CheckResult[] {
  return [
    ...checkEntries(tiles),
    ...checkDigestTiles(tiles),
    ...checkOthers(tiles),
    ...checkSignature(tiles, trust),
  ];
}

function checkEntries({
  checkpoint,
  entries,
  missing,
  damaged,
  root,
}: TilesObservation): readonly CheckResult[] {
  if (missing !== null) {
    return [
      {
        code: 'tiles-missing',
        axis: 'completeness',
        outcome: 'fail',
        place: memberPlace(missing),
        statement: `The checkpoint covers ${countOf(checkpoint.size, 'entry', 'entries')}, but ${missing} is not there.`,
      },
    ];
  }
  if (damaged !== null) {
    return [
      {
        code: 'tiles-entries',
        axis: 'bytes',
        outcome: damaged.error.code === 'member-limit' ? 'unknown' : 'fail',
        place: memberPlace(damaged.member),
        statement: damaged.error.message,
      },
    ];
  }
  const isSame = equalBytes(root, checkpoint.root);
  return [
    {
      code: 'tiles-entries',
      axis: 'bytes',
      outcome: 'pass',
      place: wholeBundle,
      statement: `${countOf(entries, 'entry was', 'entries were')} read, as many as the checkpoint covers.`,
    },
    {
      code: 'tiles-root',
      axis: 'bytes',
      outcome: isSame ? 'pass' : 'fail',
      place: memberPlace(checkpointPath),
      statement: isSame
        ? 'The entries have the root that the checkpoint states.'
        : 'The entries do not have the root that the checkpoint states.',
      expected: toBase64(checkpoint.root),
      found: toBase64(root),
    },
  ];
}

function checkDigestTiles({ wrongTiles, rightTiles }: TilesObservation): readonly CheckResult[] {
  if (wrongTiles.length > 0) {
    return showFirst(
      wrongTiles.map((path) => ({
        code: 'tiles-digests',
        axis: 'bytes',
        outcome: 'fail',
        place: memberPlace(path),
        statement: `${path} does not hold the digests of the entries that it is of.`,
      })),
    );
  }
  if (rightTiles === 0) return [];
  const statement = `${countOf(rightTiles, 'tile holds', 'tiles hold')} the digests of the entries.`;
  return [{ code: 'tiles-digests', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

/**
 * A tile beyond the checkpoint is of a later head and takes nothing away. Any other file would stand beside a genuine log
 * under its verdict, so it keeps the folder from being verified.
 */
function checkOthers({ others, unsigned }: TilesObservation): readonly CheckResult[] {
  const toResult = (path: string, outcome: 'warning' | 'unknown', statement: string): CheckResult => ({
    code: 'tiles-other',
    axis: 'bytes',
    outcome,
    place: memberPlace(path),
    statement,
  });
  const isTile = (path: string) => parseTilePath(path) !== null;
  const later = others.filter(isTile);
  const strange = others.filter((path) => !isTile(path));
  return [
    ...(unsigned === null
      ? []
      : [
          toResult(
            unsigned,
            'unknown',
            `${unsigned} also holds entries beyond the checkpoint, for which nothing vouches.`,
          ),
        ]),
    ...showFirst(
      later.map((path) =>
        toResult(path, 'warning', `${path} is not needed up to the checkpoint, and was not read.`),
      ),
    ),
    ...showFirst(
      strange.map((path) =>
        toResult(path, 'unknown', `${path} is no part of the log, so nothing vouches for it.`),
      ),
    ),
  ];
}

function checkSignature({ note, checkpoint }: TilesObservation, trust: ForeignTrust): readonly CheckResult[] {
  const { origin } = checkpoint;
  const say = (
    code: CheckResult['code'],
    outcome: CheckResult['outcome'],
    statement: string,
  ): CheckResult => ({
    code,
    axis: 'signer',
    outcome,
    place: memberPlace(checkpointPath),
    statement,
  });
  const signer = readCheckpointSigner(note, origin, trust.logKeys);
  switch (signer) {
    case 'unsigned':
      return [say('tiles-signature', 'unknown', `The checkpoint has no signature by ${quote(origin)}.`)];
    case 'false':
      return [
        say('tiles-signature', 'fail', `The signature by ${quote(origin)} on the checkpoint is false.`),
      ];
    case 'untrusted':
      return [say('tiles-key', 'unknown', `No key that was named for this run signed for ${quote(origin)}.`)];
    case 'trusted':
      return [
        say('tiles-signature', 'pass', `The checkpoint is signed by ${quote(origin)}.`),
        say('tiles-key', 'pass', 'The key was named for this run.'),
      ];
  }
}
