/**
 * Where a link's frames come out: keeps them until somebody listens, then hands them on.
 *
 * Invariants: frames in order; `closed` exactly once, and nothing after it; what is kept is bounded.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { RECEIVE_LIMIT_BYTES, WAITING_FRAME_COST } from './frame-receiver.js';
import type { LinkHandlers } from './link-parts.js';

/** One per link. */
export class LinkOutlet {
  readonly #onRefused: (error: ParleyError) => void;
  #handlers: LinkHandlers | null = null;
  #kept: [type: number, data: Bytes][] = [];
  #keptBytes = 0;
  #code: ErrorCode | null = null;

  /** `onRefused`: a handler threw this, or too much is kept; the link is to be closed. */
  constructor(onRefused: (error: ParleyError) => void) {
    this.#onRefused = onRefused;
  }

  /** Hands on what was kept, at once. Throws `TypeError` the second time. */
  start(handlers: LinkHandlers): void {
    if (this.#handlers !== null) throw new TypeError('start was called before');
    this.#handlers = handlers;
    const kept = this.#kept;
    const codeBefore = this.#code;
    this.#kept = [];
    for (const [type, data] of kept) this.#tellFrame(handlers, type, data, codeBefore);
    if (codeBefore !== null) this.#tellClosed(handlers, codeBefore);
  }

  /** One frame. */
  frame(type: number, data: Bytes): void {
    if (this.#code !== null) return;
    if (this.#handlers !== null) {
      this.#tellFrame(this.#handlers, type, data, null);
      return;
    }
    this.#kept.push([type, data]);
    this.#keptBytes += data.length + WAITING_FRAME_COST;
    if (this.#keptBytes > RECEIVE_LIMIT_BYTES) this.#onRefused(new ParleyError('too-large', 'nobody takes the frames'));
  }

  /** The end, unless it was told before. After one's own `link-closed` what was kept is dropped. */
  closed(code: ErrorCode): void {
    if (this.#code !== null) return;
    this.#code = code;
    if (code === 'link-closed') this.#kept = [];
    if (this.#handlers !== null) this.#tellClosed(this.#handlers, code);
  }

  // `codeBefore` is the end that had come before delivery began: frames that were kept are older than it.
  #tellFrame(handlers: LinkHandlers, type: number, data: Bytes, codeBefore: ErrorCode | null): void {
    if (this.#code !== codeBefore) return;
    try {
      handlers.frame(type, data);
    } catch (error) {
      if (error instanceof ParleyError) this.#onRefused(error);
      else reportError(error);
    }
  }

  #tellClosed(handlers: LinkHandlers, code: ErrorCode): void {
    try {
      handlers.closed(code);
    } catch (error) {
      reportError(error);
    }
  }
}
