/**
 * `<parley-room-list>`: the rooms, as navigation; oneself, the lock and the end of everything below. While something is looked for in all rooms, what was found stands there instead.
 *
 * A room of two stands there under the other one's name. Rows survive by room id. Asks for `open-room`, `show-home`, `open-storage`, `open-settings`, `lock`, `open-wipe`. A room that cannot be written in says so in words.
 */
import type { RoomSummary } from '../app/room-state.js';
import type { MainState } from '../app/state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { avatar, button } from './pieces.js';
import { roomTitle } from './room-title.js';
import { say, sayNumber } from './strings.js';

/** What a room's row says below its name. */
function sayRoomState(room: RoomSummary): string {
  if (room.phase !== 'in') return say(`room.${room.phase}-heading`);
  return room.online > 0 ? say('rooms.online', { count: room.online }) : say('rooms.quiet');
}

export class ParleyRoomList extends ParleyElement<MainState> {
  protected override view({ rooms, room, me, find, backupNotice, isOfferingNotices }: MainState): Child[] {
    const heading = say('rooms.heading');
    return [
      h(
        'nav',
        { 'aria-label': heading },
        h(
          'div',
          { class: 'top' },
          h('h2', {}, heading),
          room !== null && button({ class: 'quiet', onclick: () => this.request({ type: 'show-home' }) }, glyph('home'), say('rooms.home')),
        ),
        rooms.length > 0 && h('parley-find', { state: find }),
        rooms.length === 0
          ? h('p', { class: 'soft small none' }, say('rooms.none'))
          : h(
              'ul',
              { role: 'list', 'aria-label': heading, hidden: find.query !== '' },
              ...rooms.map((each) => this.#row(each, each.ridHex === room?.ridHex)),
            ),
        h(
          'div',
          { class: 'bottom' },
          isOfferingNotices && h('parley-notice-offer', { state: true }),
          backupNotice !== null && h('parley-backup-notice', { state: backupNotice }),
          h('p', { class: 'me' }, say('rooms.me', { name: me.name })),
          !me.hasPassphrase && h('p', { class: 'small warning' }, say('rooms.no-passphrase')),
          button({ class: 'quiet', onclick: () => this.request({ type: 'open-storage' }) }, glyph('down'), say('storage.open')),
          h(
            'div',
            { class: 'row' },
            me.hasPassphrase && button({ class: 'quiet', onclick: () => this.request({ type: 'lock' }) }, glyph('lock'), say('rooms.lock')),
            button({ class: 'quiet', onclick: () => this.request({ type: 'open-settings' }) }, glyph('settings'), say('settings.heading')),
          ),
          button({ class: 'quiet', onclick: () => this.request({ type: 'open-wipe' }) }, say('wipe.open')),
        ),
      ),
    ];
  }

  #row(room: RoomSummary, isOpen: boolean): VNode {
    const { ridHex, name, partner, unread, isMentioned, isMuted } = room;
    const onclick = (): void => this.request({ type: 'open-room', ridHex });
    return h(
      'li',
      { 'data-id': ridHex },
      button(
        { class: isOpen && 'open', 'aria-current': isOpen && 'page', onclick },
        partner === null ? avatar(ridHex, name) : avatar(partner.fpHex, partner.name),
        h('span', { class: 'words' }, ...roomTitle(room), ' ', h('span', { class: 'state small soft' }, sayRoomState(room))),
        ' ',
        isMuted && h('span', { class: 'muted' }, glyph('muted'), h('span', { class: 'visually-hidden' }, say('notices.muted'))),
        ' ',
        isMentioned &&
          h(
            'span',
            { class: 'unread mentioned' },
            h('span', { 'aria-hidden': 'true' }, '@'),
            h('span', { class: 'visually-hidden' }, say('rooms.mentioned')),
          ),
        ' ',
        unread > 0 &&
          h(
            'span',
            { class: isMuted ? 'unread soft' : 'unread' },
            h('span', { 'aria-hidden': 'true' }, sayNumber(unread)),
            h('span', { class: 'visually-hidden' }, say('rooms.unread', { count: unread })),
          ),
      ),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-room-list': ParleyRoomList;
  }
}
