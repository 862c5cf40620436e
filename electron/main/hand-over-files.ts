import type { Debugger } from 'electron';
import { openRequestInputId } from '../../shared/contract/host-bridge.ts';

/**
 * Puts files into the hidden file input of the window, whose page then receives ordinary `File` objects and a
 * `change` event. Electron cannot send a `File` to a page, and sending a path would hand the page a right to read
 * paths; the debugger protocol does what a person does with the file dialog. The debugger is attached for these
 * three commands only. Throws when the page has no such input or somebody else is debugging it.
 */
export async function handOverFiles(
  contents: { readonly debugger: Pick<Debugger, 'attach' | 'detach' | 'sendCommand'> },
  paths: readonly string[],
): Promise<void> {
  const { debugger: pageDebugger } = contents;
  pageDebugger.attach('1.3');
  try {
    const rootId = nodeIdIn(await pageDebugger.sendCommand('DOM.getDocument', { depth: 0 }), 'root');
    const selector = `input#${openRequestInputId}`;
    const inputId = nodeIdIn(
      await pageDebugger.sendCommand('DOM.querySelector', { nodeId: rootId, selector }),
    );
    await pageDebugger.sendCommand('DOM.setFileInputFiles', { nodeId: inputId, files: [...paths] });
  } finally {
    pageDebugger.detach();
  }
}

/** Reads `{nodeId}` or `{[key]: {nodeId}}`; the protocol answers 0 for "there is no such node". */
function nodeIdIn(answer: unknown, key?: string): number {
  const node = key === undefined ? answer : property(answer, key);
  const nodeId = property(node, 'nodeId');
  if (typeof nodeId !== 'number' || nodeId === 0) throw new Error('The page has no input for opened files');
  return nodeId;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
