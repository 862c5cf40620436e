import { eventFields } from '../adapters/event-field.ts';
import { modelFields } from './model-fields.ts';
import type { SearchedLines } from './searched-lines.ts';

/** Names by which some field of the searched bundles is found: of the event model, ends of paths, and whole paths. */
export function knownNames(lines: SearchedLines): ReadonlySet<string> {
  const names = new Set<string>(eventFields.filter((field) => lines.hasField(field)));
  for (const name of modelFields.keys()) if (lines.hasField(name)) names.add(name);
  for (const { paths } of lines.bundles) {
    for (const dotted of paths.values()) {
      names.add(dotted.slice(dotted.lastIndexOf('.') + 1));
      names.add(dotted);
    }
  }
  return names;
}
