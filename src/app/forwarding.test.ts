import { expect } from '@open-wc/testing';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';

/** Ana with two rooms of her own, and a message in the first. */
async function twoRooms(): Promise<{ here: TestNeighbourhood; ana: TestInstallation; kitchen: string; garden: string; id: string }> {
  const here = new TestNeighbourhood();
  const ana = await here.person('Ana');
  const ridHexes: string[] = [];
  for (const name of ['Kitchen', 'Garden']) {
    await ana.rooms.create(name);
    ridHexes.push(ana.rooms.current()?.room.ridHex ?? '');
  }
  const [kitchen = '', garden = ''] = ridHexes;
  const { history } = ana.open(kitchen).room;
  const message = await history.write('text', { text: 'tea at nine' });
  await history.write('edit', { entry: message.id, text: 'tea\nat four' });
  await here.clock.advance(1_000);
  return { here, ana, kitchen, garden, id: message.idText };
}

describe('forwarding', () => {
  it('puts what a message says now into what is written in another room, as a quotation, and sends nothing', async () => {
    const { ana, kitchen, garden, id } = await twoRooms();
    ana.press({ type: 'open-forward', ridHex: kitchen, id });
    expect(ana.dialog()).to.deep.equal({
      dialog: 'forward',
      ridHex: kitchen,
      id,
      text: 'tea\nat four',
      rooms: [{ ridHex: garden, name: 'Garden' }],
    });
    await ana.pressed({ type: 'forward', toHex: garden });
    expect([ana.dialog(), ana.rooms.current()?.room.ridHex, ana.texts(garden)]).to.deep.equal([null, garden, []]);
    expect(ana.draft(garden).text).to.equal('> tea\n> at four\n\n');
    // After what was written before.
    ana.press({ type: 'change-draft', ridHex: garden, text: 'Look:' });
    ana.press({ type: 'open-forward', ridHex: kitchen, id });
    await ana.pressed({ type: 'forward', toHex: garden });
    expect(ana.draft(garden).text).to.equal('Look:\n\n> tea\n> at four\n\n');
    await ana.rooms.close();
  });

  it('loses nothing of an edit that is being written there', async () => {
    const { ana, kitchen, garden, id } = await twoRooms();
    const own = await ana.open(garden).room.history.write('text', { text: 'said' });
    ana.press({ type: 'begin-edit', ridHex: garden, id: own.idText });
    ana.press({ type: 'change-draft', ridHex: garden, text: 'said better' });
    ana.press({ type: 'open-forward', ridHex: kitchen, id });
    await ana.pressed({ type: 'forward', toHex: garden });
    expect(ana.draft(garden).text).to.equal('said better');
    ana.press({ type: 'stop-about', ridHex: garden });
    expect(ana.draft(garden).text).to.equal('> tea\n> at four\n\n');
    await ana.rooms.close();
  });

  it('goes nowhere where one may not write, nor back, nor without being asked', async () => {
    const { here, ana, kitchen, garden, id } = await twoRooms();
    const ben = await here.person('Ben');
    const locked = await here.meet(ana, ben);
    expect(ana.view(locked).composer.lock).to.equal('unverified');
    await ana.pressed({ type: 'forward', toHex: garden });
    ana.press({ type: 'open-forward', ridHex: kitchen, id });
    for (const toHex of [locked, kitchen, 'ff']) await ana.pressed({ type: 'forward', toHex });
    expect([kitchen, garden, locked].map((ridHex) => ana.draft(ridHex).text)).to.deep.equal(['', '', '']);
    expect(ana.dialog()).to.deep.include({ dialog: 'forward', rooms: [{ ridHex: garden, name: 'Garden' }] });
    await ana.open(kitchen).room.history.write('erase', { entry: Uint8Array.fromHex(id) });
    expect(ana.dialog()).to.equal(null);
    for (const who of [ana, ben]) await who.rooms.close();
  });
});
