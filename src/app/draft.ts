/**
 * What is being written in one room: in memory with every key, in the vault when one pauses or that is locked, until it is sent or emptied.
 */
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Vault } from '../vault/vault.js';
import { readDraft, writeDraft } from './lock-records.js';
import type { ComposerView } from './room-state.js';

/** It is kept so many milliseconds after the last key: a page that is reloaded, or killed, loses no more. */
export const DRAFT_PAUSE_MS = 1_000;

/** The draft of a room. */
export class Draft {
  readonly #vault: Vault;
  readonly #ridHex: string;
  readonly #pause: Alarm;
  #text: string;
  #version = 0;
  #error: ErrorCode | null = null;

  /** Begins with what was kept, if anything was. */
  constructor(vault: Vault, ridHex: string, clock: Clock) {
    this.#vault = vault;
    this.#pause = new Alarm(clock);
    this.#ridHex = ridHex;
    this.#text = readDraft(vault, ridHex).text;
  }

  /** What the composer shows of it. */
  get view(): Pick<ComposerView, 'draft' | 'draftVersion' | 'error'> {
    return { draft: this.#text, draftVersion: this.#version, error: this.#error };
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
  }

  /** What was taken is sent. */
  async sent(): Promise<void> {
    if (this.#text === '') await this.keep(false);
  }

  /** What was taken could not be sent: it comes back, before what was typed since. */
  giveBack(text: string, error: ErrorCode | null): void {
    this.#text = this.#text === '' ? text : `${text}\n${this.#text}`;
    this.#pause.set(DRAFT_PAUSE_MS, () => this.#keepInPause());
    this.#error = error;
    this.offer();
  }

  /** The box is new on screen and is to take the draft over. */
  offer(): void {
    this.#version++;
  }

  /** Keeps it over a lock; resolves when durable. `isOpen`: the room is on screen. */
  keep(isOpen: boolean): Promise<void> {
    this.#pause.stop();
    return writeDraft(this.#vault, this.#ridHex, { text: this.#text, wasOpen: isOpen });
  }
}
