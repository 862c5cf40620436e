import { createDraw } from './create-draw.ts';
import type { MadeUpLog } from './prepare-bundle.ts';
import { writeEvents } from './write-events.ts';

const services = ['orders', 'billing', 'identity', 'reports', 'archive'];
const actions = ['record.read', 'record.update', 'export.start', 'session.open', 'session.close', 'db.query'];
const outcomes = ['success', 'success', 'success', 'success', 'denied', 'error'];
const agents = ['Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0', 'curl/8.9.1', 'batch-runner/4.2 (nightly)'];

/** An access log of the house model, some 300 bytes an event. */
export const accessLog: MadeUpLog = { sealOptions: [], write: writeLog };

async function writeLog(path: string, events: number, seed: number): Promise<void> {
  const { below, pick } = createDraw(seed);
  const start = Date.UTC(2026, 0, 1);
  await writeEvents(path, events, (index) => ({
    ts: new Date(start + index * 137).toISOString(),
    actor: { id: `u-${below(20_000)}`, role: pick(['clerk', 'auditor', 'operator']) },
    action: pick(actions),
    target: `case/2026/${below(900_000)}`,
    outcome: pick(outcomes),
    service: pick(services),
    source: { ip: `10.${below(256)}.${below(256)}.${below(256)}`, agent: pick(agents) },
    session: `s-${below(0x7fffffff).toString(36)}`,
    request: { durationMs: below(4_000), bytes: below(1_000_000), retry: below(10) === 0 },
  }));
}
