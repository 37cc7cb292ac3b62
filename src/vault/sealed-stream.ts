/**
 * One history as it is stored: its segments in localStorage, and what is committed to the journal but waits to be written there.
 *
 * Invariants: ordinals are given once; an item is in `#waiting` from its commit until a segment holds it; appending reads at most the last segment,
 * however many there are.
 */
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { packRuns, rangeOf, uncoveredOf } from './ordinal-runs.js';
import type { OrdinalRange, OrdinalRun } from './ordinal-runs.js';
import { NO_SEGMENT_TAG, SEGMENT_ITEM_BYTES, openSegment, sealSegment } from './segment.js';
import type { OpenedSegment } from './segment.js';
import type { SegmentShelf } from './segment-shelf.js';
import { contentOf } from './stream-content.js';
import type { StreamContent } from './stream-content.js';
import type { StreamMark } from './vault-index.js';
import { opaqueText } from './vault-names.js';

/** A sealed segment that is not stored yet. */
export interface SegmentDraft {
  readonly index: number;
  readonly text: string;
  readonly tag: Bytes;
  readonly run: OrdinalRun;
}

const NEW_STREAM: StreamMark = { first: 0, base: 0, next: 0, end: 0, tag: NO_SEGMENT_TAG };

/** A history's segments and waiting items. */
export class SealedStream {
  /** The opaque id as it stands in keys. */
  readonly idText: string;
  readonly #id: Bytes;
  readonly #shelf: SegmentShelf;
  #key: AesGcmKey | null;
  #mark: StreamMark;
  #allotted: number;
  #waiting: OrdinalRun[] = [];

  private constructor(shelf: SegmentShelf, id: Bytes, key: AesGcmKey, mark: StreamMark) {
    this.idText = opaqueText(id);
    this.#id = id;
    this.#shelf = shelf;
    this.#key = key;
    this.#mark = mark;
    this.#allotted = mark.end;
  }

  /** `mark` is what the index says of this stream, `null` when it says nothing; `isIndexLost` when there is no index that could say anything. */
  static async open(shelf: SegmentShelf, id: Bytes, key: AesGcmKey, mark: StreamMark | null, isIndexLost: boolean): Promise<SealedStream> {
    const stream = new SealedStream(shelf, id, key, mark ?? NEW_STREAM);
    await stream.#findEnd(isIndexLost);
    return stream;
  }

  /** What the index has to say of this stream. */
  get mark(): StreamMark {
    return this.#mark;
  }

  /** Goes on after segments that the index does not know yet, since a crash may come between the two. */
  async #findEnd(isIndexLost: boolean): Promise<void> {
    const unknown = this.#shelf.indexes(this.idText).filter((index) => index >= this.#mark.next);
    let isLastUnreadable = false;
    for (const index of unknown) {
      const segment = await this.#open(index, this.#shelf.read(this.idText, index));
      isLastUnreadable = segment === null;
      if (segment !== null) {
        this.#mark = { ...this.#mark, next: index + 1, end: Math.max(this.#mark.end, rangeOf(segment).end), tag: segment.tag };
      }
    }
    // Without an index, how much an unreadable end held is unknown: an ordinal left out keeps it from being taken for whole. With one, whatever is newer
    // than the index is in the journal as well.
    if (isLastUnreadable && isIndexLost) this.#mark = { ...this.#mark, end: this.#mark.end + 1 };
    this.#allotted = this.#mark.end;
  }

  /** A segment, or `null` when it does not open. Whatever the reason, it stays where it is. */
  async #open(index: number, text: string | null): Promise<OpenedSegment | null> {
    const key = this.#key;
    if (key === null) throw new ParleyError('vault-closed');
    if (text === null) return null;
    try {
      return await openSegment(key, { streamId: this.#id, index }, text);
    } catch (error) {
      if (error instanceof ParleyError) return null;
      throw error;
    }
  }

  /** Gives out ordinals for `count` items, for a commit that is about to be made. */
  allot(count: number): number {
    const start = this.#allotted;
    this.#allotted += count;
    return start;
  }

  /** Takes back all ordinals from `start` on: their commit failed. */
  release(start: number): void {
    this.#allotted = start;
  }

  /** Takes in items that the journal holds. */
  addCommitted(run: OrdinalRun): void {
    this.#waiting.push(run);
    this.#allotted = Math.max(this.#allotted, rangeOf(run).end);
  }

  /** Whether items wait to be written to localStorage. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** What of `runs` is neither in a segment that opens nor waiting. Reads from the newest segment back as far as needed. */
  async missingOf(runs: readonly OrdinalRun[]): Promise<OrdinalRun[]> {
    const covered: OrdinalRange[] = this.#waiting.map(rangeOf);
    let left = runs.flatMap((run) => uncoveredOf(run, covered));
    for (const index of this.#shelf.indexes(this.idText).toReversed()) {
      const lowest = Math.min(...left.map((run) => run.start));
      if (left.length === 0) break;
      const segment = await this.#open(index, this.#shelf.read(this.idText, index));
      if (segment === null) continue;
      left = left.flatMap((run) => uncoveredOf(run, [rangeOf(segment)]));
      // What was written before a segment at the end of the log lies before it, too; one that repairs says nothing about that.
      if (!segment.isRepair && segment.start <= lowest) break;
    }
    return left;
  }

  /** Fixes what is written next, in pieces; call at the same moment for all streams. */
  planDrafts(): readonly OrdinalRun[] {
    this.#waiting = packRuns(this.#waiting, SEGMENT_ITEM_BYTES);
    return [...this.#waiting];
  }

  /** Seals planned pieces for the places that follow. */
  async sealDrafts(plan: readonly OrdinalRun[]): Promise<SegmentDraft[]> {
    const drafts: SegmentDraft[] = [];
    let { next: index, end, tag } = this.#mark;
    for (const run of plan) {
      if (this.#key === null) throw new ParleyError('vault-closed');
      // What does not open is never written over, not even where it has no business to be.
      while (this.#shelf.read(this.idText, index) !== null) index++;
      const sealed = await sealSegment(this.#key, { streamId: this.#id, index }, tag, run, run.start < end);
      drafts.push({ index, text: sealed.text, tag: sealed.tag, run });
      tag = sealed.tag;
      end = Math.max(end, rangeOf(run).end);
      index++;
    }
    return drafts;
  }

  /** Stores a draft, the oldest first. Throws as `StorageMeter.write`; the items then still wait. */
  writeDraft(draft: SegmentDraft): void {
    this.#shelf.write(this.idText, draft.index, draft.text);
    this.#waiting.shift();
    this.#mark = { ...this.#mark, next: draft.index + 1, end: Math.max(this.#mark.end, rangeOf(draft.run).end), tag: draft.tag };
  }

  /** The mark as it will be once the drafts are stored. */
  markAfter(drafts: readonly SegmentDraft[]): StreamMark {
    const last = drafts.at(-1);
    if (last === undefined) return this.#mark;
    const end = Math.max(this.#mark.end, ...drafts.map((draft) => rangeOf(draft.run).end));
    return { ...this.#mark, next: last.index + 1, end, tag: last.tag };
  }

  /** Reads everything: all segments and what waits. */
  async readAll(): Promise<StreamContent> {
    // Taken in one turn, so that a write-out in between neither hides an item nor shows it twice.
    const [waiting, mark] = [[...this.#waiting], this.#mark];
    const present = this.#shelf.indexes(this.idText).map((index) => ({ index, text: this.#shelf.read(this.idText, index) }));
    const segments = await Promise.all(present.map(async ({ index, text }) => [index, await this.#open(index, text)] as const));
    return contentOf(new Map(segments), waiting, mark, (index) => this.#shelf.keyOf(this.idText, index));
  }

  /** Forgets the key and what waits. */
  drop(): void {
    this.#key = null;
    this.#waiting = [];
  }
}
