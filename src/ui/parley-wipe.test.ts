import { expect } from '@open-wc/testing';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findOne,
  setState,
  showAnswerable,
  showElement,
} from './element.fixture.js';
import { sampleMain, sampleWipe } from './gallery.fixture.js';

const unlock = { screen: 'unlock', profile: null, idleMinutes: null, isBusy: false, error: null } as const;

describeElement('parley-wipe-dialog', { asking: sampleWipe });
describeElement('parley-plate', {
  'deleting everything': { screen: 'wipe', error: null },
  'not everything is deleted': { screen: 'wipe', error: 'wipe-blocked' },
  'asked on the locked screen': { ...unlock, dialog: sampleWipe },
  damaged: { screen: 'fatal', error: 'vault-damaged' },
});

afterEach(clearElements);

describe('<parley-wipe-dialog>', () => {
  it('says what goes, that nothing brings it back, and that the others keep theirs and are not told', async () => {
    const element = await showAnswerable('parley-wipe-dialog', sampleWipe);
    expect(findOne(element, '#heading').textContent).to.equal('Delete everything on this device');
    for (const words of ['keys', 'rooms', 'all messages', 'Nothing brings them back', 'others keep', 'not told']) {
      expect(findOne(element, 'dialog').textContent).to.contain(words);
    }
  });

  it('asks to delete everything by one button, which neither Enter nor a double click reaches', async () => {
    const element = await showElement('parley-wipe-dialog', sampleWipe);
    const intents = collectIntents(element);
    expect(element.shadowRoot?.activeElement === findOne(element, '#heading')).to.equal(true);
    expect(buttonNamed(element, 'Delete everything now').disabled).to.equal(true);
    buttonNamed(element, 'Delete everything now').click();
    buttonNamed(element, 'Close').click();
    expect(intents).to.deep.equal([{ type: 'close-dialog' }]);
    const later = await showAnswerable('parley-wipe-dialog', sampleWipe);
    const asked = collectIntents(later);
    buttonNamed(later, 'Delete everything now').click();
    expect(asked).to.deep.equal([{ type: 'wipe' }]);
  });
});

describe('the way to delete everything', () => {
  it('begins at the foot of the rooms, with a passphrase or without', async () => {
    for (const hasPassphrase of [true, false]) {
      const element = await showElement('parley-room-list', sampleMain({ me: { name: 'Ada', fpHex: 'a1', hasPassphrase } }));
      const intents = collectIntents(element);
      buttonNamed(element, 'Delete everything…').click();
      expect(intents).to.deep.equal([{ type: 'open-wipe' }]);
    }
  });

  it('begins on the locked screen, though not while that is busy, and comes back to the field', async () => {
    const element = await showElement('parley-plate', unlock);
    const intents = collectIntents(element);
    buttonNamed(element, 'Delete everything…').click();
    expect(intents).to.deep.equal([{ type: 'open-wipe' }]);
    await setState(element, { ...unlock, dialog: sampleWipe });
    expect(findOne(element, 'dialog').matches(':modal')).to.equal(true);
    await setState(element, unlock);
    expect(element.shadowRoot?.activeElement === findOne(element, 'input')).to.equal(true);
    await setState(element, { ...unlock, isBusy: true });
    expect(buttonNamed(element, 'Delete everything…').disabled).to.equal(true);
  });

  it('begins where Parley cannot start because of what is stored, and nowhere else', async () => {
    for (const [error, count] of [
      ['vault-damaged', 1],
      ['vault-newer', 1],
      ['peerjs-missing', 0],
      ['storage-unavailable', 0],
    ] as const) {
      const element = await showElement('parley-plate', { screen: 'fatal', error });
      expect(buttonsNamed(element, 'Delete everything…').length, error).to.equal(count);
    }
  });

  it('says that it is at it, then what is left, and tries again', async () => {
    const element = await showElement('parley-plate', { screen: 'wipe', error: null });
    const intents = collectIntents(element);
    expect(findOne(element, '[role=status]').textContent).to.contain('Deleting everything');
    await setState(element, { screen: 'wipe', error: 'wipe-blocked' });
    expect(findOne(element, '[role=alert]').textContent).to.contain('Close all other tabs');
    expect(element.shadowRoot?.activeElement === findOne(element, 'h1')).to.equal(true);
    buttonNamed(element, 'Try again').click();
    expect(intents).to.deep.equal([{ type: 'wipe' }]);
  });
});
