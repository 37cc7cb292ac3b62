/**
 * What is being written in one room, and which message it answers or edits: in memory with every key, in the vault when one pauses or that is locked, until it
 * is sent or emptied. An edit puts what was written before it aside, and gives it back when it ends.
 */
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Vault } from '../vault/vault.js';
import { readDraft, writeDraft } from './lock-records.js';
import type { DraftMention, DraftWords } from './mention-state.js';
import { mentionsAfter } from './mention-words.js';
import type { ComposerAbout, ComposerView } from './room-state.js';

/** It is kept so many milliseconds after the last key: a page that is reloaded, or killed, loses no more. */
export const DRAFT_PAUSE_MS = 1_000;

const NO_WORDS: DraftWords = { text: '', mentions: [] };

/** Both, with something between them if there is anything before. */
function joinWords(before: DraftWords, between: string, after: DraftWords): DraftWords {
  if (before.text === '') return after;
  const start = before.text + between;
  return { text: start + after.text, mentions: [...before.mentions, ...mentionsAfter(start.length, after.mentions)] };
}

/** The draft of a room. */
export class Draft {
  readonly #vault: Vault;
  readonly #ridHex: string;
  readonly #pause: Alarm;
  #words: DraftWords;
  /** What was written before an edit was begun. */
  #aside: DraftWords;
  #about: ComposerAbout | null;
  #version = 0;
  #error: ErrorCode | null = null;

  /** Begins with what was kept, if anything was. */
  constructor(vault: Vault, ridHex: string, clock: Clock) {
    this.#vault = vault;
    this.#pause = new Alarm(clock);
    this.#ridHex = ridHex;
    const { text, mentions = [], aside, asideMentions = [], about } = readDraft(vault, ridHex);
    this.#words = { text, mentions };
    this.#aside = { text: aside, mentions: asideMentions };
    this.#about = about;
  }

  /** What the composer shows of it. */
  get view(): Pick<ComposerView, 'draft' | 'draftMentions' | 'draftVersion' | 'error'> {
    const { text, mentions } = this.#words;
    return { draft: text, draftMentions: mentions, draftVersion: this.#version, error: this.#error };
  }

  /** What it answers or edits, or `null`. */
  get about(): ComposerAbout | null {
    return this.#about;
  }

  /** It answers this message now, whatever it was about before. */
  reply(id: string): void {
    if (this.#about?.mode === 'edit') this.turnBack();
    this.#about = { mode: 'reply', id };
  }

  /** The box is to hold what this message says, for editing. */
  edit(id: string, text: string, mentions: readonly DraftMention[] = []): void {
    if (this.#about?.mode !== 'edit') this.#aside = this.#words;
    this.#about = { mode: 'edit', id };
    this.#words = { text, mentions };
    this.offer();
  }

  /** It is about no message: what was written before an edit is back. */
  turnBack(): void {
    const wasEdit = this.#about?.mode === 'edit';
    this.#about = null;
    if (!wasEdit) return;
    this.#words = this.#aside;
    this.#aside = NO_WORDS;
    this.offer();
  }

  /** What was being edited has disappeared, and its words go from here, too; what was written before is back. Resolves when nothing of them is kept. */
  forget(): Promise<void> {
    this.turnBack();
    return this.keep(readDraft(this.#vault, this.#ridHex).wasOpen);
  }

  /** The box holds this now. Resolves when nothing older is kept of a box that was emptied. */
  async change(text: string, mentions: readonly DraftMention[] = []): Promise<void> {
    this.#words = { text, mentions };
    if (text === '') return this.keep(false);
    // Whoever types in a room has it on screen.
    this.#pause.set(DRAFT_PAUSE_MS, () => this.#keepInPause());
  }

  #keepInPause(): void {
    this.keep(true).catch((error: unknown) => {
      // Nothing is lost yet: it is in the box, and whoever locks is told if it cannot be kept then.
      if (!(error instanceof ParleyError)) reportError(error);
    });
  }

  /** The box was emptied to send what was in it. */
  take(): void {
    this.#pause.stop();
    this.#words = NO_WORDS;
    this.#error = null;
    this.turnBack();
  }

  /** What was taken is sent. */
  async sent(): Promise<void> {
    if (this.#words.text === '') await this.keep(false);
  }

  /** What was taken could not be sent: it comes back, before what was typed since. */
  giveBack(words: DraftWords, error: ErrorCode | null, about: ComposerAbout | null = null): void {
    const written = this.#words;
    this.#pause.set(DRAFT_PAUSE_MS, () => this.#keepInPause());
    this.#error = error;
    if (about?.mode === 'edit') {
      this.edit(about.id, words.text, words.mentions);
      return;
    }
    this.#about ??= about;
    this.#words = written.text === '' ? words : joinWords(words, '\n', written);
    this.offer();
  }

  /** Something to send along comes after what was written; while a message is edited, after what was put aside for that. */
  add(text: string): void {
    const added = { text, mentions: [] };
    if (this.#about?.mode === 'edit') this.#aside = joinWords(this.#aside, '\n\n', added);
    else this.#words = joinWords(this.#words, '\n\n', added);
    this.#pause.set(DRAFT_PAUSE_MS, () => this.#keepInPause());
    this.offer();
  }

  /** The box is new on screen and is to take the draft over. */
  offer(): void {
    this.#version++;
  }

  /** Keeps it over a lock; resolves when durable. `isOpen`: the room is on screen. */
  keep(isOpen: boolean): Promise<void> {
    this.#pause.stop();
    return writeDraft(this.#vault, this.#ridHex, {
      ...this.#words,
      aside: this.#aside.text,
      asideMentions: this.#aside.mentions,
      about: this.#about,
      wasOpen: isOpen,
    });
  }
}
