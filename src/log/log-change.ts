/**
 * What a log tells.
 */
import type { Entry } from './entry.js';
import type { ForkProof } from './forks.js';

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
