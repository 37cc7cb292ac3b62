import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { encodePeersFrame, ROOM_FRAME } from './room-frames.js';
import { RoomWorld } from './room.fixture.js';
import type { RawLink, TestPerson } from './room.fixture.js';

/** Long enough for everybody to find everybody. */
const MEETING_MS = 10_000;

/** Anna and Ben, and Anna's second installation, all linked. */
class TwoInstallations {
  readonly world: RoomWorld;
  readonly anna: TestPerson;
  readonly ben: TestPerson;
  readonly other: TestPerson;

  private constructor(world: RoomWorld, other: TestPerson) {
    this.world = world;
    this.anna = world.person(0);
    this.ben = world.person(1);
    this.other = other;
  }

  static async make(): Promise<TwoInstallations> {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const scene = new TwoInstallations(world, world.founder.elsewhere());
    await scene.other.start(world);
    await world.advance(MEETING_MS);
    return scene;
  }

  get all(): readonly TestPerson[] {
    return [this.anna, this.other, this.ben];
  }

  /** How the text `said` of Anna stands with Ben, as each of her installations shows it. */
  stepsOf(said: string): string[] {
    return [this.anna, this.other].map(({ room }) => {
      const { timeline } = room.history.log;
      const entry = timeline.slice(0, timeline.length).find(({ payload }) => payload?.kind === 'text' && payload.text === said);
      return entry === undefined
        ? 'absent'
        : room.history.receipts
            .of(entry)
            .map(({ step }) => step)
            .join();
    });
  }

  async close(): Promise<void> {
    await this.other.room.close();
    await this.world.close();
  }
}

/** To whom somebody is linked, by fingerprint and slot. */
function linksOf({ room }: TestPerson): string[] {
  return [...room.links.mesh.current.keys()].toSorted();
}

function keys(...others: readonly (readonly [TestPerson, number])[]): string[] {
  return others.map(([{ fpHex }, slot]) => `${fpHex}/${slot}`).toSorted();
}

/** Feeds of one person that somebody knows of. */
function feedCount(viewer: TestPerson, author: TestPerson): number {
  return viewer.room.history.log.graph.feedsOf(author.pkHex).length;
}

describe('Two installations of one identity', () => {
  it('are linked with each other and with everybody else, and count as one person', async () => {
    const scene = await TwoInstallations.make();
    const { anna, ben, other } = scene;
    expect(linksOf(anna)).to.deep.equal(keys([other, 1], [ben, 0]));
    expect(linksOf(other)).to.deep.equal(keys([anna, 0], [ben, 0]));
    expect(linksOf(ben)).to.deep.equal(keys([anna, 0], [anna, 1]));
    for (const { room } of scene.all) expect([room.links.memberCount, room.links.ring.onlineCount]).to.deep.equal([1, 2]);
    expect(scene.all.map(({ room }) => room.links.isOwnLinked)).to.deep.equal([true, true, false]);
    expect(scene.all.map(({ room }) => room.links.warning)).to.deep.equal([null, null, null]);
    expect(scene.all.flatMap(({ room }) => room.knocks.waiting)).to.deep.equal([]);
    await scene.close();
  });

  it('both write, each in a feed of its own, and everybody has everything once', async () => {
    const scene = await TwoInstallations.make();
    const texts = ['from one', 'from the other', 'from Ben'];
    for (const [i, person] of scene.all.entries()) {
      await person.say(texts[i] as string);
      await scene.world.advance(500);
    }
    for (const person of scene.all) {
      expect(person.texts()).to.deep.equal(texts);
      expect(feedCount(person, scene.anna)).to.equal(2);
      expect(person.room.history.log.forks.size).to.equal(0);
    }
    expect(scene.other.room.history.receipts.unread).to.equal(1);
    await scene.close();
  });

  it('both show what becomes of a message of either', async () => {
    const scene = await TwoInstallations.make();
    await scene.ben.room.close();
    await scene.world.advance(2_000);
    await scene.anna.say('one');
    await scene.other.say('other');
    await scene.world.advance(1_000);
    expect(scene.stepsOf('one')).to.deep.equal(['waiting', 'waiting']);
    expect(scene.stepsOf('other')).to.deep.equal(['waiting', 'waiting']);
    await scene.ben.start(scene.world);
    await scene.world.advance(MEETING_MS);
    expect(scene.stepsOf('one')).to.deep.equal(['delivered', 'delivered']);
    expect(scene.stepsOf('other')).to.deep.equal(['delivered', 'delivered']);
    scene.ben.room.history.receipts.markRead();
    await scene.world.advance(1_000);
    expect(scene.stepsOf('one')).to.deep.equal(['read', 'read']);
    expect(scene.stepsOf('other')).to.deep.equal(['read', 'read']);
    await scene.close();
  });

  it('both show that a first message was delivered while all are linked', async () => {
    const scene = await TwoInstallations.make();
    await scene.other.say('first of its feed');
    await scene.world.advance(1_000);
    expect(scene.stepsOf('first of its feed')).to.deep.equal(['delivered', 'delivered']);
    await scene.close();
  });

  it('are delivered to when one of them has it', async () => {
    const scene = await TwoInstallations.make();
    await scene.anna.room.close();
    await scene.world.advance(2_000);
    const entry = await scene.ben.say('to Anna');
    await scene.world.advance(1_000);
    expect(scene.ben.room.history.receipts.of(entry).map(({ step }) => step)).to.deep.equal(['delivered']);
    await scene.close();
  });

  it('are here while one of them is, and online until the last has gone', async () => {
    const scene = await TwoInstallations.make();
    const { anna, ben, other, world } = scene;
    const seen = (): string | undefined => ben.room.presence.online.get(anna.fpHex);
    const states = [seen()];
    anna.room.presence.setAway(true);
    await world.advance(1_000);
    states.push(seen());
    other.room.presence.setAway(true);
    await world.advance(1_000);
    states.push(seen());
    await anna.room.close();
    await world.advance(2_000);
    states.push(seen());
    await other.room.close();
    await world.advance(2_000);
    states.push(seen());
    expect(states).to.deep.equal(['here', 'here', 'away', 'away', undefined]);
    await world.close();
  });

  it('are redialled each by itself: a reload of one replaces its own link and no other, and the death of one leaves the other', async () => {
    const scene = await TwoInstallations.make();
    const { anna, ben, other, world } = scene;
    const before = ben.room.links.mesh.current.get(keys([anna, 0])[0] as string)?.link;
    // A page that goes, of which the others hear only when it is back.
    const wires = [...world.network.wires];
    for (const wire of wires) wire.hold();
    await other.room.close();
    await world.advance(1_000);
    await other.start(world);
    await world.advance(2_000);
    for (const wire of wires) wire.release();
    await world.advance(MEETING_MS);
    expect(linksOf(ben)).to.deep.equal(keys([anna, 0], [anna, 1]));
    expect(linksOf(anna)).to.deep.equal(keys([other, 1], [ben, 0]));
    expect(ben.room.links.mesh.current.get(keys([anna, 0])[0] as string)?.link).to.equal(before);
    await other.room.close();
    await world.advance(2_000);
    expect(linksOf(ben)).to.deep.equal(keys([anna, 0]));
    expect([anna.room.links.isOwnLinked, ben.room.presence.online.get(anna.fpHex)]).to.deep.equal([false, 'here']);
    await scene.close();
  });

  it('are compared with one at a time: with that which came last', async () => {
    const scene = await TwoInstallations.make();
    const { anna, ben, other, world } = scene;
    const kinds = (): string[] => [anna, other].map(({ room }) => room.verification.stateOf(ben.fpHex).kind);
    ben.room.verification.start(anna.fpHex);
    await world.settle();
    expect([ben.room.verification.stateOf(anna.fpHex).kind, ...kinds()]).to.deep.equal(['comparing', 'idle', 'comparing']);
    await other.room.close();
    await world.advance(61_000);
    ben.room.verification.start(anna.fpHex);
    await world.settle();
    expect(anna.room.verification.stateOf(ben.fpHex).kind).to.equal('comparing');
    await scene.close();
  });

  it('learn from each other that the person has left', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const other = ben.elsewhere();
    await other.start(world);
    await world.advance(MEETING_MS);
    await ben.room.history.write('leave', {});
    await world.advance(MEETING_MS);
    expect([ben, other].map(({ room }) => room.standing.phase)).to.deep.equal(['left', 'left']);
    expect(anna.members()).to.deep.equal(['Anna']);
    await other.room.close();
    await world.close();
  });
});

describe('A copied vault', () => {
  it('opened beside the first makes no fork, and the copy goes by an id and a feed of its own', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.say('before');
    await anna.room.close();
    await world.advance(2_000);
    const copy = anna.copy();
    const both = [anna, copy];
    for (const person of both) await person.start(world);
    for (const [i, person] of both.entries()) void person.say(`from ${i}`);
    await world.advance(60_000);
    for (const person of [...both, ben]) {
      expect(person.texts()).to.have.members(['before', 'from 0', 'from 1']);
      expect(person.room.history.log.forks.size).to.equal(0);
      expect(feedCount(person, anna)).to.equal(2);
      expect(person.room.links.memberCount).to.equal(1);
    }
    expect(both.map(({ room }) => [room.links.isOwnLinked, room.links.rendezvous.signalling])).to.deep.equal([
      [true, 'online'],
      [true, 'online'],
    ]);
    expect(linksOf(ben)).to.deep.equal(keys([anna, 0], [anna, 1]));
    // Each goes on with its own, also after the next start.
    for (const person of both) await person.room.close();
    await world.advance(2_000);
    for (const person of both) await person.start(world);
    await world.advance(MEETING_MS);
    for (const [i, person] of both.entries()) await person.say(`again from ${i}`);
    await world.advance(2_000);
    for (const person of [...both, ben]) {
      expect(person.texts()).to.have.length(5);
      expect([person.room.history.log.forks.size, feedCount(person, anna)]).to.deep.equal([0, 2]);
    }
    await copy.room.close();
    await world.close();
  });

  it('makes no fork when nobody else is there', async () => {
    const world = await RoomWorld.make('Anna');
    await world.found();
    const anna = world.founder;
    await anna.say('before');
    const copy = anna.copy();
    await copy.start(world);
    await world.advance(3_000);
    await anna.say('one');
    await copy.say('two');
    // Sooner or later each asks for its echo.
    anna.room.wake();
    await world.advance(60_000);
    expect([anna.texts().length, copy.texts().length]).to.deep.equal([3, 3]);
    expect([anna, copy].map(({ room }) => [room.history.log.forks.size, room.links.isOwnLinked])).to.deep.equal([
      [0, true],
      [0, true],
    ]);
    await copy.room.close();
    await world.close();
  });
});

describe('Five installations of one identity', () => {
  it('have four places: the fifth waits until one is free', async () => {
    const world = await RoomWorld.make('Anna');
    await world.found();
    const others: TestPerson[] = [];
    for (let i = 0; i < 4; i++) {
      const other = world.founder.elsewhere();
      others.push(other);
      await other.start(world);
      await world.advance(MEETING_MS);
    }
    const here = [world.founder, ...others];
    expect(here.map(({ room }) => room.links.rendezvous.signalling)).to.deep.equal(['online', 'online', 'online', 'online', 'taken']);
    expect(here.map((person) => linksOf(person).length)).to.deep.equal([3, 3, 3, 3, 0]);
    await others[1]?.room.close();
    await world.advance(40_000);
    expect(others[3]?.room.links.rendezvous.signalling).to.equal('online');
    expect(linksOf(world.founder)).to.have.length(3);
    for (const other of others) await other.room.close();
    await world.close();
  });
});

describe('A member whose Parley is another one', () => {
  /** Mallory under one of their ids, by a link made by hand. */
  async function dialAs(world: RoomWorld, mallory: TestPerson, slot: number, run = randomBytes(8)): Promise<RawLink> {
    const address = await world.address();
    const fromId = await address.peerIdOf(mallory.identity.fp, slot);
    return world.dial(mallory, await address.peerIdOf(world.founder.identity.fp, 0), { fromId, run });
  }

  it('has four links at most, with however many runs they come', async () => {
    const world = await RoomWorld.joined('Anna', 'Mallory');
    const [anna, mallory] = [world.person(0), world.person(1)];
    await mallory.room.close();
    await world.advance(2_000);
    const links: RawLink[] = [];
    for (let i = 0; i < 12; i++) links.push(await dialAs(world, mallory, i % 4));
    expect(linksOf(anna)).to.deep.equal(keys([mallory, 0], [mallory, 1], [mallory, 2], [mallory, 3]));
    expect(links.map(({ endedWith }) => endedWith)).to.deep.equal([...Array(8).fill('link-replaced'), null, null, null, null]);
    expect(anna.room.links.memberCount).to.equal(1);
    await world.close();
  });

  it('cannot say that a link is that of another installation than its id proves', async () => {
    const world = await RoomWorld.joined('Anna', 'Mallory');
    const [anna, mallory] = [world.person(0), world.person(1)];
    await mallory.room.close();
    await world.advance(2_000);
    const [honest, liar] = [await dialAs(world, mallory, 0), await dialAs(world, mallory, 1)];
    liar.link.send(ROOM_FRAME.peers, encodePeersFrame({ holdsLobby: false, online: [{ fp: mallory.identity.fp, slot: 0 }] }));
    await world.settle();
    expect([honest.endedWith, liar.endedWith]).to.deep.equal([null, 'channel-closed']);
    expect(linksOf(anna)).to.deep.equal(keys([mallory, 0]));
    await world.close();
  });

  it('cannot make one give up the own id by saying that somebody newer has it', async () => {
    const world = await RoomWorld.joined('Anna', 'Mallory');
    const [anna, mallory] = [world.person(0), world.person(1)];
    await mallory.room.close();
    await world.advance(2_000);
    const raw = await dialAs(world, mallory, 0);
    raw.link.close('replaced');
    await world.advance(60_000);
    expect(anna.memory.slots).to.deep.equal([]);
    expect(anna.room.links.rendezvous.signalling).to.equal('online');
    await world.close();
  });
});
