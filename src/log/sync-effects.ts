/**
 * What a frame of the log leads to.
 */
import type { Bytes } from '../lib/bytes.js';
import type { FeedVector, LogFrame } from './sync-frames.js';

/** What the owner of a session has to do after a frame. */
export interface SyncEffects {
  /** To be sent now. */
  readonly frames: readonly LogFrame[];
  /** PUSH items: verify, offer to the `ReadyQueue`, store, add; then `handled`. */
  readonly items: readonly Bytes[];
  /** What the other side has durably, and has read; for `Delivery`. */
  readonly acks: FeedVector | null;
  readonly reads: FeedVector | null;
  /** To be verified with `verifyForkProof` and given to `RoomLog.addFork`. */
  readonly forkProofs: readonly Bytes[];
}

/** Nothing to do. */
export const NO_SYNC_EFFECTS: SyncEffects = { frames: [], items: [], acks: null, reads: null, forkProofs: [] };
