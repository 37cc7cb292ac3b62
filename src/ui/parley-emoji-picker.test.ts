import { expect } from '@open-wc/testing';
import {
  buttonNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findFirst,
  findOne,
  pressKey,
  showElement,
  typeInto,
} from './element.fixture.js';
import { emojiLike, typedEmoji } from './emoji-list.js';
import { sampleMessage, sampleRoom } from './gallery.fixture.js';
import type { ParleyMessages } from './parley-messages.js';

const { ridHex } = sampleRoom();

describeElement('parley-emoji-picker', { closed: sampleRoom() });

afterEach(clearElements);

async function openPicker(): Promise<ParleyMessages> {
  const element = await showElement('parley-messages', sampleRoom({ messages: [sampleMessage('aa', 'Tea?')], earlier: 0 }));
  findFirst(element, '[aria-label="More"]').click();
  buttonNamed(element, 'React').click();
  return element;
}

const boxOf = (element: ParleyMessages): HTMLInputElement => findOne<HTMLInputElement>(element, 'input');
const focusedName = (element: ParleyMessages): string | null => {
  let active = element.shadowRoot?.activeElement ?? null;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.getAttribute('aria-label') ?? null;
};

describe('<parley-emoji-picker>', () => {
  it('opens on its box, and reacts with what is pressed', async () => {
    const element = await openPicker();
    const intents = collectIntents(element);
    expect(focusedName(element)).to.equal('Search, or type any emoji');
    await expect(element).to.be.accessible();
    buttonNamed(element, 'party').click();
    expect(intents.filter(({ type }) => type === 'react')).to.deep.equal([{ type: 'react', ridHex, id: 'aa', emoji: '🎉', isOn: true }]);
    expect([findAll(element, '.emoji').length, focusedName(element)]).to.deep.equal([0, 'More']);
  });

  it('finds by name, and takes the first with Enter, but nothing before one has typed', async () => {
    const element = await openPicker();
    const intents = collectIntents(element);
    pressKey(boxOf(element), 'Enter');
    typeInto(boxOf(element), 'heart blue');
    expect(findAll(element, '.emoji').map(({ textContent }) => textContent)).to.deep.equal(['💙']);
    // Else Firefox would press the button that has the focus then.
    expect(pressKey(boxOf(element), 'Enter')).to.equal(false);
    expect(intents.flatMap((intent) => (intent.type === 'react' ? intent.emoji : []))).to.deep.equal(['💙']);
  });

  it('takes any emoji that is typed, and says when there is none', async () => {
    const element = await openPicker();
    const intents = collectIntents(element);
    typeInto(boxOf(element), 'xylophone');
    expect(findOne(element, '.picker [role="status"]').textContent).to.include('No emoji of that name');
    typeInto(boxOf(element), ' 🦥 ');
    buttonNamed(element, 'React with 🦥').click();
    expect(intents.flatMap((intent) => (intent.type === 'react' ? intent.emoji : []))).to.deep.equal(['🦥']);
  });

  it('is walked with the arrows, with one stop of the Tab key for the list', async () => {
    const element = await openPicker();
    expect(findAll(element, '.emoji[tabindex="0"]').length).to.equal(1);
    pressKey(boxOf(element), 'ArrowDown');
    const grid = findOne(element, '.grid');
    const walked = ['', 'ArrowRight', 'End', 'ArrowRight', 'Home', 'ArrowUp'].map((key) => {
      if (key !== '') pressKey(grid, key);
      return focusedName(element);
    });
    expect(walked).to.deep.equal(['thumbs up', 'thumbs down', 'bullseye', 'bullseye', 'thumbs up', 'Search, or type any emoji']);
  });
});

describe('emoji list', () => {
  it('offers about 150, each once and with a name of its own', () => {
    const all = emojiLike('');
    expect(all.length).to.be.within(140, 190);
    expect(new Set(all.map(({ emoji }) => emoji)).size).to.equal(all.length);
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
    for (const { emoji, name } of all) expect([typedEmoji(emoji), name !== ''], name).to.deep.equal([emoji, true]);
  });

  it('knows an emoji from words', () => {
    const typed = ['👍🏽', '👩‍👩‍👧‍👦', '🇨🇭', '1️⃣', ' 🎉', 'x', '👍 yes', 'ok👍', '1', '', '\u0007👍', '👍'.repeat(17)].map(typedEmoji);
    expect(typed).to.deep.equal(['👍🏽', '👩‍👩‍👧‍👦', '🇨🇭', '1️⃣', '🎉', null, null, null, null, null, null, null]);
  });
});
