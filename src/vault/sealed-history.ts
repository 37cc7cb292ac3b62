/**
 * A history: its segments in localStorage, and what is committed to the journal but waits to be written there.
 *
 * Invariants: ordinals are given once; an item waits from its commit until a segment holds it; appending reads at most the last segment, however many
 * there are.
 */
import { base64UrlOf } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import { addRun, copiesOf, endOfRun, removeRun, runsOf } from './item-runs.js';
import type { ItemRun, ItemsByOrdinal } from './item-runs.js';
import { NO_TAG, openedOrNull } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import { SEGMENT_ITEM_BYTES, contentOf, openSegment, sealSegment } from './segment.js';
import type { HistoryContent, OpenedSegment } from './segment.js';
import type { StorageMeter } from './storage-meter.js';
import type { History } from './vault.js';
import { NEW_STREAM, markAfter } from './vault-index.js';
import type { StreamMark } from './vault-index.js';

/** What a history asks of the archive it is in. */
export interface HistoryArchive {
  readonly meter: StorageMeter;
  readonly keyring: VaultKeyring;
  /** How keys of segments begin. */
  readonly segments: string;
  /** What the index has to say of each history, by its opaque id; `isIndexLost`: there was none that could say anything. */
  readonly streams: Map<string, StreamMark>;
  readonly isIndexLost: boolean;
  /** What of the journal did not open, or is gone. */
  readonly journalDamage: readonly string[];
  readonly vault: HistoryVault;
}

/** What a history asks of the open vault. */
export interface HistoryVault {
  /** As `History.append`; the items are the vault's own now. */
  append(history: SealedHistory, items: readonly Bytes[]): Promise<void>;
  /** Looks in the journal for what localStorage lacks, and has it written again. */
  mend(): Promise<void>;
}

/** `History`, sealed. Everything rejects with `vault-closed` after the vault was closed. */
export class SealedHistory implements History {
  readonly name: string;
  damage: readonly string[] = [];
  /** The ordinal of the next item that is committed. */
  end = 0;
  readonly #archive: HistoryArchive;
  #opening: Promise<void> | null = null;
  #id: Bytes = NO_TAG;
  readonly #waiting: ItemsByOrdinal = new Map();

  constructor(archive: HistoryArchive, name: string) {
    this.#archive = archive;
    this.name = name;
  }

  /** Finds out how far the history goes, once. Needed before all below. Rejects as `StorageMeter` throws. */
  async open(): Promise<void> {
    this.#archive.keyring.requireMaster();
    await (this.#opening ??= this.#findEnd());
  }

  async #findEnd(): Promise<void> {
    this.#id = await this.#archive.keyring.opaqueId('history', this.name);
    // Goes on after segments that the index does not know yet, since a crash may come between the two.
    let isLastUnreadable = false;
    for (const index of this.#indexes().filter((each) => each >= this.#mark.next)) {
      const segment = await this.#read(index);
      isLastUnreadable = segment === null;
      if (segment !== null) this.#mark = markAfter(this.#mark, index, segment, segment.tag);
    }
    // Without an index, how much an unreadable end held is unknown: an ordinal left out keeps it from being taken for whole. With one, whatever is newer
    // than the index is in the journal as well.
    if (isLastUnreadable && this.#archive.isIndexLost) this.#mark = { ...this.#mark, end: this.#mark.end + 1 };
    this.end = this.#mark.end;
  }

  /** How far the segments go. */
  get #mark(): StreamMark {
    return this.#archive.streams.get(base64UrlOf(this.#id)) ?? NEW_STREAM;
  }

  set #mark(mark: StreamMark) {
    this.#archive.streams.set(base64UrlOf(this.#id), mark);
  }

  /** Whether items wait to be written to localStorage. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
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

  #keyOf(index: number | ''): string {
    return `${this.#archive.segments}${base64UrlOf(this.#id)}/${index}`;
  }

  /** The numbers of all segments, ascending. */
  #indexes(): number[] {
    const prefix = this.#keyOf('');
    const ends = this.#archive.meter.keys(prefix).map((key) => key.slice(prefix.length));
    const numbers = ends.filter((end) => String(Number(end) >>> 0) === end).map(Number);
    return numbers.toSorted((a, b) => a - b);
  }

  /** A segment, or `null` when there is none or it does not open. */
  async #read(index: number): Promise<OpenedSegment | null> {
    const text = this.#archive.meter.read(this.#keyOf(index));
    return text === null ? null : openedOrNull(openSegment(this.#archive.keyring, this.#id, index, text));
  }

  /** As `History.load`. */
  async load(): Promise<readonly Bytes[]> {
    let content = await this.#readAll();
    if (content.damage.length > 0) {
      await this.#archive.vault.mend();
      content = await this.#readAll();
    }
    // SECURITY: what the journal has lost may have been of any history, and of one's own feed (vault-door.test.ts: "opens on localStorage alone when the database is gone, with what was written out, and says so of every history").
    this.damage = [...content.damage, ...this.#archive.journalDamage];
    return content.items;
  }

  /** All segments and what waits. */
  async #readAll(): Promise<HistoryContent> {
    await this.open();
    // Taken in one turn, so that a write-out in between neither hides an item nor shows it twice.
    const [waiting, mark] = [new Map(this.#waiting), this.#mark];
    const segments = await Promise.all(this.#indexes().map(async (index) => [index, await this.#read(index)] as const));
    return contentOf(new Map(segments), waiting, mark, (index) => this.#keyOf(index));
  }

  /**
   * Takes in what of `missing`, which the journal holds, neither waits nor is in a segment that opens; reads from the newest back as far as needed. Resolves with
   * whether the journal may forget it. Items that wait already are as good as missing for that.
   */
  async replay(missing: ItemsByOrdinal): Promise<boolean> {
    await this.open();
    const hasWaiting = this.isWaiting;
    for (const ordinal of this.#waiting.keys()) missing.delete(ordinal);
    const lowest = [...missing.keys()].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    for (const index of this.#indexes().toReversed()) {
      if (missing.size === 0) break;
      const segment = await this.#read(index);
      if (segment === null) continue;
      removeRun(missing, segment);
      // What was written before a segment at the end of the log lies before it, too; one that repairs says nothing about that.
      if (!segment.isRepair && segment.start <= lowest) break;
    }
    for (const run of runsOf(missing, Number.POSITIVE_INFINITY)) this.add(run);
    return missing.size === 0 && !hasWaiting;
  }

  /** Seals all that waits when this is called, for the places that follow. Each function, called in order, stores a segment, or throws, and its items then still wait. */
  async seal(): Promise<(() => void)[]> {
    const runs = runsOf(this.#waiting, SEGMENT_ITEM_BYTES);
    const writes: (() => void)[] = [];
    let mark = this.#mark;
    for (const run of runs) {
      let index = mark.next;
      // What does not open is never written over, not even where it has no business to be.
      while (this.#archive.meter.read(this.#keyOf(index)) !== null) index++;
      const { text, tag } = await sealSegment(this.#archive.keyring, this.#id, index, mark.tag, run, run.start < mark.end);
      mark = markAfter(mark, index, run, tag);
      const after = mark;
      writes.push(() => {
        this.#archive.meter.write(this.#keyOf(index), text);
        this.#mark = after;
        removeRun(this.#waiting, run);
      });
    }
    return writes;
  }
}
