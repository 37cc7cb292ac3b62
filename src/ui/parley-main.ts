/**
 * `<parley-main>`: the open vault. The rooms beside home or the open room (one of the two on phones), the alert above, the dialog over all.
 *
 * It keeps the focus where it belongs: to the start of what has just appeared, and back to where it was when a dialog goes. No intents of its own.
 */
import type { DialogView } from '../app/dialog-state.js';
import type { MainState } from '../app/state.js';
import { deepActiveElement, h } from './dom.js';
import { ParleyElement } from './element.js';
import { mainSheet } from './main-sheet.js';
import type { ParleyHome } from './parley-home.js';
import type { ParleyRoom } from './parley-room.js';

/** The same text for two states of one dialog, another for another dialog. */
function dialogKey(view: DialogView): string {
  if (view.dialog === 'invite') return 'invite';
  // One person may knock at two doors: those are two questions.
  return view.dialog === 'knock' ? `knock ${view.ridHex} ${view.fpHex}` : `verify ${view.fpHex}`;
}

export class ParleyMain extends ParleyElement<MainState> {
  readonly #rooms = h('parley-room-list');
  readonly #alert = h('parley-alert');
  /** Carries the custom state `in-room` for the sheet. */
  readonly #internals = this.attachInternals();
  readonly #stage = h('div', { class: 'stage' });
  readonly #frame = h('div', { class: 'frame' }, [this.#stage, this.#rooms]);
  #shownPage: ParleyHome | ParleyRoom | null = null;
  #shownDialog: ParleyElement<DialogView> | null = null;
  #returnTo: HTMLElement | null = null;

  constructor() {
    super(mainSheet);
    this.root.append(this.#alert, this.#frame);
  }

  override focusStart(): void {
    if (this.#shownDialog === null) this.#shownPage?.focusStart();
  }

  protected override update(state: MainState, previous: MainState | undefined): void {
    this.#rooms.state = state;
    this.#alert.state = state.alert;
    const isOtherPage = previous === undefined || state.room?.ridHex !== previous.room?.ridHex;
    if (isOtherPage) this.#changePage(state, previous === undefined);
    if (state.room === null) this.#showHome(state);
    else this.#showRoom(state.room, state.dialog !== null);
    if (state.dialog !== previous?.dialog) this.#changeDialog(state.dialog, previous?.dialog ?? null);
  }

  #showHome(state: MainState): void {
    if (this.#shownPage?.localName === 'parley-home') (this.#shownPage as ParleyHome).state = state;
  }

  #showRoom(room: NonNullable<MainState['room']>, isBehindDialog: boolean): void {
    if (this.#shownPage?.localName !== 'parley-room') return;
    const page = this.#shownPage as ParleyRoom;
    page.isBehindDialog = isBehindDialog;
    page.state = room;
  }

  #changePage(state: MainState, isFirst: boolean): void {
    const page = state.room === null ? h('parley-home') : h('parley-room');
    this.#shownPage = page;
    this.#stage.replaceChildren(page);
    if (state.room === null) this.#internals.states.delete('in-room');
    else this.#internals.states.add('in-room');
    // The first focus is given by whoever shows this screen.
    if (!isFirst) void this.updateComplete.then(() => this.focusStart());
  }

  #changeDialog(view: DialogView | null, before: DialogView | null): void {
    if (view === null) {
      this.#shownDialog?.remove();
      this.#shownDialog = null;
      this.#giveFocusBack();
      return;
    }
    if (before === null) this.#returnTo = deepActiveElement();
    if (this.#shownDialog === null || before === null || dialogKey(view) !== dialogKey(before)) {
      this.#shownDialog?.remove();
      // The tag is made from the view's own kind, so the dialog takes this view.
      this.#shownDialog = h(`parley-${view.dialog}-dialog`);
      this.root.append(this.#shownDialog);
    }
    this.#shownDialog.state = view;
  }

  #giveFocusBack(): void {
    const target = this.#returnTo;
    this.#returnTo = null;
    if (target?.isConnected === true && target.checkVisibility()) target.focus();
    else this.focusStart();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-main': ParleyMain;
  }
}
