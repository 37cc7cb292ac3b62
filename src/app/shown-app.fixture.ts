/**
 * For tests: the whole app over the browser's own storage, with everything that it has shown.
 */
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { MemoryNetwork, noIce } from '../transport/memory-transport.fixture.js';
import { makeApp } from './app.js';
import type { App } from './app.js';
import type { Page } from './app-parts.js';
import { PUBLIC_SERVER } from './config.js';
import { KeptFiles } from './page-files.fixture.js';
import { KeptSigns } from './page-signs.fixture.js';
import type { AppState, MainState } from './state.js';

/** A page whose address a test can set. */
export class AddressedPage implements Page {
  readonly isFile = false;
  readonly isVisible = true;
  readonly address = 'https://parley.example/';
  readonly files = new KeptFiles();
  readonly signs = new KeptSigns();
  profile: string | null = null;
  invite: string | null = null;
  reloads = 0;

  get hasInvite(): boolean {
    return this.invite !== null;
  }

  takeInvite(): string | null {
    const taken = this.invite;
    this.invite = null;
    return taken;
  }

  showProfile(profile: string | null): void {
    this.profile = profile;
  }

  reload(): void {
    this.reloads++;
  }
}

/** One tab. */
export class TestTab {
  readonly page = new AddressedPage();
  readonly app: App;
  readonly states: AppState[] = [];
  #look: () => void = () => undefined;

  constructor(profile: string | null = null, clock: Clock = systemClock) {
    this.page.profile = profile;
    const config = { signalling: [PUBLIC_SERVER], iceServers: [], relayOnly: false, publicAddress: null };
    this.app = makeApp({
      clock,
      page: this.page,
      show: (state) => {
        this.states.push(state);
        this.#look();
      },
      prepare: () => Promise.resolve({ config, transportFor: () => new MemoryNetwork().transport(), ice: noIce }),
    });
  }

  get state(): AppState {
    return this.states.at(-1) as AppState;
  }

  /** Resolves when the tab shows what is wanted. */
  until(isWanted: (state: AppState) => boolean): Promise<AppState> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (isWanted(this.state)) resolve(this.state);
      };
      this.#look();
    });
  }

  /** Resolves when the vault is open. */
  async main(): Promise<MainState> {
    return (await this.until(({ screen }) => screen === 'main')) as MainState;
  }

  /** First run, from the screen that asks for it; without a passphrase when that is empty. */
  begin(name: string, passphrase: string): Promise<MainState> {
    this.app.dispatch({ type: 'start', name, passphrase, isWithoutPassphrase: true });
    return this.main();
  }
}

/** Deletes all that this browser holds. */
export async function forgetBrowser(): Promise<void> {
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name ?? '');
      request.addEventListener('success', resolve);
      request.addEventListener('error', reject);
    });
  }
}
