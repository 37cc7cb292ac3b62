import { expect } from '@open-wc/testing';
import { base64UrlOf } from '../lib/base-text.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { loadEntry } from '../log/packed-items.js';
import type { Entry } from '../log/entry.js';
import { RoomWorld } from './room.fixture.js';
import type { TestPerson } from './room.fixture.js';

/** Anna alone in a room, in which she has written; her page is closed. */
async function annaAway(): Promise<{ readonly world: RoomWorld; readonly anna: TestPerson; readonly last: Entry }> {
  const world = await RoomWorld.make('Anna');
  const anna = world.founder;
  const room = await anna.open(world);
  await room.found('Kitchen');
  const last = await anna.say('before');
  await room.close();
  return { world, anna, last };
}

/** What Anna writes next, after a start. */
async function nextOf(world: RoomWorld, anna: TestPerson): Promise<Entry> {
  await anna.open(world);
  await world.advance(3_000);
  return anna.say('next');
}

describe('OwnFeed', () => {
  it('goes on with the feed of this installation, whatever the others of the same identity wrote last', async () => {
    const { world, anna, last } = await annaAway();
    const other = anna.elsewhere();
    const elsewhere = await nextOf(world, other);
    await other.room.close();
    // As if they had met.
    anna.history.items = [...other.history.items];
    const next = await nextOf(world, anna);
    expect(elsewhere.feedKey).to.equal(last.feedKey);
    expect([next.feedKey, next.seq]).to.deep.equal([last.feedKey, last.seq + 2]);
    const third = anna.elsewhere();
    third.memory.feed = base64UrlOf(new Uint8Array(8));
    const own = await nextOf(world, third);
    expect(own.seq).to.equal(0);
    await third.room.close();
    await anna.room.close();
    anna.history.items = [...third.history.items];
    const again = await nextOf(world, anna);
    expect([again.feedKey, again.seq]).to.deep.equal([next.feedKey, next.seq + 1]);
    await anna.room.close();
  });

  it('is noted down before the vault has an entry of it', async () => {
    const world = await RoomWorld.make('Anna');
    const anna = world.founder;
    const gate = Promise.withResolvers<void>();
    const writeFeed = anna.memory.writeFeed.bind(anna.memory);
    anna.memory.writeFeed = async (value) => {
      await gate.promise;
      await writeFeed(value);
    };
    const room = await anna.open(world);
    const writing = [room.found('Kitchen'), anna.say('one'), anna.say('two')];
    await world.settle();
    expect(anna.history.items).to.deep.equal([]);
    gate.resolve();
    await Promise.all(writing);
    const { rid } = await world.address();
    const entries = await Promise.all(anna.history.items.map((item) => loadEntry({ bytes: item }, rid)));
    expect(entries.map(({ seq }) => seq)).to.deep.equal([0, 1, 2]);
    expect(anna.memory.feed).to.equal(base64UrlOf(entries[0]?.body.feed as Uint8Array));
    await room.close();
  });

  it('is given up when it cannot be noted down, and what comes later begins another', async () => {
    const world = await RoomWorld.make('Anna');
    const anna = world.founder;
    const room = await anna.open(world);
    anna.memory.fault = new ParleyError('storage-full');
    const failed = await Promise.allSettled([room.found('Kitchen'), anna.say('one')]);
    expect(failed.map((result) => result.status === 'rejected' && errorCodeOf(result.reason))).to.deep.equal([
      'storage-full',
      'storage-full',
    ]);
    expect(anna.history.items).to.deep.equal([]);
    anna.memory.fault = null;
    await room.found('Kitchen');
    expect(anna.memory.feed).to.equal(base64UrlOf((await anna.say('two')).body.feed));
    await room.close();
  });

  it('is, in a vault that never noted it down, the one that was written last, and noted down then', async () => {
    const { world, anna, last } = await annaAway();
    anna.memory.feed = null;
    await anna.open(world);
    expect(anna.memory.feed).to.equal(base64UrlOf(last.body.feed));
    await world.advance(3_000);
    expect((await anna.say('next')).seq).to.equal(last.seq + 1);
    await anna.room.close();
  });

  it('is a new one when what was noted down cannot be read, which is told', async () => {
    for (const bad of ['*', 'AAAA', 7]) {
      const { world, anna } = await annaAway();
      anna.memory.feed = bad;
      expect((await nextOf(world, anna)).seq).to.equal(0);
      expect(anna.troubles.map(errorCodeOf)).to.deep.equal(['malformed']);
      await anna.room.close();
    }
  });

  it('is left when somebody else may go on with it, unless it was begun in this run', async () => {
    for (const isEarly of [true, false]) {
      const { world, anna, last } = await annaAway();
      await anna.open(world);
      if (!isEarly) await world.advance(3_000);
      anna.room.history.leaveFeed();
      await world.advance(3_000);
      const [next, second] = [await anna.say('one'), await anna.say('two')];
      expect([next.feedKey === last.feedKey, next.seq]).to.deep.equal([false, 0]);
      anna.room.history.leaveFeed();
      const third = await anna.say('three');
      expect([second.feedKey, third.feedKey, third.seq]).to.deep.equal([next.feedKey, next.feedKey, 2]);
      await anna.room.close();
    }
  });
});
