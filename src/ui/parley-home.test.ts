import { expect } from '@open-wc/testing';
import type { HomeView } from '../app/state.js';
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
import { sampleFind, sampleHome, sampleMain, sampleRoom, sampleSummary } from './gallery.fixture.js';

const withHome = (changes: Partial<HomeView>): ReturnType<typeof sampleMain> => sampleMain({ home: { ...sampleHome, ...changes } });

describeElement('parley-home', {
  'two ways on': sampleMain(),
  'a new room': withHome({ form: 'new-room' }),
  'joining with an error': withHome({ form: 'join', error: 'invite-malformed' }),
  'a foreign meeting point': withHome({ form: 'join', inviteText: 'abc', foreignServer: 'meet.example:9000' }),
});
describeElement('parley-notice-offer', { asked: true });
describeElement('parley-room-list', {
  rooms: sampleMain({ rooms: [sampleSummary({ unread: 3 }), sampleSummary({ ridHex: 'ff', phase: 'asking' })], room: sampleRoom() }),
  none: sampleMain({ rooms: [], me: { name: 'Ada', fpHex: 'aa', hasPassphrase: false } }),
});

afterEach(clearElements);

describe('<parley-home>', () => {
  it('asks for its forms, and shows one in the place of the choices', async () => {
    const element = await showElement('parley-home', sampleMain());
    const intents = collectIntents(element);
    buttonNamed(element, 'New room').click();
    buttonNamed(element, 'Join with an invite').click();
    expect(intents).to.deep.equal([
      { type: 'show-home-form', form: 'new-room' },
      { type: 'show-home-form', form: 'join' },
    ]);
    await setState(element, withHome({ form: 'join' }));
    expect(buttonsNamed(element, 'Join with an invite').length).to.equal(0);
    expect(element.shadowRoot?.activeElement === findOne(element, 'textarea')).to.equal(true);
    await setState(element, withHome({ form: 'none' }));
    expect(element.shadowRoot?.activeElement === buttonNamed(element, 'Join with an invite')).to.equal(true);
  });

  it('creates a room with a trimmed name, and none without', async () => {
    const element = await showElement('parley-home', withHome({ form: 'new-room' }));
    const intents = collectIntents(element);
    const field = findOne<HTMLInputElement>(element, 'input');
    typeInto(field, '  ');
    findOne<HTMLFormElement>(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    typeInto(field, ' Walks ');
    buttonNamed(element, 'Create room').click();
    expect(intents).to.deep.equal([{ type: 'create-room', name: 'Walks' }]);
  });

  it('joins with the button and with Enter', async () => {
    const element = await showElement('parley-home', withHome({ form: 'join' }));
    const intents = collectIntents(element);
    typeInto(findOne<HTMLTextAreaElement>(element, 'textarea'), ' code\n');
    buttonNamed(element, 'Join').click();
    pressKey(findOne(element, 'textarea'), 'Enter');
    expect(intents).to.deep.equal([
      { type: 'join', invite: 'code', isServerAccepted: false },
      { type: 'join', invite: 'code', isServerAccepted: false },
    ]);
  });

  it('goes back with the button and with Escape', async () => {
    const element = await showElement('parley-home', withHome({ form: 'join' }));
    const intents = collectIntents(element);
    buttonNamed(element, 'Back').click();
    pressKey(findOne(element, 'textarea'), 'Escape');
    expect(intents).to.deep.equal([
      { type: 'show-home-form', form: 'none' },
      { type: 'show-home-form', form: 'none' },
    ]);
  });

  it('takes an invite that came with the address, once', async () => {
    const element = await showElement('parley-home', withHome({ form: 'join', inviteText: 'from-address' }));
    const field = findOne<HTMLTextAreaElement>(element, 'textarea');
    expect(field.value).to.equal('from-address');
    typeInto(field, 'mine');
    await setState(element, withHome({ form: 'join', inviteText: 'from-address', error: 'invite-malformed' }));
    expect(field.value).to.equal('mine');
  });

  it('asks about a foreign meeting point and agrees on the second press', async () => {
    const element = await showElement('parley-home', withHome({ form: 'join' }));
    const intents = collectIntents(element);
    typeInto(findOne<HTMLTextAreaElement>(element, 'textarea'), 'code');
    await setState(element, withHome({ form: 'join', inviteText: 'code', foreignServer: 'meet.example:9000' }));
    expect(findOne(element, '[role=alert]').textContent).to.contain('meet.example:9000');
    buttonNamed(element, 'Join').click();
    expect(intents).to.deep.equal([{ type: 'join', invite: 'code', isServerAccepted: true }]);
  });

  it('does not carry consent over to another invite', async () => {
    const element = await showElement('parley-home', withHome({ form: 'join' }));
    const intents = collectIntents(element);
    const field = findOne<HTMLTextAreaElement>(element, 'textarea');
    typeInto(field, 'code');
    await setState(element, withHome({ form: 'join', inviteText: 'code', foreignServer: 'meet.example:9000' }));
    typeInto(field, 'another');
    buttonNamed(element, 'Join').click();
    await setState(element, withHome({ form: 'join', foreignServer: null }));
    typeInto(field, 'code');
    buttonNamed(element, 'Join').click();
    expect(intents.map((intent) => intent.type === 'join' && intent.isServerAccepted)).to.deep.equal([false, false]);
  });

  it('does not take what was typed before the question came for what it is about', async () => {
    const element = await showElement('parley-home', withHome({ form: 'join', inviteText: 'code', isBusy: true }));
    const intents = collectIntents(element);
    typeInto(findOne<HTMLTextAreaElement>(element, 'textarea'), 'another');
    await setState(element, withHome({ form: 'join', inviteText: 'code', foreignServer: 'meet.example:9000' }));
    buttonNamed(element, 'Join').click();
    expect(intents).to.deep.equal([{ type: 'join', invite: 'another', isServerAccepted: false }]);
  });

  it('asks for nothing while busy', async () => {
    const element = await showElement('parley-home', withHome({ form: 'join', inviteText: 'code', isBusy: true }));
    const intents = collectIntents(element);
    buttonNamed(element, 'Join').click();
    pressKey(findOne(element, 'textarea'), 'Enter');
    expect(intents).to.deep.equal([]);
  });
});

describe('<parley-room-list>', () => {
  it('opens rooms, marks the open one, and says in words how each stands', async () => {
    const rooms = [sampleSummary({ unread: 3, online: 2 }), sampleSummary({ ridHex: 'bb', name: 'Other', phase: 'removed' })];
    const element = await showElement('parley-room-list', sampleMain({ rooms, room: sampleRoom() }));
    const intents = collectIntents(element);
    const buttons = findAll<HTMLButtonElement>(element, 'li button');
    expect(buttons.map((button) => button.getAttribute('aria-current'))).to.deep.equal(['page', null]);
    expect(buttons[0]?.textContent).to.contain('3 unread').and.to.contain('2 connected');
    expect(buttons[1]?.textContent).to.contain('You are no longer in this room');
    buttons[1]?.click();
    buttonNamed(element, 'Home').click();
    buttonNamed(element, 'Lock Parley').click();
    buttonNamed(element, 'Settings').click();
    expect(intents).to.deep.equal([
      { type: 'open-room', ridHex: 'bb' },
      { type: 'show-home' },
      { type: 'lock' },
      { type: 'open-settings' },
    ]);
  });

  it('says of a room that it is muted, and counts what is unread in it all the same', async () => {
    const element = await showElement('parley-room-list', sampleMain({ rooms: [sampleSummary({ unread: 3, isMuted: true })] }));
    expect(findOne(element, 'li button').textContent).to.contain('Muted').and.to.contain('3 unread');
  });

  it('offers to tell of messages when it is time, and takes either answer', async () => {
    const element = await showElement('parley-room-list', sampleMain({ isOfferingNotices: true }));
    const intents = collectIntents(element);
    buttonNamed(element, 'Tell me').click();
    buttonNamed(element, 'No').click();
    expect(intents).to.deep.equal([true, false].map((isWanted) => ({ type: 'answer-notice-offer', isWanted })));
    await setState(element, sampleMain());
    expect(findAll(element, 'parley-notice-offer').length).to.equal(0);
  });

  it('shows what was found in all rooms instead of the rooms, while something is looked for', async () => {
    const find = sampleFind({ roomHex: null, query: 'rio', found: galleryFound });
    const element = await showElement('parley-room-list', sampleMain({ find }));
    expect(findAll(element, '[role=option]').length).to.equal(galleryFound.length);
    expect(findAll(element, '[aria-label=Rooms] li').filter((row) => row.checkVisibility())).to.deep.equal([]);
    await setState(element, sampleMain());
    expect(findAll(element, '[role=option]')).to.deep.equal([]);
    expect(findAll(element, '[aria-label=Rooms] li').every((row) => row.checkVisibility())).to.equal(true);
    // Where there is nothing to look through there is no box.
    await setState(element, sampleMain({ rooms: [] }));
    expect(findAll(element, 'parley-find')).to.deep.equal([]);
  });

  it('cannot be locked without a passphrase and says so', async () => {
    const element = await showElement('parley-room-list', sampleMain({ me: { name: 'Ada', fpHex: 'aa', hasPassphrase: false } }));
    expect(buttonsNamed(element, 'Lock Parley').length).to.equal(0);
    expect(findOne(element, '.warning').textContent).to.contain('No passphrase');
    expect(buttonsNamed(element, 'Settings').length).to.equal(1);
  });
});
