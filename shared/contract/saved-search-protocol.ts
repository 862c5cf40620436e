import type { NamedSearch, SavedSearch } from '../case/saved-search.ts';
import type { PastSearch } from '../case/search-facts.ts';
import type { ExportedFile } from './case-protocol.ts';
import type { SearchOrder } from './search-protocol.ts';

/** What the window can ask about searches that are kept and that were run; a part of the case protocol. */
export interface SavedSearchRequests {
  listSearches: { readonly args: { readonly caseId: string }; readonly answer: SearchShelf };
  /** Writes into the custody log that this was asked, and what is found now. Null when its last search says the same. */
  recordSearch: {
    readonly args: Pick<SearchOrder, 'caseId' | 'bundleIds' | 'query'>;
    readonly answer: PastSearch | null;
  };
  /** With an id in the place of the search that has it, else as a new one. */
  saveSearch: {
    readonly args: {
      readonly caseId: string;
      readonly searchId: string | null;
      readonly search: NamedSearch;
    };
    readonly answer: SearchShelf;
  };
  deleteSearch: {
    readonly args: { readonly caseId: string; readonly searchId: string };
    readonly answer: SearchShelf;
  };
  exportSearches: { readonly args: { readonly caseId: string }; readonly answer: ExportedFile };
  /** All searches of the file that the case does not have yet, or none when the file cannot be read. */
  importSearches: {
    readonly args: { readonly caseId: string; readonly bytes: Uint8Array };
    readonly answer: { readonly shelf: SearchShelf; readonly added: number; readonly known: number };
  };
}

export interface SearchShelf {
  /** By name. */
  readonly saved: readonly SavedSearch[];
  /** As the custody log has them, the newest first. */
  readonly past: readonly PastSearch[];
}
