import { limits } from '../bytes/limits.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { renderMadeContent } from './made-content.ts';
import { type SampleContent, sampleProblem } from './sample.ts';

/** What the rest of a record takes: numbers, digest, time, and the facts, which repeat title, seed and query. */
const factsRoom = 1_024;

/**
 * Why a sample cannot be kept, or null. Its record has to fit into one entry of a bundle (R2), or the custody log of the case
 * could not be sealed any more.
 */
export function unkeepableSample(content: SampleContent): string | null {
  const problem = sampleProblem(content);
  if (problem !== null) return `${problem}.`;
  const { title, seed, population } = content;
  const repeated = encodeUtf8(JSON.stringify(title + seed + population.query)).length;
  const bytes = encodeUtf8(renderMadeContent(content)).length + repeated + factsRoom;
  if (bytes <= limits.entryBytes) return null;
  const most = Math.floor((content.lines.length * limits.entryBytes) / bytes);
  return `The record of this sample would have ${bytes} bytes, and an entry of the custody log has at most ${limits.entryBytes}. Draw about ${most} lines, or two samples under two seeds.`;
}
