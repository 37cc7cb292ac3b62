/**
 * Bytes as text of 15 bits a character: docs/VAULT.md, "Packing".
 */

/** "Packing": first and last of each range of characters, in order. */
const RANGES_15 =
  '4a0-4bf 500-51f 680-6bf 760-79f 7c0-7df 1000-101f 10a0-10bf 1100-115f 1180-119f 11e0-123f 1260-127f 12e0-12ff 1320-133f 13a0-13df ' +
  '1420-165f 16a0-16df 1780-179f 1820-185f 18c0-18df 1980-199f 19e0-19ff 1a20-1a3f 1bc0-1bdf 1c00-1c1f 1d00-1d1f 21e0-21ff 22c0-22df ' +
  '2340-23df 2400-241f 2500-275f 2780-27bf 2800-297f 29a0-29bf 2a20-2a5f 2a80-2abf 2ae0-2b5f 2c00-2c1f 2c80-2cdf 2d00-2d1f 2d40-2d5f ' +
  '2ea0-2edf 31c0-31df 3400-4d9f 4dc0-9fbf a000-a47f a4a0-a4bf a500-a5ff a640-a65f a6a0-a6df a700-a75f a780-a79f a840-a85f';
const RANGES_7 = '180-19f 240-29f';

function charactersOf(ranges: string): readonly string[] {
  return ranges.split(' ').flatMap((range) => {
    const [first = 0, last = 0] = range.split('-').map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i));
  });
}

const [OF_15, OF_7] = [charactersOf(RANGES_15), charactersOf(RANGES_7)];
/** How many bits a character has, and which. */
const BITS_OF = new Map<string, readonly [width: number, value: number]>([
  ...OF_15.map((one, i) => [one, [15, i]] as const),
  ...OF_7.map((one, i) => [one, [7, i]] as const),
]);

/** Bytes as the text that is stored. */
export function pack(bytes: Uint8Array): string {
  let text = '';
  let [bits, count] = [0, 0];
  for (const byte of bytes) {
    bits = bits * 256 + byte;
    count += 8;
    if (count < 15) continue;
    count -= 15;
    text += OF_15[bits >> count] ?? '';
    bits &= (1 << count) - 1;
  }
  if (count === 0) return text;
  const [characters, width] = count <= 7 ? [OF_7, 7] : [OF_15, 15];
  return text + (characters[((bits + 1) << (width - count)) - 1] ?? '');
}

/** The bytes of a stored text; throws `RangeError` for one that these bytes would not be written as. */
export function unpack(text: string): Uint8Array {
  const bytes: number[] = [];
  let [bits, count] = [0, 0];
  for (const character of text) {
    const [width, value] = BITS_OF.get(character) ?? [0, 0];
    bits = bits * 2 ** width + value;
    count += width;
    for (; count >= 8; bits &= (1 << count) - 1) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  const read = Uint8Array.from(bytes);
  if (pack(read) !== text) throw new RangeError('packing');
  return read;
}
