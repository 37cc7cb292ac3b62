import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import { readMe, writeMe } from './records.js';

/** Ana and Ben in one room; Ana is written down as vaults have it. */
async function meetBen() {
  const world = new TestNeighbourhood();
  const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
  await writeMe(ana.vault, { name: 'Ana', pkcs8: await ana.parts.identity.exportPkcs8() });
  const ridHex = await world.meet(ana, ben);
  const rename = async (name: string): Promise<void> => {
    await ana.pressed({ type: 'rename', name });
    await world.clock.advance(1_000);
  };
  return { world, ana, ben, ridHex, rename };
}

describe('taking another name', () => {
  it('is told in every room that one is in, and kept for those to come', async () => {
    const { world, ana, ben, ridHex, rename } = await meetBen();
    const other = await world.meet(ana, ben, 'Garden');
    await rename('  Anna ');
    expect([ridHex, other].map((room) => ben.seen(room, ana).name)).to.deep.equal(['Anna', 'Anna']);
    expect(readMe(ana.vault)?.name).to.equal('Anna');
    await ana.rooms.create('Later');
    // The fingerprint of whoever is in it is worked out meanwhile.
    await world.clock.advance(0);
    const later = ana.rooms.current()?.room.ridHex ?? '';
    expect(ana.seen(later, ana).name).to.equal('Anna');
  });

  it('is how one knocks from then on, also at a door where one waits already', async () => {
    const { world, ana, rename } = await meetBen();
    const cem = await world.person('Cem');
    await rename('Anna');
    await world.knock(cem, ana, 'Door');
    expect(cem.dialogText()).to.equal('knock Anna');
  });

  it('writes nothing where one is called so already, and nothing of a name that nobody could see', async () => {
    const { ana, ridHex, rename } = await meetBen();
    const { log } = ana.open(ridHex).room.history;
    const before = log.timeline.length;
    for (const name of ['Ana', ' Ana ', '', ' ', '\u200B']) await rename(name);
    expect([log.timeline.length, readMe(ana.vault)?.name]).to.deep.equal([before, 'Ana']);
  });

  it('says in which room it could not be written, and is told in the others', async () => {
    const { world, ana, ben, ridHex, rename } = await meetBen();
    const other = await world.meet(ana, ben, 'Garden');
    ana.failures = [];
    const { history } = ana.open(ridHex).room;
    Object.defineProperty(history, 'write', { value: () => Promise.reject(new ParleyError('storage-full')) });
    await rename('Anna');
    expect(ben.seen(other, ana).name).to.equal('Anna');
    expect(ben.seen(ridHex, ana).name).to.equal('Ana');
    expect(ana.failures.length).to.equal(1);
  });
});
