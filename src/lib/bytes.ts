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

/** Whether two arrays hold the same bytes. Takes longer the later they differ, so nothing secret may rest on it. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0;
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

/**
 * Gives back the memory behind an array that nobody needs any more, at once: the next one of its size gets it, where a collector that frees many
 * together hands the pages back to the system. Then the array is empty.
 */
export function release({ buffer }: Bytes): void {
  buffer.transfer(0);
}

/** A label in ASCII, then the parts: how everything begins that is hashed, signed or authenticated (DESIGN section 4). */
export function labelledBytes(label: string, ...parts: readonly Uint8Array[]): Bytes {
  let labelBytes = knownLabels.get(label);
  if (labelBytes === undefined) {
    labelBytes = utf8Bytes(label);
    knownLabels.set(label, labelBytes);
  }
  return concatBytes(labelBytes, ...parts);
}

/** There are some thirty, and a history is hashed under two of them. */
const knownLabels = new Map<string, Bytes>();

const bytesEncoder = new TextEncoder();

/** UTF-8 of a string; lone surrogates become U+FFFD, as `TextEncoder` does. */
export function utf8Bytes(text: string): Bytes {
  return bytesEncoder.encode(text);
}
