/**
 * Lists that change without being rebuilt: a node stays the same node as long as its key is there, so focus, selection and scroll survive.
 */

/** How one kind of list makes and changes its rows. */
export interface RowRecipe<Item, Row extends Element> {
  keyOf(item: Item): string;
  create(item: Item): Row;
  /** Called when the item of an existing row is another object. Writes only differences. */
  change(row: Row, item: Item, previous: Item): void;
}

interface HeldRow<Item, Row> {
  readonly row: Row;
  item: Item;
}

/** The rows of one parent, by key. The parent holds nothing else. */
export class RowList<Item, Row extends Element> {
  readonly #parent: Element;
  readonly #recipe: RowRecipe<Item, Row>;
  readonly #rows = new Map<string, HeldRow<Item, Row>>();

  constructor(parent: Element, recipe: RowRecipe<Item, Row>) {
    this.#parent = parent;
    this.#recipe = recipe;
  }

  /** The row under a key, or `null`. */
  rowOf(key: string): Row | null {
    return this.#rows.get(key)?.row ?? null;
  }

  /** Makes the parent hold one row an item, in this order. Throws a `RangeError` when two items have the same key. */
  show(items: readonly Item[]): void {
    const keys = new Set(items.map((item) => this.#recipe.keyOf(item)));
    if (keys.size !== items.length) throw new RangeError('items: two of them have the same key');
    for (const [key, held] of this.#rows) {
      if (keys.has(key)) continue;
      held.row.remove();
      this.#rows.delete(key);
    }
    let place = this.#parent.firstElementChild;
    for (const item of items) {
      const row = this.#rowFor(item);
      // A row that moved further down would make every row after it move up: move that one instead.
      if (place !== null && place !== row && place.nextElementSibling === row) {
        this.#parent.append(place);
        place = row;
      }
      if (place === row) place = row.nextElementSibling;
      else this.#parent.insertBefore(row, place);
    }
  }

  #rowFor(item: Item): Row {
    const key = this.#recipe.keyOf(item);
    const held = this.#rows.get(key);
    if (held === undefined) {
      const row = this.#recipe.create(item);
      this.#rows.set(key, { row, item });
      return row;
    }
    if (held.item !== item) {
      this.#recipe.change(held.row, item, held.item);
      held.item = item;
    }
    return held.row;
  }
}
