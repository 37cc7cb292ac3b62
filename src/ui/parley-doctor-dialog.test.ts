import { expect } from '@open-wc/testing';
import {
  buttonNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  setState,
  showAnswerable,
} from './element.fixture.js';
import { sampleDoctor, sampleDoctorAlone } from './gallery-connection.fixture.js';
import { hostileTexts } from './gallery.fixture.js';

const [walks, kitchen] = sampleDoctor.rooms;

describeElement('parley-doctor-dialog', {
  'with links': sampleDoctor,
  'with nothing': sampleDoctorAlone,
  'with names that try': {
    ...sampleDoctor,
    rooms: hostileTexts.map((name, i) => ({ ridHex: `${i}`, name, signalling: 'paused' as const, links: [] })),
  },
});

afterEach(clearElements);

const textsOf = (element: HTMLElement, selector: string): string[] =>
  findAll(element, selector).map(({ textContent }) => textContent.trim());

describe('<parley-doctor-dialog>', () => {
  it('says of each link its way, its time and who sees the address, and claims nothing that is not known', async () => {
    const element = await showAnswerable('parley-doctor-dialog', sampleDoctor);
    const facts = findAll(element, '.links > li').map((line) =>
      Array.from(line.querySelectorAll('.facts > li'), ({ textContent }) => textContent),
    );
    expect(facts).to.deep.equal([
      ['Direct', '23 ms there and back', 'Can see your IP address'],
      ['Through a relay: slower, and just as sealed', '148 ms there and back', 'Cannot see your IP address'],
      ['Direct', '4 ms there and back'],
      ['Which way is not known', 'Time there and back not known', 'Whether your IP address can be seen is not known'],
    ]);
    expect(textsOf(element, '.links .name')).to.deep.equal(['Ben', 'Cleo', 'You, somewhere else', 'Someone']);
    expect(textsOf(element, '.room > p')).to.deep.equal([
      'At the meeting point: others can find you.',
      'Offline: the meeting point cannot be reached. Messages wait here',
      'Nobody is connected. Both sides need Parley open, unlocked, and at the same meeting point.',
    ]);
  });

  it('says of each server what came of asking it, and the next step', async () => {
    const element = await showAnswerable('parley-doctor-dialog', sampleDoctor);
    expect(textsOf(element, '.trials .said').map((text) => text.split(/[:.…]/u)[0])).to.deep.equal([
      'Works',
      'Cannot be reached, or lets nobody in',
      'Told this browser no address',
      'Refuses the user name or the password',
      'Being asked',
    ]);
    expect(findOne(element, '.trials').getAttribute('aria-live')).to.equal('polite');
    await setState(element, {
      ...sampleDoctor,
      trials: [
        { kind: 'turn', address: 'turn:a', outcome: 'silent' },
        { kind: 'stun', address: 'stun:a', outcome: 'works' },
      ],
    });
    expect(textsOf(element, '.trials .said')).to.deep.equal([
      'No relay came of it: it cannot be reached, or refuses the user name or the password. Check them, or try another.',
      'Works: it tells this browser how it is seen from outside.',
    ]);
  });

  it('says which kind of server is missing, and that relays alone reach nobody without one', async () => {
    const element = await showAnswerable('parley-doctor-dialog', { ...sampleDoctor, hasRelay: false, trials: [] });
    expect(element.shadowRoot?.textContent).to.contain('No STUN server is set').and.to.contain('No TURN server is set');
    await setState(element, sampleDoctorAlone);
    expect(findOne(element, '.notice').textContent).to.contain('nobody can be reached');
    expect(textsOf(element, '.trials .said')).to.deep.equal(['Not asked: with relays only it is not used.']);
  });

  it('tries again when nothing is under way, and leads to the settings', async () => {
    const element = await showAnswerable('parley-doctor-dialog', sampleDoctor);
    const intents = collectIntents(element);
    expect(buttonNamed(element, 'Test').disabled).to.equal(true);
    await setState(element, sampleDoctorAlone);
    buttonNamed(element, 'Test').click();
    buttonNamed(element, 'Settings').click();
    expect(intents).to.deep.equal([{ type: 'try-servers', texts: null }, { type: 'open-settings' }]);
  });

  it('keeps every node of a link whose time changes', async () => {
    const element = await showAnswerable('parley-doctor-dialog', sampleDoctor);
    const line = findAll(element, '.links > li')[0];
    const links = (walks?.links ?? []).map((link) => ({ ...link, roundTripMs: 99 }));
    await setState(element, {
      ...sampleDoctor,
      rooms: [{ ...walks, links } as (typeof sampleDoctor.rooms)[0], kitchen as (typeof sampleDoctor.rooms)[0]],
    });
    expect(findAll(element, '.links > li')[0]).to.equal(line);
    expect(line?.textContent).to.contain('99 ms');
  });
});
