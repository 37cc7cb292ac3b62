/**
 * Bytes as text and as small numbers: base32 for PeerJS ids, base64url for invites, digits for what people compare.
 */
import type { Bytes } from './bytes.js';
import { ParleyError } from './errors.js';

const BASE32_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** The bits of the bytes, cut from the left into numbers of `size` bits each; the last is filled with zeros. */
export function bitGroupsOf(bytes: Uint8Array, size: number): number[] {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(new RegExp(`.{1,${size}}`, 'gu')) ?? [];
  return groups.map((group) => Number.parseInt(group.padEnd(size, '0'), 2));
}

/** Five digits for each five bytes: the integer modulo 100,000, with leading zeros (libsignal's numeric fingerprints). A rest under five bytes is left out. */
export function digitGroupsOf(bytes: Uint8Array): string {
  let digits = '';
  for (let at = 0; at + 5 <= bytes.length; at += 5) {
    const chunk = Number.parseInt(bytes.subarray(at, at + 5).toHex(), 16);
    digits += String(chunk % 100_000).padStart(5, '0');
  }
  return digits;
}

/** RFC 4648 section 6, lower case, unpadded. */
export function base32Of(bytes: Uint8Array): string {
  return bitGroupsOf(bytes, 5)
    .map((value) => BASE32_ALPHABET[value])
    .join('');
}

/** RFC 4648 section 5, unpadded. */
export function base64UrlOf(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** Reads what `base64UrlOf` writes, and no other text for the same bytes. Throws `ParleyError('malformed')` on anything else. */
export function bytesFromBase64Url(text: string): Bytes {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url' });
    if (base64UrlOf(bytes) === text) return bytes;
  } catch {
    // Not base64url in any form.
  }
  throw new ParleyError('malformed');
}
