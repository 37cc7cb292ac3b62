import { expect } from '@open-wc/testing';
import { loadEntry } from '../log/packed-items.js';
import { RoomWorld } from './room.fixture.js';
import type { TestPerson } from './room.fixture.js';

const HOUR = 60 * 60 * 1000;

/** A room of these, in which messages disappear after an hour. */
async function forgetful(...names: readonly string[]): Promise<RoomWorld> {
  const world = await RoomWorld.joined(...names);
  await world.founder.room.history.act('timer', () => ({ hours: 1 }));
  await world.advance(2_000);
  return world;
}

/** Everything that is stored, as text. */
const storedText = ({ history }: TestPerson): string => history.items.map((item) => new TextDecoder().decode(item)).join();

/** Time that passes in steps, since links live in it. */
async function pass(world: RoomWorld, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 60_000) await world.advance(Math.min(left, 60_000));
}

describe('room/disappearing', function () {
  this.timeout(60_000);

  it('takes messages from the screen and from the vault of everybody, with what was said about them', async () => {
    const world = await forgetful('Ann', 'Bob');
    const [ann, bob] = [world.person(0), world.person(1)];
    const text = await bob.say('secret words');
    await bob.room.history.write('edit', { entry: text.id, text: 'secret, mended' });
    await world.advance(2_000);
    for (const person of [ann, bob])
      expect([person.texts(), storedText(person).includes('secret')]).to.deep.equal([['secret words'], true]);
    expect(ann.room.history.receipts.unread).to.equal(1);
    await pass(world, HOUR);
    for (const person of [ann, bob]) {
      expect([person.texts(), storedText(person).includes('secret'), person.troubles]).to.deep.equal([[], false, []]);
      const { log, receipts } = person.room.history;
      expect([receipts.unread, receipts.textCount, log.payloads.withheld(), log.ackCount(text.feedKey)]).to.deep.equal([
        0,
        0,
        [],
        log.feeds().get(text.feedKey),
      ]);
      // What its author signed is still there to be served.
      const { rid } = await world.address();
      const entries = await Promise.all(person.history.items.map((item) => loadEntry({ bytes: item }, rid)));
      expect(entries.find(({ idText }) => idText === text.idText)?.isErased).to.equal(true);
    }
    await world.close();
  });

  it('happens at the next opening when Parley was closed meanwhile, before anything is shown', async () => {
    const world = await forgetful('Ann', 'Bob');
    const ann = world.person(0);
    await ann.say('secret words');
    await world.advance(1_000);
    await Promise.all([ann.room.close(), world.advance(1_000)]);
    await pass(world, HOUR);
    expect(storedText(ann)).to.include('secret');
    await ann.start(world);
    expect(ann.texts()).to.deep.equal([]);
    await world.advance(5_000);
    expect([storedText(ann).includes('secret'), ann.room.history.receipts.textCount, ann.troubles]).to.deep.equal([false, 0, []]);
    await world.close();
  });

  it('reaches who was away as what was signed, from whoever is there, with all that came after it', async () => {
    const world = await forgetful('Ann', 'Bob', 'Cem');
    const [ann, bob, cem] = [world.person(0), world.person(1), world.person(2)];
    await Promise.all([cem.room.close(), world.advance(1_000)]);
    const gone = await bob.say('secret words');
    await pass(world, HOUR);
    await bob.say('still here');
    await world.advance(2_000);
    await Promise.all([bob.room.close(), world.advance(1_000)]);
    await cem.start(world);
    await pass(world, 60_000);
    expect([cem.texts(), cem.room.history.log.has(gone.idText), cem.troubles]).to.deep.equal([['still here'], true, []]);
    const { log } = cem.room.history;
    expect([log.payloads.withheld(), log.ackCount(gone.feedKey), log.forks.size]).to.deep.equal([[], log.feeds().get(gone.feedKey), 0]);
    expect(ann.texts()).to.deep.equal(['still here']);
    await world.close();
  });

  it('leaves what was said about them with nobody', async () => {
    const world = await forgetful('Ann', 'Bob', 'Cem');
    const [ann, bob, cem] = [world.person(0), world.person(1), world.person(2)];
    await Promise.all([cem.room.close(), world.advance(1_000)]);
    const text = await bob.say('secret words');
    const edit = await bob.room.history.write('edit', { entry: text.id, text: 'secret, mended' });
    await pass(world, HOUR);
    await bob.say('still here');
    await world.advance(2_000);
    await cem.start(world);
    await pass(world, 60_000);
    expect([cem.texts(), cem.room.history.log.graph.get(edit.idText)?.entry.isErased]).to.deep.equal([['still here'], true]);
    for (const person of [ann, bob, cem]) expect([storedText(person).includes('secret'), person.troubles]).to.deep.equal([false, []]);
    const { log } = cem.room.history;
    expect(log.ackCount(edit.feedKey)).to.equal(log.graph.feed(edit.feedKey)?.chain.length);
    await world.close();
  });

  it('shows nothing that comes when its time is over', async () => {
    const world = await forgetful('Ann', 'Bob');
    const [ann, bob] = [world.person(0), world.person(1)];
    await Promise.all([ann.room.close(), world.advance(1_000)]);
    const text = await bob.say('secret words');
    await Promise.all([bob.room.close(), world.advance(1_000)]);
    await ann.start(world);
    await pass(world, HOUR);
    const shown: string[] = [];
    ann.room.history.log.onChange((change) => shown.push(...change.shown.map(({ idText }) => idText)));
    // Somebody whose Parley keeps everything sends it whole.
    const from = { link: { isClosed: false, close: () => undefined }, handled: () => undefined } as never;
    ann.room.history.intake.take([text.itemBytes], from);
    await world.advance(500);
    expect([ann.room.history.log.has(text.idText), ann.texts(), shown.includes(text.idText)]).to.deep.equal([true, [], false]);
    await pass(world, 10_000);
    expect([ann.texts(), storedText(ann).includes('secret')]).to.deep.equal([[], false]);
    await world.close();
  });

  it('is decided by those who may decide it, and by nobody else', async () => {
    const world = await RoomWorld.joined('Ann', 'Bob');
    const refused = await world
      .person(1)
      .room.history.act('timer', () => ({ hours: 1 }))
      .catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'not-allowed');
    expect(world.person(1).room.history.log.payloads.vanishing.hours).to.equal(0);
    await world.close();
  });
});
