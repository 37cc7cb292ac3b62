/**
 * Looking for words in one room or in all, as the interface shows it.
 */

/** A search. */
export interface FindView {
  /** The room in which is looked, or `null` for all. */
  readonly roomHex: string | null;
  /** What is looked for; `''` while nothing is. */
  readonly query: string;
  /** What was found until now, the newest first. */
  readonly found: readonly FoundView[];
  readonly isBusy: boolean;
  /** Which share was looked through, from 0 to 1, once that takes more than a second; else `null`. */
  readonly share: number | null;
  /** Whether it stopped since enough was found, and can go on. */
  readonly hasMore: boolean;
  /** Rooms whose history is still being read, and which have their turn after that. */
  readonly unopened: number;
}

/** A message in which every word stands. */
export interface FoundView {
  readonly ridHex: string;
  readonly roomName: string;
  /** Entry id, hexadecimal. */
  readonly id: string;
  readonly authorName: string;
  readonly isMine: boolean;
  /** Milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  /** What stands around the first match, in pieces. Always shown as text. */
  readonly excerpt: readonly ExcerptPiece[];
}

/** A piece of an excerpt. */
export interface ExcerptPiece {
  readonly text: string;
  /** Whether it is what was looked for. */
  readonly isMatch: boolean;
}
