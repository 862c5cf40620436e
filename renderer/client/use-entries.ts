import { useMemo, useSyncExternalStore } from 'react';
import { useCaseClient } from './case-client-context.ts';
import { EntryPages } from './entry-pages.ts';

/** The rows of a bundle. The component draws again whenever rows that it looked at have arrived. */
export function useEntries(bundleId: string, total: number): EntryPages {
  const client = useCaseClient();
  const pages = useMemo(() => new EntryPages(client, bundleId, total), [client, bundleId, total]);
  useSyncExternalStore(pages.subscribe, pages.version);
  return pages;
}
