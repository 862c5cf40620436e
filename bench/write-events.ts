import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const batchCharacters = 1 << 20;

/** Writes events as newline-delimited JSON; `eventAt` makes each of them, in their order. */
export async function writeEvents(
  path: string,
  events: number,
  eventAt: (index: number) => object,
): Promise<void> {
  const file = createWriteStream(path);
  let text = '';
  for (let index = 0; index < events; index++) {
    text += `${JSON.stringify(eventAt(index))}\n`;
    if (text.length < batchCharacters && index < events - 1) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end();
  await once(file, 'finish');
}
