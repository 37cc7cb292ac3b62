/**
 * The popover of an element that has one: it opens beside what it was opened from, and gives the focus back to that when it closes.
 */
import { placePopover } from './place-popover.js';

/** The one popover in a shadow root. */
export class PopoverPart {
  readonly #root: ShadowRoot;
  #opener: HTMLElement | null = null;

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  get node(): HTMLElement {
    return this.#root.querySelector('[popover]') as HTMLElement;
  }

  /** What it was opened from last, or `null`. */
  get opener(): HTMLElement | null {
    return this.#opener;
  }

  get isOpen(): boolean {
    return this.node.matches(':popover-open');
  }

  /** Opens it, as it is shown by now. */
  open(opener: HTMLElement): void {
    this.#opener = opener;
    this.node.showPopover();
    placePopover(this.node, opener);
  }

  /** Closes it; the focus is where it was. */
  close(): void {
    this.node.hidePopover();
    this.giveFocusBack();
  }

  /** To be called when it was closed by the browser, which gives the focus back by itself, but not always in a shadow tree. */
  giveFocusBack(): void {
    if (this.#root.activeElement !== null) this.#opener?.focus();
  }
}
