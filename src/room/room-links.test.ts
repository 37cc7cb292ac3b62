import { expect } from '@open-wc/testing';
import { until } from '../link/link-pair.fixture.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { parsePeersFrame, ROOM_FRAME } from './room-frames.js';
import { RoomWorld } from './room.fixture.js';
import type { RawLink } from './room.fixture.js';

/** Who was online when Anna said so last, by first byte of name, and whether she holds the lobby. */
function toldBy(raw: RawLink): { readonly online: string[]; readonly holdsLobby: boolean } {
  const data = raw.of(ROOM_FRAME.peers).at(-1);
  if (data === undefined) return { online: [], holdsLobby: false };
  const { online, holdsLobby } = parsePeersFrame(data);
  return { online: online.map(({ fp }) => fp.toHex()), holdsLobby };
}

describe('RoomLinks', () => {
  it('tells a member who is online and who holds the lobby, and again when that changes', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    await cleo.room.close();
    await world.advance(2_000);
    const raw = await world.dial(cleo, await (await world.address()).peerIdOf(anna.identity.fp, 0));
    expect(toldBy(raw).online).to.have.members([anna.fpHex, ben.fpHex, cleo.fpHex]);
    expect(toldBy(raw).holdsLobby).to.equal(true);
    await ben.room.close();
    await world.advance(2_000);
    expect(toldBy(raw).online).to.have.members([anna.fpHex, cleo.fpHex]);
    world.network.stopSignalling();
    await world.settle();
    expect(toldBy(raw).holdsLobby).to.equal(false);
    await world.close();
  });

  it('keeps the link that both prefer when both dial each other at the same moment', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    for (const wire of world.network.wires) wire.cut();
    await world.settle();
    const { length } = world.network.wires;
    anna.room.wake();
    ben.room.wake();
    await world.advance(3_000);
    expect(world.network.wires.length).to.be.greaterThan(length + 1);
    expect([anna.room.links.members.length, ben.room.links.members.length]).to.deep.equal([1, 1]);
    await anna.say('one');
    await ben.say('two');
    await world.settle();
    expect(ben.texts()).to.have.members(['one', 'two']);
    expect(anna.texts()).to.have.members(['one', 'two']);
    // No more dials follow: nobody takes the loser of the two for a loss.
    const after = world.network.wires.length;
    await world.advance(60_000);
    expect(world.network.wires).to.have.length(after);
    await world.close();
  });

  it('closes a link whose person was removed while the two were shaking hands', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await ben.room.close();
    await world.advance(2_000);
    const target = await (await world.address()).peerIdOf(anna.identity.fp, 0);
    // The last message of the handshake waits on the way while Anna removes Ben.
    let messages = 0;
    world.network.tamper = (wireId, direction, bytes) => {
      if (direction === 'to-responder' && ++messages === 2) queueMicrotask(() => world.network.wires[wireId]?.hold());
      return bytes;
    };
    const dialling = world.dial(ben, target);
    await until(() => messages === 2, 'the AUTH of who dials');
    await world.settle();
    await anna.room.history.write('remove', { pk: ben.identity.pk, heads: [] });
    await world.settle();
    world.network.tamper = null;
    world.network.release();
    const raw = await dialling;
    await world.settle();
    expect(raw.endedWith).to.equal('link-refused');
    expect(anna.members()).to.deep.equal(['Anna']);
    expect(anna.room.isLinked(ben.fpHex)).to.equal(false);
    await world.close();
  });

  it('tells when the slot in use cannot be remembered', async () => {
    const world = await RoomWorld.make('Anna');
    const anna = world.founder;
    world.network.transport().open(await (await world.address()).peerIdOf(anna.identity.fp, 0), 'another installation');
    const room = await anna.open(world);
    await room.found('Kitchen');
    anna.memory.fault = new ParleyError('storage-full');
    room.start();
    await world.settle();
    expect(anna.troubles.map(errorCodeOf)).to.deep.equal(['storage-full']);
    expect(anna.room.links.rendezvous.signalling).to.equal('online');
    await world.close();
  });

  it('warns of an attacker in between until a link succeeds', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const anna = world.founder;
    for (const wire of world.network.wires) wire.cut();
    world.network.bindingSeen = (_wire, side, truth) => (side === 'initiator' ? truth : { ...truth, dtlsInitiator: new Uint8Array(32) });
    await world.advance(5_000);
    expect(anna.room.links.members.length).to.equal(0);
    expect(anna.room.links.warning).to.be.oneOf(['handshake-failed', 'handshake-unanswered']);
    world.network.bindingSeen = null;
    await world.advance(30_000);
    expect(anna.room.links.members.length).to.equal(1);
    expect(anna.room.links.warning).to.equal(null);
    await world.close();
  });

  it('gives up its ids only after its goodbyes are on their way', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const dials: string[] = [];
    await ben.room.close();
    await world.settle();
    world.network.onDial = (_from, to) => {
      dials.push(to);
      return null;
    };
    // Had the goodbye been cut off, Anna would take it for a loss and call back.
    await world.advance(30_000);
    expect(dials).to.deep.equal([]);
    expect(anna.room.links.members.length).to.equal(0);
    const squatter = world.network.transport().open(await (await world.address()).peerIdOf(ben.identity.fp, 0), 'x');
    await world.settle();
    expect(squatter.state).to.equal('online');
    await world.close();
  });
});
