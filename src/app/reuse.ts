/**
 * Keeping the old object where nothing changed: the interface compares by identity.
 */

/**
 * `next`, with every object and array in it that says what the one at the same place in `previous` says replaced by that one; `previous` itself when
 * all of it does. Freezes what it returns, and takes what is frozen for settled: it is neither looked into nor replaced. Plain data only.
 */
export function reuse<Value>(previous: unknown, next: Value): Value {
  // Primitives are frozen, too.
  if (Object.isFrozen(next)) return next;
  const before = (previous ?? {}) as Readonly<Record<string, unknown>>;
  const after = next as Record<string, unknown>;
  const keys = Object.keys(after);
  for (const key of keys) after[key] = reuse(before[key], after[key]);
  const isSame = Object.keys(before).length === keys.length && keys.every((key) => Object.is(before[key], after[key]));
  return isSame && before === previous ? (previous as Value) : Object.freeze(next);
}
