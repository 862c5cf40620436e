import { type SampleMethod, sampleMethods } from '../../../shared/casework/sample.ts';
import type { DrawRequest } from '../../../shared/contract/casework-protocol.ts';
import { sampleSize } from '../../../shared/sampling/sample-size.ts';
import { drawText } from '../../text/samples.ts';

/** What a person typed into the dialog that draws. */
export interface TypedDraw {
  readonly title: string;
  readonly query: string;
  /** Never empty in an order. */
  readonly bundleIds: readonly string[];
  readonly method: SampleMethod;
  readonly field: string;
  readonly count: string;
  readonly seed: string;
  /** The seed that the machine drew, if that is what stands there. */
  readonly drawnSeed: string | null;
  /** One a row. */
  readonly attributes: string;
}

/** What is wrong, by field; null where nothing is. */
export interface DrawFaults {
  readonly title: string | null;
  readonly bundles: string | null;
  readonly field: string | null;
  readonly count: string | null;
  readonly seed: string | null;
  readonly attributes: string | null;
}

const mostLines = 10_000;
const mostAttributes = 12;

export function attributesOf({ attributes }: Pick<TypedDraw, 'attributes'>): readonly string[] {
  const rows = attributes.split('\n').map((row) => row.trim());
  return [...new Set(rows.filter((row) => row !== ''))];
}

/** `size` is null while the population is not known. */
export function drawFaults(typed: TypedDraw, size: number | null): DrawFaults {
  const attributes = attributesOf(typed).length;
  return {
    title: typed.title.trim() === '' ? drawText.nameMissing : null,
    bundles: typed.bundleIds.length === 0 ? drawText.noBundle : null,
    field: typed.method === 'stratified' && typed.field === '' ? drawText.fieldMissing : null,
    count: countFault(typed.count, size),
    seed: typed.seed === '' ? drawText.seedMissing : null,
    attributes: attributes === 0 || attributes > mostAttributes ? drawText.attributesWrong : null,
  };
}

export function isOrder(faults: DrawFaults): boolean {
  return Object.values(faults).every((fault) => fault === null);
}

/** The order that the typed fields make; they must have no fault. */
export function toDrawRequest(caseId: string, typed: TypedDraw): DrawRequest {
  const { bundleIds, query, method, seed } = typed;
  const stratifiedBy = method === 'stratified' ? typed.field : '';
  return { caseId, bundleIds, query, method, seed, stratifiedBy, count: Number(typed.count.trim()) };
}

export function toMethod(text: string): SampleMethod {
  return sampleMethods.find((method) => method === text) ?? 'simple-random';
}

/** What a person asks of the size of a sample. */
export interface TypedSize {
  readonly confidence: string;
  readonly tolerable: string;
  readonly accepted: string;
}

export const usualSize: TypedSize = { confidence: '95', tolerable: '5', accepted: '0' };

/** How many lines are enough; null when the fields are no question. */
export function neededLines(typed: TypedSize, populationSize: number): number | null {
  const confidence = toShare(typed.confidence);
  const tolerableRate = toShare(typed.tolerable);
  const accepted = typed.accepted.trim();
  if (confidence === null || tolerableRate === null || !/^\d{1,6}$/.test(accepted)) return null;
  return sampleSize({ populationSize, confidence, tolerableRate, acceptedDeviations: Number(accepted) });
}

function toShare(text: string): number | null {
  const typed = text.trim();
  const percent = /^\d{1,2}(?:\.\d{1,4})?$/.test(typed) ? Number(typed) : 0;
  return percent > 0 ? percent / 100 : null;
}

function countFault(text: string, size: number | null): string | null {
  const typed = text.trim();
  const count = /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 0;
  if (count === 0 || count > mostLines) return drawText.countWrong;
  return size !== null && count > size ? drawText.countLarge(size) : null;
}
