/**
 * What is being written in one room: in memory with every key, in the vault when that is locked, until it is sent or emptied.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { Vault } from '../vault/vault.js';
import { readDraft, writeDraft } from './lock-records.js';
import type { ComposerView } from './room-state.js';

/** The draft of a room. */
export class Draft {
  readonly #vault: Vault;
  readonly #ridHex: string;
  #text: string;
  #version = 0;
  #error: ErrorCode | null = null;

  /** Begins with what was kept, if anything was. */
  constructor(vault: Vault, ridHex: string) {
    this.#vault = vault;
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
    if (text === '') await this.keep(false);
  }

  /** The box was emptied to send what was in it. */
  take(): void {
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
    this.#error = error;
    this.offer();
  }

  /** The box is new on screen and is to take the draft over. */
  offer(): void {
    this.#version++;
  }

  /** Keeps it over a lock; resolves when durable. `isOpen`: the room is on screen. */
  keep(isOpen: boolean): Promise<void> {
    return writeDraft(this.#vault, this.#ridHex, { text: this.#text, wasOpen: isOpen });
  }
}
