/**
 * What a person can choose about Parley as a whole, as the interface shows it.
 */
import type { TellingView } from './room-state.js';

/** What the person has chosen, kept sealed. How the page looks is not among it (`lib/appearance.ts`). */
export interface PreferencesView {
  /** Whether Enter sends; otherwise it makes a new line, and Ctrl or Command with it sends. */
  readonly isEnterSending: boolean;
  /** What the members of rooms that are made or joined from now on are told at first. */
  readonly telling: TellingView;
}
