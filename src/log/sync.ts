/**
 * Keeping two logs equal over one link (DESIGN section 4, "Sync"; docs/PROTOCOL.md, "Sync"). A pure state machine: frames and entries in, frames and items
 * out; the owner verifies, stores, moves bytes and keeps time.
 *
 *     start() ─► HAVE            receive(HAVE) ─► WANT           receive(WANT), then nextPush() as the link drains ─► PUSH
 *     receive(PUSH) ─► items ─► verify, ReadyQueue, store, RoomLog ─► stored() ─► ACK;  announce() ─► HAVE on other links;  handled() ─► more credit
 *
 * Invariants: an entry crosses a link at most once (branches of a fork and stripped payloads excepted); nothing is acknowledged before `stored`.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { itemPlaceOf } from './entry-item.js';
import type { Entry } from './entry.js';
import type { FetchPlan } from './fetch-plan.js';
import { Fetching } from './fetching.js';
import type { ForkProof } from './forks.js';
import { FORKS_MAX } from './log-limits.js';
import type { RoomLog } from './log.js';
import type { ReadyQueue } from './ready-queue.js';
import { Seeking } from './seeking.js';
import { Serving } from './serving.js';
import { NO_SYNC_EFFECTS } from './sync-effects.js';
import type { SyncEffects } from './sync-effects.js';
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
import { Telling } from './telling.js';

/** From so many waiting entries on, causes are sought at once. */
const SEEK_AT_ONCE = 256;

/** What the sessions of one room share. */
export interface SyncShared {
  readonly log: RoomLog;
  readonly queue: ReadyQueue;
  readonly plan: FetchPlan;
}

/** One link's part in keeping the logs equal. Only for links to members. */
export class SyncSession {
  readonly #shared: SyncShared;
  readonly #fetching: Fetching;
  readonly #serving: Serving;
  readonly #telling: Telling;
  readonly #seeking: Seeking;
  #forksHeard = 0;
  #isFirstFetchOver = false;

  /** `remotePk`: whose link this is; they are told what of theirs is stored and read here. */
  constructor(shared: SyncShared, remotePk: Bytes) {
    this.#shared = shared;
    this.#fetching = new Fetching(shared.log, shared.plan);
    this.#serving = new Serving(shared.log);
    this.#seeking = new Seeking(shared.log, shared.queue);
    this.#telling = new Telling(shared.log, remotePk.toHex());
  }

  /** How far the other side has each feed (`pk ‖ feed`, hexadecimal → count), as far as known. */
  get remoteVector(): FeedVector {
    return this.#fetching.theirs;
  }

  /** Whether the other side has told all that it has. */
  get hasHeard(): boolean {
    return this.#fetching.hasHeard;
  }

  /** How much was asked for on this link, and how much of it came. */
  get progress(): { readonly wanted: number; readonly received: number } {
    return this.#fetching.progress;
  }

  /** Whether all that was asked for has come. */
  get isCaughtUp(): boolean {
    return this.hasHeard && this.progress.received >= this.progress.wanted;
  }

  /** Whether `nextPush` has something. */
  get hasPushes(): boolean {
    return this.#serving.hasMore;
  }

  /** The first frames: all that is held, the known forks, and what of the other side's entries is stored. */
  start(): LogFrame[] {
    const { forks } = this.#shared.log;
    return [...this.#telling.all(), ...this.#telling.forks([...forks.values()]), ...this.#telling.acks()];
  }

  /** Takes a frame of type 0x40 to 0x4f; types of a newer version do nothing. Throws `ParleyError` when the other side is not to be listened to further. */
  receive(type: number, data: Bytes): SyncEffects {
    switch (type) {
      case LOG_FRAME.have: {
        const { isLast, lines } = parseHaveFrame(data);
        const branches = this.#fetching.heard(lines, isLast);
        return { ...NO_SYNC_EFFECTS, frames: [...this.#fetching.ask(this), ...this.#seeking.need(branches)] };
      }
      case LOG_FRAME.want: {
        const want = parseWantFrame(data);
        this.#serving.want(want);
        for (const { feedKey, to } of want.ranges) this.#fetching.noteSent(feedKey, to);
        return NO_SYNC_EFFECTS;
      }
      case LOG_FRAME.push: {
        const { isAskedFor, items } = parsePushFrame(data);
        this.#fetching.received(items.length, isAskedFor);
        for (const { feedKey, seq } of items.map(itemPlaceOf)) this.#fetching.came(this, feedKey, seq, isAskedFor);
        return { ...NO_SYNC_EFFECTS, items };
      }
      case LOG_FRAME.ack:
        return { ...NO_SYNC_EFFECTS, acks: this.#fetching.heardVector(parseVectorFrame(data)) };
      case LOG_FRAME.read:
        return { ...NO_SYNC_EFFECTS, reads: this.#fetching.heardVector(parseVectorFrame(data)) };
      case LOG_FRAME.fork: {
        const forkProofs = parseForkFrame(data);
        this.#forksHeard += forkProofs.length;
        if (this.#forksHeard > 2 * FORKS_MAX) throw new ParleyError('too-large', 'too many forks');
        return { ...NO_SYNC_EFFECTS, forkProofs };
      }
      case LOG_FRAME.need:
        this.#serving.need(parseNeedFrame(data), (feedKey) => this.remoteVector.get(feedKey) ?? 0);
        return NO_SYNC_EFFECTS;
      default:
        return NO_SYNC_EFFECTS;
    }
  }

  /** The next PUSH frame for a link that is ready for one, or `null`. */
  nextPush(): LogFrame | null {
    return this.#serving.next();
  }

  /**
   * Entries were added to the log. One's own (`isOwn`) go out unasked, through `nextPush`, if the other side has what precedes them; of all others it is
   * told with the frames returned, unless it has them.
   */
  announce(entries: readonly Entry[], { isOwn }: { readonly isOwn: boolean }): LogFrame[] {
    const feedKeys = new Set<string>();
    for (const entry of entries) {
      const theirs = this.remoteVector.get(entry.feedKey) ?? 0;
      if (isOwn && this.hasHeard && theirs === entry.seq) {
        this.#serving.push([entry]);
        this.#fetching.noteSent(entry.feedKey, entry.seq + 1);
      } else if (theirs <= entry.seq) {
        feedKeys.add(entry.feedKey);
      }
    }
    return this.#telling.news(feedKeys, this.remoteVector);
  }

  /** Tells of forks, each once. */
  announceForks(proofs: readonly ForkProof[]): LogFrame[] {
    return this.#telling.forks(proofs);
  }

  /** These entries, from whatever link, are durable and in the log: what of them is the other side's own is acknowledged. */
  stored(entries: readonly Entry[]): LogFrame[] {
    return this.#telling.acksFor(entries);
  }

  /** So many items of this link were dealt with, in whatever way. */
  handled(count: number): LogFrame[] {
    const frames = this.#fetching.handled(count);
    const isFirstFetchOver = this.isCaughtUp;
    const isTimeToSeek = this.#shared.queue.size >= SEEK_AT_ONCE || (isFirstFetchOver && !this.#isFirstFetchOver);
    this.#isFirstFetchOver ||= isFirstFetchOver;
    return isTimeToSeek ? [...frames, ...this.seekMissing()] : frames;
  }

  /** Tells the other side how far its own entries were read here. `vector` may hold more. */
  tellRead(vector: FeedVector): LogFrame[] {
    return this.#telling.reads(vector);
  }

  /** Asks for whatever others have stopped fetching. To be called on every session when one has ended or was told to `abandon`. */
  replan(): LogFrame[] {
    return this.#fetching.ask(this);
  }

  /** What was asked for here does not come: others may fetch it. */
  abandon(): boolean {
    return this.#fetching.abandon(this);
  }

  /**
   * Asks by name for causes that waiting entries lack, and for payloads that are missing, each once over this link. The owner calls it when entries have
   * been waiting for about a second: usually the cause is on its way over another link.
   */
  seekMissing(): LogFrame[] {
    return [...this.#fetching.askAgain(this.#seeking.stripped(this.remoteVector)), ...this.#seeking.causes()];
  }
}
