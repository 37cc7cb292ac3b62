import { expect } from '@open-wc/testing';
import type { MessageView } from '../app/message-state.js';
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

describeElement('parley-messages', {
  conversation: sampleRoom(),
  empty: roomWith([]),
  'empty and alone': roomWith([], { connection: { ...sampleConnection, linked: 0, others: 0 } }),
  doubtful: roomWith([sampleMessage('a', 'x', { trust: 'changed' }), sampleMessage('b', '', { kind: 'unsupported' })]),
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
    details.open = true;
    const read = recipients.map((recipient) => ({ ...recipient, step: 'read' as const }));
    await setState(element, roomWith([sampleOwn('a', 'x', { delivery: 'read', recipients: read })]));
    expect(findOne(element, 'details') === details).to.equal(true);
    expect(details.open).to.equal(true);
    expect(details.querySelector('summary')?.textContent).to.equal('Read');
    expect([...details.querySelectorAll('li')].map((item) => item.textContent)).to.deep.equal(['Ben: Read', 'Cleo: Read']);
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
    expect(buttonsNamed(element, 'New messages').length).to.equal(0);
  });

  it('begins at the newest message, also when what is below it takes more room in the same turn', async () => {
    const lock = { ...sampleComposer, lock: 'unverified', unverifiedNames: ['Ben'] } as const;
    const element = await showElement('parley-app', sampleMain({ room: roomWith(numbered(0, 60), { composer: lock }) }));
    await nextFrames();
    expect(isAtEnd(findOne(element, '[role=log]'))).to.equal(true);
  });

  it('stays where the reader is, offers "New messages", and goes there', async () => {
    const element = await showTranscript(roomWith(numbered(0, 60)));
    const log = logOf(element);
    log.scrollTop = 300;
    await nextFrames();
    await setState(element, roomWith(numbered(0, 62)));
    expect(log.scrollTop).to.equal(300);
    buttonNamed(element, 'New messages').click();
    expect(isAtEnd(log)).to.equal(true);
    expect(buttonsNamed(element, 'New messages').length).to.equal(0);
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

  it('puts earlier messages above without a jump, and asks for them', async () => {
    const element = await showTranscript(roomWith(numbered(40, 100), { earlier: 40 }));
    const log = logOf(element);
    log.scrollTop = 60;
    await nextFrames();
    const intents = collectIntents(element);
    buttonNamed(element, 'Show earlier messages').click();
    expect(intents).to.deep.equal([{ type: 'show-earlier', ridHex: sampleRoom().ridHex }]);
    const inView = present(findAll(element, 'article').find((node) => node.getBoundingClientRect().top >= log.getBoundingClientRect().top));
    const before = inView.getBoundingClientRect().top;
    await setState(element, roomWith(numbered(0, 100), { earlier: 0 }));
    expect(Math.abs(inView.getBoundingClientRect().top - before)).to.be.below(2);
    expect(buttonsNamed(element, 'Show earlier messages').length).to.equal(0);
  });

  it('says that the newest message was read once, and only while it is on screen', async () => {
    const element = await showTranscript(roomWith(numbered(0, 60)));
    const intents = collectIntents(element);
    await setState(element, roomWith(numbered(0, 60), { earlier: 1 }));
    expect(intents).to.deep.equal([]);
    await setState(element, roomWith(numbered(0, 61)));
    expect(intents).to.deep.equal([{ type: 'mark-read', ridHex: sampleRoom().ridHex }]);
    logOf(element).scrollTop = 0;
    await nextFrames();
    await setState(element, roomWith(numbered(0, 62)));
    expect(intents.length).to.equal(1);
    buttonNamed(element, 'New messages').click();
    await nextFrames();
    expect(intents.length).to.equal(2);
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
