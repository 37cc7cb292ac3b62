/**
 * Who has, and who has read, one's own messages: true states only (DESIGN section 4, "Sync"). `delivered` and `read` are what a person's own link said about
 * that person; `carried` means that somebody else's link said so about themselves. Nobody speaks for anybody else.
 *
 * Vectors are cumulative and merged by maximum: what was true stays true.
 */
import { ParleyError } from '../lib/errors.js';
import { SEQ_MAX } from './log-limits.js';
import type { FeedVector } from './sync-frames.js';

/** The steps of a message towards one person, from the least. */
export type DeliveryStage = 'waiting' | 'carried' | 'delivered' | 'read';

/** How a message stands with one person. `carrierHex`: key of somebody who carries it for them, for `carried`. */
export interface DeliveryState {
  readonly stage: DeliveryStage;
  readonly carrierHex: string | null;
}

/** Entries of a feed whose state may have changed: `from` ≤ seq < `to`. `feedKey` is `pk ‖ feed`, hexadecimal. */
export interface DeliveryChange {
  readonly feedKey: string;
  readonly from: number;
  readonly to: number;
}

/** A place in a feed; an `Entry` fits. */
export interface FeedPlace {
  readonly feedKey: string;
  readonly authorHex: string;
  readonly seq: number;
}

/** Counts by feed key, by person. */
export type DeliveryJson = { readonly [pkHex: string]: { readonly [feedKey: string]: readonly [acked: number, read: number] } };

const STAGES: readonly DeliveryStage[] = ['waiting', 'carried', 'delivered', 'read'];

/** `[acknowledged, read]` of one feed. Reading implies having. */
type FeedCounts = [acked: number, read: number];

/** What is known of one room's receipts. People are named by public key, hexadecimal. */
export class Delivery {
  readonly #byPerson = new Map<string, Map<string, FeedCounts>>();

  /** The person says to have these entries durably. Gives what changed. */
  acked(pkHex: string, vector: FeedVector): readonly DeliveryChange[] {
    return this.#merge(pkHex, vector, 0);
  }

  /** The person says to have read up to there. Gives what changed. */
  read(pkHex: string, vector: FeedVector): readonly DeliveryChange[] {
    return this.#merge(pkHex, vector, 1);
  }

  /** How a message stands with one person. `carriers`: who may be said to carry it; those who are in the room. */
  stateFor(place: FeedPlace, recipientHex: string, carriers: Iterable<string>): DeliveryState {
    const [acked, read] = this.#counts(recipientHex, place.feedKey);
    if (read > place.seq) return { stage: 'read', carrierHex: null };
    if (acked > place.seq) return { stage: 'delivered', carrierHex: null };
    for (const carrierHex of carriers) {
      if (carrierHex === recipientHex || carrierHex === place.authorHex) continue;
      if (this.#counts(carrierHex, place.feedKey)[0] > place.seq) return { stage: 'carried', carrierHex };
    }
    return { stage: 'waiting', carrierHex: null };
  }

  /** How a message stands with everybody: the least advanced of its states; `null` without recipients. */
  summaryFor(place: FeedPlace, recipients: Iterable<string>, carriers: Iterable<string>): DeliveryStage | null {
    const carrierList = [...carriers];
    let least = STAGES.length;
    for (const recipientHex of recipients) least = Math.min(least, STAGES.indexOf(this.stateFor(place, recipientHex, carrierList).stage));
    return STAGES[least] ?? null;
  }

  /** How far a person has, and has read, a feed. */
  countsOf(pkHex: string, feedKey: string): { readonly acked: number; readonly read: number } {
    const [acked, read] = this.#counts(pkHex, feedKey);
    return { acked, read };
  }

  /** For a record of the vault. */
  toJson(): DeliveryJson {
    return Object.fromEntries([...this.#byPerson].map(([pkHex, feeds]) => [pkHex, Object.fromEntries(feeds)]));
  }

  /** Reads what `toJson` wrote. Throws `ParleyError('malformed')` on anything else. */
  static fromJson(json: unknown): Delivery {
    const delivery = new Delivery();
    for (const [pkHex, feeds] of recordEntries(json, /^[0-9a-f]{64}$/u)) {
      for (const [feedKey, counts] of recordEntries(feeds, /^[0-9a-f]{80}$/u)) delivery.#feedsOf(pkHex).set(feedKey, readCounts(counts));
    }
    return delivery;
  }

  #counts(pkHex: string, feedKey: string): FeedCounts {
    return this.#byPerson.get(pkHex)?.get(feedKey) ?? [0, 0];
  }

  #feedsOf(pkHex: string): Map<string, FeedCounts> {
    let feeds = this.#byPerson.get(pkHex);
    if (feeds === undefined) {
      feeds = new Map();
      this.#byPerson.set(pkHex, feeds);
    }
    return feeds;
  }

  #merge(pkHex: string, vector: FeedVector, which: 0 | 1): readonly DeliveryChange[] {
    const changes: DeliveryChange[] = [];
    for (const [feedKey, count] of vector) {
      const known = this.#counts(pkHex, feedKey);
      if (count <= known[which]) continue;
      this.#feedsOf(pkHex).set(feedKey, which === 0 ? [count, known[1]] : [Math.max(count, known[0]), count]);
      changes.push({ feedKey, from: known[which], to: count });
    }
    return changes;
  }
}

function recordEntries(json: unknown, key: RegExp): [string, unknown][] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new ParleyError('malformed', 'not a record of receipts');
  const entries = Object.entries(json);
  if (!entries.every(([name]) => key.test(name))) throw new ParleyError('malformed', 'not a record of receipts');
  return entries;
}

function readCounts(json: unknown): FeedCounts {
  const [acked, read, ...more] = Array.isArray(json) ? (json as unknown[]) : [];
  if (!isFeedCount(acked) || !isFeedCount(read) || more.length > 0 || read > acked)
    throw new ParleyError('malformed', 'not counts of receipts');
  return [acked, read];
}

function isFeedCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= SEQ_MAX + 1;
}
