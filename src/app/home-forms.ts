/**
 * The home screen: the forms "New room" and "Join with an invite", and what they lead to.
 */
import { ParleyError } from '../lib/errors.js';
import { codeToShow } from './code-to-show.js';
import type { OpenRooms } from './open-rooms.js';
import { planJoin } from './rooms.js';
import type { RoomParts } from './rooms.js';
import type { HomeView } from './state.js';

const EMPTY_HOME: HomeView = { form: 'none', isBusy: false, error: null, inviteText: '', foreignServer: null };

/** Which form is shown, and with what. */
export class HomeForms {
  readonly #parts: RoomParts;
  readonly #rooms: OpenRooms;
  readonly #changed: () => void;
  #view = EMPTY_HOME;

  constructor(parts: RoomParts, rooms: OpenRooms, changed: () => void) {
    this.#parts = parts;
    this.#rooms = rooms;
    this.#changed = changed;
  }

  get view(): HomeView {
    return this.#view;
  }

  /** Shows a form, empty, or neither. */
  show(form: HomeView['form']): void {
    this.#show({ form });
  }

  /** An invite came with the address: put it into the form. */
  offerInvite(text: string): void {
    this.#show({ form: 'join', inviteText: text });
  }

  /** Makes a room and puts it on screen. What goes wrong is shown in the form. */
  async create(name: string): Promise<void> {
    if (this.#view.isBusy) return;
    this.#show({ form: 'new-room', isBusy: true });
    try {
      await this.#rooms.create(name.trim());
      this.#show({});
    } catch (error) {
      this.#show({ form: 'new-room', error: codeToShow(error) });
    }
  }

  /** Begins to join a room and puts it on screen, or asks about the signalling server it meets at. What goes wrong is shown in the form. */
  async join(text: string, isServerAccepted: boolean): Promise<void> {
    if (this.#view.isBusy) return;
    this.#show({ form: 'join', inviteText: text, isBusy: true });
    try {
      const plan = await planJoin(this.#parts, text);
      if (this.#rooms.get(plan.ridHex)?.room.standing.phase === 'removed') throw new ParleyError('room-removed');
      if (this.#rooms.isIn(plan.ridHex)) throw new ParleyError('invite-already-in');
      if (plan.foreignServer !== null && !isServerAccepted) {
        this.#show({ form: 'join', inviteText: text, foreignServer: plan.foreignServer });
        return;
      }
      await this.#rooms.join(plan);
      this.#show({});
    } catch (error) {
      this.#show({ form: 'join', inviteText: text, error: codeToShow(error) });
    }
  }

  #show(view: Partial<HomeView>): void {
    this.#view = { ...EMPTY_HOME, ...view };
    this.#changed();
  }
}
