/**
 * `<parley-app>`: chooses the screen for the state, keeps the page's title and icon true, and gives the focus to each screen that appears.
 *
 * `root.state = …` in, `parley-intent` events out; nothing else connects the interface with the app.
 */
import type { AppState } from '../app/state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { showFavicon } from './favicon.js';
import { say } from './strings.js';

/** What is unread is shown outside the page when it has been so for this long, in milliseconds: what is read as it comes is not counted up and down. */
const UNREAD_SHOWN_AFTER_MS = 200;

/** How much is unread in all rooms that are not muted. */
function unreadIn(state: AppState): number {
  return state.screen === 'main' ? state.rooms.reduce((sum, { isMuted, unread }) => sum + (isMuted ? 0 : unread), 0) : 0;
}

/**
 * What the window is called: Parley, and before it how much is unread in all.
 *
 * SECURITY: no room's name, since browsers write titles into their history and their lists of open tabs, in clear (parley-app.test.ts: "names the window after what is unread, and after no room").
 */
function sayTitle(state: AppState): string {
  const unread = unreadIn(state);
  return unread === 0 ? say('app.name') : say('app.title-unread', { count: unread });
}

export class ParleyApp extends ParleyElement<AppState> {
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override listen(signal: AbortSignal): void {
    signal.addEventListener('abort', () => this.#stopTimer(), { once: true });
  }

  protected override update(state: AppState, previous: AppState | undefined): void {
    this.refresh();
    if (state.screen !== previous?.screen) queueMicrotask(() => this.focus());
    if (unreadIn(state) === 0) this.#showOutside();
    else this.#timer ??= setTimeout(() => this.#showOutside(), UNREAD_SHOWN_AFTER_MS);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Makes the title and the icon those of the state. */
  #showOutside(): void {
    this.#stopTimer();
    const { state } = this;
    if (state === undefined) return;
    const title = sayTitle(state);
    if (document.title !== title) document.title = title;
    showFavicon(unreadIn(state));
  }

  protected override view(state: AppState): Child[] {
    const { screen } = state;
    const isOwn = screen === 'main' || screen === 'first-run' || screen === 'profiles' || screen === 'self-test';
    const tag = isOwn ? (`parley-${screen}` as const) : 'parley-plate';
    return [h(tag, { 'data-id': screen, 'data-start': true, state })];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-app': ParleyApp;
  }
}
