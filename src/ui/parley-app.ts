/**
 * `<parley-app>`: chooses the screen for the state, keeps the page's title and language true, and gives the focus to each screen that appears.
 *
 * `root.state = …` in, `parley-intent` events out; nothing else connects the interface with the app.
 */
import type { AppState } from '../app/state.js';
import { h } from './dom.js';
import { ParleyElement } from './element.js';
import { languageTag, say } from './strings.js';
import { adoptTokens } from './tokens.js';

const screenTags = {
  loading: 'parley-loading',
  fatal: 'parley-fatal',
  elsewhere: 'parley-elsewhere',
  'first-run': 'parley-first-run',
  unlock: 'parley-unlock',
  main: 'parley-main',
} as const satisfies Record<AppState['screen'], keyof HTMLElementTagNameMap>;

/** What the window is called: the open room, and before it how much is unread in all. */
function sayTitle(state: AppState): string {
  if (state.screen !== 'main') return say('app.name');
  const title = state.room === null ? say('app.name') : say('app.title-room', { room: state.room.name });
  const unread = state.rooms.reduce((sum, room) => sum + room.unread, 0);
  return unread === 0 ? title : say('app.title-unread', { count: unread, title });
}

export class ParleyApp extends ParleyElement<AppState> {
  #screen: ParleyElement<AppState> | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    adoptTokens();
    document.documentElement.lang = languageTag();
  }

  protected override update(state: AppState, previous: AppState | undefined): void {
    if (this.#screen === null || state.screen !== previous?.screen) this.#screen = this.#changeScreen(state.screen);
    this.#screen.state = state;
    const title = sayTitle(state);
    if (document.title !== title) document.title = title;
  }

  #changeScreen(name: AppState['screen']): ParleyElement<AppState> {
    // The tag is made from the state's own screen, so the screen takes this state.
    const screen: ParleyElement<AppState> = h(screenTags[name]);
    this.root.replaceChildren(screen);
    void this.updateComplete.then(() => screen.focusStart());
    return screen;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-app': ParleyApp;
  }
}
