/**
 * The line in which a form or a box says what went wrong: an alert that exists for assistive tools only while it has something to say.
 */
import type { ErrorCode } from '../lib/errors.js';
import { h, setHidden, setText } from './dom.js';
import { glyph } from './icons.js';
import { sayError } from './strings.js';

/** A `role=alert` node, hidden until it is given an error. */
export class ErrorLine {
  /** The node to place. Its id is `error`, for `aria-describedby` within one shadow root. */
  readonly node: HTMLElement;
  readonly #sentence = h('span');

  constructor() {
    this.node = h('p', { class: 'error', role: 'alert', id: 'error', hidden: true }, [glyph('warning'), this.#sentence]);
  }

  /** Says the sentence of an error, or nothing. */
  show(error: ErrorCode | null): void {
    setText(this.#sentence, error === null ? '' : sayError(error));
    setHidden(this.node, error === null);
  }
}
