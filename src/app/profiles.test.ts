import { expect } from '@open-wc/testing';
import { TabLock } from '../vault/tab-lock.js';
import { forgetBrowser, TestTab } from './shown-app.fixture.js';

describe('profiles', () => {
  const tabs: TestTab[] = [];

  /** A tab at the address of a profile. */
  async function open(profile: string | null): Promise<TestTab> {
    const tab = new TestTab(profile);
    tabs.push(tab);
    await tab.app.start();
    return tab;
  }

  /** Closes the tab as a person does; resolves when others can have its profile. */
  async function leave(tab: TestTab, profile: string): Promise<void> {
    tab.app.suspend();
    const lock = new TabLock(profile);
    await lock.takeOver();
    await lock.release();
  }

  beforeEach(forgetBrowser);

  afterEach(async () => {
    for (const tab of tabs.splice(0)) tab.app.suspend();
    for (const name of ['default', 'work', 'Zoë']) await leave(new TestTab(), name);
    await forgetBrowser();
  });

  it('is the one that the address names, side by side with another in another tab', async () => {
    const ana = await open(null);
    expect(ana.state).to.include({ screen: 'first-run', profile: null });
    expect((await ana.begin('Ana', '')).me.name).to.equal('Ana');
    const work = await open('work');
    expect(work.state).to.include({ screen: 'first-run', profile: 'work' });
    expect((await work.begin('Dr. Ana', 'p')).me.name).to.equal('Dr. Ana');
    expect(ana.state.screen).to.equal('main');
    work.app.dispatch({ type: 'lock' });
    expect(work.state).to.include({ screen: 'unlock', profile: 'work' });
    expect(ana.state.screen).to.equal('main');
    await leave(ana, 'default');
    expect((await open('default')).state).to.include({ screen: 'main' });
  });

  it('is asked for when there are several, and one that is chosen stands in the address', async () => {
    await (await open(null)).begin('Ana', '');
    await (await open('work')).begin('Ana B.', 'p');
    for (const [i, name] of ['default', 'work'].entries()) await leave(tabs[i] as TestTab, name);
    const tab = await open(null);
    expect(tab.state).to.deep.equal({ screen: 'profiles', names: ['default', 'work'], error: null });
    tab.app.dispatch({ type: 'choose-profile', name: 'work' });
    expect(await tab.until(({ screen }) => screen === 'unlock')).to.include({ profile: 'work' });
    expect(tab.page.profile).to.equal('work');
    tab.app.dispatch({ type: 'unlock', passphrase: 'p' });
    expect((await tab.main()).me.name).to.equal('Ana B.');
  });

  it('can be left at its door for another or a new one, and then others can have it', async () => {
    await (await open(null)).begin('Ana', 'p');
    await leave(tabs[0] as TestTab, 'default');
    const tab = await open('work');
    expect(tab.state).to.include({ screen: 'first-run', profile: 'work' });
    tab.app.dispatch({ type: 'show-profiles' });
    expect(await tab.until(({ screen }) => screen === 'profiles')).to.deep.equal({ screen: 'profiles', names: ['default'], error: null });
    expect(tab.page.profile).to.equal(null);
    const lock = new TabLock('work');
    expect(await lock.acquire()).to.equal('held');
    await lock.release();
    tab.app.dispatch({ type: 'choose-profile', name: ' Zoë ' });
    expect(await tab.until(({ screen }) => screen === 'first-run')).to.include({ profile: 'Zoë' });
    tab.app.dispatch({ type: 'show-profiles' });
    await tab.until(({ screen }) => screen === 'profiles');
    tab.app.dispatch({ type: 'choose-profile', name: 'default' });
    expect(await tab.until(({ screen }) => screen === 'unlock')).to.include({ profile: null });
  });

  it('says what is wrong with a name, in the address or typed, and goes on from there', async () => {
    for (const bad of ['', 'a b', '../x', 'a%', 'x'.repeat(41), '<b>']) {
      const tab = await open(bad);
      expect(tab.state, bad).to.deep.equal({ screen: 'profiles', names: [], error: 'profile-invalid' });
    }
    const tab = tabs.at(-1) as TestTab;
    tab.app.dispatch({ type: 'choose-profile', name: 'still bad' });
    await tab.until((state) => state.screen === 'profiles' && state.error !== null);
    tab.app.dispatch({ type: 'choose-profile', name: 'work' });
    expect(await tab.until(({ screen }) => screen === 'first-run')).to.include({ profile: null });
  });

  it('leaves nothing behind when it is only looked at', async () => {
    await (await open(null)).begin('Ana', '');
    const tab = await open('work');
    tab.app.dispatch({ type: 'show-profiles' });
    await tab.until(({ screen }) => screen === 'profiles');
    expect((await indexedDB.databases()).map(({ name }) => name)).to.deep.equal(['parley/default']);
    expect(Object.keys(localStorage).every((key) => key.startsWith('parley/default/'))).to.equal(true);
  });

  it('gets the invite that came with its address', async () => {
    const tab = new TestTab('work');
    tabs.push(tab);
    tab.page.invite = '#i=abc';
    await tab.app.start();
    expect(tab.state).to.include({ screen: 'first-run', hasPendingInvite: true });
    expect((await tab.begin('Ana', '')).home).to.include({ form: 'join', inviteText: '#i=abc' });
  });

  it('lets only the tab stand back whose profile was taken over', async () => {
    const ana = await open(null);
    await ana.begin('Ana', '');
    const work = await open('work');
    await work.begin('Ana B.', '');
    const lock = new TabLock('work');
    await lock.takeOver();
    await work.until(({ screen }) => screen === 'elsewhere');
    expect(ana.state.screen).to.equal('main');
    await lock.release();
  });
});
