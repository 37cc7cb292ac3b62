/**
 * The items of a compacted segment: docs/VAULT.md, "Packed items".
 */
import { join, lp, uint } from './bytes.js';
import type { Reader } from './bytes.js';
import { sha256 } from './primitives.js';

const EMPTY: Uint8Array = new Uint8Array();
const NO_SALT: Uint8Array = new Uint8Array(16);

function varint(reader: Reader): number {
  let [value, factor] = [0, 1];
  for (;;) {
    const byte = reader.number(1);
    value += (byte & 0x7f) * factor;
    factor *= 128;
    if (byte < 0x80) return value;
  }
}

/** "Packed items": those of a compacted segment. */
export function unpackItems(reader: Reader): readonly Uint8Array[] {
  const [count, feedCount] = [varint(reader), varint(reader)];
  const rid = reader.take(16);
  const feeds = Array.from({ length: feedCount }, () => reader.take(40));
  const last = new Map<number, { readonly seq: number; readonly id: Uint8Array }>();
  const [items, ids]: [Uint8Array[], (Uint8Array | null)[]] = [[], []];
  let time = 0;
  for (let row = 0; row < count; row++) {
    const flags = reader.number(1);
    if ((flags & 1) === 0) {
      items.push(reader.take(varint(reader)));
      ids.push(null);
      continue;
    }
    const feed = varint(reader);
    const before = last.get(feed);
    const isGiven = (flags & 4) !== 0;
    const seq = isGiven ? reader.number(4) : (before?.seq ?? -1) + 1;
    const prev = isGiven ? reader.take(32) : (before?.id ?? new Uint8Array(32));
    const parentCount = flags >> 5 === 7 ? reader.number(1) : flags >> 5;
    const parents = Array.from({ length: parentCount }, () => {
      const back = varint(reader);
      return back === 0 ? reader.take(32) : (ids[row - back] ?? EMPTY);
    });
    const moved = varint(reader);
    time += moved % 2 === 0 ? moved / 2 : -(moved + 1) / 2;
    const isText = (flags & 8) !== 0;
    const kind = isText ? 16 : reader.number(1);
    const isErased = (flags & 16) !== 0;
    let [salt, payload, ph] = [NO_SALT, EMPTY, EMPTY];
    if (isErased) ph = reader.take(32);
    else {
      salt = reader.take(16);
      const stands = reader.take(varint(reader));
      payload = isText ? join('{"text":"', stands, '"}') : stands;
      ph = sha256('parley/1 payload', salt, payload);
    }
    const sig = (flags & 2) === 0 ? new Uint8Array(64) : reader.take(64);
    const body = join(
      Uint8Array.of(1),
      rid,
      feeds[feed] ?? EMPTY,
      uint(seq, 4),
      prev,
      Uint8Array.of(parentCount),
      ...parents,
      uint(time, 6),
      Uint8Array.of(kind),
      ph,
    );
    const id = sha256('parley/1 entry id', body);
    last.set(feed, { seq, id });
    ids.push(id);
    items.push(join(lp(body), sig, salt, lp(payload)));
  }
  reader.end();
  return items;
}
