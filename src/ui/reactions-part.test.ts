import { expect } from '@open-wc/testing';
import type { MessageView } from '../app/message-state.js';
import type { RoomView } from '../app/room-state.js';
import { clearElements, collectIntents, findAll, showElement } from './element.fixture.js';
import { sampleComposer, sampleMessage, sampleRoom } from './gallery.fixture.js';

const { ridHex } = sampleRoom();
const met = (reactions: MessageView['reactions'], changes: Partial<RoomView> = {}): RoomView =>
  sampleRoom({ messages: [sampleMessage('aa', 'Tea?', { reactions })], earlier: 0, ...changes });

afterEach(clearElements);

describe('reactions', () => {
  const two = met([
    { emoji: '👍', names: ['Ada', 'Ben'], isMine: true },
    { emoji: '🎉', names: ['Ben'], isMine: false },
  ]);

  it('say who, how many, and whether one is among them', async () => {
    const element = await showElement('parley-messages', two);
    const chips = findAll(element, '.reaction');
    expect(chips.map((chip) => [chip.getAttribute('aria-label'), chip.textContent, chip.getAttribute('aria-pressed')])).to.deep.equal([
      ['👍 2: Ada and Ben', '👍 2', 'true'],
      ['🎉 1: Ben', '🎉 1', 'false'],
    ]);
    await expect(element).to.be.accessible();
  });

  it('are taken part in, and left, by a press', async () => {
    const element = await showElement('parley-messages', two);
    const intents = collectIntents(element);
    for (const chip of findAll(element, '.reaction')) chip.click();
    expect(intents.filter(({ type }) => type === 'react')).to.deep.equal([
      { type: 'react', ridHex, id: 'aa', emoji: '👍', isOn: false },
      { type: 'react', ridHex, id: 'aa', emoji: '🎉', isOn: true },
    ]);
  });

  it('are not given while the composer is locked', async () => {
    const element = await showElement(
      'parley-messages',
      met([{ emoji: '👍', names: ['Ben'], isMine: false }], { composer: { ...sampleComposer, lock: 'unverified' } }),
    );
    const intents = collectIntents(element);
    for (const chip of findAll(element, '.reaction')) chip.click();
    expect(intents.filter(({ type }) => type === 'react')).to.deep.equal([]);
  });

  it('shows what is no emoji as what it is', async () => {
    const element = await showElement('parley-messages', met([{ emoji: '\u202E<b>x</b>', names: ['Ben'], isMine: false }]));
    expect(findAll(element, '.reaction bdi').map(({ textContent }) => textContent)).to.deep.equal(['[U+202E]<b>x</b>']);
  });
});
