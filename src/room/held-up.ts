/**
 * What waits for its causes or for its time: causes that do not come are asked for by name, and of whom something is held up for long that is said.
 */
import { Alarm } from '../lib/clock.js';
import { FUTURE_TOLERANCE_MS } from '../log/ready-queue.js';
import type { SyncShared } from '../log/sync.js';
import type { HistorySession } from './history-session.js';
import type { RoomContext } from './room-setup.js';

/** How long entries wait for their causes before those are asked for by name, in milliseconds: usually they are on their way. */
const SEEK_AFTER_MS = 1_000;

/** What has waited from one look to the next, so many milliseconds later, is held up. */
const LOOK_MS = 10_000;

/** Why something of somebody's is held up: what it builds on has not come, or their clock is ahead of ours. */
export type HoldUp = 'causes' | 'early';

/** What waits in one room. */
export class HeldUp {
  readonly #room: Pick<RoomContext, 'setup' | 'changed'>;
  readonly #shared: SyncShared;
  readonly #sessions: ReadonlySet<HistorySession>;
  readonly #seek: Alarm;
  readonly #look: Alarm;
  #isSeeking = false;
  #isLooking = false;
  /** PUSH frames so far; those at the last look. */
  #taken = 0;
  #takenAtLook = 0;
  /** Ids of what waited at the last look; and of what is held up. */
  #seen: ReadonlySet<string> = new Set();
  #ids: ReadonlySet<string> = new Set();
  #byAuthor: ReadonlyMap<string, HoldUp> = new Map();

  /** `sessions`: those of the links that count. */
  constructor(room: Pick<RoomContext, 'setup' | 'changed'>, shared: SyncShared, sessions: ReadonlySet<HistorySession>) {
    this.#room = room;
    this.#seek = new Alarm(room.setup.clock);
    this.#look = new Alarm(room.setup.clock);
    this.#shared = shared;
    this.#sessions = sessions;
  }

  /** Why something of an author's (public key, hexadecimal) is held up, or `null`. */
  of(authorHex: string): HoldUp | null {
    return this.#byAuthor.get(authorHex) ?? null;
  }

  /** A PUSH came. */
  came(): void {
    this.#taken++;
  }

  /** The queue has changed. What is shown is looked at afterwards. */
  changed(): void {
    // What was held up and waits no more is said no more.
    if (this.#ids.size > 0) this.#say(this.#ids);
    if (this.#shared.queue.size === 0) return;
    if (!this.#isSeeking) this.#seekLater();
    if (!this.#isLooking) this.#lookLater();
  }

  /** Asks for nothing more, and looks at nothing. */
  close(): void {
    this.#seek.stop();
    this.#look.stop();
    [this.#isSeeking, this.#isLooking] = [true, true];
  }

  /** Whether something that was asked for is still coming. */
  #isComing(takenBefore: number): boolean {
    return this.#taken !== takenBefore && [...this.#sessions].some(({ sync }) => sync.underWay.left > 0);
  }

  /** While what was asked for keeps coming, the causes are among it: asking for them by name would bring everything twice, the newest first. */
  #seekLater(): void {
    this.#isSeeking = true;
    const takenBefore = this.#taken;
    this.#seek.set(SEEK_AFTER_MS, () => {
      if (this.#isComing(takenBefore)) return this.#seekLater();
      this.#isSeeking = false;
      for (const session of this.#sessions) session.fetchMore();
    });
  }

  #lookLater(): void {
    this.#isLooking = true;
    this.#look.set(LOOK_MS, () => {
      // A long history is not held up: it is on its way.
      const before: ReadonlySet<string> = this.#isComing(this.#takenAtLook) ? new Set() : this.#seen;
      this.#takenAtLook = this.#taken;
      this.#seen = new Set(this.#shared.queue.waiting().map(({ idText }) => idText));
      this.#say(before);
      this.#room.changed();
      this.#isLooking = this.#seen.size > 0;
      if (this.#isLooking) this.#lookLater();
    });
  }

  /** Of these, what still waits is held up. Of whoever sends more than is taken in, that is said anyway. */
  #say(ids: ReadonlySet<string>): void {
    const { queue } = this.#shared;
    const wall = this.#room.setup.clock.wall();
    const waiting = queue.waiting().filter(({ idText, authorHex }) => ids.has(idText) && !queue.caps.isStrained(authorHex));
    const byAuthor = new Map<string, HoldUp>();
    for (const { authorHex, time } of waiting) {
      if (time > wall + FUTURE_TOLERANCE_MS) byAuthor.set(authorHex, 'early');
      else if (!byAuthor.has(authorHex)) byAuthor.set(authorHex, 'causes');
    }
    this.#ids = new Set(waiting.map(({ idText }) => idText));
    this.#byAuthor = byAuthor;
  }
}
