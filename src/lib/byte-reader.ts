/**
 * Reading bytes from outside: every read is bounds-checked and a message has to be read to its end.
 */
import type { Bytes } from './bytes.js';
import { ParleyError } from './errors.js';

/** Reads big-endian fields from the left. Every method throws `ParleyError('malformed')` when too few bytes are left. */
export class ByteReader {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** How many bytes are not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  #advance(count: number): number {
    if (count > this.left) throw new ParleyError('malformed', `${count} bytes expected, ${this.left} left`);
    const from = this.#at;
    this.#at += count;
    return from;
  }

  /** `count` bytes, as a view into the input, not a copy. */
  take(count: number): Bytes {
    const from = this.#advance(count);
    return this.#bytes.subarray(from, from + count);
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4));
  }

  /** Six bytes: enough for milliseconds until the year 10889. */
  u48(): number {
    const from = this.#advance(6);
    return this.#view.getUint16(from) * 2 ** 32 + this.#view.getUint32(from + 2);
  }

  /** `lp(x)` of DESIGN section 4: a 2-byte length, then that many bytes; `too-large` above `limit`. */
  lp(limit = 0xffff): Bytes {
    const length = this.u16();
    if (length > limit) throw new ParleyError('too-large', `${length} bytes, at most ${limit}`);
    return this.take(length);
  }

  /** Text in `lp`, UTF-8, decoded fatally: `malformed` when it isn't. `limit` in bytes. */
  lpText(limit = 0xffff): string {
    return decodeUtf8(this.lp(limit));
  }

  /** Throws `malformed` unless every byte was read. */
  end(): void {
    if (this.left !== 0) throw new ParleyError('malformed', `${this.left} bytes too many`);
  }
}

const fatalDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Strict UTF-8 to text; throws `ParleyError('malformed')` on anything else. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return fatalDecoder.decode(bytes);
  } catch (error) {
    throw new ParleyError('malformed', 'not UTF-8', { cause: error });
  }
}
