/**
 * Which control entries (membership and rights) lie in an entry's causal past.
 *
 * An act counts only if its author had the right in its own causal past (DESIGN section 4, "Membership"), so every node needs to know that past.
 * Messages hardly ever change it, so nodes share one immutable set; sets that are equal are the same object.
 *
 * Control entries are numbered as they arrive (`bit`). The numbers differ between machines and never leave this folder.
 */

/** A set of control entries that holds, with each, everything in its own past. */
export class ControlPast {
  readonly #words: Uint32Array;
  /** The members that are in no other member's past: they determine the whole set. */
  readonly frontier: readonly number[];

  /** For `ControlPasts`. */
  constructor(words: Uint32Array, frontier: readonly number[]) {
    this.#words = words;
    this.frontier = frontier;
  }

  /** Whether the control entry with this number is in the set. */
  has(bit: number): boolean {
    return (((this.#words[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  }

  /** Whether every member of `other` is a member of this. */
  includes(other: ControlPast): boolean {
    return this === other || other.frontier.every((bit) => this.has(bit));
  }

  /** The union's bits, with `bit` added unless it is negative. */
  unitedWords(other: ControlPast, bit: number): Uint32Array {
    const words = new Uint32Array(Math.max(this.#words.length, other.#words.length, (bit >> 5) + 1));
    words.set(this.#words);
    other.#words.forEach((word, i) => {
      words[i] = ((words[i] as number) | word) >>> 0;
    });
    if (bit >= 0) words[bit >>> 5] = ((words[bit >>> 5] as number) | (1 << (bit & 31))) >>> 0;
    return words;
  }
}

/** Makes sets and sees to it that equal ones are the same object. */
export class ControlPasts {
  readonly empty = new ControlPast(new Uint32Array(0), []);
  readonly #byFrontier = new Map<string, ControlPast>([['', this.empty]]);

  /** The union of several pasts. */
  join(pasts: Iterable<ControlPast>): ControlPast {
    let joined = this.empty;
    for (const past of pasts) {
      if (joined.includes(past)) continue;
      joined = past.includes(joined) ? past : this.#unite(joined, past);
    }
    return joined;
  }

  /** `past` with one more control entry, whose own past it is. */
  extend(past: ControlPast, bit: number): ControlPast {
    return this.#shared([bit], () => past.unitedWords(this.empty, bit));
  }

  #unite(a: ControlPast, b: ControlPast): ControlPast {
    const frontier = [...frontierBeside(a, b), ...frontierBeside(b, a).filter((bit) => !a.frontier.includes(bit))];
    return this.#shared(
      frontier.sort((x, y) => x - y),
      () => a.unitedWords(b, -1),
    );
  }

  #shared(frontier: readonly number[], words: () => Uint32Array): ControlPast {
    const key = frontier.join();
    let past = this.#byFrontier.get(key);
    if (past === undefined) {
      past = new ControlPast(words(), frontier);
      this.#byFrontier.set(key, past);
    }
    return past;
  }
}

/** What of `a`'s frontier is still frontier beside `b`: what `b` does not have, or has as frontier itself. */
function frontierBeside(a: ControlPast, b: ControlPast): number[] {
  return a.frontier.filter((bit) => !b.has(bit) || b.frontier.includes(bit));
}
