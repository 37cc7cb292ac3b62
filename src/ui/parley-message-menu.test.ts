import { expect } from '@open-wc/testing';
import type { RoomView } from '../app/room-state.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  dialogClock,
  findAll,
  findFirst,
  findOne,
  pressKey,
  setState,
  showElement,
} from './element.fixture.js';
import { sampleComposer, sampleMessage, sampleOwn, sampleRoom } from './gallery.fixture.js';
import type { ParleyMessages } from './parley-messages.js';

const { ridHex } = sampleRoom();
const talk = (changes: Partial<RoomView> = {}): RoomView =>
  sampleRoom({ messages: [sampleMessage('aa', 'Tea?'), sampleOwn('bb', 'Yes!')], earlier: 0, powers: ['invite', 'leave'], ...changes });

describeElement('parley-message-menu', { closed: talk() });

afterEach(clearElements);

const rowOf = (element: ParleyMessages, id: string): HTMLElement => findFirst(element, `article[data-id="${id}"]`);
const openMenu = (element: ParleyMessages, id: string): void =>
  rowOf(element, id).querySelector<HTMLElement>('[aria-label="More"]')?.click();
const offered = (element: ParleyMessages): string[] =>
  findAll(element, '[role="menuitem"]').flatMap((item) => (item.checkVisibility() ? item.textContent.trim() : []));
const focusedIn = (element: ParleyMessages): Element | null => {
  const inner = element.shadowRoot?.activeElement ?? null;
  return inner?.shadowRoot?.activeElement ?? inner;
};

describe('<parley-message-menu>', () => {
  it('offers what one may do, with one button a message', async () => {
    const element = await showElement('parley-messages', talk());
    expect(rowOf(element, 'aa').querySelectorAll('button, [tabindex="0"]').length).to.equal(1);
    expect(offered(element)).to.deep.equal([]);
    openMenu(element, 'aa');
    expect(offered(element)).to.deep.equal(['Reply', 'React', 'Forward…', 'Copy text', 'Pin']);
    openMenu(element, 'bb');
    expect(offered(element)).to.deep.equal(['Reply', 'React', 'Edit', 'Forward…', 'Copy text', 'Pin', 'Delete for everyone']);
    await setState(element, talk({ composer: { ...sampleComposer, lock: 'unverified' } }));
    expect(offered(element)).to.deep.equal(['Forward…', 'Copy text', 'Delete for everyone']);
    openMenu(element, 'aa');
    await setState(element, talk({ powers: ['erase'] }));
    expect(offered(element)).to.deep.equal(['Reply', 'React', 'Forward…', 'Copy text', 'Pin', 'Delete for everyone']);
    await expect(element).to.be.accessible();
  });

  it('asks for what was pressed, about the message it was opened at', async () => {
    const element = await showElement('parley-messages', talk());
    const intents = collectIntents(element);
    for (const name of ['Reply', 'Edit', 'Pin', 'Delete for everyone']) {
      openMenu(element, 'bb');
      buttonNamed(element, name).click();
      expect(buttonsNamed(element, name)).to.deep.equal([]);
    }
    expect(intents.filter(({ type }) => type !== 'mark-read')).to.deep.equal([
      { type: 'begin-reply', ridHex, id: 'bb' },
      { type: 'begin-edit', ridHex, id: 'bb' },
      { type: 'pin', ridHex, id: 'bb', isOn: true },
      { type: 'open-erase', ridHex, id: 'bb' },
    ]);
  });

  it('is walked with the arrows, and gives the focus back', async () => {
    const element = await showElement('parley-messages', talk());
    openMenu(element, 'bb');
    const menu = findOne(element, '[role="menu"]');
    const walked = ['', 'ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home'].map((key) => {
      if (key !== '') pressKey(menu, key);
      return focusedIn(element)?.textContent;
    });
    expect(walked).to.deep.equal(['Reply', 'React', 'Delete for everyone', 'Reply', 'Delete for everyone', 'Reply']);
    pressKey(menu, 'Tab');
    expect(focusedIn(element)?.closest('article')?.dataset['id']).to.equal('bb');
  });

  it('closes when its message is gone', async () => {
    const element = await showElement('parley-messages', talk());
    openMenu(element, 'bb');
    await setState(element, talk({ messages: [sampleMessage('aa', 'Tea?'), sampleOwn('bb', '', { kind: 'erased' })] }));
    expect(offered(element)).to.deep.equal([]);
  });

  it('copies what the message says now, says so, and says when it cannot', async () => {
    const original = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    const copied: string[] = [];
    let isForbidden = false;
    const writeText = (text: string): Promise<void> =>
      isForbidden ? Promise.reject(new Error('no')) : Promise.resolve(void copied.push(text));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    try {
      const element = await showElement('parley-messages', talk());
      const told = (): string | undefined => findAll(element, '[role="status"]').at(-1)?.textContent;
      for (const words of ['Copied.', 'It could not be copied.']) {
        openMenu(element, 'aa');
        buttonNamed(element, 'Copy text').click();
        await Promise.resolve();
        await Promise.resolve();
        expect(told()).to.equal(words);
        isForbidden = true;
      }
      await dialogClock.advance(4_000);
      expect([copied, told()]).to.deep.equal([['Tea?'], '']);
    } finally {
      if (original === undefined) Reflect.deleteProperty(navigator, 'clipboard');
      else Object.defineProperty(navigator, 'clipboard', original);
    }
  });

  it('leads from a quote to its message', async () => {
    const quote = { id: 'aa', kind: 'text', isMine: false, authorName: 'Ben', authorFpHex: '', text: 'Tea?' } as const;
    const element = await showElement('parley-messages', talk({ messages: [sampleOwn('bb', 'Yes!', { answers: quote })], earlier: 7 }));
    const intents = collectIntents(element);
    findOne(element, '.quote').click();
    expect(intents.filter(({ type }) => type === 'show-message')).to.deep.equal([{ type: 'show-message', ridHex, id: 'aa' }]);
  });

  it('shows a quote of what is not here, or was deleted, as that', async () => {
    const quote = { id: 'aa', kind: 'missing', isMine: false, authorName: '', authorFpHex: '', text: '' } as const;
    const messages = [
      sampleOwn('bb', 'Yes!', { answers: quote }),
      sampleOwn('cc', 'No!', { answers: { ...quote, kind: 'erased', authorName: 'Ben' } }),
    ];
    const element = await showElement('parley-messages', talk({ messages }));
    expect(findAll(element, '.quoted').map(({ textContent }) => textContent)).to.deep.equal([
      'A message that is not here',
      'A message that was deleted',
    ]);
    expect(findAll(element, 'button.quote').length).to.equal(1);
  });

  it('says that a message was edited, and shows what it said before on demand', async () => {
    const messages = [sampleMessage('aa', 'Tea', { earlierVersions: [{ time: 0, text: 'Tee <b>' }] })];
    const element = await showElement('parley-messages', talk({ messages }));
    const before = findFirst(element, '.versions li .text');
    expect([findOne(element, '.versions summary').textContent, before.checkVisibility()]).to.deep.equal(['edited', false]);
    findOne(element, '.versions summary').click();
    expect([before.checkVisibility(), before.textContent]).to.deep.equal([true, 'Tee <b>']);
  });
});
