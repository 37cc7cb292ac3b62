/**
 * Keeping the old object where nothing changed, so that the interface can compare by identity.
 */

/** `previous` when it is a plain object or array that holds the same values as `next` at its first level; else `next`. */
export function reuse<Value extends object>(previous: Value | null | undefined, next: Value): Value {
  if (previous === null || previous === undefined) return next;
  const before = Object.entries(previous);
  const after = next as Readonly<Record<string, unknown>>;
  const isSame = before.length === Object.keys(next).length && before.every(([key, value]) => key in next && Object.is(value, after[key]));
  return isSame ? previous : next;
}

/** A list whose items are reused by position, and which is itself reused when all of them are. */
export function reuseList<Item extends object>(previous: readonly Item[] | null | undefined, next: readonly Item[]): readonly Item[] {
  if (previous === null || previous === undefined) return next;
  return reuse(
    previous,
    next.map((item, index) => reuse(previous[index], item)),
  );
}
