/**
 * Writing fields: those that `ByteReader` reads.
 */
import { concatBytes, utf8Bytes } from './bytes.js';
import type { Bytes } from './bytes.js';

/** Big-endian bytes of this many. The writer throws `RangeError` for anything but an integer from 0 that fits. */
function uintWriter(size: number): (value: number) => Bytes {
  return (value) => {
    if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** size) throw new RangeError(`${value} does not fit ${size} bytes`);
    const bytes = new Uint8Array(size);
    for (let at = size, rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes[--at] = rest % 256;
    return bytes;
  };
}

/** One byte. Throws `RangeError` outside 0 to 255. */
export const u8Bytes = uintWriter(1);

/** Two bytes, big-endian. Throws `RangeError` when it does not fit. */
export const u16Bytes = uintWriter(2);

/** Four bytes, big-endian. Throws `RangeError` when it does not fit. */
export const u32Bytes = uintWriter(4);

/** Six bytes, big-endian. Throws `RangeError` when it does not fit. */
export const u48Bytes = uintWriter(6);

/** Eight bytes, big-endian, of an integer up to 2⁵³ − 1. Throws `RangeError` when it does not fit. */
export const u64Bytes = uintWriter(8);

/** `lp(x)` of DESIGN section 4: 2-byte length, then the bytes. Throws `RangeError` above 65,535 bytes. */
export function lpBytes(bytes: Uint8Array): Bytes {
  return concatBytes(u16Bytes(bytes.length), bytes);
}

/** `lp` of a text's UTF-8. */
export function lpText(text: string): Bytes {
  return lpBytes(utf8Bytes(text));
}

/** A number of any size in 1 to 8 bytes: seven bits a byte, the lowest first, the top bit set on all but the last (LEB128). Throws `RangeError` unless it is an integer from 0 to 2⁵³ − 1. */
export function varintBytes(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no integer from 0 on`);
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  return Uint8Array.of(...bytes, rest);
}
