/**
 * `<parley-room>`: one room. Header (back, name, who is verified, "Invite", "People" where the list is not beside it), connection, where entering stands,
 * transcript, composer, and the people, what can be set and the way out beside them, or over them on narrow screens.
 *
 * One element a room: another room is another element, so no draft or scroll position wanders. Asks for `show-home`, `open-invite`, `forget-room`.
 */
import type { RoomPhase, RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { enteringSteps } from './entering-steps.js';
import { glyph } from './icons.js';
import { button, iconButton } from './pieces.js';
import { pinnedLine } from './pinned-line.js';
import { WIDE_ROOM_QUERY } from './room-sheet.js';
import { roomTitle } from './room-title.js';
import { say, sayError } from './strings.js';

/** Whether there is no way into the room any more. */
export function isRoomOver(phase: RoomPhase): phase is 'left' | 'refused' | 'removed' | 'broken' {
  return phase === 'left' || phase === 'refused' || phase === 'removed' || phase === 'broken';
}

export class ParleyRoom extends ParleyElement<RoomView> {
  #isPeopleOpen = false;
  #isFinding = false;

  protected override listen(signal: AbortSignal): void {
    // Beside the conversation nothing is open or closed, and nothing may stay inert.
    matchMedia(WIDE_ROOM_QUERY).addEventListener('change', (event) => event.matches && this.#showPeople(false), { signal });
    document.addEventListener('keydown', (event) => this.#noteKey(event), { signal });
  }

  protected override view(room: RoomView): Child[] {
    const isOpen = this.#isPeopleOpen;
    return [
      h(
        'main',
        { inert: isOpen },
        this.#header(room),
        h('parley-connection', { hidden: isRoomOver(room.phase) || room.phase === 'opening', state: room.connection }),
        this.#isFinding && h('parley-find', { state: room.find, onclose: () => this.#showFind(false) }),
        this.#phaseCard(room),
        pinnedLine(room, (intent) => this.request(intent)),
        h('parley-messages', { isCovered: this.isCovered || isOpen, state: room }),
        h('parley-composer', { 'data-start': this.#isWriting(room), state: room }),
      ),
      // Over the conversation, with everything else out of reach, it is a dialog.
      h(
        'div',
        {
          role: isOpen ? 'dialog' : 'complementary',
          'aria-modal': isOpen && 'true',
          id: 'people',
          class: isOpen ? 'aside open' : 'aside',
          'aria-labelledby': 'people-heading',
          onkeydown: (event) => event.key === 'Escape' && this.#showPeople(false),
        },
        h(
          'div',
          { class: 'aside-head' },
          h('h2', { id: 'people-heading', tabindex: -1 }, say('room.people')),
          iconButton('close', say('dialog.close'), { class: 'icon close', onclick: () => this.#showPeople(false) }),
        ),
        h('parley-people', { state: room }),
        h('parley-compare-room', { state: room }),
        h('parley-room-options', { hidden: room.phase !== 'in', state: room }),
        h('parley-membership', { hidden: room.phase !== 'in', state: room }),
      ),
    ];
  }

  /** Whether the focus begins in the box: where one can write, with a keyboard at hand. Else it is on the name of the room. */
  #isWriting({ composer }: RoomView): boolean {
    return composer.lock === null && matchMedia('(pointer: fine)').matches;
  }

  #header(room: RoomView): VNode {
    // SECURITY: a closed padlock only where everybody was compared, and none for nobody: parley-room.test.ts, "shows the padlock only when everyone is verified".
    // In a room of two the title says it of the other one.
    const trust =
      room.connection.others === 0 || room.partner !== null
        ? h('p', { class: 'chip', hidden: true })
        : room.isVerified
          ? h('p', { class: 'chip good' }, glyph('lock'), say('room.verified'))
          : h('p', { class: 'chip' }, glyph('unlocked'), say('room.not-verified'));
    return h(
      'header',
      {},
      iconButton('back', say('room.back'), { class: 'icon back', onclick: () => this.request({ type: 'show-home' }) }),
      h('div', { class: 'title' }, h('h1', { tabindex: -1, 'data-start': !this.#isWriting(room) }, ...roomTitle(room)), trust),
      room.phase !== 'opening' &&
        iconButton('find', say('find.in-room'), {
          class: 'icon find',
          'aria-expanded': String(this.#isFinding),
          onclick: () => this.#showFind(!this.#isFinding),
        }),
      room.powers.includes('invite') &&
        button(
          { onclick: () => this.request({ type: 'open-invite' }) },
          glyph('invite'),
          h('span', { class: 'label' }, say('room.invite')),
        ),
      button(
        {
          class: 'toggle',
          'aria-expanded': String(this.#isPeopleOpen),
          'aria-controls': 'people',
          onclick: () => this.#showPeople(true),
        },
        glyph('people'),
        h('span', { class: 'label' }, say('room.people')),
      ),
    );
  }

  /** While one is not in the room, or not any more: where things stand, what one can do, and the way out. */
  #phaseCard(room: RoomView): Child {
    const { ridHex, phase, error } = room;
    if (phase === 'in' || phase === 'opening') return null;
    const isOver = isRoomOver(phase);
    const isBad = phase === 'refused' || phase === 'removed' || phase === 'broken';
    const wayOut = isOver ? 'room.forget' : phase === 'leaving' ? 'room.leaving-forget' : 'room.give-up';
    return h(
      'section',
      { class: isBad ? 'card phase over' : 'card phase' },
      h('h2', {}, say(`room.${phase}-heading`)),
      enteringSteps(room),
      error !== null ? h('p', { role: 'alert' }, sayError(error)) : h('p', {}, isBad ? '' : say(`room.${phase}`)),
      phase !== 'syncing' && button({ onclick: () => this.request({ type: 'forget-room', ridHex }) }, say(wayOut)),
    );
  }

  /** Ctrl+F, or ⌘F, finds in the room; pressed again in the box, it is the browser's own. */
  #noteKey(event: KeyboardEvent): void {
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f';
    if (!isFind || this.isCovered || this.#isPeopleOpen || this.state?.phase === 'opening') return;
    if (this.root.activeElement?.localName === 'parley-find') return;
    event.preventDefault();
    this.#showFind(true);
  }

  #showFind(isOpen: boolean): void {
    this.#isFinding = isOpen;
    this.refresh();
    // What was fed is shown in a microtask, and only then can take the focus.
    queueMicrotask(() => this.find(isOpen ? 'parley-find' : 'header .find').focus());
  }

  #showPeople(isOpen: boolean): void {
    if (isOpen === this.#isPeopleOpen) return;
    this.#isPeopleOpen = isOpen;
    this.refresh();
    this.find(isOpen ? '#people-heading' : '.toggle').focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-room': ParleyRoom;
  }
}
