/**
 * The rooms that are open, which is all of them: every room stays reachable while Parley is unlocked. One of them is on screen.
 */
import { randomBytes } from '../crypto/primitives.js';
import { Emitter } from '../lib/emitter.js';
import type { Room } from '../room/room.js';
import type { AppContext, Effects } from './app-parts.js';
import type { Intent } from './intents.js';
import { readDraft } from './lock-records.js';
import { holdRoom } from './open-room.js';
import type { OpenRoom } from './open-room.js';
import { makeOpeningRooms } from './opening-rooms.js';
import { performIntent } from './performing.js';
import type { RoomMessages } from './room-messages.js';
import { forgetRoom, roomIds, writeRoom } from './records.js';
import type { RoomSummary, RoomView } from './room-state.js';
import { makeRoom, openKnownRoom } from './rooms.js';
import type { JoinPlan } from './rooms.js';

/** All rooms of the vault. */
export interface OpenRooms {
  /** By room id in hexadecimal. */
  readonly all: ReadonlyMap<string, OpenRoom>;
  /** What is asked for about rooms as a whole. */
  readonly effects: Effects;
  /** The room on screen, or `null`: none is, or it is not open yet. */
  current(): OpenRoom | null;
  /** What is on screen of a room, open or not, or `null`. */
  view(): RoomView | null;
  /** The list of rooms, the newest first. */
  summaries(): readonly RoomSummary[];
  /** Opens every room of the vault; resolves when all are open but those with a long history, which follow. One that cannot be opened is told of and left as it is. */
  openAll(): Promise<void>;
  /** Resolves when a room that is being opened is open, or could not be opened. */
  settled(ridHex: string): Promise<void>;
  /** Closes every room, does something to what the vault holds of them, and opens them again, the same one on screen. */
  whileClosed<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Makes a room and shows it. */
  create(name: string): Promise<void>;
  /** Begins to join a room and shows it; an earlier try that failed is replaced. */
  join(plan: JoinPlan): Promise<void>;
  /** Leaves off with a room, and makes all of it go from this device; resolves when that is durable. */
  forget(ridHex: string): Promise<void>;
  /** Puts a room on screen, or none. */
  show(ridHex: string | null): void;
  /** What comes in any room that is open, one's own included. */
  readonly messages: Emitter<RoomMessages>;
  /** The network may be back. */
  wake(): void;
  /** Whether the person has left the page alone: told in every room, also in those that are opened later. */
  setAway(isAway: boolean): void;
  /** Keeps what is being written anywhere; resolves when durable. */
  keepDrafts(): Promise<void>;
  /** Leaves every room; resolves when what was written is stored, or was refused. */
  close(): Promise<void>;
  /**
   * Does what an intent asks for: a room's own effects for what is about a room, else the given ones. Never rejects: what goes wrong is told.
   * SECURITY: it goes to the room that was on screen, which need not be the one that is by now (open-rooms.test.ts: "sends to the room that was on screen").
   */
  perform(intent: Intent, effects: Effects): Promise<void>;
}

/** Makes the list of rooms, in which there are none yet. */
export function makeOpenRooms(context: AppContext): OpenRooms {
  const { vault } = context;
  const all = new Map<string, OpenRoom>();
  const messages = new Emitter<RoomMessages>();
  /** The room on screen, which may not be open yet. */
  let shown: string | null = null;
  let isPersonAway = false;
  /** How often all rooms were closed for good. */
  let closings = 0;

  /** Looks for the others in a room that the vault has a record of. */
  function add(room: Room): void {
    const open = holdRoom(context, room);
    all.set(room.ridHex, open);
    room.history.log.onChange(({ shown: entries }) => messages.emit({ open, shown: entries }));
    if (room.ridHex === shown) {
      open.draft.offer();
      open.reading.opened();
    }
    room.presence.setAway(isPersonAway);
    room.start();
  }

  const opening = makeOpeningRooms(context, { opened: add, shown: () => shown, closings: () => closings });
  const current = (): OpenRoom | null => all.get(shown ?? '') ?? null;

  async function forget(ridHex: string): Promise<void> {
    const open = all.get(ridHex);
    if (open === undefined) return;
    all.delete(ridHex);
    if (shown === ridHex) shown = null;
    await open.room.close();
    await forgetRoom(vault, ridHex);
  }

  function show(ridHex: string | null): void {
    const before = current();
    shown = ridHex !== null && (all.has(ridHex) || opening.all.has(ridHex)) ? ridHex : null;
    if (current() !== before) before?.reading.left();
    if (current() !== before) current()?.reading.opened();
    current()?.draft.offer();
    void opening.all.get(shown ?? '')?.look();
  }

  async function closeAll(): Promise<void> {
    await Promise.all(Array.from(all.values(), ({ room }) => room.close()));
  }

  return {
    all,
    effects: {
      reconnect: () => current()?.room.wake(),
      'show-message': ({ ridHex, id, isFocusKept }) => {
        if (ridHex !== shown) show(ridHex);
        current()?.reading.showMessage(id, isFocusKept !== true);
      },
    },
    current,
    view: () => (current() ?? opening.all.get(shown ?? ''))?.view() ?? null,
    forget,
    summaries: () =>
      [...all.values(), ...opening.all.values()].sort((a, b) => b.record.since - a.record.since).map((each) => each.summary()),
    show,
    messages,
    settled: (ridHex) => opening.settled(ridHex),

    async openAll() {
      const ridHexes = roomIds(vault);
      // What was being written when Parley was locked is given back where it was.
      shown = ridHexes.findLast((ridHex) => readDraft(vault, ridHex).wasOpen) ?? null;
      await opening.open(ridHexes, context.run);
      show(shown);
    },

    async whileClosed(work) {
      const shownBefore = shown;
      const closingsBefore = closings;
      await opening.settled();
      await closeAll();
      all.clear();
      shown = null;
      try {
        return await work();
      } finally {
        // One may have been made meanwhile. To the others it is as after a reload: links from before do not stand in the way of new ones.
        if (closings === closingsBefore)
          await opening.open(
            roomIds(vault).filter((ridHex) => !all.has(ridHex)),
            randomBytes(8),
          );
        show(shownBefore);
      }
    },

    async create(name) {
      const room = await makeRoom(context, name);
      add(room);
      show(room.ridHex);
    },

    async join({ ridHex, record }) {
      await opening.settled(ridHex);
      await all.get(ridHex)?.room.close();
      all.delete(ridHex);
      await writeRoom(vault, ridHex, record);
      add(await openKnownRoom(context, record));
      show(ridHex);
    },

    wake: () => all.forEach(({ room }) => room.wake()),

    setAway(isAway) {
      isPersonAway = isAway;
      for (const { room } of all.values()) room.presence.setAway(isAway);
    },

    keepDrafts: async () => void (await Promise.all(Array.from(all.values(), (open) => open.draft.keep(open === current())))),

    close() {
      closings++;
      return closeAll();
    },

    perform: (intent, effects) =>
      performIntent(context, intent, { ...effects, ...('ridHex' in intent ? all.get(intent.ridHex)?.effects : null) }),
  };
}
