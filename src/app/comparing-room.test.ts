import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { RoomDialogView } from './dialog-state.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import type { Intent } from './intents.js';
import { readPerson } from './records.js';

interface ThreePeople {
  readonly here: TestNeighbourhood;
  readonly ana: TestInstallation;
  readonly ben: TestInstallation;
  readonly cem: TestInstallation;
  readonly ridHex: string;
}

/** Ana's room, with Ben and a third in it; everybody has the dialog open and knows the fingerprint. */
async function threeCompare(thirdName = 'Cem'): Promise<ThreePeople> {
  const here = new TestNeighbourhood();
  const [ana, ben, cem] = [await here.person('Ana'), await here.person('Ben'), await here.person(thirdName)];
  const ridHex = await here.meet(ana, ben);
  await here.enter(ana, cem, ridHex);
  for (const person of [ana, ben, cem]) {
    person.press({ type: 'open-room-comparison', ridHex });
    person.dialog();
  }
  await here.clock.advance(0);
  return { here, ana, ben, cem, ridHex };
}

/** The dialog, which has to be the one of the room. */
function shown(person: TestInstallation): RoomDialogView {
  const view = person.dialog();
  if (view?.dialog !== 'room') throw new Error('the dialog of the room is not open');
  return view;
}

/** "They match" with these ticked, as the dialog on screen asks for it. */
function match(person: TestInstallation, ...names: readonly string[]): Extract<Intent, { type: 'confirm-room-match' }> {
  const { ridHex, fingerprint, others } = shown(person);
  const ticked = others.filter(({ name }) => names.includes(name)).map(({ fpHex, name }) => ({ fpHex, name }));
  expect(ticked.length).to.equal(names.length);
  return { type: 'confirm-room-match', ridHex, number: fingerprint?.number ?? '', ticked };
}

/** Everybody whom this person has verified, by fingerprint. */
function verifiedBy({ vault }: TestInstallation): readonly string[] {
  const people = vault.names('person/').map((name) => name.slice('person/'.length));
  return people.filter((fpHex) => readPerson(vault, fpHex).verifiedAt !== null);
}

async function leave({ ana, ben, cem }: ThreePeople): Promise<void> {
  for (const { rooms } of [ana, ben, cem]) await rooms.close();
}

describe('comparing a room', () => {
  it('shows everybody the same number and the same emoji, and the others by name', async () => {
    const three = await threeCompare();
    const views = [three.ana, three.ben, three.cem].map(shown);
    expect(views[0]?.fingerprint?.number).to.match(/^\d{30}$/u);
    expect(views[0]?.fingerprint?.emoji).to.have.length(7);
    expect(views.map(({ fingerprint }) => fingerprint)).to.deep.equal(views.map(() => views[0]?.fingerprint));
    expect(views.map(({ ownName, others, hasChanged }) => [ownName, others.map(({ name }) => name), hasChanged])).to.deep.equal([
      ['Ana', ['Ben', 'Cem'], false],
      ['Ben', ['Ana', 'Cem'], false],
      ['Cem', ['Ana', 'Ben'], false],
    ]);
    await leave(three);
  });

  it('verifies exactly those who were ticked, under the names on screen, on this side only', async () => {
    const three = await threeCompare();
    const { here, ana, ben, cem, ridHex } = three;
    await ana.pressed(match(ana, 'Cem'));
    expect(verifiedBy(ana)).to.deep.equal([cem.fpHex]);
    expect(readPerson(ana.vault, cem.fpHex)).to.include({ name: 'Cem', verifiedAt: here.clock.wall(), isMismatched: false });
    expect([ana.seen(ridHex, ben).trust, ana.seen(ridHex, cem).trust]).to.deep.equal(['unverified', 'verified']);
    expect(ana.dialogText()).to.equal('none');
    await here.clock.advance(1_000);
    expect([...verifiedBy(ben), ...verifiedBy(cem)]).to.deep.equal([]);
    await leave(three);
  });

  it('takes back a mismatch, and clears the forks that are known now, of those who were ticked', async () => {
    const three = await threeCompare();
    const { ana, ben, cem, ridHex } = three;
    for (const who of [ben, cem]) {
      ana.press({ type: 'open-verify', fpHex: who.fpHex });
      await ana.pressed({ type: 'deny-match', fpHex: who.fpHex });
    }
    const { room } = ana.open(ridHex);
    const author = [...room.people.all.values()].find(({ fpHex }) => fpHex === ben.fpHex)?.pkHex ?? '';
    Object.defineProperty(room.history.log, 'forks', { value: new Map([['01', { authorHex: author, feedKey: `${author}01`, seq: 7 }]]) });
    expect(ana.seen(ridHex, ben).trust).to.equal('forked');
    await ana.pressed(match(ana, 'Ben'));
    expect(ana.seen(ridHex, ben)).to.include({ trust: 'verified', isMismatched: false });
    expect(ana.seen(ridHex, cem)).to.include({ trust: 'unverified', isMismatched: true });
    await leave(three);
  });

  it('verifies nobody when the members changed meanwhile, and shows the new number', async () => {
    const three = await threeCompare();
    const { here, ana, ben, cem, ridHex } = three;
    const before = match(ana, 'Ben', 'Cem');
    const dan = await here.person('Dan');
    await here.enter(ben, dan, ridHex);
    await ana.pressed(before);
    expect(verifiedBy(ana)).to.deep.equal([]);
    await here.clock.advance(0);
    const after = shown(ana);
    expect(after.hasChanged).to.equal(true);
    expect(after.others.map(({ name }) => name)).to.deep.equal(['Ben', 'Cem', 'Dan']);
    expect(after.fingerprint?.number)
      .to.match(/^\d{30}$/u)
      .and.to.not.equal(before.number);
    // What was ticked for the list before is worth nothing under the new number either, unless it is asked for anew.
    await ana.pressed(match(ana, 'Ben', 'Cem'));
    expect([...verifiedBy(ana)].sort()).to.deep.equal([ben.fpHex, cem.fpHex].sort());
    await dan.rooms.close();
    await leave(three);
  });

  it('verifies nobody under a name that was not on screen', async () => {
    const three = await threeCompare();
    const { here, ana, cem } = three;
    const before = match(ana, 'Ben', 'Cem');
    await cem.open(before.ridHex).room.history.write('profile', { name: 'Carla' });
    await here.clock.advance(1_000);
    expect(shown(ana).hasChanged).to.equal(true);
    await here.clock.advance(0);
    // The keys are the same, and so is the number.
    expect(shown(ana).fingerprint?.number).to.equal(before.number);
    await ana.pressed(before);
    expect(verifiedBy(ana)).to.deep.equal([]);
    expect(shown(ana).others.map(({ name }) => name)).to.deep.equal(['Ben', 'Carla']);
    await leave(three);
  });

  it('verifies nobody for an intent that fits no dialog: another room, another number, a stranger, or none open', async () => {
    const three = await threeCompare();
    const { ana, ben } = three;
    const good = match(ana, 'Ben');
    await ana.pressed({ ...good, ridHex: '00'.repeat(16) });
    await ana.pressed({ ...good, number: '' });
    await ana.pressed({ ...good, number: '0'.repeat(30) });
    await ana.pressed({ ...good, ticked: [...good.ticked, { fpHex: 'ff'.repeat(32), name: 'Ben' }] });
    await ana.pressed({ ...good, ticked: [{ fpHex: ana.fpHex, name: 'Ana' }] });
    expect(verifiedBy(ana)).to.deep.equal([]);
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('none');
    await ana.pressed(good);
    expect(verifiedBy(ana)).to.deep.equal([]);
    expect(shown(ben).hasChanged).to.equal(false);
    await leave(three);
  });

  it('verifies nobody before the number is there', async () => {
    const three = await threeCompare();
    const { ana, ridHex } = three;
    const good = match(ana, 'Ben');
    ana.press({ type: 'open-room-comparison', ridHex });
    expect(shown(ana).fingerprint).to.equal(null);
    await ana.pressed({ ...good, number: '' });
    expect(verifiedBy(ana)).to.deep.equal([]);
    await leave(three);
  });

  it('lets nobody be ticked whose name another here has as well, however it is typed', async () => {
    const three = await threeCompare('bEN\u200B');
    const { ana, ben, cem } = three;
    expect(shown(ana).others.map(({ fpHex, isNamesake }) => [fpHex, isNamesake])).to.have.deep.members([
      [ben.fpHex, true],
      [cem.fpHex, true],
    ]);
    await ana.pressed(match(ana, 'Ben'));
    expect(verifiedBy(ana)).to.deep.equal([]);
    // One's own name counts as well; Ana has hers for herself.
    expect(shown(ben).others.map(({ name, isNamesake }) => [name, isNamesake])).to.deep.equal([
      ['Ana', false],
      ['bEN\u200B', true],
    ]);
    await leave(three);
  });

  it('says what it means that they do not match, marks nobody and verifies nobody', async () => {
    const three = await threeCompare();
    const { ana, ridHex } = three;
    ana.failures = [];
    await ana.pressed({ type: 'deny-room-match', ridHex: '00'.repeat(16) });
    expect(ana.failures).to.deep.equal([]);
    await ana.pressed({ type: 'deny-room-match', ridHex });
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['room-differs']);
    expect(ana.dialogText()).to.equal('none');
    expect(ana.view(ridHex).people.map(({ isMismatched, verifiedAt }) => [isMismatched, verifiedAt])).to.deep.equal([
      [false, null],
      [false, null],
      [false, null],
    ]);
    await leave(three);
  });

  it('tells when the decision cannot be stored', async () => {
    const three = await threeCompare();
    const { ana } = three;
    const asked = match(ana, 'Ben');
    ana.failures = [];
    ana.vault.fault = new ParleyError('storage-full');
    await ana.pressed(asked);
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['storage-full']);
    ana.vault.fault = null;
    await leave(three);
  });

  it('is closed by whoever opened it, and when one is not in the room any more', async () => {
    const three = await threeCompare();
    const { here, ben, cem, ridHex } = three;
    expect(ben.dialogText()).to.equal('room Kitchen');
    ben.press({ type: 'close-dialog' });
    expect(ben.dialogText()).to.equal('none');
    expect(cem.dialogText()).to.equal('room Kitchen');
    await cem.open(ridHex).room.history.write('leave', {});
    await here.clock.advance(1_000);
    expect(cem.view(ridHex).phase).to.equal('left');
    expect(cem.dialogText()).to.equal('none');
    cem.press({ type: 'open-room-comparison', ridHex });
    expect(cem.dialogText()).to.equal('none');
    await leave(three);
  });
});
