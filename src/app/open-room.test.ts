import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { readRoom, writeRoom } from './records.js';

/** Two who are in one room and have accepted each other. */
async function twoInARoom(): Promise<{ here: TestNeighbourhood; ana: TestInstallation; ben: TestInstallation; ridHex: string }> {
  const here = new TestNeighbourhood();
  const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
  const ridHex = await here.meet(ana, ben);
  for (const person of [ana, ben]) await person.open(ridHex).accept(person.view(ridHex).composer.acceptanceKeys);
  return { here, ana, ben, ridHex };
}

async function leave(...people: readonly TestInstallation[]): Promise<void> {
  for (const { rooms } of people) await rooms.close();
}

describe('OpenRoom: writing', () => {
  it('sends what was written, and empties the draft', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    const open = ana.open(ridHex);
    open.changeDraft('hel');
    expect(open.draft).to.deep.equal({ text: 'hel', version: open.draft.version, error: null });
    await open.send('hello');
    await here.clock.advance(1_000);
    expect(open.draft.text).to.equal('');
    expect(ben.texts(ridHex)).to.deep.equal(['hello']);
    await leave(ana, ben);
  });

  it('sends nothing that is only white space', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    await ana.open(ridHex).send(' \n ');
    expect(ana.texts(ridHex)).to.deep.equal([]);
    await leave(ana, ben);
  });

  it('gives the text back with the reason when it cannot be stored, before what was typed meanwhile', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    const open = ana.open(ridHex);
    const { version } = open.draft;
    ana.vault.history(`history/${ridHex}`).fault = new ParleyError('storage-full');
    const sending = open.send('hello');
    open.changeDraft('and more');
    await sending;
    expect(open.draft).to.deep.equal({ text: 'hello\nand more', version: version + 1, error: 'storage-full' });
    ana.vault.history(`history/${ridHex}`).fault = null;
    await open.send('again');
    expect(open.draft).to.include({ text: '', error: null });
    expect(ana.texts(ridHex)).to.deep.equal(['again']);
    await leave(ana, ben);
  });

  it('gives the text back when it is too long', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    const text = 'x'.repeat(13_000);
    await ana.open(ridHex).send(text);
    expect(ana.open(ridHex).draft).to.include({ text, error: 'message-too-long' });
    await leave(ana, ben);
  });

  it('gives the text back, and sends nothing, when somebody unverified is there and was not accepted', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    const open = ana.open(ridHex);
    const { version } = open.draft;
    await open.send('a secret');
    await here.clock.advance(1_000);
    expect(open.draft).to.deep.equal({ text: 'a secret', version: version + 1, error: null });
    expect([...ana.texts(ridHex), ...ben.texts(ridHex)]).to.deep.equal([]);
    await leave(ana, ben);
  });

  it('gives the text back, and writes nothing, in a room that one is not in', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.knock(ana, ben);
    await ben.open(ridHex).send('hello?');
    expect(ben.open(ridHex).draft.text).to.equal('hello?');
    expect(ben.vault.history(`history/${ridHex}`).items).to.deep.equal([]);
    await leave(ana, ben);
  });

  it('asks the box to take the draft over when it comes on screen', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    const open = ana.open(ridHex);
    open.changeDraft('half a sen');
    const { version } = open.draft;
    open.offerDraft();
    expect(open.draft).to.deep.equal({ text: 'half a sen', version: version + 1, error: null });
    await leave(ana, ben);
  });
});

describe('OpenRoom: accepting', () => {
  it('unlocks the composer for those who were accepted', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    expect(ana.view(ridHex).composer).to.include({ lock: 'unverified' });
    await ana.open(ridHex).accept(ana.view(ridHex).composer.acceptanceKeys);
    expect(ana.view(ridHex).composer).to.include({ lock: null });
    await leave(ana, ben);
  });

  it('tells when that cannot be stored', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    ana.failures = [];
    ana.vault.fault = new ParleyError('storage-full');
    await ana.open(ridHex).accept(ana.view(ridHex).composer.acceptanceKeys);
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['storage-full']);
    ana.vault.fault = null;
    await leave(ana, ben);
  });
});

describe('OpenRoom: the token of the invite', () => {
  it('is forgotten once this side is in', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.knock(ana, ben);
    await ben.rooms.close();
    const record = readRoom(ben.vault, ridHex) as NonNullable<ReturnType<typeof readRoom>>;
    await writeRoom(ben.vault, ridHex, { ...record, token: randomBytes(16) });
    await ben.rooms.openAll();
    await here.clock.advance(10_000);
    expect(readRoom(ben.vault, ridHex)?.token).to.have.length(16);
    // The token was not one that this room knows; the person at the door lets him in all the same.
    await ana.open(ridHex).room.history.write('admit', { pk: ben.parts.identity.pk, name: 'Ben', token: null, redeem: null });
    await here.clock.advance(1_000);
    await ben.rooms.close();
    await ben.rooms.openAll();
    await here.clock.advance(40_000);
    expect(ben.open(ridHex).room.standing.phase).to.equal('in');
    expect(readRoom(ben.vault, ridHex)?.token).to.equal(null);
    await leave(ana, ben);
  });
});
