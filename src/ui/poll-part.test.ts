import { expect } from '@open-wc/testing';
import type { PollView } from '../app/poll-state.js';
import type { RoomView } from '../app/room-state.js';
import {
  buttonNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  setState,
  showAnswerable,
  showElement,
  typeInto,
} from './element.fixture.js';
import { sampleComposer, sampleMessage, sampleRoom } from './gallery.fixture.js';
import { samplePoll, samplePollDialog } from './gallery-messages.fixture.js';

const { ridHex } = sampleRoom();
const polled = (poll: PollView, changes: Partial<RoomView> = {}): RoomView =>
  sampleRoom({ messages: [sampleMessage('aa', 'Supper?', { kind: 'poll', poll })], earlier: 0, ...changes });

describeElement('parley-poll-dialog', { fresh: samplePollDialog, 'not stored': { ...samplePollDialog, error: 'storage-full' } });

afterEach(clearElements);

describe('polls', () => {
  it('say what can be chosen, by how many it was, and whether one did', async () => {
    const element = await showElement('parley-messages', polled(samplePoll));
    expect(findOne(element, '.poll').innerText).to.contain('Poll: choose one answer').and.to.contain('2 people have answered');
    expect(findAll(element, '.option').map((option) => [option.textContent.trim(), option.getAttribute('aria-pressed')])).to.deep.equal([
      ['Soup 11 person chose it', 'false'],
      ['Pie 11 person chose it', 'true'],
      ['Nothing at all 00 people chose it', 'false'],
    ]);
    expect(findAll<HTMLProgressElement>(element, '.option progress').map(({ value, max }) => value / max)).to.deep.equal([0.5, 0.5, 0]);
    findOne<HTMLDetailsElement>(element, '.poll details').open = true;
    expect(findAll(element, '.poll details li').map((line) => line.innerText.replace(/[\u2066-\u2069]/gu, ''))).to.deep.equal([
      'Soup Ben',
      'Pie Ada',
    ]);
    await expect(element).to.be.accessible();
  });

  it('are answered by a press: another instead, or several, or none any more', async () => {
    const element = await showElement('parley-messages', polled(samplePoll));
    const intents = collectIntents(element);
    for (const option of findAll(element, '.option')) option.click();
    await setState(element, polled({ ...samplePoll, isMany: true }));
    for (const option of findAll(element, '.option')) option.click();
    expect(intents.flatMap((intent) => (intent.type === 'vote' ? [intent.choices] : []))).to.deep.equal([[0], [], [2], [0, 1], [], [1, 2]]);
    expect(intents.find(({ type }) => type === 'vote')).to.deep.equal({ type: 'vote', ridHex, id: 'aa', choices: [0] });
  });

  it('are not answered while the composer is locked', async () => {
    const element = await showElement('parley-messages', polled(samplePoll, { composer: { ...sampleComposer, lock: 'unverified' } }));
    const intents = collectIntents(element);
    for (const option of findAll(element, '.option')) option.click();
    expect(intents.filter(({ type }) => type === 'vote')).to.deep.equal([]);
  });

  it('shows hostile answers as text', async () => {
    const text = '\u202E<img src=x onerror=alert(1)>';
    const element = await showElement(
      'parley-messages',
      polled({
        isMany: false,
        voters: 1,
        options: [
          { text, names: ['<b>Ben</b>'], isMine: false },
          { text: 'b', names: [], isMine: false },
        ],
      }),
    );
    expect([findAll(element, '.poll img'), findAll(element, '.poll b')]).to.deep.equal([[], []]);
    expect(findAll(element, '.option')[0]?.textContent).to.contain('<img src=x onerror=alert(1)>').and.to.not.contain('\u202E');
  });
});

describe('<parley-poll-dialog>', () => {
  it('asks with what was typed, without empty answers, and says what is missing', async () => {
    const element = await showAnswerable('parley-poll-dialog', samplePollDialog);
    const intents = collectIntents(element);
    const type = (id: string, text: string): void => typeInto(findOne<HTMLInputElement>(element, `#${id}`), text);
    type('question', ' Supper? ');
    type('option-0', 'Soup');
    buttonNamed(element, 'Ask').click();
    expect(findOne(element, '[role=alert]').textContent).to.equal('Write a question and at least two answers.');
    buttonNamed(element, 'One more answer').click();
    expect(element.shadowRoot?.activeElement?.id).to.equal('option-3');
    type('option-3', 'Soup ');
    buttonNamed(element, 'Ask').click();
    expect(findOne(element, '[role=alert]').textContent).to.equal('Two answers are the same.');
    type('option-3', 'Pie');
    findOne<HTMLInputElement>(element, '#several').click();
    buttonNamed(element, 'Ask').click();
    expect(intents.filter(({ type }) => type === 'send-poll')).to.deep.equal([
      { type: 'send-poll', ridHex: samplePollDialog.ridHex, question: 'Supper?', options: ['Soup', 'Pie'], isMany: true },
    ]);
    expect(findAll(element, '[role=alert]')).to.deep.equal([]);
  });

  it('shows what was typed before it was closed, and tells of each change', async () => {
    const draft = { question: 'Supper?', options: ['Soup', '', 'Pie', ''], isMany: true };
    const element = await showElement('parley-poll-dialog', { ...samplePollDialog, draft });
    const intents = collectIntents(element);
    const boxes = findAll<HTMLInputElement>(element, 'input:not([type=checkbox])');
    expect(boxes.map(({ value }) => value)).to.deep.equal(['Supper?', 'Soup', '', 'Pie', '']);
    expect(findOne<HTMLInputElement>(element, '#several').checked).to.equal(true);
    typeInto(boxes[2] as HTMLInputElement, 'Rice');
    findOne<HTMLInputElement>(element, '#several').click();
    const changed = { type: 'change-poll', ridHex: samplePollDialog.ridHex, question: 'Supper?', options: ['Soup', 'Rice', 'Pie', ''] };
    expect(intents).to.deep.equal([
      { ...changed, isMany: true },
      { ...changed, isMany: false },
    ]);
    expect(boxes.map(({ value }) => value)).to.deep.equal(['Supper?', 'Soup', 'Rice', 'Pie', '']);
  });

  it('offers ten answers at most', async () => {
    const element = await showElement('parley-poll-dialog', samplePollDialog);
    while (findAll(element, 'button.quiet').length > 0) buttonNamed(element, 'One more answer').click();
    expect(findAll(element, '[id^=option-]:is(input)').length).to.equal(10);
  });
});
