/**
 * `<parley-main>`: the open vault. The rooms beside home or the open room (one of the two on phones), the alert above, the dialog over all.
 *
 * It keeps the focus where it belongs: to the start of what has just appeared, and back to where it was when a dialog goes. Asks for what keys ask for
 * (`shortcuts.ts`).
 */
import type { DialogView } from '../app/dialog-state.js';
import type { MainState } from '../app/state.js';
import { deepActiveElement, h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { shortcutOf } from './shortcuts.js';

/** The same text for two states of one dialog, another for another dialog. One person may knock at two doors: those are two questions. */
function dialogKey(view: DialogView): string {
  if (
    view.dialog === 'wipe' ||
    view.dialog === 'settings' ||
    view.dialog === 'storage' ||
    view.dialog === 'palette' ||
    view.dialog === 'doctor' ||
    view.dialog === 'shortcuts'
  )
    return view.dialog;
  if (
    view.dialog === 'invite' ||
    view.dialog === 'leave' ||
    view.dialog === 'delete-room' ||
    view.dialog === 'room' ||
    view.dialog === 'poll'
  )
    return view.ridHex;
  if (view.dialog === 'erase' || view.dialog === 'forward') return view.id;
  return view.dialog === 'knock' || view.dialog === 'remove' ? `${view.ridHex} ${view.fpHex}` : view.fpHex;
}

export class ParleyMain extends ParleyElement<MainState> {
  #returnTo: HTMLElement | null = null;

  protected override listen(signal: AbortSignal): void {
    const onkeydown = (event: KeyboardEvent): void => {
      const intent = this.state === undefined ? null : shortcutOf(event, this.state);
      if (intent === null) return;
      event.preventDefault();
      this.request(intent);
    };
    document.addEventListener('keydown', onkeydown, { signal });
  }

  protected override update(state: MainState, previous: MainState | undefined): void {
    const before = previous?.dialog ?? null;
    if (state.dialog !== null && before === null) this.#returnTo = deepActiveElement();
    this.refresh();
    if (state.dialog === null && before !== null) this.#giveFocusBack();
    // The first focus is given by whoever shows this screen.
    const isOtherRoom = previous !== undefined && state.room?.ridHex !== previous.room?.ridHex;
    // A message that was gone to takes the focus itself.
    if (isOtherRoom && state.room?.place.takesFocus !== true) queueMicrotask(() => this.focus());
  }

  protected override view(state: MainState): Child[] {
    const { room, dialog } = state;
    // A dialog takes the focus by itself.
    const isStart = dialog === null;
    const page =
      room === null
        ? h('parley-home', { 'data-start': isStart, state })
        : h('parley-room', { 'data-id': room.ridHex, 'data-start': isStart, isCovered: dialog !== null, state: room });
    return [
      h(
        'div',
        { class: room === null ? 'page' : 'page in-room' },
        h('parley-alert', { state: state.alert }),
        h('div', { class: 'frame' }, h('div', { class: 'stage' }, page), h('parley-room-list', { state })),
      ),
      dialog !== null && h(`parley-${dialog.dialog}-dialog`, { 'data-id': dialogKey(dialog), state: dialog }),
    ];
  }

  #giveFocusBack(): void {
    if (this.#returnTo?.isConnected === true && this.#returnTo.checkVisibility()) this.#returnTo.focus();
    else this.focus();
    this.#returnTo = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-main': ParleyMain;
  }
}
