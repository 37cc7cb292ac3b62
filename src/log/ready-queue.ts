/**
 * Between verifying and storing: holds back what is not ready (a cause is missing, or the time lies too far ahead), so that storage and the log only ever
 * get entries in causal order, with every cause before its effects.
 *
 *     verifyEntryItem → offer → (store durably what comes out) → RoomLog.addAll → SyncSession.announce
 *
 * Entries of people whom no act that counts let in are doubtful: they are held back apart, and not stored, until such an act comes, or until an entry that may
 * count waits for them as its cause. (Nobody honest cites what is void, but it may have counted for the one who cited it.)
 *
 * Pure: wall time comes in as an argument. Bounded: see `WaitingRoom`; what is forgotten for lack of room comes again, `onForgotten` says so.
 */
import { takeAllOf } from '../lib/lists.js';
import type { AuthorCaps } from './author-caps.js';
import { CoverChecks, UNCOVERED, bestOf } from './cover-checks.js';
import type { Entry } from './entry.js';
import { forkOf } from './forks.js';
import { causesOf } from './graph.js';
import type { RoomLog } from './log.js';
import { Standings } from './standings.js';
import { WaitingRoom } from './waiting-room.js';

/** How far an entry's time may lie ahead of one's own clock, in milliseconds, before the entry has to wait. */
export const FUTURE_TOLERANCE_MS = 10 * 60 * 1000;

/** Ids of refused entries that are remembered, so that what builds on them is refused at once. */
const REFUSED_MAX = 4096;

/** What entries are filed under that are early, or more than their author may have had stored by now; no id looks like that. */
const EARLY = 'early';
const PACED = 'paced';

/** How soon what waits for its author's budget is looked at again, in milliseconds. */
const PACE_MS = 1_000;

/** The queue of one room. */
export class ReadyQueue {
  /** What each author may have stored. */
  readonly caps: AuthorCaps;
  readonly #log: RoomLog;
  readonly #onForgotten: (entry: Entry) => void;
  readonly #waiting = new WaitingRoom(1024, 4096);
  /** Each filed under its own id. */
  readonly #doubtful = new WaitingRoom(256, 1024);
  /** What `offer` is about to give. */
  readonly #ready = new Map<string, Entry>();
  readonly #covers = new CoverChecks();
  readonly #standings: Standings;
  readonly #refused = new Set<string>();
  /** The log's members when doubtful entries were last looked at. */
  #membersSeen: ReturnType<RoomLog['members']> | null = null;
  /** When `offer` was called last. */
  #offeredAt = 0;

  /** `onForgotten`: an entry was given up for lack of room, or could not be stored, and has to be asked for again. */
  constructor(log: RoomLog, caps: AuthorCaps, onForgotten: (entry: Entry) => void) {
    this.#log = log;
    this.#standings = new Standings(log);
    this.caps = caps;
    this.#onForgotten = onForgotten;
  }

  /** How many entries wait. Doubtful ones do not: they may never be wanted. */
  get size(): number {
    return this.#waiting.size;
  }

  /** What waits for a cause, in order of arrival: authentic, and its author may turn out never to have been let in. */
  waiting(): readonly Entry[] {
    return [...this.#waiting.entries()];
  }

  /** Ids that are waited for and do not wait themselves. */
  missing(): string[] {
    return this.#waiting.missing().filter((id) => ![EARLY, PACED, UNCOVERED].includes(id));
  }

  /**
   * When to call `offer` with nothing, milliseconds since 1970, or `null`: when the next entry stops being too early; at once (0) when doubtful entries are to
   * be looked at again, since the log's members changed.
   */
  nextDue(): number | null {
    if (this.#doubtful.size > 0 && this.#log.members() !== this.#membersSeen) return 0;
    const times = this.#waiting.waitersOf(EARLY).map(({ time }) => time - FUTURE_TOLERANCE_MS);
    if (this.#waiting.waitersOf(PACED).length > 0) times.push(this.#offeredAt + PACE_MS);
    return times.length === 0 ? null : Math.min(...times);
  }

  /**
   * Takes verified entries and gives what can be stored and added now, in causal order: of these, and of those that waited for them. `wall` is the machine's
   * time, milliseconds since 1970. What it gave has to be in the log, or to be given to `unstored`, before the next call.
   */
  offer(entries: readonly Entry[], wall: number): readonly Entry[] {
    this.#covers.clear();
    this.#standings.clear();
    const queue = [...this.#due(wall), ...entries];
    this.#offeredAt = wall;
    this.#membersSeen = this.#log.members();
    // Grows while it is gone through: what comes out may free what waits.
    for (const offered of queue) {
      const entry = bestOf(offered, this.#waiting, this.#doubtful);
      if (!this.#isWanted(entry)) continue;
      this.#noteFork(entry);
      const causeIds = causesOf(entry).ids;
      const obstacle = this.#obstacle(entry, causeIds, wall);
      this.#noteCiting(entry, obstacle, queue);
      if (obstacle === null && this.#isRefused(entry, causeIds)) {
        if (this.#refused.size >= REFUSED_MAX) this.#refused.clear();
        this.#refused.add(entry.idText);
      } else if (this.#isDoubtful(entry, obstacle)) {
        this.#doubtful.put(entry, entry.idText).forEach(this.#onForgotten);
      } else if (obstacle === null) {
        const excess = this.caps.take(entry);
        if (excess === 'rate') this.#waiting.put(entry, PACED).forEach(this.#onForgotten);
        if (excess === 'full') this.#onForgotten(entry);
        if (excess !== null) continue;
        this.#ready.set(entry.idText, entry);
        this.#standings.announce(entry);
      } else {
        this.#waiting.put(entry, obstacle).forEach(this.#onForgotten);
        // What was doubtful is wanted now.
        queue.push(...this.#doubtful.release(obstacle));
        continue;
      }
      queue.push(...this.#waiting.release(entry.idText));
    }
    return takeAllOf(this.#ready);
  }

  /** What `offer` gave could not be stored: it is given up, and may be asked for and offered again. */
  unstored(entries: readonly Entry[]): void {
    this.caps.giveBack(entries);
    entries.forEach(this.#onForgotten);
  }

  /** What has to be looked at again by now. */
  #due(wall: number): readonly Entry[] {
    if ((this.nextDue() ?? Number.POSITIVE_INFINITY) > wall) return [];
    const doubtful = [...this.#doubtful.entries()];
    const inTime = [EARLY, PACED, UNCOVERED].flatMap((reason) => this.#waiting.release(reason));
    return [...inTime, ...doubtful.flatMap(({ idText }) => this.#doubtful.release(idText))];
  }

  /** What others build on is taken though its author has had enough: as soon as one of the two is here and waits for the other. */
  #noteCiting(entry: Entry, obstacle: string | null, queue: Entry[]): void {
    const cause = this.#waiting.get(obstacle ?? '');
    if (this.#citesOf(entry) || (cause !== null && this.#cite(entry, cause))) queue.push(...this.#waiting.release(PACED));
  }

  /** Whether what waits for an entry, in however many steps, makes it, or what waits between, be taken in any case. */
  #citesOf(entry: Entry): boolean {
    if (!this.caps.isStrained(entry.authorHex)) return false;
    // All of them, not the first that does.
    const cites = this.#waiting.waitersOf(entry.idText).map((effect) => [this.#citesOf(effect), this.#cite(effect, entry)]);
    return cites.flat().includes(true);
  }

  #cite(effect: Entry, cause: Entry): boolean {
    return this.caps.cite(effect, cause, this.#log.graph.feed(cause.feedKey)?.chain.length ?? 0);
  }

  #isWanted({ idText, isErased }: Entry): boolean {
    if ([this.#waiting, this.#doubtful, this.#ready, this.#refused].some((place) => place.has(idText))) return false;
    const held = this.#log.graph.get(idText);
    return held === null || (!isErased && this.#log.payloads.isWithheld(idText));
  }

  /** What keeps an entry from being ready, or `null`. */
  #obstacle(entry: Entry, causeIds: readonly string[], wall: number): string | null {
    // SECURITY: a clock far ahead cannot drag the room's order with it (ready-queue.test.ts: "holds back what claims to come from the future").
    if (entry.time > wall + FUTURE_TOLERANCE_MS) return EARLY;
    const isThere = (id: string): boolean => this.#ready.has(id) || this.#log.has(id);
    const missing = causeIds.find((id) => !this.#refused.has(id) && !isThere(id));
    return missing ?? this.#covers.obstacle(entry, isThere, wall + FUTURE_TOLERANCE_MS);
  }

  /** Whether an entry whose causes are all known can never count: it builds on what was refused, or nobody ever let its author in. */
  #isRefused(entry: Entry, causeIds: readonly string[]): boolean {
    return (
      causeIds.some((id) => this.#refused.has(id)) || (!this.#log.isBeginning(entry) && this.#standings.of(entry.authorHex) === 'unknown')
    );
  }

  /** Whether an entry is to be held back, not stored: nothing that counts lets its author in, or it builds on what is held back; and nobody needs it. */
  #isDoubtful(entry: Entry, obstacle: string | null): boolean {
    if (obstacle !== null) return this.#doubtful.has(obstacle) && !this.#mayCount(entry);
    // SECURITY: the removed cannot fill everybody's storage under keys they let in (ready-queue.test.ts: "holds back what those wrote whom the removed let in").
    return this.#standings.of(entry.authorHex) === 'named' && !this.#log.isStopped && !this.#mayCount(entry);
  }

  /** Whether an entry may count, or one that may waits for it. Each waits for one cause at a time, so this is no more than one walk. */
  #mayCount({ authorHex, idText }: Entry): boolean {
    return this.#standings.of(authorHex) === 'in' || this.#waiting.waitersOf(idText).some((waiter) => this.#mayCount(waiter));
  }

  /** Two entries for one place are a fork, whether or not the second is ready. */
  #noteFork(entry: Entry): void {
    const occupant = this.#log.graph.feed(entry.feedKey)?.chain[entry.seq]?.entry;
    if (occupant !== undefined && occupant.idText !== entry.idText) this.#log.addFork(forkOf(occupant, entry));
  }
}
