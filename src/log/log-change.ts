/**
 * What a log tells and shows.
 */
import type { Entry } from './entry.js';
import type { ForkProof } from './forks.js';

/** What a room shows, oldest first. */
export interface Timeline {
  readonly length: number;
  /** The entries from position `from`, 0 or more, up to, not including, `to`. */
  slice(from: number, to: number): Entry[];
}

/** What one step changed. Told once for each `add` or `addAll` that changed something. */
export interface LogChange {
  /** Entries that the timeline shows now and did not before. One whose payload went or came back is another entry. */
  readonly shown: Entry[];
  /** Entries that the timeline does not show any more. */
  readonly hidden: Entry[];
  /** Whether `members()` or `invites()` may differ: people, roles, names, uses. */
  hasMembersChanged: boolean;
  /** Proofs that are new, or lower than what was known. */
  readonly forks: ForkProof[];
}
