import { expect } from '@open-wc/testing';
import type { RoomView } from '../app/room-state.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findFirst,
  findOne,
  present,
  pressKey,
  setState,
  showElement,
} from './element.fixture.js';
import { galleryFp, sampleComposer, sampleConnection, sampleMe, samplePerson, sampleRoom } from './gallery.fixture.js';
import type { ParleyFind } from './parley-find.js';
import { sayDay, sayMoment } from './strings.js';

const everyone: RoomView = sampleRoom({
  people: [
    sampleMe,
    samplePerson({ role: 'admin' }),
    samplePerson({ fpHex: galleryFp.cleo, name: 'Cleo', trust: 'changed', isLinked: false, powers: ['promote', 'remove'] }),
    samplePerson({ fpHex: galleryFp.dan, name: 'Dan', trust: 'unverified', isMismatched: true }),
  ],
  knocks: [{ fpHex: galleryFp.eve, name: 'Eve' }],
  isVerified: false,
});

describeElement('parley-room', {
  'all well': sampleRoom(),
  asking: sampleRoom({ phase: 'asking', messages: [], composer: { ...sampleComposer, lock: 'not-in' } }),
  refused: sampleRoom({ phase: 'refused', error: 'knock-refused', composer: { ...sampleComposer, lock: 'not-in' } }),
});
describeElement('parley-membership', { 'may decide': sampleRoom(), 'may not': sampleRoom({ admission: 'admins', powers: ['leave'] }) });
describeElement('parley-people', { everyone, 'one other': sampleRoom() });
describeElement('parley-room-options', {
  'all told': sampleRoom(),
  'nothing told': sampleRoom({ telling: { read: false, typing: false } }),
});
describeElement('parley-connection', {
  connected: sampleConnection,
  offline: { ...sampleConnection, signalling: 'offline', linked: 0, retryInSeconds: 4 },
  tampered: { ...sampleConnection, linked: 0, warning: 'handshake-failed' },
});

afterEach(clearElements);

describe('<parley-room>', () => {
  it('shows the padlock only when everyone is verified', async () => {
    const people = [sampleMe, samplePerson(), samplePerson({ fpHex: galleryFp.cleo, name: 'Cleo' })];
    const element = await showElement('parley-room', sampleRoom({ people, isVerified: false }));
    const chip = (): HTMLElement => findFirst(element, '.title > .chip');
    expect(chip().textContent).to.equal('Not everyone has been compared yet');
    expect(chip().querySelector('[data-glyph=lock]') === null).to.equal(true);
    expect(chip().classList.contains('good')).to.equal(false);
    await setState(element, sampleRoom({ people, isVerified: true }));
    expect(chip().textContent).to.equal('Everyone here is verified');
    expect(chip().querySelector('[data-glyph=lock]') !== null).to.equal(true);
    await setState(
      element,
      sampleRoom({ people: [sampleMe], isVerified: true, connection: { ...sampleConnection, linked: 0, others: 0 } }),
    );
    expect(chip().hidden).to.equal(true);
    expect(chip().textContent).to.equal('');
    // Of one other, their own sign beside the name says it.
    await setState(element, sampleRoom());
    expect(chip().hidden).to.equal(true);
    expect(findOne(element, 'h1 [data-trust]').textContent).to.equal('Verified');
  });

  it('asks for an invite only when one may invite', async () => {
    const element = await showElement('parley-room', sampleRoom());
    const intents = collectIntents(element);
    buttonNamed(element, 'Invite').click();
    expect(intents.at(-1)).to.deep.equal({ type: 'open-invite' });
    await setState(element, sampleRoom({ powers: ['leave'] }));
    expect(buttonsNamed(element, 'Invite').length).to.equal(0);
  });

  it('says where entering stands, and offers a way out', async () => {
    const element = await showElement('parley-room', sampleRoom({ phase: 'asking' }));
    const intents = collectIntents(element);
    expect(findOne(element, '.phase').textContent).to.contain('Someone in the room is being asked');
    const steps = (): readonly string[] =>
      findAll(element, '.steps li').map((step) => `${step.getAttribute('aria-current') ?? ''} ${step.textContent}`);
    expect(steps()).to.deep.equal([' Someone who is in is founddone', 'step 2They let you in', ' 3The history comes']);
    await setState(element, sampleRoom({ phase: 'entering' }));
    expect(steps()[0]).to.equal('step 1Someone who is in is found');
    await setState(element, sampleRoom({ phase: 'asking' }));
    buttonNamed(element, 'Stop trying').click();
    await setState(element, sampleRoom({ phase: 'refused', error: 'knock-refused' }));
    expect(findOne(element, '.phase [role=alert]').textContent).to.contain('You were not let in');
    expect(steps()).to.deep.equal([]);
    expect(findFirst(element, 'parley-connection').hidden).to.equal(true);
    buttonNamed(element, 'Forget this room').click();
    const forget = { type: 'forget-room', ridHex: sampleRoom().ridHex };
    expect(intents.filter(({ type }) => type === 'forget-room')).to.deep.equal([forget, forget]);
    await setState(element, sampleRoom());
    expect(findAll(element, '.phase').length).to.equal(0);
  });

  it('says to one who has left whether the others know, and how to be rid of the room', async () => {
    const locked = { powers: [], composer: { ...sampleComposer, lock: 'not-in' } } as const;
    const element = await showElement('parley-room', sampleRoom({ phase: 'leaving', ...locked }));
    const intents = collectIntents(element);
    const card = (): string => findOne(element, '.phase').textContent;
    expect(card()).to.contain('You have left').and.to.contain('The others learn of it when one of them is online.');
    expect(findFirst(element, 'parley-composer').shadowRoot?.textContent).to.contain('You cannot write here any more.');
    expect(findFirst(element, 'parley-connection').hidden).to.equal(false);
    expect(findFirst(element, 'parley-membership').hidden).to.equal(true);
    buttonNamed(element, 'Forget it without telling them').click();
    await setState(element, sampleRoom({ phase: 'left', ...locked }));
    expect(card()).to.contain('You have left this room').and.to.contain('The others know.');
    expect(findFirst(element, 'parley-connection').hidden).to.equal(true);
    buttonNamed(element, 'Forget this room').click();
    const forget = { type: 'forget-room', ridHex: sampleRoom().ridHex };
    expect(intents.filter(({ type }) => type === 'forget-room')).to.deep.equal([forget, forget]);
  });

  it('has the people at hand: beside the conversation, or behind a button that says so', async () => {
    const element = await showElement('parley-room', sampleRoom());
    const list = findFirst(element, 'ul[aria-label=People]');
    const [toggle] = buttonsNamed(element, 'People');
    if (toggle === undefined) {
      expect(list.checkVisibility()).to.equal(true);
      return;
    }
    expect(list.checkVisibility()).to.equal(false);
    toggle.click();
    expect(list.checkVisibility()).to.equal(true);
    expect(toggle.getAttribute('aria-expanded')).to.equal('true');
    expect(findOne(element, 'main').inert).to.equal(true);
    buttonNamed(element, 'Close').click();
    expect(list.checkVisibility()).to.equal(false);
    expect(findOne(element, 'main').inert).to.equal(false);
    expect(element.shadowRoot?.activeElement === toggle).to.equal(true);
  });
});

describe('<parley-people>', () => {
  it('says name and trust of each in words', async () => {
    const element = await showElement('parley-people', everyone);
    const items = [...findOne(element, 'ul[aria-label=People]').children].map((item) => item.textContent.replace(/\s+/gu, ' '));
    expect(items[0]).to.contain('Ada You');
    expect(items[0]).to.contain('Founded the room');
    expect(items[1]).to.contain('Ben Verified').and.to.contain('Connected now · Admin');
    expect(items[2]).to.contain('Cleo Identity changed').and.to.contain('Not connected yet');
    expect(items[3]).to.contain('Dan Unverified').and.to.contain('did not match');
    expect(items.filter((item) => /\bverified\b/iu.test(item)).length).to.equal(1);
  });

  it('says of whom more comes than is taken in, or something that cannot be shown, and of nobody else', async () => {
    const people = [
      samplePerson({ fpHex: galleryFp.ben }),
      samplePerson({ fpHex: galleryFp.cleo, heldUp: 'rate' }),
      samplePerson({ fpHex: galleryFp.dan, heldUp: 'full' }),
      samplePerson({ fpHex: 'e1'.repeat(32), heldUp: 'causes' }),
      samplePerson({ fpHex: 'e2'.repeat(32), heldUp: 'early' }),
    ];
    const element = await showElement('parley-people', sampleRoom({ people: [sampleMe, ...people] }));
    const said = findAll(element, 'li').map((item) => item.querySelector('.held-up')?.textContent ?? null);
    expect(said).to.deep.equal([
      null,
      null,
      'Sends more than is taken in. The rest comes later.',
      'Has sent as much as one person may here. More is not taken in.',
      'Wrote something that is not shown yet: what it builds on has not come.',
      'The clock there is ahead of the clock here. What is written is shown when its time comes.',
    ]);
    await setState(element, sampleRoom({ people: [sampleMe, ...people.map((person) => ({ ...person, heldUp: null }))] }));
    expect(findAll(element, '.held-up').length).to.equal(0);
  });

  it('says how each is there in words, and by a sign of another shape', async () => {
    const lastSeen = new Date(2026, 2, 14, 12, 0).getTime();
    const people = [
      samplePerson({ fpHex: galleryFp.ben }),
      samplePerson({ fpHex: galleryFp.cleo, presence: 'away' }),
      samplePerson({ fpHex: galleryFp.dan, presence: 'elsewhere' }),
      samplePerson({ fpHex: galleryFp.eve, presence: 'offline', lastSeen }),
      samplePerson({ fpHex: 'ff'.repeat(32), presence: 'offline' }),
    ];
    const element = await showElement('parley-people', sampleRoom({ people: [sampleMe, ...people] }));
    const facts = findAll(element, '.facts').map(({ textContent }) => textContent);
    expect(facts).to.deep.equal([
      'Founded the room',
      'Connected now',
      'Connected, but away',
      'Online, connected through others',
      `Last connected ${sayMoment(lastSeen)}`,
      'Not connected yet',
    ]);
    const shapes = findAll(element, '.sign').map((sign) => {
      const { borderWidth, borderRadius, blockSize } = getComputedStyle(sign);
      return [borderWidth, borderRadius, blockSize].join();
    });
    expect(shapes.length).to.equal(5);
    expect(new Set(shapes).size).to.equal(4);
    expect(findAll(element, '.sign').every((sign) => sign.getAttribute('aria-hidden') === 'true')).to.equal(true);
  });

  it("says on one's own line that one is open somewhere else, too, and on no other", async () => {
    for (const isElsewhereToo of [true, false]) {
      const people = [{ ...sampleMe, isElsewhereToo }, samplePerson()];
      const element = await showElement('parley-people', sampleRoom({ people }));
      const said = findAll(element, 'li').map(({ textContent }) => textContent?.includes('Also open somewhere else') ?? false);
      expect(said).to.deep.equal([isElsewhereToo, false]);
    }
  });

  it('says of each how they are known, and through whom', async () => {
    const verifiedAt = Date.UTC(2026, 2, 14, 12);
    const people = [
      sampleMe,
      samplePerson({ verifiedAt }),
      samplePerson({ name: 'Bea', verifiedName: 'Beate', verifiedAt }),
      samplePerson({ trust: 'invited', admittedBy: null, role: 'founder' }),
      samplePerson({ trust: 'vouched', admittedBy: 'Beate' }),
      samplePerson({ trust: 'unverified', admittedBy: 'Cleo' }),
      samplePerson({ trust: 'unverified', admittedBy: 'Ada', isAdmittedByMe: true }),
      samplePerson({ trust: 'changed', admittedBy: 'Cleo' }),
      samplePerson({ trust: 'changed', verifiedName: 'Dan', verifiedAt, admittedBy: 'Cleo' }),
      samplePerson({ trust: 'forked', verifiedName: null, admittedBy: 'Cleo' }),
      samplePerson({ trust: 'unverified', isMismatched: true, admittedBy: 'Cleo' }),
    ].map((person, index) => ({ ...person, fpHex: `${index}`.padStart(64, '0') }));
    const element = await showElement('parley-people', sampleRoom({ people }));
    const said = findAll(element, 'ul[aria-label=People] > li').map((row) => row.querySelector('.detail')?.textContent ?? '');
    expect(said).to.deep.equal([
      '',
      `You compared on ${sayDay(verifiedAt)}, and it matched.`,
      `You compared on ${sayDay(verifiedAt)}, when they were called Beate, and it matched.`,
      'Your invite names them.',
      'Let in by Beate, whom you compared with.',
      'Let in by Cleo: that is all you know of them. Could be anyone until you compare.',
      'You let them in. Could be anyone until you compare.',
      'Another key than before. Compare again before you write.',
      'You compared when they were called Dan. Now they use the name of someone else you compared with.',
      'Signed histories that contradict each other. Ask them, and compare again.',
      'You said it did not match. Do not trust what comes under this name.',
    ]);
    expect(findAll(element, '.facts').map((facts) => facts.textContent)).to.include.members([
      'Founded the room',
      'Connected now · Founded the room',
    ]);
  });

  it('offers to verify everybody but oneself, by name', async () => {
    const element = await showElement('parley-people', everyone);
    const intents = collectIntents(element);
    expect(buttonsNamed(element, 'Verify Ada').length).to.equal(0);
    buttonNamed(element, 'Verify Cleo').click();
    buttonNamed(element, 'Answer Eve').click();
    expect(intents).to.deep.equal([
      { type: 'open-verify', fpHex: galleryFp.cleo },
      { type: 'open-knock', ridHex: everyone.ridHex, fpHex: galleryFp.eve },
    ]);
  });

  it('offers what one may do with somebody, by name, and nothing else', async () => {
    const element = await showElement('parley-people', everyone);
    const intents = collectIntents(element);
    for (const name of ['Ada', 'Ben', 'Dan']) expect(buttonsNamed(element, `Remove ${name}`).length).to.equal(0);
    buttonNamed(element, 'Remove Cleo').click();
    buttonNamed(element, 'Make Cleo an admin').click();
    const { ridHex } = everyone;
    expect(intents).to.deep.equal([
      { type: 'open-remove', ridHex, fpHex: galleryFp.cleo },
      { type: 'set-role', ridHex, fpHex: galleryFp.cleo, role: 'admin' },
    ]);
    await setState(element, sampleRoom({ people: [sampleMe, samplePerson({ role: 'admin', powers: ['demote'] })] }));
    buttonNamed(element, 'Make Ben a member again').click();
    expect(intents.at(-1)).to.deep.equal({ type: 'set-role', ridHex, fpHex: galleryFp.ben, role: 'member' });
  });

  it('keeps the focus on a button while the list changes around it', async () => {
    const element = await showElement('parley-people', everyone);
    const button = buttonNamed(element, 'Verify Cleo');
    button.focus();
    await setState(element, { ...everyone, people: [...everyone.people.slice(2), samplePerson({ name: 'Bea' })], knocks: [] });
    expect(element.shadowRoot?.activeElement === button).to.equal(true);
    expect(buttonsNamed(element, 'Answer Eve').length).to.equal(0);
  });

  it('shows hostile names as text', async () => {
    const name = '<img src=x onerror=alert(1)>\u202Eneb';
    const element = await showElement('parley-people', sampleRoom({ people: [samplePerson({ name })] }));
    expect(findAll(element, 'img').length).to.equal(0);
    expect(findOne(element, 'bdi').textContent).to.equal('<img src=x onerror=alert(1)>[U+202E]neb');
  });
});

describe('<parley-room-options>', () => {
  it('shows what is told, and asks for another answer', async () => {
    const element = await showElement('parley-room-options', sampleRoom({ telling: { read: false, typing: true } }));
    const intents = collectIntents(element);
    const [read, typing] = findAll<HTMLInputElement>(element, 'input[type=checkbox]').map(present) as [HTMLInputElement, HTMLInputElement];
    expect([read.labels?.[0]?.textContent, typing.labels?.[0]?.textContent]).to.deep.equal([
      'Tell people here what I have read',
      'Show when I am writing',
    ]);
    expect([read.checked, typing.checked]).to.deep.equal([false, true]);
    read.click();
    typing.click();
    const { ridHex } = sampleRoom();
    expect(intents).to.deep.equal([
      { type: 'set-telling', ridHex, what: 'read', isTold: true },
      { type: 'set-telling', ridHex, what: 'typing', isTold: false },
    ]);
    await setState(element, sampleRoom({ telling: { read: true, typing: false } }));
    expect([read.checked, typing.checked]).to.deep.equal([true, false]);
  });

  it('mutes the room, and not any more, marked once that is so', async () => {
    const element = await showElement('parley-room-options', sampleRoom());
    const intents = collectIntents(element);
    const mute = findOne<HTMLInputElement>(element, '#mute');
    expect(mute.labels?.[0]?.textContent).to.equal('Mute it');
    mute.click();
    expect(mute.checked).to.equal(false);
    await setState(element, sampleRoom({ isMuted: true }));
    expect(mute.checked).to.equal(true);
    mute.click();
    const { ridHex } = sampleRoom();
    expect(intents).to.deep.equal([true, false].map((isMuted) => ({ type: 'set-muted', ridHex, isMuted })));
  });

  it('says beside the switch what it does not undo', async () => {
    const element = await showElement('parley-room-options', sampleRoom());
    const [read] = findAll<HTMLInputElement>(element, 'input[type=checkbox]');
    const hint = findFirst(element, `#${read?.getAttribute('aria-describedby')}`);
    expect(hint.textContent).to.contain('What they were told before stays told');
  });

  it('is at the foot of the people, once one is in', async () => {
    const element = await showElement('parley-room', sampleRoom());
    const options = findFirst(element, 'parley-room-options');
    expect(options.hidden).to.equal(false);
    expect(options.previousElementSibling === findFirst(element, 'parley-compare-room')).to.equal(true);
    await setState(element, sampleRoom({ phase: 'asking' }));
    expect(options.hidden).to.equal(true);
  });
});

describe('<parley-membership>', () => {
  it('lets those who may decide who lets people in, and marks it once it is so', async () => {
    const element = await showElement('parley-membership', sampleRoom());
    const intents = collectIntents(element);
    const [any, admins] = findAll<HTMLInputElement>(element, 'input[type=radio]');
    admins?.click();
    any?.click();
    expect(intents).to.deep.equal([{ type: 'set-admission', ridHex: sampleRoom().ridHex, admission: 'admins' }]);
    expect([any?.checked, admins?.checked]).to.deep.equal([true, false]);
    await setState(element, sampleRoom({ admission: 'admins' }));
    expect([any?.checked, admins?.checked]).to.deep.equal([false, true]);
  });

  it('tells the others which it is', async () => {
    const element = await showElement('parley-membership', sampleRoom({ admission: 'admins', powers: ['leave'] }));
    expect(findAll(element, 'input').length).to.equal(0);
    expect(element.shadowRoot?.textContent).to.contain('Only admins may let people in.');
    await setState(element, sampleRoom({ powers: ['leave'] }));
    expect(element.shadowRoot?.textContent).to.contain('Anyone here may let people in.');
  });

  it('asks to leave, where one can', async () => {
    const element = await showElement('parley-membership', sampleRoom());
    const intents = collectIntents(element);
    buttonNamed(element, 'Leave this room').click();
    expect(intents).to.deep.equal([{ type: 'open-leave', ridHex: sampleRoom().ridHex }]);
    await setState(element, sampleRoom({ powers: [] }));
    expect(buttonsNamed(element, 'Leave this room').length).to.equal(0);
  });
});

describe('<parley-connection>', () => {
  it('is a status named "Connection" whose words do not count seconds', async () => {
    const offline = { ...sampleConnection, signalling: 'offline', linked: 0, retryInSeconds: 4 } as const;
    const element = await showElement('parley-connection', offline);
    const status = findOne(element, '[role=status]');
    expect(status.getAttribute('aria-label')).to.equal('Connection');
    expect(status.textContent).to.contain('Offline').and.to.not.match(/\d/u);
    expect(element.shadowRoot?.textContent).to.contain('Next try in 4 seconds');
    const intents = collectIntents(element);
    buttonNamed(element, 'Try now').click();
    expect(intents).to.deep.equal([{ type: 'reconnect' }]);
  });

  it('shows a sign that fits the words', async () => {
    const element = await showElement('parley-connection', sampleConnection);
    const look = (): string[] => {
      const { backgroundColor, borderRadius } = getComputedStyle(findFirst(element, '.dot'));
      return [backgroundColor, borderRadius];
    };
    const good = look();
    await setState(element, { ...sampleConnection, linked: 0 });
    const busy = look();
    await setState(element, { ...sampleConnection, linked: 0, signalling: 'offline' });
    const bad = look();
    expect(new Set([good[0], busy[0], bad[0]]).size).to.equal(3);
    expect(good[1]).to.equal('50%');
    expect(bad[1]).to.not.equal('50%');
  });

  it('says when someone may be tampering', async () => {
    const element = await showElement('parley-connection', { ...sampleConnection, linked: 0, warning: 'handshake-failed' });
    expect(findOne(element, '[role=alert]').textContent).to.contain('someone between you may be tampering');
    await setState(element, sampleConnection);
    expect(findAll(element, '[role=alert]').some((node) => node.checkVisibility())).to.equal(false);
  });
});

describe('<parley-room> finding', () => {
  const press = (init: KeyboardEventInit): boolean => pressKey(document.body, 'f', { ctrlKey: true, ...init });

  it('opens the search by its button, with the focus in the box, and gives it back', async () => {
    const element = await showElement('parley-room', sampleRoom());
    buttonNamed(element, 'Find in this room').click();
    await Promise.resolve();
    const [find] = findAll<ParleyFind>(element, 'parley-find');
    expect(element.shadowRoot?.activeElement === find).to.equal(true);
    expect(find?.shadowRoot?.activeElement?.getAttribute('type')).to.equal('search');
    buttonNamed(element, 'Close the search').click();
    await Promise.resolve();
    expect(findAll(element, 'parley-find')).to.deep.equal([]);
    expect(element.shadowRoot?.activeElement?.textContent).to.equal('Find in this room');
  });

  it('takes Ctrl+F and ⌘F, and leaves the second one to the browser', async () => {
    const element = await showElement('parley-room', sampleRoom());
    expect(press({ shiftKey: true })).to.equal(true);
    expect(findAll(element, 'parley-find').length).to.equal(0);
    expect(press({})).to.equal(false);
    await Promise.resolve();
    expect(findAll(element, 'parley-find').length).to.equal(1);
    expect(press({})).to.equal(true);
    findOne<HTMLTextAreaElement>(element, 'textarea').focus();
    expect(press({ ctrlKey: false, metaKey: true })).to.equal(false);
    await Promise.resolve();
    expect(element.shadowRoot?.activeElement?.localName).to.equal('parley-find');
  });

  it('leaves Ctrl+F to the browser behind a dialog, and while the room is not open', async () => {
    const element = await showElement('parley-room', sampleRoom());
    element.isCovered = true;
    expect(press({})).to.equal(true);
    element.isCovered = false;
    await setState(element, sampleRoom({ phase: 'opening' }));
    expect(press({})).to.equal(true);
    expect(findAll(element, 'parley-find').length).to.equal(0);
  });
});
