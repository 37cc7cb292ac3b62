/**
 * One open room as the app holds it: what is written in it, what was knowingly accepted in it, and how it is shown.
 */
import { hexOf } from '../lib/bytes.js';
import type { Room } from '../room/room.js';
import { codeToShow } from './code-to-show.js';
import { readAccepted, readRoom, writeAccepted, writeRoom } from './records.js';
import type { RoomRecord } from './records.js';
import { acceptanceOf, RoomProjector } from './room-view.js';
import type { Draft } from './room-view.js';
import type { RoomParts } from './rooms.js';

/** What a room tells whoever shows it. */
export interface OpenRoomEvents {
  changed(): void;
  failed(error: unknown, subject?: string): void;
}

/** A room, its record and how it is shown. */
export class OpenRoom {
  readonly room: Room;
  /** As it was when the room was opened. */
  readonly record: RoomRecord;
  readonly projector: RoomProjector;
  readonly #parts: RoomParts;
  readonly #events: OpenRoomEvents;
  #draft: Draft = { text: '', version: 0, error: null };
  #hasToken: boolean;

  constructor(room: Room, record: RoomRecord, parts: RoomParts, events: OpenRoomEvents) {
    const { vault, clock, identity } = parts;
    this.room = room;
    this.record = record;
    this.#parts = parts;
    this.#events = events;
    this.#hasToken = record.token !== null;
    this.projector = new RoomProjector(room, {
      record: () => readRoom(vault, room.ridHex) ?? record,
      vault,
      clock,
      ownFpHex: hexOf(identity.fp),
    });
    room.listen(() => {
      this.#forgetToken();
      events.changed();
    });
    room.onTrouble((error) => events.failed(error, room.history.log.name ?? record.label));
    this.#forgetToken();
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** The text in the box has changed. */
  changeDraft(text: string): void {
    this.#draft = { ...this.#draft, text };
  }

  /** The box is new on screen and is to take the draft over. */
  offerDraft(): void {
    this.#draft = { ...this.#draft, version: this.#draft.version + 1 };
  }

  /** The box was emptied by the composer; when the message cannot be written or stored, its text comes back with the reason. */
  async send(text: string): Promise<void> {
    if (text.trim() === '') return;
    this.#draft = { ...this.#draft, text: '', error: null };
    try {
      if (this.room.standing.phase !== 'in' || this.projector.unaccepted().length > 0) this.#giveBack(text, null);
      else await this.room.history.write('text', { text });
    } catch (error) {
      this.#giveBack(text, codeToShow(error));
    }
    this.#events.changed();
  }

  /** Of those who lock the composer now, whoever was named on screen is knowingly accepted. */
  async accept(acceptanceKeys: readonly string[]): Promise<void> {
    const { vault } = this.#parts;
    const accepted = new Set(readAccepted(vault, this.room.ridHex));
    for (const person of this.projector.unaccepted()) {
      const key = acceptanceOf(person);
      // SECURITY: whoever came in, or got worse, after the question was shown was not accepted (open-rooms.test.ts: "accepts only who was named on screen").
      if (acceptanceKeys.includes(key)) accepted.add(key);
    }
    try {
      await writeAccepted(vault, this.room.ridHex, accepted);
    } catch (error) {
      this.#events.failed(error);
    }
    this.#events.changed();
  }

  #giveBack(text: string, error: Draft['error']): void {
    const { text: newer, version } = this.#draft;
    this.#draft = { text: newer === '' ? text : `${text}\n${newer}`, version: version + 1, error };
  }

  /** The token of the invite is kept only until this side is in. */
  #forgetToken(): void {
    if (!this.#hasToken || this.room.standing.phase !== 'in') return;
    this.#hasToken = false;
    const { vault } = this.#parts;
    const { ridHex } = this.room;
    const record = readRoom(vault, ridHex);
    if (record !== null) writeRoom(vault, ridHex, { ...record, token: null }).catch((error: unknown) => this.#events.failed(error));
  }
}
