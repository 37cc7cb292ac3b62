/**
 * The rooms that are open, which is all of them: every room stays reachable while Parley is unlocked. One of them is on screen.
 */
import type { Room } from '../room/room.js';
import type { Intent } from './intents.js';
import { OpenRoom } from './open-room.js';
import type { OpenRoomEvents } from './open-room.js';
import { readRoom, roomIds, writeRoom } from './records.js';
import type { RoomRecord } from './records.js';
import { makeRoom, openKnownRoom } from './rooms.js';
import type { JoinPlan, RoomParts } from './rooms.js';
import type { RoomSummary } from './room-state.js';

/** All rooms of the vault. */
export class OpenRooms {
  readonly #parts: RoomParts;
  readonly #events: OpenRoomEvents;
  readonly #rooms = new Map<string, OpenRoom>();
  #current: OpenRoom | null = null;

  constructor(parts: RoomParts, events: OpenRoomEvents) {
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
    await this.#rooms.get(plan.ridHex)?.room.close();
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
    this.#current?.offerDraft();
    this.#events.changed();
  }

  /**
   * Effects on a room; `false` for an intent that is not about one.
   *
   * SECURITY: what was asked for goes to the room that was on screen, which need not be the one that is by now (open-rooms.test.ts: "sends to the room
   * that was on screen").
   */
  dispatch(intent: Intent): boolean {
    switch (intent.type) {
      case 'send':
        void this.get(intent.ridHex)?.send(intent.text);
        return true;
      case 'change-draft':
        this.get(intent.ridHex)?.changeDraft(intent.text);
        return true;
      case 'show-earlier':
        this.get(intent.ridHex)?.projector.messages.showEarlier();
        return true;
      case 'mark-read':
        this.get(intent.ridHex)?.room.history.receipts.markRead();
        return true;
      case 'reconnect':
        this.#current?.room.wake();
        return true;
      case 'accept-unverified':
        void this.get(intent.ridHex)?.accept(intent.acceptanceKeys);
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

  /** Leaves every room; resolves when what was written is stored, or was refused. */
  async close(): Promise<void> {
    await Promise.all([...this.#rooms.values()].map(({ room }) => room.close()));
  }

  #add(room: Room, record: RoomRecord): void {
    this.#rooms.set(room.ridHex, new OpenRoom(room, record, this.#parts, this.#events));
    this.#events.changed();
  }

  async #forget(ridHex: string): Promise<void> {
    const open = this.#rooms.get(ridHex);
    // Only a room that one is not in can be forgotten: its history would be nowhere else.
    if (open === undefined || open.room.standing.phase === 'in') return;
    this.#rooms.delete(ridHex);
    if (this.#current === open) this.#current = null;
    this.#events.changed();
    await open.room.close();
    try {
      await writeRoom(this.#parts.vault, ridHex, null);
    } catch (error) {
      this.#events.failed(error);
    }
  }
}
