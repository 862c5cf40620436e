import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Throws when the built page could not run under the content policy, or would ask anything outside its folder.
 * The browser would refuse these too, but only when somebody looks.
 */
export function assertPolicyHolds(folder: string): void {
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replace(/<!--.*?-->/gs, '');
  const faults = [
    [/<script(?![^>]*\bsrc=)/i, 'an inline script'],
    [/<style\b/i, 'an inline style sheet'],
    [/\sstyle\s*=/i, 'a style attribute'],
    [/\son[a-z]+\s*=/i, 'an inline event handler'],
    [/(?:src|href)\s*=\s*["']?(?:[a-z][a-z0-9+.-]*:|\/\/)/i, 'an address outside the build'],
    [/<base\b/i, 'a base address'],
  ] as const;
  for (const [pattern, what] of faults) {
    if (pattern.test(page))
      throw new Error(`build/renderer/index.html holds ${what}, which the content policy refuses`);
  }
}
