import { expect } from '@open-wc/testing';
import { DEFAULT_APPEARANCE } from '../lib/appearance.js';
import { systemClock } from '../lib/clock.js';
import { MemoryNetwork, noIce } from '../transport/memory-transport.fixture.js';
import { eraseVault } from '../vault/erase-vault.js';
import { TabLock } from '../vault/tab-lock.js';
import { browserVaultPorts } from '../vault/vault-door.js';
import { DEFAULT_PROFILE } from '../vault/vault-names.js';
import { makeApp } from './app.js';
import type { App } from './app.js';
import type { Page } from './app-parts.js';
import { PUBLIC_SERVER } from './config.js';
import { WIPE_QUESTION } from './confirming.js';
import { KeptFiles } from './page-files.fixture.js';
import { KeptSigns } from './page-signs.fixture.js';
import { forgetBrowser } from './shown-app.fixture.js';
import type { AppState } from './state.js';
import { openWorkspace } from './workspace.js';
import { makeWiping } from './wiping.js';

const wipingPage: Page = {
  isFile: true,
  isVisible: true,
  address: 'file:///index.html',
  hasInvite: false,
  takeInvite: () => null,
  profile: null,
  files: new KeptFiles(),
  signs: new KeptSigns(),
  showProfile: () => undefined,
  reload: () => undefined,
};

const wipingUnlock = { screen: 'unlock', profile: null, idleMinutes: null, isBusy: false, error: null } as const;

interface WatchedApp extends App {
  readonly state: AppState;
  readonly screens: readonly string[];
  until(isWanted: (state: AppState) => boolean): Promise<AppState>;
}

function watchApp(openContent = openWorkspace): WatchedApp {
  const listeners = new Set<(state: AppState) => void>();
  const states: AppState[] = [];
  const show = (state: AppState): void => {
    states.push(state);
    for (const listener of listeners) listener(state);
  };
  const config = { signalling: [PUBLIC_SERVER], iceServers: [], relayOnly: false, publicAddress: null };
  const prepare = () => Promise.resolve({ config, transportFor: () => new MemoryNetwork().transport(), ice: noIce });
  return {
    ...makeApp({ clock: systemClock, page: wipingPage, show, prepare }, openContent),
    get state() {
      return states.at(-1) as AppState;
    },
    get screens() {
      return states.map(({ screen }) => screen);
    },
    until: (isWanted) =>
      new Promise((resolve) => {
        const look = (state: AppState): void => {
          if (isWanted(state)) resolve(state);
        };
        listeners.add(look);
        look(states.at(-1) as AppState);
      }),
  };
}

const on = (screen: AppState['screen']) => (state: AppState) => state.screen === screen;
const isAsking = (state: AppState): boolean => 'dialog' in state && state.dialog?.dialog === 'wipe';
const isCalm = (state: AppState): boolean => !('dialog' in state) || state.dialog === null;

async function storedNames(): Promise<string[]> {
  return [...Object.keys(localStorage), ...(await indexedDB.databases()).map(({ name }) => name ?? '')];
}

describe('deleting everything', () => {
  const other = new TabLock('default');
  let app: WatchedApp;
  const forget = async (): Promise<void> => {
    await eraseVault('default', { ...browserVaultPorts, lock: other });
    await other.release();
    // What tests of other profiles left.
    await forgetBrowser();
  };
  const begin = async (passphrase: string, openContent = openWorkspace): Promise<WatchedApp> => {
    const begun = watchApp(openContent);
    await begun.start();
    begun.dispatch({ type: 'start', name: 'Ana', passphrase, isWithoutPassphrase: passphrase === '' });
    await begun.until(on('main'));
    return begun;
  };

  beforeEach(forget);
  afterEach(async () => {
    app.suspend();
    await forget();
  });

  it('leaves nothing, from the open vault, and begins as on the first day', async () => {
    let isClosedFirst = false;
    app = await begin('', async (parts) => {
      const workspace = await openWorkspace(parts);
      const close = async (): Promise<void> => {
        isClosedFirst = (await storedNames()).length > 0;
        await workspace.close();
      };
      return { ...workspace, close };
    });
    app.dispatch({ type: 'create-room', name: 'Kitchen' });
    await app.until((state) => state.screen === 'main' && state.room !== null);
    expect((await storedNames()).length).to.be.at.least(2);
    app.dispatch({ type: 'open-wipe' });
    await app.until(isAsking);
    app.dispatch({ type: 'close-dialog' });
    await app.until(isCalm);
    app.dispatch({ type: 'open-wipe' });
    await app.until(isAsking);
    app.dispatch({ type: 'wipe' });
    expect(app.state).to.deep.equal({ screen: 'wipe', error: null });
    await app.until(on('first-run'));
    expect([await storedNames(), isClosedFirst]).to.deep.equal([[], true]);
    app.dispatch({ type: 'start', name: 'Ben', passphrase: '', isWithoutPassphrase: true });
    const anew = await app.until(on('main'));
    expect(anew.screen === 'main' && [anew.me.name, anew.rooms.length]).to.deep.equal(['Ben', 0]);
  });

  it('needs no passphrase, on the locked screen', async () => {
    app = await begin('forgotten');
    app.dispatch({ type: 'lock' });
    await app.until(on('unlock'));
    app.dispatch({ type: 'open-wipe' });
    expect(app.state).to.deep.equal({ ...wipingUnlock, dialog: WIPE_QUESTION });
    app.dispatch({ type: 'close-dialog' });
    expect(app.state).to.deep.equal(wipingUnlock);
    app.dispatch({ type: 'open-wipe' });
    app.dispatch({ type: 'wipe' });
    await app.until(on('first-run'));
    expect(await storedNames()).to.deep.equal([]);
  });

  it('works where what is stored is damaged', async () => {
    localStorage.setItem('parley/default/vault', 'spoilt');
    app = watchApp();
    await app.start();
    expect(app.state).to.deep.equal({ screen: 'fatal', error: 'vault-damaged' });
    app.dispatch({ type: 'open-wipe' });
    app.dispatch({ type: 'wipe' });
    await app.until(on('first-run'));
    expect(await storedNames()).to.deep.equal([]);
  });

  it('deletes nothing unless it was asked on screen', async () => {
    app = await begin('p');
    const before = await storedNames();
    app.dispatch({ type: 'wipe' });
    app.dispatch({ type: 'lock' });
    await app.until(on('unlock'));
    app.dispatch({ type: 'wipe' });
    app.dispatch({ type: 'unlock', passphrase: 'p' });
    app.dispatch({ type: 'open-wipe' });
    app.dispatch({ type: 'wipe' });
    await app.until(on('main'));
    expect(await storedNames()).to.include.members(before);
    expect(app.screens).not.to.include('wipe');
  });

  it('puts another tab of the same profile on the screen that says where Parley is open, for good', async () => {
    const theirs = await begin('');
    app = watchApp();
    await app.start();
    expect(app.state.screen).to.equal('elsewhere');
    await eraseVault('default', { ...browserVaultPorts, lock: other });
    await theirs.until(on('elsewhere'));
    expect(await storedNames()).to.deep.equal([]);
    theirs.suspend();
    expect(await storedNames()).to.deep.equal([]);
    await other.release();
    theirs.dispatch({ type: 'take-over' });
    await theirs.until(on('first-run'));
    theirs.suspend();
  });

  it('ends a tab that is just unlocking on a true screen', async () => {
    app = await begin('p');
    app.dispatch({ type: 'lock' });
    // At once, and again when the vault is closed: what is typed before that waits, and would hear of the end first.
    await app.until(() => app.screens.filter((screen) => screen === 'unlock').length === 2);
    app.dispatch({ type: 'unlock', passphrase: 'p' });
    await eraseVault('default', { ...browserVaultPorts, lock: other });
    // Once because the lock is gone, and once because unlocking has come to nothing.
    await app.until(() => app.screens.filter((screen) => screen === 'elsewhere').length === 2);
    expect([app.state.screen, await storedNames()]).to.deep.equal(['elsewhere', []]);
  });

  it('says what went wrong, and tries again when asked to', async () => {
    const states: AppState[] = [{ ...wipingUnlock, dialog: WIPE_QUESTION }];
    let isRefused = true;
    const { promise: isDone, resolve: done } = Promise.withResolvers<void>();
    const failed = Promise.withResolvers<void>();
    const lock = new TabLock(DEFAULT_PROFILE);
    const signs = new KeptSigns();
    const storage = (): Storage => {
      if (isRefused) throw new DOMException('denied', 'SecurityError');
      return localStorage;
    };
    const take = makeWiping({
      clock: systemClock,
      page: { ...wipingPage, signs },
      profile: () => ({ name: DEFAULT_PROFILE, lock, ports: { ...browserVaultPorts, storage, lock } }),
      state: () => states.at(-1) as AppState,
      show: (state) => {
        states.push(state);
        if (state.screen === 'wipe' && state.error !== null) failed.resolve();
      },
      close: () => Promise.resolve(),
      showDoor: () => Promise.resolve(done()),
    });
    expect(take({ type: 'wipe' })).to.equal(true);
    // Once is enough.
    take({ type: 'wipe' });
    await failed.promise;
    expect(states.slice(1)).to.deep.equal([
      { screen: 'wipe', error: null },
      { screen: 'wipe', error: 'wipe-failed' },
    ]);
    isRefused = false;
    take({ type: 'wipe' });
    await isDone;
    expect(states.at(-1)).to.deep.equal({ screen: 'wipe', error: null });
    // As on the first day, but only once all is gone.
    expect(signs.looks).to.deep.equal([DEFAULT_APPEARANCE]);
    app = watchApp();
  });
});
