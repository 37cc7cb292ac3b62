import { expect } from '@open-wc/testing';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  setState,
  showAnswerable,
  showElement,
  typeInto,
} from './element.fixture.js';
import { sampleSettings } from './gallery.fixture.js';
import type { ParleySettingsDialog } from './parley-settings-dialog.js';

const device = { ...sampleSettings, hasPassphrase: false };

describeElement('parley-settings-dialog', {
  'with a passphrase': sampleSettings,
  'without one': device,
  busy: { ...sampleSettings, isBusy: true },
  wrong: { ...sampleSettings, error: 'passphrase-wrong' },
  changed: { ...sampleSettings, changes: 1, lockAfter: null },
  'with notices refused': { ...sampleSettings, notices: { permission: 'denied', level: 'off', quiet: 'on' } },
  'with notices': { ...sampleSettings, notices: { permission: 'granted', level: 'full', quiet: 1_800_000_000_000 } },
});

afterEach(clearElements);

function box(element: ParleySettingsDialog, id: 'current' | 'next' | 'repeat'): HTMLInputElement {
  return findOne<HTMLInputElement>(element, `#${id}`);
}

function fill(element: ParleySettingsDialog, texts: { readonly [Id in 'current' | 'next' | 'repeat']?: string }): void {
  for (const [id, text] of Object.entries(texts)) typeInto(box(element, id as 'current'), text);
}

describe('<parley-settings-dialog>', () => {
  it('asks for another passphrase with the current one, as they were typed', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    fill(element, { current: ' old ', next: ' new words', repeat: ' new words' });
    buttonNamed(element, 'Change the passphrase').click();
    expect(intents).to.deep.equal([{ type: 'change-passphrase', current: ' old ', next: ' new words' }]);
  });

  it('asks for nothing while a box is empty, or while it is busy', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    for (const texts of [
      { next: 'x', repeat: 'x' },
      { current: 'x', next: '', repeat: '' },
    ]) {
      fill(element, texts);
      buttonNamed(element, 'Change the passphrase').click();
    }
    await setState(element, { ...sampleSettings, isBusy: true });
    fill(element, { current: 'x', next: 'y', repeat: 'y' });
    findOne<HTMLFormElement>(element, '[aria-labelledby=lock-passphrase] form').requestSubmit();
    expect(intents).to.deep.equal([]);
    expect(element.shadowRoot?.textContent).to.contain('Locking with the new one');
  });

  it('says how hard the new one is to guess until it was taken', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    fill(element, { current: 'old', next: 'horse battery staple', repeat: 'horse battery staple' });
    expect(findOne(element, '[aria-labelledby=lock-passphrase] .chip.warn').textContent).to.contain('Fair.');
    await setState(element, { ...sampleSettings, isBusy: true });
    await setState(element, { ...sampleSettings, changes: sampleSettings.changes + 1 });
    expect(box(element, 'next').value).to.equal('');
    expect(findAll(element, '[aria-labelledby=lock-passphrase] .chip')).to.deep.equal([]);
  });

  it('says when the new one was not typed the same twice, and asks for nothing', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    fill(element, { current: 'old', next: 'new', repeat: 'neu' });
    buttonNamed(element, 'Change the passphrase').click();
    expect(findOne(element, '[role=alert]').textContent).to.contain('not the same');
    expect(box(element, 'repeat').getAttribute('aria-invalid')).to.equal('true');
    expect([element.shadowRoot?.activeElement?.id, box(element, 'repeat').selectionEnd]).to.deep.equal(['repeat', 3]);
    expect(intents).to.deep.equal([]);
    typeInto(box(element, 'repeat'), 'new');
    buttonNamed(element, 'Change the passphrase').click();
    await setState(element, { ...sampleSettings, isBusy: true });
    expect(findAll(element, '[role=alert]').length).to.equal(0);
    expect(intents.length).to.equal(1);
  });

  it('marks a wrong current passphrase, to be typed over, and keeps the rest', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    fill(element, { current: 'wrong', next: 'new', repeat: 'new' });
    await setState(element, { ...sampleSettings, isBusy: true });
    await setState(element, { ...sampleSettings, error: 'passphrase-wrong' });
    expect(findOne(element, '[role=alert]').textContent).to.contain('does not open Parley');
    expect(box(element, 'current').getAttribute('aria-invalid')).to.equal('true');
    const { selectionStart, selectionEnd } = box(element, 'current');
    expect([element.shadowRoot?.activeElement?.id, selectionStart, selectionEnd]).to.deep.equal(['current', 0, 5]);
    expect([box(element, 'next').value, box(element, 'repeat').value]).to.deep.equal(['new', 'new']);
  });

  it('says when it is done, and keeps nothing of what was typed', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    fill(element, { current: 'old', next: 'new', repeat: 'new' });
    await setState(element, { ...sampleSettings, isBusy: true });
    await setState(element, { ...sampleSettings, changes: 1 });
    expect(findOne(element, '[aria-labelledby=lock-passphrase] [aria-live=polite]').textContent).to.contain(
      'From now on the new passphrase',
    );
    expect(findAll<HTMLInputElement>(element, 'input[type=password]').map(({ value }) => value)).to.deep.equal(['', '', '']);
  });

  it('tells honestly what it is like without one, and offers to set one', async () => {
    const element = await showAnswerable('parley-settings-dialog', device);
    const intents = collectIntents(element);
    expect(findOne(element, '.warning').textContent).to.contain('whoever can use this browser can read everything');
    expect(findAll(element, '#current, [name=lock-after]').length).to.equal(0);
    expect(buttonsNamed(element, 'Lock now').length).to.equal(0);
    fill(element, { next: 'new', repeat: 'new' });
    buttonNamed(element, 'Set a passphrase').click();
    expect(intents).to.deep.equal([{ type: 'change-passphrase', current: null, next: 'new' }]);
    await setState(element, { ...device, isBusy: true });
    await setState(element, { ...sampleSettings, changes: 1 });
    expect(box(element, 'current').value).to.equal('');
    expect(buttonsNamed(element, 'Lock now').length).to.equal(1);
  });

  it('asks to lock after another time, marked only once that is so', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    const radios = findAll<HTMLInputElement>(element, '[name=lock-after]');
    const marks = (): boolean[] => radios.map(({ checked }) => checked);
    expect(marks()).to.deep.equal([false, true, false, false]);
    for (const radio of radios) radio.click();
    expect(marks()).to.deep.equal([false, true, false, false]);
    expect(intents).to.deep.equal([5, 60, null].map((minutes) => ({ type: 'set-lock-after', minutes })));
    await setState(element, { ...sampleSettings, lockAfter: null });
    expect(marks()).to.deep.equal([false, false, false, true]);
  });

  it('leads to each of its sections', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const buttons = findAll<HTMLButtonElement>(element, 'nav button');
    const headings = findAll(element, 'section h3');
    expect(buttons.map(({ textContent }) => textContent)).to.deep.equal(headings.map(({ textContent }) => textContent));
    for (const [i, each] of buttons.entries()) {
      each.click();
      expect(element.shadowRoot?.activeElement).to.equal(headings[i]);
    }
  });

  it('asks to look and to write otherwise, each mark where it is so', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    const labelled = (words: string): HTMLInputElement =>
      findAll<HTMLInputElement>(element, 'input').find(({ labels }) => labels?.[0]?.textContent === words) as HTMLInputElement;
    labelled('Dark').click();
    labelled('Larger').click();
    labelled('Makes a new line; Ctrl or Command and Enter sends').click();
    labelled('Tell people there what I have read').click();
    expect(intents).to.deep.equal([
      { type: 'set-appearance', appearance: { theme: 'dark', textSize: 'normal' } },
      { type: 'set-appearance', appearance: { theme: 'system', textSize: 'larger' } },
      { type: 'set-preferences', changes: { isEnterSending: false } },
      { type: 'set-preferences', changes: { telling: { read: false, typing: true } } },
    ]);
    expect([labelled('Like this device').checked, labelled('Tell people there what I have read').checked]).to.deep.equal([true, true]);
    const preferences = { ...sampleSettings.preferences, telling: { read: false, typing: true } };
    await setState(element, { ...sampleSettings, preferences, appearance: { theme: 'dark', textSize: 'normal' } });
    expect([labelled('Dark').checked, labelled('Tell people there what I have read').checked]).to.deep.equal([true, false]);
  });

  it('asks to be told of messages, says what the browser refuses, and offers then nothing that cannot be', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    const radios = findAll<HTMLInputElement>(element, '[name=notify]');
    for (const radio of radios) radio.click();
    expect(intents).to.deep.equal(['plain', 'full'].map((level) => ({ type: 'set-notify', level })));
    const section = findOne(element, 'section[aria-labelledby=notices]');
    expect(section.textContent).to.contain('Your browser will ask you once');
    for (const [permission, words] of [
      ['denied', 'This browser refuses'],
      ['unsupported', 'This browser has no notifications'],
    ] as const) {
      await setState(element, { ...sampleSettings, notices: { permission, level: 'off', quiet: null } });
      expect([section.textContent.includes(words), radios.every(({ disabled }) => disabled)]).to.deep.equal([true, true]);
    }
    await setState(element, { ...sampleSettings, notices: { permission: 'granted', level: 'full', quiet: null } });
    expect(radios.map(({ checked, disabled }) => [checked, disabled])).to.deep.equal([
      [false, false],
      [false, false],
      [true, false],
    ]);
    expect(section.textContent).to.contain('Whoever sees your screen');
    expect(section.textContent).to.not.contain('This browser');
  });

  it('asks for quiet, says until when it is, and asks for its end', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    for (const name of ['For an hour', 'Until tomorrow', 'Until I turn it off']) buttonNamed(element, name).click();
    await setState(element, { ...sampleSettings, notices: { ...sampleSettings.notices, quiet: 'on' } });
    buttonNamed(element, 'Turn it off').click();
    expect(intents).to.deep.equal(['hour', 'tomorrow', 'on', null].map((choice) => ({ type: 'set-quiet', choice })));
    await setState(element, { ...sampleSettings, notices: { ...sampleSettings.notices, quiet: new Date(2026, 2, 15, 8).getTime() } });
    expect(findOne(element, '[aria-labelledby=notices] .done').textContent).to.match(/until .*2026/u);
  });

  it('asks for another name as it was typed, says when it is so, and takes none that nobody could see', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    const name = findOne<HTMLInputElement>(element, '#own-name');
    typeInto(name, '\u200B');
    buttonNamed(element, 'Change the name').click();
    expect(findOne(element, '#name-error').textContent).to.contain('Nobody could see that name');
    expect([intents.length, name.getAttribute('aria-invalid')]).to.deep.equal([0, 'true']);
    typeInto(name, ' Anna ');
    buttonNamed(element, 'Change the name').click();
    expect(intents).to.deep.equal([{ type: 'rename', name: 'Anna' }]);
    expect(findAll(element, '#name-error').length).to.equal(0);
    await setState(element, { ...sampleSettings, ownName: 'Anna' });
    expect(findOne(element, 'section[aria-labelledby=name]').textContent).to.contain('From now on you are Anna.');
    expect([name.value, name.placeholder]).to.deep.equal(['', 'Anna']);
  });

  it('leads to storage and backups', async () => {
    const element = await showAnswerable('parley-settings-dialog', sampleSettings);
    const intents = collectIntents(element);
    findOne(element, 'section[aria-labelledby=storage] button').click();
    expect(intents).to.deep.equal([{ type: 'open-storage' }]);
  });

  it('locks now, but not by the second click of the two that opened it', async () => {
    const element = await showElement('parley-settings-dialog', sampleSettings);
    expect(buttonNamed(element, 'Lock now').disabled).to.equal(true);
    const ready = await showAnswerable('parley-settings-dialog', { ...sampleSettings });
    const intents = collectIntents(ready);
    buttonNamed(ready, 'Lock now').click();
    expect(intents).to.deep.equal([{ type: 'lock' }]);
  });
});
