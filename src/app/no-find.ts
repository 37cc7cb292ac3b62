/**
 * The state of finding while nothing is looked for.
 */
import type { FindView } from './find-state.js';

/** No search, in one room or in all. */
export function noFind(roomHex: string | null): FindView {
  return { roomHex, query: '', found: [], isBusy: false, share: null, hasMore: false, unopened: 0 };
}
