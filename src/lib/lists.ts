/**
 * What is filed or counted under keys, and made when it is first asked for.
 */

/** What a map holds under a key; `make` makes it if there is nothing. */
export function heldIn<Key, Value>(held: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = held.get(key) ?? make();
  held.set(key, value);
  return value;
}

/** The list under a key, which is made if there is none. */
export function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  return heldIn(lists, key, () => []);
}

/** Counts one more under a key; how many there are now. */
export function countUp<Key>(counts: Map<Key, number>, key: Key): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

/** Empties a map and gives what was in it, in its order. */
export function takeAllOf<Item>(map: Map<unknown, Item>): Item[] {
  const items = [...map.values()];
  map.clear();
  return items;
}
