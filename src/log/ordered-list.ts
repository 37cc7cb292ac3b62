/**
 * A sorted list that stays cheap when it is long: blocks of bounded size, so that an insertion moves at most one block's items and usually none,
 * and the place of the n-th item is found by bisection over the blocks' starts.
 */

/** Items a block holds before it is split in two. */
const BLOCK_ITEMS_MAX = 512;

/** Distinct items in the order of a comparison, with positions. */
export class OrderedList<Item> {
  readonly #compare: (a: Item, b: Item) => number;
  #blocks: Item[][] = [[]];
  /** `#starts[i]` is the position of block i's first item; right for i < `#startsKnown`. */
  #starts: number[] = [0];
  #startsKnown = 1;
  #length = 0;

  /** `compare` is a total order; zero means the same item. */
  constructor(compare: (a: Item, b: Item) => number) {
    this.#compare = compare;
  }

  get length(): number {
    return this.#length;
  }

  /** The item at a position from 0, or `null` outside. */
  at(position: number): Item | null {
    if (position < 0 || position >= this.#length) return null;
    const index = this.#blockAt(position);
    return this.#block(index)[position - (this.#starts[index] as number)] ?? null;
  }

  /** The items from position `from` up to, not including, `to`; positions outside are cut off. */
  slice(from: number, to: number): Item[] {
    const items: Item[] = [];
    const end = Math.min(to, this.#length);
    let position = Math.max(0, from);
    while (position < end) {
      const index = this.#blockAt(position);
      const start = this.#starts[index] as number;
      const part = this.#block(index).slice(position - start, end - start);
      for (const item of part) items.push(item);
      position += part.length;
    }
    return items;
  }

  /** Adds an item and gives its position, or −1 when it is there already. */
  insert(item: Item): number {
    const place = this.#placeOf(item);
    if (place.isFound) return -1;
    this.#block(place.index).splice(place.offset, 0, item);
    this.#length++;
    this.#forgetStartsAfter(place.index);
    const position = this.#startOf(place.index) + place.offset;
    if (this.#block(place.index).length > BLOCK_ITEMS_MAX) this.#split(place.index);
    return position;
  }

  /** Takes an item out and gives the position it had, or −1 when it is not there. */
  remove(item: Item): number {
    const place = this.#placeOf(item);
    if (!place.isFound) return -1;
    const position = this.#startOf(place.index) + place.offset;
    const block = this.#block(place.index);
    block.splice(place.offset, 1);
    this.#length--;
    if (block.length === 0 && this.#blocks.length > 1) this.#blocks.splice(place.index, 1);
    this.#forgetStartsAfter(Math.max(0, place.index - 1));
    return position;
  }

  /** The position of an item, or −1. */
  indexOf(item: Item): number {
    const place = this.#placeOf(item);
    return place.isFound ? this.#startOf(place.index) + place.offset : -1;
  }

  #block(index: number): Item[] {
    return this.#blocks[index] as Item[];
  }

  /** The last block whose first item is not after `item`, and the offset in it. Most items belong at the very end, so that is looked at first. */
  #placeOf(item: Item): { readonly index: number; readonly offset: number; readonly isFound: boolean } {
    let high = this.#blocks.length - 1;
    let low = high > 0 && this.#compare(this.#block(high)[0] as Item, item) <= 0 ? high : 0;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#compare(this.#block(middle)[0] as Item, item) <= 0) low = middle;
      else high = middle - 1;
    }
    const block = this.#block(low);
    const last = block.at(-1);
    if (last === undefined || this.#compare(last, item) < 0) return { index: low, offset: block.length, isFound: false };
    let from = 0;
    let to = block.length - 1;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#compare(block[middle] as Item, item) < 0) from = middle + 1;
      else to = middle;
    }
    return { index: low, offset: from, isFound: this.#compare(block[from] as Item, item) === 0 };
  }

  /** The block that holds a position. */
  #blockAt(position: number): number {
    // Makes the starts known as far as needed.
    this.#startOf(this.#blocks.length - 1);
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #startOf(index: number): number {
    for (let i = this.#startsKnown; i <= index; i++) this.#starts[i] = (this.#starts[i - 1] as number) + this.#block(i - 1).length;
    this.#startsKnown = Math.max(this.#startsKnown, index + 1);
    return this.#starts[index] as number;
  }

  #forgetStartsAfter(index: number): void {
    this.#startsKnown = Math.min(this.#startsKnown, index + 1);
  }

  #split(index: number): void {
    const block = this.#block(index);
    // Appending is the common case: then the old block stays nearly full and the new one grows.
    const kept = index === this.#blocks.length - 1 ? BLOCK_ITEMS_MAX : block.length >> 1;
    this.#blocks.splice(index + 1, 0, block.splice(kept));
    this.#forgetStartsAfter(index);
  }
}
