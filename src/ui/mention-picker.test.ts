import { expect } from '@open-wc/testing';
import type { MemberView } from '../app/people-state.js';
import type { RoomView } from '../app/room-state.js';
import {
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
import { galleryFp, sampleComposer, sampleMe, samplePerson, sampleRoom } from './gallery.fixture.js';
import type { ParleyComposer } from './parley-composer.js';

const { ridHex } = sampleRoom();
const ben = samplePerson({ name: 'Ben María' });
const cleo = samplePerson({ name: 'Cleo', fpHex: galleryFp.cleo, trust: 'unverified' });
const people = [sampleMe, ben, cleo];
const among = (members: readonly MemberView[] = people, changes: Partial<RoomView['composer']> = {}): RoomView =>
  sampleRoom({ people: members, composer: { ...sampleComposer, ...changes } });
const boxOf = (element: ParleyComposer): HTMLTextAreaElement => findOne<HTMLTextAreaElement>(element, 'textarea');
const optionsOf = (element: ParleyComposer): HTMLElement[] => findAll(element, '[role="option"]');
const chosenOf = (element: ParleyComposer): string | null =>
  findAll(element, '[aria-selected="true"]')[0]?.querySelector('bdi')?.textContent ?? null;

/** A composer in which this was typed. */
async function typed(text: string, room = among()): Promise<ParleyComposer> {
  const element = await showElement('parley-composer', room);
  boxOf(element).focus();
  typeInto(boxOf(element), text);
  return element;
}

describeElement('parley-composer', {
  'mentioning somebody': among(people, { draft: 'Ask @Ben María', draftMentions: [{ at: 4, length: 10, fpHex: galleryFp.ben }] }),
});

afterEach(clearElements);

describe('mention-picker', () => {
  it('opens behind an @, says how many there are, and leads to one by arrow keys, over both ends', async () => {
    const element = await typed('hi @');
    const box = boxOf(element);
    expect(findOne(element, '.mentions [role="status"]').textContent).to.equal('2 people to mention');
    expect(optionsOf(element).map(({ textContent }) => textContent)).to.deep.equal(['BBen María Verified', 'CCleo Unverified']);
    expect([box.getAttribute('role'), box.getAttribute('aria-controls'), box.getAttribute('aria-haspopup')]).to.deep.equal([
      null,
      'mentions',
      'listbox',
    ]);
    for (const [key, name] of [
      ['ArrowDown', 'Cleo'],
      ['ArrowDown', 'Ben María'],
      ['ArrowUp', 'Cleo'],
    ] as const) {
      expect(pressKey(box, key)).to.equal(false);
      expect(chosenOf(element)).to.equal(name);
      expect(box.getAttribute('aria-activedescendant')).to.equal(findOne(element, '[aria-selected="true"]').id);
    }
    await expect(element).to.be.accessible();
  });

  it('mentions who is chosen by Enter, Tab or a press, and tells so with the draft and with what is sent', async () => {
    for (const choose of [
      (element: ParleyComposer): unknown => pressKey(boxOf(element), 'Enter'),
      (element: ParleyComposer): unknown => pressKey(boxOf(element), 'Tab'),
      (element: ParleyComposer): unknown => optionsOf(element)[0]?.click(),
    ]) {
      const element = await typed('hi @be');
      const intents = collectIntents(element);
      choose(element);
      const box = boxOf(element);
      expect([box.value, box.selectionStart, optionsOf(element).length]).to.deep.equal(['hi @Ben María ', 14, 0]);
      const mentions = [{ at: 3, length: 10, fpHex: galleryFp.ben }];
      expect(intents.at(-1)).to.deep.equal({ type: 'change-draft', ridHex, text: 'hi @Ben María ', mentions });
      expect(findOne(element, '#mentioned').textContent).to.equal('Mentions Ben María');
      expect(element.shadowRoot?.activeElement === box).to.equal(true);
      pressKey(box, 'Enter');
      expect(intents.at(-1)).to.deep.equal({ type: 'send', ridHex, text: 'hi @Ben María', mentions });
      expect(findAll(element, '#mentioned')).to.deep.equal([]);
      clearElements();
    }
  });

  it('does not take the focus from the box when it is pressed', async () => {
    const element = await typed('@');
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    optionsOf(element)[1]?.dispatchEvent(press);
    expect(press.defaultPrevented).to.equal(true);
  });

  it('closes by Escape with the text as it is, stays closed for that @, and opens for another', async () => {
    const element = await typed('@b');
    const intents = collectIntents(element);
    expect(pressKey(boxOf(element), 'Escape')).to.equal(false);
    typeInto(boxOf(element), '@be');
    expect([boxOf(element).value, optionsOf(element).length]).to.deep.equal(['@be', 0]);
    pressKey(boxOf(element), 'Enter');
    expect(intents.at(-1)).to.deep.equal({ type: 'send', ridHex, text: '@be' });
    typeInto(boxOf(element), '@b');
    expect(optionsOf(element).length).to.equal(1);
  });

  it('leaves keys to an input method, and modified ones to the box', async () => {
    const element = await typed('@');
    for (const init of [{ isComposing: true }, { keyCode: 229 }, { shiftKey: true }]) {
      expect(pressKey(boxOf(element), 'Enter', init), JSON.stringify(init)).to.equal(true);
      expect(boxOf(element).value).to.equal('@');
    }
    expect(optionsOf(element).length).to.equal(2);
  });

  it('is open only while somebody is sought and the box has the focus', async () => {
    const element = await typed('@x');
    expect(optionsOf(element).length).to.equal(0);
    typeInto(boxOf(element), 'cleo@b');
    expect(optionsOf(element).length).to.equal(0);
    typeInto(boxOf(element), '@b');
    expect(optionsOf(element).length).to.equal(1);
    boxOf(element).blur();
    expect(optionsOf(element).length).to.equal(0);
    expect(findOne(element, '.mentions [role="status"]').textContent).to.equal('');
  });

  it('tells people of one name apart, and lists no more of hundreds than a page holds', async () => {
    const twins = [ben, { ...ben, fpHex: galleryFp.eve, trust: 'unverified' as const }];
    const element = await typed('@', among([sampleMe, ...twins]));
    expect(optionsOf(element).map(({ textContent }) => textContent)).to.deep.equal([
      'BBen María Verified 3c3c3c3c',
      'BBen María Unverified 55555555',
    ]);
    const many = Array.from({ length: 300 }, (_, i) => samplePerson({ name: `Person ${i}`, fpHex: i.toString(16).padStart(64, '0') }));
    await setState(element, among(many));
    expect(optionsOf(element).length).to.equal(20);
    expect(findOne(element, '.mention-list > p').textContent).to.equal('280 more. Type on to find them.');
    typeInto(boxOf(element), '@person 29');
    expect(optionsOf(element).map((each) => each.querySelector('bdi')?.textContent)).to.include.members(['Person 29', 'Person 299']);
  });

  it('keeps to whom Enter chooses while others come and go', async () => {
    const element = await typed('@');
    pressKey(boxOf(element), 'ArrowDown');
    await setState(element, among([sampleMe, samplePerson({ name: 'Anna', fpHex: galleryFp.dan }), ben, cleo]));
    expect([optionsOf(element).length, chosenOf(element)]).to.deep.equal([3, 'Cleo']);
  });

  it('offers nobody more where as many are mentioned as may be', async () => {
    const draft = { draft: '@Cleo ', draftMentions: [{ at: 0, length: 5, fpHex: galleryFp.cleo }], mentionsMax: 1 };
    const element = await typed('@Cleo @', among(people, draft));
    expect(optionsOf(element).length).to.equal(0);
  });

  it('loses a mention whose letters are changed, and keeps one that is only moved, also of a message that is edited', async () => {
    const draft = { draft: '@Cleo, hi', draftMentions: [{ at: 0, length: 5, fpHex: galleryFp.cleo }] };
    const about = {
      mode: 'edit' as const,
      id: 'aa',
      quote: { id: 'aa', kind: 'text' as const, isMine: true, authorName: 'Ada', authorFpHex: galleryFp.ada, text: '' },
    };
    const element = await showElement('parley-composer', among(people, { ...draft, about }));
    const intents = collectIntents(element);
    const box = boxOf(element);
    box.focus();
    box.value = 'so @Cleo, hi';
    box.setSelectionRange(3, 3);
    box.dispatchEvent(new Event('input'));
    expect(intents.at(-1)).to.deep.equal({
      type: 'change-draft',
      ridHex,
      text: 'so @Cleo, hi',
      mentions: [{ at: 3, length: 5, fpHex: galleryFp.cleo }],
    });
    box.value = 'so @Clo, hi';
    box.setSelectionRange(6, 6);
    box.dispatchEvent(new Event('input'));
    expect(intents.at(-1)).to.deep.equal({ type: 'change-draft', ridHex, text: 'so @Clo, hi' });
    expect(findAll(element, '#mentioned')).to.deep.equal([]);
    pressKey(box, 'Escape');
    box.value = 'so';
    box.dispatchEvent(new Event('input'));
    pressKey(box, 'Enter');
    expect(intents.at(-1)).to.deep.equal({ type: 'send', ridHex, text: 'so', about: { mode: 'edit', id: 'aa' } });
  });
});
