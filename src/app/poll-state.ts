/**
 * Polls as the interface shows them, and the dialog in which one is made.
 */
import type { ErrorCode } from '../lib/errors.js';

/** A poll, in the row of its message, whose `text` is the question. */
export interface PollView {
  /** Whether one may choose several answers. */
  readonly isMany: boolean;
  /** How many people have chosen something. */
  readonly voters: number;
  /** At least two, in the order of whoever asked. */
  readonly options: readonly PollOptionView[];
}

/** One answer. */
export interface PollOptionView {
  /** Always shown as text. */
  readonly text: string;
  /** Who chose it, by name, in the order in which they did. */
  readonly names: readonly string[];
  /** Whether oneself did. */
  readonly isMine: boolean;
}

/** What was typed of a poll so far. */
export interface PollDraft {
  readonly question: string;
  /** One for each box, empty ones among them. */
  readonly options: readonly string[];
  readonly isMany: boolean;
}

/** A poll is being made. */
export interface PollDialogView {
  readonly dialog: 'poll';
  readonly ridHex: string;
  readonly roomName: string;
  readonly draft: PollDraft;
  /** Why it could not be sent, or `null`. */
  readonly error: ErrorCode | null;
}
