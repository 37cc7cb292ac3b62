/**
 * Dropping the oldest messages of a room from this device: what they said goes, what their authors signed stays, so nothing is mistaken for damage or a fork.
 *
 *     drop:      record (durable) ──► log, in steps ──► history     cut short after the record, the rest goes when the room is opened next
 *     get back:  record gone (durable) ──► log ──► asked for from the members
 *
 * Invariant: what the log has dropped lies below the floor of the record, which the vault's seal authenticates. Only what was seen here is dropped, and of
 * one's own only what every other member has: so whoever was away still finds it with its author.
 */
import { floorSteps, planFloor } from '../log/floor.js';
import type { FloorPlan } from '../log/floor.js';
import type { RoomLog } from '../log/log.js';
import type { Json } from '../vault/vault.js';
import { floorJson, parseFloor } from './floor-record.js';
import type { HistorySession } from './history-session.js';
import type { Receipts } from './receipts.js';
import type { RoomContext } from './room-setup.js';

/** So many entries are dropped between two looks at what else there is to do. */
const DROPPED_TOGETHER = 1_000;

/** Which share of the work the log is: the rest is rewriting what is stored. */
const LOG_SHARE = 0.2;

/** What dropping needs of the history. */
export interface DroppingHistory {
  readonly log: RoomLog;
  readonly sessions: Iterable<Pick<HistorySession, 'fetchMore'>>;
  readonly receipts: Pick<Receipts, 'settledCount'>;
}

/** One room's dropping. */
export class Dropping {
  /** When messages were dropped last, milliseconds since 1970; `null` while there is no floor. */
  at: number | null = null;
  readonly #room: Pick<RoomContext, 'setup' | 'failed' | 'changed'>;
  readonly #history: DroppingHistory;
  readonly #closing = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(room: Pick<RoomContext, 'setup' | 'failed' | 'changed'>, history: DroppingHistory) {
    this.#room = room;
    this.#history = history;
  }

  /** Everything was read from the vault: below the floor it is without payload, whatever is stored of it. */
  load(): void {
    try {
      const kept = parseFloor(this.#room.setup.memory.readFloor());
      if (kept === null) return;
      this.#history.log.setFloor(kept.floor);
      this.at = kept.at;
    } catch (error) {
      this.#room.failed(error);
    }
  }

  /** How many messages would go if the newest `keep` (1 or more) stay. */
  countBut(keep: number): number {
    return this.#plan(keep).count;
  }

  /**
   * Drops all but the newest `keep` (1 or more); resolves with how many have gone, once localStorage holds nothing of them any more. `progress` hears which
   * share is done, from 0 to 1. Rejects as `Vault.put` before anything has gone, or as `History.replace`, or with an `AbortError` when the room is closed;
   * then the rest goes when it is opened next.
   */
  drop(keep: number, progress: (share: number) => void): Promise<number> {
    return this.#inTurn(async () => {
      const { floor, count } = this.#plan(keep);
      if (count === 0) return 0;
      const { clock, history } = this.#room.setup;
      const at = clock.wall();
      await this.#write(floorJson({ at, floor }));
      this.at = at;
      const gone = [];
      for (const step of floorSteps(this.#history.log.payloads.floor, floor, DROPPED_TOGETHER)) {
        this.#closing.signal.throwIfAborted();
        gone.push(...this.#history.log.setFloor(step));
        progress(LOG_SHARE * Math.min(1, gone.length / count));
        // Lets the page breathe.
        await new Promise<void>((resolve) => clock.after(0, resolve));
      }
      await history.replace(
        gone.map(({ itemBytes }) => itemBytes),
        (share) => {
          this.#closing.signal.throwIfAborted();
          progress(LOG_SHARE + (1 - LOG_SHARE) * share);
        },
      );
      return count;
    });
  }

  /** Nothing is dropped any more: what was, is asked for from the members. Rejects as `Vault.put`, and then all is as it was. */
  getBack(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#write(null);
      this.at = null;
      this.#history.log.setFloor(new Map());
      for (const session of this.#history.sessions) session.fetchMore();
      this.#room.changed();
    });
  }

  /** Drops nothing more. */
  close(): void {
    this.#closing.abort();
  }

  #inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Writes the record, or leaves it as it was. */
  async #write(value: Json): Promise<void> {
    const { memory } = this.#room.setup;
    const before = memory.readFloor();
    try {
      await memory.writeFloor(value);
    } catch (error) {
      // If this is refused as well, the vault has it right in memory, and writes it with what comes next.
      await memory.writeFloor(before).catch(() => undefined);
      throw error;
    }
  }

  #plan(keep: number): FloorPlan {
    const { log, receipts } = this.#history;
    return planFloor(log, keep, (feedKey) => receipts.settledCount(feedKey));
  }
}
