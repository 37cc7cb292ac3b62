import { expect } from '@open-wc/testing';
import { FakeLink } from './fake-link.fixture.js';
import { LinkStatus } from './link-status.js';
import { Presence } from './presence.js';
import type { PresenceSession } from './presence.js';
import { ROOM_FRAME } from './room-frames.js';
import { RoomWorld } from './room.fixture.js';
import type { RawLink, TestPerson } from './room.fixture.js';

/** Flags of every STATUS that came over a link made by hand, in order. */
function statusesOf(raw: RawLink): number[] {
  return raw.of(ROOM_FRAME.status).map(([flags]) => flags as number);
}

/** Ben's page is gone, and somebody holds a link to Anna under his name. */
async function rawBen(world: RoomWorld): Promise<RawLink> {
  const [anna, ben] = [world.person(0), world.person(1)];
  await ben.room.close();
  await world.advance(2_000);
  return world.dial(ben, await (await world.address()).peerIdOf(anna.identity.fp, 0));
}

function isTyping(viewer: TestPerson, person: TestPerson): boolean {
  return viewer.room.presence.typing.has(person.fpHex);
}

describe('Presence', () => {
  it('says of everybody who is linked whether they are away, as they say themselves', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    const seen = (viewer: TestPerson): unknown[] => [ben, cleo].map(({ fpHex }) => viewer.room.presence.online.get(fpHex));
    expect(seen(anna)).to.deep.equal(['here', 'here']);
    ben.room.presence.setAway(true);
    await world.settle();
    expect(seen(anna)).to.deep.equal(['away', 'here']);
    expect(cleo.room.presence.online.get(ben.fpHex)).to.equal('away');
    ben.room.presence.setAway(false);
    await world.advance(500);
    expect(seen(anna)).to.deep.equal(['here', 'here']);
    await world.close();
  });

  it('says it to whoever comes later', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    anna.room.presence.setAway(true);
    await ben.room.close();
    await world.advance(2_000);
    await ben.start(world);
    await world.advance(2_500);
    expect(ben.room.presence.online.get(anna.fpHex)).to.equal('away');
    await world.close();
  });

  it('knows by the word of members who is linked with them and not with this side', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    const raw = await rawBen(world);
    expect(anna.room.presence.online.get(ben.fpHex)).to.equal('here');
    expect(cleo.room.presence.online.get(ben.fpHex)).to.equal('elsewhere');
    raw.link.close();
    await world.advance(500);
    expect(cleo.room.presence.online.get(ben.fpHex)).to.equal(undefined);
    await world.close();
  });

  it('shows that somebody writes, to everybody, until they send', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    let changes = 0;
    anna.room.listen(() => changes++);
    ben.room.presence.typed();
    await world.settle();
    expect([isTyping(anna, ben), isTyping(cleo, ben), isTyping(anna, cleo)]).to.deep.equal([true, true, false]);
    expect(changes).to.equal(1);
    ben.room.presence.stoppedTyping();
    await world.advance(500);
    expect([isTyping(anna, ben), isTyping(cleo, ben)]).to.deep.equal([false, false]);
    await world.close();
  });

  it('goes on showing it while they go on, and ends it when they pause', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    for (let i = 0; i < 20; i++) {
      ben.room.presence.typed();
      await world.advance(1_000);
      expect(isTyping(anna, ben), `second ${i}`).to.equal(true);
    }
    await world.advance(3_900);
    expect(isTyping(anna, ben)).to.equal(true);
    await world.advance(200);
    expect(isTyping(anna, ben)).to.equal(false);
    await world.close();
  });

  it('says that one writes at once, again every four seconds, and that it is over once', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const raw = await rawBen(world);
    const { presence } = world.founder.room;
    for (let i = 0; i < 9; i++) {
      presence.typed();
      await world.advance(1_000);
    }
    expect(statusesOf(raw)).to.deep.equal([2, 2, 2]);
    await world.advance(60_000);
    expect(statusesOf(raw)).to.deep.equal([2, 2, 2, 2, 0]);
    await world.close();
  });

  it('ends writing when a message of theirs comes, and of nobody else', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    ben.room.presence.typed();
    await world.settle();
    await anna.say('mine');
    await world.settle();
    expect(isTyping(anna, ben)).to.equal(true);
    await ben.say('one');
    await world.settle();
    expect(isTyping(anna, ben)).to.equal(false);
    await world.close();
  });

  it('ends writing, and being away, with the link', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    ben.room.presence.setAway(true);
    ben.room.presence.typed();
    await world.advance(500);
    expect(isTyping(anna, ben)).to.equal(true);
    await ben.room.close();
    await world.settle();
    expect(isTyping(anna, ben)).to.equal(false);
    expect(anna.room.presence.online.size).to.equal(0);
    await ben.start(world);
    await world.advance(2_500);
    expect(anna.room.presence.online.get(ben.fpHex)).to.equal('here');
    await world.close();
  });

  it('does not say that one writes while that is switched off, and says at once that it is over', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const raw = await rawBen(world);
    const { room } = world.founder;
    room.presence.typed();
    room.setTelling({ read: true, typing: false });
    await world.advance(4_500);
    room.presence.typed();
    await world.settle();
    expect(statusesOf(raw)).to.deep.equal([2, 0]);
    room.presence.setAway(true);
    await world.advance(500);
    room.setTelling({ read: true, typing: true });
    await world.settle();
    expect(statusesOf(raw)).to.deep.equal([2, 0, 1, 3]);
    await world.close();
  });

  it('tells nobody anything while one is not in, and then only who may be told something', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const { failed, setup, telling } = world.founder.room;
    const end = (isTelling: boolean): { readonly link: FakeLink; readonly session: PresenceSession } => {
      const link = new FakeLink();
      const status = new LinkStatus(link.asLink, world.clock, () => undefined);
      return { link, session: { link: link.asLink, status, isTelling, isRemoteMember: true, online: [] } };
    };
    const [told, untold] = [end(true), end(false)];
    const room = { failed, setup, telling, isIn: false, links: { members: [told.session, untold.session] } };
    const presence = new Presence(room);
    presence.setAway(true);
    presence.typed();
    await world.advance(4_500);
    expect(told.link.sent).to.deep.equal([]);
    room.isIn = true;
    presence.tell();
    expect(told.link.of(ROOM_FRAME.status).map(([flags]) => flags)).to.deep.equal([3]);
    await world.advance(10_000);
    expect(told.link.of(ROOM_FRAME.status).map(([flags]) => flags)).to.deep.equal([3, 1]);
    expect(untold.link.sent).to.deep.equal([]);
    presence.close();
    await world.close();
  });

  it('says nothing any more to whoever has been removed', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const raw = await rawBen(world);
    await world.founder.room.history.write('remove', { pk: world.person(1).identity.pk, heads: [] });
    world.founder.room.presence.setAway(true);
    await world.settle();
    expect(statusesOf(raw)).to.deep.equal([]);
    await world.close();
  });

  it('remembers when somebody was last linked, also after a new start, and though this page may be killed', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const written = (): number | undefined => (anna.memory.seen as Record<string, number>)[ben.fpHex];
    await world.advance(600_000);
    await ben.room.close();
    await world.settle();
    const parted = world.clock.wall();
    await world.advance(10_000);
    expect(anna.room.presence.lastSeen.at(ben.fpHex)).to.equal(parted);
    await anna.room.close();
    await anna.start(world);
    expect(anna.room.presence.lastSeen.at(ben.fpHex)).to.equal(parted);
    // A page that is killed writes nothing any more: that they were linked is there already.
    const began = world.clock.wall();
    const raw = await world.dial(ben, await (await world.address()).peerIdOf(anna.identity.fp, 0));
    await world.advance(60_000);
    expect(raw.endedWith).to.equal(null);
    expect(written()).to.be.within(began, began + 5_000);
    await anna.room.close();
    expect(written()).to.equal(world.clock.wall());
    await world.close();
  });

  it('takes no note of who only knocks', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await world.found();
    ben.inviter = anna;
    await ben.start(world);
    await ben.room.close();
    await world.advance(2_000);
    expect(anna.room.presence.lastSeen.at(ben.fpHex)).to.equal(null);
    await world.close();
  });
});
