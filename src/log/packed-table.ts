/**
 * What is packed, as a table: where each row is, and what rows say only together with those before them. Read through once; after that a row is read when it is
 * asked for.
 */
import { ByteReader } from '../lib/byte-reader.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { BODY_MAX_BYTES, PAYLOAD_MAX_BYTES, SEQ_MAX } from './log-limits.js';
import { readRow } from './packed-row.js';
import type { UnpackedRow } from './packed-row.js';

/** Stands in a column where there is nothing. */
const NOT_HERE = 0xffff_ffff;

/** Bytes of a body without parents. */
const BODY_LEAST_BYTES = 133;

/** Bytes of an item without parents and payload: `lp(body) ‖ sig64 ‖ salt16 ‖ lp(payload)`. */
const ITEM_LEAST_BYTES = 2 + BODY_LEAST_BYTES + 64 + 16 + 2;

/** The latest time of an entry, six bytes of milliseconds. */
const TIME_MAX = 2 ** 48 - 1;

/** A feed of the list. */
interface PackedFeed {
  readonly pk: Bytes;
  readonly feed: Bytes;
  readonly authorHex: string;
  readonly feedKey: string;
}

/** Whose an entry is, and where: `EntryBody` and `EntryPlace` in part. */
export interface PackedPlace extends PackedFeed {
  readonly seq: number;
  readonly time: number;
  readonly kind: number;
}

/** Whether an entry can be written that says this. */
function isPlausible({ time, parents, item }: UnpackedRow, seq: number): boolean {
  const bodyLength = BODY_LEAST_BYTES + 32 * parents.length;
  return time >= 0 && time <= TIME_MAX && seq <= SEQ_MAX && bodyLength <= BODY_MAX_BYTES && item.payloadBytes.length <= PAYLOAD_MAX_BYTES;
}

/** The rows of one list of packed items. */
export class PackedTable {
  readonly count: number;
  /** The room of all that are entries, 16 bytes. */
  readonly rid: Bytes;
  readonly #rows: Bytes;
  readonly #feeds: readonly PackedFeed[];
  /** Columns: where the row begins, its feed (`NOT_HERE`: no entry), seq, the row of `prev` (`NOT_HERE`: none here), bytes of the item, kind, time. */
  readonly #starts: Uint32Array;
  readonly #feedOf: Uint32Array;
  readonly #seqs: Uint32Array;
  readonly #befores: Uint32Array;
  readonly #sizes: Uint32Array;
  readonly #kinds: Uint8Array;
  readonly #times: Float64Array;

  /** Takes over the bytes. Throws `ParleyError('malformed')` unless they are what `packItems` writes. */
  constructor(packed: Bytes) {
    const reader = new ByteReader(packed);
    this.count = reader.varint();
    const feedCount = reader.varint();
    if (Math.max(this.count, feedCount) > packed.length) throw new ParleyError('malformed');
    this.rid = reader.take(16);
    this.#feeds = Array.from({ length: feedCount }, () => {
      const [pk, feed] = [reader.take(32), reader.take(8)];
      const authorHex = pk.toHex();
      return { pk, feed, authorHex, feedKey: authorHex + feed.toHex() };
    });
    this.#rows = packed;
    const column = (): Uint32Array => new Uint32Array(this.count);
    [this.#starts, this.#feedOf, this.#seqs, this.#befores, this.#sizes] = [column(), column(), column(), column(), column()];
    this.#kinds = new Uint8Array(this.count);
    this.#times = new Float64Array(this.count);
    this.#readThrough(reader);
    reader.end();
  }

  #readThrough(reader: ByteReader): void {
    /** Of each feed: where it goes on. */
    const ends = this.#feeds.map(() => ({ seq: 0, place: NOT_HERE }));
    let time = 0;
    for (let place = 0; place < this.count; place++) {
      this.#starts[place] = reader.at;
      const row = readRow(reader, time);
      time = row.time;
      this.#times[place] = time;
      this.#kinds[place] = row.kind;
      if (row.raw !== null) {
        this.#feedOf[place] = NOT_HERE;
        continue;
      }
      const end = ends[row.feed];
      if (end === undefined) throw new ParleyError('malformed');
      for (const parent of row.parents)
        if (typeof parent === 'number' && !(parent <= place && this.isEntry(place - parent))) throw new ParleyError('malformed');
      const seq = row.start?.seq ?? end.seq;
      if (!isPlausible(row, seq)) throw new ParleyError('malformed');
      this.#feedOf[place] = row.feed;
      this.#seqs[place] = seq;
      this.#befores[place] = row.start === null ? end.place : NOT_HERE;
      this.#sizes[place] = ITEM_LEAST_BYTES + 32 * row.parents.length + row.item.payloadBytes.length;
      ends[row.feed] = { seq: seq + 1, place };
    }
  }

  /** Whether the item at a place is an entry of the room. */
  isEntry(place: number): boolean {
    return this.#feedOf[place] !== NOT_HERE;
  }

  /** The item at a place that is no entry, or `null`. */
  rawAt(place: number): Bytes | null {
    return this.isEntry(place) ? null : this.rowAt(place).raw;
  }

  /** The row at a place. */
  rowAt(place: number): UnpackedRow {
    // Its time is in the column; a row says only how far that is from the one before.
    return readRow(new ByteReader(this.#rows.subarray(this.#starts[place])), 0);
  }

  /** Its first byte. */
  flagsOf(place: number): number {
    return this.#rows[this.#starts[place] as number] as number;
  }

  sizeOf(place: number): number {
    return this.#sizes[place] as number;
  }

  /** Where the entry is that comes before in the same feed, or `null` when that is not here. */
  before(place: number): number | null {
    const before = this.#befores[place] as number;
    return before === NOT_HERE ? null : before;
  }

  placeOf(place: number): PackedPlace {
    const feed = this.#feeds[this.#feedOf[place] as number] as PackedFeed;
    const [seq, time, kind] = [this.#seqs[place], this.#times[place], this.#kinds[place]] as [number, number, number];
    return { ...feed, seq, time, kind };
  }
}
