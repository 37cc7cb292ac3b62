/**
 * Writing the fields that `ByteReader` reads.
 */
import { concatBytes, utf8Bytes } from './bytes.js';
import type { Bytes } from './bytes.js';

/** One byte. Throws `RangeError` outside 0 to 255. */
export function u8Bytes(value: number): Bytes {
  return uintBytes(value, 1);
}

/** Two bytes, big-endian. Throws `RangeError` when it does not fit. */
export function u16Bytes(value: number): Bytes {
  return uintBytes(value, 2);
}

/** Four bytes, big-endian. Throws `RangeError` when it does not fit. */
export function u32Bytes(value: number): Bytes {
  return uintBytes(value, 4);
}

/** Six bytes, big-endian. Throws `RangeError` when it does not fit. */
export function u48Bytes(value: number): Bytes {
  return uintBytes(value, 6);
}

/** Eight bytes, big-endian, of an integer up to 2⁵³ − 1. Throws `RangeError` when it does not fit. */
export function u64Bytes(value: number): Bytes {
  return uintBytes(value, 8);
}

function uintBytes(value: number, size: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** size) throw new RangeError(`value ${value} does not fit ${size} bytes`);
  const bytes = new Uint8Array(size);
  for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  return bytes;
}

/** `lp(x)` of DESIGN section 4: 2-byte length, then the bytes. Throws `RangeError` above 65,535 bytes. */
export function lpBytes(bytes: Uint8Array): Bytes {
  return concatBytes(u16Bytes(bytes.length), bytes);
}

/** `lp` of a text's UTF-8. */
export function lpText(text: string): Bytes {
  return lpBytes(utf8Bytes(text));
}
