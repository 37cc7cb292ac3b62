import { expect } from '@open-wc/testing';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { readPerson } from './records.js';

type ForkProofs = Parameters<Map<string, { authorHex: string; feedKey: string; seq: number }>['set']>;

/** Ana's room as if two entries of that person at this place had been seen. */
function showFork(ana: TestInstallation, ridHex: string, who: TestInstallation, feed: string, seq: number): void {
  const { room } = ana.open(ridHex);
  const author = [...room.people.all.values()].find(({ fpHex }) => fpHex === who.fpHex)?.pkHex ?? '';
  const proof: ForkProofs[1] = { authorHex: author, feedKey: author + feed, seq };
  Object.defineProperty(room.history.log, 'forks', { configurable: true, value: new Map([[feed, proof]]) });
}

async function verify(ana: TestInstallation, ridHex: string, who: TestInstallation): Promise<void> {
  ana.rooms.show(ridHex);
  ana.press({ type: 'open-verify', fpHex: who.fpHex });
  ana.press({ type: 'confirm-match', fpHex: who.fpHex });
  await ana.parts.vault.put('done', true);
}

describe('verifying', () => {
  it('does not verify somebody else than was on screen', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.meet(ana, ben);
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ana.press({ type: 'confirm-match', fpHex: 'ff'.repeat(32) });
    await world.clock.advance(0);
    expect(
      ana.vault.names('person/').some((name) => ana.vault.get(name) !== null && readPerson(ana.vault, name.slice(7)).verifiedAt !== null),
    ).to.equal(false);
  });

  it('clears the forks of one room without forgetting those of another, and alarms at a lower one', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const kitchen = await world.meet(ana, ben, 'Kitchen');
    const garden = await world.meet(ana, ben, 'Garden');
    showFork(ana, kitchen, ben, '01', 7);
    showFork(ana, garden, ben, '02', 3);
    expect([ana.seen(kitchen, ben).trust, ana.seen(garden, ben).trust]).to.deep.equal(['forked', 'forked']);
    await verify(ana, kitchen, ben);
    expect([ana.seen(kitchen, ben).trust, ana.seen(garden, ben).trust]).to.deep.equal(['verified', 'forked']);
    await verify(ana, garden, ben);
    expect([ana.seen(kitchen, ben).trust, ana.seen(garden, ben).trust]).to.deep.equal(['verified', 'verified']);
    showFork(ana, kitchen, ben, '01', 6);
    expect(ana.seen(kitchen, ben).trust).to.equal('forked');
  });
});
