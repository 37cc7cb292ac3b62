/**
 * Reading bytes from outside: every read is bounds-checked and a message has to be read to its end.
 */
import type { Bytes } from './bytes.js';
import { ParleyError } from './errors.js';

/** Reads big-endian fields from the left. Every method throws `ParleyError('malformed')` when too few bytes are left. */
export class ByteReader {
  readonly #bytes: Bytes;
  #at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  /** How many bytes were read. */
  get at(): number {
    return this.#at;
  }

  /** A copy of what was read since `at` was this. */
  since(at: number): Bytes {
    return this.#bytes.slice(at, this.#at);
  }

  /** How many bytes are not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** `count` bytes, as a view into the input, not a copy. */
  take(count: number): Bytes {
    if (count > this.left) throw new ParleyError('malformed');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  #uint(size: number): number {
    if (size > this.left) throw new ParleyError('malformed');
    let value = 0;
    // No view for a number or two: there are twenty in an entry.
    for (const end = this.#at + size; this.#at < end; this.#at++) value = 256 * value + (this.#bytes[this.#at] as number);
    return value;
  }

  u8(): number {
    return this.#uint(1);
  }

  u16(): number {
    return this.#uint(2);
  }

  u32(): number {
    return this.#uint(4);
  }

  /** Six bytes: enough for milliseconds until the year 10889. */
  u48(): number {
    return this.#uint(6);
  }

  /** A number as `varintBytes` writes it; `malformed` above 2⁵³ − 1. */
  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u8();
      value += (byte % 128) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new ParleyError('malformed');
      if (byte < 128) return value;
    }
  }

  /** `lp(x)` of DESIGN section 4: a 2-byte length, then that many bytes; `too-large` above `limit`. */
  lp(limit = 0xffff): Bytes {
    const length = this.u16();
    if (length > limit) throw new ParleyError('too-large');
    return this.take(length);
  }

  /** Text in `lp`, UTF-8, decoded fatally: `malformed` when it isn't. `limit` in bytes. */
  lpText(limit = 0xffff): string {
    return decodeUtf8(this.lp(limit));
  }

  /** Throws `malformed` unless every byte was read. */
  end(): void {
    if (this.left !== 0) throw new ParleyError('malformed');
  }
}

const fatalDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Strict UTF-8 to text; throws `ParleyError('malformed')` on anything else. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return fatalDecoder.decode(bytes);
  } catch {
    throw new ParleyError('malformed');
  }
}
