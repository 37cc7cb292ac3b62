/**
 * What the vault is told about the items of a room's history: they are entries.
 */
import { thinItems } from '../log/covering.js';
import { entryKeyOf } from '../log/entry-item.js';
import { packItems } from '../log/item-packing.js';
import { PackedItems } from '../log/packed-items.js';
import type { HistoryCodec } from '../vault/vault.js';

/** Entries say each thing once, old ones are covered by the signatures of later ones, and an erased one takes the place of what it was. */
export const entryCodec: HistoryCodec = {
  pack: packItems,
  thin: thinItems,
  keyOf: entryKeyOf,
  async unpack(packed, hints) {
    const items = await PackedItems.read(packed, hints);
    return { items: items.all(), hints: items.hints };
  },
};
