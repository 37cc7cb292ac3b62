/**
 * The guard for fixed-size arguments of this folder: a wrong length here is always a mistake of the caller, never of a peer.
 */

/** Throws `RangeError` naming the argument unless `bytes` has exactly `length` bytes. */
export function requireLength(name: string, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) throw new RangeError(`${name} has ${bytes.length} bytes instead of ${length}`);
}
