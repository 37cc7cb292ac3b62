/**
 * Histories of which the vault knows nothing but that they are bytes.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { itemListBytes, readItemList, storedItemOf } from './item-runs.js';
import type { HistoryCodec } from './vault.js';

/** Items of which nothing is known. */
export const plainCodec: HistoryCodec = {
  pack: (items) => Promise.resolve(itemListBytes(items)),
  unpack: (packed) => Promise.resolve({ items: readItemList(new ByteReader(packed)).map(storedItemOf), hints: new Uint8Array(0) }),
  thin: (items) => Promise.resolve([...items]),
  keyOf: (item) => item.toHex(),
};
