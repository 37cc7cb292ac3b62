import { expect } from '@open-wc/testing';
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { TabLock } from '../vault/tab-lock.js';
import { forgetBrowser, TestTab } from './shown-app.fixture.js';
import type { MainState } from './state.js';

const MINUTE = 60_000;
const unlockState = { screen: 'unlock', profile: null, idleMinutes: null, isBusy: false, error: null };

/** The browser's clock, on a machine that sleeps when a test says so. */
class NappingClock implements Clock {
  slept = 0;
  readonly now = systemClock.now;
  readonly after = systemClock.after;
  readonly wall = (): number => systemClock.wall() + this.slept;
}

describe('locking', () => {
  let clock: NappingClock;
  let tab: TestTab;
  const other = new TabLock('default');

  beforeEach(async () => {
    await forgetBrowser();
    clock = new NappingClock();
    tab = new TestTab(null, clock);
    await tab.app.start();
  });

  afterEach(async () => {
    tab.app.suspend();
    await other.takeOver();
    await other.release();
  });

  /** A room with something half written in it. */
  async function writeHalf(): Promise<string> {
    await tab.begin('Ana', 'open sesame');
    tab.app.dispatch({ type: 'create-room', name: 'Kitchen' });
    const { room } = (await tab.until((state) => state.screen === 'main' && state.room?.phase === 'in')) as MainState;
    const ridHex = room?.ridHex as string;
    tab.app.dispatch({ type: 'change-draft', ridHex, text: 'half a thou' });
    return ridHex;
  }

  /** The door is shown at once, and again when the vault is closed behind it and the lock taken anew. */
  async function doorShown(): Promise<void> {
    await tab.until(() => tab.states.filter(({ screen }) => screen === 'unlock').length === 2);
  }

  it('takes everything off the screen at once, before the vault is closed', async () => {
    await writeHalf();
    tab.app.dispatch({ type: 'lock' });
    expect(tab.state).to.deep.equal(unlockState);
    expect(await other.acquire()).to.equal('elsewhere');
    await doorShown();
  });

  it('shows nothing of what was open any more, whatever still comes', async () => {
    const ridHex = await writeHalf();
    const before = tab.states.length;
    tab.app.dispatch({ type: 'lock' });
    tab.app.dispatch({ type: 'send', ridHex, text: 'late' });
    tab.app.noticed('input');
    tab.app.wake();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(new Set(tab.states.slice(before).map(({ screen }) => screen))).to.deep.equal(new Set(['unlock']));
    expect(JSON.stringify(tab.states.slice(before)))
      .to.not.contain('Ana')
      .and.to.not.contain('half');
  });

  it('gives back what was being written, where it was, and once', async () => {
    const ridHex = await writeHalf();
    tab.app.dispatch({ type: 'lock' });
    // At once: the vault is still closing.
    tab.app.dispatch({ type: 'unlock', passphrase: 'open sesame' });
    const { room } = await tab.main();
    expect([room?.ridHex, room?.composer.draft]).to.deep.equal([ridHex, 'half a thou']);
    tab.app.dispatch({ type: 'send', ridHex, text: 'half a thought' });
    await tab.until((state) => state.screen === 'main' && (state.room?.messages.length ?? 0) > 1);
    tab.app.dispatch({ type: 'lock' });
    tab.app.dispatch({ type: 'unlock', passphrase: 'open sesame' });
    const again = await tab.until((state) => state.screen === 'main');
    expect(again.screen === 'main' && again.room).to.equal(null);
  });

  it('says that what was being written is lost when the browser refuses to keep it', async () => {
    await writeHalf();
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = IDBObjectStore.prototype.put;
    try {
      tab.app.dispatch({ type: 'lock' });
      const state = await tab.until((now) => now.screen === 'unlock' && now.error !== null);
      expect(state).to.deep.equal({ ...unlockState, error: 'draft-lost' });
    } finally {
      Object.assign(IDBObjectStore.prototype, { put, add });
    }
  });

  it('comes by itself when the machine slept past the time, at the first sign of anybody, and says so', async () => {
    await writeHalf();
    clock.slept += 15 * MINUTE;
    tab.app.noticed('input');
    expect(tab.state).to.deep.equal({ ...unlockState, idleMinutes: 15 });
    tab.app.dispatch({ type: 'unlock', passphrase: 'wrong' });
    const state = await tab.until((now) => now.screen === 'unlock' && now.error !== null);
    expect(state).to.deep.equal({ ...unlockState, idleMinutes: 15, error: 'passphrase-wrong' });
    tab.app.dispatch({ type: 'unlock', passphrase: 'open sesame' });
    expect((await tab.main()).room?.composer.draft).to.equal('half a thou');
  });

  it('comes when the network does after a sleep, before anybody is looked for', async () => {
    await tab.begin('Ana', 'open sesame');
    clock.slept += 15 * MINUTE;
    tab.app.wake();
    expect(tab.state).to.deep.equal({ ...unlockState, idleMinutes: 15 });
    await doorShown();
  });

  it('never comes without a passphrase, and is not to be had', async () => {
    await tab.begin('Ana', '');
    clock.slept += 60 * MINUTE;
    tab.app.noticed('input');
    tab.app.dispatch({ type: 'lock' });
    expect(tab.state.screen).to.equal('main');
  });

  it('opens with the new passphrase after it was changed, and not with the old one', async () => {
    await tab.begin('Ana', '');
    tab.app.dispatch({ type: 'open-settings' });
    const settle = (changes: number): Promise<unknown> =>
      tab.until((state) => state.screen === 'main' && state.dialog?.dialog === 'settings' && state.dialog.changes === changes);
    await settle(0);
    tab.app.dispatch({ type: 'change-passphrase', current: null, next: 'first' });
    await settle(1);
    expect(tab.state.screen === 'main' && tab.state.me.hasPassphrase).to.equal(true);
    tab.app.dispatch({ type: 'change-passphrase', current: 'first', next: 'second' });
    await settle(2);
    tab.app.dispatch({ type: 'lock' });
    tab.app.dispatch({ type: 'unlock', passphrase: 'first' });
    await tab.until((state) => state.screen === 'unlock' && state.error === 'passphrase-wrong');
    tab.app.dispatch({ type: 'unlock', passphrase: 'second' });
    expect((await tab.main()).me).to.include({ name: 'Ana', hasPassphrase: true });
  });
});
