/**
 * One search through the messages of some rooms, from the newest on, in slices between which the page answers.
 *
 * Nothing is kept beside the history: texts stay packed and are unpacked to be looked at. So a search costs a second or so in a room of a hundred thousand
 * messages, and what was said is nowhere but where it is sealed.
 */
import { foldText } from '../lib/folding.js';
import type { AppContext } from './app-parts.js';
import { excerptOf } from './excerpt.js';
import type { FoundView } from './find-state.js';
import { wordsOf } from './message-parts.js';
import type { OpenRoom } from './open-room.js';
import { personViews, trustEvidence } from './person-views.js';
import type { PersonViews } from './person-views.js';

/** So long does a slice take, in milliseconds: short enough that nobody notices. */
const SLICE_MS = 8;

/** So many entries are looked at between two looks at the clock, and at most in a slice. */
const LOOKED_AT_ONCE = 64;
const SLICE_ENTRIES = 4_096;

/** How far a room is looked through, from its end. */
interface Cursor {
  readonly open: OpenRoom;
  /** How many entries stand before what was looked at. */
  before: number;
  people: PersonViews | null;
}

/** A search for words that are folded already. Runs until it is stopped, has found enough, or has looked at everything. */
export class Searching {
  /** What was found, the newest first. */
  found: readonly FoundView[] = [];
  readonly #context: AppContext;
  readonly #words: readonly string[];
  readonly #cursors: Cursor[] = [];
  readonly #ids = new Set<string>();
  #total = 0;
  #isStopped = false;

  constructor(context: AppContext, words: readonly string[]) {
    this.#context = context;
    this.#words = words;
  }

  /** Looks through this room, too. */
  add(open: OpenRoom): void {
    const { length } = open.room.history.log.timeline;
    this.#total += length;
    this.#cursors.push({ open, before: length, people: null });
  }

  /** Whether this room is looked through. */
  has({ room }: OpenRoom): boolean {
    return this.#cursors.some(({ open }) => open.room === room);
  }

  /** Whether there is more to look at. */
  get hasMore(): boolean {
    return this.#cursors.some(({ before }) => before > 0);
  }

  /** Which share was looked at, from 0 to 1. */
  get share(): number {
    const left = this.#cursors.reduce((sum, { before }) => sum + before, 0);
    return this.#total === 0 ? 1 : 1 - left / this.#total;
  }

  /** Goes on until so many are found in all; `true` then, or when there is no more, `false` when it was stopped meanwhile. */
  async run(enough: number): Promise<boolean> {
    const { clock, changed } = this.#context;
    while (!this.#isStopped && this.found.length < enough && this.hasMore) {
      this.#slice(enough);
      changed();
      await new Promise<void>((resolve) => clock.after(0, resolve));
    }
    return !this.#isStopped;
  }

  /** What has gone meanwhile is not found any more. */
  review(): void {
    const isHere = ({ ridHex, id }: FoundView): boolean =>
      this.#cursors.some(({ open: { room } }) => room.ridHex === ridHex && room.history.log.graph.get(id)?.entry.isErased === false);
    if (!this.found.every(isHere)) this.found = this.found.filter(isHere);
  }

  stop(): void {
    this.#isStopped = true;
  }

  #slice(enough: number): void {
    const { clock } = this.#context;
    const until = clock.now() + SLICE_MS;
    const fresh: FoundView[] = [];
    let looked = 0;
    do {
      const cursor = this.#newest();
      if (cursor === undefined) break;
      fresh.push(...this.#look(cursor));
      looked += LOOKED_AT_ONCE;
    } while (looked < SLICE_ENTRIES && clock.now() < until && this.found.length + fresh.length < enough);
    if (fresh.length > 0) this.found = [...this.found, ...fresh].sort((a, b) => b.time - a.time);
  }

  /** The room whose next entry is the newest. */
  #newest(): Cursor | undefined {
    const timeOf = ({ open, before }: Cursor): number => open.room.history.log.timeline.slice(before - 1, before)[0]?.time ?? 0;
    const left = this.#cursors.filter(({ before }) => before > 0);
    return left.length < 2 ? left[0] : left.reduce((a, b) => (timeOf(b) > timeOf(a) ? b : a));
  }

  /** Looks at the next few entries. What came or went meanwhile moves places by a few: what is seen twice is found once. */
  #look(cursor: Cursor): FoundView[] {
    const { room } = cursor.open;
    const { log, ownPkHex } = room.history;
    const from = Math.max(0, cursor.before - LOOKED_AT_ONCE);
    const entries = log.timeline.slice(from, cursor.before);
    cursor.before = from;
    return entries.reverse().flatMap((entry) => {
      const { idText, authorHex, time } = entry;
      // As it reads now, if it was edited.
      const text = wordsOf(log, entry);
      if (text === null || this.#ids.has(idText) || !this.#isMatch(text)) return [];
      this.#ids.add(idText);
      cursor.people ??= personViews(this.#context, room, trustEvidence(this.#context, room, cursor.open.record));
      return {
        ridHex: room.ridHex,
        roomName: cursor.open.name(),
        id: idText,
        authorName: cursor.people[authorHex]?.name ?? '',
        isMine: authorHex === ownPkHex,
        time,
        excerpt: excerptOf(text, this.#words),
      };
    });
  }

  #isMatch(text: string): boolean {
    const folded = foldText(text);
    return this.#words.every((word) => folded.includes(word));
  }
}
