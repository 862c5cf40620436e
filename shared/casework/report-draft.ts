import { FormatError } from '../bytes/errors.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { readDigest } from './target.ts';

/**
 * A report as far as it is thought out. Each version says everything, and the last one counts. It names what is left out, and
 * not what goes in: what is found after the draft was begun must not be missing from the report by itself.
 */
export interface ReportDraftContent {
  readonly kind: 'report-draft';
  readonly by: string;
  /** The same in all versions of one draft. */
  readonly draftId: string;
  readonly isDiscarded: boolean;
  /** As `R-2026-07`. */
  readonly number: string;
  readonly title: string;
  /** In the order in which they stand. */
  readonly sections: readonly string[];
  /** Parts of the narrative, in Markdown. */
  readonly narrative: readonly { readonly heading: string; readonly markdown: string }[];
  readonly limitations: readonly string[];
  readonly leftOut: {
    readonly findings: readonly string[];
    readonly exhibits: readonly string[];
    readonly samples: readonly string[];
  };
  readonly supersedes: DraftSupersedes | null;
  /** Whole entries that the recipient does not get to see. */
  readonly withheld: readonly DraftWithheld[];
  /** Committed fields, by JSON pointer. */
  readonly hidden: readonly DraftHidden[];
  /** The only pointers whose values may leave in clear; null where every field may. */
  readonly shownPointers: readonly string[] | null;
}

export interface DraftSupersedes {
  readonly number: string;
  /** Of its `report.json`. */
  readonly sha256: DigestHex;
  readonly reason: string;
}

export interface DraftReason {
  readonly reason: string;
  /** As `attorney-client`, or empty. */
  readonly privilege: string;
}

export interface DraftWithheld extends DraftReason {
  readonly origin: string;
  readonly seq: number;
  readonly leaf: DigestHex;
}

export interface DraftHidden extends DraftReason {
  readonly pointer: string;
  /** The kind of another name that its values get, as `person`; absent for none. */
  readonly pseudonym?: string;
}

export function readReportDraft(reader: ObjectReader, where: string): ReportDraftContent {
  return {
    kind: 'report-draft',
    by: reader.text('by'),
    draftId: reader.text('draftId'),
    isDiscarded: reader.flag('isDiscarded'),
    number: reader.text('number'),
    title: reader.text('title'),
    sections: reader.texts('sections'),
    narrative: reader.list('narrative', readPart),
    limitations: reader.texts('limitations'),
    leftOut: reader.object('leftOut', (inside) => ({
      findings: inside.texts('findings'),
      exhibits: inside.texts('exhibits'),
      samples: inside.texts('samples'),
    })),
    supersedes: reader.orNull('supersedes', () =>
      reader.object('supersedes', (inside) => ({
        number: inside.text('number'),
        sha256: readDigest(inside, 'sha256', where),
        reason: inside.text('reason'),
      })),
    ),
    withheld: reader.list('withheld', readWithheld),
    hidden: reader.list('hidden', readHidden),
    shownPointers: reader.orNull('shownPointers', () => reader.texts('shownPointers')),
  };
}

export function toReportDraftDocument(content: ReportDraftContent): object {
  const { kind, by, draftId, isDiscarded, number, title, sections, limitations, leftOut } = content;
  const { supersedes, shownPointers } = content;
  return {
    kind,
    by,
    draftId,
    isDiscarded,
    number,
    title,
    sections,
    narrative: content.narrative.map(({ heading, markdown }) => ({ heading, markdown })),
    limitations,
    leftOut: { findings: leftOut.findings, exhibits: leftOut.exhibits, samples: leftOut.samples },
    supersedes:
      supersedes === null
        ? null
        : { number: supersedes.number, sha256: supersedes.sha256, reason: supersedes.reason },
    withheld: content.withheld.map(({ origin, seq, leaf, reason, privilege }) => ({
      origin,
      seq,
      leaf,
      reason,
      privilege,
    })),
    hidden: content.hidden.map(({ pointer, reason, privilege, pseudonym }) => ({
      ...{ pointer, reason, privilege },
      ...(pseudonym ? { pseudonym } : {}),
    })),
    shownPointers,
  };
}

function readPart(value: JsonValue, where: string): ReportDraftContent['narrative'][number] {
  const reader = new ObjectReader(value, where);
  const part = { heading: reader.text('heading'), markdown: reader.text('markdown') };
  reader.end();
  return part;
}

function readWithheld(value: JsonValue, where: string): DraftWithheld {
  const reader = new ObjectReader(value, where);
  const withheld = {
    origin: reader.text('origin'),
    seq: reader.count('seq'),
    leaf: readDigest(reader, 'leaf', where),
    reason: reader.text('reason'),
    privilege: reader.text('privilege'),
  };
  reader.end();
  if (withheld.reason.trim() !== '') return withheld;
  throw new FormatError('json', `Expected a reason for what is withheld ${where}.`);
}

function readHidden(value: JsonValue, where: string): DraftHidden {
  const reader = new ObjectReader(value, where);
  const pseudonym = reader.ifThere('pseudonym', () => reader.text('pseudonym'));
  const hidden = {
    pointer: reader.text('pointer'),
    reason: reader.text('reason'),
    privilege: reader.text('privilege'),
    ...(pseudonym === undefined ? {} : { pseudonym }),
  };
  reader.end();
  if (hidden.reason.trim() !== '') return hidden;
  throw new FormatError('json', `Expected a reason for what is hidden ${where}.`);
}
