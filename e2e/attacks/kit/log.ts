/**
 * What a member holds: docs/PROTOCOL.md sections 13 and 15, as much as an honest member needs among honest members. Everything proved counts here, so
 * there are no forks, limits or voids; membership is who was created or admitted and has not left or been removed (section 16, without its conflicts).
 */
import { compare, hex, isSame } from './bytes.js';
import { KIND, ZERO_ID, bytesIn, feedKey, isProved, signEntry } from './entries.js';
import type { Body, Entry } from './entries.js';
import { random } from './primitives.js';
import type { FeedHead } from './room-frames.js';
import type { Identity, Room } from './room.js';

export class Log {
  readonly #room: Room;
  readonly #entries = new Map<string, Entry>();
  readonly #order = new Map<string, { readonly eff: number; readonly depth: number }>();
  readonly #feeds = new Map<string, Entry[]>();
  #waiting: Entry[] = [];

  constructor(room: Room) {
    this.#room = room;
  }

  /** What is held, in the order of section 15. */
  entries(): readonly Entry[] {
    return [...this.#entries.values()].toSorted((a, b) => this.#compare(a, b));
  }

  #orderOf(id: Uint8Array): { readonly eff: number; readonly depth: number } {
    return this.#order.get(hex(id)) ?? { eff: 0, depth: 0 };
  }

  #compare(a: Entry, b: Entry): number {
    const [first, second] = [this.#orderOf(a.id), this.#orderOf(b.id)];
    return first.eff - second.eff || first.depth - second.depth || compare(a.id, b.id);
  }

  /** Takes the entries of one frame. Throws `RangeError` when one does not verify; what came is held once its causes are. */
  take(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (!isSame(entry.rid, this.#room.rid)) throw new RangeError('room of an entry');
      if (!isProved(entry, entries)) throw new RangeError('signature of an entry');
    }
    this.#waiting.push(...entries.filter(({ id }) => !this.#entries.has(hex(id))));
    let ready: Entry | undefined;
    while ((ready = this.#waiting.find((entry) => causesOf(entry).every((id) => this.#entries.has(hex(id))))) !== undefined) {
      this.#waiting = this.#waiting.filter(({ id }) => !isSame(id, (ready as Entry).id));
      this.#store(ready);
    }
  }

  #store(entry: Entry): void {
    const causes = causesOf(entry).map((id) => this.#orderOf(id));
    const eff = Math.max(entry.time, ...causes.map((cause) => cause.eff));
    this.#order.set(hex(entry.id), { eff, depth: 1 + Math.max(0, ...causes.map((cause) => cause.depth)) });
    this.#entries.set(hex(entry.id), entry);
    const feed = this.#feeds.get(feedKey(entry)) ?? [];
    feed[entry.seq] = entry;
    this.#feeds.set(feedKey(entry), feed);
  }

  /** What HAVE tells. */
  have(): readonly FeedHead[] {
    return [...this.#feeds.values()].flatMap((feed) => {
      const last = feed.at(-1);
      return last === undefined ? [] : [{ pk: last.pk, feed: last.feed, count: feed.length, head: last.id }];
    });
  }

  /** How many of a feed are held. */
  count(name: Pick<Body, 'pk' | 'feed'>): number {
    return this.#feeds.get(feedKey(name))?.length ?? 0;
  }

  /** The entries of these ranges that are held, in order. */
  within(ranges: readonly (Pick<Body, 'pk' | 'feed'> & { readonly from: number; readonly to: number })[]): readonly Entry[] {
    return this.entries().filter((entry) =>
      ranges.some((range) => feedKey(range) === feedKey(entry) && range.from <= entry.seq && entry.seq < range.to),
    );
  }

  /** Who is in: public keys as text. */
  members(): ReadonlySet<string> {
    const members = new Set<string>();
    for (const entry of this.entries()) {
      if (entry.kind === KIND.create) members.add(hex(entry.pk));
      if (entry.kind === KIND.admit) members.add(hex(bytesIn(entry, 'pk')));
      if (entry.kind === KIND.remove) members.delete(hex(bytesIn(entry, 'pk')));
      if (entry.kind === KIND.leave) members.delete(hex(entry.pk));
    }
    return members;
  }

  /** Ids that nothing cites, but for `except`: what the next entry names as its parents. */
  parents(except: Uint8Array): readonly Uint8Array[] {
    const all = this.entries();
    const cited = new Set(all.flatMap((entry) => causesOf(entry).map(hex)));
    const heads = all.map(({ id }) => id).filter((id) => !cited.has(hex(id)));
    return heads
      .slice(-8)
      .filter((id) => !isSame(id, except))
      .toSorted(compare);
  }

  /** Whoever writes next in this feed writes this body. Fields can be given otherwise. */
  nextBody(identity: Identity, feed: Uint8Array, kind: number, changes: Partial<Body> = {}): Body {
    const mine = this.#feeds.get(feedKey({ pk: identity.pk, feed })) ?? [];
    const prev = mine.at(-1)?.id ?? ZERO_ID;
    const { rid } = this.#room;
    return { rid, pk: identity.pk, feed, seq: mine.length, prev, parents: this.parents(prev), time: Date.now(), kind, ...changes };
  }

  /** Writes an entry and holds it. */
  write(identity: Identity, feed: Uint8Array, kind: number, payload: Uint8Array, salt = random(16)): Entry {
    const entry = signEntry(identity.seed, this.nextBody(identity, feed, kind), payload, salt);
    this.#store(entry);
    return entry;
  }
}

/** Section 15. */
export function causesOf({ seq, prev, parents }: Pick<Body, 'seq' | 'prev' | 'parents'>): readonly Uint8Array[] {
  return seq > 0 ? [prev, ...parents] : parents;
}
