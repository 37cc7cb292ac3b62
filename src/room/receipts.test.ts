import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { Entry } from '../log/entry.js';
import { LOG_FRAME } from '../log/sync-frames.js';
import { RoomWorld } from './room.fixture.js';
import { Receipts } from './receipts.js';
import type { RoomMemory } from './room-setup.js';

describe('Receipts', () => {
  it('count what others wrote and was not read, never what one wrote oneself', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.say('mine');
    await ben.say('one');
    await ben.say('two');
    await world.settle();
    const { receipts } = anna.room.history;
    expect([receipts.unread, receipts.textCount]).to.deep.equal([2, 3]);
    receipts.markRead();
    expect([receipts.unread, receipts.textCount]).to.deep.equal([0, 3]);
    await ben.say('three');
    await world.settle();
    expect(receipts.unread).to.equal(1);
    await world.close();
  });

  it('name the earliest message of others that was not read', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const { receipts } = anna.room.history;
    expect(receipts.firstUnread).to.equal(null);
    await ben.say('read');
    await world.settle();
    receipts.markRead();
    expect(receipts.firstUnread).to.equal(null);
    await anna.say('mine');
    const first = await ben.say('unread');
    // More than are looked at in one go.
    for (let i = 0; i < 510; i++) await (i % 100 === 50 ? ben : anna).say(`${i}`);
    await world.settle();
    expect(receipts.firstUnread?.idText).to.equal(first.idText);
    await world.close();
  });

  it('tell how far one has read, once for each thing read', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const entry = await ben.say('one');
    await world.settle();
    const { receipts } = anna.room.history;
    expect(receipts.ownRead.get(entry.feedKey)).to.equal(undefined);
    let changes = 0;
    anna.room.listen(() => changes++);
    receipts.markRead();
    expect(receipts.ownRead.get(entry.feedKey)).to.equal(1);
    expect(changes).to.equal(1);
    receipts.markRead();
    expect(changes).to.equal(1);
    await world.settle();
    expect(ben.room.history.receipts.of(entry)).to.deep.equal([{ pkHex: anna.pkHex, step: 'read', carrierPkHex: null }]);
    await world.close();
  });

  it('tell nobody how far one has read while that is switched off', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    const steps = (entry: Entry): string[] => ben.room.history.receipts.of(entry).map(({ step }) => step);
    const before = await ben.say('one');
    await world.settle();
    anna.room.history.receipts.markRead();
    await world.settle();
    anna.room.setTelling({ read: false, typing: true });
    const after = await ben.say('two');
    await world.settle();
    expect(anna.room.history.receipts.unread).to.equal(1);
    anna.room.history.receipts.markRead();
    await world.settle();
    // What was told stays told, what is read now is not, and one's own counting goes on.
    expect([steps(before), steps(after)]).to.deep.equal([
      ['read', 'delivered'],
      ['delivered', 'delivered'],
    ]);
    expect(anna.room.history.receipts.unread).to.equal(0);
    // Nor over a new link, over which all is told again.
    await anna.room.close();
    await world.advance(2_000);
    await anna.start(world, { telling: { read: false, typing: true } });
    await world.advance(5_000);
    expect(steps(after)).to.deep.equal(['delivered', 'delivered']);
    const raw = await world.dial(cleo, await (await world.address()).peerIdOf(anna.identity.fp, 0));
    expect(raw.of(LOG_FRAME.read)).to.deep.equal([]);
    expect(raw.of(LOG_FRAME.have)).not.to.deep.equal([]);
    await world.close();
  });

  it('are told from where one is when that is switched on again', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    anna.room.setTelling({ read: false, typing: true });
    const [read, unread] = [await ben.say('one'), await ben.say('two')];
    await world.settle();
    anna.room.history.receipts.markRead();
    const later = await ben.say('three');
    await world.settle();
    anna.room.setTelling({ read: true, typing: true });
    await world.settle();
    const steps = [read, unread, later].map((entry) => ben.room.history.receipts.of(entry)[0]?.step);
    expect(steps).to.deep.equal(['read', 'read', 'delivered']);
    await world.close();
  });

  it('name everybody but the author who is a member now', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    const entry = await anna.say('one');
    await world.settle();
    const names = (): string[] =>
      anna.room.history.receipts.of(entry).map(({ pkHex, step }) => `${anna.room.people.all.get(pkHex)?.name} ${step}`);
    expect(names()).to.deep.equal(['Ben delivered', 'Cleo delivered']);
    await anna.room.history.write('remove', { pk: cleo.identity.pk, heads: [] });
    await world.settle();
    expect(names()).to.deep.equal(['Ben delivered']);
    expect(ben.members()).to.deep.equal(['Anna', 'Ben']);
    await world.close();
  });

  it('say who carries a message for somebody who is away', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    await cleo.room.close();
    await world.advance(2_000);
    const entry = await anna.say('one');
    await world.settle();
    const forCleo = anna.room.history.receipts.of(entry).find(({ pkHex }) => pkHex === cleo.pkHex);
    expect(forCleo).to.deep.equal({ pkHex: cleo.pkHex, step: 'carried', carrierPkHex: ben.pkHex });
    await world.close();
  });

  it('are written a second later at most, and when the room closes', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await world.advance(5_000);
    const before = anna.memory.delivery;
    await anna.say('one');
    await world.advance(900);
    expect(anna.memory.delivery).to.deep.equal(before);
    await world.advance(200);
    const written = anna.memory.delivery;
    expect(written).not.to.deep.equal(before);
    ben.room.history.receipts.markRead();
    await world.settle();
    await anna.room.close();
    expect(anna.memory.delivery).not.to.deep.equal(written);
    await world.close();
  });

  it('tell when they cannot be written, and go on', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const anna = world.founder;
    anna.memory.fault = new ParleyError('storage-full');
    await anna.say('one');
    await world.advance(2_000);
    expect(anna.troubles.map(errorCodeOf)).to.deep.equal(['storage-full']);
    anna.memory.fault = null;
    await anna.say('two');
    await world.advance(2_000);
    expect(anna.troubles).to.have.length(1);
    await world.close();
  });

  it('begin anew when what was kept is not readable, and say so', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await ben.say('one');
    await world.settle();
    anna.room.history.receipts.markRead();
    await anna.room.close();
    await world.advance(2_000);
    anna.memory.delivery = { nonsense: true };
    const room = await anna.open(world);
    expect(room.history.receipts.unread).to.equal(1);
    await room.close();
    await world.close();
  });

  it('fail aloud on anything that is not a matter of what was kept', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const fault = new TypeError('a fault of our own');
    const memory = {
      ...world.founder.memory,
      readDelivery: () => {
        throw fault;
      },
    };
    const { changed, failed, history, setup, telling } = world.founder.room;
    const receipts = new Receipts({ setup: { ...setup, memory: memory as unknown as RoomMemory }, changed, failed, telling }, history);
    expect(() => receipts.load()).to.throw(TypeError);
    await world.close();
  });

  it('forget nothing of what was read when a message disappears again', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    await cleo.say('one');
    await cleo.say('two');
    await ben.say('three');
    await world.settle();
    expect(anna.room.history.receipts.unread).to.equal(3);
    // A removal that lists nothing of Cleo's: all she wrote is void.
    await anna.room.history.write('remove', { pk: cleo.identity.pk, heads: [] });
    await world.settle();
    expect(anna.texts()).to.deep.equal(['three']);
    expect([anna.room.history.receipts.unread, anna.room.history.receipts.textCount]).to.deep.equal([1, 1]);
    anna.room.history.receipts.markRead();
    expect(anna.room.history.receipts.unread).to.equal(0);
    await world.close();
  });
});
