/**
 * `<parley-room-list>`: the rooms, as navigation; oneself and the lock below.
 *
 * Rows survive by room id. Asks for `open-room`, `show-home`, `lock`. A room that cannot be written in says so in words.
 */
import type { RoomSummary } from '../app/room-state.js';
import type { MainState } from '../app/state.js';
import { h, setAttribute, setClass, setHidden, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { RowList } from './reconcile.js';
import { roomListSheet } from './room-list-sheet.js';
import { say, sayNumber } from './strings.js';
import { initialOf, toneOf, visibleName } from './visible-text.js';

/** What a room's row says below its name. */
function sayRoomState(room: RoomSummary): string {
  if (room.phase !== 'in') return say(`rooms.${room.phase}`);
  return room.online > 0 ? say('rooms.online', { count: room.online }) : say('rooms.quiet');
}

function changeRoomRow(row: HTMLLIElement, room: RoomSummary): void {
  const avatar = row.querySelector('.avatar');
  const unread = row.querySelector<HTMLElement>('.unread');
  if (avatar !== null) setText(avatar, initialOf(room.name));
  for (const [selector, text] of [
    ['bdi', visibleName(room.name)],
    ['.state', sayRoomState(room)],
    ['.number', sayNumber(room.unread)],
    ['.visually-hidden', say('rooms.unread', { count: room.unread })],
  ] as const) {
    const node = row.querySelector(selector);
    if (node !== null) setText(node, text);
  }
  if (unread !== null) setHidden(unread, room.unread === 0);
}

function createRoomRow(room: RoomSummary): HTMLLIElement {
  const row = h('li', {}, [
    h('button', { type: 'button', 'data-rid': room.ridHex }, [
      h('span', { class: `avatar tone-${toneOf(room.ridHex)}`, 'aria-hidden': 'true' }),
      h('span', { class: 'words' }, [h('bdi', { class: 'name' }), ' ', h('span', { class: 'state small soft' })]),
      ' ',
      h('span', { class: 'unread', hidden: true }, [
        h('span', { class: 'number', 'aria-hidden': 'true' }),
        h('span', { class: 'visually-hidden' }),
      ]),
    ]),
  ]);
  changeRoomRow(row, room);
  return row;
}

export class ParleyRoomList extends ParleyElement<MainState> {
  readonly #home = h('button', { type: 'button', class: 'quiet' }, [glyph('home'), say('rooms.home')]);
  readonly #list = h('ul', { role: 'list', 'aria-label': say('rooms.heading') });
  readonly #none = h('p', { class: 'soft small none' }, [say('rooms.none')]);
  readonly #me = h('p', { class: 'me' });
  readonly #lock = h('button', { type: 'button', class: 'quiet' }, [glyph('lock'), say('rooms.lock')]);
  readonly #warning = h('p', { class: 'small warning' }, [say('rooms.no-passphrase')]);
  readonly #rows = new RowList<RoomSummary, HTMLLIElement>(this.#list, {
    keyOf: (room) => room.ridHex,
    create: createRoomRow,
    change: changeRoomRow,
  });

  constructor() {
    super(roomListSheet);
    this.root.append(
      h('nav', { 'aria-label': say('rooms.heading') }, [
        h('div', { class: 'top' }, [h('h2', {}, [say('rooms.heading')]), this.#home]),
        this.#none,
        this.#list,
        h('div', { class: 'bottom' }, [this.#me, this.#warning, this.#lock]),
      ]),
    );
  }

  protected override listen(signal: AbortSignal): void {
    this.#home.addEventListener('click', () => this.request({ type: 'show-home' }), { signal });
    this.#lock.addEventListener('click', () => this.request({ type: 'lock' }), { signal });
    const open = (event: Event): void => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const ridHex = button?.dataset['rid'];
      if (ridHex !== undefined) this.request({ type: 'open-room', ridHex });
    };
    this.#list.addEventListener('click', open, { signal });
  }

  protected override update(state: MainState, previous: MainState | undefined): void {
    if (state.rooms !== previous?.rooms) this.#rows.show(state.rooms);
    setHidden(this.#none, state.rooms.length > 0);
    setHidden(this.#list, state.rooms.length === 0);
    for (const { ridHex } of state.rooms) {
      const button = this.#rows.rowOf(ridHex)?.querySelector('button');
      if (!button) continue;
      const isOpen = state.room?.ridHex === ridHex;
      setAttribute(button, 'aria-current', isOpen ? 'page' : null);
      setClass(button, 'open', isOpen);
    }
    setHidden(this.#home, state.room === null);
    setText(this.#me, say('rooms.me', { name: state.me.name }));
    setHidden(this.#lock, !state.me.hasPassphrase);
    setHidden(this.#warning, state.me.hasPassphrase);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-room-list': ParleyRoomList;
  }
}
