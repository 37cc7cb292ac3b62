import { expect } from '@open-wc/testing';
import { camera } from './parley-qr-scanner.js';
import type { ParleyQrScanner } from './parley-qr-scanner.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findFirst,
  findOne,
  dialogClock,
  setState,
  showAnswerable,
  showElement,
} from './element.fixture.js';
import {
  galleryFp,
  hostileTexts,
  sampleDeleteRoom,
  sampleInvite,
  sampleKnock,
  sampleLeave,
  sampleRemove,
  sampleVerify,
} from './gallery.fixture.js';
import { sampleErase, sampleForward } from './gallery-messages.fixture.js';

const comparing = { ...sampleVerify, emoji: { step: 'comparing', indices: [0, 63, 21, 29, 36, 41, 7] } } as const;

describeElement('parley-erase-dialog', { mine: sampleErase, another: { ...sampleErase, isMine: false } });
describeElement('parley-forward-dialog', { somewhere: sampleForward, nowhere: { ...sampleForward, rooms: [] } });
describeElement('parley-invite-dialog', {
  'with a token': sampleInvite,
  'from a file, without': { ...sampleInvite, hasAddress: false, link: sampleInvite.code, hasToken: false, expires: null },
  busy: { ...sampleInvite, link: '', code: '', isBusy: true },
  'with several open': {
    ...sampleInvite,
    terms: { uses: 25, days: 30 },
    open: [...sampleInvite.open, { tokenHex: 'bb'.repeat(32), left: 3, uses: 5, expires: 0, by: 'Ben' }],
  },
});
describeElement('parley-remove-dialog', { asking: sampleRemove });
describeElement('parley-delete-room-dialog', { member: sampleDeleteRoom, alone: { ...sampleDeleteRoom, isAlone: true } });
describeElement('parley-leave-dialog', { founder: sampleLeave, alone: { ...sampleLeave, isAlone: true } });
describeElement('parley-verify-dialog', {
  idle: sampleVerify,
  comparing,
  'not connected, number not there yet': { ...sampleVerify, isLinked: false, safetyNumber: null },
  failed: { ...sampleVerify, trust: 'changed', emoji: { step: 'failed', error: 'sas-failed', retryAt: 0 } },
  verified: { ...sampleVerify, trust: 'verified' },
});
describeElement('parley-knock-dialog', {
  asking: sampleKnock,
  verified: { ...sampleKnock, trust: 'verified', isVerified: true, verifiedName: 'Cleo', earlierMessages: 0 },
});

afterEach(clearElements);

describe('every dialog', () => {
  it('is modal, named by its heading, and begins on the heading so that Enter answers nothing', async () => {
    const element = await showAnswerable('parley-knock-dialog', sampleKnock);
    const dialog = findOne<HTMLDialogElement>(element, 'dialog');
    expect(dialog.matches(':modal')).to.equal(true);
    expect(findOne(element, '#heading').textContent).to.equal('Cleo wants to join');
    expect(dialog.getAttribute('aria-labelledby')).to.equal('heading');
    expect(element.shadowRoot?.activeElement === findOne(element, '#heading')).to.equal(true);
  });

  it('asks to be closed by Escape and by "Close", and stays until the state says so', async () => {
    const element = await showAnswerable('parley-knock-dialog', sampleKnock);
    const intents = collectIntents(element);
    const dialog = findOne<HTMLDialogElement>(element, 'dialog');
    const escape = new Event('cancel', { cancelable: true });
    dialog.dispatchEvent(escape);
    expect(escape.defaultPrevented).to.equal(true);
    buttonNamed(element, 'Close').click();
    expect(dialog.open).to.equal(true);
    expect(intents).to.deep.equal([{ type: 'close-dialog' }, { type: 'close-dialog' }]);
  });

  it('keeps the focus when the button that had it goes', async () => {
    const element = await showAnswerable('parley-verify-dialog', sampleVerify);
    buttonNamed(element, 'Compare emoji').focus();
    await setState(element, comparing);
    expect(element.shadowRoot?.activeElement === findOne(element, '#heading')).to.equal(true);
  });

  it('asks, and opens again, when the browser closes it by itself', async () => {
    const element = await showAnswerable('parley-knock-dialog', sampleKnock);
    const intents = collectIntents(element);
    const dialog = findOne<HTMLDialogElement>(element, 'dialog');
    const closed = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    dialog.close();
    await closed;
    expect(intents).to.deep.equal([{ type: 'close-dialog' }]);
    expect(dialog.matches(':modal')).to.equal(true);
  });
});

describe('a dialog that has just come up', () => {
  for (const [tag, state, names] of [
    ['parley-verify-dialog', sampleVerify, ['They match', "They don't match"]],
    ['parley-knock-dialog', sampleKnock, ['Admit without verifying', 'Refuse']],
    ['parley-remove-dialog', sampleRemove, ['Remove']],
    ['parley-leave-dialog', sampleLeave, ['Leave']],
    ['parley-delete-room-dialog', sampleDeleteRoom, ['Delete the room here']],
    ['parley-invite-dialog', sampleInvite, ['Withdraw']],
  ] as const) {
    it(`cannot be answered in the first half second: ${tag}`, async () => {
      const element = await showElement(tag, state as never);
      const intents = collectIntents(element);
      await dialogClock.advance(499);
      for (const name of names) buttonNamed(element, name).click();
      expect(intents).to.deep.equal([]);
      await dialogClock.advance(1);
      for (const name of names) buttonNamed(element, name).click();
      expect(intents.length).to.equal(names.length);
    });
  }
});

describe('<parley-invite-dialog>', () => {
  it('shows link and code in readonly boxes with their labels', async () => {
    const element = await showElement('parley-invite-dialog', sampleInvite);
    const boxes = findAll<HTMLTextAreaElement>(element, 'textarea');
    expect(boxes.map((box) => [box.labels?.[0]?.textContent, box.value, box.readOnly])).to.deep.equal([
      ['Invite link', sampleInvite.link, true],
      ['Invite code', sampleInvite.code, true],
    ]);
  });

  it('copies and says so; marks the text when it may not', async () => {
    const element = await showElement('parley-invite-dialog', sampleInvite);
    const original = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    const copied: string[] = [];
    const saidAfter = async (name: string): Promise<string> => {
      const result = findFirst(element, '.result');
      const said = new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          if (result.textContent === '') return;
          observer.disconnect();
          resolve();
        }).observe(result, { childList: true });
      });
      buttonNamed(element, name).click();
      await said;
      return result.textContent;
    };
    try {
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: async (text: string) => void copied.push(text) },
      });
      expect(await saidAfter('Copy link')).to.equal('Link copied.');
      expect(await saidAfter('Copy code')).to.equal('Code copied.');
      expect(copied).to.deep.equal([sampleInvite.link, sampleInvite.code]);
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      expect(await saidAfter('Copy code')).to.contain('could not be copied');
      expect(element.shadowRoot?.activeElement === findOne(element, '#code')).to.equal(true);
    } finally {
      if (original === undefined) Reflect.deleteProperty(navigator, 'clipboard');
      else Object.defineProperty(navigator, 'clipboard', original);
    }
  });

  it('asks for a token, shows what was asked for, and follows the state when it could not be', async () => {
    const without = { ...sampleInvite, hasToken: false } as const;
    const element = await showElement('parley-invite-dialog', without);
    const intents = collectIntents(element);
    const box = findOne<HTMLInputElement>(element, '#token');
    box.click();
    expect(intents).to.deep.equal([{ type: 'set-invite-token', hasToken: true }]);
    await setState(element, { ...without });
    expect(box.checked).to.equal(false);
    expect(findOne(element, '.gives').textContent).to.not.contain('without being asked');
    await setState(element, sampleInvite);
    expect(box.checked).to.equal(true);
    expect(findOne(element, '#token-hint').textContent).to.contain('Works once, until');
    expect(findOne(element, '.gives').textContent).to.contain('without being asked');
  });

  it('explains why both boxes are the same on a file page', async () => {
    // Also while the invite is being made, so that nothing moves when it is there.
    const element = await showElement('parley-invite-dialog', { ...sampleInvite, hasAddress: false, link: '', code: '', isBusy: true });
    expect(element.shadowRoot?.textContent).to.contain('both boxes hold the code');
    await setState(element, { ...sampleInvite, hasAddress: false, link: sampleInvite.code });
    expect(element.shadowRoot?.textContent).to.contain('both boxes hold the code');
    await setState(element, sampleInvite);
    expect(findAll(element, 'p').filter((node) => node.checkVisibility() && node.textContent.includes('both boxes')).length).to.equal(0);
  });
});

describe('<parley-invite-dialog>: for how many, for how long, and those that are open', () => {
  it('asks for other terms, and marks them once they are so', async () => {
    const element = await showAnswerable('parley-invite-dialog', sampleInvite);
    const intents = collectIntents(element);
    const radio = (value: string): HTMLInputElement => findOne<HTMLInputElement>(element, `input[type=radio][value="${value}"]`);
    radio('25').click();
    radio('30').click();
    radio('7').click();
    expect(intents).to.deep.equal([
      { type: 'set-invite-terms', terms: { uses: 25, days: 7 } },
      { type: 'set-invite-terms', terms: { uses: 1, days: 30 } },
    ]);
    expect([radio('25').checked, radio('7').checked]).to.deep.equal([false, true]);
    await setState(element, { ...sampleInvite, terms: { uses: 25, days: 30 } });
    expect([radio('25').checked, radio('30').checked, radio('7').checked]).to.deep.equal([true, true, false]);
    expect(findOne(element, '#token-hint').textContent).to.contain('Works for 25 people, until');
    expect(findOne(element, '.gives').textContent).to.contain('Whoever has it, as long as it works');
    await setState(element, { ...sampleInvite, hasToken: false });
    expect(findAll(element, 'input[type=radio]').length).to.equal(0);
  });

  it('says of each open invite how many it lets in and whose it is, and withdraws the one that was pressed', async () => {
    const open = [...sampleInvite.open, { tokenHex: 'bb'.repeat(32), left: 3, uses: 5, expires: 0, by: '<i>Ben</i>' }];
    const element = await showAnswerable('parley-invite-dialog', { ...sampleInvite, open });
    const intents = collectIntents(element);
    const rows = findAll(element, '.open li');
    expect(rows[0]?.textContent).to.contain('Lets 1 more person in, until');
    expect(rows[1]?.textContent).to.contain('Of <i>Ben</i>: lets 3 more people in, until');
    rows[1]?.querySelector('button')?.click();
    expect(intents).to.deep.equal([{ type: 'withdraw-invite', ridHex: sampleInvite.ridHex, tokenHex: 'bb'.repeat(32) }]);
    await setState(element, { ...sampleInvite, open: [] });
    expect(findAll(element, '.open').length).to.equal(0);
  });
});

describe('<parley-remove-dialog>', () => {
  it('says what it does and does not do, and asks to remove whom it names', async () => {
    const element = await showAnswerable('parley-remove-dialog', { ...sampleRemove, name: '<b>Ben</b>' });
    const intents = collectIntents(element);
    expect(findOne(element, '#heading').textContent).to.equal('Remove <b>Ben</b>');
    const text = element.shadowRoot?.textContent;
    for (const said of [
      'gets nothing that is written here',
      'have they keep',
      'see when people here are online',
      'knock under another name',
    ])
      expect(text).to.contain(said);
    buttonNamed(element, 'Remove').click();
    expect(intents).to.deep.equal([{ type: 'remove', ridHex: sampleRemove.ridHex, fpHex: galleryFp.ben }]);
  });
});

describe('<parley-delete-room-dialog>', () => {
  it('says what goes and what the others keep, or that nobody else has it, and asks to delete', async () => {
    const element = await showAnswerable('parley-delete-room-dialog', sampleDeleteRoom);
    const intents = collectIntents(element);
    const text = (): string => element.shadowRoot?.textContent ?? '';
    expect(text()).to.contain('Saturday walks').and.to.contain('What the others have they keep').and.to.contain('leave it first');
    buttonNamed(element, 'Delete the room here').click();
    expect(intents).to.deep.equal([{ type: 'delete-room', ridHex: sampleDeleteRoom.ridHex }]);
    await setState(element, { ...sampleDeleteRoom, isMember: false });
    expect(text()).not.to.contain('leave it first');
    await setState(element, { ...sampleDeleteRoom, isAlone: true });
    expect(text()).to.contain('exists nowhere else').and.not.to.contain('What the others have');
  });
});

describe('<parley-leave-dialog>', () => {
  it('says what leaving means, to a founder also what nobody can do any more, and asks to leave', async () => {
    const element = await showAnswerable('parley-leave-dialog', sampleLeave);
    const intents = collectIntents(element);
    const text = (): string => element.shadowRoot?.textContent ?? '';
    expect(text()).to.contain('You founded this room').and.to.contain('as soon as one of them is online');
    buttonNamed(element, 'Leave').click();
    expect(intents).to.deep.equal([{ type: 'leave', ridHex: sampleLeave.ridHex }]);
    await setState(element, { ...sampleLeave, isFounder: false });
    expect(text()).to.not.contain('You founded this room');
    await setState(element, { ...sampleLeave, isAlone: true });
    expect(text()).to.not.contain('You founded this room').and.to.not.contain('one of them');
  });
});

describe('<parley-verify-dialog>', () => {
  it('shows the sixty digits as twelve groups of five', async () => {
    const element = await showAnswerable('parley-verify-dialog', sampleVerify);
    const group = findFirst(element, '[aria-labelledby=number-heading]');
    expect([...group.querySelectorAll('.number span')].map((span) => span.textContent.trim())).to.deep.equal(
      sampleVerify.safetyNumber?.match(/\d{5}/gu),
    );
    expect(group.textContent.replace(/\D/gu, '')).to.equal(sampleVerify.safetyNumber);
  });

  it('shows seven pictures with names, the same words on both sides', async () => {
    const element = await showAnswerable('parley-verify-dialog', comparing);
    const group = findFirst(element, '[aria-labelledby=emoji-heading]');
    expect([...group.querySelectorAll('li')].map((item) => item.textContent)).to.deep.equal([
      '🐶 Dog',
      '📌 Pin',
      '☁️ Cloud',
      '❤️ Heart',
      '👍 Thumbs up',
      '💡 Light bulb',
      '🐰 Rabbit',
    ]);
    expect(group.innerText).to.not.contain('Ben');
  });

  it('starts, answers and repeats the comparison, and only while connected', async () => {
    const element = await showAnswerable('parley-verify-dialog', sampleVerify);
    const intents = collectIntents(element);
    buttonNamed(element, 'Compare emoji').click();
    await setState(element, { ...sampleVerify, emoji: { step: 'offered' } });
    buttonNamed(element, 'Show my emoji').click();
    await setState(element, { ...sampleVerify, emoji: { step: 'waiting' } });
    expect(findAll(element, '[role=group] button').filter((node) => node.checkVisibility()).length).to.equal(0);
    await setState(element, { ...sampleVerify, emoji: { step: 'failed', error: 'sas-failed', retryAt: null } });
    buttonNamed(element, 'Compare emoji again').click();
    await setState(element, { ...sampleVerify, isLinked: false });
    expect(buttonNamed(element, 'Compare emoji').disabled).to.equal(true);
    expect(intents).to.deep.equal(Array.from({ length: 3 }, () => ({ type: 'start-emoji', fpHex: galleryFp.ben })));
  });

  it('asks to verify or to alarm by a click, and only when there is something to compare', async () => {
    const element = await showAnswerable('parley-verify-dialog', { ...sampleVerify, safetyNumber: null });
    const intents = collectIntents(element);
    expect(buttonNamed(element, 'They match').disabled).to.equal(true);
    await setState(element, { ...comparing, safetyNumber: null });
    buttonNamed(element, 'They match').click();
    buttonNamed(element, "They don't match").click();
    expect(intents).to.deep.equal([
      { type: 'confirm-match', fpHex: galleryFp.ben },
      { type: 'deny-match', fpHex: galleryFp.ben },
    ]);
  });

  it('shows a code to scan, and scans theirs only where there is a camera and somebody asks for it', async () => {
    const { isThere, open } = camera;
    let opened = 0;
    try {
      camera.isThere = () => Promise.resolve(false);
      camera.open = () => {
        opened++;
        return Promise.reject(new DOMException('', 'NotFoundError'));
      };
      const without = await showAnswerable('parley-verify-dialog', sampleVerify);
      expect(findOne(without, 'svg.qr').getAttribute('aria-label')).to.equal('QR code for Ben to scan');
      expect(buttonsNamed(without, 'Scan the code of Ben').length).to.equal(0);
      clearElements();
      camera.isThere = () => Promise.resolve(true);
      const element = await showAnswerable('parley-verify-dialog', sampleVerify);
      const intents = collectIntents(element);
      expect(opened).to.equal(0);
      buttonNamed(element, 'Scan the code of Ben').click();
      await Promise.resolve();
      const scanner = findOne(element, 'parley-qr-scanner');
      expect([opened, findAll(element, 'svg.qr').length]).to.deep.equal([1, 0]);
      (scanner as ParleyQrScanner).found('text');
      expect(intents).to.deep.equal([{ type: 'scan-code', fpHex: galleryFp.ben, text: 'text' }]);
      expect(findAll(element, 'parley-qr-scanner').length).to.equal(0);
    } finally {
      Object.assign(camera, { isThere, open });
    }
  });

  it('says what was scanned as loudly as it is, and leaves the answer to a click', async () => {
    const element = await showAnswerable('parley-verify-dialog', { ...sampleVerify, safetyNumber: null, scanned: 'match' });
    const said = (role: string): string[] =>
      findAll(element, `[role=group] [role=${role}]`).map(({ textContent }) => textContent.slice(0, 21));
    expect([said('status'), said('alert')]).to.deep.equal([['The code matches: it '], []]);
    expect(buttonNamed(element, 'They match').disabled).to.equal(false);
    for (const [scanned, words] of [
      ['not-me', 'This is the key of Be'],
      ['not-them', 'This is not the key t'],
      ['no-code', 'That is no code for v'],
    ] as const) {
      await setState(element, { ...sampleVerify, scanned });
      expect([said('status'), said('alert')]).to.deep.equal([[], [words]]);
      expect([buttonNamed(element, 'They match').disabled, buttonNamed(element, "They don't match").disabled]).to.deep.equal([
        scanned !== 'no-code',
        false,
      ]);
    }
  });

  it('says verified only when it is', async () => {
    const element = await showAnswerable('parley-verify-dialog', sampleVerify);
    for (const trust of ['unverified', 'invited', 'vouched', 'changed', 'forked', 'verified'] as const) {
      await setState(element, { ...sampleVerify, trust });
      const said = findAll(element, '[role=status]').filter((node) => node.checkVisibility());
      expect(
        said.map((node) => node.textContent),
        trust,
      ).to.deep.equal(trust === 'verified' ? ['You verified Ben.'] : []);
      const alarms = findAll(element, '[role=alert]').filter((node) => node.checkVisibility());
      expect(alarms.length, trust).to.equal(trust === 'changed' || trust === 'forked' ? 1 : 0);
    }
  });
});

describe('<parley-knock-dialog>', () => {
  it('asks for one of three answers', async () => {
    const element = await showAnswerable('parley-knock-dialog', sampleKnock);
    const intents = collectIntents(element);
    const { ridHex, fpHex } = sampleKnock;
    for (const name of ['Verify', 'Admit without verifying', 'Refuse']) buttonNamed(element, name).click();
    expect(intents).to.deep.equal([
      { type: 'open-verify', fpHex },
      { type: 'admit', ridHex, fpHex },
      { type: 'refuse', ridHex, fpHex },
    ]);
    expect(buttonsNamed(element, 'Admit').length).to.equal(0);
  });

  it('offers "Admit" once compared, and says how much the newcomer will read', async () => {
    const element = await showAnswerable('parley-knock-dialog', sampleKnock);
    expect(element.shadowRoot?.textContent).to.contain('246 earlier messages');
    await setState(element, { ...sampleKnock, trust: 'verified', isVerified: true, verifiedName: 'Cleo', earlierMessages: 0 });
    expect(buttonsNamed(element, 'Verify').length).to.equal(0);
    expect(buttonsNamed(element, 'Admit without verifying').length).to.equal(0);
    expect(buttonNamed(element, 'Admit').disabled).to.equal(false);
    expect(element.shadowRoot?.textContent).to.contain('no earlier messages');
  });

  it('warns of somebody under a name that was verified, and of nobody else', async () => {
    const element = await showAnswerable('parley-knock-dialog', { ...sampleKnock, trust: 'changed' });
    expect(findOne(element, '[role=alert]').textContent).to.contain('This is not the Cleo you compared with');
    expect(buttonsNamed(element, 'Admit without verifying').length).to.equal(1);
    await setState(element, sampleKnock);
    expect(findAll(element, '[role=alert]').filter((node) => node.checkVisibility()).length).to.equal(0);
  });

  it('says under which name somebody was verified when it is another now', async () => {
    const verified = { ...sampleKnock, trust: 'verified', isVerified: true, verifiedName: 'Cleo' } as const;
    const element = await showAnswerable('parley-knock-dialog', verified);
    expect(findOne(element, '.chip.good').textContent).to.equal('You compared with them, and it matched.');
    await setState(element, { ...verified, name: 'Boss' });
    expect(findOne(element, '.chip.good').textContent).to.contain('when they were called Cleo');
  });

  it('shows hostile names as text', async () => {
    const element = await showAnswerable('parley-knock-dialog', {
      ...sampleKnock,
      name: hostileTexts[0] ?? '',
      roomName: hostileTexts[3] ?? '',
    });
    expect(findAll(element, 'img, script').length).to.equal(0);
    expect(findOne(element, '#heading').textContent).to.contain('<img src=x onerror=');
    expect(element.shadowRoot?.textContent).to.contain('photo[U+202E]gpj.exe');
  });
});

describe('<parley-forward-dialog>', () => {
  it('shows what goes, and says when that is not all, and asks for the room that is pressed', async () => {
    const element = await showAnswerable('parley-forward-dialog', sampleForward);
    const intents = collectIntents(element);
    expect(findOne(element, 'blockquote').textContent).to.equal(sampleForward.text);
    buttonNamed(element, 'Kitchen table').click();
    expect(intents).to.deep.equal([{ type: 'forward', toHex: sampleForward.rooms[0]?.ridHex }]);
    await setState(element, { ...sampleForward, text: '😀'.repeat(281) });
    expect(findOne(element, 'blockquote').textContent).to.equal(`${'😀'.repeat(280)}…`);
  });
});
