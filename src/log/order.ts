/**
 * The order of a room's history (DESIGN section 4, "Order"): by `(eff, depth, id)`, where `eff = max(time, eff of prev and parents)` and
 * `depth = 1 + max(depth of prev and parents)`, 1 without any. The same everywhere, with no local clock in it, and never before a cause.
 */

/** What an entry is ordered by. */
export interface OrderKey {
  /** Effective time, milliseconds since 1970. */
  readonly eff: number;
  readonly depth: number;
  /** Hexadecimal; as text it sorts as the bytes do. */
  readonly idText: string;
}

/** Negative, zero or positive as for `Array.sort`; zero only for the same entry. */
export function compareOrder(a: OrderKey, b: OrderKey): number {
  return a.eff - b.eff || a.depth - b.depth || (a.idText < b.idText ? -1 : Number(a.idText > b.idText));
}

/** Adds an item to a list that is in order. */
export function insertInOrder<Item extends OrderKey>(list: Item[], item: Item): void {
  list.splice(placeInOrder(list, item), 0, item);
}

/** Takes an item that is there out of a list that is in order. */
export function removeInOrder<Item extends OrderKey>(list: Item[], item: Item): void {
  list.splice(placeInOrder(list, item), 1);
}

/** How many items of a list that is in order come before `item`. */
export function placeInOrder(list: readonly OrderKey[], item: OrderKey): number {
  let from = 0;
  let to = list.length;
  // Most items belong at the very end, so that is looked at first.
  for (let at = to - 1; from < to; at = (from + to) >> 1) {
    if (compareOrder(list[at] as OrderKey, item) < 0) from = at + 1;
    else to = at;
  }
  return from;
}
