/**
 * Counting work instead of time: how many array items are copied or moved, and how often sets are asked, while something runs.
 */

/** Runs `run` with the array and set methods that could hide a copy replaced by counting ones; gives the count. */
export function movedItemsDuring(run: () => void): number {
  const { splice, slice, concat, push } = Array.prototype;
  const { has } = Set.prototype;
  let moved = 0;
  Object.assign(Array.prototype, {
    splice(this: unknown[], ...args: [number, number, ...unknown[]]): unknown[] {
      moved += Math.max(0, this.length - args[0]);
      return splice.apply(this, args);
    },
    slice(this: unknown[], ...args: [number?, number?]): unknown[] {
      const result = slice.apply(this, args);
      moved += result.length;
      return result;
    },
    concat(this: unknown[], ...args: never[]): unknown[] {
      const result = concat.apply(this, args);
      moved += result.length;
      return result;
    },
    push(this: unknown[], ...items: unknown[]): number {
      moved += items.length;
      return push.apply(this, items);
    },
  });
  Object.assign(Set.prototype, {
    has(this: Set<unknown>, item: unknown): boolean {
      moved++;
      return has.call(this, item);
    },
  });
  try {
    run();
  } finally {
    Object.assign(Array.prototype, { splice, slice, concat, push });
    Object.assign(Set.prototype, { has });
  }
  return moved;
}
