import { expect } from '@open-wc/testing';
import type { PaletteDialogView } from '../app/settings-state.js';
import {
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  pressKey,
  setState,
  showAnswerable,
  typeInto,
} from './element.fixture.js';
import { galleryFp, hostileTexts, samplePerson, sampleSummary } from './gallery.fixture.js';
import type { ParleyPaletteDialog } from './parley-palette-dialog.js';

const palette: PaletteDialogView = {
  dialog: 'palette',
  rooms: [
    sampleSummary({ ridHex: 'aa', name: 'Küche' }),
    sampleSummary({ ridHex: 'bb', name: 'Walks', partner: samplePerson() }),
    sampleSummary({ ridHex: 'cc', name: 'Garden' }),
  ],
  shownHex: 'cc',
  isInviting: true,
  people: [{ fpHex: galleryFp.ben, name: 'Ben' }],
  hasPassphrase: true,
};

const help = { dialog: 'shortcuts', isEnterSending: true, isHelpKeyOn: true } as const;

describeElement('parley-palette-dialog', {
  'with rooms': palette,
  'with nothing': { ...palette, rooms: [], shownHex: null, isInviting: false, people: [], hasPassphrase: false },
  'with names that try': { ...palette, rooms: hostileTexts.map((name, i) => sampleSummary({ ridHex: `${i}`, name })) },
});
describeElement('parley-shortcuts-dialog', { 'as at first': help, otherwise: { ...help, isEnterSending: false, isHelpKeyOn: false } });

afterEach(clearElements);

const boxOf = (element: ParleyPaletteDialog): HTMLInputElement => findOne<HTMLInputElement>(element, '[role=combobox]');
const optionsOf = (element: ParleyPaletteDialog): string[] =>
  findAll(element, '[role=option]').map(({ textContent }) => textContent.trim());

/** What the combobox says is marked, which has to be what the list says. */
function markedIn(element: ParleyPaletteDialog): string {
  const id = boxOf(element).getAttribute('aria-activedescendant');
  const marked = findOne(element, '[aria-selected=true]');
  expect(marked.id).to.equal(id);
  return marked.textContent.trim();
}

describe('<parley-palette-dialog>', () => {
  it('begins in its box, with every other room and what can be done', async () => {
    const element = await showAnswerable('parley-palette-dialog', palette);
    expect(element.shadowRoot?.activeElement).to.equal(boxOf(element));
    const options = optionsOf(element);
    expect(options[0]).to.contain('Küche');
    expect(options[1]).to.contain('Ben').and.to.contain('Verified').and.to.contain('Walks');
    expect(options.slice(2)).to.deep.equal([
      'Invite someone to this room',
      'Verify Ben',
      'Home',
      'New room',
      'Join with an invite',
      'Settings',
      'Connection doctor',
      'Storage and backup',
      'Keyboard shortcuts',
      'Lock Parley',
    ]);
  });

  it('finds by any words, without case and accents, by the room’s name and by the other one’s', async () => {
    const element = await showAnswerable('parley-palette-dialog', palette);
    const found = (sought: string): number => {
      typeInto(boxOf(element), sought);
      return optionsOf(element).length;
    };
    expect(found('kuche')).to.equal(1);
    expect(found('BEN')).to.equal(2);
    expect(found('walks ben')).to.equal(1);
    expect(findOne(element, '[role=status]').textContent).to.equal('1 found');
    expect(found('nothing like it')).to.equal(0);
    expect([boxOf(element).getAttribute('aria-expanded'), boxOf(element).hasAttribute('aria-activedescendant')]).to.deep.equal([
      'false',
      false,
    ]);
    pressKey(boxOf(element), 'Enter');
  });

  it('is led by arrow keys, round and round, and chooses with Enter what is marked, closing itself first', async () => {
    const element = await showAnswerable('parley-palette-dialog', palette);
    const intents = collectIntents(element);
    expect(markedIn(element)).to.contain('Küche');
    pressKey(boxOf(element), 'ArrowUp');
    expect(markedIn(element)).to.equal('Lock Parley');
    pressKey(boxOf(element), 'ArrowDown');
    pressKey(boxOf(element), 'ArrowDown');
    expect(markedIn(element)).to.contain('Walks');
    expect(pressKey(boxOf(element), 'Enter')).to.equal(false);
    expect(intents).to.deep.equal([{ type: 'close-dialog' }, { type: 'open-room', ridHex: 'bb' }]);
    typeInto(boxOf(element), 'verify');
    expect(markedIn(element)).to.equal('Verify Ben');
    // An input method ends a word with Enter, too.
    pressKey(boxOf(element), 'Enter', { isComposing: true });
    expect(intents.length).to.equal(2);
    pressKey(boxOf(element), 'Enter');
    expect(intents.slice(2)).to.deep.equal([{ type: 'close-dialog' }, { type: 'open-verify', fpHex: galleryFp.ben }]);
  });

  it('chooses by pointer, and keeps its mark on something when less is found', async () => {
    const element = await showAnswerable('parley-palette-dialog', palette);
    const intents = collectIntents(element);
    pressKey(boxOf(element), 'ArrowUp');
    await setState(element, { ...palette, rooms: [], people: [], hasPassphrase: false });
    expect(markedIn(element)).to.equal('Keyboard shortcuts');
    findAll(element, '[role=option]')[2]?.click();
    expect(intents[1]).to.deep.equal({ type: 'show-home-form', form: 'new-room' });
  });
});

describe('<parley-shortcuts-dialog>', () => {
  it('says what keys do as it was chosen, and lets the one that shows it be switched off', async () => {
    const element = await showAnswerable('parley-shortcuts-dialog', help);
    const intents = collectIntents(element);
    const rows = (): string[] => findAll(element, 'dl > div').map(({ textContent }) => textContent);
    expect(rows()).to.include.members(['EnterSend the message', 'Shift + EnterNew line', '?Show this, outside of a text box']);
    findOne(element, '#help-key').click();
    expect(intents).to.deep.equal([{ type: 'set-preferences', changes: { isHelpKeyOn: false } }]);
    await setState(element, { ...help, isEnterSending: false, isHelpKeyOn: false });
    expect(rows()).to.include('EnterNew line');
    expect(rows().some((row) => row.startsWith('?'))).to.equal(false);
  });
});
