/**
 * Telling of messages that nobody sees come: by a notification of the browser, by a sound.
 *
 * Told of is what others write in a room that is not muted, or that mentions the person here in any, unless that room is on screen; not what one has read, nor
 * history that is fetched. Never more often than every few seconds of one room, except that a mention need not wait for what is none. What was told goes again once it was read, and all of it when Parley is locked.
 */
import type { AppContext, NoticeContent } from './app-parts.js';
import { wordsOf } from './message-parts.js';
import type { RoomMessages } from './room-messages.js';
import type { OpenRooms } from './open-rooms.js';
import { isRoomMuted, quietNow, readPreferences } from './preferences.js';

/** Of one room nothing is told again for so many milliseconds. */
const NOTICE_PAUSE_MS = 3_000;

/** Tells of messages. */
export interface Noticing {
  /** Whether it is time to ask whether the person wants to be told of messages: one came while the page was out of sight. */
  isOffering(): boolean;
  /** Takes away what was told of rooms in which everything is read by now, or which is gone. */
  review(): void;
  /** Takes everything away, and tells nothing any more. */
  stop(): void;
}

/** What was told of a room. */
interface ToldNotice {
  readonly at: number;
  readonly isMention: boolean;
  readonly takeAway: () => void;
  /** Whether nothing is left of what was told. */
  isGone(): boolean;
}

/** Begins to tell. `open`: the person wants to see this room. */
export function makeNoticing(context: AppContext, rooms: OpenRooms, open: (ridHex: string) => void): Noticing {
  const { vault, clock, page, changed } = context;
  const { signs } = page;
  const told = new Map<string, ToldNotice>();
  /** When history was last seen being fetched in a room, milliseconds since 1970: what was written before that is history, too. */
  const fetchedAt = new Map<string, number>();
  let hasMissed = false;

  /** Of what came, the messages that are news. */
  function newsIn({ open: { room }, shown }: RoomMessages): RoomMessages['shown'] {
    const { backfill, receipts } = room.history;
    if (!room.isIn || backfill.progress !== null) {
      fetchedAt.set(room.ridHex, clock.wall());
      return [];
    }
    const since = fetchedAt.get(room.ridHex) ?? 0;
    return shown.filter((entry) => receipts.isUnread(entry) && entry.time > since);
  }

  /** What may be said outside of the page. */
  function contentOf({ open: { room, name, trustIn } }: RoomMessages, entry: RoomMessages['shown'][number]): NoticeContent | null {
    const author = room.people.all.get(entry.authorHex);
    // SECURITY: rooms and people are named outside of the vault only where that was chosen (noticing.test.ts: "says nothing of room, person or text unless that was chosen").
    const text = wordsOf(room.history.log, entry);
    if (readPreferences(vault).notify !== 'full' || author === undefined || text === null) return null;
    // SECURITY: a notification has no place for a warning, so it names nobody of whom one is due (noticing.test.ts: "names nobody in whom something is wrong").
    const trust = trustIn(author);
    if (trust === 'changed' || trust === 'forked') return null;
    return { author: author.name, room: name(), text };
  }

  function tell(messages: RoomMessages): void {
    const { ridHex, history } = messages.open.room;
    const { mentions } = history.receipts;
    const news = newsIn(messages);
    const mention = news.findLast((each) => mentions.isMentioned(each));
    const entry = mention ?? (isRoomMuted(vault, ridHex) ? undefined : news.at(-1));
    const isMention = mention !== undefined;
    const isOnScreen = page.isVisible && rooms.current() === messages.open;
    if (entry === undefined || isOnScreen || quietNow(vault, clock.wall()) !== null) return;
    const { notify, isSounding, isNoticeOffered } = readPreferences(vault);
    if (!page.isVisible && !isNoticeOffered && signs.noticePermission !== 'denied' && signs.noticePermission !== 'unsupported') {
      hasMissed = true;
      changed();
    }
    const before = told.get(ridHex);
    const isUrgent = isMention && before?.isMention !== true;
    if (before !== undefined && clock.now() - before.at < NOTICE_PAUSE_MS && !isUrgent) return;
    before?.takeAway();
    const isShown = notify !== 'off' && signs.noticePermission === 'granted';
    const takeAway = isShown ? signs.showNotice(contentOf(messages, entry), () => open(ridHex)) : () => undefined;
    if (isSounding) signs.playTone();
    const isGone = (): boolean => {
      const now = history.log.graph.get(entry.idText)?.entry;
      // What a muted room would not have told by now goes, too.
      return now?.isErased !== false || (isMention && isRoomMuted(vault, ridHex) && !mentions.isMentioned(now));
    };
    told.set(ridHex, { at: clock.now(), isMention, takeAway, isGone });
  }

  const stopHearing = rooms.messages.listen(tell);

  function takeAll(isOver: (ridHex: string, notice: ToldNotice) => boolean): void {
    for (const [ridHex, notice] of told) {
      if (!isOver(ridHex, notice)) continue;
      notice.takeAway();
      told.delete(ridHex);
    }
  }

  return {
    isOffering: () => hasMissed && !readPreferences(vault).isNoticeOffered,
    review: () => takeAll((ridHex, { isGone }) => isGone() || (rooms.all.get(ridHex)?.room.history.receipts.unread ?? 0) === 0),
    stop() {
      stopHearing();
      takeAll(() => true);
    },
  };
}
