import { expect } from '@open-wc/testing';
import { systemClock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { MemoryNetwork, noIce } from '../transport/memory-transport.fixture.js';
import { TabLock } from '../vault/tab-lock.js';
import { browserVaultPorts, VaultDoor } from '../vault/vault-door.js';
import { makeApp } from './app.js';
import type { App } from './app.js';

import type { Page } from './app-parts.js';
import { PUBLIC_SERVER } from './config.js';
import type { ParleyConfig } from './config.js';
import { KeptFiles } from './page-files.fixture.js';
import { KeptSigns } from './page-signs.fixture.js';
import type { AppState } from './state.js';
import { openWorkspace } from './workspace.js';

const profile = 'default';
const config: ParleyConfig = { signalling: [PUBLIC_SERVER], iceServers: [], relayOnly: false, publicAddress: null };

async function forgetEverything(): Promise<void> {
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name ?? '');
      request.addEventListener('success', resolve);
      request.addEventListener('error', reject);
    });
  }
}

class TestPage implements Page {
  readonly isFile = false;
  readonly isVisible = true;
  readonly files = new KeptFiles();
  readonly signs = new KeptSigns();
  readonly address = 'https://parley.example/';
  invite: string | null = null;

  get hasInvite(): boolean {
    return this.invite !== null;
  }

  takeInvite(): string | null {
    const taken = this.invite;
    this.invite = null;
    return taken;
  }

  profile: string | null = null;

  showProfile(profile: string | null): void {
    this.profile = profile;
  }

  reload(): void {
    throw new Error('not asked for');
  }
}

/** An app and what it shows. */
interface ShownApp extends App {
  readonly state: AppState;
  listen(listener: (state: AppState) => void): void;
}

function showApp(page: Page = new TestPage(), openContent = openWorkspace): ShownApp {
  const listeners: ((state: AppState) => void)[] = [];
  const states: AppState[] = [];
  const show = (state: AppState): void => {
    states.push(state);
    for (const listener of listeners) listener(state);
  };
  const prepare = () => Promise.resolve({ config, transportFor: () => new MemoryNetwork().transport(), ice: noIce });
  return {
    ...makeApp({ clock: systemClock, page, show, prepare }, openContent),
    get state() {
      return states.at(-1) as AppState;
    },
    listen: (listener) => void listeners.push(listener),
  };
}

function shown(app: ShownApp, isWanted: (state: AppState) => boolean): Promise<AppState> {
  return new Promise((resolve) => {
    const look = (state: AppState): void => {
      if (isWanted(state)) resolve(state);
    };
    app.listen(look);
    look(app.state);
  });
}

const begin = { type: 'start', name: 'Ana', passphrase: '', isWithoutPassphrase: true } as const;
const isMain = ({ screen }: AppState): boolean => screen === 'main';

describe('opening the app', () => {
  let app = showApp();
  const other = new TabLock(profile);

  beforeEach(async () => {
    await forgetEverything();
    app = showApp();
  });

  afterEach(async () => {
    app.suspend();
    await other.takeOver();
    await other.release();
  });

  it('does not show a vault that another tab took meanwhile, and closes it', async () => {
    const closed = Promise.withResolvers<void>();
    app = showApp(new TestPage(), async (parts) => {
      const workspace = await openWorkspace(parts);
      await other.takeOver();
      parts.show(workspace.state());
      return {
        ...workspace,
        close: async () => {
          await workspace.close();
          closed.resolve();
        },
      };
    });
    await app.start();
    const screens: string[] = [];
    app.listen(({ screen }) => screens.push(screen));
    app.dispatch(begin);
    await closed.promise;
    await shown(app, ({ screen }) => screen === 'elsewhere');
    expect(screens).to.not.include('main');
  });

  it('closes the vault when what is in it cannot be opened, so that another tab can', async () => {
    app = showApp(new TestPage(), () => Promise.reject(new ParleyError('vault-damaged')));
    await app.start();
    app.dispatch(begin);
    const state = await shown(app, (now) => now.screen === 'first-run' && now.error !== null);
    expect(state).to.include({ error: 'vault-damaged' });
    expect(await other.acquire()).to.equal('held');
  });

  it('passes on what the page notices of the person once the vault is open', async () => {
    const signs: string[] = [];
    app = showApp(new TestPage(), async (parts) => ({ ...(await openWorkspace(parts)), noticed: (sign) => signs.push(sign) }));
    await app.start();
    app.noticed('hidden');
    app.dispatch(begin);
    await shown(app, isMain);
    for (const sign of ['input', 'hidden', 'shown'] as const) app.noticed(sign);
    expect(signs).to.deep.equal(['input', 'hidden', 'shown']);
  });

  it('gives somebody a neutral name whose page went away before they were written down', async () => {
    const vault = await VaultDoor.create(profile, null, systemClock, browserVaultPorts);
    await vault.close();
    await app.start();
    const state = await shown(app, (now) => now.screen === 'main' || now.screen === 'fatal');
    expect(state.screen === 'main' && state.me.name).to.equal('Somebody');
  });

  it('does not make anybody up in a vault from which the identity was lost', async () => {
    const vault = await VaultDoor.create(profile, null, systemClock, browserVaultPorts);
    await vault.put('person/aa', { name: 'Ben' });
    await vault.close();
    await app.start();
    expect(app.state).to.deep.equal({ screen: 'fatal', error: 'vault-damaged' });
  });

  it('offers an invite that is put into the address of the open page', async () => {
    const page = new TestPage();
    app = showApp(page);
    await app.start();
    page.invite = '#i=early';
    app.inviteArrived();
    expect(app.state).to.include({ screen: 'first-run', hasPendingInvite: true });
    app.dispatch(begin);
    const state = await shown(app, isMain);
    expect(state.screen === 'main' && state.home).to.include({ form: 'join', inviteText: '#i=early' });
    app.dispatch({ type: 'create-room', name: 'Kitchen' });
    await shown(app, (now) => now.screen === 'main' && now.room !== null);
    page.invite = '#i=later';
    app.inviteArrived();
    const later = await shown(app, (now) => now.screen === 'main' && now.room === null);
    expect(later.screen === 'main' && later.home).to.include({ form: 'join', inviteText: '#i=later' });
  });
});
