/**
 * Who has, and who has read, one's own messages: true states only (DESIGN section 4, "Sync"). `delivered` and `read` are what a person's own link said about
 * that person; `carried` means that somebody else's link said so about themselves. Nobody speaks for anybody else.
 *
 * Vectors are cumulative and merged by maximum: what was true stays true.
 */
import { ParleyError } from '../lib/errors.js';
import type { FeedVector } from './sync-frames.js';

/** The steps of a message towards one person, from the least. */
export type DeliveryStage = 'waiting' | 'carried' | 'delivered' | 'read';

/** How a message stands with one person. `carrierPkHex`: key of somebody who carries it for them, for `carried`. */
export interface DeliveryState {
  readonly step: DeliveryStage;
  readonly carrierPkHex: string | null;
}

/** How many entries of a feed a person has, and has read. Reading implies having. */
export interface FeedCounts {
  readonly acked: number;
  readonly read: number;
}

/** `[acked, read]` by feed key, by person. */
export type DeliveryJson = { readonly [pkHex: string]: { readonly [feedKey: string]: readonly [acked: number, read: number] } };

const DELIVERY_JSON = /^\{("[0-9a-f]{64}":\{("[0-9a-f]{80}":\[\d+,\d+\],?)*\},?)*\}$/u;

/** What is known of one room's receipts. People are named by public key, hexadecimal. */
export class Delivery {
  readonly #counts: Record<string, Record<string, readonly [acked: number, read: number]>>;

  /** Reads what `toJson` wrote. Throws `ParleyError('malformed')` on anything else. */
  constructor(json: unknown = {}) {
    if (!DELIVERY_JSON.test(JSON.stringify(json))) throw new ParleyError('malformed');
    this.#counts = structuredClone(json) as DeliveryJson;
  }

  /** The person says to have these entries durably (`acked`), or to have read up to there (`read`). Gives what of it is more than was known. */
  note(step: keyof FeedCounts, pkHex: string, vector: FeedVector): readonly [string, number][] {
    const feeds = (this.#counts[pkHex] ??= {});
    return [...vector].filter(([feedKey, count]) => {
      const known = this.countsOf(pkHex, feedKey);
      feeds[feedKey] = [Math.max(known.acked, count), step === 'read' ? Math.max(known.read, count) : known.read];
      return count > known[step];
    });
  }

  /** How a message (its place in a feed) stands with one person. `carriers`: who else may be said to carry it; not its author. */
  stateFor(
    { feedKey, seq }: { readonly feedKey: string; readonly seq: number },
    pkHex: string,
    carriers: readonly string[],
  ): DeliveryState {
    const { acked, read } = this.countsOf(pkHex, feedKey);
    if (acked > seq) return { step: read > seq ? 'read' : 'delivered', carrierPkHex: null };
    const carrierPkHex = carriers.find((carrier) => this.countsOf(carrier, feedKey).acked > seq) ?? null;
    return { step: carrierPkHex === null ? 'waiting' : 'carried', carrierPkHex };
  }

  /** How far a person has, and has read, a feed. */
  countsOf(pkHex: string, feedKey: string): FeedCounts {
    const [acked, read] = this.#counts[pkHex]?.[feedKey] ?? [0, 0];
    return { acked, read };
  }

  /** For a record of the vault. */
  toJson(): DeliveryJson {
    return structuredClone(this.#counts);
  }
}
