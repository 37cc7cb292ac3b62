/**
 * Where one reads in a room: what the window of messages is around, where the transcript is to go next, and the line before what came while one was away.
 */
import type { Room } from '../room/room.js';
import type { AppContext, Effects } from './app-parts.js';
import type { PlaceView } from './message-state.js';
import type { MessageWindow } from './message-views.js';
import { noFind } from './no-find.js';
import type { RoomView } from './room-state.js';

/** Reading in one room. */
export interface Reading {
  /** What is asked for in it. */
  readonly effects: Effects;
  /** The room comes on screen: at what is unread, else at the newest. */
  opened(): void;
  /** The room goes from the screen, and the line with it. */
  left(): void;
  /** Something came or went in the room. */
  changed(): void;
  /** Goes to a message, and marks it. */
  showMessage(idText: string, takesFocus: boolean): void;
  /** Goes to the newest, if the window is anywhere else. */
  showNewest(): void;
  /** What of the room's view is about it; nothing is looked for. */
  view(): Pick<RoomView, 'earlier' | 'later' | 'unread' | 'mentionIds' | 'unreadFrom' | 'place' | 'find'>;
}

/** Begins to read at the newest. */
export function makeReading({ page }: Pick<AppContext, 'page'>, { history, ridHex }: Room, messages: MessageWindow): Reading {
  const { log, receipts } = history;
  let place: PlaceView = { to: 'newest', id: null, takesFocus: false, version: 0 };
  let unreadFrom: string | null = null;
  /** Whether all was read since the line was drawn. */
  let isLineRead = true;
  let isOnScreen = false;
  let isFollowing = true;

  function goTo(to: PlaceView['to'], id: string | null, takesFocus = false): void {
    lookAt(id);
    place = { to, id, takesFocus, version: place.version + 1 };
  }

  function lookAt(id: string | null): void {
    isFollowing = id === null;
    messages.lookAt(id);
  }

  /** Draws the line before what is unread. */
  function drawLine(): void {
    unreadFrom = receipts.firstUnread?.idText ?? null;
    isLineRead = unreadFrom === null;
  }

  return {
    effects: {
      'look-at': ({ id }) => lookAt(id),
      'show-newest': () => goTo('newest', null),
      'show-date': ({ time }) => {
        const { timeline } = log;
        const [entry] = timeline.slice(timeline.placeAt(time), timeline.placeAt(time) + 1);
        if (entry === undefined) goTo('newest', null);
        else goTo('message', entry.idText, true);
      },
      'mark-read': () => {
        isLineRead = true;
        receipts.markRead();
      },
    },
    opened() {
      isOnScreen = true;
      drawLine();
      goTo(unreadFrom === null ? 'newest' : 'unread', unreadFrom);
    },
    left() {
      isOnScreen = false;
      unreadFrom = null;
      lookAt(null);
    },
    changed() {
      // What comes while the page is out of sight is where one left off, too.
      if (!isOnScreen || page.isVisible || !isLineRead || receipts.unread === 0) return;
      drawLine();
      if (isFollowing) goTo('unread', unreadFrom);
    },
    showMessage: (idText, takesFocus) => goTo('message', idText, takesFocus),
    showNewest() {
      if (!isFollowing) goTo('newest', null);
    },
    view() {
      const { earlier, later } = messages.outside();
      return { earlier, later, unread: receipts.unread, mentionIds: receipts.mentions.ids, unreadFrom, place, find: noFind(ridHex) };
    },
  };
}
