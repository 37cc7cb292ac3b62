/**
 * When to ask again for entries that the others have: an author was over a cap, and their budget refills; a link brings nothing of what it was asked for, and
 * others may have it, too. What comes late is still taken.
 */
import { Alarm } from '../lib/clock.js';
import type { Cancel } from '../lib/clock.js';
import type { PauseReason } from '../log/author-caps.js';
import type { SyncSession, SyncShared } from '../log/sync.js';
import type { HistorySession } from './history-session.js';
import type { RoomContext } from './room-setup.js';

/** How long an author is paused before they are asked for again, in milliseconds. */
const PAUSE_MS = 1_000;

/** How long a link may bring nothing that it was asked for, in milliseconds. */
const STALL_MS = 20_000;

/** What asking again needs of the history. */
export interface AskingHistory {
  readonly shared: SyncShared;
  readonly sessions: ReadonlySet<HistorySession>;
}

/** One room's asking again. */
export class AskingAgain {
  readonly #room: Pick<RoomContext, 'setup' | 'changed'>;
  readonly #history: AskingHistory;
  #cancelPause: Cancel | null = null;
  #isClosed = false;

  constructor(room: Pick<RoomContext, 'setup' | 'changed'>, history: AskingHistory) {
    this.#room = room;
    this.#history = history;
  }

  /** An author was paused. Whoever has sent all that one may have here is not waited for. */
  paused(reason: PauseReason): void {
    this.#room.changed();
    if (reason !== 'full' && !this.#isClosed) this.#cancelPause ??= this.#room.setup.clock.after(PAUSE_MS, () => this.#resume());
  }

  /** A link has brought nothing for too long. */
  stalled(sync: SyncSession): void {
    this.#history.shared.plan.setStalled(sync, true);
    for (const session of this.#history.sessions) if (session.sync !== sync) session.fetchMore();
    this.#room.changed();
  }

  /** Asks for nothing more. */
  close(): void {
    this.#isClosed = true;
    this.#cancelPause?.();
  }

  #resume(): void {
    this.#cancelPause = null;
    this.#history.shared.queue.caps.resume();
    for (const session of this.#history.sessions) session.fetchMore(false);
    this.#room.changed();
  }
}

/** Watches one link for whether what was asked for comes. */
export class StallWatch {
  readonly #alarm: Alarm;
  readonly #sync: SyncSession;
  readonly #onStalled: () => void;
  #isRunning = false;
  #came = 0;

  /** `onStalled`: nothing has come for too long; again and again, while it is so and frames come or go. */
  constructor(clock: RoomContext['setup']['clock'], sync: SyncSession, onStalled: () => void) {
    this.#alarm = new Alarm(clock);
    this.#sync = sync;
    this.#onStalled = onStalled;
  }

  /** Frames came or went. */
  look(): void {
    const { came, isOwed } = this.#sync;
    // However slowly it comes, as long as it does.
    if (isOwed && this.#isRunning && came === this.#came) return;
    this.#came = came;
    this.#isRunning = isOwed;
    if (!isOwed) this.#alarm.stop();
    else
      this.#alarm.set(STALL_MS, () => {
        this.#isRunning = false;
        this.#onStalled();
      });
  }
}
