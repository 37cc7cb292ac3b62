/**
 * A text to hand on: a readonly box that marks itself, and a button that copies it.
 */
import { h } from './dom.js';
import { glyph } from './icons.js';

export class CopyField {
  /** Holds the text. */
  readonly box: HTMLTextAreaElement;
  readonly button: HTMLButtonElement;
  /** The node to place. */
  readonly node: HTMLElement;

  /** `id` is unique within the shadow root. */
  constructor(id: string, label: string, action: string) {
    this.box = h('textarea', { id, readonly: true, rows: 3, spellcheck: 'false', dir: 'ltr' });
    this.button = h('button', { type: 'button' }, [glyph('copy'), action]);
    this.node = h('div', { class: 'field copy' }, [h('label', { for: id }, [label]), this.box, this.button]);
  }

  /** Puts the text on the clipboard. Returns `false`, with the text marked and focused, when the browser does not allow it. */
  async copy(): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(this.box.value);
      return true;
    } catch {
      // Refused, or not there at all: then the person copies what is marked.
      this.box.focus();
      this.box.select();
      return false;
    }
  }
}
