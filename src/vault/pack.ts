/**
 * Bytes as text for localStorage, 15 bits a character: the Base32768 encoding (qntm/base32768, MIT), whose characters are all in the basic
 * plane, unassigned to surrogates and stable under every Unicode normalisation form.
 *
 * Written out here and not imported: the npm package decodes about 6 MB/s, which would make opening a long history wait, and it takes some
 * texts that are not what it would write itself (a trailing "ʟ"). `pack.test.ts` holds the two against each other.
 *
 * Invariant: `unpackText` accepts exactly the texts that `packBytes` makes, one text for each byte string.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** Code points of the 32,768 characters of 15 bits, in order, as first and last of each range. */
const PACK_RANGES_15 = `4a0-4bf 500-51f 680-6bf 760-79f 7c0-7df 1000-101f 10a0-10bf 1100-115f 1180-119f 11e0-123f 1260-127f 12e0-12ff 1320-133f
  13a0-13df 1420-165f 16a0-16df 1780-179f 1820-185f 18c0-18df 1980-199f 19e0-19ff 1a20-1a3f 1bc0-1bdf 1c00-1c1f 1d00-1d1f 21e0-21ff 22c0-22df
  2340-23df 2400-241f 2500-275f 2780-27bf 2800-297f 29a0-29bf 2a20-2a5f 2a80-2abf 2ae0-2b5f 2c00-2c1f 2c80-2cdf 2d00-2d1f 2d40-2d5f 2ea0-2edf
  31c0-31df 3400-4d9f 4dc0-9fbf a000-a47f a4a0-a4bf a500-a5ff a640-a65f a6a0-a6df a700-a75f a780-a79f a840-a85f`;

/** The 128 characters of 7 bits, of which a text has at most one, at its end. */
const PACK_RANGES_7 = '180-19f 240-29f';

function charCodesOf(ranges: string): Uint16Array {
  const codes: number[] = [];
  for (const range of ranges.split(/\s+/u)) {
    const [first = 0, last = 0] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    for (let code = first; code <= last; code++) codes.push(code);
  }
  return Uint16Array.from(codes);
}

const packCodes15 = charCodesOf(PACK_RANGES_15);
const packCodes7 = charCodesOf(PACK_RANGES_7);

/** What each UTF-16 unit stands for: 0 to 32,767 for 15 bits, 32,768 and on for 7 bits. */
const UNPACK_7_FROM = 0x8000;
const UNPACK_NONE = 0xffff;
const unpackValues = new Uint16Array(0x10000).fill(UNPACK_NONE);
packCodes15.forEach((code, value) => (unpackValues[code] = value));
packCodes7.forEach((code, value) => (unpackValues[code] = UNPACK_7_FROM + value));

/** Units to text at once: much faster than `String.fromCharCode` (typed arrays are little-endian on everything that runs a browser). */
const packTextDecoder = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });

/** How many characters `packBytes` makes of `length` bytes. */
export function packedLength(length: number): number {
  return Math.ceil((length * 8) / 15);
}

/** The bytes as text. */
export function packBytes(bytes: Uint8Array): string {
  const codes = new Uint16Array(packedLength(bytes.length));
  let count = 0;
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits >= 15) {
      bits -= 15;
      codes[count++] = packCodes15[(held >> bits) & 0x7fff] as number;
      held &= (1 << bits) - 1;
    }
  }
  if (bits > 0) {
    // What is left is filled up with ones.
    const size = bits <= 7 ? 7 : 15;
    const value = (held << (size - bits)) | ((1 << (size - bits)) - 1);
    codes[count] = (size === 7 ? packCodes7 : packCodes15)[value] as number;
  }
  return packTextDecoder.decode(codes);
}

/** The bytes that were packed. Throws `ParleyError('malformed')` on every text that `packBytes` would not have made. */
export function unpackText(text: string): Bytes {
  const bytes = new Uint8Array(Math.floor((text.length * 15) / 8));
  let count = 0;
  let held = 0;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const value = unpackValues[text.charCodeAt(at)] as number;
    if (value < UNPACK_7_FROM) {
      held = (held << 15) | value;
      bits += 15;
    } else {
      if (value === UNPACK_NONE || at !== text.length - 1) throw new ParleyError('malformed', `packed text, character ${at}`);
      held = (held << 7) | (value - UNPACK_7_FROM);
      bits += 7;
    }
    while (bits >= 8) {
      bits -= 8;
      bytes[count++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  if (held !== (1 << bits) - 1 || !isPackedEnd(text, count)) throw new ParleyError('malformed', 'end of packed text');
  return bytes.slice(0, count);
}

/** Whether a text of `length` bytes ends in a character of the size that `packBytes` would have chosen. */
function isPackedEnd(text: string, length: number): boolean {
  if (text.length !== packedLength(length)) return false;
  const rest = (length * 8) % 15;
  const isShortEnd = text.length > 0 && (unpackValues[text.charCodeAt(text.length - 1)] as number) >= UNPACK_7_FROM;
  return isShortEnd === (rest >= 1 && rest <= 7);
}
