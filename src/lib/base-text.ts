/**
 * Bytes as text: base32 for PeerJS ids, base64url for invites.
 */
import type { Bytes } from './bytes.js';
import { ParleyError } from './errors.js';

const BASE32_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 section 6, lower case, unpadded. */
export function base32Of(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32_ALPHABET.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + BASE32_ALPHABET.charAt((held << (5 - bits)) & 31);
}

/** RFC 4648 section 5, unpadded. */
export function base64UrlOf(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** Reads unpadded base64url strictly (left-over bits are zero). Throws `ParleyError('malformed')` on anything else. */
export function bytesFromBase64Url(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/u.test(text)) throw new ParleyError('malformed', 'not base64url');
  try {
    // "strict" insists on padding and on zero left-over bits.
    return Uint8Array.fromBase64(text.padEnd(Math.ceil(text.length / 4) * 4, '='), { alphabet: 'base64url', lastChunkHandling: 'strict' });
  } catch (error) {
    throw new ParleyError('malformed', 'not base64url', { cause: error });
  }
}
