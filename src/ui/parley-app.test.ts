import { expect } from '@open-wc/testing';
import { deepActiveElement } from './dom.js';
import {
  buttonNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  mutationsDuring,
  setState,
  showElement,
} from './element.fixture.js';
import {
  gallery,
  sampleInvite,
  sampleKnock,
  sampleMain,
  sampleRoom,
  sampleSummary,
  sampleUnlock,
  sampleVerify,
} from './gallery.fixture.js';

describeElement('parley-main', {
  home: sampleMain(),
  room: sampleMain({ room: sampleRoom() }),
  'dialog and alert': sampleMain({ room: sampleRoom(), dialog: sampleKnock, alert: { id: 1, error: 'storage-full', subject: '' } }),
});
describeElement('parley-alert', { alert: { id: 1, error: 'storage-full', subject: 'Ben' } });
describeElement('parley-app', { home: sampleMain(), room: sampleMain({ room: sampleRoom() }) });

afterEach(clearElements);

/** Resolves when the window is called so. */
function untilTitle(title: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.title !== title) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    look();
  });
}

describe('<parley-app>', () => {
  for (const { name, state } of gallery) {
    it(`shows ${name}, writes nothing when it is shown again, and has no unnamed control`, async () => {
      const element = await showElement('parley-app', state);
      expect(element.shadowRoot?.childElementCount).to.equal(1);
      for (const control of findAll(element, 'button').filter((button) => button.checkVisibility())) {
        expect((control.getAttribute('aria-label') ?? control.textContent).trim(), control.outerHTML).to.not.equal('');
      }
      expect((await mutationsDuring(element, () => setState(element, structuredClone(state)))).length).to.equal(0);
      expect(findAll(element, 'img, script, style, [style]:not(textarea)').length).to.equal(0);
    });
  }

  it('names the window after what is unread, and after no room', async () => {
    const element = await showElement('parley-app', sampleMain({ rooms: [], room: sampleRoom({ name: 'Walks' }) }));
    expect(document.title).to.equal('Parley');
    await setState(element, sampleMain({ rooms: [sampleSummary({ unread: 2 }), sampleSummary({ ridHex: 'b', unread: 3 })] }));
    await untilTitle('(5) Parley');
    // A muted room is counted in its own row alone.
    await setState(
      element,
      sampleMain({ rooms: [sampleSummary({ unread: 2 }), sampleSummary({ ridHex: 'b', unread: 3, isMuted: true })] }),
    );
    await untilTitle('(2) Parley');
    await setState(element, sampleUnlock);
    expect(document.title).to.equal('Parley');
  });

  it('counts outside the page nothing that is read as it comes', async () => {
    const element = await showElement('parley-app', sampleMain({ rooms: [] }));
    let titles = 0;
    const observer = new MutationObserver(() => titles++);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    for (let i = 0; i < 3; i++)
      for (const unread of [1, 0]) {
        await setState(element, sampleMain({ rooms: [sampleSummary({ unread })] }));
        expect(document.title).to.equal('Parley');
      }
    await setState(element, sampleMain({ rooms: [sampleSummary({ unread: 4 })] }));
    await untilTitle('(4) Parley');
    observer.disconnect();
    expect(titles).to.equal(1);
  });

  it('gives the focus to each screen that appears, and leaves it alone within one', async () => {
    const element = await showElement('parley-app', sampleUnlock);
    await Promise.resolve();
    expect(deepActiveElement()?.id).to.equal('passphrase');
    await setState(element, sampleMain());
    await Promise.resolve();
    expect(deepActiveElement()?.textContent).to.equal('Hello, Ada');
    buttonNamed(element, 'New room').focus();
    await setState(element, sampleMain({ alert: { id: 1, error: 'storage-full', subject: '' } }));
    await Promise.resolve();
    expect(deepActiveElement()?.textContent).to.equal('New room');
  });

  it('passes intents of the innermost element up', async () => {
    const element = await showElement('parley-app', sampleMain({ room: sampleRoom() }));
    const intents = collectIntents(element);
    buttonNamed(element, 'Invite').click();
    expect(intents.at(-1)).to.deep.equal({ type: 'open-invite' });
  });
});

describe('<parley-main>', () => {
  it('makes another element for another room and keeps it for the same one', async () => {
    const element = await showElement('parley-main', sampleMain({ room: sampleRoom() }));
    const first = findOne(element, 'parley-room');
    await setState(element, sampleMain({ room: sampleRoom({ name: 'Renamed' }) }));
    expect(findOne(element, 'parley-room') === first).to.equal(true);
    await setState(element, sampleMain({ room: sampleRoom({ ridHex: 'ff' }) }));
    expect(findOne(element, 'parley-room') !== first).to.equal(true);
  });

  it('opens, changes and closes dialogs, and gives the focus back to where it was', async () => {
    const room = sampleRoom();
    const element = await showElement('parley-main', sampleMain({ room }));
    const invite = buttonNamed(element, 'Invite');
    invite.focus();
    await setState(element, sampleMain({ room, dialog: sampleInvite }));
    expect(findOne(element, 'dialog').matches(':modal')).to.equal(true);
    const first = findOne(element, 'parley-invite-dialog');
    await setState(element, sampleMain({ room, dialog: { ...sampleInvite, hasToken: false } }));
    expect(findOne(element, 'parley-invite-dialog') === first).to.equal(true);
    await setState(element, sampleMain({ room, dialog: sampleKnock }));
    await setState(element, sampleMain({ room, dialog: { ...sampleVerify, fpHex: sampleKnock.fpHex } }));
    expect(findAll(element, 'dialog').length).to.equal(1);
    await setState(element, sampleMain({ room }));
    expect(findAll(element, 'dialog').length).to.equal(0);
    expect(deepActiveElement() === invite).to.equal(true);
  });

  it('makes another dialog for another person', async () => {
    const element = await showElement('parley-main', sampleMain({ dialog: sampleVerify }));
    const first = findOne(element, 'parley-verify-dialog');
    await setState(element, sampleMain({ dialog: { ...sampleVerify, fpHex: 'ff', name: 'Cleo' } }));
    expect(findOne(element, 'parley-verify-dialog') !== first).to.equal(true);
    expect(findOne(element, '#heading').textContent).to.equal('Verify Cleo');
  });

  it('shows the home of the state it has when a room is left', async () => {
    const element = await showElement('parley-main', sampleMain({ room: sampleRoom() }));
    await setState(element, sampleMain());
    await Promise.resolve();
    expect(deepActiveElement()?.textContent).to.equal('Hello, Ada');
    expect(findAll(element, 'parley-room').length).to.equal(0);
  });
});

describe('<parley-alert>', () => {
  it('tells the same problem twice when it came twice, and asks to be dismissed', async () => {
    const element = await showElement('parley-alert', { id: 1, error: 'link-dead', subject: 'B<b>en' });
    const first = findOne(element, '[role=alert]');
    expect(first.textContent).to.contain('B<b>en: The connection broke off');
    await setState(element, { id: 1, error: 'link-dead', subject: 'B<b>en' });
    expect(findOne(element, '[role=alert]') === first).to.equal(true);
    await setState(element, { id: 2, error: 'link-dead', subject: 'B<b>en' });
    expect(findOne(element, '[role=alert]') !== first).to.equal(true);
    const intents = collectIntents(element);
    buttonNamed(element, 'Dismiss').click();
    expect(intents).to.deep.equal([{ type: 'dismiss-alert' }]);
    await setState(element, null);
    expect(findAll(element, '[role=alert]').length).to.equal(0);
  });

  it('says calmly what is well again', async () => {
    const element = await showElement('parley-alert', { id: 1, error: 'history-damaged', subject: 'Kitchen' });
    expect(findOne(element, '[role=alert]').textContent).to.contain('Kitchen: Part of what was stored here cannot be read');
    await setState(element, { id: 2, error: 'history-mended', subject: 'Kitchen' });
    expect(findAll(element, '[role=alert]').length).to.equal(0);
    expect(findOne(element, '[role=status]').textContent).to.contain('Kitchen: What the others here have');
  });
});
