import type { Progress } from '../../shared/contract/case-protocol.ts';
import type { SearchRequests } from '../../shared/contract/search-protocol.ts';

/** The part of the case client that a search uses. */
export interface SearchCalls {
  call<Name extends keyof SearchRequests>(
    name: Name,
    args: SearchRequests[Name]['args'],
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void },
  ): Promise<SearchRequests[Name]['answer']>;
}
