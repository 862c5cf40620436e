import type { CaseHandler } from './request-context.ts';

/** What all cases of this profile take, and what the browser would still give. */
export const storageRoom: CaseHandler<'storageRoom'> = ({ platform }) => platform.storageRoom();
