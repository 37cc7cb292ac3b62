/**
 * A first-in-first-out queue whose `shift` costs the same however long it is, unlike an array's: 10⁵ waiting frames must not freeze the page.
 */

/** How many taken places are tolerated before the array is cut. */
const FIFO_SLACK = 1024;

/** Items leave in the order they came. */
export class Fifo<Item> {
  #items: (Item | undefined)[] = [];
  #head = 0;

  /** How many items wait. */
  get length(): number {
    return this.#items.length - this.#head;
  }

  /** Adds at the end. */
  push(item: Item): void {
    this.#items.push(item);
  }

  /** The item that `shift` would take, or `undefined` when empty. */
  first(): Item | undefined {
    return this.#items[this.#head];
  }

  /** Takes the oldest item, or `undefined` when empty. */
  shift(): Item | undefined {
    const item = this.#items[this.#head];
    if (this.#head < this.#items.length) {
      this.#items[this.#head] = undefined;
      this.#head += 1;
      if (this.#head === this.#items.length) this.clear();
      else if (this.#head >= FIFO_SLACK && 2 * this.#head >= this.#items.length) {
        this.#items = this.#items.slice(this.#head);
        this.#head = 0;
      }
    }
    return item;
  }

  /** Drops everything. */
  clear(): void {
    this.#items = [];
    this.#head = 0;
  }
}
