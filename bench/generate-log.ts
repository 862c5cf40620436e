import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const services = ['orders', 'billing', 'identity', 'reports', 'archive'];
const actions = ['record.read', 'record.update', 'export.start', 'session.open', 'session.close', 'db.query'];
const outcomes = ['success', 'success', 'success', 'success', 'denied', 'error'];
const agents = ['Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0', 'curl/8.9.1', 'batch-runner/4.2 (nightly)'];

/**
 * Writes a made-up access log as newline-delimited JSON, some 300 bytes an event. The same seed and size give the
 * same bytes, so that two runs measure the same work.
 */
export async function writeLog(path: string, events: number, seed: number): Promise<void> {
  const next = createRandom(seed);
  const pick = (list: readonly string[]) => list[next(list.length)] ?? '';
  const file = createWriteStream(path);
  const start = Date.UTC(2026, 0, 1);
  let text = '';
  for (let index = 0; index < events; index++) {
    const event = {
      ts: new Date(start + index * 137).toISOString(),
      actor: { id: `u-${next(20_000)}`, role: pick(['clerk', 'auditor', 'operator']) },
      action: pick(actions),
      target: `case/2026/${next(900_000)}`,
      outcome: pick(outcomes),
      service: pick(services),
      source: { ip: `10.${next(256)}.${next(256)}.${next(256)}`, agent: pick(agents) },
      session: `s-${next(0x7fffffff).toString(36)}`,
      request: { durationMs: next(4_000), bytes: next(1_000_000), retry: next(10) === 0 },
    };
    text += `${JSON.stringify(event)}\n`;
    if (text.length < 1 << 20 && index < events - 1) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end();
  await once(file, 'finish');
}

/** Whole numbers below `limit`, the same ones for the same seed (xorshift32). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed | 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}
