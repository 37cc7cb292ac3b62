/**
 * `<parley-room>`: one room. Header (back, name, who is verified, "Invite", "People" where the list is not beside it), connection, transcript, composer,
 * and the people beside them, or over them on narrow screens.
 *
 * One element a room: another room is another element, so no draft or scroll position wanders. Asks for `show-home`, `open-invite`, `forget-room`.
 */
import type { RoomView } from '../app/room-state.js';
import { h, setAttribute, setClass, setHidden, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { isRoomOver, RoomPhaseCard } from './room-phase-card.js';
import { roomSheet, WIDE_ROOM_QUERY } from './room-sheet.js';
import { say } from './strings.js';
import { visibleName } from './visible-text.js';

export class ParleyRoom extends ParleyElement<RoomView> {
  readonly #back = h('button', { type: 'button', class: 'icon back' }, [
    glyph('back'),
    h('span', { class: 'visually-hidden' }, [say('room.back')]),
  ]);
  readonly #name = h('bdi');
  readonly #heading = h('h1', { tabindex: -1 }, [this.#name]);
  readonly #trust = h('p', { class: 'chip' });
  readonly #invite = h('button', { type: 'button' }, [glyph('invite'), h('span', { class: 'label' }, [say('room.invite')])]);
  readonly #toggle = h('button', { type: 'button', class: 'toggle', 'aria-expanded': 'false', 'aria-controls': 'people' }, [
    glyph('people'),
    h('span', { class: 'label' }, [say('room.people')]),
  ]);
  readonly #connection = h('parley-connection');
  readonly #phase = new RoomPhaseCard();
  readonly #messages = h('parley-messages');
  readonly #composer = h('parley-composer');
  readonly #people = h('parley-people');
  readonly #peopleHeading = h('h2', { id: 'people-heading', tabindex: -1 }, [say('room.people')]);
  readonly #close = h('button', { type: 'button', class: 'icon close' }, [
    glyph('close'),
    h('span', { class: 'visually-hidden' }, [say('room.people-close')]),
  ]);
  readonly #aside = h('div', { id: 'people', class: 'aside', role: 'complementary', 'aria-labelledby': 'people-heading' }, [
    h('div', { class: 'aside-head' }, [this.#peopleHeading, this.#close]),
    this.#people,
  ]);
  readonly #talk = h('main', {}, [
    h('header', {}, [this.#back, h('div', { class: 'title' }, [this.#heading, this.#trust]), this.#invite, this.#toggle]),
    this.#connection,
    this.#phase.node,
    this.#messages,
    this.#composer,
  ]);

  #isBehindDialog = false;

  constructor() {
    super(roomSheet);
    this.root.append(this.#talk, this.#aside);
  }

  protected override listen(signal: AbortSignal): void {
    this.#back.addEventListener('click', () => this.request({ type: 'show-home' }), { signal });
    this.#invite.addEventListener('click', () => this.request({ type: 'open-invite' }), { signal });
    this.#phase.button.addEventListener('click', () => this.state && this.request({ type: 'forget-room', ridHex: this.state.ridHex }), {
      signal,
    });
    this.#toggle.addEventListener('click', () => this.#showPeople(true), { signal });
    this.#close.addEventListener('click', () => this.#showPeople(false), { signal });
    this.#aside.addEventListener('keydown', (event) => event.key === 'Escape' && this.#isPeopleOpen && this.#showPeople(false), { signal });
    // Beside the conversation nothing is open or closed, and nothing may stay inert.
    matchMedia(WIDE_ROOM_QUERY).addEventListener('change', (event) => event.matches && this.#isPeopleOpen && this.#showPeople(false), {
      signal,
    });
  }

  protected override update(room: RoomView, previous: RoomView | undefined): void {
    setText(this.#name, visibleName(room.name));
    if (room.isVerified !== previous?.isVerified || room.connection.others !== previous.connection.others) this.#showTrust(room);
    setHidden(this.#invite, room.phase !== 'in');
    this.#phase.show(room);
    setHidden(this.#connection, isRoomOver(room.phase));
    this.#connection.state = room.connection;
    this.#messages.state = room;
    this.#composer.state = room;
    this.#people.state = room;
  }

  /** Into the box where one can write with a keyboard at hand, else to the name of the room. */
  override focusStart(): void {
    const isWriting = this.state?.composer.lock === null && matchMedia('(pointer: fine)').matches;
    if (isWriting) this.#composer.focusStart();
    else this.#heading.focus();
  }

  /** Whether a modal dialog is open over the room. */
  set isBehindDialog(isBehindDialog: boolean) {
    this.#isBehindDialog = isBehindDialog;
    this.#cover();
  }

  #cover(): void {
    this.#messages.isCovered = this.#isBehindDialog || this.#isPeopleOpen;
  }

  get #isPeopleOpen(): boolean {
    return this.#toggle.getAttribute('aria-expanded') === 'true';
  }

  #showPeople(isOpen: boolean): void {
    setAttribute(this.#toggle, 'aria-expanded', String(isOpen));
    setClass(this.#aside, 'open', isOpen);
    // Over the conversation, with everything else out of reach, it is a dialog.
    setAttribute(this.#aside, 'role', isOpen ? 'dialog' : 'complementary');
    setAttribute(this.#aside, 'aria-modal', isOpen ? 'true' : null);
    this.#talk.inert = isOpen;
    this.#cover();
    if (isOpen) this.#peopleHeading.focus();
    else this.#toggle.focus();
  }

  #showTrust({ isVerified, connection }: RoomView): void {
    // SECURITY: nothing is said of an empty room, and the closed padlock only of one where everybody was compared: parley-room.test.ts, "shows the padlock only when everyone is verified".
    const hasOthers = connection.others > 0;
    setHidden(this.#trust, !hasOthers);
    setClass(this.#trust, 'good', isVerified && hasOthers);
    if (!hasOthers) this.#trust.replaceChildren();
    else this.#trust.replaceChildren(glyph(isVerified ? 'lock' : 'unlocked'), say(isVerified ? 'room.verified' : 'room.not-verified'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-room': ParleyRoom;
  }
}
