import { groupDigits } from '../../verify/count-words.ts';
import type { Block } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { column, facts, heading, paragraph, table } from './blocks.ts';
import { code, digest, evidence, plain, timeWords, written, writtenLines } from './runs.ts';

/** Searches that the report cites: who asks the same of the same files gets as many lines. */
export function searchesSection({ searches }: ReportRecord): readonly Block[] {
  return [
    heading(1, 'searches', 'Searches'),
    searches.length === 0
      ? paragraph('No search is part of this report.')
      : table(
          'Searches over all bundles of this report',
          [
            column('Name', 5),
            column('Question', 7),
            column('Lines', 2, 'end'),
            column('Digest of the question', 6),
          ],
          searches.map(({ name, query, lines, queryDigest }) => [
            written(name),
            evidence(query),
            groupDigits(lines),
            [digest(queryDigest)],
          ]),
        ),
  ];
}

/** By which keys it was judged, and who vouches for them. */
export function trustSection({ trust }: ReportRecord): readonly Block[] {
  const { keys, authorities, policies } = trust;
  return [
    heading(1, 'trust', 'Keys that were trusted'),
    paragraph(
      'A key counts only when a person received its fingerprint by another way than the bundle, and compared it. Whoever relies on this report should compare the fingerprints below once more.',
    ),
    keys.length === 0
      ? paragraph('No key was pinned.')
      : table(
          'Pinned keys',
          [
            column('Of', 2),
            column('Log', 4),
            column('Fingerprint', 6),
            column('Compared', 5),
            column('Counts', 5),
          ],
          keys.map((key) => [
            key.role === 'log' ? 'log' : 'packer',
            evidence(key.origin),
            [digest(key.fingerprint)],
            [...written(key.compared), plain(', by '), ...written(key.comparedBy)],
            windowWords(key),
          ]),
        ),
    ...keys.map(({ spelling }) => ({ kind: 'code', runs: evidence(spelling) }) as const),
    ...(authorities.length === 0
      ? []
      : [
          table(
            'Pinned time authorities',
            [column('Certificate', 6), column('Fingerprint', 6), column('Compared', 5)],
            authorities.map(({ subject, fingerprint, compared, comparedBy, isRevoked }) => [
              [...evidence(subject), ...(isRevoked ? [plain(' (revoked)')] : [])],
              [digest(fingerprint)],
              [...written(compared), plain(', by '), ...written(comparedBy)],
            ]),
          ),
        ]),
    ...policies.flatMap(({ origin, policy }) => [
      paragraph([plain('Witnesses that are asked for in '), ...evidence(origin), plain(':')]),
      { kind: 'code', runs: writtenLines(policy.replace(/\n$/, ''), 'code') } as const,
    ]),
  ];
}

function windowWords({
  validAfter,
  validBefore,
  revokedFrom,
}: ReportRecord['trust']['keys'][number]): string {
  const parts = [
    ...(validAfter === null ? [] : [`from ${timeWords(validAfter)}`]),
    ...(validBefore === null ? [] : [`until ${timeWords(validBefore)}`]),
    ...(revokedFrom === null ? [] : [`revoked from ${timeWords(revokedFrom)}`]),
  ];
  return parts.length === 0 ? 'always' : parts.join(', ');
}

/** What the case wrote down of itself. */
export function custodySection({ custody }: ReportRecord): readonly Block[] {
  const start = heading(1, 'custody', 'Custody');
  if (custody === null) return [start, paragraph('No custody log comes with this report.')];
  const { origin, records, headLeaf, firstTime, lastTime, clockSteppedBack, actions } = custody;
  return [
    start,
    paragraph(
      'The case keeps a log of its own of what was done in it. Each record states the digest of the one before it, so the digest of the last one stands for all of them.',
    ),
    facts([
      ['Log', evidence(origin)],
      ['Records', groupDigits(records)],
      ['Digest of the last record', [digest(headLeaf)]],
      ['First record', timeWords(firstTime)],
      ['Last record', timeWords(lastTime)],
      [
        'Clock stepped back',
        clockSteppedBack.length === 0
          ? 'never'
          : `at ${clockSteppedBack.map((record) => `record ${groupDigits(record)}`).join(', ')}`,
      ],
    ]),
    table(
      'Records by kind',
      [column('Kind', 8), column('Records', 3, 'end')],
      actions.map(({ action, count }) => [[code(action)], groupDigits(count)]),
    ),
  ];
}

export function limitationsSection({ limitations }: ReportRecord): readonly Block[] {
  return [
    heading(1, 'limitations', 'Limitations'),
    { kind: 'list', isOrdered: false, items: limitations.map((limitation) => written(limitation)) },
  ];
}
