/**
 * What a room shows, oldest first, by places: how far down an entry stands, and which entries stand there.
 */
import type { Entry } from './entry.js';
import type { EntryGraph } from './graph.js';
import type { LogNode } from './log-node.js';
import { placeInOrder } from './order.js';

/** What a room shows, oldest first. */
export interface Timeline {
  readonly length: number;
  /** The entries from position `from`, 0 or more, up to, not including, `to`. */
  slice(from: number, to: number): Entry[];
  /** How many entries stand before this one, or would if it were shown; `null` when it is not held. */
  placeOf(idText: string): number | null;
  /** How many entries stand before a moment, milliseconds since 1970. */
  placeAt(time: number): number;
}

/** The timeline of these nodes, which are in order, as they are now. */
export function timelineOf(nodes: readonly LogNode[], graph: Pick<EntryGraph, 'get'>): Timeline {
  return {
    length: nodes.length,
    slice: (from, to) => nodes.slice(from, to).map((node) => node.entry),
    placeOf(idText) {
      const node = graph.get(idText);
      return node === null ? null : placeInOrder(nodes, node);
    },
    placeAt: (time) => placeInOrder(nodes, { eff: time, depth: 0, idText: '' }),
  };
}
