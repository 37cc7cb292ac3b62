/**
 * What one step changed in a log.
 */
import type { Entry } from './entry.js';
import type { ForkProof } from './forks.js';

/**
 * How an entry was taken: `added`; `void`: kept for the order, does not count; `restored`: it was known without its payload, which is back;
 * `known`; `waiting` for its causes; `refused`: it can never count and was not kept.
 */
export type AddResult = 'added' | 'void' | 'restored' | 'known' | 'waiting' | 'refused';

/** Told once for each `add` or `addAll` that changed something. */
export interface LogChange {
  /** Entries placed now, counting or not, in causal order. */
  readonly placed: readonly Entry[];
  /** Entries that the timeline shows now and did not before. */
  readonly shown: readonly Entry[];
  /** Entries that the timeline does not show any more. */
  readonly hidden: readonly Entry[];
  /** Entries whose payload has just gone, as they are now: storage and drafts are to forget it as well. */
  readonly erased: readonly Entry[];
  /** Entries whose payload came back. */
  readonly restored: readonly Entry[];
  /** Whether `members()` or `invites()` may differ: people, roles, names, uses. */
  readonly hasMembersChanged: boolean;
  /** Proofs that are new, or lower than what was known. */
  readonly forks: readonly ForkProof[];
}

/** A change while it is being collected. */
export interface LogChangeDraft {
  readonly placed: Entry[];
  readonly shown: Entry[];
  readonly hidden: Entry[];
  readonly erased: Entry[];
  readonly restored: Entry[];
  hasMembersChanged: boolean;
  readonly forks: ForkProof[];
}

/** Nothing yet. */
export function emptyLogChange(): LogChangeDraft {
  return { placed: [], shown: [], hidden: [], erased: [], restored: [], hasMembersChanged: false, forks: [] };
}

/** Whether anybody has to be told. */
export function hasLogChanged(change: LogChange): boolean {
  const { placed, shown, hidden, erased, restored, forks } = change;
  return change.hasMembersChanged || [placed, shown, hidden, erased, restored, forks].some((list) => list.length > 0);
}
