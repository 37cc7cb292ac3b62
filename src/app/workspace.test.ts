import { expect } from '@open-wc/testing';
import { createIdentity } from '../crypto/identity.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { MemoryNetwork, noIce } from '../transport/memory-transport.fixture.js';
import type { OpenVault } from '../vault/open-vault.js';
import { TestProfile } from '../vault/vault-test.fixture.js';
import type { Page } from './app-parts.js';
import { PUBLIC_SERVER } from './config.js';
import type { MainState } from './state.js';
import { TestInstallation } from './installation.fixture.js';
import { KeptFiles } from './page-files.fixture.js';
import { KeptSigns } from './page-signs.fixture.js';
import { planJoin } from './rooms.js';
import { createMe, openWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

const page: Page = {
  isFile: false,
  isVisible: true,
  address: 'https://parley.example/',
  hasInvite: false,
  profile: null,
  showProfile: () => undefined,
  takeInvite: () => null,
  reload: () => undefined,
  files: new KeptFiles(),
  signs: new KeptSigns(),
};

const open: { readonly workspace: Workspace; readonly profile: TestProfile }[] = [];

/** A workspace over a real vault, and every state it has shown. */
class Desktop {
  readonly profile = new TestProfile();
  readonly clock = new FakeClock();
  readonly network = new MemoryNetwork(this.clock);
  readonly states: MainState[] = [];
  readonly locks: number[] = [];
  vault: OpenVault | null = null;

  static async make(): Promise<{ desktop: Desktop; workspace: Workspace }> {
    const desktop = new Desktop();
    const vault = await desktop.profile.open();
    await createMe(vault, ' Ana ');
    await vault.close();
    return { desktop, workspace: await desktop.open() };
  }

  async open(change: (vault: OpenVault) => Promise<void> = () => Promise.resolve()): Promise<Workspace> {
    const vault = await this.profile.open();
    await change(vault);
    this.vault = vault;
    const workspace = await openWorkspace({
      vault,
      hasPassphrase: true,
      changePassphrase: () => Promise.resolve(),
      lockIdle: (minutes) => void this.locks.push(minutes),
      config: { signalling: [PUBLIC_SERVER], iceServers: [], relayOnly: false, publicAddress: null },
      clock: this.clock,
      page,
      transportFor: () => this.network.transport(),
      ice: noIce,
      show: (state) => this.states.push(state),
    });
    open.push({ workspace, profile: this.profile });
    return workspace;
  }

  /** Lets the vault's own transactions end, which no clock knows of, until the workspace shows what is waited for. */
  async until(workspace: Workspace, isWanted: (state: MainState) => boolean): Promise<MainState> {
    for (let turns = 0; turns < 1_000; turns++) {
      if (isWanted(workspace.state())) return workspace.state();
      await this.clock.advance(50);
    }
    throw new Error('waited in vain');
  }
}

afterEach(async () => {
  for (const { workspace, profile } of open.splice(0)) {
    await workspace.close();
    await profile.remove();
  }
});

describe('workspace', () => {
  it('begins on the home screen, as who one is', async () => {
    const { workspace } = await Desktop.make();
    const { screen, me, rooms, room, home, dialog, alert } = workspace.state();
    expect(screen).to.equal('main');
    expect(me).to.include({ name: 'Ana', hasPassphrase: true });
    expect(me.fpHex).to.match(/^[0-9a-f]{64}$/u);
    expect({ rooms, room, dialog, alert }).to.deep.equal({ rooms: [], room: null, dialog: null, alert: null });
    expect(home.form).to.equal('none');
  });

  it('cannot be opened without an identity', async () => {
    const desktop = new Desktop();
    const vault = await desktop.profile.open();
    const door = { hasPassphrase: false, changePassphrase: () => Promise.resolve(), lockIdle: () => undefined };
    const parts = { vault, ...door, config: { signalling: [], iceServers: [], relayOnly: false, publicAddress: null } };
    const opening = openWorkspace({
      ...parts,
      clock: desktop.clock,
      page,
      transportFor: () => desktop.network.transport(),
      ice: noIce,
      show: () => undefined,
    });
    const code = await opening.then(
      () => null,
      (error: unknown) => errorCodeOf(error),
    );
    expect(code).to.equal('vault-damaged');
    await vault.close();
    await desktop.profile.remove();
  });

  it('makes a room, shows it, and has it again after a restart', async () => {
    const { desktop, workspace } = await Desktop.make();
    workspace.dispatch({ type: 'show-home-form', form: 'new-room' });
    workspace.dispatch({ type: 'create-room', name: 'Kitchen' });
    const { room } = await desktop.until(workspace, (state) => state.room?.phase === 'in');
    const ridHex = room?.ridHex ?? '';
    workspace.dispatch({ type: 'send', ridHex, text: 'hello' });
    await desktop.until(workspace, (state) => state.room?.messages.some(({ text }) => text === 'hello') === true);
    await workspace.close();
    const again = await desktop.open();
    expect(again.state().rooms.map(({ name, phase }) => [name, phase])).to.deep.equal([['Kitchen', 'in']]);
    again.dispatch({ type: 'open-room', ridHex });
    expect(again.state().room?.messages.at(-1)?.text).to.equal('hello');
    again.dispatch({ type: 'show-home' });
    expect(again.state().room).to.equal(null);
  });

  it('opens the invite dialog of the room on screen', async () => {
    const { desktop, workspace } = await Desktop.make();
    workspace.dispatch({ type: 'open-invite' });
    expect(workspace.state().dialog).to.equal(null);
    workspace.dispatch({ type: 'create-room', name: 'Kitchen' });
    await desktop.until(workspace, (state) => state.room?.phase === 'in');
    workspace.dispatch({ type: 'open-invite' });
    const { dialog } = await desktop.until(workspace, (state) => state.dialog?.dialog === 'invite' && !state.dialog.isBusy);
    expect(dialog?.dialog === 'invite' && dialog.link).to.match(/^https:\/\/parley\.example\/#i=/u);
    workspace.dispatch({ type: 'close-dialog' });
    expect(workspace.state().dialog).to.equal(null);
  });

  it('offers an invite that came with the address, whatever is on screen', async () => {
    const { desktop, workspace } = await Desktop.make();
    workspace.dispatch({ type: 'create-room', name: 'Kitchen' });
    await desktop.until(workspace, (state) => state.room?.phase === 'in');
    workspace.offerInvite('#i=abc');
    expect(workspace.state().room).to.equal(null);
    expect(workspace.state().home).to.include({ form: 'join', inviteText: '#i=abc' });
  });

  it('shows changes that come close together as one state, the first at once', async () => {
    const { desktop, workspace } = await Desktop.make();
    await desktop.clock.advance(1_000);
    desktop.states.length = 0;
    for (const form of ['join', 'new-room', 'none', 'join'] as const) workspace.dispatch({ type: 'show-home-form', form });
    await desktop.clock.advance(0);
    expect(desktop.states.map(({ home }) => home.form)).to.deep.equal(['join']);
    workspace.dispatch({ type: 'show-home-form', form: 'new-room' });
    workspace.dispatch({ type: 'show-home' });
    await desktop.clock.advance(59);
    expect(desktop.states).to.have.length(1);
    await desktop.clock.advance(1);
    expect(desktop.states.map(({ home }) => home.form)).to.deep.equal(['join', 'none']);
  });

  it('keeps every part of the state that says the same', async () => {
    const { workspace } = await Desktop.make();
    const before = workspace.state();
    expect(workspace.state()).to.equal(before);
    workspace.dispatch({ type: 'show-home-form', form: 'join' });
    const after = workspace.state();
    expect(after).not.to.equal(before);
    expect([after.me === before.me, after.rooms === before.rooms]).to.deep.equal([true, true]);
  });

  it('tells the newest problem until it is dismissed, the same one twice as well', async () => {
    const { desktop, workspace } = await Desktop.make();
    workspace.dispatch({ type: 'create-room', name: 'Kitchen' });
    const { room } = await desktop.until(workspace, (state) => state.room?.phase === 'in');
    const ridHex = room?.ridHex ?? '';
    const vault = desktop.vault as OpenVault;
    const put = vault.put.bind(vault);
    vault.put = () => Promise.reject(new ParleyError('storage-full'));
    workspace.dispatch({ type: 'accept-unverified', ridHex, acceptanceKeys: [] });
    const { alert } = await desktop.until(workspace, (state) => state.alert !== null);
    expect(alert).to.include({ error: 'storage-full' });
    workspace.dispatch({ type: 'accept-unverified', ridHex, acceptanceKeys: [] });
    const second = await desktop.until(workspace, (state) => state.alert?.id !== alert?.id);
    expect(second.alert).to.include({ error: 'storage-full' });
    workspace.dispatch({ type: 'dismiss-alert' });
    expect(workspace.state().alert).to.equal(null);
    vault.put = put;
  });

  it('says so when the vault is damaged', async () => {
    const { desktop, workspace } = await Desktop.make();
    await workspace.close();
    const again = await desktop.open((vault) => {
      Object.defineProperty(vault, 'damage', { value: ['record x'] });
      return Promise.resolve();
    });
    expect(again.state().alert).to.include({ error: 'vault-damaged' });
  });

  it('shows nothing any more once it is closed, and closes once', async () => {
    const { desktop, workspace } = await Desktop.make();
    await desktop.clock.advance(1_000);
    desktop.states.length = 0;
    workspace.dispatch({ type: 'show-home-form', form: 'join' });
    await Promise.all([workspace.close(), workspace.close()]);
    await desktop.clock.advance(1_000);
    expect(desktop.states).to.deep.equal([]);
    expect(() => desktop.vault?.get('me')).to.throw(ParleyError);
  });

  it('tells the members when the person is away, and looks for them again when they look at the page', async () => {
    const { desktop, workspace } = await Desktop.make();
    const ben = new TestInstallation(desktop, 'Ben', await createIdentity());
    workspace.dispatch({ type: 'create-room', name: 'Kitchen' });
    const { room } = await desktop.until(workspace, (state) => state.room?.connection.signalling === 'online');
    const ridHex = room?.ridHex ?? '';
    workspace.dispatch({ type: 'open-invite' });
    const { dialog } = await desktop.until(workspace, (state) => state.dialog?.dialog === 'invite' && !state.dialog.isBusy);
    await ben.rooms.join(await planJoin(ben.parts, dialog?.dialog === 'invite' ? dialog.code : ''));
    workspace.dispatch({ type: 'close-dialog' });
    await desktop.until(workspace, (state) => state.dialog?.dialog === 'knock');
    workspace.dispatch({ type: 'admit', ridHex, fpHex: ben.fpHex });
    await desktop.until(workspace, () => ben.view(ridHex).phase === 'in');
    const presence = (): string | undefined => ben.view(ridHex).people.find(({ name }) => name === 'Ana')?.presence;
    expect(presence()).to.equal('here');
    workspace.noticed('hidden');
    await desktop.clock.advance(61_000);
    expect(presence()).to.equal('away');
    desktop.network.stopSignalling();
    await desktop.until(workspace, (state) => state.room?.connection.signalling === 'offline');
    desktop.network.startSignalling();
    workspace.noticed('shown');
    await desktop.clock.advance(500);
    expect(presence()).to.equal('here');
    expect(workspace.state().room?.connection.signalling).to.equal('online');
    await ben.rooms.close();
  });

  it('looks for the others again when the network may be back', async () => {
    const { desktop, workspace } = await Desktop.make();
    workspace.dispatch({ type: 'create-room', name: 'Kitchen' });
    await desktop.until(workspace, (state) => state.room?.connection.signalling === 'online');
    desktop.network.stopSignalling();
    expect((await desktop.until(workspace, (state) => state.room?.connection.signalling === 'offline')).room).not.to.equal(null);
    desktop.network.startSignalling();
    workspace.wake();
    await desktop.until(workspace, (state) => state.room?.connection.signalling === 'online');
  });
});
