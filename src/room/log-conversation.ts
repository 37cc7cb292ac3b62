/**
 * The log's part of what is said over one link: frames of the log go out as fast as the link takes them, and what comes in goes to the history.
 */
import type { Link } from '../link/link.js';
import type { Bytes } from '../lib/bytes.js';
import { SyncSession } from '../log/sync.js';
import type { LogFrame } from '../log/sync-frames.js';
import { LOG_FRAME } from '../log/sync-frames.js';
import { StallWatch } from './asking-again.js';
import type { HistorySession } from './history-session.js';
import type { RoomHistory } from './room-history.js';
import type { RoomSetup } from './room-setup.js';

/** What it needs of the room. */
export interface LogConversationRoom {
  readonly setup: Pick<RoomSetup, 'clock'>;
  readonly history: Pick<RoomHistory, 'shared' | 'intake' | 'receipts' | 'heard' | 'again'>;
  /** A member said how far they have our own feeds. */
  acknowledged(): void;
  /** All that the others have, as far as they said, may have come and been dealt with. */
  caughtUp(): void;
}

/** One link's frames of the log. */
export class LogConversation {
  /** What was told and fetched over it. */
  readonly sync: SyncSession;
  readonly #link: Link;
  readonly #room: LogConversationRoom;
  readonly #mayPush: () => boolean;
  readonly #stalls: StallWatch;
  #isPushing = false;

  /** `mayPush`: whether the other side may be given entries now. */
  constructor(link: Link, room: LogConversationRoom, mayPush: () => boolean) {
    this.#link = link;
    this.#room = room;
    this.#mayPush = mayPush;
    this.sync = new SyncSession(room.history.shared, link.remote.pk);
    this.#stalls = new StallWatch(room.setup.clock, this.sync, () => {
      if (!link.isClosed) room.history.again.stalled(this.sync);
    });
  }

  /** Takes a frame that came over the link of `session`. Throws `ParleyError` when it does not follow the protocol. */
  receive(type: number, data: Bytes, session: HistorySession): void {
    const { history } = this.#room;
    const effects = this.sync.receive(type, data);
    this.send(effects.frames);
    if (effects.items.length > 0) history.intake.take(effects.items, session);
    history.receipts.told(this.#link.remote.pk.toHex(), effects);
    if (effects.acks !== null) this.#room.acknowledged();
    void history.intake.takeForks(effects.forkProofs, this.#link);
    if (type === LOG_FRAME.have) {
      history.heard();
      this.#room.caughtUp();
    }
    void this.push();
  }

  /** Sends what the other side is to be pushed, as fast as the link takes it. */
  async push(): Promise<void> {
    if (this.#isPushing) return;
    this.#isPushing = true;
    for (;;) {
      await this.#link.ready();
      const frame = this.#link.isClosed || !this.#mayPush() ? null : this.sync.nextPush();
      if (frame === null) break;
      this.send([frame]);
    }
    this.#isPushing = false;
  }

  /** Sends frames of the log. */
  send(frames: readonly LogFrame[]): void {
    for (const { type, data } of frames) this.#link.send(type, data);
    this.#stalls.look();
  }
}
