/**
 * A list of byte strings as bytes: `count4 ‖ (length4 ‖ item)…`, in segments and in journal batches.
 */
import type { ByteReader } from '../lib/byte-reader.js';
import type { Bytes } from '../lib/bytes.js';
import { ITEM_OVERHEAD } from './ordinal-runs.js';

/** The list as bytes. */
export function itemListBytes(items: readonly Bytes[]): Bytes {
  const size = items.reduce((sum, item) => sum + item.length + ITEM_OVERHEAD, 4);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, items.length);
  let at = 4;
  for (const item of items) {
    view.setUint32(at, item.length);
    bytes.set(item, at + 4);
    at += 4 + item.length;
  }
  return bytes;
}

/** Reads a list, each item a copy of its own. Throws `ParleyError('malformed')` when it is cut short. */
export function readItemList(reader: ByteReader): Bytes[] {
  const count = reader.u32();
  const items: Bytes[] = [];
  for (let i = 0; i < count; i++) items.push(reader.take(reader.u32()).slice());
  return items;
}
