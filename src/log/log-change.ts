/**
 * What a log tells and shows.
 */
import type { Entry } from './entry.js';
import type { ForkProof } from './forks.js';
import type { LogNode } from './log-node.js';

/** What a room shows, oldest first. */
export interface Timeline {
  readonly length: number;
  /** The entries from position `from`, 0 or more, up to, not including, `to`. */
  slice(from: number, to: number): Entry[];
}

/** What one step changed. Told once for each `add` or `addAll` that changed something. */
export interface LogChange {
  /** Entries that are rows of the timeline, or say something about others, now and did not before. One whose payload went or came back is another entry. */
  readonly shown: Entry[];
  /** Entries that are, or do, no more. */
  readonly hidden: Entry[];
  /** Whether `members()` or `invites()` may differ: people, roles, names, uses. */
  hasMembersChanged: boolean;
  /** Proofs that are new, or lower than what was known. */
  readonly forks: ForkProof[];
}

/** Nothing has changed. */
export function emptyLogChange(): LogChange {
  return { shown: [], hidden: [], hasMembersChanged: false, forks: [] };
}

/** Nodes in order, as their entries. */
export function timelineOf(nodes: readonly LogNode[]): Timeline {
  return { length: nodes.length, slice: (from, to) => nodes.slice(from, to).map(({ entry }) => entry) };
}
