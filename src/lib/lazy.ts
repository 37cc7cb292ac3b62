/**
 * Making what costs something only once it is wanted.
 */

/** What `make` makes, the first time it is asked for, and the same ever after. What it throws is passed on, and it is asked again. */
export function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
