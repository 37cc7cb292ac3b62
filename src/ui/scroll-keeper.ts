/**
 * Keeps a transcript where the reader is: at the bottom while they are there, else on the row they look at, whatever is added above or below.
 *
 * Done by hand with `overflow-anchor: none`, so that every engine does the same.
 */

/** How far from the end still counts as the end, in CSS pixels. */
const BOTTOM_SLACK_PX = 48;

export class ScrollKeeper {
  readonly #scroller: HTMLElement;
  readonly #rows: HTMLElement;
  #isAtBottom = true;
  #knownHeight = 0;

  /** `rows` holds the rows, inside `scroller`. */
  constructor(scroller: HTMLElement, rows: HTMLElement) {
    this.#scroller = scroller;
    this.#rows = rows;
  }

  /** Whether the reader is at the newest row. */
  get isAtBottom(): boolean {
    return this.#isAtBottom;
  }

  /** To be called when the reader, or anything else, has scrolled. */
  noteScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    // A scroll that is told of only after the box has become smaller says nothing about the reader.
    if (clientHeight !== this.#knownHeight) {
      this.noteResize();
      return;
    }
    this.#isAtBottom = scrollHeight - scrollTop - clientHeight < BOTTOM_SLACK_PX;
  }

  /** Goes to the newest row. */
  toBottom(): void {
    this.#isAtBottom = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** To be called when the size of the scroller has changed. */
  noteResize(): void {
    this.#knownHeight = this.#scroller.clientHeight;
    if (this.#isAtBottom) this.toBottom();
  }

  /** Makes a change to the rows and puts the reader back where they were. */
  keep(change: () => void): void {
    if (this.#isAtBottom) {
      change();
      this.toBottom();
      return;
    }
    const top = this.#scroller.getBoundingClientRect().top;
    const anchors = [...this.#rows.children].filter((row) => row.getBoundingClientRect().bottom > top);
    const offsets = new Map(anchors.slice(0, 20).map((row) => [row, row.getBoundingClientRect().top]));
    change();
    // The first row in view may be gone now: the next one that is still there serves.
    for (const [row, before] of offsets) {
      if (!row.isConnected) continue;
      this.#scroller.scrollTop += row.getBoundingClientRect().top - before;
      break;
    }
    this.noteScroll();
  }
}
