/**
 * A room whose long history is being read: what it is called, its newest messages, and how far that is.
 */
import { noFind } from './no-find.js';
import type { RoomRecord } from './records.js';
import type { AppContext } from './app-parts.js';
import { mayHaveVanished, readKnown } from './known-rooms.js';
import type { MessageView } from './message-state.js';
import { MENTIONS_MAX, MENTION_MAX_BYTES, MESSAGE_TEXT_MAX_BYTES } from '../room/message-limit.js';
import { newestMessages } from '../room/newest-messages.js';
import type { StoredMessage } from '../room/newest-messages.js';
import { isRoomMuted } from './preferences.js';
import { reuse } from './reuse.js';
import type { RoomSummary, RoomView } from './room-state.js';

/** So many of the newest entries are looked at for messages to show. */
const LOOKED_AT = 64;

/** A room that is not open yet. */
export interface OpeningRoom {
  readonly ridHex: string;
  readonly record: RoomRecord;
  /** Reads the newest messages, once; resolves when they can be shown, or cannot be read: then neither can the room be opened, and whoever does that is told. */
  look(): Promise<void>;
  /** So many entries are read, of so many. */
  progress(done: number, total: number): void;
  /** The line in the list of rooms. */
  summary(): RoomSummary;
  /** The room, as far as one can tell. */
  view(): RoomView;
}

/** Holds a room that is to be opened. */
export function holdOpeningRoom({ vault, clock, identity, changed }: AppContext, ridHex: string, record: RoomRecord): OpeningRoom {
  const known = readKnown(vault, ridHex);
  const name = known?.name ?? record.label;
  let preview: readonly MessageView[] = [];
  let read = { done: 0, total: 0 };
  let looking: Promise<void> | null = null;
  let shown: RoomView | null = null;

  function viewOf({ idText, authorHex, time, text }: StoredMessage): MessageView {
    const author = known?.people[authorHex];
    const isMine = authorHex === identity.pk.toHex();
    return {
      id: idText,
      kind: 'text',
      isMine,
      authorFpHex: author?.fpHex ?? '',
      authorName: author?.name ?? '',
      trust: author?.trust ?? (isMine ? 'self' : 'unverified'),
      // What does not count, since its author was put out or has forked, is told from the rest by the whole history alone.
      isUnchecked: true,
      time,
      vanishesAt: null,
      text,
      // Who they mean, the whole log says.
      mentions: [],
      answers: null,
      earlierVersions: [],
      reactions: [],
      isPinned: false,
      poll: null,
      notice: null,
      delivery: null,
      recipients: [],
    };
  }

  async function look(): Promise<void> {
    const messages = await newestMessages(vault.history(`history/${ridHex}`), Uint8Array.fromHex(ridHex), LOOKED_AT);
    preview = messages.filter(({ time }) => !mayHaveVanished(known, time, clock.wall())).map(viewOf);
    changed();
  }

  return {
    ridHex,
    record,
    look: () => (looking ??= look().catch(() => undefined)),
    progress(done, total) {
      read = { done, total };
      changed();
    },
    summary: () => ({
      ridHex,
      name,
      partner: null,
      unread: 0,
      isMentioned: false,
      isMuted: isRoomMuted(vault, ridHex),
      online: 0,
      phase: 'opening',
    }),
    view() {
      shown = reuse<RoomView>(shown, {
        ridHex,
        name,
        partner: null,
        phase: 'opening',
        error: null,
        connection: {
          signalling: 'connecting',
          retryInSeconds: null,
          linked: 0,
          others: 0,
          isReached: false,
          isDialling: false,
          hasNoWay: false,
          warning: null,
        },
        people: [],
        typing: [],
        telling: record.telling,
        isMuted: isRoomMuted(vault, ridHex),
        messages: [],
        backfill: { source: 'device', ...read, preview },
        earlier: 0,
        later: 0,
        unread: 0,
        mentionIds: [],
        unreadFrom: null,
        place: { to: 'newest', id: null, takesFocus: false, version: 0 },
        find: noFind(ridHex),
        droppedAt: null,
        pinned: null,
        composer: {
          lock: 'not-in',
          unverifiedNames: [],
          acceptanceKeys: [],
          draft: '',
          draftMentions: [],
          draftVersion: 0,
          about: null,
          error: null,
          maxBytes: MESSAGE_TEXT_MAX_BYTES,
          mentionBytes: MENTION_MAX_BYTES,
          mentionsMax: MENTIONS_MAX,
          isEnterSending: true,
        },
        admission: 'any',
        timerHours: 0,
        powers: [],
        isVerified: false,
      });
      return shown;
    },
  };
}
