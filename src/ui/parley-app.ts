/**
 * `<parley-app>`: chooses the screen for the state, keeps the page's title true, and gives the focus to each screen that appears.
 *
 * `root.state = …` in, `parley-intent` events out; nothing else connects the interface with the app.
 */
import type { AppState } from '../app/state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { say } from './strings.js';

/** What the window is called: the open room, and before it how much is unread in all. */
function sayTitle(state: AppState): string {
  if (state.screen !== 'main') return say('app.name');
  const title = state.room === null ? say('app.name') : say('app.title-room', { room: state.room.name });
  const unread = state.rooms.reduce((sum, room) => sum + room.unread, 0);
  return unread === 0 ? title : say('app.title-unread', { count: unread, title });
}

export class ParleyApp extends ParleyElement<AppState> {
  protected override update(state: AppState, previous: AppState | undefined): void {
    this.refresh();
    if (state.screen !== previous?.screen) queueMicrotask(() => this.focus());
    const title = sayTitle(state);
    if (document.title !== title) document.title = title;
  }

  protected override view(state: AppState): Child[] {
    const { screen } = state;
    const isOwn = screen === 'main' || screen === 'first-run' || screen === 'profiles';
    const tag = isOwn ? (`parley-${screen}` as const) : 'parley-plate';
    return [h(tag, { 'data-id': screen, 'data-start': true, state })];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-app': ParleyApp;
  }
}
