/**
 * The prime field that X25519 and Ed25519 share, as far as comparing encodings needs it.
 */
import { bytesFromHex } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';

/** p = 2²⁵⁵ − 19 in 32 bytes, little-endian. */
export const FIELD_25519_PRIME: Bytes = bytesFromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f');

/** Whether `value` is below `limit`; both have 32 bytes, little-endian. */
export function isLittleEndianBelow(value: Uint8Array, limit: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    const difference = (value[i] as number) - (limit[i] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
