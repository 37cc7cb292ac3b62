import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { DEFAULT_APPEARANCE } from '../lib/appearance.js';
import { ParleyError } from '../lib/errors.js';
import { MemoryVault, TestNeighbourhood, testPage } from './installation.fixture.js';
import { readLockAfter } from './lock-records.js';
import { KeptSigns } from './page-signs.fixture.js';
import { DEFAULT_PREFERENCES, readPreferences } from './preferences.js';
import { makeSettings } from './settings.js';
import type { SettingsDialogView } from './dialog-state.js';
import { sampleConnectionSettings } from '../ui/gallery-connection.fixture.js';
import { PLAIN_LOOK_KEY, readPlainLook } from '../vault/plain-look.js';

const MINUTE = 60_000;

/** Settings over a vault in memory. */
function openSettings(hasPassphrase: boolean, vault = new MemoryVault()) {
  const clock = new FakeClock();
  const locks: number[] = [];
  /** What was shown without having been asked for. */
  const shown: (SettingsDialogView | null)[] = [];
  const sections: boolean[] = [];
  const signs = new KeptSigns();
  const changes: [string | null, string][] = [];
  let answer = (): Promise<void> => Promise.resolve();
  const settings = makeSettings(
    { vault, clock, page: { ...testPage, signs }, me: { name: 'Ana', fpHex: 'aa' }, changed: () => void shown.push(settings.view()) },
    {
      hasPassphrase,
      changePassphrase: (current, next) => {
        changes.push([current, next]);
        return answer();
      },
      lockIdle: (minutes) => void locks.push(minutes),
    },
    { section: () => sampleConnectionSettings, showSection: (isShown) => void sections.push(isShown) },
  );
  return {
    settings,
    signs,
    clock,
    shown,
    locks,
    sections,
    changes,
    vault,
    answerWith: (promise: () => Promise<void>) => void (answer = promise),
  };
}

describe('settings', () => {
  it('lock a vault with a passphrase after 15 minutes until something else is chosen, also after a restart', async () => {
    const { settings, clock, locks, vault } = openSettings(true);
    await clock.advance(15 * MINUTE);
    expect(locks).to.deep.equal([15]);
    await settings.effects['set-lock-after']?.({ type: 'set-lock-after', minutes: 60 });
    const again = openSettings(true, vault.copy());
    again.settings.effects['open-settings']?.({ type: 'open-settings' });
    expect(again.settings.view()?.lockAfter).to.equal(60);
    await again.clock.advance(60 * MINUTE - 1);
    expect(again.locks).to.deep.equal([]);
    await again.clock.advance(1);
    expect(again.locks).to.deep.equal([60]);
  });

  it('never lock when that was chosen, nor without a passphrase', async () => {
    const never = openSettings(true);
    await never.settings.effects['set-lock-after']?.({ type: 'set-lock-after', minutes: null });
    await never.clock.advance(100 * MINUTE);
    const device = openSettings(false);
    await device.clock.advance(100 * MINUTE);
    expect([never.locks, device.locks, readLockAfter(never.vault)]).to.deep.equal([[], [], null]);
  });

  it('take 15 minutes for a choice that nobody offers', async () => {
    const vault = new MemoryVault();
    for (const stored of [{ after: 7 }, { after: '5' }, {}, 'never', true]) {
      await vault.put('lock', stored);
      expect(readLockAfter(vault), JSON.stringify(stored)).to.equal(15);
    }
  });

  it('change the passphrase, busy meanwhile, and count how often', async () => {
    const { settings, changes, answerWith } = openSettings(true);
    const { promise, resolve } = Promise.withResolvers<void>();
    answerWith(() => promise);
    settings.effects['open-settings']?.({ type: 'open-settings' });
    const { isEnterSending, telling, isSounding, isHelpKeyOn } = DEFAULT_PREFERENCES;
    const notices = { permission: 'default', level: 'off', quiet: null };
    const chosen = {
      lockAfter: 15,
      appearance: DEFAULT_APPEARANCE,
      preferences: { isEnterSending, telling, isSounding, isHelpKeyOn },
      notices,
      connection: sampleConnectionSettings,
    };
    const closed = { dialog: 'settings', ownName: 'Ana', hasPassphrase: true, ...chosen, isBusy: false, error: null, changes: 0 };
    expect(settings.view()).to.deep.equal(closed);
    const changing = settings.effects['change-passphrase']?.({ type: 'change-passphrase', current: 'old', next: 'new' });
    expect(settings.view()).to.deep.equal({ ...closed, isBusy: true });
    // One at a time, and what comes of it has to be seen.
    await settings.effects['change-passphrase']?.({ type: 'change-passphrase', current: 'old', next: 'newer' });
    expect([settings.close(), settings.view()?.isBusy]).to.deep.equal([true, true]);
    resolve();
    await changing;
    expect(settings.view()).to.deep.equal({ ...closed, changes: 1 });
    expect(changes).to.deep.equal([['old', 'new']]);
    expect([settings.close(), settings.view(), settings.close()]).to.deep.equal([true, null, false]);
  });

  it('have links looked at while they are open, and no longer', () => {
    const { settings, sections } = openSettings(true);
    settings.effects['open-settings']?.({ type: 'open-settings' });
    expect(settings.view()?.connection).to.equal(sampleConnectionSettings);
    settings.close();
    expect(sections).to.deep.equal([true, false]);
  });

  it('say what was wrong, and try again', async () => {
    const { settings, answerWith } = openSettings(true);
    settings.effects['open-settings']?.({ type: 'open-settings' });
    answerWith(() => Promise.reject(new ParleyError('passphrase-wrong')));
    await settings.effects['change-passphrase']?.({ type: 'change-passphrase', current: 'x', next: 'new' });
    expect(settings.view()).to.include({ isBusy: false, error: 'passphrase-wrong', changes: 0 });
    settings.close();
    settings.effects['open-settings']?.({ type: 'open-settings' });
    expect(settings.view()?.error).to.equal(null);
  });

  it('lock by themselves from when a passphrase is set', async () => {
    const { settings, clock, locks } = openSettings(false);
    settings.effects['open-settings']?.({ type: 'open-settings' });
    expect(settings.view()?.hasPassphrase).to.equal(false);
    await clock.advance(20 * MINUTE);
    await settings.effects['change-passphrase']?.({ type: 'change-passphrase', current: null, next: 'new' });
    expect([settings.hasPassphrase, settings.view()?.hasPassphrase]).to.deep.equal([true, true]);
    await clock.advance(15 * MINUTE - 1);
    expect(locks).to.deep.equal([]);
    await clock.advance(1);
    expect(locks).to.deep.equal([15]);
  });

  it('let the page look as was chosen, and keep that where it can be read without the vault', async () => {
    const { settings, signs, vault } = openSettings(true);
    settings.effects['open-settings']?.({ type: 'open-settings' });
    const appearance = { theme: 'dark', textSize: 'large' } as const;
    await settings.effects['set-appearance']?.({ type: 'set-appearance', appearance });
    expect(signs.looks).to.deep.equal([appearance]);
    expect([settings.view()?.appearance, readPlainLook()]).to.deep.equal([appearance, appearance]);
    expect(vault.names('')).to.deep.equal([]);
    await settings.effects['set-appearance']?.({ type: 'set-appearance', appearance: DEFAULT_APPEARANCE });
    expect(localStorage.getItem(PLAIN_LOOK_KEY)).to.equal(null);
  });

  it('keep one choice beside another, sealed, and take what was never chosen as nobody chose', async () => {
    const { settings, vault } = openSettings(true);
    await settings.effects['set-preferences']?.({ type: 'set-preferences', changes: { isEnterSending: false } });
    await settings.effects['set-preferences']?.({ type: 'set-preferences', changes: { telling: { read: false, typing: true } } });
    const again = openSettings(true, vault.copy());
    again.settings.effects['open-settings']?.({ type: 'open-settings' });
    expect(again.settings.view()?.preferences).to.deep.equal({
      isEnterSending: false,
      telling: { read: false, typing: true },
      isSounding: false,
      isHelpKeyOn: true,
    });
    for (const stored of [
      { isEnterSending: 'no', telling: { read: 0 }, notify: 'loud', quietUntil: 'x', isSounding: 1 },
      { telling: null, quietUntil: null },
      'x',
      7,
      true,
    ]) {
      await vault.put('preferences', stored);
      expect(readPreferences(vault), JSON.stringify(stored)).to.deep.equal(DEFAULT_PREFERENCES);
    }
  });

  it('let the browser ask before anything is told, keep what it allows, and say what it refuses', async () => {
    const { settings, signs, vault } = openSettings(true);
    settings.effects['open-settings']?.({ type: 'open-settings' });
    signs.answer = 'denied';
    await settings.effects['set-notify']?.({ type: 'set-notify', level: 'full' });
    expect([signs.asked, readPreferences(vault).notify]).to.deep.equal([1, 'off']);
    expect(settings.view()?.notices).to.deep.equal({ permission: 'denied', level: 'off', quiet: null });
    signs.answer = 'granted';
    await settings.effects['answer-notice-offer']?.({ type: 'answer-notice-offer', isWanted: true });
    await settings.effects['set-notify']?.({ type: 'set-notify', level: 'full' });
    // It was asked once and needs no asking again.
    expect([signs.asked, settings.view()?.notices.level]).to.deep.equal([2, 'full']);
    // Taken back in the browser: nothing is said that is not so.
    signs.noticePermission = 'denied';
    expect(settings.view()?.notices.level).to.equal('off');
    expect(readPreferences(vault).isNoticeOffered).to.equal(true);
  });

  it('sound as they will when that is chosen, and are quiet for as long as that is', async () => {
    const { settings, signs, clock, shown } = openSettings(false);
    settings.effects['open-settings']?.({ type: 'open-settings' });
    await settings.effects['set-preferences']?.({ type: 'set-preferences', changes: { isSounding: true } });
    await settings.effects['set-preferences']?.({ type: 'set-preferences', changes: { isSounding: false } });
    expect(signs.tones).to.equal(1);
    await settings.effects['set-quiet']?.({ type: 'set-quiet', choice: 'hour' });
    expect(settings.view()?.notices.quiet).to.equal(clock.wall() + 3_600_000);
    await clock.advance(3_600_000 - 1);
    expect(shown).to.deep.equal([]);
    // Whoever has the settings open sees that it is over.
    await clock.advance(1);
    expect(shown.map((view) => view?.notices.quiet)).to.deep.equal([null]);
  });

  it('decide what is told in rooms from then on, and how one writes in all', async () => {
    const world = new TestNeighbourhood();
    const ana = await world.person('Ana');
    await ana.rooms.create('Before');
    const before = ana.rooms.current()?.room.ridHex ?? '';
    await ana.pressed({ type: 'set-preferences', changes: { isEnterSending: false, telling: { read: false, typing: false } } });
    await ana.rooms.create('After');
    const after = ana.rooms.current()?.room.ridHex ?? '';
    expect([before, after].map((ridHex) => ana.view(ridHex).telling)).to.deep.equal([
      { read: true, typing: true },
      { read: false, typing: false },
    ]);
    expect([before, after].map((ridHex) => ana.view(ridHex).composer.isEnterSending)).to.deep.equal([false, false]);
  });

  it('stand on the desk among the dialogs, and a knock waits until they are closed', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    ana.press({ type: 'open-settings' });
    expect(ana.dialogText()).to.equal('settings');
    await world.knock(ana, ben);
    expect(ana.dialogText()).to.equal('settings');
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('knock Ben');
  });
});
