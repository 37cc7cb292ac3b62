import { expect } from '@open-wc/testing';
import { loadEntry } from '../log/packed-items.js';
import { ENTRY_KINDS } from '../log/payload.js';
import { encodePushFrames } from '../log/sync-frames.js';
import { RoomWorld } from './room.fixture.js';
import type { TestPerson } from './room.fixture.js';

const nothing = (): void => undefined;

/** A room of these, in which everybody but the first has said so many things, which the first has read. */
async function talkative(count: number, ...names: readonly string[]): Promise<RoomWorld> {
  const world = await RoomWorld.joined(...names);
  for (let i = 1; i <= count; i++) for (const person of world.people.slice(1)) await person.say(`${person.name} ${i}`);
  await world.advance(2_000);
  world.founder.room.history.receipts.markRead();
  await world.advance(2_000);
  return world;
}

/** Drops, while time goes on. */
async function drop(world: RoomWorld, person: TestPerson, keep: number): Promise<number> {
  const dropping = person.room.history.dropping.drop(keep, nothing);
  await Promise.allSettled([dropping, world.advance(1_000)]);
  return dropping;
}

/** How many messages are stored whole, and how many without payload. */
async function stored(world: RoomWorld, person: TestPerson): Promise<[number, number]> {
  const { rid } = await world.address();
  const entries = await Promise.all(person.history.items.map((item) => loadEntry({ bytes: item }, rid)));
  const texts = entries.filter(({ kind }) => kind === ENTRY_KINDS.text);
  const bare = texts.filter(({ isErased }) => isErased).length;
  return [texts.length - bare, bare];
}

/** The same person after a reload. */
async function reload(world: RoomWorld, person: TestPerson): Promise<void> {
  await Promise.all([person.room.close(), world.advance(1_000)]);
  await person.start(world);
  await world.advance(5_000);
}

describe('room/dropping', () => {
  it('keeps the newest, and of the rest what was signed, on screen and in the vault', async () => {
    const world = await talkative(5, 'Ann', 'Bob');
    const { founder } = world;
    const shares: number[] = [];
    const dropping = founder.room.history.dropping.drop(2, (share) => shares.push(share));
    await Promise.all([dropping, world.advance(1_000)]);
    expect(await dropping).to.equal(3);
    expect([founder.texts(), await stored(world, founder)]).to.deep.equal([
      ['Bob 4', 'Bob 5'],
      [2, 3],
    ]);
    expect([shares.at(-1), shares.toSorted((a, b) => a - b)]).to.deep.equal([1, shares]);
    const { dropping: kept, receipts } = founder.room.history;
    expect([kept.at, receipts.textCount, receipts.unread, kept.countBut(2), kept.countBut(1)]).to.deep.equal([
      world.clock.wall() - 1_000,
      2,
      0,
      0,
      1,
    ]);
    await reload(world, founder);
    expect([founder.texts(), founder.room.history.dropping.at, founder.troubles]).to.deep.equal([['Bob 4', 'Bob 5'], kept.at, []]);
    await world.close();
  });

  it('takes back nothing of what others were told, and takes no payload that comes again', async () => {
    const world = await talkative(3, 'Ann', 'Bob');
    const [ann, bob] = [world.person(0), world.person(1)];
    const sent = bob.room.history.log.timeline.slice(0, 9).filter(({ kind }) => kind === ENTRY_KINDS.text);
    const steps = (): string[] => sent.flatMap((entry) => bob.room.history.receipts.of(entry).map(({ step }) => step));
    expect(steps()).to.deep.equal(['read', 'read', 'read']);
    await drop(world, ann, 1);
    await reload(world, bob);
    await bob.say('after');
    await world.advance(2_000);
    const { log } = bob.room.history;
    expect([steps(), log.ackCount(sent[0]?.feedKey ?? ''), log.forks.size]).to.deep.equal([['read', 'read', 'read'], 4, 0]);
    const raw = await world.dial(bob, await (await world.address()).peerIdOf(ann.identity.fp, 0));
    const items = sent.map(({ itemBytes }) => itemBytes);
    for (const { type, data } of encodePushFrames(items, false)) raw.link.send(type, data);
    await world.advance(2_000);
    expect([ann.texts(), await stored(world, ann), ann.troubles]).to.deep.equal([['Bob 3', 'after'], [2, 2], []]);
    await world.close();
  });

  it('leaves what was not read, and of the own what not every other member has', async () => {
    const world = await talkative(2, 'Ann', 'Bob', 'Cem');
    const [ann, bob, cem] = [world.person(0), world.person(1), world.person(2)];
    await ann.say('Ann for both');
    await world.advance(2_000);
    await Promise.all([cem.room.close(), world.advance(1_000)]);
    await ann.say('Ann for Bob, so far');
    await world.advance(1_000);
    await bob.say('Bob unread');
    await bob.say('Bob last');
    await world.advance(2_000);
    expect(await drop(world, ann, 1)).to.equal(5);
    expect(ann.texts()).to.deep.equal(['Ann for Bob, so far', 'Bob unread', 'Bob last']);
    await cem.start(world);
    await world.advance(5_000);
    expect(cem.texts().slice(-4)).to.deep.equal(['Ann for both', 'Ann for Bob, so far', 'Bob unread', 'Bob last']);
    ann.room.history.receipts.markRead();
    expect(await drop(world, ann, 1)).to.equal(2);
    await world.close();
  });

  it('goes on at the next opening where it was cut short after it was written down, and does nothing before', async () => {
    const world = await talkative(4, 'Ann', 'Bob');
    const { founder } = world;
    founder.memory.fault = new Error('no room');
    expect(await drop(world, founder, 1).catch((error: Error) => error.message)).to.equal('no room');
    expect([founder.texts().length, founder.room.history.dropping.at]).to.deep.equal([4, null]);
    founder.memory.fault = null;
    founder.history.hold();
    const dropping = founder.room.history.dropping.drop(1, nothing);
    await world.advance(1_000);
    const dead = founder.copy();
    expect(await stored(world, dead)).to.deep.equal([4, 0]);
    const closing = founder.room.close();
    founder.history.release();
    const [end] = await Promise.allSettled([dropping, closing, world.advance(1_000)]);
    expect([(end as PromiseRejectedResult).reason.name, await stored(world, founder)]).to.deep.equal(['AbortError', [4, 0]]);
    for (const again of [dead, founder]) {
      await again.start(world);
      await world.advance(5_000);
      expect([again.texts(), await stored(world, again), again.troubles]).to.deep.equal([['Bob 4'], [1, 3], []]);
      await Promise.all([again.room.close(), world.advance(1_000)]);
    }
    await world.close();
  });

  it('is undone by getting it back, from whichever member has it', async () => {
    const world = await talkative(3, 'Ann', 'Bob', 'Cem');
    const [ann, bob] = [world.person(0), world.person(1)];
    const before = ann.texts();
    await drop(world, ann, 1);
    bob.room.history.receipts.markRead();
    await drop(world, bob, 1);
    expect([ann.texts().length, bob.texts().length]).to.deep.equal([1, 1]);
    await ann.room.history.dropping.getBack();
    expect([ann.room.history.dropping.at, ann.room.history.receipts.unread]).to.deep.equal([null, 0]);
    await world.advance(5_000);
    expect([ann.texts(), ann.room.history.log.payloads.withheld()]).to.deep.equal([before, []]);
    await reload(world, ann);
    expect([ann.texts(), ann.memory.floor, ann.troubles]).to.deep.equal([before, null, []]);
    await world.close();
  });

  it('does not keep from their authors that what they wrote since has come to a newcomer, who asks the others for the rest', async () => {
    const world = await RoomWorld.joined('Ann', 'Bob', 'Cem');
    const [ann, bob, cem] = [world.person(0), world.person(1), world.person(2)];
    await Promise.all([cem.room.close(), world.advance(1_000)]);
    cem.history.items = [];
    cem.memory.feed = null;
    await Promise.all([bob.room.close(), world.advance(1_000)]);
    await bob.start(world);
    for (const text of ['one', 'two', 'three']) await bob.say(text);
    await world.advance(2_000);
    ann.room.history.receipts.markRead();
    await drop(world, ann, 1);
    await Promise.all([bob.room.close(), world.advance(1_000)]);
    const own = await ann.say('Ann');
    await cem.start(world);
    await world.advance(5_000);
    const withheld = cem.room.history.log.payloads.withheld();
    expect([cem.texts(), withheld.length]).to.deep.equal([['three', 'Ann'], 2]);
    const stepOf = (): string | undefined => ann.room.history.receipts.of(own).find(({ pkHex }) => pkHex === cem.pkHex)?.step;
    expect(stepOf()).to.equal('delivered');
    await bob.start(world);
    await world.advance(5_000);
    expect(cem.texts()).to.deep.equal(['one', 'two', 'three', 'Ann']);
    await world.close();
  });

  it('is acknowledged by a newcomer past what its author has dropped', async () => {
    const world = await RoomWorld.joined('Ann', 'Bob');
    const [ann, bob] = [world.person(0), world.person(1)];
    for (const text of ['one', 'two', 'three']) await ann.say(text);
    await world.advance(2_000);
    await drop(world, ann, 1);
    await Promise.all([bob.room.close(), world.advance(1_000)]);
    bob.history.items = [];
    bob.memory.feed = null;
    await bob.start(world);
    await world.advance(5_000);
    const last = await ann.say('four');
    await world.advance(2_000);
    expect([bob.texts(), bob.room.history.log.payloads.withheld().length]).to.deep.equal([['three', 'four'], 2]);
    expect(bob.room.history.log.ackCount(last.feedKey)).to.equal(last.seq + 1);
    await world.close();
  });

  it('says so when it cannot be undone in the vault, and leaves it as it is', async () => {
    const world = await talkative(2, 'Ann', 'Bob');
    const { founder } = world;
    await drop(world, founder, 1);
    founder.memory.fault = new Error('no room');
    const { dropping } = founder.room.history;
    expect(await dropping.getBack().catch((error: Error) => error.message)).to.equal('no room');
    expect([dropping.at !== null, founder.texts()]).to.deep.equal([true, ['Bob 2']]);
    founder.memory.fault = null;
    await world.close();
  });

  it('opens the room all the same when what was kept of it is not readable', async () => {
    const world = await talkative(1, 'Ann', 'Bob');
    const { founder } = world;
    for (const [i, floor] of [
      { at: 'x', feeds: {} },
      { at: 1, feeds: { short: 1 } },
      { at: 1, feeds: { ['0'.repeat(80)]: 'x' } },
    ].entries()) {
      founder.memory.floor = floor;
      await reload(world, founder);
      expect([founder.texts(), founder.room.history.dropping.at, founder.troubles.length]).to.deep.equal([['Bob 1'], null, i + 1]);
    }
    await world.close();
  });
});
