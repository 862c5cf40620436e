import { StoreError } from '../data/store-error.ts';

/** Of an index that nobody has compared yet: it may hold anything. */
export function contradiction(): StoreError {
  return new StoreError(
    'copy-altered',
    'The stored index contradicts itself, so nothing is searched in it. What is the matter, the check of the stored copy says.',
  );
}
