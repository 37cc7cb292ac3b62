/**
 * What the history of a room needs of one link's conversation. `Session` is the one that does it; the history knows no more of it than this.
 */
import type { Link } from '../link/link.js';
import type { Entry } from '../log/entry.js';
import type { SyncSession } from '../log/sync.js';

/** One link, as the history sees it. */
export interface HistorySession {
  readonly link: Link;
  /** What was told and fetched over it. */
  readonly sync: SyncSession;
  /** Entries were added to the log. */
  announce(entries: readonly Entry[], isOwn: boolean): void;
  /** So many items that came over this link were dealt with. */
  handled(count: number): void;
  /** Asks for what another link has stopped fetching, or what could not be asked for before; `isSeeking`: also for what entries wait for. */
  fetchMore(isSeeking?: boolean): void;
  /** Passes on the proofs of forks that are known, and tells how far was read here, as far as that is news. */
  tellNews(): void;
}
