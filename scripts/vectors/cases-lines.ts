import { readLines, replaceLines } from '../../shared/samples/sample-members.ts';
import { editEntry, editSegment, rechained, rewriteAction } from './small-lines.ts';
import { disclosurePath, repacked, sealSmall, segmentPath, without } from './small-log.ts';
import { broken, middle, rootAt } from './tampered-case.ts';
import { fail, inMember, onLine, type VectorCase, warning } from './vector-case.ts';

/** Entries changed, added or moved after the log signed them; the packer helps unless it says otherwise. */
export const lineCases: readonly VectorCase[] = [
  broken(
    'edit-stale-manifest',
    [fail('file-digest', inMember(middle)), fail('chain', onLine(middle, 2, 5)), ...rootAt(8, 12)],
    'Somebody with an editor changed entry 5 and nothing else.',
    (members) => rewriteAction(members, 5),
  ),
  broken(
    'edit-resealed',
    [fail('chain', onLine(middle, 2, 5)), ...rootAt(8, 12)],
    'The packer changed entry 5 and made the manifests anew.',
    (members) => repacked(rewriteAction(members, 5)),
  ),
  broken(
    'edit-rechained-tail',
    [fail('chain', onLine(middle, 4, 7)), ...rootAt(8, 12)],
    'The packer changed entry 5 and linked entries 6 and 7 anew, up to the end of the segment.',
    (members) => repacked(rechained(rewriteAction(members, 5), 6, 8)),
  ),
  broken(
    'edit-rechained-all',
    rootAt(8, 12),
    'The packer changed entry 5 and linked all entries behind it anew: only the signed heads still know.',
    (members) => repacked(rechained(rewriteAction(members, 5), 6)),
  ),
  broken(
    'edit-previous-link',
    [fail('chain', onLine(middle, 1, 4)), fail('chain', onLine(middle, 2, 5)), ...rootAt(8, 12)],
    'The packer changed the prev of entry 5, so that neither the link before it nor the one behind it holds.',
    (members) =>
      repacked(editEntry(members, 5, (line) => line.replace(/"prev":"[0-9a-f]{4}/, '"prev":"0000'))),
  ),
  broken(
    'insert',
    [fail('sequence', onLine(middle, 3, 6)), fail('chain', onLine(middle, 3, 6)), ...rootAt(8, 12)],
    'The packer put an entry behind entry 5 that links to it and takes the number of entry 6.',
    (members) =>
      repacked(
        rechained(
          editSegment(members, 4, (lines) =>
            lines.flatMap((line) => {
              const isFive = line.startsWith('{"seq":5,');
              return isFive
                ? [line, line.replace('"seq":5,', '"seq":6,').replace('act-5', 'forged')]
                : [line];
            }),
          ),
          6,
          7,
        ),
      ),
  ),
  broken(
    'reorder',
    [
      warning('claimed-time', onLine(middle, 3, 5)),
      fail('sequence', onLine(middle, 3, 5)),
      fail('chain', onLine(middle, 3, 5)),
      ...rootAt(8, 12),
    ],
    'The packer let entries 5 and 6 change places.',
    (members) =>
      repacked(
        editSegment(members, 4, ([four = '', five = '', six = '', seven = '']) => [four, six, five, seven]),
      ),
  ),
  broken(
    'segment-misnamed',
    [fail('sequence', inMember('data/segments/000000000009.ndjson'))],
    'The last segment bears the number of another entry than its first.',
    (members) => {
      const lines = members.get(segmentPath(8)) ?? new Uint8Array(0);
      const kept = without(members, segmentPath(8), disclosurePath(8));
      return repacked(new Map(kept).set(segmentPath(9), lines));
    },
  ),
  broken(
    'duplicate',
    [fail('sequence', onLine(middle, 4, 6)), fail('chain', onLine(middle, 4, 6)), ...rootAt(8, 12)],
    'The packer put entry 6 in a second time.',
    (members) =>
      repacked(
        editSegment(members, 4, (lines) =>
          lines.flatMap((line, index) => (index === 2 ? [line, line] : [line])),
        ),
      ),
  ),
  broken(
    'other-log-segment',
    [
      fail('chain', onLine(segmentPath(0), 1, 0)),
      fail('chain', onLine(segmentPath(0), 4, 3)),
      ...rootAt(4, 8, 12),
    ],
    'The first segment is that of another log, which the same key signs.',
    async (members) => {
      const other = await sealSmall({ origin: 'vectors.vouch.example/other' });
      const disclosures = other.members.get(disclosurePath(0)) ?? new Uint8Array(0);
      return repacked(
        new Map(replaceLines(members, segmentPath(0), readLines(other.members, segmentPath(0)))).set(
          disclosurePath(0),
          disclosures,
        ),
      );
    },
  ),
];
