/**
 * `<parley-messages>`: the transcript, a `log` named "Messages" that holds one `article` a message of the window.
 *
 * Rows survive by entry id. It stays at the newest message while the reader is there, else on the row they look at, whatever comes above or below. Says where the
 * reader is (`look-at`) when they leave the newest or come near an end of the window, which follows them then. Asks for `show-newest`, `show-message`, `get-back`, and for
 * `mark-read` once for each newest message that is on screen while the page is visible.
 */
import type { MessageView, PlaceView } from '../app/message-state.js';
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { droppedLine } from './dropped-line.js';
import { emptyRoom } from './empty-room.js';
import { button } from './pieces.js';
import { say } from './strings.js';
import { backfillPart } from './backfill-part.js';
import { TranscriptPlace } from './transcript-place.js';
import { transcriptPills } from './transcript-pills.js';
import { transcript } from './transcript.js';

/** Which share of the screen is above the line before what is unread, and above a message that was gone to. */
const PLACE_SHARES = { unread: 1 / 3, message: 0.4 } as const;

export class ParleyMessages extends ParleyElement<RoomView> {
  #place: TranscriptPlace | null = null;
  #isAtNewest = true;
  #knownHeight = 0;
  /** Where it is to be until the reader scrolls. */
  #goal: PlaceView | null = null;
  /** What the app was told that the reader looks at, and of which window. */
  #lookedAt: string | null = null;
  #askedOf: readonly MessageView[] | null = null;
  #reportedId: string | null = null;

  protected override listen(signal: AbortSignal): void {
    document.addEventListener('visibilitychange', () => this.#reportRead(), { signal });
    const observer = new ResizeObserver(() => this.#noteResize());
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  }

  protected override update(room: RoomView, previous: RoomView | undefined): void {
    if (room.place.version !== previous?.place.version) this.#setGoal(room.place);
    const newest = room.messages.at(-1);
    const isNew = previous?.later === 0 && newest !== undefined && newest.id !== previous.messages.at(-1)?.id;
    if (isNew && newest.isMine && room.later === 0) this.#setGoal(null);
    if (room.later > 0) this.#isAtNewest = false;
    const release = this.#isAtNewest ? null : this.#place?.hold();
    this.refresh();
    this.#place ??= new TranscriptPlace(this.find('.log'));
    release?.();
    this.#settle();
    this.#tell();
  }

  protected override refresh(): void {
    super.refresh();
    this.#reportRead();
  }

  protected override view(room: RoomView): Child[] {
    const { ridHex, messages, backfill, earlier, later, unreadFrom, place, droppedAt } = room;
    const marks = { unreadFrom, markedId: place.to === 'message' ? place.id : null };
    const lookAt = (message: MessageView | undefined): void => {
      if (message !== undefined) this.#lookAt(message.id);
    };
    return [
      h(
        'div',
        {
          class: 'log',
          role: 'log',
          'aria-label': say('messages.label'),
          // What comes while the reader goes up and down is not what is new.
          'aria-live': !this.#isAtNewest && 'off',
          tabindex: 0,
          onscroll: () => this.#noteScroll(),
        },
        h(
          'div',
          { class: 'earlier' },
          earlier > 0 && button({ onclick: () => lookAt(messages[0]) }, say('messages.earlier')),
          earlier === 0 && droppedAt !== null && droppedLine(droppedAt, () => this.request({ type: 'get-back', ridHex })),
        ),
        h('div', { class: 'rows' }, ...transcript(messages, marks)),
        later > 0 && h('div', { class: 'earlier' }, button({ onclick: () => lookAt(messages.at(-1)) }, say('messages.later'))),
        backfill !== null && backfillPart(backfill),
        emptyRoom(room),
      ),
      !this.#isAtNewest &&
        transcriptPills(
          room,
          () => this.#goDown(),
          (id) => this.request({ type: 'show-message', ridHex, id }),
        ),
      h('parley-message-menu', { state: room }),
    ];
  }

  #goDown(): void {
    this.#goal = null;
    this.#place?.toEnd();
    this.#noteEnd();
    // The window may be anywhere: the newest come with a place to go to.
    if (this.state !== undefined && this.state.later > 0) this.request({ type: 'show-newest', ridHex: this.state.ridHex });
    this.find('.log').focus();
  }

  /** Goes to a place, or to the newest, as soon as that is here. */
  #setGoal(goal: PlaceView | null): void {
    this.#goal = goal?.to === 'newest' ? null : goal;
    this.#isAtNewest = this.#goal === null;
    this.#lookedAt = this.#goal?.id ?? null;
  }

  /** Puts the transcript where it is to be. */
  #settle(): void {
    const goal = this.#goal;
    const place = this.#place;
    if (place === null || (goal === null && !this.#isAtNewest)) return;
    if (goal === null) place.toEnd();
    else if (goal.to !== 'newest') {
      const row = this.root.querySelector<HTMLElement>(goal.to === 'unread' ? '.since' : '.marked');
      if (row !== null) place.show(row, PLACE_SHARES[goal.to]);
      if (goal.takesFocus) row?.focus({ preventScroll: true });
      this.#goal = row && { ...goal, takesFocus: false };
    }
    this.#noteEnd();
  }

  #noteScroll(): void {
    // A scroll that is told of only after the box has become smaller says nothing about the reader.
    if (this.find('.log').clientHeight !== this.#knownHeight) return this.#noteResize();
    if (this.#place?.isMovedByReader === true) this.#goal = null;
    return this.#noteEnd();
  }

  #noteResize(): void {
    this.#knownHeight = this.find('.log').clientHeight;
    this.#settle();
  }

  /** Whoever is at the end needs no offer to go there, and reads what is there. */
  #noteEnd(): void {
    const wasAtNewest = this.#isAtNewest;
    this.#isAtNewest = this.state?.later === 0 && this.#place?.isAtEnd === true;
    if (this.#isAtNewest === wasAtNewest) this.#reportRead();
    else this.refresh();
    this.#tell();
  }

  /** Tells the app where the reader is, when it has to know: at the newest, away from it, or near an end of the window. */
  #tell(): void {
    const { state } = this;
    const place = this.#place;
    if (state === undefined || place === null) return;
    if (this.#isAtNewest) {
      if (this.#lookedAt !== null) this.#lookAt(null);
      return;
    }
    const isNearEdge = (state.earlier > 0 && place.isNearTop) || (state.later > 0 && place.isNearEnd);
    if (this.#lookedAt !== null && (!isNearEdge || this.#askedOf === state.messages)) return;
    const id = place.idInView;
    if (id === null) return;
    if (isNearEdge) this.#askedOf = state.messages;
    this.#lookAt(id);
  }

  #lookAt(id: string | null): void {
    if (this.state === undefined) return;
    this.#lookedAt = id;
    this.request({ type: 'look-at', ridHex: this.state.ridHex, id });
  }

  /** Tells the app that the newest message was seen: at the bottom, in a visible page, with nothing before it, once a message. */
  #reportRead(): void {
    const { state } = this;
    const id = state?.messages.at(-1)?.id;
    // SECURITY: what is still on its way was not seen (parley-messages.test.ts: "reports nothing as read while a long history is on its way").
    if (state === undefined || state.backfill !== null || id === undefined || id === this.#reportedId) return;
    if (this.isCovered || !this.isConnected || !this.#isAtNewest || state.later > 0 || document.visibilityState !== 'visible') return;
    this.#reportedId = id;
    // It was seen: from now on what comes moves it on.
    this.#goal = null;
    this.request({ type: 'mark-read', ridHex: state.ridHex });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-messages': ParleyMessages;
  }
}
