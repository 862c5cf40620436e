import page from '../../docs/query.md?raw';

/** The page of the query language as it stands in the documents: the window explains it in the same words. */
export const queryPage: string = page;
