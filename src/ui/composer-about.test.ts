import { expect } from '@open-wc/testing';
import type { ComposerView, RoomView } from '../app/room-state.js';
import {
  buttonNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  pressKey,
  setState,
  showElement,
  typeInto,
} from './element.fixture.js';
import { sampleComposer, sampleMessage, sampleOwn, sampleRoom } from './gallery.fixture.js';

const { ridHex } = sampleRoom();
const quote = { id: 'aa', kind: 'text', isMine: false, authorName: 'Ben', authorFpHex: '', text: 'Tea?' } as const;
const reply = { mode: 'reply', id: 'aa', quote } as const;
const edit = { mode: 'edit', id: 'bb', quote: { ...quote, id: 'bb', isMine: true, text: 'Yes!' } } as const;
const composing = (changes: Partial<ComposerView> = {}): RoomView =>
  sampleRoom({
    composer: { ...sampleComposer, ...changes },
    messages: [sampleMessage('aa', 'Tea?'), sampleOwn('bb', 'Yes!'), sampleOwn('cc', '', { kind: 'erased' }), sampleMessage('dd', 'Now')],
  });

describeElement('parley-composer', {
  'answering somebody': composing({ about: reply }),
  editing: composing({ about: edit, draft: 'Yes!' }),
});

afterEach(clearElements);

describe('<parley-composer> about a message', () => {
  it('says what is answered, and sends it along, once', async () => {
    const element = await showElement('parley-composer', composing());
    const intents = collectIntents(element);
    await setState(element, composing({ about: reply }));
    const box = findOne<HTMLTextAreaElement>(element, 'textarea');
    expect([findOne(element, '.about').textContent, element.shadowRoot?.activeElement === box]).to.deep.equal([
      'Replying to Ben Tea?Do not reply',
      true,
    ]);
    for (const text of ['Yes!', 'And cake']) {
      typeInto(box, text);
      pressKey(box, 'Enter');
    }
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal([
      { type: 'send', ridHex, text: 'Yes!', about: { mode: 'reply', id: 'aa' } },
      { type: 'send', ridHex, text: 'And cake' },
    ]);
    expect(findAll(element, '.about')).to.deep.equal([]);
  });

  it('leaves it with Escape and with the button', async () => {
    const element = await showElement('parley-composer', composing({ about: reply }));
    const intents = collectIntents(element);
    pressKey(findOne(element, 'textarea'), 'Escape');
    buttonNamed(element, 'Do not reply').click();
    expect(intents).to.deep.equal([
      { type: 'stop-about', ridHex },
      { type: 'stop-about', ridHex },
    ]);
  });

  it('edits the last message of one’s own with the arrow up in an empty box alone', async () => {
    const element = await showElement('parley-composer', composing());
    const intents = collectIntents(element);
    const box = findOne<HTMLTextAreaElement>(element, 'textarea');
    pressKey(box, 'ArrowUp');
    typeInto(box, 'x');
    pressKey(box, 'ArrowUp');
    expect(intents.filter(({ type }) => type === 'begin-edit')).to.deep.equal([{ type: 'begin-edit', ridHex, id: 'bb' }]);
  });

  it('takes the words to edit instead of what is in the box, and gives that back', async () => {
    const element = await showElement('parley-composer', composing());
    const box = findOne<HTMLTextAreaElement>(element, 'textarea');
    typeInto(box, 'half a thou');
    await setState(element, composing({ about: edit, draft: 'Yes!', draftVersion: 2 }));
    expect([box.value, box.selectionStart]).to.deep.equal(['Yes!', 4]);
    await setState(element, composing({ draft: 'half a thou', draftVersion: 3 }));
    expect(box.value).to.equal('half a thou');
  });
});
