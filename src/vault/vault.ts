/**
 * What the rest of Parley asks of storage. Everything behind it is sealed with a key that exists only while the vault is open (DESIGN section 5).
 */
import type { Bytes } from '../lib/bytes.js';

/** JSON as it is kept in a record. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An open vault: small named records, and one history per room. */
export interface Vault {
  /** A record as it was last put, or `null`. Records are decrypted when the vault is opened, so this needs no waiting. */
  get(name: string): Json | null;
  /** The names of all records that begin with `prefix`, sorted. */
  names(prefix: string): readonly string[];
  /**
   * Replaces a record (`null` removes it). `get` answers with the new value at once; the promise resolves when the value is **durable**: it survives
   * `kill -9`. Rejects with `ParleyError` `storage-full` or `storage-unavailable`; the record in memory then stays changed and the write is tried again with the next one.
   */
  put(name: string, value: Json): Promise<void>;
  /** The history kept under `name` (an empty one when there is none yet). The same object each time. */
  history(name: string): History;
  /** Writes out what waits, drops the keys from memory, and gives up the writer's lock. Nothing works afterwards. */
  close(): Promise<void>;
}

/** An item as it is stored. */
export interface StoredItem {
  /** Perhaps made anew each time, since most items rest packed with others. */
  readonly bytes: Bytes;
}

/** An append-only list of byte strings: one room's entries in the order in which they were stored. */
export interface History {
  /** Everything stored, in stored order. Damaged parts are left out and reported through `damage`. */
  load(): Promise<readonly StoredItem[]>;
  /** About how many items it has, without reading them. */
  count(): Promise<number>;
  /** The newest items, so many if there are, in stored order: read from the end, so that it takes no longer in a long history. */
  newest(count: number): Promise<readonly StoredItem[]>;
  /** Appends; resolves when the items are **durable**. Calls made while a write is under way are committed together with the next. Rejects as `Vault.put`. */
  append(items: readonly Bytes[]): Promise<void>;
  /**
   * Puts each of these in the place of the stored item that is the same but for what is gone from it. Resolves when localStorage holds nothing else any more; the
   * journal drops what it held within the hour. `progress` hears which share is done, from 0 to 1, and may throw: then no more is done. Rejects as `Vault.put`,
   * and with what `progress` throws.
   */
  replace(items: readonly Bytes[], progress?: (share: number) => void): Promise<void>;
  /**
   * Makes all of it go, also what does not open; what is appended afterwards begins anew. Resolves when that is **durable** and localStorage holds nothing of it; the
   * journal drops what it held within the hour. Rejects as `Vault.put`.
   */
  forgetAll(): Promise<void>;
  /** What could not be read at the last `load`: names of segments, empty when all is well. */
  readonly damage: readonly string[];
}

/** What the vault is told about the items of its histories, which are bytes to it otherwise: how many of them take little space, and which are the same. */
export interface HistoryCodec {
  /** Many items as bytes. */
  pack(items: readonly Bytes[]): Promise<Bytes>;
  /**
   * What `pack` packed, whatever it was. `hints`: what this gave for the same bytes before, or `null`. Rejects with `ParleyError('malformed')`.
   */
  unpack(packed: Bytes, hints: Bytes | null): Promise<UnpackedItems>;
  /** The same items, in the same order, without what the rest of them makes superfluous. */
  thin(items: readonly Bytes[]): Promise<Bytes[]>;
  /** What two items have in common when one is to take the place of the other. */
  keyOf(item: Bytes): string;
}

/** Items that were packed. */
export interface UnpackedItems {
  readonly items: readonly StoredItem[];
  /** What was found out at a cost, and makes the next `unpack` quick; empty when there is no such thing. */
  readonly hints: Bytes;
}
