/**
 * Mentions as the interface shows them, and as they stand in what is being written.
 */
import type { Trust } from './people-state.js';

/** A place in a text, in UTF-16 units, that holds `@` and a name. */
export interface MentionPlace {
  readonly at: number;
  readonly length: number;
}

/** A mention in what is being written. */
export interface DraftMention extends MentionPlace {
  /** Fingerprint, hexadecimal. */
  readonly fpHex: string;
}

/** Somebody in the room whom a message means. */
export interface MentionView extends DraftMention {
  /** As the room calls them now; the text says the same. */
  readonly name: string;
  readonly trust: Trust;
  /** Whether somebody else here has a name that reads the same. */
  readonly hasNamesake: boolean;
}

/** A text with its mentions, in order. */
export interface DraftWords {
  readonly text: string;
  readonly mentions: readonly DraftMention[];
}
