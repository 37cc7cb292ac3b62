/**
 * Hints for compacted segments: what unpacking one finds out at a cost, kept in IndexedDB so that a long history opens quickly (docs/VAULT.md, "Hints").
 *
 *     hints: key of the segment ↦ 0x01 ‖ seal("hints", stream16 ‖ first4 ‖ last4 ‖ tag16, hints)      tag: of the segment as it is stored
 *
 * Nothing depends on them: where they are missing, of another segment, or changed, they are found out again.
 */
import { u32Bytes, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import type { SegmentSpan } from './compacted-segment.js';
import type { RewriteStep } from './rewriting.js';
import { VAULT_FORMAT, openedOrNull } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import { resultOf } from './vault-database.js';
import type { VaultDatabase } from './vault-database.js';

/** The compacted segment that hints are of: in which history, by its opaque id, and the tag with which it is sealed. */
export interface HintedSegment extends SegmentSpan {
  readonly key: string;
  readonly stream: Bytes;
  readonly tag: Bytes;
}

function placeOfHints({ stream, first, last, tag }: HintedSegment): Bytes {
  // SECURITY: ids of one segment are never taken for those of another (segment-hints.test.ts: "are of no other segment, and of no other text of the same").
  return concatBytes(stream, u32Bytes(first), u32Bytes(last), tag);
}

/** The hints of an open vault. */
export class SegmentHints {
  readonly #database: VaultDatabase;
  readonly #keyring: VaultKeyring;

  constructor(database: VaultDatabase, keyring: VaultKeyring) {
    this.#database = database;
    this.#keyring = keyring;
  }

  /** What was kept for a segment, or `null`. Rejects with `vault-closed`. */
  async read(segment: HintedSegment): Promise<Bytes | null> {
    const stored = await this.#stored(segment.key);
    if (!(stored instanceof Uint8Array) || stored[0] !== VAULT_FORMAT) return null;
    const reader = await openedOrNull(this.#keyring.open('hints', placeOfHints(segment), stored.slice(1)));
    return reader?.take(reader.left) ?? null;
  }

  async #stored(key: string): Promise<unknown> {
    try {
      return await this.#database.readHints((hints) => resultOf<unknown>(hints.get(key)));
    } catch (error) {
      // A browser that gives nothing out makes this slow, no more: whoever commits to the journal is told.
      if (errorCodeOf(error) === 'storage-unavailable') return null;
      throw error;
    }
  }

  /** Seals hints. The function keeps them, in a transaction over the store of hints. */
  async seal(segment: HintedSegment, bytes: Bytes): Promise<(hints: IDBObjectStore) => void> {
    const sealed = await this.#keyring.seal('hints', placeOfHints(segment), bytes);
    return (hints) => void hints.put(concatBytes(u8Bytes(VAULT_FORMAT), sealed), segment.key);
  }

  /** Removes those of all segments but the ones whose keys `keysThere` gives when it comes to it. */
  removeStale(keysThere: () => readonly IDBValidKey[]): RewriteStep {
    return async (hints) => {
      const keys = await resultOf(hints.getAllKeys());
      const there = new Set(keysThere());
      for (const key of keys) if (!there.has(key)) hints.delete(key);
    };
  }
}
