/**
 * Byte arrays: the few operations everything else is written in.
 *
 * Integers are big-endian throughout Parley (DESIGN section 4).
 */

/** A byte array backed by an ordinary `ArrayBuffer`, which is what WebCrypto accepts. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Joins the parts in order into one new array. */
export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/**
 * Whether two arrays hold the same bytes. Looks at every byte of equal-length arrays, whatever the first difference; JavaScript promises
 * no constant time, so nothing secret may rest on it.
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}

/** Orders arrays as unsigned bytes from the left; a prefix comes first. Negative, zero or positive as for `Array.sort`. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The bytes of an ASCII label. Throws `RangeError` on anything outside ASCII, so that a label never depends on an encoding. */
export function asciiBytes(label: string): Bytes {
  const bytes = new Uint8Array(label.length);
  for (let i = 0; i < label.length; i++) {
    const code = label.charCodeAt(i);
    if (code > 0x7f) throw new RangeError(`label is not ASCII: ${label}`);
    bytes[i] = code;
  }
  return bytes;
}

const bytesEncoder = new TextEncoder();

/** UTF-8 of a string; lone surrogates become U+FFFD, as `TextEncoder` does. */
export function utf8Bytes(text: string): Bytes {
  return bytesEncoder.encode(text);
}

/** Lower-case hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Reads hexadecimal of either case. Throws `RangeError` when it is not. */
export function bytesFromHex(text: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/iu.test(text)) throw new RangeError('text is not hexadecimal');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
