import { loadedLater } from '../../shared/bytes/loaded-later.ts';

/** What reads bundles whole and judges them, with all that certificates take. */
export const loadJudging = () => loadedLater(import('./judging.ts'));
