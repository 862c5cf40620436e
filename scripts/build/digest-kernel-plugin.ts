import { join } from 'node:path';
import type { Plugin } from 'vite';
import { compileDigestKernel } from './compile-digest-kernel.ts';

const moduleName = 'virtual:digest-kernel';
/** Rollup's sign for a module that no other plugin may look for in the file system. */
const resolvedName = `\0${moduleName}`;

/**
 * Lets `import { digestKernelBase64 } from 'virtual:digest-kernel'` mean the compiled kernel. It is inlined as text:
 * the content policy lets neither the window nor its worker fetch anything, a file of its own included.
 */
export function digestKernelPlugin(root: string): Plugin {
  return {
    name: 'digest-kernel',
    resolveId: (name) => (name === moduleName ? resolvedName : undefined),
    load(name) {
      if (name !== resolvedName) return undefined;
      // So that a running test watcher or server compiles again after a change.
      this.addWatchFile(join(root, 'kernel'));
      const wasm = compileDigestKernel(root);
      return `export const digestKernelBase64 = '${Buffer.from(wasm).toString('base64')}';`;
    },
  };
}
