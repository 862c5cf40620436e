import { join } from 'node:path';
import type { Plugin } from 'vite';
import { compileKernel, type KernelName } from './compile-kernel.ts';

/** What each virtual module exports of its kernel. */
const modules: ReadonlyMap<string, { readonly kernel: KernelName; readonly exported: string }> = new Map([
  ['virtual:crc-kernel', { kernel: 'crc-kernel', exported: 'crcKernelBase64' }],
  ['virtual:digest-kernel', { kernel: 'digest-kernel', exported: 'digestKernelBase64' }],
  ['virtual:index-kernel', { kernel: 'index-kernel', exported: 'indexKernelBase64' }],
  ['virtual:text-kernel', { kernel: 'text-kernel', exported: 'textKernelBase64' }],
]);
/** Rollup's sign for a module that no other plugin may look for in the file system. */
const sign = '\0';

/**
 * Lets `import { digestKernelBase64 } from 'virtual:digest-kernel'` mean the compiled kernel. It is inlined as text:
 * the content policy lets neither the window nor its worker fetch anything, a file of its own included.
 */
export function kernelPlugin(root: string): Plugin {
  return {
    name: 'kernel',
    resolveId: (name) => (modules.has(name) ? sign + name : undefined),
    load(name) {
      const module = name.startsWith(sign) ? modules.get(name.slice(sign.length)) : undefined;
      if (module === undefined) return undefined;
      // So that a running test watcher or server compiles again after a change.
      this.addWatchFile(join(root, 'kernel'));
      const wasm = compileKernel(root, module.kernel);
      return `export const ${module.exported} = '${Buffer.from(wasm).toString('base64')}';`;
    },
  };
}
