import { expect } from '@open-wc/testing';
import type { MentionView } from '../app/mention-state.js';
import type { RoomView } from '../app/room-state.js';
import {
  buttonsNamed,
  buttonNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  present,
  setState,
  showElement,
} from './element.fixture.js';
import { galleryFp, sampleMain, sampleMessage, sampleOwn, sampleRoom } from './gallery.fixture.js';

const ofMe: MentionView = { at: 0, length: 4, fpHex: galleryFp.ada, name: 'Ada', trust: 'self', hasNamesake: false };
const { ridHex } = sampleRoom();

/** A room with newer messages than those on the page. */
function away(mentionIds: readonly string[], goneTo: string | null): RoomView {
  const place = { to: 'message', id: goneTo, takesFocus: false, version: 2 } as const;
  return sampleRoom({ messages: [sampleMessage('a', '@Ada'), sampleMessage('b', '@Ada')], later: 5, mentionIds, place });
}

describeElement('parley-messages', {
  'mentions of people known in every way, in messages of oneself and of others': sampleRoom({
    messages: (['verified', 'invited', 'vouched', 'unverified', 'changed', 'forked', 'self'] as const).flatMap((trust, i) => {
      const mentions = [{ ...ofMe, trust, hasNamesake: i % 2 === 0 }];
      return [sampleMessage(`t${i}`, '@Ada', { mentions }), sampleOwn(`o${i}`, '@Ada', { mentions })];
    }),
  }),
  'mentions of oneself that are unread': { ...away(['a', 'b'], 'a'), messages: [sampleMessage('a', '@Ada', { mentions: [ofMe] })] },
});

afterEach(clearElements);

describe('transcript-pills', () => {
  it('lead from one unread mention to the next, and no further than the last', async () => {
    const element = await showElement('parley-messages', away(['a', 'b'], null));
    const intents = collectIntents(element);
    const go = (): void => buttonNamed(element, '@Mention of you').click();
    go();
    expect(intents.at(-1)).to.deep.equal({ type: 'show-message', ridHex, id: 'a' });
    await setState(element, away(['a', 'b'], 'a'));
    go();
    expect(intents.at(-1)).to.deep.equal({ type: 'show-message', ridHex, id: 'b' });
    await setState(element, away(['a', 'b'], 'b'));
    expect(buttonsNamed(element, '@Mention of you')).to.deep.equal([]);
    await setState(element, away([], null));
    expect(findAll(element, '.pill').length).to.equal(1);
  });
});

describe('a mention of oneself', () => {
  it('marks a message of somebody else by its edge and in words, and none of one’s own', async () => {
    const messages = [
      sampleMessage('a', '@Ada', { mentions: [ofMe] }),
      sampleOwn('b', '@Ada', { mentions: [ofMe] }),
      sampleMessage('c', '@Ada'),
    ];
    const element = await showElement('parley-messages', sampleRoom({ messages }));
    const said = findAll(element, 'article').map((row) => [row.classList.contains('to-me'), row.textContent.includes('Mentions you')]);
    expect(said).to.deep.equal([
      [true, true],
      [false, false],
      [false, false],
    ]);
    const edge = getComputedStyle(present(findAll(element, '.bubble')[0])).borderInlineStartWidth;
    expect(edge).to.equal('4px');
    await expect(element).to.be.accessible();
  });

  it('is in earlier versions, too, where they have it', async () => {
    const earlierVersions = [{ time: 0, text: '@Ada', mentions: [ofMe] }];
    const element = await showElement('parley-messages', sampleRoom({ messages: [sampleMessage('a', 'nobody', { earlierVersions })] }));
    findOne<HTMLDetailsElement>(element, '.versions').open = true;
    expect(findOne(element, '.versions .mention').textContent).to.equal('@Ada You');
  });

  it('marks the room in the list, apart from how many are unread, also where it is muted', async () => {
    const state = sampleMain({ rooms: sampleMain({}).rooms.map((room) => ({ ...room, unread: 3, isMentioned: true, isMuted: true })) });
    const element = await showElement('parley-room-list', state);
    const row = present(findAll(element, 'li button')[0]);
    expect(findAll(element, '.mentioned').length).to.equal(state.rooms.length);
    expect(row.textContent).to.match(/@you are mentioned.*3/u);
    await expect(element).to.be.accessible();
  });
});
