/**
 * The file of a part that is loaded while the program runs. `sources` is the digest of what is built: a window that has outlived
 * its program must find no part rather than one of another build.
 */
export function laterFile(name: string, sources: string): string {
  return `${name}-${sources.slice(0, 16)}.js`;
}
