import { expect } from '@open-wc/testing';
import type { ComposerView, RoomView } from '../app/room-state.js';
import {
  buttonNamed,
  buttonsNamed,
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
import { galleryFp, sampleComposer, sampleMe, samplePerson, sampleRoom } from './gallery.fixture.js';
import type { ParleyComposer } from './parley-composer.js';

const { ridHex } = sampleRoom();
const composing = (changes: Partial<ComposerView> = {}, room: Partial<RoomView> = {}): RoomView =>
  sampleRoom({ composer: { ...sampleComposer, ...changes }, ...room });
const locked = composing(
  { lock: 'unverified', unverifiedNames: ['Ben'], acceptanceKeys: ['ben unverified'] },
  { people: [sampleMe, samplePerson({ trust: 'unverified' })] },
);
const boxOf = (element: ParleyComposer): HTMLTextAreaElement => findOne<HTMLTextAreaElement>(element, 'textarea');

describeElement('parley-composer', {
  ready: composing(),
  locked,
  'somebody writing': composing({}, { typing: ['Ben', 'שלום'] }),
  'not in': composing({ lock: 'not-in' }, { phase: 'asking' }),
  'too long, with an error': composing({ draft: 'x'.repeat(13_000), error: 'storage-full' }),
});

afterEach(clearElements);

describe('<parley-composer>', () => {
  it('sends with Enter and with the button, and empties its box at once', async () => {
    const element = await showElement('parley-composer', composing());
    const intents = collectIntents(element);
    typeInto(boxOf(element), 'one');
    pressKey(boxOf(element), 'Enter');
    expect(boxOf(element).value).to.equal('');
    typeInto(boxOf(element), 'two');
    buttonNamed(element, 'Send').click();
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal([
      { type: 'send', ridHex, text: 'one' },
      { type: 'send', ridHex, text: 'two' },
    ]);
    expect(element.shadowRoot?.activeElement === boxOf(element)).to.equal(true);
  });

  it('says how much is left before it is full, sends up to the last byte, and nothing more', async () => {
    const element = await showElement('parley-composer', composing({ maxBytes: 2_000 }));
    const intents = collectIntents(element);
    const told = (): string[] => ['.left', '[aria-live]'].map((which) => element.shadowRoot?.querySelector(which)?.textContent ?? '-');
    typeInto(boxOf(element), 'x'.repeat(1_499));
    expect(told()).to.deep.equal(['', '']);
    typeInto(boxOf(element), 'x'.repeat(1_600));
    expect(told()).to.deep.equal(['About 400 characters left', '']);
    // As many bytes, in half as many characters.
    typeInto(boxOf(element), 'é'.repeat(800));
    expect(told()).to.deep.equal(['About 200 characters left', '']);
    typeInto(boxOf(element), `${'x'.repeat(2_001)}  `);
    expect(told()).to.deep.equal(['1 character too many. Send it in parts.', 'The message is too long to be sent.']);
    pressKey(boxOf(element), 'Enter');
    expect([buttonNamed(element, 'Send').disabled, boxOf(element).value.length]).to.deep.equal([true, 2_003]);
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal([]);
    // What is cut off at the end does not count.
    typeInto(boxOf(element), `${'x'.repeat(2_000)}  `);
    pressKey(boxOf(element), 'Enter');
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal([{ type: 'send', ridHex, text: 'x'.repeat(2_000) }]);
    expect(told()).to.deep.equal(['', '']);
  });

  it('leaves Shift+Enter to the box', async () => {
    const element = await showElement('parley-composer', composing());
    const intents = collectIntents(element);
    typeInto(boxOf(element), 'one');
    expect(pressKey(boxOf(element), 'Enter', { shiftKey: true })).to.equal(true);
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal([]);
  });

  it('leaves Enter to the box where that was chosen, and sends with Ctrl or Command and Enter', async () => {
    const element = await showElement('parley-composer', composing({ isEnterSending: false }));
    const intents = collectIntents(element);
    expect(boxOf(element).enterKeyHint).to.equal('enter');
    typeInto(boxOf(element), 'one');
    expect(pressKey(boxOf(element), 'Enter')).to.equal(true);
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal([]);
    expect(pressKey(boxOf(element), 'Enter', { ctrlKey: true })).to.equal(false);
    typeInto(boxOf(element), 'two');
    pressKey(boxOf(element), 'Enter', { metaKey: true });
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal(['one', 'two'].map((text) => ({ type: 'send', ridHex, text })));
  });

  it('does not send with the Enter that ends a composition', async () => {
    const element = await showElement('parley-composer', composing());
    const intents = collectIntents(element);
    typeInto(boxOf(element), 'にほん');
    pressKey(boxOf(element), 'Enter', { isComposing: true });
    pressKey(boxOf(element), 'Enter', { keyCode: 229 });
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal([]);
    expect(boxOf(element).value).to.equal('にほん');
  });

  it('sends nothing that is only space, and keeps inner lines', async () => {
    const element = await showElement('parley-composer', composing());
    const intents = collectIntents(element);
    typeInto(boxOf(element), ' \n ');
    pressKey(boxOf(element), 'Enter');
    typeInto(boxOf(element), '  a\n\n b \n');
    pressKey(boxOf(element), 'Enter');
    expect(intents.filter(({ type }) => type === 'send')).to.deep.equal([{ type: 'send', ridHex, text: '  a\n\n b' }]);
  });

  it('tells the draft as it is typed and is not disturbed by other states', async () => {
    const element = await showElement('parley-composer', composing());
    const intents = collectIntents(element);
    typeInto(boxOf(element), 'half a sent');
    await setState(element, composing({ draft: 'ha' }));
    await setState(element, composing({ error: null, unverifiedNames: [] }));
    expect(boxOf(element).value).to.equal('half a sent');
    expect(intents).to.deep.equal([{ type: 'change-draft', ridHex, text: 'half a sent' }]);
  });

  it('takes the draft of a room that was opened, and a text that is given back before what was typed since', async () => {
    const element = await showElement('parley-composer', composing({ draft: 'from before' }));
    expect(boxOf(element).value).to.equal('from before');
    pressKey(boxOf(element), 'Enter');
    typeInto(boxOf(element), 'meanwhile');
    await setState(element, composing({ draft: 'from before', draftVersion: 2, error: 'storage-full' }));
    expect(boxOf(element).value).to.equal('from before\nmeanwhile');
    expect(findOne(element, '[role=alert]').textContent).to.contain('will not store more');
  });

  it('is locked until somebody is verified or knowingly accepted', async () => {
    const element = await showElement('parley-composer', locked);
    const intents = collectIntents(element);
    expect(boxOf(element).disabled).to.equal(true);
    expect(buttonNamed(element, 'Send').disabled).to.equal(true);
    expect(findOne(element, '.lock').textContent).to.contain('that Ben is who they say');
    buttonNamed(element, 'Compare with Ben').click();
    buttonNamed(element, 'Accept without verifying').click();
    expect(intents).to.deep.equal([
      { type: 'open-verify', fpHex: galleryFp.ben },
      { type: 'accept-unverified', ridHex, acceptanceKeys: ['ben unverified'] },
    ]);
    findOne<HTMLFormElement>(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    expect(intents.length).to.equal(2);
  });

  it('says who is writing, by name for one or two, and moves nothing', async () => {
    const element = await showElement('parley-composer', composing());
    const place = (): unknown[] => [element.offsetHeight, boxOf(element).getBoundingClientRect().top];
    const before = place();
    const lines = [[], ['Ben'], ['Ben', 'Cleo'], ['Ben', 'Cleo', 'Dan'], ['W'.repeat(64), 'W'.repeat(64)]];
    const words: string[] = [];
    for (const typing of lines) {
      await setState(element, composing({}, { typing }));
      words.push(findOne(element, '.writing').textContent);
      expect(place(), typing.join()).to.deep.equal(before);
    }
    expect(words.slice(0, 4)).to.deep.equal(['', 'Ben is writing…', 'Ben and Cleo are writing…', 'Several people are writing…']);
  });

  it('speaks of who is writing in no live region, and shows hostile names as text', async () => {
    const element = await showElement('parley-composer', composing({}, { typing: ['<img src=x>\u202Eneb'] }));
    const line = findOne(element, '.writing');
    expect(line.textContent).to.equal('<img src=x>[U+202E]neb is writing…');
    expect(findAll(element, 'img').length).to.equal(0);
    expect(line.closest('[aria-live], [role=status], [role=log], [role=alert]') === null).to.equal(true);
  });

  it('says of nobody that they are writing where one cannot read it', async () => {
    const element = await showElement('parley-composer', composing({ lock: 'not-in' }, { phase: 'asking', typing: ['Ben'] }));
    expect(findAll(element, '.writing').some((line) => line.checkVisibility())).to.equal(false);
  });

  it('leaves the focus where it is when something else is new', async () => {
    const element = await showElement('parley-composer', composing());
    buttonNamed(element, 'Send').focus();
    await setState(element, composing({ error: 'storage-full' }));
    expect(element.shadowRoot?.activeElement).to.equal(buttonNamed(element, 'Send'));
  });

  it('gives the focus to the box when the lock goes by one’s own press', async () => {
    const element = await showElement('parley-composer', locked);
    buttonNamed(element, 'Accept without verifying').focus();
    await setState(element, composing());
    expect(buttonsNamed(element, 'Accept without verifying').length).to.equal(0);
    expect(element.shadowRoot?.activeElement === boxOf(element)).to.equal(true);
  });

  it('grows with what is typed, up to a limit', async () => {
    const element = await showElement('parley-composer', composing());
    const small = boxOf(element).offsetHeight;
    typeInto(boxOf(element), 'a\nb\nc\nd');
    const larger = boxOf(element).offsetHeight;
    typeInto(boxOf(element), 'a\n'.repeat(400));
    expect(larger).to.be.above(small + 40);
    expect(boxOf(element).offsetHeight).to.be.below(260);
    pressKey(boxOf(element), 'Enter');
    expect(boxOf(element).offsetHeight).to.equal(small);
  });

  it('says why one cannot write when one is not in, or not any more', async () => {
    const element = await showElement('parley-composer', composing({ lock: 'not-in' }, { phase: 'asking' }));
    expect(element.shadowRoot?.textContent).to.contain('once you are in the room');
    await setState(element, composing({ lock: 'not-in' }, { phase: 'removed' }));
    expect(element.shadowRoot?.textContent).to.contain('cannot write here any more');
    expect(findAll(element, 'textarea').some((box) => box.checkVisibility())).to.equal(false);
  });
});
