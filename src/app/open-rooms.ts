/**
 * The rooms that are open, which is all of them: every room stays reachable while Parley is unlocked. One of them is on screen.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { Room } from '../room/room.js';
import { codeToShow } from './code-to-show.js';
import type { Intent } from './intents.js';
import { acceptanceOf, RoomProjector } from './room-view.js';
import type { Draft } from './room-view.js';
import { readAccepted, readRoom, roomIds, writeAccepted, writeRoom } from './records.js';
import type { RoomRecord } from './records.js';
import { makeRoom, openKnownRoom } from './rooms.js';
import type { JoinPlan, RoomParts } from './rooms.js';
import type { RoomSummary } from './room-state.js';
import { hexOf } from '../lib/bytes.js';

/** A room, its record and how it is shown. */
export interface OpenRoom {
  readonly room: Room;
  readonly record: RoomRecord;
  readonly projector: RoomProjector;
  draft: Draft;
}

/** What the rooms tell the workspace. */
export interface OpenRoomsEvents {
  changed(): void;
  failed(error: unknown, subject?: string): void;
}

/** All rooms of the vault. */
export class OpenRooms {
  readonly #parts: RoomParts;
  readonly #events: OpenRoomsEvents;
  readonly #rooms = new Map<string, OpenRoom>();
  #current: OpenRoom | null = null;

  constructor(parts: RoomParts, events: OpenRoomsEvents) {
    this.#parts = parts;
    this.#events = events;
  }

  /** The room on screen, or `null`. */
  get current(): OpenRoom | null {
    return this.#current;
  }

  get(ridHex: string): OpenRoom | null {
    return this.#rooms.get(ridHex) ?? null;
  }

  all(): Iterable<OpenRoom> {
    return this.#rooms.values();
  }

  /** The list of rooms, the newest first. */
  summaries(): readonly RoomSummary[] {
    return [...this.#rooms.values()].sort((a, b) => b.record.since - a.record.since).map(({ projector }) => projector.summary());
  }

  /** Opens every room of the vault. One that cannot be opened is told of and left as it is; the others open. */
  async openAll(): Promise<void> {
    for (const ridHex of roomIds(this.#parts.vault)) {
      try {
        const record = readRoom(this.#parts.vault, ridHex);
        if (record === null) continue;
        const room = await openKnownRoom(this.#parts, ridHex, record);
        this.#add(room, record);
        room.start();
      } catch (error) {
        this.#events.failed(error);
      }
    }
  }

  /** Makes a room and shows it. */
  async create(name: string): Promise<void> {
    const room = await makeRoom(this.#parts, name);
    this.#add(room, readRoom(this.#parts.vault, room.ridHex) as RoomRecord);
    this.show(room.ridHex);
  }

  /** Whether one is a member of that room already, or on the way in. */
  isIn(ridHex: string): boolean {
    const phase = this.#rooms.get(ridHex)?.room.standing.phase;
    return phase !== undefined && phase !== 'refused' && phase !== 'broken';
  }

  /** Begins to join a room and shows it; an earlier try that failed is replaced. */
  async join(plan: JoinPlan): Promise<void> {
    this.#rooms.get(plan.ridHex)?.room.close();
    this.#rooms.delete(plan.ridHex);
    await writeRoom(this.#parts.vault, plan.ridHex, plan.record);
    const room = await openKnownRoom(this.#parts, plan.ridHex, plan.record);
    this.#add(room, plan.record);
    room.start();
    this.show(plan.ridHex);
  }

  /** Puts a room on screen, or none. */
  show(ridHex: string | null): void {
    this.#current = ridHex === null ? null : (this.#rooms.get(ridHex) ?? null);
    if (this.#current !== null) this.#current.draft = { ...this.#current.draft, version: this.#current.draft.version + 1 };
    this.#events.changed();
  }

  /** Effects on the room on screen; `false` for an intent that is not about it. */
  dispatch(intent: Intent): boolean {
    const open = this.#current;
    switch (intent.type) {
      case 'send':
        if (open !== null) void this.#send(open, intent.text);
        return true;
      case 'change-draft':
        if (open !== null) open.draft = { ...open.draft, text: intent.text };
        return true;
      case 'show-earlier':
        open?.projector.messages.showEarlier();
        return true;
      case 'mark-read':
        open?.room.history.receipts.markRead();
        return true;
      case 'reconnect':
        open?.room.wake();
        return true;
      case 'accept-unverified':
        if (open !== null) void this.#accept(open);
        return true;
      case 'forget-room':
        void this.#forget(intent.ridHex);
        return true;
      default:
        return false;
    }
  }

  /** The network may be back. */
  wake(): void {
    for (const { room } of this.#rooms.values()) room.wake();
  }

  /** Leaves every room. */
  close(): void {
    for (const { room } of this.#rooms.values()) room.close();
  }

  #add(room: Room, record: RoomRecord): void {
    const projector = new RoomProjector(room, {
      record: () => readRoom(this.#parts.vault, room.ridHex) ?? record,
      vault: this.#parts.vault,
      clock: this.#parts.clock,
      ownFpHex: hexOf(this.#parts.identity.fp),
    });
    this.#rooms.set(room.ridHex, { room, record, projector, draft: { text: '', version: 0, error: null } });
    room.listen(() => this.#events.changed());
    room.onTrouble((error) => this.#events.failed(error, room.history.log.name ?? record.label));
    this.#events.changed();
  }

  /** The box was emptied by the composer; when the message cannot be stored, its text comes back with the reason. */
  async #send(open: OpenRoom, text: string): Promise<void> {
    if (text.trim() === '' || open.projector.unaccepted().length > 0) return;
    open.draft = { ...open.draft, text: '', error: null };
    try {
      await open.room.history.write('text', { text });
    } catch (error) {
      const code: ErrorCode = codeToShow(error);
      open.draft = { text: open.draft.text === '' ? text : `${text}\n${open.draft.text}`, version: open.draft.version + 1, error: code };
    }
    this.#events.changed();
  }

  async #accept({ room, projector }: OpenRoom): Promise<void> {
    const accepted = new Set(readAccepted(this.#parts.vault, room.ridHex));
    for (const person of projector.unaccepted()) accepted.add(acceptanceOf(person));
    try {
      await writeAccepted(this.#parts.vault, room.ridHex, accepted);
    } catch (error) {
      this.#events.failed(error);
    }
    this.#events.changed();
  }

  async #forget(ridHex: string): Promise<void> {
    const open = this.#rooms.get(ridHex);
    // Only a room that one is not in can be forgotten: its history would be nowhere else.
    if (open === undefined || open.room.standing.phase === 'in') return;
    open.room.close();
    this.#rooms.delete(ridHex);
    if (this.#current === open) this.#current = null;
    this.#events.changed();
    try {
      await writeRoom(this.#parts.vault, ridHex, null);
    } catch (error) {
      this.#events.failed(error);
    }
  }
}
