/**
 * `<parley-messages>`: the transcript, a `log` named "Messages" that holds one `article` a message.
 *
 * Rows survive by entry id. It stays at the newest message while the reader is there and offers "New messages" when they are not; older messages are
 * put above without a jump. Asks for `show-earlier`, and for `mark-read` once for each newest message that is on screen while the page is visible.
 */
import type { RoomView } from '../app/room-state.js';
import { h, setHidden, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { changeTranscriptRow, createTranscriptRow } from './message-row.js';
import { transcriptRows } from './message-rows.js';
import type { TranscriptRow } from './message-rows.js';
import { messagesSheet } from './messages-sheet.js';
import { RowList } from './reconcile.js';
import { ScrollKeeper } from './scroll-keeper.js';
import { say } from './strings.js';

export class ParleyMessages extends ParleyElement<RoomView> {
  readonly #earlier = h('button', { type: 'button' }, [say('messages.earlier')]);
  readonly #emptyText = h('p', { class: 'soft' });
  readonly #empty = h('div', { class: 'empty', hidden: true }, [
    h('p', { class: 'title' }, [say('messages.empty-heading')]),
    this.#emptyText,
  ]);
  readonly #rows = h('div', { class: 'rows' });
  readonly #log = h('div', { class: 'log', role: 'log', 'aria-label': say('messages.label'), tabindex: 0 }, [
    h('div', { class: 'earlier' }, [this.#earlier]),
    this.#rows,
    this.#empty,
  ]);
  readonly #pill = h('button', { type: 'button', class: 'pill primary', hidden: true }, [glyph('down'), say('messages.new')]);
  readonly #list = new RowList<TranscriptRow, HTMLElement>(this.#rows, {
    keyOf: (row) => row.key,
    create: createTranscriptRow,
    change: changeTranscriptRow,
  });
  readonly #keeper = new ScrollKeeper(this.#log, this.#rows);
  #dayRows = new Map<string, TranscriptRow>();
  #reportedId: string | null = null;
  #isCovered = false;

  constructor() {
    super(messagesSheet);
    this.root.append(this.#log, this.#pill);
  }

  /** Whether something stands before the transcript, so that nobody reads it. */
  set isCovered(isCovered: boolean) {
    this.#isCovered = isCovered;
    this.#reportRead();
  }

  protected override listen(signal: AbortSignal): void {
    const earlier = (): void => {
      if (this.state !== undefined) this.request({ type: 'show-earlier', ridHex: this.state.ridHex });
    };
    this.#earlier.addEventListener('click', earlier, { signal });
    const scrolled = (): void => {
      this.#keeper.noteScroll();
      if (this.#keeper.isAtBottom) setHidden(this.#pill, true);
      this.#reportRead();
    };
    this.#log.addEventListener('scroll', scrolled, { signal, passive: true });
    const goDown = (): void => {
      this.#keeper.toBottom();
      setHidden(this.#pill, true);
      this.#log.focus();
      this.#reportRead();
    };
    this.#pill.addEventListener('click', goDown, { signal });
    document.addEventListener('visibilitychange', () => this.#reportRead(), { signal });
    const observer = new ResizeObserver(() => this.#keeper.noteResize());
    observer.observe(this.#log);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  }

  protected override update(room: RoomView, previous: RoomView | undefined): void {
    setHidden(this.#empty, room.messages.some((message) => message.kind !== 'notice') || room.phase !== 'in');
    setText(this.#emptyText, say(room.connection.others === 0 ? 'messages.empty-alone' : 'messages.empty'));
    if (room.messages === previous?.messages && room.earlier === previous.earlier) return;
    const newest = room.messages.at(-1);
    const isNewer = previous !== undefined && newest !== undefined && newest.id !== previous.messages.at(-1)?.id;
    const dayRows = new Map<string, TranscriptRow>();
    const rows = transcriptRows(room.messages, this.#dayRows, dayRows);
    this.#dayRows = dayRows;
    this.#keeper.keep(() => {
      setHidden(this.#earlier, room.earlier === 0);
      this.#list.show(rows);
    });
    if (isNewer && newest.isMine) this.#keeper.toBottom();
    if (isNewer && !newest.isMine && !this.#keeper.isAtBottom) setHidden(this.#pill, false);
    this.#reportRead();
  }

  /** Tells the app that the newest message was seen: at the bottom, in a visible page, with nothing before it, once a message. */
  #reportRead(): void {
    const id = this.state?.messages.at(-1)?.id;
    if (
      this.state === undefined ||
      this.#isCovered ||
      id === undefined ||
      id === this.#reportedId ||
      !this.#keeper.isAtBottom ||
      !this.isConnected
    )
      return;
    if (document.visibilityState !== 'visible') return;
    this.#reportedId = id;
    this.request({ type: 'mark-read', ridHex: this.state.ridHex });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-messages': ParleyMessages;
  }
}
