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
  if (a.eff !== b.eff) return a.eff - b.eff;
  if (a.depth !== b.depth) return a.depth - b.depth;
  return a.idText < b.idText ? -1 : a.idText > b.idText ? 1 : 0;
}
