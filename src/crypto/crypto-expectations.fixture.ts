/**
 * What tests of this folder say often.
 */
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';

/** How a promise or a call ended: `"ok"`, the code of a `ParleyError`, or the name of any other error. */
export async function outcomeOf(run: () => unknown): Promise<string> {
  try {
    await run();
    return 'ok';
  } catch (error) {
    return errorCodeOf(error) ?? (error as Error).name;
  }
}

/** `count` bytes that count up from `from`. */
export function countingBytes(from: number, count: number): Bytes {
  return Uint8Array.from({ length: count }, (_, i) => (from + i) & 0xff);
}

/** A copy with the bits of `mask` flipped in the byte at `at`. */
export function flippedAt(bytes: Bytes, at: number, mask = 1): Bytes {
  const copy = bytes.slice();
  copy[at] = (copy[at] as number) ^ mask;
  return copy;
}
