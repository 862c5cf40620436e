import { FormatError } from '../bytes/errors.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import { type AnnotationContent, readAnnotation, toAnnotationDocument } from './annotation.ts';
import { type CaseFactsContent, readCaseFacts, toCaseFactsDocument } from './case-facts.ts';
import {
  type ExhibitContent,
  type ExhibitWithdrawnContent,
  readExhibit,
  readWithdrawnExhibit,
  toExhibitDocument,
} from './exhibit.ts';
import { type FindingContent, readFinding, toFindingDocument } from './finding.ts';
import { type OverlayOrigin, readOverlayOrigin, toOverlayOriginDocument } from './overlay-origin.ts';
import { type ReportDraftContent, readReportDraft, toReportDraftDocument } from './report-draft.ts';
import {
  readSample,
  readSampleResult,
  type SampleContent,
  type SampleResultContent,
  toSampleDocument,
} from './sample.ts';

/** Everything that a person makes in a case. It is the content of one record of the case's log, and never changes. */
export type MadeContent = MadeByPerson & {
  /** Of a record that came from another reviewer. */
  readonly from?: OverlayOrigin;
};

type MadeByPerson =
  | CaseFactsContent
  | AnnotationContent
  | FindingContent
  | ExhibitContent
  | ExhibitWithdrawnContent
  | SampleContent
  | SampleResultContent
  | ReportDraftContent
  | UndoContent;

/** That the change of an earlier record does not count any more. To undo an undoing is to make the change again. */
export interface UndoContent {
  readonly kind: 'undo';
  readonly by: string;
  /** The seq of the record. */
  readonly record: number;
}

export type MadeKind = MadeContent['kind'];

const madeKinds = [
  'case-facts',
  'annotation',
  'finding',
  'exhibit',
  'exhibit-withdrawn',
  'sample',
  'sample-result',
  'report-draft',
  'undo',
] as const satisfies readonly MadeKind[];

/** One line of JSON with its members in a fixed order. The same content gives the same text: it is digested. */
export function renderMadeContent(content: MadeContent): string {
  return JSON.stringify(toDocument(content), wellFormed);
}

/** Reads what `renderMadeContent` writes, and refuses whatever else it is. Throws FormatError `json`. */
export function parseMadeContent(text: string): MadeContent {
  const content = readMadeContent(parseStrictJson(encodeUtf8(text)));
  if (renderMadeContent(content) === text) return content;
  throw new FormatError('json', 'What a record holds is not spelled as it would be written.');
}

/** Reads the members of a content, whatever their order. Throws FormatError `json`. */
export function readMadeContent(value: JsonValue): MadeContent {
  const where = 'in what a record holds';
  const reader = new ObjectReader(value, where);
  const kind = reader.word('kind', madeKinds);
  const content = readKind(reader, kind, where);
  const from = reader.ifThere('from', () =>
    reader.object('from', (inside) => readOverlayOrigin(inside, where)),
  );
  reader.end();
  return from === undefined ? content : { ...content, from };
}

function readKind(reader: ObjectReader, kind: MadeKind, where: string): MadeByPerson {
  switch (kind) {
    case 'case-facts':
      return readCaseFacts(reader, where);
    case 'annotation':
      return readAnnotation(reader, where);
    case 'finding':
      return readFinding(reader, where);
    case 'exhibit':
      return readExhibit(reader, where);
    case 'exhibit-withdrawn':
      return readWithdrawnExhibit(reader);
    case 'sample':
      return readSample(reader, where);
    case 'sample-result':
      return readSampleResult(reader);
    case 'report-draft':
      return readReportDraft(reader, where);
    case 'undo':
      return { kind, by: reader.text('by'), record: reader.count('record') };
    default:
      return kind satisfies never;
  }
}

function toDocument(content: MadeContent): object {
  const { from } = content;
  // The last member, and absent in whatever was made here: the digests of such records do not know of it.
  return from === undefined
    ? toKindDocument(content)
    : { ...toKindDocument(content), from: toOverlayOriginDocument(from) };
}

function toKindDocument(content: MadeByPerson): object {
  switch (content.kind) {
    case 'case-facts':
      return toCaseFactsDocument(content);
    case 'annotation':
      return toAnnotationDocument(content);
    case 'finding':
      return toFindingDocument(content);
    case 'exhibit':
      return toExhibitDocument(content);
    case 'sample':
      return toSampleDocument(content);
    case 'report-draft':
      return toReportDraftDocument(content);
    case 'exhibit-withdrawn':
      return { kind: content.kind, by: content.by, number: content.number, reason: content.reason };
    case 'sample-result': {
      const { kind, by, sampleId, position, marks, remark } = content;
      return { kind, by, sampleId, position, marks, remark };
    }
    case 'undo':
      return { kind: content.kind, by: content.by, record: content.record };
    default:
      return content satisfies never;
  }
}

/** Half a surrogate pair, which a person can paste, has no bytes in UTF-8 and would come back as another text. */
function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : value;
}
