/**
 * What the history of a room needs of one link's conversation. `Session` is the one that does it; the history knows no more of it than this.
 */
import type { Link } from '../link/link.js';
import type { Entry } from '../log/entry.js';
import type { FetchPlan } from '../log/fetch-plan.js';
import type { FeedVector } from '../log/sync-frames.js';

/** One link, as the history sees it. */
export interface HistorySession {
  readonly link: Link;
  /** What the other side holds, as far as it said; `null` until it has said so completely. */
  readonly remoteVector: FeedVector | null;
  /** Entries were added to the log. */
  announce(entries: readonly Entry[], isOwn: boolean): void;
  /** So many items that came over this link were dealt with. */
  handled(count: number): void;
  /** Asks for what entries wait for, or for what another link has stopped fetching. */
  fetchMore(): void;
  /** Passes on the proofs of forks that are known. */
  tellForks(): void;
  /** Tells how far was read here. */
  tellRead(): void;
  /** The link has ended: what was asked for here may be asked for elsewhere. */
  end(plan: FetchPlan): void;
}
