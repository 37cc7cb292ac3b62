import { expect } from '@open-wc/testing';
import type { RoomView } from '../app/room-state.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  setState,
  showElement,
} from './element.fixture.js';
import { sampleComposer, sampleRoom } from './gallery.fixture.js';

const { ridHex } = sampleRoom();
const quote = { id: 'aa', kind: 'text', isMine: false, authorName: 'Ben', authorFpHex: '', text: '<b>Lake</b> at noon' } as const;
const pinned = (changes: Partial<RoomView> = {}): RoomView => sampleRoom({ pinned: quote, ...changes });

describeElement('parley-room', { 'with a pinned message': pinned() });

afterEach(clearElements);

describe('pinned line', () => {
  it('says what is pinned, leads to it, and unpins it', async () => {
    const element = await showElement('parley-room', pinned());
    const intents = collectIntents(element);
    const line = findOne(element, '.pinned-go');
    expect(line.textContent).to.equal('Ben <b>Lake</b> at noon');
    line.click();
    buttonNamed(element, 'Unpin').click();
    expect(intents.filter(({ type }) => type === 'show-message' || type === 'pin')).to.deep.equal([
      { type: 'show-message', ridHex, id: 'aa' },
      { type: 'pin', ridHex, id: 'aa', isOn: false },
    ]);
  });

  it('is not there without one, and unpins nothing while the composer is locked', async () => {
    const element = await showElement('parley-room', pinned({ composer: { ...sampleComposer, lock: 'unverified' } }));
    expect([findAll(element, '.pinned-go').length, buttonsNamed(element, 'Unpin').length]).to.deep.equal([1, 0]);
    await setState(element, pinned({ pinned: null }));
    expect(findAll(element, '.pinned-go').length).to.equal(0);
  });
});
