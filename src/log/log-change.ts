/**
 * What a log tells.
 */
import type { Entry } from './entry.js';
import type { ForkProof } from './forks.js';

/** What one step changed. Told once for each `add` or `addAll` that changed something. */
export interface LogChange {
  /** Entries that are rows of the timeline, or say something about others, now and did not before. One whose payload went or came back is another entry. */
  readonly shown: Entry[];
  /** Entries that are, or do, no more. */
  readonly hidden: Entry[];
  /** What has disappeared and had its payload until now, without it. */
  readonly vanished: Entry[];
  /** Whether `members()` or `invites()` may differ: people, roles, names, uses. */
  hasMembersChanged: boolean;
  /** Proofs that are new, or lower than what was known. */
  readonly forks: ForkProof[];
}

/** Nothing has changed. */
export function emptyLogChange(): LogChange {
  return { shown: [], hidden: [], vanished: [], hasMembersChanged: false, forks: [] };
}

/** Whether a change is none. */
export function isNoChange({ shown, hidden, vanished, hasMembersChanged, forks }: LogChange): boolean {
  return !hasMembersChanged && shown.length + hidden.length + vanished.length + forks.length === 0;
}
