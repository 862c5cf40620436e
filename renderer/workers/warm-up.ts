import { defaultMapping } from '../../shared/adapters/read-event.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { publicKeyOf, signEd25519, verifyEd25519 } from '../../shared/crypto/ed25519.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** What a kernel has to go through before the platform compiles it a second time, for speed (measured). */
const lineCount = 4_000;

/**
 * Starts the threads that read segments and lets all kernels run for a moment, while nobody waits. A runtime compiles such code
 * twice, quickly at first and well when it has run for a while: a first import was six percent slower (measured).
 */
export async function warmUp({
  indexThreads,
  digests,
  crc32,
}: Pick<WorkerPlatform, 'indexThreads' | 'digests' | 'crc32'>): Promise<void> {
  indexThreads.start();
  // A signature as any other: the tables that all of them need are made now.
  const publicKey = publicKeyOf(new Uint8Array(32));
  verifyEd25519(signEd25519(publicKey, new Uint8Array(32)), publicKey, publicKey);
  const bytes = sampleLines();
  digests.createSha256().update(bytes);
  crc32(bytes);
  const pool = indexThreads.poolFor(defaultMapping);
  const member = 'data/segments/000000000000.ndjson';
  const scans = Array.from({ length: pool.width }, () =>
    pool.scan({ member, bytes: bytes.slice(), rootSizes: [] }),
  );
  await Promise.all(scans);
}

/** As logs have them. What they say is looked at by nobody. */
function sampleLines(): Uint8Array {
  const lines = Array.from({ length: lineCount }, (_, seq) => {
    const time = new Date(1_767_225_600_000 + 250 * seq).toISOString();
    const [actor, target] = [`u-${seq % 97}`, `case/2026/${seq % 1_009}`];
    return `{"seq":${seq},"prev":"${'0'.repeat(64)}","ts":"${time}","actor":{"id":"${actor}"},"action":"record.read","target":"${target}","outcome":"allowed","n":${seq}}\n`;
  });
  return encodeUtf8(lines.join(''));
}
