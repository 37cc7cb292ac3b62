import { expect } from '@open-wc/testing';
import { systemClock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { MemoryNetwork, noIce } from '../transport/memory-transport.fixture.js';
import { settle } from '../lib/fake-clock.fixture.js';
import { VaultDoor } from '../vault/vault-door.js';
import { TabLock } from '../vault/tab-lock.js';
import { makeApp } from './app.js';
import type { App } from './app.js';

import type { AppParts, Network, Page } from './app-parts.js';
import { PUBLIC_SERVER } from './config.js';
import type { ParleyConfig } from './config.js';
import { KeptFiles } from './page-files.fixture.js';
import { KeptSigns } from './page-signs.fixture.js';
import type { AppState } from './state.js';
import { wholeScope } from './backup-contents.js';
import { makeBackup } from './backup-making.js';
import { MemoryVault } from './installation.fixture.js';
import { createMe } from './workspace.js';

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

class CountingPage implements Page {
  readonly isFile = true;
  readonly isVisible = true;
  readonly files = new KeptFiles();
  readonly signs = new KeptSigns();
  readonly address = 'file:///index.html';
  readonly hasInvite = false;
  reloads = 0;

  takeInvite(): string | null {
    return null;
  }

  profile: string | null = null;

  showProfile(profile: string | null): void {
    this.profile = profile;
  }

  reload(): void {
    this.reloads++;
  }
}

const config: ParleyConfig = { signalling: [PUBLIC_SERVER], iceServers: [], relayOnly: false, publicAddress: null };
/** An app and what it shows. */
interface ShownApp extends App {
  readonly state: AppState;
  listen(listener: (state: AppState) => void): void;
}

const apps: App[] = [];

function showApp(changes: Partial<AppParts> = {}): ShownApp {
  const listeners: ((state: AppState) => void)[] = [];
  const states: AppState[] = [];
  const app = makeApp({
    clock: systemClock,
    page: new CountingPage(),
    show: (state) => {
      states.push(state);
      for (const listener of listeners) listener(state);
    },
    prepare: () => Promise.resolve({ config, transportFor: () => new MemoryNetwork().transport(), ice: noIce }),
    ...changes,
  });
  apps.push(app);
  return {
    ...app,
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

const on = (screen: AppState['screen']) => (state: AppState) => state.screen === screen;
const firstRun = {
  screen: 'first-run',
  profile: null,
  isBusy: false,
  error: null,
  isAskingWithoutPassphrase: false,
  isFilePage: true,
  hasPendingInvite: false,
  copyMade: null,
  share: null,
};

const unlockState = { screen: 'unlock', profile: null, idleMinutes: null, isBusy: false, error: null };

describe('App', () => {
  const other = new TabLock('default');

  beforeEach(forgetEverything);

  afterEach(async () => {
    for (const app of apps.splice(0)) app.suspend();
    await other.takeOver();
    await other.release();
  });

  it('loads, and asks whoever was never here for a name and a passphrase', async () => {
    const app = showApp();
    expect(app.state).to.deep.equal({ screen: 'loading' });
    await app.start();
    expect(app.state).to.deep.equal(firstRun);
  });

  it('asks once when the passphrase is empty', async () => {
    const app = showApp();
    await app.start();
    app.dispatch({ type: 'start', name: 'Ana', passphrase: '', isWithoutPassphrase: false });
    expect(app.state).to.deep.equal({ ...firstRun, isAskingWithoutPassphrase: true });
    app.dispatch({ type: 'start', name: 'Ana', passphrase: '', isWithoutPassphrase: true });
    expect(app.state).to.deep.equal({ ...firstRun, isBusy: true });
    const state = await shown(app, on('main'));
    expect(state.screen === 'main' && state.me).to.include({ name: 'Ana', hasPassphrase: false });
  });

  it('opens by itself the next time when there is no passphrase', async () => {
    const app = showApp();
    await app.start();
    app.dispatch({ type: 'start', name: 'Ana', passphrase: '', isWithoutPassphrase: true });
    await shown(app, on('main'));
    app.suspend();
    const again = showApp();
    await other.takeOver();
    await other.release();
    await again.start();
    expect(again.state.screen).to.equal('main');
  });

  it('locks, refuses a wrong passphrase with a sentence, and opens with the right one', async () => {
    const app = showApp();
    await app.start();
    app.dispatch({ type: 'start', name: 'Ana', passphrase: 'open sesame', isWithoutPassphrase: false });
    const first = await shown(app, on('main'));
    app.dispatch({ type: 'lock' });
    expect(await shown(app, on('unlock'))).to.deep.equal(unlockState);
    app.dispatch({ type: 'unlock', passphrase: 'open barley' });
    expect(app.state).to.deep.equal({ ...unlockState, isBusy: true });
    expect(await shown(app, (state) => state.screen === 'unlock' && !state.isBusy)).to.deep.equal({
      ...unlockState,
      error: 'passphrase-wrong',
    });
    app.dispatch({ type: 'unlock', passphrase: 'open sesame' });
    const again = await shown(app, on('main'));
    expect(again.screen === 'main' && again.me).to.deep.equal(first.screen === 'main' ? first.me : null);
  });

  it('does nothing twice while it is busy, and nothing that does not belong to the screen', async () => {
    const app = showApp();
    await app.start();
    app.dispatch({ type: 'unlock', passphrase: 'x' });
    app.dispatch({ type: 'create-room', name: 'Kitchen' });
    app.wake();
    expect(app.state).to.deep.equal(firstRun);
    const states: AppState[] = [];
    app.listen((state) => states.push(state));
    app.dispatch({ type: 'start', name: 'Ana', passphrase: '', isWithoutPassphrase: true });
    app.dispatch({ type: 'start', name: 'Ben', passphrase: '', isWithoutPassphrase: true });
    const state = await shown(app, on('main'));
    expect(state.screen === 'main' && state.me.name).to.equal('Ana');
    expect(states.filter(({ screen }) => screen === 'first-run')).to.have.length(1);
  });

  for (const error of ['framed', 'config-invalid', 'peerjs-missing'] as const) {
    it(`cannot start when it is told ${error}, and says so`, async () => {
      const page = new CountingPage();
      const app = showApp({ page, prepare: () => Promise.reject(new ParleyError(error)) });
      await app.start();
      expect(app.state).to.deep.equal({ screen: 'fatal', error });
      app.dispatch({ type: 'reload' });
      expect(page.reloads).to.equal(1);
    });
  }

  it('lets people type before PeerJS is here, and opens nothing until it is', async () => {
    const coming = Promise.withResolvers<Network>();
    const app = showApp({ prepare: () => coming.promise });
    await app.start();
    expect(app.state).to.deep.equal(firstRun);
    app.dispatch({ type: 'start', name: 'Ana', passphrase: '', isWithoutPassphrase: true });
    await shown(app, (state) => state.screen === 'first-run' && state.isBusy);
    expect(await VaultDoor.inspect('default')).to.equal('empty');
    coming.resolve({ config, transportFor: () => new MemoryNetwork().transport(), ice: noIce });
    await shown(app, on('main'));
  });

  it('says that PeerJS did not come, whatever people have begun meanwhile, and shows nothing else', async () => {
    const coming = Promise.withResolvers<Network>();
    const app = showApp({ prepare: () => coming.promise });
    await app.start();
    app.dispatch({ type: 'start', name: 'Ana', passphrase: 'long', isWithoutPassphrase: false });
    await shown(app, (state) => state.screen === 'first-run' && state.isBusy);
    const failed = { screen: 'fatal', error: 'peerjs-missing' } as const;
    const after: AppState[] = [];
    coming.reject(new ParleyError('peerjs-missing'));
    await shown(app, on('fatal'));
    app.listen((state) => after.push(state));
    app.dispatch({ type: 'start', name: 'Ana', passphrase: 'long', isWithoutPassphrase: false });
    app.dispatch({ type: 'choose-profile', name: 'work' });
    await settle();
    expect(app.state).to.deep.equal(failed);
    for (const state of after) expect(state).to.deep.equal(failed);
    expect(await VaultDoor.inspect('default')).to.equal('empty');
  });

  it('stands back while another tab writes, and takes over when asked', async () => {
    await other.acquire();
    const app = showApp();
    await app.start();
    expect(app.state).to.deep.equal({ screen: 'elsewhere' });
    app.dispatch({ type: 'take-over' });
    expect(await shown(app, on('first-run'))).to.deep.equal(firstRun);
  });

  it('stands back when another tab takes over', async () => {
    const app = showApp();
    await app.start();
    app.dispatch({ type: 'start', name: 'Ana', passphrase: '', isWithoutPassphrase: true });
    await shown(app, on('main'));
    await other.takeOver();
    expect(await shown(app, on('elsewhere'))).to.deep.equal({ screen: 'elsewhere' });
  });

  it('passes intents on to the workspace once the vault is open', async () => {
    const app = showApp();
    await app.start();
    app.dispatch({ type: 'start', name: 'Ana', passphrase: '', isWithoutPassphrase: true });
    await shown(app, on('main'));
    app.dispatch({ type: 'create-room', name: 'Kitchen' });
    const state = await shown(app, (now) => now.screen === 'main' && now.room?.phase === 'in');
    expect(state.screen === 'main' && state.room?.name).to.equal('Kitchen');
  });

  describe('with a backup', () => {
    const passphrase = 'open sesame';
    const backupOfAna = async (): Promise<Blob> => {
      const vault = new MemoryVault();
      await createMe(vault, 'Ana');
      const wish = { scope: wholeScope(vault), passphrase, made: 5, rounds: 600_000 };
      return makeBackup(vault, wish, new AbortController().signal, () => undefined);
    };
    const isReady = (state: AppState): boolean => state.screen === 'main' || (state.screen === 'first-run' && state.error !== null);

    it('makes a vault with who is in it, locked by the passphrase of the backup', async () => {
      const app = showApp();
      await app.start();
      app.dispatch({ type: 'open-backup', file: await backupOfAna(), passphrase, newPassphrase: '' });
      const state = await shown(app, isReady);
      expect(state.screen === 'main' && state.me.name).to.equal('Ana');
      app.dispatch({ type: 'lock' });
      await shown(app, on('unlock'));
      app.dispatch({ type: 'unlock', passphrase });
      await shown(app, on('main'));
    });

    it('locks it by another passphrase when one was chosen', async () => {
      const app = showApp();
      await app.start();
      app.dispatch({ type: 'open-backup', file: await backupOfAna(), passphrase, newPassphrase: 'other' });
      await shown(app, on('main'));
      app.dispatch({ type: 'lock' });
      await shown(app, on('unlock'));
      app.dispatch({ type: 'unlock', passphrase: 'other' });
      await shown(app, on('main'));
    });

    it('leaves no vault behind when it does not open', async () => {
      const app = showApp();
      await app.start();
      app.dispatch({ type: 'open-backup', file: await backupOfAna(), passphrase: 'wrong', newPassphrase: '' });
      expect(await shown(app, isReady)).to.include({ screen: 'first-run', error: 'backup-passphrase', isBusy: false });
      app.dispatch({ type: 'open-backup', file: new Blob(['x']), passphrase, newPassphrase: '' });
      await shown(app, (state) => state.screen === 'first-run' && state.error === 'backup-foreign');
      expect(Object.keys(localStorage)).to.deep.equal([]);
    });

    it('says that the copy in the page is not whole, and goes on with another file', async () => {
      const page = new CountingPage();
      page.files.copy = (await backupOfAna()).slice(0, 20);
      const app = showApp({ page });
      await app.start();
      expect(app.state).to.include({ screen: 'first-run', copyMade: null, error: 'backup-damaged' });
      app.dispatch({ type: 'open-backup', file: await backupOfAna(), passphrase, newPassphrase: '' });
      await shown(app, on('main'));
    });

    it('opens the copy that the page carries, and says before when it was made', async () => {
      const page = new CountingPage();
      page.files.copy = await backupOfAna();
      const app = showApp({ page });
      await app.start();
      expect(app.state).to.include({ screen: 'first-run', copyMade: 5 });
      app.dispatch({ type: 'open-backup', file: null, passphrase, newPassphrase: '' });
      const state = await shown(app, isReady);
      expect(state.screen === 'main' && [state.me.name, state.dialog]).to.deep.equal(['Ana', null]);
    });
  });
});
