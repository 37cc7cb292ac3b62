/**
 * Keeping two logs equal over one link. See DESIGN section 4, "Sync", and docs/PROTOCOL.md, "Sync". A pure state machine: frames and entries in, frames and items
 * out; the owner verifies, stores, moves bytes and keeps time.
 *
 *     start() ─► HAVE            receive(HAVE) ─► WANT           receive(WANT), then nextPush() as the link drains ─► PUSH
 *     receive(PUSH) ─► items ─► verify, ReadyQueue, store, RoomLog ─► announce() ─► ACK; HAVE on other links;  handled() ─► more credit
 *
 * Invariants: an entry crosses a link at most once (branches of a fork and stripped payloads excepted); nothing is acknowledged before it is stored.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { Fetching } from './fetching.js';
import { FORKS_MAX } from './log-limits.js';
import {
  LOG_FRAME,
  parseForkFrame,
  parseHaveFrame,
  parseNeedFrame,
  parsePushFrame,
  parseVectorFrame,
  parseWantFrame,
} from './sync-frames.js';
import type { FeedVector, LogFrame } from './sync-frames.js';

export type { SyncShared } from './serving.js';

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

const NOTHING: SyncEffects = { frames: [], items: [], acks: null, reads: null, forkProofs: [] };

/** One link's part in keeping the logs equal. */
export class SyncSession extends Fetching {
  #forksHeard = 0;

  /** Takes a frame of type 0x40 to 0x4f; types of a newer version do nothing. Throws `ParleyError` when the other side is not to be listened to further. */
  receive(type: number, data: Bytes): SyncEffects {
    switch (type) {
      case LOG_FRAME.have:
        return { ...NOTHING, frames: this.heard(parseHaveFrame(data)) };
      case LOG_FRAME.want:
        this.want(parseWantFrame(data));
        break;
      case LOG_FRAME.push:
        return { ...NOTHING, items: this.received(parsePushFrame(data)) };
      case LOG_FRAME.ack:
        return { ...NOTHING, acks: this.heardVector(parseVectorFrame(data)) };
      case LOG_FRAME.read:
        return { ...NOTHING, reads: this.heardVector(parseVectorFrame(data)) };
      case LOG_FRAME.fork: {
        const forkProofs = parseForkFrame(data);
        this.#forksHeard += forkProofs.length;
        if (this.#forksHeard > 2 * FORKS_MAX) throw new ParleyError('too-large');
        return { ...NOTHING, forkProofs };
      }
      case LOG_FRAME.need:
        this.need(parseNeedFrame(data));
    }
    return NOTHING;
  }
}
