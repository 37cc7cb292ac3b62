/**
 * The segments of one history as they stand in localStorage, one key each: under `s/` as they were written, under `c/` compacted, each of those in place of
 * several.
 */
import { base64UrlOf } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import { openCompacted } from './compacted-segment.js';
import type { SegmentSpan } from './compacted-segment.js';
import type { ReadSegment } from './history-content.js';
import { addRun, inOrder, removeRun, storedItemOf } from './item-runs.js';
import type { ItemsByOrdinal } from './item-runs.js';
import type { RewriteStep } from './rewriting.js';
import { openedOrNull } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import type { HintedSegment, SegmentHints } from './segment-hints.js';
import { openSegment } from './segment.js';
import type { OpenedSegment } from './segment.js';
import type { StorageMeter } from './storage-meter.js';
import type { HistoryCodec, StoredItem } from './vault.js';

/** Where one is. `text`: what stands there. */
export interface SegmentKey extends SegmentSpan {
  readonly key: string;
  readonly isCompacted: boolean;
}

/** Where segments are kept, and what opens them. */
export interface SegmentPlaces {
  readonly meter: StorageMeter;
  readonly keyring: VaultKeyring;
  readonly codec: HistoryCodec;
  readonly hints: SegmentHints;
  /** How keys of segments, and of compacted ones, begin. */
  readonly segments: string;
  readonly compacted: string;
}

/** A number as `String` writes it, and no other text. */
function indexOf(text: string | undefined): number | null {
  const number = Number(text) >>> 0;
  return String(number) === text ? number : null;
}

/** Everything rejects as `StorageMeter` throws, and with `vault-closed`. */
export class StoredSegments {
  readonly places: SegmentPlaces;
  /** The opaque id of the history. */
  readonly id: Bytes;
  #unhinted: RewriteStep[] = [];

  constructor(places: SegmentPlaces, id: Bytes) {
    this.places = places;
    this.id = id;
  }

  /** The key of a segment as it is written. */
  keyOf(index: number): string {
    return `${this.#prefix(this.places.segments)}${index}`;
  }

  /** The key of a compacted segment. */
  compactedKeyOf({ first, last }: SegmentSpan): string {
    return `${this.#prefix(this.places.compacted)}${first}-${last}`;
  }

  #prefix(root: string): string {
    return `${root}${base64UrlOf(this.id)}/`;
  }

  /** All of them in order; of those that begin with the same, the one that spans most comes first. */
  keys(): SegmentKey[] {
    const keys: SegmentKey[] = [];
    for (const [root, isCompacted] of [
      [this.places.segments, false],
      [this.places.compacted, true],
    ] as const) {
      const prefix = this.#prefix(root);
      for (const key of this.places.meter.keys(prefix)) {
        const parts = key.slice(prefix.length).split('-');
        const [first, last] = [indexOf(parts[0]), indexOf(parts.at(-1))];
        if (first !== null && last !== null && first <= last && parts.length === 1 + Number(isCompacted))
          keys.push({ first, last, key, isCompacted });
      }
    }
    return keys.sort((a, b) => a.first - b.first || b.last - a.last);
  }

  /** What one holds, or `null` when there is none or it does not open. */
  async read({ key, isCompacted, ...span }: SegmentKey): Promise<OpenedSegment | null> {
    const { meter, keyring, codec, hints } = this.places;
    const text = meter.read(key);
    if (text === null) return null;
    if (!isCompacted) return openedOrNull(openSegment(keyring, this.id, span.first, text));
    let isHinted = false;
    const segmentOf = (tag: Bytes): HintedSegment => ({ ...span, key, stream: this.id, tag });
    const opening = openCompacted(keyring, codec, this.id, span, text, async (tag) => {
      const kept = await hints.read(segmentOf(tag));
      isHinted = kept !== null;
      return kept;
    });
    const opened = await openedOrNull(opening);
    if (opened !== null && !isHinted) this.#unhinted.push(await hints.seal(segmentOf(opened.ownTag), opened.hints));
    return opened;
  }

  /** The newest items of those that wait and those that are stored, read from the last segment back as far as needed. */
  async newest(waiting: ItemsByOrdinal, count: number): Promise<readonly StoredItem[]> {
    const found: ItemsByOrdinal<StoredItem> = new Map(Array.from(waiting, ([ordinal, item]) => [ordinal, storedItemOf(item)]));
    for (const key of this.keys().toReversed()) {
      if (found.size >= count) break;
      for (const run of (await this.read(key))?.runs ?? []) addRun(found, run);
    }
    return inOrder(found, 0).items.slice(-count);
  }

  /** Takes out of `missing`, which are items of the end as a rule, what segments that open hold; they are read from the last one back as far as needed. */
  async removeHeld(missing: ItemsByOrdinal): Promise<void> {
    const lowest = [...missing.keys()].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    for (const key of this.keys().toReversed()) {
      if (missing.size === 0) break;
      const segment = await this.read(key);
      if (segment === null) continue;
      for (const run of segment.runs) removeRun(missing, run);
      // What was written before a segment at the end of the log lies before it, too; one that repairs says nothing about that.
      if (!segment.isRepair && (segment.runs[0]?.start ?? lowest) <= lowest) break;
    }
  }

  /** Keeps the hints of what was read without, since this was asked last. */
  takeUnhinted(): readonly RewriteStep[] {
    const steps = this.#unhinted;
    this.#unhinted = [];
    return steps;
  }

  /** Removes all of them, also what does not open. */
  removeAll(): void {
    for (const { key } of this.keys()) this.places.meter.write(key, null);
  }

  /** What all of them hold, in order. */
  async readAll(): Promise<ReadSegment[]> {
    const segments: ReadSegment[] = [];
    // One after the other: unpacking all of a long history at once would hold up whatever the page shows meanwhile.
    for (const key of this.keys()) segments.push({ ...key, opened: await this.read(key) });
    return segments;
  }
}
