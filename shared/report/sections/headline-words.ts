import type { Axis, Outcome } from '../../verify/check-result.ts';
import type { ReportedHeadline } from '../record.ts';

/** What each headline means to somebody who has never seen one. */
export const headlineWords: Readonly<Record<ReportedHeadline, string>> = {
  VERIFIED:
    'The bytes are the ones that were signed, no entry within them was changed, removed, inserted or moved, and the signer is one whom a person compared and pinned.',
  'VERIFIED, PARTS WITHHELD':
    'The bytes are the ones that were signed, and the signer is one whom a person compared and pinned. Some entries or values were left out by whoever handed the bundle on; everything that is there is as it was signed.',
  'INTACT, SIGNER NOT TRUSTED':
    'The bytes are consistent and the signatures fit them. Nobody has compared the key of the signer by another way, so whose signature it is has not been established.',
  'INTACT, UNSIGNED':
    'The bytes are consistent in themselves, and no log signed them. Whoever had them could have made all of this anew.',
  'SIGNED, AMBIGUOUS':
    'The bytes are the ones that were signed. Some lines can be read in two ways, so their values are not used.',
  'NOT VERIFIABLE':
    'It could not be decided whether the bundle is genuine, for the reasons given under “What was not verified”. This says neither that it is, nor that it is not.',
  INCOMPLETE:
    'What is there is as it was signed, but it is not all: the log signed more, or other, entries than the bundle holds.',
  BROKEN: 'The bundle is not what was signed. Something in it was changed, removed, inserted or damaged.',
  CONFLICT:
    'The log contradicts itself: it has signed two histories that exclude each other, or other entries than a person was told of.',
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  pass: 'Passed',
  fail: 'Failed',
  unknown: 'Not decided',
  warning: 'Warning',
};

export const axes: readonly { readonly axis: Axis; readonly name: string; readonly question: string }[] = [
  { axis: 'bytes', name: 'Bytes', question: 'Are these the bytes that were signed?' },
  { axis: 'signer', name: 'Signer', question: 'Who signed, and is that key known?' },
  { axis: 'completeness', name: 'Completeness', question: 'Is anything missing?' },
  { axis: 'time', name: 'Time', question: 'When did this exist?' },
];

export const toneWords: Readonly<Record<'good' | 'open' | 'bad', string>> = {
  good: 'Proven',
  open: 'Open',
  bad: 'Failed',
};
