/**
 * What the dialog "Storage and backup" shows, and rooms as they are written out for people.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { NoticeView, QuoteView, ReactionView, VersionView } from './message-state.js';

/** Forms in which a room is written out. */
export type TextFormat = 'html' | 'json' | 'markdown';

/** Why it is time for a backup: there is none and something to lose, or the last is old. `isFilePage`: the page comes from a file. */
export interface BackupNotice {
  readonly reason: 'none' | 'old';
  readonly isFilePage: boolean;
}

/** Something that takes long, and which share of it is done, from 0 to 1. */
export interface StorageWork {
  readonly what: 'backup' | 'copy' | 'text' | 'import' | 'drop';
  readonly share: number;
}

/** What came of it. */
export type StorageOutcome =
  | { readonly what: 'saved'; readonly fileName: string; readonly isSealed: boolean }
  | {
      readonly what: 'imported';
      /** Entries and rooms that were not here, and how much could not be believed. */
      readonly entries: number;
      readonly rooms: number;
      readonly refused: number;
      /** How many messages in it were dropped here, and stay so. */
      readonly dropped: number;
      /** Names of the rooms in which. */
      readonly refusedIn: readonly string[];
      /** Names under which the backup verified somebody, while somebody else is verified so here. */
      readonly notVerified: readonly string[];
    }
  /** So many old messages of a room have gone from this device. */
  | { readonly what: 'dropped'; readonly count: number };

/** A room that can be backed up, written out, or made smaller. */
export interface StoredRoomView {
  readonly ridHex: string;
  readonly name: string;
  /** How many messages go when so many of the newest stay, from the most that stay; only what makes something go. */
  readonly drops: readonly { readonly keep: number; readonly count: number }[];
  /** Whether nobody else is in it. */
  readonly isAlone: boolean;
}

export interface StorageDialogView {
  readonly dialog: 'storage';
  /** Characters in localStorage, and how many there may be. */
  readonly used: number;
  readonly limit: number;
  /** Bytes on disk and how many there may be, by the browser's own estimate; `null` when it gives none. */
  readonly disk: { readonly used: number; readonly limit: number } | null;
  /** Whole days since the last backup, or `null` when there is none. */
  readonly backupAge: number | null;
  readonly rooms: readonly StoredRoomView[];
  /** When the sealed copy was made that this page carries and that was not taken in yet, milliseconds since 1970, or `null`. */
  readonly copyMade: number | null;
  readonly work: StorageWork | null;
  readonly outcome: StorageOutcome | null;
  readonly error: ErrorCode | null;
}

/** A line of a room that is written out. */
export interface TranscriptLine {
  /** Milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  readonly authorName: string;
  readonly authorFpHex: string;
  readonly isMine: boolean;
  readonly kind: 'text' | 'notice' | 'erased' | 'missing' | 'unsupported';
  readonly text: string;
  /** What it answers, or `null`. */
  readonly answers: QuoteView | null;
  /** What it said before it was edited, oldest first. */
  readonly earlierVersions: readonly VersionView[];
  /** How people met it. */
  readonly reactions: readonly ReactionView[];
  /** What happened, for `notice`. */
  readonly notice: NoticeView | null;
}

/** A room that is written out. */
export interface RoomTranscript {
  readonly roomName: string;
  /** Milliseconds since 1970 when it was written out. */
  readonly made: number;
  readonly lines: readonly TranscriptLine[];
}
