import { expect } from '@open-wc/testing';
import type { Intent } from '../app/intents.js';
import type { MessageView, PlaceView } from '../app/message-state.js';
import type { RoomView } from '../app/room-state.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  present,
  setState,
  showElement,
} from './element.fixture.js';
import {
  hostileTexts,
  sampleComposer,
  sampleConnection,
  galleryBackfill,
  sampleInvite,
  sampleMain,
  sampleMessage,
  sampleOwn,
  sampleRoom,
} from './gallery.fixture.js';
import type { ParleyMessages } from './parley-messages.js';

const base = new Date(2026, 2, 14, 9).getTime();

function numbered(from: number, to: number): MessageView[] {
  return Array.from({ length: to - from }, (_, index) =>
    sampleMessage(`m${from + index}`, `message ${from + index}`, { time: base + (from + index) * 1000 }),
  );
}

const roomWith = (messages: readonly MessageView[], changes: Partial<RoomView> = {}): RoomView =>
  sampleRoom({ messages, earlier: 0, ...changes });

async function showTranscript(room: RoomView): Promise<ParleyMessages> {
  const element = await showElement('parley-messages', room);
  element.style.blockSize = '400px';
  // The size is told of, and acted on, before the next frame is painted.
  await nextFrames();
  return element;
}

const nextFrames = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
const logOf = (element: ParleyMessages): HTMLElement => findOne(element, '[role=log]');
const isAtEnd = (log: HTMLElement): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < 2;

const goneTo = (to: PlaceView['to'], id: string | null, takesFocus = false): PlaceView => ({ to, id, takesFocus, version: 7 });
const idsOf = (intents: readonly Intent[]): (string | null)[] =>
  intents.flatMap((intent) => (intent.type === 'look-at' ? [intent.id] : []));

/** The message at the top of the box if it were scrolled so far down. */
function idInView(element: ParleyMessages, scrollTop: number): string | undefined {
  const log = logOf(element);
  const top = log.getBoundingClientRect().top + scrollTop - log.scrollTop;
  return findAll(element, '.rows > [data-id]').find((row) => row.getBoundingClientRect().top >= top)?.dataset['id'];
}

describeElement('parley-recipients', {
  several: [
    { name: 'Ben', step: 'carried', carrier: 'Cleo' },
    { name: 'Cleo', step: 'read', carrier: null },
  ],
});
describeElement('parley-messages', {
  conversation: sampleRoom(),
  empty: roomWith([]),
  'empty and alone': roomWith([], { connection: { ...sampleConnection, linked: 0, others: 0 } }),
  doubtful: roomWith([sampleMessage('a', 'x', { trust: 'changed' }), sampleMessage('b', '', { kind: 'unsupported' })]),
  'far up': roomWith([sampleMessage('a', 'x'), sampleMessage('b', 'y')], { earlier: 7, later: 3, unread: 2, unreadFrom: 'b' }),
  'gone to': roomWith([sampleMessage('a', 'x')], { place: { to: 'message', id: 'a', takesFocus: true, version: 2 } }),
  dropped: roomWith([sampleMessage('a', '', { kind: 'missing' })], { droppedAt: 1_790_000_000_000 }),
  'several recipients': roomWith([
    sampleOwn('a', 'x', {
      delivery: 'carried',
      recipients: [
        { name: 'Ben', step: 'read', carrier: null },
        { name: 'Cleo', step: 'carried', carrier: 'Ben' },
      ],
    }),
  ]),
});

afterEach(clearElements);

describe('<parley-messages>', () => {
  it('shows one article a message with author, time, text and delivery in words', async () => {
    const element = await showTranscript(roomWith([sampleMessage('a', 'Hello'), sampleOwn('b', 'Hi')]));
    expect(logOf(element).getAttribute('aria-label')).to.equal('Messages');
    const [theirs, mine] = findAll(element, 'article');
    expect(theirs?.textContent).to.contain('Ben').and.to.contain('Hello');
    expect(theirs?.querySelector('time')?.dateTime).to.match(/^2026-03-14T/u);
    expect(mine?.textContent).to.contain('Ada (you)').and.to.contain('Hi').and.to.contain('Delivered');
  });

  for (const [step, carrier, words] of [
    ['waiting', null, 'Waiting'],
    ['carried', 'Cleo', 'Carried by Cleo'],
    ['carried', null, 'Carried'],
    ['delivered', null, 'Delivered'],
    ['read', null, 'Read'],
  ] as const) {
    it(`says "${words}" for ${step}`, async () => {
      const element = await showTranscript(
        roomWith([sampleOwn('a', 'x', { delivery: step, recipients: [{ name: 'Ben', step, carrier }] })]),
      );
      expect(findOne(element, '.delivery').textContent).to.equal(words);
    });
  }

  it('says nothing of delivery when one is alone, and never of other people’s messages', async () => {
    const element = await showTranscript(roomWith([sampleOwn('a', 'x', { delivery: null, recipients: [] }), sampleMessage('b', 'y')]));
    expect(findAll(element, '.delivery').map((node) => node.textContent)).to.deep.equal(['', '']);
  });

  it('names each recipient when there are several, and keeps opened details open', async () => {
    const recipients = [
      { name: 'Ben', step: 'delivered', carrier: null },
      { name: 'Cleo', step: 'waiting', carrier: null },
    ] as const;
    const element = await showTranscript(roomWith([sampleOwn('a', 'x', { delivery: 'waiting', recipients })]));
    const details = findOne<HTMLDetailsElement>(element, 'details');
    expect(findAll(element, 'li').length).to.equal(0);
    details.open = true;
    await nextFrames();
    const read = recipients.map((recipient) => ({ ...recipient, step: 'read' as const }));
    await setState(element, roomWith([sampleOwn('a', 'x', { delivery: 'read', recipients: read })]));
    expect(findOne(element, 'details') === details).to.equal(true);
    expect(details.open).to.equal(true);
    expect(details.querySelector('summary')?.textContent).to.equal('Read');
    expect(findAll(element, 'li').map((item) => item.textContent)).to.deep.equal(['Ben: Read', 'Cleo: Read']);
  });

  it('warns beside every message of somebody doubtful, and beside nobody else', async () => {
    const element = await showTranscript(
      roomWith([
        sampleMessage('a', 'x', { trust: 'unverified' }),
        sampleMessage('b', 'y', { trust: 'verified' }),
        sampleMessage('c', 'z', { trust: 'vouched' }),
      ]),
    );
    expect(findAll(element, 'article').map((article) => article.querySelector('.chip')?.textContent ?? '')).to.deep.equal([
      'Unverified',
      '',
      '',
    ]);
  });

  it('shows hostile text as text', async () => {
    const messages = hostileTexts.map((text, index) => sampleMessage(`h${index}`, text, { authorName: text.slice(0, 60) }));
    const element = await showTranscript(roomWith(messages));
    const articles = findAll(element, 'article');
    expect(findAll(element, 'article img, article script, article a, article [onerror]').length).to.equal(0);
    expect(articles[0]?.querySelector('.text')?.textContent).to.equal(hostileTexts[0]);
    expect(articles[2]?.querySelector('.text')?.textContent).to.equal(hostileTexts[2]);
    expect(articles[3]?.querySelector('.text')?.textContent).to.equal(
      'photo[U+202E]gpj.exe and [U+2066]isolated[U+2069] and [U+0000][U+001B][31m',
    );
    expect((globalThis as { __hostile?: unknown }).__hostile).to.equal(undefined);
    const log = logOf(element);
    expect(log.scrollWidth).to.be.at.most(log.clientWidth);
  });

  it('shows notices as sentences outside articles, and what it cannot show as such', async () => {
    const notice = sampleMessage('n', '', {
      kind: 'notice',
      authorName: 'Ada',
      notice: { what: 'admit', subject: '<b>Ben</b>', verifiedName: null },
    });
    const element = await showTranscript(roomWith([notice, sampleMessage('u', 'secret', { kind: 'unsupported' })]));
    expect(findOne(element, '.event').textContent).to.contain('Ada let <b>Ben</b> in');
    expect(findOne(element, 'article .text').textContent).to.equal('This needs a newer Parley to be shown.');
  });

  it('does not say by a new name who took it', async () => {
    const renamed = (verifiedName: string | null, changes: Partial<MessageView> = {}): RoomView =>
      roomWith([
        sampleMessage('n', '', {
          kind: 'notice',
          authorName: 'Ada',
          notice: { what: 'profile', subject: 'Ada', verifiedName },
          ...changes,
        }),
      ]);
    const element = await showTranscript(renamed(null));
    expect(findOne(element, '.event span').textContent).to.equal(
      'Someone you have not verified, with the fingerprint 3c3c3c3c…, took the name Ada',
    );
    await setState(element, renamed('Ben'));
    expect(findOne(element, '.event span').textContent).to.equal('Whom you verified as Ben took the name Ada');
    await setState(element, renamed(null, { isMine: true }));
    expect(findOne(element, '.event span').textContent).to.equal('You took the name Ada');
  });

  it('keeps every node by id when a window of a thousand moves', async () => {
    const all = numbered(0, 1000);
    const element = await showTranscript(roomWith(all, { earlier: 10 }));
    const before = new Map(findAll(element, 'article').map((node) => [node.dataset['id'], node]));
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((seen) => records.push(...seen));
    observer.observe(findOne(element, '.rows'), { childList: true });
    await setState(element, roomWith([...all.slice(1), ...numbered(1000, 1003)], { earlier: 11 }));
    observer.disconnect();
    const now = findAll(element, 'article');
    expect(now.length).to.equal(1002);
    expect(now.slice(0, 999).every((node) => before.get(node.dataset['id']) === node)).to.equal(true);
    // One article out, three in, and the day above the first one again.
    expect(records.flatMap(({ addedNodes }) => [...addedNodes]).length).to.equal(4);
  });

  it('stays at the newest message while the reader is there, also when it becomes smaller', async () => {
    const element = await showTranscript(roomWith(numbered(0, 60)));
    expect(isAtEnd(logOf(element))).to.equal(true);
    await setState(element, roomWith(numbered(0, 61)));
    expect(isAtEnd(logOf(element))).to.equal(true);
    element.style.blockSize = '200px';
    await nextFrames();
    expect(isAtEnd(logOf(element))).to.equal(true);
    expect(findAll(element, '.pill').length).to.equal(0);
  });

  it('begins at the newest message, also when what is below it takes more room in the same turn', async () => {
    const lock = { ...sampleComposer, lock: 'unverified', unverifiedNames: ['Ben'] } as const;
    const element = await showElement('parley-app', sampleMain({ room: roomWith(numbered(0, 60), { composer: lock }) }));
    await nextFrames();
    expect(isAtEnd(findOne(element, '[role=log]'))).to.equal(true);
  });

  it('stays where the reader is, says how many are new, and goes there', async () => {
    const element = await showTranscript(roomWith(numbered(0, 60)));
    const log = logOf(element);
    log.scrollTop = 300;
    await nextFrames();
    expect(findOne(element, '.pill').textContent).to.equal('Newest messages');
    await setState(element, roomWith(numbered(0, 62), { unread: 2 }));
    expect(log.scrollTop).to.equal(300);
    buttonNamed(element, '2 new messages').click();
    expect(isAtEnd(log)).to.equal(true);
    expect(findAll(element, '.pill').length).to.equal(0);
  });

  it('goes to the newest when these are outside the window, by asking for them', async () => {
    const element = await showTranscript(roomWith(numbered(0, 60), { later: 500 }));
    const intents = collectIntents(element);
    logOf(element).scrollTop = 1e6;
    await nextFrames();
    buttonNamed(element, 'Newest messages').click();
    expect(intents.at(-1)).to.deep.equal({ type: 'show-newest', ridHex: sampleRoom().ridHex });
    await setState(element, roomWith(numbered(460, 560), { earlier: 460, place: goneTo('newest', null) }));
    expect(isAtEnd(logOf(element))).to.equal(true);
    expect(findAll(element, '.pill').length).to.equal(0);
  });

  it('asks for more on either side in time, once a window, and says when the reader is back at the newest', async () => {
    const element = await showTranscript(roomWith(numbered(200, 300), { earlier: 200 }));
    const log = logOf(element);
    const intents = collectIntents(element);
    log.scrollTop -= 200;
    await nextFrames();
    log.scrollTop -= 100;
    await nextFrames();
    expect(intents.map(({ type }) => type)).to.deep.equal(['look-at']);
    expect(idsOf(intents)[0]).to.match(/^m2[89]\d$/u);
    log.scrollTop = 300;
    await nextFrames();
    log.scrollTop = 200;
    await nextFrames();
    expect(idsOf(intents).slice(1)).to.deep.equal([idInView(element, 300)]);
    await setState(element, roomWith(numbered(130, 280), { earlier: 130, later: 20 }));
    log.scrollTop = 1e6;
    await nextFrames();
    expect(idsOf(intents).length).to.equal(3);
    await setState(element, roomWith(numbered(200, 300), { earlier: 200 }));
    log.scrollTop = 1e6;
    await nextFrames();
    expect(idsOf(intents).at(-1)).to.equal(null);
  });

  it('keeps what is in view where it is, to the pixel, while the window slides either way', async () => {
    const element = await showTranscript(roomWith(numbered(200, 350), { earlier: 200, later: 500 }));
    const log = logOf(element);
    log.scrollTop = 2_000;
    await nextFrames();
    for (const from of [150, 90, 40, 100, 170, 260]) {
      const kept = present(findAll(element, 'article').find((row) => row.getBoundingClientRect().top >= log.getBoundingClientRect().top));
      const before = kept.getBoundingClientRect().top;
      await setState(element, roomWith(numbered(from, from + 150), { earlier: from, later: 700 - from }));
      expect(findAll(element, 'article').length).to.equal(150);
      if (kept.isConnected) expect(Math.abs(kept.getBoundingClientRect().top - before), `from ${from}`).to.be.below(1);
      await nextFrames();
    }
  });

  it('opens at the line before what is unread, in the upper third, and stays there until the reader moves', async () => {
    const unread = { unread: 40, unreadFrom: 'm60', place: goneTo('unread', 'm60') };
    const element = await showTranscript(roomWith([]));
    await setState(element, roomWith(numbered(0, 100), unread));
    const log = logOf(element);
    const line = (): number => findOne(element, '[role=separator]').getBoundingClientRect().top - log.getBoundingClientRect().top;
    expect(findOne(element, '[role=separator]').getAttribute('aria-label')).to.equal('New since you were here');
    expect(findOne(element, '[role=separator]').nextElementSibling?.getAttribute('data-id')).to.equal('m60');
    expect(line()).to.be.within(100, 140);
    const intents = collectIntents(element);
    await setState(element, roomWith(numbered(0, 101), { ...unread, unread: 41 }));
    expect(line()).to.be.within(100, 140);
    element.style.blockSize = '300px';
    await nextFrames();
    expect(line()).to.be.within(70, 105);
    expect(intents.filter(({ type }) => type === 'mark-read')).to.deep.equal([]);
    log.scrollTop = 1e6;
    await nextFrames();
    expect(intents.filter(({ type }) => type === 'mark-read').length).to.equal(1);
    expect(findAll(element, '[role=separator]').length).to.equal(1);
  });

  it('opens at the end when what is unread fits on the screen, and reads it', async () => {
    const room = roomWith(numbered(0, 100), { unread: 2, unreadFrom: 'm98', place: goneTo('unread', 'm98') });
    const element = await showTranscript(roomWith([]));
    const intents = collectIntents(element);
    await setState(element, room);
    await nextFrames();
    expect(isAtEnd(logOf(element))).to.equal(true);
    expect(intents.filter(({ type }) => type === 'mark-read').length).to.equal(1);
    await setState(element, roomWith(numbered(0, 110), { unreadFrom: 'm98', place: goneTo('unread', 'm98') }));
    expect(isAtEnd(logOf(element))).to.equal(true);
  });

  it('goes to a message, marks it and puts the focus on it, once', async () => {
    const element = await showTranscript(roomWith(numbered(0, 100)));
    const goal = { earlier: 300, later: 300, place: goneTo('message', 'm350', true) };
    await setState(element, roomWith(numbered(300, 450), goal));
    const log = logOf(element);
    const row = findOne(element, '.marked');
    expect(row.dataset['id']).to.equal('m350');
    expect(element.shadowRoot?.activeElement === row).to.equal(true);
    const { top, bottom } = row.getBoundingClientRect();
    expect(top).to.be.above(log.getBoundingClientRect().top + 50);
    expect(bottom).to.be.below(log.getBoundingClientRect().bottom - 50);
    row.blur();
    await setState(element, roomWith(numbered(300, 450), { ...goal, unread: 1 }));
    expect(element.shadowRoot?.activeElement).to.equal(null);
    const kept = { ...goal, place: { ...goneTo('message', 'm360'), version: 9 } };
    log.focus();
    await setState(element, roomWith(numbered(300, 450), kept));
    expect(findAll(element, '.marked').map(({ dataset }) => dataset['id'])).to.deep.equal(['m360']);
    expect(element.shadowRoot?.activeElement === log).to.equal(true);
  });

  it('goes to the end for a message of one’s own', async () => {
    const element = await showTranscript(roomWith(numbered(0, 60)));
    logOf(element).scrollTop = 300;
    await nextFrames();
    await setState(element, roomWith([...numbered(0, 60), sampleOwn('mine', 'x', { time: base + 70_000 })]));
    expect(isAtEnd(logOf(element))).to.equal(true);
  });

  it('says at its top that older messages were dropped here, and asks for them back', async () => {
    const droppedAt = new Date(2026, 10, 27, 12).getTime();
    const element = await showTranscript(roomWith(numbered(40, 100), { earlier: 40, droppedAt }));
    const intents = collectIntents(element);
    expect(buttonsNamed(element, 'Get them back')).to.deep.equal([]);
    await setState(element, roomWith(numbered(0, 100), { droppedAt }));
    expect(findOne(element, '.dropped').textContent).to.contain(
      'Older messages were dropped from this device on Friday, November 27, 2026.',
    );
    buttonNamed(element, 'Get them back').click();
    expect(intents).to.deep.equal([{ type: 'get-back', ridHex: sampleRoom().ridHex }]);
    await setState(element, roomWith(numbered(0, 100)));
    expect(findAll(element, '.dropped')).to.deep.equal([]);
  });

  it('says of a message what is not here of it', async () => {
    const kinds = ['erased', 'missing', 'unsupported'] as const;
    const element = await showTranscript(roomWith(kinds.map((kind) => sampleMessage(kind, 'never shown', { kind }))));
    expect(findAll(element, '.text').map(({ textContent }) => textContent)).to.deep.equal([
      'This message was deleted.',
      'This message is not on this device.',
      'This needs a newer Parley to be shown.',
    ]);
  });

  it('puts earlier messages above without a jump, and asks for them by a button, too', async () => {
    const element = await showTranscript(roomWith(numbered(40, 100), { earlier: 40 }));
    const log = logOf(element);
    log.scrollTop = 60;
    await nextFrames();
    const intents = collectIntents(element);
    buttonNamed(element, 'Show earlier messages').click();
    expect(intents).to.deep.equal([{ type: 'look-at', ridHex: sampleRoom().ridHex, id: 'm40' }]);
    const inView = present(findAll(element, 'article').find((node) => node.getBoundingClientRect().top >= log.getBoundingClientRect().top));
    const before = inView.getBoundingClientRect().top;
    await setState(element, roomWith(numbered(0, 100), { earlier: 0 }));
    expect(Math.abs(inView.getBoundingClientRect().top - before)).to.be.below(2);
    expect(buttonsNamed(element, 'Show earlier messages').length).to.equal(0);
  });

  it('says that the newest message was read once, and only while it is on screen', async () => {
    const element = await showTranscript(roomWith(numbered(0, 60)));
    const intents = collectIntents(element);
    const reads = (): number => intents.filter(({ type }) => type === 'mark-read').length;
    await setState(element, roomWith(numbered(0, 60), { earlier: 1 }));
    expect(intents).to.deep.equal([]);
    await setState(element, roomWith(numbered(0, 61)));
    expect(intents).to.deep.equal([{ type: 'mark-read', ridHex: sampleRoom().ridHex }]);
    logOf(element).scrollTop = 0;
    await nextFrames();
    await setState(element, roomWith(numbered(0, 62), { unread: 1 }));
    expect(reads()).to.equal(1);
    // The end of the window is not the end of the room.
    await setState(element, roomWith(numbered(0, 62), { unread: 1, later: 1 }));
    logOf(element).scrollTop = 1e6;
    await nextFrames();
    expect(reads()).to.equal(1);
    await setState(element, roomWith(numbered(0, 63), { unread: 1 }));
    logOf(element).scrollTop = 1e6;
    await nextFrames();
    expect(reads()).to.equal(2);
  });

  it('shows how far a long history has come, and its newest messages as not checked, by nobody if they are not known yet', async () => {
    const element = await showTranscript(roomWith([], { backfill: galleryBackfill }));
    const [progress] = findAll<HTMLProgressElement>(element, 'progress');
    expect([progress?.value, progress?.max]).to.deep.equal([3_200, 10_000]);
    expect(progress?.labels[0]?.textContent).to.equal('Fetching the history: 3,200 of 10,000');
    const articles = findAll(element, '.backfill article');
    expect(articles.map((article) => article.querySelector('.author')?.textContent)).to.deep.equal(['Someone', 'Ben']);
    expect(articles.every((article) => article.classList.contains('unchecked'))).to.equal(true);
    expect(findOne(element, '.backfill p.unchecked').textContent).to.contain('not checked yet');
    await setState(element, roomWith(numbered(0, 3)));
    expect(findAll(element, '.backfill, progress').length).to.equal(0);
  });

  it('reports nothing as read while a long history is on its way', async () => {
    const element = await showTranscript(roomWith(numbered(0, 3), { backfill: galleryBackfill }));
    const intents = collectIntents(element);
    await setState(element, roomWith(numbered(0, 4), { backfill: galleryBackfill }));
    expect(intents).to.deep.equal([]);
    await setState(element, roomWith(numbered(0, 4)));
    expect(intents).to.deep.equal([{ type: 'mark-read', ridHex: sampleRoom().ridHex }]);
  });

  it('does not say that a message was read behind a dialog or the people, and does so when they are gone', async () => {
    const room = roomWith(numbered(0, 3));
    const element = await showElement('parley-main', sampleMain({ room }));
    await nextFrames();
    const intents = collectIntents(element);
    const reads = (): number => intents.filter(({ type }) => type === 'mark-read').length;
    const later = roomWith(numbered(0, 4));
    await setState(element, sampleMain({ room: later, dialog: sampleInvite }));
    expect(reads()).to.equal(0);
    await setState(element, sampleMain({ room: later }));
    expect(reads()).to.equal(1);
    const [toggle] = buttonsNamed(element, 'People');
    if (toggle === undefined) return;
    toggle.click();
    await setState(element, sampleMain({ room: roomWith(numbered(0, 5)) }));
    expect(reads()).to.equal(1);
    buttonNamed(element, 'Close').click();
    expect(reads()).to.equal(2);
  });
});
