import { expect } from '@open-wc/testing';
import { TestNeighbourhood } from './installation.fixture.js';

describe('open-rooms', () => {
  it('sends to the room that was on screen, whichever is by now', async () => {
    const ana = await new TestNeighbourhood().person('Ana');
    await ana.rooms.create('Kitchen');
    const kitchen = ana.rooms.current?.room.ridHex ?? '';
    await ana.rooms.create('Garden');
    const garden = ana.rooms.current?.room.ridHex ?? '';
    ana.press({ type: 'change-draft', ridHex: kitchen, text: 'half' });
    expect([ana.open(kitchen).draft.text, ana.open(garden).draft.text]).to.deep.equal(['half', '']);
    ana.press({ type: 'send', ridHex: kitchen, text: 'for the kitchen' });
    await ana.open(kitchen).send('and more');
    expect(ana.texts(kitchen)).to.deep.equal(['for the kitchen', 'and more']);
    expect(ana.texts(garden)).to.deep.equal([]);
  });

  it('accepts only who was named on screen, as they were then', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    const { acceptanceKeys, unverifiedNames } = ana.view(ridHex).composer;
    expect([acceptanceKeys, unverifiedNames]).to.deep.equal([[`${ben.fpHex} unverified`], ['Ben']]);
    await ana.open(ridHex).accept([`${'ff'.repeat(32)} unverified`, `${ben.fpHex} changed`]);
    expect(ana.view(ridHex).composer.lock).to.equal('unverified');
    ana.press({ type: 'accept-unverified', ridHex, acceptanceKeys });
    await world.clock.advance(0);
    expect(ana.view(ridHex).composer.lock).to.equal(null);
  });

  it('asks again when somebody accepted gets worse, also when they were mismatched before', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ana.press({ type: 'deny-match', fpHex: ben.fpHex });
    await world.clock.advance(0);
    const { acceptanceKeys } = ana.view(ridHex).composer;
    expect(acceptanceKeys).to.deep.equal([`${ben.fpHex} unverified mismatched`]);
    await ana.open(ridHex).accept(acceptanceKeys);
    expect(ana.view(ridHex).composer.lock).to.equal(null);
    await ana.vault.put(`person/${'ff'.repeat(32)}`, { name: 'Ben', verifiedAt: 1 });
    expect(ana.view(ridHex).composer.acceptanceKeys).to.deep.equal([`${ben.fpHex} changed mismatched`]);
  });
});
