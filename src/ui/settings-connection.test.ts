import { expect } from '@open-wc/testing';
import type { ConnectionSettingsView } from '../app/connection-state.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  setState,
  showAnswerable,
  typeInto,
} from './element.fixture.js';
import { sampleConnectionSettings, sampleOwnServers } from './gallery-connection.fixture.js';
import { sampleSettings } from './gallery.fixture.js';
import type { ParleySettingsDialog } from './parley-settings-dialog.js';

describeElement('parley-settings-dialog', { 'with servers of one’s own': { ...sampleSettings, connection: sampleOwnServers } });

afterEach(clearElements);

const withConnection = (changes: Partial<ConnectionSettingsView>) => ({
  ...sampleSettings,
  connection: { ...sampleConnectionSettings, ...changes },
});
const show = (changes: Partial<ConnectionSettingsView> = {}): Promise<ParleySettingsDialog> =>
  showAnswerable('parley-settings-dialog', withConnection(changes));
const box = (element: ParleySettingsDialog, id: string): HTMLInputElement => findOne<HTMLInputElement>(element, `#${id}`);

describe('the section "Connection"', () => {
  it('says how many people can see the address, and counts nobody of whom that is not known', async () => {
    const element = await show();
    for (const [seeing, unknown, words] of [
      [0, 0, 'Nobody here can see your IP address now.'],
      [1, 0, '1 person here can see your IP address.'],
      [3, 0, '3 people here can see your IP address.'],
      [3, 2, '3 people here can see your IP address. Of 2 here it is not known whether they can see your IP address.'],
      [0, 1, 'Of 1 here it is not known whether they can see your IP address.'],
    ] as const) {
      await setState(element, withConnection({ exposure: { seeing, unknown } }));
      expect(findOne(element, '.seen').textContent).to.equal(words);
    }
  });

  it('turns relays on and off by asking, and says when there are none', async () => {
    const element = await show();
    const intents = collectIntents(element);
    expect(findAll(element, '[aria-labelledby=connection] > .notice')).to.deep.equal([]);
    box(element, 'relay-only').click();
    expect([intents, box(element, 'relay-only').checked]).to.deep.equal([[{ type: 'set-relay-only', isOn: true }], false]);
    await setState(element, withConnection({ relayOnly: true }));
    expect(box(element, 'relay-only').checked).to.equal(true);
    expect(findOne(element, '[aria-labelledby=connection] > .notice').textContent).to.contain('nobody can be reached');
    await setState(element, withConnection({ relayOnly: true, hasRelay: true }));
    expect(findAll(element, '[aria-labelledby=connection] > .notice')).to.deep.equal([]);
  });

  it('asks for the servers as they stand in the boxes, to be used or tried', async () => {
    const element = await show();
    const intents = collectIntents(element);
    const [addSignalling, addIce] = buttonsNamed(element, 'Add');
    addSignalling?.click();
    typeInto(box(element, 'signalling-1'), 'https://own.example');
    addIce?.click();
    expect(findAll(element, '#username-1')).to.deep.equal([]);
    typeInto(box(element, 'ice-1'), 'turn:own.example');
    typeInto(box(element, 'username-1'), 'ana');
    typeInto(box(element, 'credential-1'), 'secret');
    expect(box(element, 'credential-1').type).to.equal('password');
    buttonNamed(element, 'Remove STUN or TURN server 1').click();
    expect([box(element, 'ice-0').value, box(element, 'username-0').value]).to.deep.equal(['turn:own.example', 'ana']);
    buttonNamed(element, 'Test').click();
    buttonNamed(element, 'Use these servers').click();
    const texts = {
      signalling: [...sampleConnectionSettings.texts.signalling, 'https://own.example'],
      ice: [{ url: 'turn:own.example', username: 'ana', credential: 'secret' }],
    };
    expect(intents).to.deep.equal([
      { type: 'try-servers', texts },
      { type: 'set-servers', texts },
    ]);
  });

  it('keeps what is typed while other things change, and takes what is in use by then', async () => {
    const element = await show();
    typeInto(box(element, 'signalling-0'), 'https://half');
    await setState(element, withConnection({ exposure: { seeing: 7, unknown: 0 } }));
    expect(box(element, 'signalling-0').value).to.equal('https://half');
    await setState(element, withConnection({ texts: sampleOwnServers.texts, isOwn: true, saves: 1 }));
    expect(box(element, 'signalling-0').value).to.equal(sampleOwnServers.texts.signalling[0]);
    expect(element.shadowRoot?.textContent).to.contain('In use now.');
    const intents = collectIntents(element);
    buttonNamed(element, 'Use the page’s own servers').click();
    expect(intents).to.deep.equal([{ type: 'use-page-servers' }]);
  });

  it('marks what is wrong, says why, and puts the focus there', async () => {
    const element = await show({ texts: sampleOwnServers.texts });
    for (const [fault, id, words] of [
      [{ error: 'signalling-address-invalid', list: 'signalling', index: 1 }, 'signalling-1', 'not the address of a meeting point'],
      [{ error: 'ice-address-invalid', list: 'ice', index: 0 }, 'ice-0', 'not the address of a STUN or TURN server'],
      [{ error: 'turn-login-missing', list: 'ice', index: 1 }, 'username-1', 'needs a user name and a password'],
    ] as const) {
      await setState(element, withConnection({ texts: sampleOwnServers.texts, fault }));
      expect(findAll(element, '.server [aria-invalid]')[0]?.id).to.equal(id);
      expect(element.shadowRoot?.activeElement?.id).to.equal(id);
      expect(findOne(element, `#${box(element, id).getAttribute('aria-describedby')}`).textContent).to.contain(words);
      expect(findOne(element, '.servers [role=alert]').textContent).to.contain(words);
    }
  });

  it('offers no ninth row', async () => {
    const ice = Array.from({ length: 8 }, (_, i) => ({ url: `stun:${i}`, username: '', credential: '' }));
    const element = await show({ texts: { signalling: ['https://a'], ice } });
    expect(buttonsNamed(element, 'Add')).to.have.length(1);
  });
});
