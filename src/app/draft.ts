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
import type { ComposerAbout, ComposerView } from './room-state.js';

/** It is kept so many milliseconds after the last key: a page that is reloaded, or killed, loses no more. */
export const DRAFT_PAUSE_MS = 1_000;

/** The draft of a room. */
export class Draft {
  readonly #vault: Vault;
  readonly #ridHex: string;
  readonly #pause: Alarm;
  #text: string;
  /** What was written before an edit was begun. */
  #aside: string;
  #about: ComposerAbout | null;
  #version = 0;
  #error: ErrorCode | null = null;

  /** Begins with what was kept, if anything was. */
  constructor(vault: Vault, ridHex: string, clock: Clock) {
    this.#vault = vault;
    this.#pause = new Alarm(clock);
    this.#ridHex = ridHex;
    const { text, aside, about } = readDraft(vault, ridHex);
    this.#text = text;
    this.#aside = aside;
    this.#about = about;
  }

  /** What the composer shows of it. */
  get view(): Pick<ComposerView, 'draft' | 'draftVersion' | 'error'> {
    return { draft: this.#text, draftVersion: this.#version, error: this.#error };
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
  edit(id: string, text: string): void {
    if (this.#about?.mode !== 'edit') this.#aside = this.#text;
    this.#about = { mode: 'edit', id };
    this.#text = text;
    this.offer();
  }

  /** It is about no message: what was written before an edit is back. */
  turnBack(): void {
    const wasEdit = this.#about?.mode === 'edit';
    this.#about = null;
    if (!wasEdit) return;
    this.#text = this.#aside;
    this.#aside = '';
    this.offer();
  }

  /** What was being edited has disappeared, and its words go from here, too; what was written before is back. Resolves when nothing of them is kept. */
  forget(): Promise<void> {
    this.turnBack();
    return this.keep(readDraft(this.#vault, this.#ridHex).wasOpen);
  }

  /** The box holds this now. Resolves when nothing older is kept of a box that was emptied. */
  async change(text: string): Promise<void> {
    this.#text = text;
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
    this.#text = '';
    this.#error = null;
    this.turnBack();
  }

  /** What was taken is sent. */
  async sent(): Promise<void> {
    if (this.#text === '') await this.keep(false);
  }

  /** What was taken could not be sent: it comes back, before what was typed since. */
  giveBack(text: string, error: ErrorCode | null, about: ComposerAbout | null = null): void {
    const written = this.#text;
    this.#pause.set(DRAFT_PAUSE_MS, () => this.#keepInPause());
    this.#error = error;
    if (about?.mode === 'edit') {
      this.edit(about.id, text);
      return;
    }
    this.#about ??= about;
    this.#text = written === '' ? text : `${text}\n${written}`;
    this.offer();
  }

  /** Something to send along comes after what was written; while a message is edited, after what was put aside for that. */
  add(text: string): void {
    const joined = (before: string): string => (before === '' ? text : `${before}\n\n${text}`);
    if (this.#about?.mode === 'edit') this.#aside = joined(this.#aside);
    else this.#text = joined(this.#text);
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
    return writeDraft(this.#vault, this.#ridHex, { text: this.#text, aside: this.#aside, about: this.#about, wasOpen: isOpen });
  }
}
