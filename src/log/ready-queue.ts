/**
 * Between verifying and storing: holds back what is not ready (a cause is missing, or the time lies too far ahead), so that storage and the log only ever
 * get entries in causal order, with every cause before its effects.
 *
 *     verifyEntryItem → offer → (store durably what comes out) → RoomLog.addAll → SyncSession.stored
 *
 * Entries of people whom no act that counts let in are doubtful: they are held back apart, and not stored, until such an act comes, or until an entry that may
 * count waits for them as its cause. (Nobody honest cites what is void, but it may have counted for the one who cited it.)
 *
 * Pure: wall time comes in as an argument. Bounded: see `WaitingRoom`; what is forgotten for lack of room comes again, `onForgotten` says so.
 */
import { Announcements } from './announcements.js';
import type { Entry } from './entry.js';
import { forkProofOf } from './forks.js';
import { causesOf } from './graph.js';
import {
  DOUBTFUL_MAX,
  DOUBTFUL_PER_AUTHOR_MAX,
  FUTURE_TOLERANCE_MS,
  REFUSED_REMEMBERED_MAX,
  WAITING_MAX,
  WAITING_PER_AUTHOR_MAX,
} from './log-limits.js';
import type { RoomLog } from './log.js';
import { ENTRY_KINDS } from './payload.js';
import { WaitingRoom } from './waiting-room.js';

/** What early entries are filed under; no id looks like that. */
const EARLY = 'early';

/** The queue of one room. */
export class ReadyQueue {
  readonly #log: RoomLog;
  readonly #onForgotten: (entry: Entry) => void;
  readonly #waiting = new WaitingRoom(WAITING_PER_AUTHOR_MAX, WAITING_MAX);
  /** Each filed under its own id. */
  readonly #doubtful = new WaitingRoom(DOUBTFUL_PER_AUTHOR_MAX, DOUBTFUL_MAX);
  /** Handed out and not in the log yet: being stored. */
  readonly #released = new Map<string, Entry>();
  readonly #announcements: Announcements;
  /** The log's members when doubtful entries were last looked at. */
  #membersSeen: ReturnType<RoomLog['members']> | null = null;
  readonly #refused = new Set<string>();
  #nextDue: number | null = null;

  /** `onForgotten`: an entry was given up for lack of room, or could not be stored, and has to be asked for again. */
  constructor(log: RoomLog, onForgotten: (entry: Entry) => void) {
    this.#log = log;
    this.#announcements = new Announcements(log);
    this.#onForgotten = onForgotten;
  }

  /** How many entries wait. Doubtful ones do not: they may never be wanted. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Verified entries that wait, in order of arrival: to show the newest before everything behind them is there. Not stored, not in the log. */
  waiting(): IterableIterator<Entry> {
    return this.#waiting.entries();
  }

  /** Ids that are waited for and neither held nor waiting. */
  missing(): string[] {
    return this.#waiting.missing().filter((id) => id !== EARLY && !this.#isHeld(id));
  }

  /**
   * When to call `offer` with nothing, milliseconds since 1970, or `null`: when the next entry stops being too early; at once (0) when doubtful entries are to
   * be looked at again, since the log's members changed.
   */
  nextDue(): number | null {
    if (this.#doubtful.size > 0 && this.#log.members() !== this.#membersSeen) return 0;
    return this.#nextDue;
  }

  /**
   * Takes verified entries and gives what can be stored and added now, in causal order: of these, and of those that waited for them. `wall` is the machine's
   * time, milliseconds since 1970.
   */
  offer(entries: readonly Entry[], wall: number): readonly Entry[] {
    this.#settleReleased();
    const ready: Entry[] = [];
    const queue = [...this.#due(wall), ...this.#reconsidered(), ...entries];
    this.#membersSeen = this.#log.members();
    // Grows while it is gone through: what comes out may free what waits.
    for (const entry of queue) {
      if (!this.#isWanted(entry)) continue;
      this.#noteFork(entry);
      const causeIds = causesOf(entry).ids;
      const cause = this.#obstacle(entry, causeIds, wall);
      if (cause === null && this.#isRefused(entry, causeIds)) {
        this.#rememberRefused(entry.idText);
      } else if (this.#isDoubtful(entry, cause)) {
        for (const forgotten of this.#doubtful.put(entry, entry.idText)) this.#onForgotten(forgotten);
      } else if (cause !== null) {
        this.#hold(entry, cause);
        // What was doubtful is wanted now.
        queue.push(...this.#doubtful.release(cause));
        continue;
      } else {
        this.#released.set(entry.idText, entry);
        this.#announcements.announce(entry);
        ready.push(entry);
      }
      queue.push(...this.#waiting.release(entry.idText));
    }
    return ready;
  }

  /** What `offer` gave could not be stored: it is given up, and may be asked for and offered again. */
  unstored(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#released.delete(entry.idText);
      this.#onForgotten(entry);
    }
  }

  /** Early entries, once the first of them is due. */
  #due(wall: number): readonly Entry[] {
    if (this.#nextDue === null || wall < this.#nextDue) return [];
    this.#nextDue = null;
    return this.#waiting.release(EARLY);
  }

  /** Doubtful entries, once somebody's standing may have changed. */
  #reconsidered(): readonly Entry[] {
    if (this.#doubtful.size === 0 || this.#log.members() === this.#membersSeen) return [];
    return [...this.#doubtful.entries()].flatMap((entry) => this.#doubtful.release(entry.idText));
  }

  #hold(entry: Entry, cause: string): void {
    for (const forgotten of this.#waiting.put(entry, cause)) this.#onForgotten(forgotten);
    if (cause === EARLY) this.#nextDue = Math.min(this.#nextDue ?? Number.POSITIVE_INFINITY, entry.time - FUTURE_TOLERANCE_MS);
  }

  #isHeld(idText: string): boolean {
    return this.#released.has(idText) || this.#log.has(idText);
  }

  #isWanted(entry: Entry): boolean {
    const { idText } = entry;
    if ([this.#waiting, this.#doubtful, this.#released, this.#refused].some((place) => place.has(idText))) return false;
    const held = this.#log.get(entry.idText);
    return held === null || (held.isErased && !entry.isErased && this.#log.isWithheld(entry.idText));
  }

  /** What keeps an entry from being ready, or `null`. */
  #obstacle(entry: Entry, causeIds: readonly string[], wall: number): string | null {
    // SECURITY: a clock far ahead cannot drag the room's order with it (ready-queue.test.ts: "holds back what claims to come from the future").
    if (entry.time > wall + FUTURE_TOLERANCE_MS) return EARLY;
    return causeIds.find((id) => !this.#refused.has(id) && !this.#isHeld(id)) ?? null;
  }

  /** Whether an entry whose causes are all known can never count: it builds on what was refused, or nobody ever let its author in. */
  #isRefused(entry: Entry, causeIds: readonly string[]): boolean {
    if (causeIds.some((id) => this.#refused.has(id))) return true;
    const isBeginning = entry.kind === ENTRY_KINDS.create && this.#log.mayBegin(entry.authorHex);
    return !isBeginning && !this.#announcements.isKnown(entry.authorHex);
  }

  /** Whether an entry is to be held back, not stored: nothing that counts lets its author in, or it builds on what is held back; and nobody needs it. */
  #isDoubtful(entry: Entry, cause: string | null): boolean {
    if (cause !== null) return this.#doubtful.has(cause) && !this.#mayCount(entry);
    // SECURITY: who was removed cannot fill everybody's storage under keys they let in (ready-queue.test.ts: "holds back what those wrote whom the removed let in").
    const { authorHex } = entry;
    const isBeginning = entry.kind === ENTRY_KINDS.create && this.#log.mayBegin(authorHex);
    if (isBeginning || this.#announcements.isLetIn(authorHex) || this.#log.isStopped) return false;
    return !this.#mayCount(entry);
  }

  /** Whether an entry may count, or one that may waits for it. Each waits for one cause at a time, so this is no more than one walk. */
  #mayCount({ authorHex, idText }: Entry): boolean {
    return this.#announcements.isHeard(authorHex) || [...this.#waiting.waitersOf(idText)].some((waiter) => this.#mayCount(waiter));
  }

  #rememberRefused(idText: string): void {
    const [oldest] = this.#refused;
    if (this.#refused.size >= REFUSED_REMEMBERED_MAX && oldest !== undefined) this.#refused.delete(oldest);
    this.#refused.add(idText);
  }

  #settleReleased(): void {
    for (const idText of this.#released.keys()) if (this.#log.has(idText)) this.#released.delete(idText);
    this.#announcements.reset(this.#released.values());
  }

  /** Two entries for one place are a fork, whether or not the second is ready. */
  #noteFork(entry: Entry): void {
    const occupant = this.#log.graph.feed(entry.feedKey)?.chain[entry.seq]?.entry;
    if (occupant !== undefined && occupant.idText !== entry.idText) this.#log.addFork(forkProofOf(occupant, entry));
  }
}
