/**
 * `<parley-messages>`: the transcript, a `log` named "Messages" that holds one `article` a message.
 *
 * Rows survive by entry id. It stays at the newest message while the reader is there, else on the row they look at, whatever comes above or below; done
 * by hand with `overflow-anchor: none`, so that every engine does the same. Asks for `show-earlier`, `get-back`, and for `mark-read` once for each newest message
 * that is on screen while the page is visible.
 */
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { droppedLine } from './dropped-line.js';
import { glyph } from './icons.js';
import { button } from './pieces.js';
import { say } from './strings.js';
import { backfillPart } from './backfill-part.js';
import { transcript } from './transcript.js';

/** How far from the end still counts as the end, in CSS pixels. */
const BOTTOM_SLACK_PX = 48;

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}

export class ParleyMessages extends ParleyElement<RoomView> {
  #isAtBottom = true;
  #knownHeight = 0;
  /** Whether something came below what the reader sees. */
  #isOfferingNew = false;
  #reportedId: string | null = null;

  protected override listen(signal: AbortSignal): void {
    document.addEventListener('visibilitychange', () => this.#reportRead(), { signal });
    const observer = new ResizeObserver(() => this.#noteResize());
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  }

  protected override update(room: RoomView, previous: RoomView | undefined): void {
    const newest = room.messages.at(-1);
    if (previous !== undefined && newest !== undefined && newest.id !== previous.messages.at(-1)?.id) {
      if (newest.isMine) this.#isAtBottom = true;
      this.#isOfferingNew = !this.#isAtBottom;
    }
    const tops = this.#isAtBottom ? [] : this.#rowsInView();
    this.refresh();
    // The first row in view may be gone now: the next one that is still there stays where it was.
    const kept = tops.find(([row]) => row.isConnected);
    if (this.#isAtBottom) this.#toBottom();
    else if (kept !== undefined) this.#log.scrollTop += topOf(kept[0]) - kept[1];
  }

  /** The rows from the first one in view on, each with where it is. */
  #rowsInView(): (readonly [row: Element, top: number])[] {
    const top = topOf(this.#log);
    return [...this.root.querySelectorAll('[data-id]')].map((row) => [row, topOf(row)] as const).filter(([, rowTop]) => rowTop >= top);
  }

  protected override refresh(): void {
    super.refresh();
    this.#reportRead();
  }

  protected override view(room: RoomView): Child[] {
    const { ridHex, phase, messages, backfill, earlier, droppedAt, connection } = room;
    const isEmpty = phase === 'in' && backfill === null && droppedAt === null && messages.every(({ kind }) => kind === 'notice');
    const goDown = (): void => {
      this.#toBottom();
      this.#log.focus();
    };
    return [
      h(
        'div',
        { class: 'log', role: 'log', 'aria-label': say('messages.label'), tabindex: 0, onscroll: () => this.#noteScroll() },
        h(
          'div',
          { class: 'earlier' },
          earlier > 0 && button({ onclick: () => this.request({ type: 'show-earlier', ridHex }) }, say('messages.earlier')),
          earlier === 0 && droppedAt !== null && droppedLine(droppedAt, () => this.request({ type: 'get-back', ridHex })),
        ),
        h('div', { class: 'rows' }, ...transcript(messages)),
        backfill !== null && backfillPart(backfill),
        isEmpty &&
          h(
            'div',
            { class: 'empty' },
            h('p', { class: 'title' }, say('messages.empty-heading')),
            h('p', { class: 'soft' }, say(connection.others === 0 ? 'messages.empty-alone' : 'messages.empty')),
          ),
      ),
      this.#isOfferingNew && button({ class: 'pill primary', onclick: goDown }, glyph('down'), say('messages.new')),
      h('parley-message-menu', { state: room }),
    ];
  }

  get #log(): HTMLElement {
    return this.find('.log');
  }

  #noteScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    // A scroll that is told of only after the box has become smaller says nothing about the reader.
    if (clientHeight !== this.#knownHeight) this.#noteResize();
    else this.#isAtBottom = scrollHeight - scrollTop - clientHeight < BOTTOM_SLACK_PX;
    if (this.#isAtBottom) this.#arrive();
  }

  #noteResize(): void {
    this.#knownHeight = this.#log.clientHeight;
    if (this.#isAtBottom) this.#toBottom();
  }

  #toBottom(): void {
    this.#isAtBottom = true;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#arrive();
  }

  /** Whoever is at the end needs no offer to go there, and reads what is there. */
  #arrive(): void {
    const wasOffering = this.#isOfferingNew;
    this.#isOfferingNew = false;
    if (wasOffering) this.refresh();
    else this.#reportRead();
  }

  /** Tells the app that the newest message was seen: at the bottom, in a visible page, with nothing before it, once a message. */
  #reportRead(): void {
    const { state } = this;
    const id = state?.messages.at(-1)?.id;
    // SECURITY: what is still on its way was not seen (parley-messages.test.ts: "reports nothing as read while a long history is on its way").
    if (state === undefined || state.backfill !== null || id === undefined || id === this.#reportedId) return;
    if (this.isCovered || !this.isConnected || !this.#isAtBottom || document.visibilityState !== 'visible') return;
    this.#reportedId = id;
    this.request({ type: 'mark-read', ridHex: state.ridHex });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-messages': ParleyMessages;
  }
}
