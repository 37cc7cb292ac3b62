/**
 * How large a message is on the wire: an entry's payload is at most 12 KiB of UTF-8 JSON (DESIGN section 4, "Entry"), and the text is most of it.
 */

/** Bytes of a payload, less what surrounds the text in it. */
export const MESSAGE_BYTES_LIMIT = 12 * 1024 - 64;

/** Bytes left at which the counter appears. */
const COUNTER_FROM_BYTES = 1024;

const sizeEncoder = new TextEncoder();

/** Bytes of a text as a JSON string in UTF-8. */
export function messageBytes(text: string): number {
  return sizeEncoder.encode(JSON.stringify(text)).length;
}

/** Bytes left for a text (negative: too many), or `null` while the end is too far away to be worth a word. */
export function bytesLeft(text: string): number | null {
  // A UTF-16 unit takes at most six bytes of JSON: most texts need no encoding at all, which keeps typing quick.
  if (text.length * 6 + 2 <= MESSAGE_BYTES_LIMIT - COUNTER_FROM_BYTES) return null;
  const left = MESSAGE_BYTES_LIMIT - messageBytes(text);
  return left < COUNTER_FROM_BYTES ? left : null;
}
