/**
 * How much a decoder allocates: every typed array that it makes, views excepted, in bytes; and every array that it makes of a length, eight bytes a place.
 */

const COUNTED = ['Uint8Array', 'Uint16Array', 'Uint32Array', 'Float64Array'] as const;

/** What of `slice` is replaced while it is counted. */
type Sliceable = { slice(from?: number, to?: number): ArrayLike<number> & { readonly byteLength: number } };

/**
 * Counts from now on. Typed arrays that are made of a length or of values are counted by their bytes, as are copies by `slice`; `stop` puts everything back.
 */
export function countAllocation(): { bytes: number; stop(): void } {
  const counter = { bytes: 0, stop };
  const restore: (() => void)[] = [];
  for (const name of COUNTED) {
    const original = globalThis[name] as Uint8ArrayConstructor;
    const counting = new Proxy(original, {
      construct(target, args, newTarget) {
        const made = Reflect.construct(target, args, newTarget) as Uint8Array;
        if (!(args[0] instanceof ArrayBuffer)) counter.bytes += made.byteLength;
        return made;
      },
    });
    Object.assign(globalThis, { [name]: counting });
    restore.push(() => Object.assign(globalThis, { [name]: original }));
  }
  const prototype = Object.getPrototypeOf(Uint8Array.prototype) as Sliceable;
  const { slice } = prototype;
  prototype.slice = function sliceCounted(this: Sliceable, from, to) {
    const copy = slice.call(this, from, to);
    counter.bytes += copy.byteLength;
    return copy;
  };
  restore.push(() => {
    prototype.slice = slice;
  });
  const { from } = Array;
  const fromCounted = (source: ArrayLike<unknown>, ...rest: readonly [(value: unknown, at: number) => unknown]): unknown[] => {
    if (!(Symbol.iterator in source)) counter.bytes += 8 * source.length;
    return from.call(Array, source, ...rest);
  };
  Object.assign(Array, { from: fromCounted });
  restore.push(() => Object.assign(Array, { from }));
  function stop(): void {
    for (const each of restore) each();
  }
  return counter;
}
