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
  for (const person of [ana, ben]) await person.acceptAll(ridHex);
  return { here, ana, ben, ridHex };
}

async function leave(...people: readonly TestInstallation[]): Promise<void> {
  for (const { rooms } of people) await rooms.close();
}

describe('open room: writing', () => {
  it('sends what was written, and empties the draft', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    ana.press({ type: 'change-draft', ridHex, text: 'hel' });
    expect(ana.draft(ridHex)).to.deep.equal({ text: 'hel', version: ana.draft(ridHex).version, error: null });
    await ana.pressed({ type: 'send', ridHex, text: 'hello' });
    await here.clock.advance(1_000);
    expect(ana.draft(ridHex).text).to.equal('');
    expect(ben.texts(ridHex)).to.deep.equal(['hello']);
    await leave(ana, ben);
  });

  it('sends nothing that is only white space', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    await ana.pressed({ type: 'send', ridHex, text: ' \n ' });
    expect(ana.texts(ridHex)).to.deep.equal([]);
    await leave(ana, ben);
  });

  it('gives the text back with the reason when it cannot be stored, before what was typed meanwhile', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    const { version } = ana.draft(ridHex);
    ana.vault.history(`history/${ridHex}`).fault = new ParleyError('storage-full');
    const sending = ana.pressed({ type: 'send', ridHex, text: 'hello' });
    ana.press({ type: 'change-draft', ridHex, text: 'and more' });
    await sending;
    expect(ana.draft(ridHex)).to.deep.equal({ text: 'hello\nand more', version: version + 1, error: 'storage-full' });
    ana.vault.history(`history/${ridHex}`).fault = null;
    await ana.pressed({ type: 'send', ridHex, text: 'again' });
    expect(ana.draft(ridHex)).to.include({ text: '', error: null });
    expect(ana.texts(ridHex)).to.deep.equal(['again']);
    await leave(ana, ben);
  });

  it('gives the text back when it is too long', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    const text = 'x'.repeat(13_000);
    await ana.pressed({ type: 'send', ridHex, text: text });
    expect(ana.draft(ridHex)).to.include({ text, error: 'message-too-long' });
    await leave(ana, ben);
  });

  it('gives the text back, and sends nothing, when somebody unverified is there and was not accepted', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    const { version } = ana.draft(ridHex);
    await ana.pressed({ type: 'send', ridHex, text: 'a secret' });
    await here.clock.advance(1_000);
    expect(ana.draft(ridHex)).to.deep.equal({ text: 'a secret', version: version + 1, error: null });
    expect([...ana.texts(ridHex), ...ben.texts(ridHex)]).to.deep.equal([]);
    await leave(ana, ben);
  });

  it('gives the text back, and writes nothing, in a room that one is not in', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.knock(ana, ben);
    await ben.pressed({ type: 'send', ridHex, text: 'hello?' });
    expect(ben.draft(ridHex).text).to.equal('hello?');
    expect(ben.vault.history(`history/${ridHex}`).items).to.deep.equal([]);
    await leave(ana, ben);
  });

  it('asks the box to take the draft over when it comes on screen', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    ana.press({ type: 'change-draft', ridHex, text: 'half a sen' });
    const { version } = ana.draft(ridHex);
    ana.press({ type: 'open-room', ridHex });
    expect(ana.draft(ridHex)).to.deep.equal({ text: 'half a sen', version: version + 1, error: null });
    await leave(ana, ben);
  });
});

describe('open room: what the others are told', () => {
  it('says that one writes while one does, until the box is empty or the message is sent', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    const writing = async (): Promise<readonly string[]> => {
      await here.clock.advance(500);
      return ben.view(ridHex).typing;
    };
    expect(await writing()).to.deep.equal([]);
    ana.press({ type: 'change-draft', ridHex, text: 'hel' });
    expect(await writing()).to.deep.equal(['Ana']);
    ana.press({ type: 'change-draft', ridHex, text: ' \n' });
    expect(await writing()).to.deep.equal([]);
    ana.press({ type: 'change-draft', ridHex, text: 'hello' });
    expect(await writing()).to.deep.equal(['Ana']);
    // Not stored yet, but it is not being written any more.
    ana.vault.history(`history/${ridHex}`).hold();
    ana.press({ type: 'send', ridHex, text: 'hello' });
    expect(await writing()).to.deep.equal([]);
    expect(ben.texts(ridHex)).to.deep.equal([]);
    ana.vault.history(`history/${ridHex}`).release();
    await leave(ana, ben);
  });

  it('leaves out what is switched off, from then on and after a restart, until it is switched on', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    expect(ana.view(ridHex).telling).to.deep.equal({ read: true, typing: true });
    await ana.pressed({ type: 'set-telling', ridHex, what: 'read', isTold: false });
    await ana.pressed({ type: 'set-telling', ridHex, what: 'typing', isTold: false });
    await ana.rooms.close();
    await here.clock.advance(2_000);
    await ana.rooms.openAll();
    await here.clock.advance(10_000);
    expect(ana.view(ridHex).telling).to.deep.equal({ read: false, typing: false });
    await ben.pressed({ type: 'send', ridHex, text: 'hello' });
    await here.clock.advance(500);
    ana.press({ type: 'mark-read', ridHex });
    ana.press({ type: 'change-draft', ridHex, text: 'hel' });
    await here.clock.advance(500);
    const seen = (): unknown[] => [ben.view(ridHex).messages.at(-1)?.delivery, ben.view(ridHex).typing];
    expect(seen()).to.deep.equal(['delivered', []]);
    expect(ana.open(ridHex).summary().unread).to.equal(0);
    await ana.pressed({ type: 'set-telling', ridHex, what: 'read', isTold: true });
    await ana.pressed({ type: 'set-telling', ridHex, what: 'typing', isTold: true });
    await here.clock.advance(500);
    expect(seen()).to.deep.equal(['read', ['Ana']]);
    await leave(ana, ben);
  });

  it('tells when what was switched cannot be stored', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    ana.failures = [];
    ana.vault.fault = new ParleyError('storage-full');
    await ana.pressed({ type: 'set-telling', ridHex, what: 'read', isTold: false });
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['storage-full']);
    expect(ana.view(ridHex).telling.read).to.equal(false);
    ana.vault.fault = null;
    await leave(ana, ben);
  });
});

describe('open room: accepting', () => {
  it('unlocks the composer for those who were accepted', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    expect(ana.view(ridHex).composer).to.include({ lock: 'unverified' });
    await ana.acceptAll(ridHex);
    expect(ana.view(ridHex).composer).to.include({ lock: null });
    await leave(ana, ben);
  });

  it('tells when that cannot be stored', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    ana.failures = [];
    ana.vault.fault = new ParleyError('storage-full');
    await ana.acceptAll(ridHex);
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['storage-full']);
    ana.vault.fault = null;
    await leave(ana, ben);
  });
});

describe('open room: the token of the invite', () => {
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
