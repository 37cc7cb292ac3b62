import { expect } from '@open-wc/testing';
import type { FirstRunState } from '../app/state.js';
import {
  arrived,
  clearElements,
  collectIntents,
  findAll,
  findOne,
  mutationsDuring,
  present,
  setState,
  showAnswerable,
  showElement,
  typeInto,
} from './element.fixture.js';
import { gallery, sampleMain, sampleRoom, sampleSettings, sampleUnlock } from './gallery.fixture.js';
import { showLanguage } from './language.js';

const sampleFirstRun = present(gallery.find(({ name }) => name === 'first-run')).state as FirstRunState;
const atFirst = document.documentElement.lang;

/** Chooses a language as a person does. */
function pick(element: HTMLElement, language: string): void {
  const select = findOne<HTMLSelectElement>(element, 'select');
  select.value = language;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('the language of the page', () => {
  afterEach(() => {
    clearElements();
    showLanguage(atFirst.split('-')[0] ?? null);
  });

  for (const [screen, show] of [
    ['the first screen', () => showElement('parley-first-run', sampleFirstRun)],
    ['the locked screen', () => showElement('parley-plate', sampleUnlock)],
    ['the settings', () => showAnswerable('parley-settings-dialog', sampleSettings)],
  ] as const) {
    it(`is offered on ${screen} by the names that languages have for themselves, and asked for when chosen`, async () => {
      const element = await show();
      const intents = collectIntents(element);
      const select = findOne<HTMLSelectElement>(element, 'select');
      expect(present(select.labels[0]).textContent).to.equal('Language');
      expect([...select.options].map(({ text }) => text)).to.deep.equal(['Deutsch', 'English', 'Español', 'Français', 'العربية']);
      expect(select.value).to.equal('en');
      pick(element, 'fr');
      expect(intents).to.deep.equal([{ type: 'set-language', language: 'fr' }]);
    });
  }

  it('changes at once, in elements within elements, in the window’s title and on the page itself', async () => {
    const element = await showElement('parley-app', sampleMain({ room: sampleRoom() }));
    const labelOf = (): string | null | undefined => findOne(element, '[role=log]').getAttribute('aria-label');
    expect(labelOf()).to.equal('Messages');
    const english = findAll(element, 'article').map(({ textContent }) => textContent);
    showLanguage('ar');
    expect(labelOf()).to.equal('الرسائل');
    expect([document.documentElement.lang, document.documentElement.dir]).to.deep.equal(['ar', 'rtl']);
    expect(findAll(element, 'article').map(({ textContent }) => textContent)).to.not.deep.equal(english);
    showLanguage('de');
    expect(labelOf()).to.equal('Nachrichten');
    expect(document.documentElement.dir).to.equal('ltr');
    expect(findAll(element, 'h2.day')[0]?.textContent).to.contain('März');
  });

  it('writes nothing when it is the same again, and leaves what was typed and the focus where they are', async () => {
    const element = await showElement('parley-first-run', sampleFirstRun);
    const name = findOne<HTMLInputElement>(element, '#name');
    typeInto(name, 'Ada');
    name.focus();
    showLanguage('es');
    expect(findOne(element, 'h1').textContent).to.equal('Una conversación privada en un solo archivo.');
    expect([name.value, element.shadowRoot?.activeElement === name]).to.deep.equal(['Ada', true]);
    const records = await mutationsDuring(element, async () => showLanguage('es'));
    expect(records.length).to.equal(0);
  });

  it('is that of elements that come later, too, and leaves those alone that have gone', async () => {
    showLanguage('fr');
    const element = await showElement('parley-plate', sampleUnlock);
    expect(findOne(element, 'h1').textContent).to.equal('Heureux de vous revoir');
    element.remove();
    await Promise.resolve();
    showLanguage('de');
    expect(findAll(element, 'h1')[0]?.textContent).to.equal('Heureux de vous revoir');
    await setState(element, { ...sampleUnlock });
    expect(findAll(element, 'h1')[0]?.textContent).to.equal('Willkommen zurück');
  });

  it('is what the browser wants when nothing was chosen, or what is not spoken', () => {
    showLanguage('de');
    showLanguage(null);
    expect(document.documentElement.lang).to.equal(atFirst);
    showLanguage('tlh');
    expect(document.documentElement.lang).to.equal(atFirst);
  });
});

describe('every screen in Arabic', () => {
  before(() => showLanguage('ar'));
  after(() => showLanguage(atFirst.split('-')[0] ?? null));
  afterEach(clearElements);

  for (const { name, state } of gallery) {
    it(`is accessible, and no wider than the page: ${name}`, async () => {
      const element = await showElement('parley-app', state);
      await arrived(element);
      await expect(element).to.be.accessible();
      expect(document.documentElement.scrollWidth).to.be.at.most(document.documentElement.clientWidth);
    });
  }
});
