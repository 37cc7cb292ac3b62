import { expect } from '@open-wc/testing';
import { clearElements, collectIntents, findAll, findOne, setState, showElement } from './element.fixture.js';
import { sampleMessage, sampleRoom } from './gallery.fixture.js';
import { saySpan } from './timer-pieces.js';

const room = sampleRoom();
const { ridHex } = room;

afterEach(clearElements);

describe('messages that disappear', () => {
  it('say after how long, in the largest unit that fits', () => {
    expect([1, 8, 24, 25, 48, 168, 672, 8760].map(saySpan)).to.deep.equal([
      '1 hour',
      '8 hours',
      '1 day',
      '25 hours',
      '2 days',
      '1 week',
      '4 weeks',
      '365 days',
    ]);
  });

  it('are announced above the box, and to whoever hears what the box is for', async () => {
    const element = await showElement('parley-composer', { ...room, timerHours: 24 });
    expect(findOne(element, '#timer').innerText.trim()).to.equal('Messages here disappear after 1 day');
    expect(findOne(element, 'textarea').getAttribute('aria-describedby')?.split(' ')).to.include('timer');
    await expect(element).to.be.accessible();
    await setState(element, { ...room, timerHours: 0 });
    expect(findAll(element, '#timer')).to.deep.equal([]);
  });

  it('are chosen by those who may decide it, and only told to the others', async () => {
    const element = await showElement('parley-room-options', { ...room, timerHours: 5 });
    const intents = collectIntents(element);
    const radios = findAll<HTMLInputElement>(element, 'input[type=radio]');
    expect(radios.map((radio) => [radio.parentElement?.innerText.trim(), radio.checked])).to.deep.equal([
      ['Never', false],
      ['After 1 hour', false],
      ['After 5 hours', true],
      ['After 8 hours', false],
      ['After 1 day', false],
      ['After 1 week', false],
      ['After 4 weeks', false],
    ]);
    radios[0]?.click();
    radios[2]?.click();
    // The mark follows the state, not the click.
    expect([intents, radios[2]?.checked]).to.deep.equal([[{ type: 'set-timer', ridHex, hours: 0 }], true]);
    await setState(element, { ...room, timerHours: 5, powers: [] });
    expect([findAll(element, 'input[type=radio]').length, element.shadowRoot?.textContent]).to.satisfy(
      ([count, text]: [number, string]) => count === 0 && text.includes('Messages here disappear after 5 hours.'),
    );
  });

  it('say in their row when they go, and in the transcript who decided it', async () => {
    const vanishesAt = new Date(2026, 11, 4, 14, 8).getTime();
    const messages = [
      sampleMessage('aa', '', { kind: 'notice', notice: { what: 'timer-on', subject: '', hours: 168, verifiedName: null } }),
      sampleMessage('bb', 'soon gone', { vanishesAt }),
      sampleMessage('cc', 'stays'),
    ];
    const element = await showElement('parley-messages', sampleRoom({ messages, earlier: 0, timerHours: 168 }));
    expect(findOne(element, '.event').innerText).to.contain(
      'Ben decided that messages disappear after 1 week. What was written before stays',
    );
    const [details, ...others] = findAll<HTMLDetailsElement>(element, '.vanishing');
    expect([others, details?.querySelector('summary')?.getAttribute('aria-label')]).to.deep.equal([[], 'When it disappears']);
    if (details !== undefined) details.open = true;
    expect(details?.innerText).to.match(/^\s*Disappears on December 4, 2026 at 2:08.PM$/u);
    await expect(element).to.be.accessible();
  });
});
