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

/** The 32,768 characters of 15 bits, in order, as blocks of 32 code points (block 25 begins at 4a0, hexadecimal), single or first and last … */
const PACK_BLOCKS_15 = `25 28 34-35 3b-3c 3e 80 85 88-8a 8c 8f-91 93 97 99 9d-9e a1-b2 b5-b6 bc c1-c2 c6 cc cf d1 de e0 e8 10f 116 11a-11e 120 128-13a 13c-13d
  140-14b 14d 151-152 154-155 157-15a 160 164-166 168 16a 175-176 18e 1a0-26c 26e-4fd 500-523 525 528-52f 532 535-536 538-53a 53c 542`;

/** … and the 128 characters of 7 bits, of which a text has at most one, at its end. */
const PACK_BLOCKS_7 = 'c 12-14';

/** Code points by value: 0 to 32,767 for 15 bits, 32,768 and on for 7 bits. */
const packCodes = Uint16Array.from(
  `${PACK_BLOCKS_15} ${PACK_BLOCKS_7}`.split(/\s+/u).flatMap((blocks) => {
    const [first = 0, last = first] = blocks.split('-').map((hex) => Number.parseInt(hex, 16));
    return Array.from({ length: 32 * (last - first + 1) }, (_, i) => 32 * first + i);
  }),
);
const PACK_7_FROM = 0x8000;

/** The value of each UTF-16 unit. */
const UNPACK_NONE = 0xffff;
const unpackValues = new Uint16Array(0x10000).fill(UNPACK_NONE);
packCodes.forEach((code, value) => (unpackValues[code] = value));

/** Units to text at once: much faster than `String.fromCharCode` (typed arrays are little-endian on everything that runs a browser). */
const packTextDecoder = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });

/** The bytes as text. */
export function packBytes(bytes: Uint8Array): string {
  const codes = new Uint16Array(Math.ceil((bytes.length * 8) / 15));
  let count = 0;
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits >= 15) {
      bits -= 15;
      codes[count++] = packCodes[held >> bits] as number;
      held &= (1 << bits) - 1;
    }
  }
  if (bits > 0) {
    // What is left is filled up with ones.
    const size = bits <= 7 ? 7 : 15;
    const value = ((held + 1) << (size - bits)) - 1;
    codes[count] = packCodes[size === 7 ? PACK_7_FROM + value : value] as number;
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
    if (value === UNPACK_NONE) throw new ParleyError('malformed');
    const size = value < PACK_7_FROM ? 15 : 7;
    held = (held << size) | (value & 0x7fff);
    bits += size;
    while (bits >= 8) {
      bits -= 8;
      bytes[count++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  const unpacked = bytes.slice(0, count);
  // Fifteen bytes are eight characters, whatever comes after them, so only the end has more than one way to be written.
  const blocks = Math.floor(count / 15);
  if (packBytes(unpacked.subarray(15 * blocks)) !== text.slice(8 * blocks)) throw new ParleyError('malformed');
  return unpacked;
}
