/**
 * Bytes as docs/PROTOCOL.md writes them (section 1): joined with `‖`, integers big-endian, `lp(x)` with a length of two bytes before it, base32 and
 * base64url without padding. Nothing here, nor anywhere in this kit, is shared with src/.
 */

/** What is joined: bytes, or a text that stands for its UTF-8 bytes. */
export type Part = Uint8Array | string;

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** `a ‖ b ‖ …`. */
export function join(...parts: readonly Part[]): Uint8Array {
  const arrays = parts.map((part) => (typeof part === 'string' ? utf8(part) : part));
  const joined = new Uint8Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    joined.set(array, at);
    at += array.length;
  }
  return joined;
}

/** `value` in so many bytes, big-endian. */
export function uint(value: number | bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let rest = BigInt(value);
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

/** The integer that these bytes are, big-endian. Exact below 2⁵³. */
export function toNumber(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** A length of two bytes and then `x`. */
export function lp(part: Part): Uint8Array {
  const bytes = join(part);
  return join(uint(bytes.length, 2), bytes);
}

/** Hexadecimal, lower case. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** The bytes of a hexadecimal text. */
export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** Whether both hold the same bytes. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Order as bytes: below, at or above zero. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

/** RFC 4648 section 6, lower case, unpadded. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/gu) ?? [])
    .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(Number.parseInt(five.padEnd(5, '0'), 2)))
    .join('');
}

/** RFC 4648 section 5, unpadded. */
export function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** Strict: throws `RangeError` for a text that these bytes would not be written as. */
export function fromBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'));
  if (base64url(bytes) !== text) throw new RangeError('not base64url');
  return bytes;
}

/** Reads fields one after the other; throws `RangeError` when there are too few bytes, or some left over at the end. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether everything was read. */
  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The next so many bytes. */
  take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new RangeError('too short');
    const taken = this.#bytes.slice(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** The next integer of so many bytes. */
  number(length: number): number {
    return toNumber(this.take(length));
  }

  /** The next `lp(x)`. */
  lp(): Uint8Array {
    return this.take(this.number(2));
  }

  /** Everything that is left. */
  rest(): Uint8Array {
    return this.take(this.#bytes.length - this.#at);
  }

  /** Throws unless everything was read. */
  end(): void {
    if (!this.isAtEnd) throw new RangeError('too long');
  }
}

/** These bytes with one bit changed in the byte at `at`. */
export function flipped(bytes: Uint8Array, at: number, bit = 0): Uint8Array {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ (1 << bit);
  return changed;
}
