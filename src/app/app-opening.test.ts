import { expect } from '@open-wc/testing';
import { systemClock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import { TabLock } from '../vault/tab-lock.js';
import { browserVaultPorts, VaultDoor } from '../vault/vault-door.js';
import { App } from './app.js';
import type { Page } from './app-parts.js';
import { PUBLIC_SERVER } from './config.js';
import type { AppState } from './state.js';
import { Workspace } from './workspace.js';

const profile = 'default';
const originalOpen = Workspace.open;

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

  reload(): void {
    throw new Error('not asked for');
  }
}

function makeApp(page: Page = new TestPage()): App {
  return new App({
    config: { signalling: [PUBLIC_SERVER], iceServers: [], relayOnly: false, publicAddress: null },
    clock: systemClock,
    page,
    loadTransport: () => Promise.resolve(() => new MemoryNetwork().transport()),
  });
}

function shown(app: App, isWanted: (state: AppState) => boolean): Promise<AppState> {
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
  let app = makeApp();
  const other = new TabLock(profile);

  beforeEach(async () => {
    await forgetEverything();
    app = makeApp();
  });

  afterEach(async () => {
    Workspace.open = originalOpen;
    app.suspend();
    await other.takeOver();
    await other.release();
  });

  it('does not show a vault that another tab took meanwhile, and closes it', async () => {
    await app.start();
    const opened: Workspace[] = [];
    Workspace.open = async (parts) => {
      const workspace = await originalOpen.call(Workspace, parts);
      opened.push(workspace);
      await other.takeOver();
      return workspace;
    };
    const screens: string[] = [];
    app.listen(({ screen }) => screens.push(screen));
    const vaults: boolean[] = [];
    const closed = new Promise<void>((resolve) => {
      const originalClose = Workspace.prototype.close;
      Workspace.prototype.close = async function close(this: Workspace) {
        vaults.push(opened.includes(this));
        Workspace.prototype.close = originalClose;
        await originalClose.call(this);
        resolve();
      };
    });
    app.dispatch(begin);
    await closed;
    await shown(app, ({ screen }) => screen === 'elsewhere');
    expect(screens).to.not.include('main');
    expect(vaults).to.deep.equal([true]);
  });

  it('closes the vault when what is in it cannot be opened, so that another tab can', async () => {
    await app.start();
    Workspace.open = () => Promise.reject(new ParleyError('vault-damaged'));
    app.dispatch(begin);
    const state = await shown(app, (now) => now.screen === 'first-run' && now.error !== null);
    expect(state).to.include({ error: 'vault-damaged' });
    expect(await other.acquire()).to.equal('held');
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
    app = makeApp(page);
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
