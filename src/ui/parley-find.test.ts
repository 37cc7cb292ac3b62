import { expect } from '@open-wc/testing';
import type { FindView } from '../app/find-state.js';
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
import { galleryFound } from './gallery-long-rooms.fixture.js';
import { hostileTexts, sampleFind } from './gallery.fixture.js';
import type { ParleyFind } from './parley-find.js';

const ridHex = sampleFind().roomHex ?? '';
const found = sampleFind({ query: 'rio', found: galleryFound });
const everywhere = (changes: Partial<FindView>): FindView => sampleFind({ roomHex: null, ...changes });

describeElement('parley-find', {
  'in a room': sampleFind(),
  'in all rooms': everywhere({}),
  found: everywhere({ query: 'rio', found: galleryFound, hasMore: true, unopened: 2 }),
  looking: sampleFind({ query: 'rio', isBusy: true, share: 0.3 }),
  nothing: sampleFind({ query: 'rio' }),
});

afterEach(clearElements);

const boxOf = (element: ParleyFind): HTMLInputElement => findOne<HTMLInputElement>(element, 'input[type=search]');
const statusOf = (element: ParleyFind): string => findOne(element, '[role=status]').textContent;
const activeOf = (element: ParleyFind): (string | undefined)[] =>
  findAll(element, '[aria-selected=true]').map((option) => option.dataset['id']);

describe('<parley-find>', () => {
  it('asks for what is typed, in its room or in all', async () => {
    const element = await showElement('parley-find', sampleFind());
    const intents = collectIntents(element);
    expect(boxOf(element).getAttribute('aria-label')).to.equal('Find in this room');
    typeInto(boxOf(element), 'rio');
    await setState(element, everywhere({}));
    expect(boxOf(element).getAttribute('aria-label')).to.equal('Search all rooms');
    typeInto(boxOf(element), 'rios');
    expect(intents).to.deep.equal([
      { type: 'find', roomHex: ridHex, query: 'rio' },
      { type: 'find', roomHex: null, query: 'rios' },
    ]);
  });

  it('says how the search stands', async () => {
    const element = await showElement('parley-find', sampleFind());
    expect(findAll(element, '[role=status]')[0]?.textContent).to.equal('');
    for (const [changes, words] of [
      [{ isBusy: true }, 'Looking…'],
      [{ isBusy: true, share: 0.426 }, 'Looking… 42 %'],
      [{ isBusy: true, found: galleryFound }, '3 found'],
      [{}, 'Nothing found'],
      [{ found: galleryFound }, '3 found'],
      [{ found: galleryFound, hasMore: true }, 'The newest 3 found'],
      [{ unopened: 1 }, 'Nothing found · 1 room is still being read'],
    ] as const) {
      await setState(element, sampleFind({ query: 'rio', ...changes }));
      expect(statusOf(element)).to.equal(words);
    }
  });

  it('goes through what was found with the arrow keys and to a message with Enter, from the box', async () => {
    const element = await showElement('parley-find', found);
    const box = boxOf(element);
    box.focus();
    const intents = collectIntents(element);
    expect(box.getAttribute('aria-expanded')).to.equal('true');
    expect(findAll(element, '[role=option]').length).to.equal(3);
    expect(pressKey(box, 'ArrowDown')).to.equal(false);
    expect(activeOf(element)).to.deep.equal(['w20']);
    pressKey(box, 'ArrowDown');
    pressKey(box, 'ArrowDown');
    pressKey(box, 'ArrowDown');
    pressKey(box, 'ArrowUp');
    expect(activeOf(element)).to.deep.equal(['w14']);
    expect(box.getAttribute('aria-activedescendant')).to.equal(findOne(element, '[aria-selected=true]').id);
    expect(intents).to.deep.equal([]);
    pressKey(box, 'Enter');
    expect(intents).to.deep.equal([{ type: 'show-message', ridHex, id: 'w14' }]);
    // The list makes room for the message.
    expect(findAll(element, '[role=option]').length).to.equal(0);
    expect(statusOf(element)).to.equal('2 of 3');
  });

  it('goes to the newest with Enter alone, and where one clicks', async () => {
    const element = await showElement('parley-find', found);
    const intents = collectIntents(element);
    boxOf(element).focus();
    pressKey(boxOf(element), 'Enter');
    pressKey(boxOf(element), 'ArrowDown');
    findAll(element, '[role=option]')[2]?.click();
    expect(intents.map((intent) => (intent.type === 'show-message' ? intent.id : intent.type))).to.deep.equal(['w20', 'w10']);
  });

  it('goes on to older and newer results by buttons, which keep the focus', async () => {
    const element = await showElement('parley-find', found);
    const intents = collectIntents(element);
    const older = buttonNamed(element, 'Older result');
    older.focus();
    for (let i = 0; i < 4; i++) older.click();
    buttonNamed(element, 'Newer result').click();
    const ids = intents.map((intent) => (intent.type === 'show-message' && intent.isFocusKept === true ? intent.id : intent.type));
    expect(ids).to.deep.equal(['w20', 'w14', 'w10', 'w14']);
    expect(element.shadowRoot?.activeElement === older).to.equal(true);
    expect(statusOf(element)).to.equal('2 of 3');
  });

  it('looks further back when asked, and before the last result is left', async () => {
    const element = await showElement('parley-find', { ...found, hasMore: true });
    const intents = collectIntents(element);
    boxOf(element).focus();
    buttonNamed(element, 'Look further back').click();
    for (let i = 0; i < 3; i++) pressKey(boxOf(element), 'ArrowDown');
    expect(intents).to.deep.equal([{ type: 'find-more' }, { type: 'find-more' }]);
    // What comes in between does not lead away from where one is.
    const [first] = galleryFound;
    if (first === undefined) return;
    await setState(element, { ...found, found: [{ ...first, id: 'new' }, ...galleryFound] });
    expect(activeOf(element)).to.deep.equal(['w10']);
    await setState(element, { ...found, query: 'another' });
    expect(activeOf(element)).to.deep.equal([]);
  });

  it('goes to a day, as it begins here', async () => {
    const element = await showElement('parley-find', sampleFind());
    const intents = collectIntents(element);
    const date = findOne<HTMLInputElement>(element, 'input[type=date]');
    expect(date.labels?.[0]?.textContent).to.equal('Go to date');
    buttonNamed(element, 'Go').click();
    expect(intents).to.deep.equal([]);
    date.value = '2026-03-29';
    buttonNamed(element, 'Go').click();
    expect(intents).to.deep.equal([{ type: 'show-date', ridHex, time: new Date(2026, 2, 29).getTime() }]);
  });

  it('ends with Escape or its button: nothing is looked for any more', async () => {
    const element = await showElement('parley-find', found);
    const intents = collectIntents(element);
    let closings = 0;
    element.onclose = () => closings++;
    boxOf(element).value = 'rio';
    pressKey(boxOf(element), 'Escape');
    expect(boxOf(element).value).to.equal('');
    buttonNamed(element, 'Close the search').click();
    expect(closings).to.equal(2);
    expect(intents[0]).to.deep.equal({ type: 'find', roomHex: ridHex, query: '' });
    await setState(element, everywhere({}));
    expect(buttonsNamed(element, 'Close the search')).to.deep.equal([]);
  });

  it('says of each message who wrote it, when, and in all rooms where', async () => {
    const element = await showElement('parley-find', everywhere({ query: 'rio', found: galleryFound }));
    const [first] = findAll(element, '[role=option]');
    expect(first?.textContent).to.contain('Ben').and.to.contain('Saturday walks').and.to.contain('2026').and.to.contain('río');
    expect(first?.querySelector('mark')?.textContent).to.equal('río');
  });

  it('shows hostile text as text', async () => {
    const [sample] = galleryFound;
    if (sample === undefined) return;
    const hostile = hostileTexts.map((text, i) => ({
      ...sample,
      id: `h${i}`,
      authorName: text.slice(0, 60),
      roomName: text.slice(0, 60),
      excerpt: [
        { text, isMatch: false },
        { text, isMatch: true },
      ],
    }));
    const element = await showElement('parley-find', everywhere({ query: 'x', found: hostile }));
    expect(findAll(element, 'li img, li script, li a, li [onerror]').length).to.equal(0);
    expect(findAll(element, 'mark')[0]?.textContent).to.equal(hostileTexts[0]);
    expect(findAll(element, 'mark')[3]?.textContent).to.contain('[U+202E]');
  });
});
