import { expect } from '@open-wc/testing';
import { ringNeighbours } from './ring.js';
import type { TestPerson } from './room.fixture.js';
import { RoomWorld } from './room.fixture.js';

/** Asserts that each of these has the links that they want, or that the other side wants, and no other. */
function expectRing(people: readonly TestPerson[]): void {
  const ring = people.map(({ fpHex }) => fpHex);
  for (const { fpHex, room } of people) {
    const wanted = ring.filter((other) => ringNeighbours(fpHex, ring).has(other) || ringNeighbours(other, ring).has(fpHex));
    const linked = Array.from(room.links.mesh.current.values(), ({ link }) => link.remote.fpHex);
    expect(linked.toSorted()).to.deep.equal(wanted.toSorted());
  }
}

describe('a room of more than twelve', () => {
  it('becomes a ring, in which every message reaches everybody, and which closes when some go and when they are back', async () => {
    const world = await RoomWorld.ofMany(16);
    const { people } = world;
    for (const person of people) {
      await person.start(world);
      await world.advance(100);
    }
    await world.advance(40_000);
    expectRing(people);

    await world.person(5).say('to all');
    await world.advance(2_000);
    for (const person of people) expect(person.texts()).to.deep.equal(['to all']);

    // Among them whoever has the lobby.
    const gone = people.filter(({ room }, i) => i === 9 || room.links.rendezvous.holdsLobby);
    const rest = people.filter((person) => !gone.includes(person));
    for (const { room } of gone) await room.close();
    await world.advance(40_000);
    expectRing(rest);
    await (rest[1] as TestPerson).say('while you were away');
    await world.advance(2_000);

    for (const person of gone) await person.start(world);
    await world.advance(40_000);
    expectRing(people);
    for (const person of people) expect(person.texts()).to.deep.equal(['to all', 'while you were away']);
    expect(people.flatMap(({ troubles }) => troubles)).to.deep.equal([]);
    await world.close();
  }).timeout(60_000);

  it('comes back from an outage of the server with a claim or two of each, and hardly a dial', async () => {
    const world = await RoomWorld.ofMany(16);
    const { network, people } = world;
    const here = people.slice(0, 13);
    for (const person of here) {
      await person.start(world);
      await world.advance(100);
    }
    await world.advance(40_000);
    const links = (): number => here.reduce((sum, { room }) => sum + room.links.mesh.current.size, 0);
    const linksBefore = links();
    network.stopSignalling();
    await world.advance(120_000);
    const claims = network.claimed.length;
    let dials = 0;
    network.onDial = () => {
      dials++;
      return null;
    };
    network.startSignalling();
    await world.advance(20_000);
    expect(links()).to.equal(linksBefore);
    expect(network.claimed.length - claims).to.be.at.most(2 * here.length);
    // The three who are away, by those in whose ring they would be.
    expect(dials).to.be.at.most(3 * here.length);
    await world.close();
  }).timeout(60_000);
});
