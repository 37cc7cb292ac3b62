import { expect } from '@open-wc/testing';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { readRoom } from './records.js';

/** Ana and Ben in a room, and a copy of Ana's vault that was opened as well. */
async function withCopy(): Promise<Record<'ana' | 'ben' | 'copy', TestInstallation> & { here: TestNeighbourhood; ridHex: string }> {
  const here = new TestNeighbourhood();
  const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
  const ridHex = await here.meet(ana, ben);
  await ana.acceptAll(ridHex);
  const copy = await here.copy(ana);
  // Once all have found out who is there under which id.
  await here.clock.advance(60_000);
  return { here, ana, ben, copy, ridHex };
}

describe('a vault that was copied and is open twice', () => {
  it("is said so on one's own line, in both, and to nobody else, for as long as it is so", async () => {
    const { here, ana, ben, copy, ridHex } = await withCopy();
    const said = (): boolean[][] => [ana, copy, ben].map((who) => who.view(ridHex).people.map(({ isElsewhereToo }) => isElsewhereToo));
    expect(said()).to.deep.equal([
      [true, false],
      [true, false],
      [false, false],
    ]);
    expect([ana, copy, ben].map((who) => who.view(ridHex).connection.linked)).to.deep.equal([1, 1, 1]);
    expect([ana, copy, ben].map((who) => who.rooms.summaries()[0]?.online)).to.deep.equal([1, 1, 1]);
    expect([ana, copy, ben].map((who) => who.dialogText())).to.deep.equal(['none', 'none', 'none']);
    await copy.rooms.close();
    await here.clock.advance(5_000);
    expect(ana.seen(ridHex, ana).isElsewhereToo).to.equal(false);
    for (const who of [ana, ben]) await who.rooms.close();
  });

  it("shows in both what either writes, as one's own, with what became of it", async () => {
    const { here, ana, ben, copy, ridHex } = await withCopy();
    await ana.pressed({ type: 'send', ridHex, text: 'from the first' });
    await here.clock.advance(1_000);
    await copy.acceptAll(ridHex);
    await copy.pressed({ type: 'send', ridHex, text: 'from the copy' });
    await here.clock.advance(5_000);
    const own = (who: TestInstallation): unknown[] =>
      who
        .view(ridHex)
        .messages.flatMap(({ authorFpHex, delivery, kind, text }) => (kind === 'text' ? [[authorFpHex, text, delivery]] : []));
    const expected = ['from the first', 'from the copy'].map((text) => [ana.fpHex, text, 'delivered']);
    expect(own(ana)).to.deep.equal(expected);
    expect(own(copy)).to.deep.equal(expected);
    expect(ben.texts(ridHex)).to.deep.equal(['from the first', 'from the copy']);
    expect(ben.seen(ridHex, ana).trust).to.equal('invited');
    for (const who of [ana, copy, ben]) await who.rooms.close();
  });

  it('goes by another id, other tokens and another feed from then on', async () => {
    const { here, ana, ben, copy, ridHex } = await withCopy();
    await copy.acceptAll(ridHex);
    await copy.pressed({ type: 'send', ridHex, text: 'from the copy' });
    await here.clock.advance(1_000);
    const [first, second] = [ana, copy].map(({ vault }) => ({ ...readRoom(vault, ridHex), feed: vault.get(`feed/${ridHex}`) }));
    for (const name of ['slot', 'slotToken', 'lobbyToken', 'feed'] as const) {
      expect([first?.[name], second?.[name]]).not.to.include(undefined);
      expect(first?.[name]).not.to.equal(second?.[name]);
    }
    for (const who of [ana, copy, ben]) await who.rooms.close();
  });
});
