import { expect } from '@open-wc/testing';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';

async function meetAll(): Promise<{ here: TestNeighbourhood; ana: TestInstallation; ben: TestInstallation; ridHex: string }> {
  const here = new TestNeighbourhood();
  const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
  return { here, ana, ben, ridHex: await here.meet(ana, ben) };
}

const kindOf = (who: TestInstallation, ridHex: string, id: string): string | undefined =>
  who.view(ridHex).messages.find((message) => message.id === id)?.kind;

describe('message erasing', () => {
  it('asks first, and lets all go that a message ever said', async () => {
    const { here, ana, ben, ridHex } = await meetAll();
    const { history } = ana.open(ridHex).room;
    const text = await history.write('text', { text: 'first secret' });
    const edit = await history.write('edit', { entry: text.id, text: 'second secret' });
    await here.clock.advance(1_000);
    ana.press({ type: 'open-erase', ridHex, id: text.idText });
    expect(ana.dialog()).to.deep.equal({
      dialog: 'erase',
      ridHex,
      id: text.idText,
      isMine: true,
      authorName: 'Ana',
      text: 'second secret',
    });
    await ana.pressed({ type: 'erase-message', ridHex, id: text.idText });
    await here.clock.advance(1_000);
    expect(ana.dialog()).to.equal(null);
    for (const who of [ana, ben]) {
      const { log } = who.open(ridHex).room.history;
      for (const { idText } of [text, edit]) expect(log.graph.get(idText)?.entry.isErased).to.equal(true);
      expect(kindOf(who, ridHex, text.idText)).to.equal('erased');
      const stored = who.vault
        .history(`history/${ridHex}`)
        .items.map((item) => new TextDecoder().decode(item))
        .join();
      expect(stored).to.not.include('secret');
    }
    for (const who of [ana, ben]) await who.rooms.close();
  });

  it('shows a message as deleted even when an edit of it remains', async () => {
    const { here, ana, ben, ridHex } = await meetAll();
    const { history } = ana.open(ridHex).room;
    const text = await history.write('text', { text: 'first' });
    await history.write('erase', { entry: text.id });
    await history.write('edit', { entry: text.id, text: 'second' });
    await here.clock.advance(1_000);
    for (const who of [ana, ben]) {
      const view = who.view(ridHex).messages.find(({ id }) => id === text.idText);
      expect([view?.kind, view?.text, view?.earlierVersions]).to.deep.equal(['erased', '', []]);
      await who.rooms.close();
    }
  });

  it('erases nothing else than was on screen', async () => {
    const { ana, ben, ridHex } = await meetAll();
    const { history } = ana.open(ridHex).room;
    const [one, two] = [await history.write('text', { text: 'one' }), await history.write('text', { text: 'two' })];
    ana.press({ type: 'open-erase', ridHex, id: one.idText });
    await ana.pressed({ type: 'erase-message', ridHex, id: two.idText });
    ana.press({ type: 'close-dialog' });
    await ana.pressed({ type: 'erase-message', ridHex, id: one.idText });
    expect(ana.texts(ridHex)).to.deep.equal(['one', 'two']);
    for (const who of [ana, ben]) await who.rooms.close();
  });

  it('is offered to admins for messages of others, and to nobody else', async () => {
    const { here, ana, ben, ridHex } = await meetAll();
    const own = await ana.open(ridHex).room.history.write('text', { text: 'of Ana' });
    const other = await ben.open(ridHex).room.history.write('text', { text: 'of Ben' });
    await here.clock.advance(1_000);
    expect([ana.view(ridHex).powers.includes('erase'), ben.view(ridHex).powers.includes('erase')]).to.deep.equal([true, false]);
    ben.press({ type: 'open-erase', ridHex, id: own.idText });
    expect(ben.dialog()).to.equal(null);
    ana.press({ type: 'open-erase', ridHex, id: other.idText });
    expect(ana.dialog()).to.deep.include({ dialog: 'erase', isMine: false, authorName: 'Ben' });
    // The author was faster: there is nothing left to ask.
    await ben.open(ridHex).room.history.write('erase', { entry: other.id });
    await here.clock.advance(1_000);
    expect(ana.dialog()).to.equal(null);
    for (const who of [ana, ben]) await who.rooms.close();
  });
});
