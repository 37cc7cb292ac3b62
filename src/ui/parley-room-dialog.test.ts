import { expect } from '@open-wc/testing';
import type { RoomDialogView } from '../app/dialog-state.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  dialogClock,
  findAll,
  findFirst,
  findOne,
  present,
  setState,
  showAnswerable,
  showElement,
} from './element.fixture.js';
import { galleryFp, hostileTexts, sampleMe, samplePerson, sampleRoom, sampleRoomDialog } from './gallery.fixture.js';

const [ben, cleo, dan] = sampleRoomDialog.others as [RoomDialogView['others'][0], RoomDialogView['others'][0], RoomDialogView['others'][0]];
const changed: RoomDialogView = {
  ...sampleRoomDialog,
  fingerprint: { number: '12345'.repeat(6), emoji: [1, 2, 3, 4, 5, 6, 7] },
  others: [ben, dan],
  hasChanged: true,
};

describeElement('parley-room-dialog', {
  three: sampleRoomDialog,
  changed,
  'with an impostor, number not there yet': {
    ...sampleRoomDialog,
    fingerprint: null,
    others: [ben, { ...dan, name: 'Ben', trust: 'changed', isNamesake: true }],
  },
});
describeElement('parley-compare-room', { 'with others': sampleRoom() });

afterEach(clearElements);

/** The box before a name. */
function boxOf(element: HTMLElement, name: string): HTMLInputElement {
  const boxes = findAll<HTMLInputElement>(element, 'input[type=checkbox]');
  return present(boxes.find((box) => box.labels?.[0]?.textContent === name));
}

describe('<parley-room-dialog>', () => {
  it('shows pictures, number and people in groups that are named', async () => {
    const element = await showAnswerable('parley-room-dialog', sampleRoomDialog);
    expect(findOne(element, '#heading').textContent).to.equal('Compare the whole room');
    const groups = findAll(element, '[role=group]').map(
      (group) => findFirst(element, `#${group.getAttribute('aria-labelledby') ?? ''}`).textContent,
    );
    expect(groups).to.deep.equal(['Emoji', 'Room number', 'Who is comparing with you?']);
    expect(findAll(element, '.emoji li').map((item) => item.textContent)).to.deep.equal([
      '✏️ Pencil',
      '🌽 Corn',
      '🌽 Corn',
      '📁 Folder',
      '🎂 Cake',
      '🔒 Lock',
      '🐰 Rabbit',
    ]);
    expect([...findOne(element, '.number').children].map((part) => part.textContent.trim()).join(' ')).to.equal(
      '61163 43829 55087 07854 57101 29308',
    );
    expect(element.shadowRoot?.textContent).to.contain('You are Ada here');
    expect(element.shadowRoot?.textContent).to.contain('It counts only as a whole: every picture and every digit');
  });

  it('has nobody ticked at first, and asks for a match of those ticked alone', async () => {
    const element = await showAnswerable('parley-room-dialog', sampleRoomDialog);
    const intents = collectIntents(element);
    expect(findAll<HTMLInputElement>(element, 'input').map((box) => box.checked)).to.deep.equal([false, false, false]);
    expect(buttonNamed(element, 'They match').disabled).to.equal(true);
    boxOf(element, 'Cleo').click();
    boxOf(element, 'Ben').click();
    boxOf(element, 'Ben').click();
    buttonNamed(element, 'They match').click();
    expect(intents).to.deep.equal([
      {
        type: 'confirm-room-match',
        ridHex: sampleRoomDialog.ridHex,
        number: sampleRoomDialog.fingerprint?.number,
        ticked: [{ fpHex: galleryFp.cleo, name: 'Cleo' }],
      },
    ]);
    boxOf(element, 'Cleo').click();
    expect(buttonNamed(element, 'They match').disabled).to.equal(true);
  });

  it('says that they do not match without anybody ticked, and names nobody', async () => {
    const element = await showAnswerable('parley-room-dialog', sampleRoomDialog);
    const intents = collectIntents(element);
    buttonNamed(element, "They don't match").click();
    expect(intents).to.deep.equal([{ type: 'deny-room-match', ridHex: sampleRoomDialog.ridHex }]);
  });

  it('forgets every tick when members, or their names, change, and says that they did', async () => {
    const element = await showAnswerable('parley-room-dialog', sampleRoomDialog);
    const ticks = (): (string | undefined)[] =>
      findAll<HTMLInputElement>(element, 'input')
        .filter((box) => box.checked)
        .map((box) => box.labels?.[0]?.textContent);
    boxOf(element, 'Ben').click();
    // Whatever else is new leaves the ticks alone.
    await setState(element, { ...sampleRoomDialog, others: [{ ...ben, trust: 'forked' }, cleo, dan] });
    expect(ticks()).to.deep.equal(['Ben']);
    expect(findAll(element, '.notice').length).to.equal(0);
    await setState(element, changed);
    expect(ticks()).to.deep.equal([]);
    expect(buttonNamed(element, 'They match').disabled).to.equal(true);
    expect(findOne(element, '.notice[role=alert]').textContent).to.contain('Nobody was verified');
    boxOf(element, 'Ben').click();
    await setState(element, { ...changed, others: [ben, { ...dan, name: 'Danny' }] });
    expect(ticks()).to.deep.equal([]);
    // Back where it was, it is another list all the same.
    boxOf(element, 'Ben').click();
    await setState(element, { ...changed, fingerprint: null });
    await setState(element, { ...changed, others: [ben, { ...dan, name: 'Danny' }] });
    expect(ticks()).to.deep.equal([]);
  });

  it('lets nobody be ticked who shares a name, and says what to do', async () => {
    const others = [{ ...ben, isNamesake: true }, cleo];
    const element = await showAnswerable('parley-room-dialog', { ...sampleRoomDialog, others });
    expect(boxOf(element, 'Ben').disabled).to.equal(true);
    expect(boxOf(element, 'Cleo').disabled).to.equal(false);
    const known = findFirst(element, `#${boxOf(element, 'Ben').getAttribute('aria-describedby') ?? ''}`);
    expect(known.textContent).to.contain('Verified').and.to.contain('Someone else here has the same name');
  });

  it('can be neither ticked nor answered in the first half second, nor before the number is there', async () => {
    const element = await showElement('parley-room-dialog', sampleRoomDialog);
    const intents = collectIntents(element);
    await dialogClock.advance(499);
    boxOf(element, 'Ben').click();
    for (const name of ['They match', "They don't match"]) buttonNamed(element, name).click();
    await setState(element, { ...sampleRoomDialog, fingerprint: null });
    await dialogClock.advance(1);
    boxOf(element, 'Ben').click();
    for (const name of ['They match', "They don't match"]) buttonNamed(element, name).click();
    expect(boxOf(element, 'Ben').checked).to.equal(false);
    expect(intents).to.deep.equal([]);
    await setState(element, sampleRoomDialog);
    boxOf(element, 'Ben').click();
    buttonNamed(element, 'They match').click();
    expect(intents.length).to.equal(1);
  });

  it('shows hostile names as text', async () => {
    const others = hostileTexts.slice(0, 4).map((name, index) => ({ ...ben, fpHex: `${index}`.repeat(64), name }));
    const element = await showAnswerable('parley-room-dialog', { ...sampleRoomDialog, ownName: hostileTexts[0] ?? '', others });
    expect(findAll(element, 'img, script').length).to.equal(0);
    expect(element.shadowRoot?.textContent).to.contain('photo[U+202E]gpj.exe');
  });
});

describe('<parley-compare-room>', () => {
  it('asks for the comparison of the room on screen', async () => {
    const element = await showElement('parley-compare-room', sampleRoom());
    const intents = collectIntents(element);
    buttonNamed(element, 'Compare the whole room').click();
    expect(intents).to.deep.equal([{ type: 'open-room-comparison', ridHex: sampleRoom().ridHex }]);
  });

  it('offers nothing to one who is alone, or not in', async () => {
    const element = await showElement('parley-compare-room', sampleRoom({ people: [sampleMe] }));
    expect(buttonsNamed(element, 'Compare the whole room').length).to.equal(0);
    await setState(element, sampleRoom({ phase: 'asking', people: [sampleMe, samplePerson()] }));
    expect(buttonsNamed(element, 'Compare the whole room').length).to.equal(0);
    await setState(element, sampleRoom());
    expect(buttonsNamed(element, 'Compare the whole room').length).to.equal(1);
  });
});
