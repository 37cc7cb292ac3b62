/**
 * What the browser says of the room that this origin has for IndexedDB, where it answers.
 *
 * It is only asked, never for leave: `navigator.storage.persist()` shows a question in Firefox, and never answers where nobody can see it.
 */
import type { Clock } from '../lib/clock.js';
import { withinTime } from '../lib/within-time.js';

/** Asks the browser, as `navigator.storage.estimate()`; may reject, or never answer. */
export type RoomEstimate = () => Promise<StorageEstimate>;

/** Bytes that this origin uses and may use, as the browser estimates them: with everything else it keeps for the origin. */
export interface OriginRoom {
  readonly used: number;
  readonly limit: number;
}

/** Some answer within milliseconds; after so many we go on without. */
const ESTIMATE_MS = 1_000;

/** The browser's own answer. */
export const browserEstimate: RoomEstimate = () => navigator.storage.estimate();

/** `null` when the browser does not answer, or not within a second. Never rejects. */
export async function askOriginRoom(estimate: RoomEstimate, clock: Clock): Promise<OriginRoom | null> {
  try {
    const answer = await withinTime(clock, ESTIMATE_MS, estimate());
    const { usage, quota } = answer ?? {};
    return usage === undefined || quota === undefined ? null : { used: usage, limit: quota };
  } catch {
    // It is a convenience: whether there is room is seen when something is written.
    return null;
  }
}
