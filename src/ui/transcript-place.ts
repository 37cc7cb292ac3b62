/**
 * Where a transcript is scrolled to, and how its rows are kept where the reader sees them while others come and go above and below.
 *
 * By hand, with `overflow-anchor: none`, since engines differ in what they hold on to, and some hold on to nothing.
 */

/** How far from the end still counts as the end, in CSS pixels. */
const BOTTOM_SLACK_PX = 48;

/**
 * More is asked for when less than this, or than a screenful, is left, in CSS pixels: so early that the window moves by a few rows at a time, which a frame has
 * room for, and so late that it has not to be asked for again at once (`MESSAGE_REACH` rows are higher).
 */
const NEAR_PX = 2_000;

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}

/** One scrolling transcript: a box whose child `.rows` holds a row for each `data-id`. */
export class TranscriptPlace {
  readonly #box: HTMLElement;
  #placedTop: number | null = null;

  constructor(box: HTMLElement) {
    this.#box = box;
  }

  /** Whether the end of what is here is on screen. */
  get isAtEnd(): boolean {
    return this.#below() < BOTTOM_SLACK_PX;
  }

  /** Whether there is less than a screenful above, or below. */
  get isNearTop(): boolean {
    return this.#box.scrollTop < this.#near();
  }

  get isNearEnd(): boolean {
    return this.#below() < this.#near();
  }

  /** Whether the reader has scrolled since this put the box where it is. */
  get isMovedByReader(): boolean {
    return this.#placedTop !== null && Math.abs(this.#box.scrollTop - this.#placedTop) > 1;
  }

  /** The id of the first message that is in view with its top; `null` when there is none. */
  get idInView(): string | null {
    return this.#rowsFromTop()[0]?.[0].dataset['id'] ?? null;
  }

  /** Notes where the rows are; what is returned puts the first that is still there, from the first one in view on, back to where it was. */
  hold(): () => void {
    const rows = this.#rowsFromTop();
    return () => {
      const kept = rows.find(([row]) => row.isConnected);
      if (kept !== undefined) this.#scrollBy(topOf(kept[0]) - kept[1]);
    };
  }

  /** Goes to the end of what is here. */
  toEnd(): void {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#placedTop = this.#box.scrollTop;
  }

  /** Puts a row so that this share of the room that it leaves is above it. */
  show(row: Element, share: number): void {
    const free = Math.max(0, this.#box.clientHeight - row.getBoundingClientRect().height);
    this.#scrollBy(topOf(row) - topOf(this.#box) - this.#box.clientTop - share * free);
  }

  #scrollBy(pixels: number): void {
    if (pixels !== 0) this.#box.scrollTop += pixels;
    this.#placedTop = this.#box.scrollTop;
  }

  #below(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.#box;
    return scrollHeight - scrollTop - clientHeight;
  }

  #near(): number {
    return Math.max(NEAR_PX, this.#box.clientHeight);
  }

  /** The rows whose top is in view or below it, each with where it is. */
  #rowsFromTop(): (readonly [row: HTMLElement, top: number])[] {
    const top = topOf(this.#box);
    const rows = [...this.#box.querySelectorAll<HTMLElement>(':scope > .rows > [data-id]')];
    return rows.map((row) => [row, topOf(row)] as const).filter(([, rowTop]) => rowTop >= top);
  }
}
