/**
 * A history: its segments in localStorage, and what is committed to the journal but waits to be written there.
 * Invariants: ordinals are given once; an item waits from its commit until a segment holds it; appending reads the last segment at most.
 */
import { base64UrlOf } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import { nextCompaction } from './compaction.js';
import type { HistoryArchive, HistoryChange } from './history-archive.js';
import { contentOf } from './history-content.js';
import type { HistoryContent } from './history-content.js';
import { addRun, copiesOf, endOfRun, removeRun, runsOf } from './item-runs.js';
import type { ItemRun, ItemsByOrdinal } from './item-runs.js';
import { replacingWork } from './replacing.js';
import { rewriteBeside } from './rewriting.js';
import type { RewriteWork } from './rewriting.js';
import { NO_TAG } from './sealing.js';
import { SEGMENT_ITEM_BYTES, sealSegment } from './segment.js';
import { StoredSegments } from './stored-segments.js';
import type { History, StoredItem } from './vault.js';
import { NEW_STREAM, markAfter } from './vault-index.js';
import type { StreamMark } from './vault-index.js';

/** `History`, sealed. Everything rejects with `vault-closed` after the vault was closed. */
export class SealedHistory implements History {
  readonly name: string;
  damage: readonly string[] = [];
  /** The ordinal of the next item that is committed. */
  end = 0;
  readonly #archive: HistoryArchive<SealedHistory>;
  #opening: Promise<void> | null = null;
  #stored: StoredSegments;
  readonly #waiting: ItemsByOrdinal = new Map();
  /** The batch that makes all go that localStorage still holds; `null` when that is done. The index says so only then, so that it is done again after a crash. */
  #clearing: number | null = null;

  constructor(archive: HistoryArchive<SealedHistory>, name: string) {
    this.#archive = archive;
    this.name = name;
    this.#stored = new StoredSegments(archive, NO_TAG);
  }

  /** Finds out how far the history goes, once. Needed before all below. Rejects as `StorageMeter` throws. */
  async open(): Promise<void> {
    this.#archive.keyring.requireMaster();
    await (this.#opening ??= this.#findEnd());
  }

  async #findEnd(): Promise<void> {
    this.#stored = new StoredSegments(this.#archive, await this.#archive.keyring.opaqueId('history', this.name));
    // Goes on after segments that the index does not know yet, since a crash may come between the two.
    let isLastUnreadable = false;
    for (const key of this.#stored.keys().filter(({ last }) => last >= this.#mark.next)) {
      const segment = await this.#stored.read(key);
      isLastUnreadable = segment === null;
      if (segment !== null) this.#mark = markAfter(this.#mark, key.last, segment.runs, segment.tag);
    }
    // Without an index, how much an unreadable end held is unknown: an ordinal left out keeps it from being taken for whole. With one, whatever is newer
    // than the index is in the journal as well.
    if (isLastUnreadable && this.#archive.isIndexLost) this.#mark = { ...this.#mark, end: this.#mark.end + 1 };
    this.end = this.#mark.end;
  }

  /** How far the segments go. */
  get #mark(): StreamMark {
    if (this.#clearing !== null) return { ...NEW_STREAM, since: this.#clearing };
    return this.#archive.streams.get(base64UrlOf(this.#stored.id)) ?? NEW_STREAM;
  }

  set #mark(mark: StreamMark) {
    this.#archive.streams.set(base64UrlOf(this.#stored.id), mark);
  }

  /** Whether localStorage is to be changed. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0 || this.#clearing !== null;
  }

  /** As `History.forgetAll`. */
  forgetAll(): Promise<void> {
    return this.#archive.vault.forget(this);
  }

  /** As `History.append`; also rejects with `vault-elsewhere` when another tab has taken over, and with `TypeError` when an item is not a byte array. */
  async append(items: readonly Bytes[]): Promise<void> {
    if (!items.every((item) => item instanceof Uint8Array)) throw new TypeError('items are not byte arrays');
    // Copies: the caller may go on using the arrays before the commit seals them.
    if (items.length > 0) await this.#archive.vault.append(this, copiesOf(items));
  }

  /** Takes in items that the journal holds. */
  add(run: ItemRun): void {
    addRun(this.#waiting, run);
    this.end = Math.max(this.end, endOfRun(run));
  }

  /** Batch `seq` made everything go that was there. The history is open. */
  forget(seq: number): void {
    this.#waiting.clear();
    this.end = 0;
    this.#clearing = seq;
  }

  /** As `History.load`. */
  async load(): Promise<readonly StoredItem[]> {
    let content = await this.#readAll();
    if (content.damage.length > 0) {
      await this.#archive.vault.mend();
      content = await this.#readAll();
    }
    // SECURITY: what the journal has lost, or an index, may have been of any history, and of one's own feed (vault-door.test.ts: "opens on localStorage alone when the database is gone, with what was written out, and says so of every history", damage.test.ts: "says of every history that the index is gone, until there is one again").
    this.damage = [...content.damage, ...this.#archive.commonDamage];
    rewriteBeside(this.#archive.vault, this.#stored.takeUnhinted());
    return content.items;
  }

  /** As `History.count`. */
  count(): Promise<number> {
    return this.open().then(() => this.end);
  }

  /** As `History.newest`. */
  async newest(count: number): Promise<readonly StoredItem[]> {
    await this.open();
    return this.#stored.newest(this.#waiting, this.#clearing === null ? count : Math.min(count, this.#waiting.size));
  }

  async #readAll(): Promise<HistoryContent> {
    await this.open();
    // Taken in one turn, so that a write-out in between neither hides an item nor shows it twice.
    const [waiting, mark] = [new Map(this.#waiting), this.#mark];
    return contentOf(this.#clearing !== null ? [] : await this.#stored.readAll(), waiting, mark, (index) => this.#stored.keyOf(index));
  }

  /**
   * Takes in what of changes that the journal holds, in order, neither waits nor is in a segment that opens; reads from the newest back as far as needed.
   * Resolves with whether the journal may drop them. Items that wait already are as good as missing for that.
   */
  async replay(changes: readonly HistoryChange[]): Promise<boolean> {
    await this.open();
    const gone = changes.findLastIndex(({ run }) => run === null);
    const goneSeq = changes[gone]?.seq ?? 0;
    if (goneSeq > this.#mark.since) this.forget(goneSeq);
    const [hasWaiting, missing] = [this.isWaiting, new Map<number, Bytes>()];
    // SECURITY: what was made to go does not come back (forgetting.test.ts: "brings nothing back, wherever the page dies").
    for (const { seq, run } of changes.slice(gone + 1)) if (run !== null && seq >= this.#mark.since) addRun(missing, run);
    for (const ordinal of this.#waiting.keys()) missing.delete(ordinal);
    if (this.#clearing === null) await this.#stored.removeHeld(missing);
    for (const run of runsOf(missing, Number.POSITIVE_INFINITY)) this.add(run);
    return missing.size === 0 && !hasWaiting;
  }

  /** Seals all that waits when this is called, for the places that follow. Each function, called in order, stores a segment, or throws, and its items then still wait. */
  async seal(): Promise<(() => void)[]> {
    const runs = runsOf(this.#waiting, SEGMENT_ITEM_BYTES);
    const writes: (() => void)[] = [];
    const clearing = this.#clearing;
    const isTaken = (index: number): boolean => clearing === null && this.#archive.meter.read(this.#stored.keyOf(index)) !== null;
    let mark = this.#mark;
    if (clearing !== null)
      writes.push(() => {
        this.#stored.removeAll();
        this.#mark = { ...NEW_STREAM, since: clearing };
        if (this.#clearing === clearing) this.#clearing = null;
      });
    for (const run of runs) {
      let index = mark.next;
      // What does not open is never written over, not even where it has no business to be.
      while (isTaken(index)) index++;
      const { text, tag } = await sealSegment(this.#archive.keyring, this.#stored.id, index, mark.tag, run, run.start < mark.end);
      mark = markAfter(mark, index, [run], tag);
      const after = mark;
      writes.push(() => {
        // Forgotten meanwhile.
        if (this.#mark.since !== after.since) return;
        this.#archive.meter.write(this.#stored.keyOf(index), text);
        this.#mark = after;
        removeRun(this.#waiting, run);
      });
    }
    return writes;
  }

  /** The next step of compacting old segments. */
  readonly compact: RewriteWork = () => {
    const isReady = this.#opening !== null && this.#clearing === null;
    return isReady ? nextCompaction(this.#stored) : Promise.resolve(null);
  };

  /** As `History.replace`. */
  async replace(items: readonly Bytes[], progress: (share: number) => void = () => undefined): Promise<void> {
    const { keyOf } = this.#archive.codec;
    const wanted = new Map(copiesOf(items).map((item) => [keyOf(item), item]));
    await this.open();
    for (const [ordinal, item] of this.#waiting) this.#waiting.set(ordinal, wanted.get(keyOf(item)) ?? item);
    let work: RewriteWork | null = null;
    await this.#archive.vault.rewrite(() => (work ??= replacingWork(this.#stored, wanted, progress))());
  }
}
