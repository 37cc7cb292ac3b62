/**
 * What a room shows, in the order of the log: everything that counts, except `erase`, which shows in what it erased.
 */
import type { Entry } from './entry.js';
import type { LogNode } from './log-node.js';
import { compareOrder } from './order.js';
import { OrderedList } from './ordered-list.js';
import { ENTRY_KINDS } from './payload.js';

/** Shown entries by position, oldest first. For readers; the log fills it. */
export interface Timeline {
  readonly length: number;
  /** The entry at a position from 0, or `null` outside. */
  at(position: number): Entry | null;
  /** The entries from position `from` up to, not including, `to`. */
  slice(from: number, to: number): Entry[];
  /** The position of an entry, or −1 when it is not shown. */
  indexOf(idText: string): number;
}

/** The timeline as the log holds it. */
export class NodeTimeline implements Timeline {
  readonly #list = new OrderedList<LogNode>(compareOrder);
  readonly #nodeOf: (idText: string) => LogNode | null;

  constructor(nodeOf: (idText: string) => LogNode | null) {
    this.#nodeOf = nodeOf;
  }

  get length(): number {
    return this.#list.length;
  }

  at(position: number): Entry | null {
    return this.#list.at(position)?.entry ?? null;
  }

  slice(from: number, to: number): Entry[] {
    return this.#list.slice(from, to).map((node) => node.entry);
  }

  indexOf(idText: string): number {
    const node = this.#nodeOf(idText);
    return node === null ? -1 : this.#list.indexOf(node);
  }

  /** Shows a node; whether it is of a kind that is shown. */
  show(node: LogNode): boolean {
    return node.entry.kind !== ENTRY_KINDS.erase && this.#list.insert(node) >= 0;
  }

  /** Shows it no more; whether it was shown. */
  hide(node: LogNode): boolean {
    return this.#list.remove(node) >= 0;
  }
}
