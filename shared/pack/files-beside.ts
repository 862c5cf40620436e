import type { PackFiles } from './check-pack.ts';
import { packPaths, reportFolder } from './pack-layout.ts';

/** The files that lie beside `report.json` in a pack, by their names there. */
export function filesBeside(files: PackFiles): ReadonlyMap<string, Uint8Array> {
  const beside = [...files].filter(([path]) => path.startsWith(reportFolder) && path !== packPaths.report);
  return new Map(beside.map(([path, content]) => [path.slice(reportFolder.length), content]));
}
