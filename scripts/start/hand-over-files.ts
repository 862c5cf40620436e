import { openRequestInputId } from '../../shared/contract/host-bridge.ts';
import { windowAddress } from './browser-arguments.ts';
import type { DebugPipe } from './debug-pipe.ts';

/** A loaded page has the input at once; this is for a slow machine. */
const patienceMillis = 30_000;
const pauseMillis = 100;

/**
 * Puts files into the hidden file input of the window, as a person does with the file dialog: the page receives
 * ordinary `File` objects, no byte is copied, nothing is requested and the page learns no path.
 * Throws when the window does not show up.
 */
export async function handOverFiles(pipe: DebugPipe, files: readonly string[]): Promise<void> {
  const targetId = await patiently(() => findWindow(pipe));
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  if (typeof sessionId !== 'string') throw new Error('the browser gave no session');
  const nodeId = await patiently(() => findInput(pipe, sessionId));
  await pipe.send('DOM.setFileInputFiles', { nodeId, files }, sessionId);
  await pipe.send('Target.detachFromTarget', { sessionId });
}

async function findWindow(pipe: DebugPipe): Promise<string | null> {
  const { targetInfos } = await pipe.send('Target.getTargets', {});
  const targets = targetInfos as readonly { type: string; url: string; targetId: string }[]; // the protocol's shape
  return targets.find(({ type, url }) => type === 'page' && url.startsWith(windowAddress))?.targetId ?? null;
}

async function findInput(pipe: DebugPipe, sessionId: string): Promise<number | null> {
  try {
    const { root } = await pipe.send('DOM.getDocument', { depth: 0 }, sessionId);
    const selector = `input#${openRequestInputId}`;
    const { nodeId } = await pipe.send(
      'DOM.querySelector',
      { nodeId: (root as { nodeId: number }).nodeId, selector }, // the protocol's shape
      sessionId,
    );
    return typeof nodeId === 'number' && nodeId !== 0 ? nodeId : null;
  } catch {
    // The document was replaced between the two questions: the page is still loading.
    return null;
  }
}

async function patiently<Value>(ask: () => Promise<Value | null>): Promise<Value> {
  for (const deadline = Date.now() + patienceMillis; Date.now() < deadline; ) {
    const value = await ask();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, pauseMillis));
  }
  throw new Error('the window did not load');
}
