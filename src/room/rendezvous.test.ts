import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { openRoomAddress } from '../link/addresses.js';
import type { RoomAddress } from '../link/addresses.js';
import { hexOf } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import type { Endpoint } from '../transport/transport.js';
import { Rendezvous } from './rendezvous.js';
import type { OnlinePeer } from './room-frames.js';

const OWN = new Uint8Array(32).fill(1);

/** One side of a room whose others are ids on a network. */
class RendezvousScene {
  readonly clock = new FakeClock();
  readonly network = new MemoryNetwork(this.clock);
  readonly address: RoomAddress;
  readonly rendezvous: Rendezvous;
  readonly linked = new Set<string>();
  /** Fingerprints that were expected of those who were dialled, or `null`. */
  readonly connected: [localId: string, expected: string | null][] = [];
  readonly failures: (string | null)[] = [];
  readonly dials: [number, string][] = [];
  isIn = true;
  sought: OnlinePeer[] = [];
  changes = 0;

  private constructor(address: RoomAddress) {
    this.address = address;
    this.network.onDial = (_from, to) => {
      this.dials.push([this.clock.now(), to]);
      return null;
    };
    this.rendezvous = new Rendezvous({
      transport: this.network.transport(),
      clock: this.clock,
      address,
      ownFp: OWN,
      slot: 0,
      tokens: { slot: 'slot', lobby: 'lobby' },
      random: () => 0.5,
      isIn: () => this.isIn,
      isLinked: (fpHex) => this.linked.has(fpHex),
      hasLinks: () => this.linked.size > 0,
      sought: () => this.sought,
      rank: () => 0,
      connect: (channel, expected) => {
        this.connected.push([channel.localId, expected]);
        if (expected !== null) this.linked.add(expected);
        return Promise.resolve(true);
      },
      slotChanged: () => undefined,
      changed: () => this.changes++,
      dialFailed: (error) => this.failures.push(errorCodeOf(error)),
    });
  }

  static async make(): Promise<RendezvousScene> {
    return new RendezvousScene(await openRoomAddress(randomBytes(32), randomBytes(32)));
  }

  /** Somebody who is online under the id of a slot. */
  async other(fill: number, slot = 0): Promise<{ readonly endpoint: Endpoint; readonly fpHex: string; readonly peer: OnlinePeer }> {
    const fp = new Uint8Array(32).fill(fill);
    const endpoint = this.network.transport().open(await this.address.peerIdOf(fp, slot), `${fill}`);
    await this.clock.advance(0);
    return { endpoint, fpHex: hexOf(fp), peer: { fp, slot } };
  }

  async start(): Promise<void> {
    await this.rendezvous.start();
    await this.clock.advance(0);
  }

  async lobbyDials(): Promise<number[]> {
    return this.dials.filter(([, to]) => to === this.address.lobbyId).map(([at]) => at);
  }
}

describe('Rendezvous', () => {
  it('claims its own id and the lobby, and dials the members, when one is in', async () => {
    const scene = await RendezvousScene.make();
    const ben = await scene.other(2);
    scene.sought = [{ fp: OWN, slot: 0 }, ben.peer];
    expect(scene.rendezvous.signalling).to.equal('connecting');
    await scene.start();
    expect(scene.rendezvous.signalling).to.equal('online');
    expect(scene.rendezvous.holdsLobby).to.equal(true);
    expect(scene.connected).to.deep.equal([[await scene.address.peerIdOf(OWN, 0), ben.fpHex]]);
    expect(scene.rendezvous.isDialling).to.equal(false);
    expect(scene.changes).to.be.greaterThan(0);
  });

  it('tells of a dial that failed', async () => {
    const scene = await RendezvousScene.make();
    scene.sought = [{ fp: new Uint8Array(32).fill(9), slot: 0 }];
    await scene.start();
    expect(scene.failures).to.deep.equal(['peer-unavailable']);
    expect(scene.rendezvous.isDialling).to.equal(false);
  });

  it('dials who holds the lobby when the claim is refused', async () => {
    const scene = await RendezvousScene.make();
    scene.network.transport().open(scene.address.lobbyId, 'somebody');
    await scene.start();
    expect(scene.rendezvous.holdsLobby).to.equal(false);
    expect(scene.connected).to.deep.equal([[await scene.address.peerIdOf(OWN, 0), null]]);
  });

  it('does not claim the lobby while one is not in, and keeps trying to get in', async () => {
    const scene = await RendezvousScene.make();
    scene.isIn = false;
    scene.sought = [0, 1, 2, 3].map((slot) => ({ fp: new Uint8Array(32).fill(9), slot }));
    await scene.start();
    await scene.clock.advance(5_000);
    expect(scene.rendezvous.holdsLobby).to.equal(false);
    expect(await scene.lobbyDials()).to.deep.equal([0, 1_000, 4_000]);
    expect(scene.dials).to.have.length(3 * 5);
  });

  it('goes from entering to being in: no more tries, and the lobby is claimed', async () => {
    const scene = await RendezvousScene.make();
    scene.isIn = false;
    await scene.start();
    scene.isIn = true;
    scene.rendezvous.arrive();
    await scene.clock.advance(120_000);
    expect(scene.rendezvous.holdsLobby).to.equal(true);
    expect(await scene.lobbyDials()).to.deep.equal([0]);
  });

  it('dials those whom a member calls online, under the slot that was said, except who is linked', async () => {
    const scene = await RendezvousScene.make();
    const [ben, cleo] = [await scene.other(2, 3), await scene.other(3)];
    await scene.start();
    scene.linked.add(cleo.fpHex);
    scene.rendezvous.told('dora', [ben.peer, cleo.peer, { fp: OWN, slot: 2 }], false);
    await scene.clock.advance(0);
    expect(scene.connected.map(([, expected]) => expected)).to.deep.equal([ben.fpHex]);
    scene.rendezvous.told('dora', [ben.peer], false);
    await scene.clock.advance(0);
    expect(scene.connected).to.have.length(1);
  });

  it('redials who was lost, and nobody after a farewell', async () => {
    const scene = await RendezvousScene.make();
    const ben = await scene.other(2, 1);
    await scene.start();
    scene.rendezvous.parted(ben.peer.fp, 1, true, true);
    await scene.clock.advance(60_000);
    expect(scene.connected).to.deep.equal([]);
    scene.rendezvous.parted(ben.peer.fp, 1, true, false);
    await scene.clock.advance(500);
    expect(scene.connected.map(([, expected]) => expected)).to.deep.equal([ben.fpHex]);
  });

  it('tries for the lobby when its holder has gone', async () => {
    const scene = await RendezvousScene.make();
    const holder = scene.network.transport().open(scene.address.lobbyId, 'ben');
    await scene.start();
    const fp = new Uint8Array(32).fill(2);
    scene.rendezvous.told(hexOf(fp), [], true);
    holder.close();
    scene.rendezvous.parted(fp, 0, true, true);
    await scene.clock.advance(1_000);
    expect(scene.rendezvous.holdsLobby).to.equal(true);
  });

  it('looks for everybody again when the server is back, or the machine wakes up', async () => {
    const scene = await RendezvousScene.make();
    await scene.start();
    const ben = await scene.other(2);
    scene.sought = [ben.peer];
    scene.rendezvous.wake();
    await scene.clock.advance(0);
    expect(scene.connected).to.have.length(1);
    scene.linked.clear();
    scene.network.stopSignalling();
    scene.rendezvous.wake();
    scene.rendezvous.arrive();
    await scene.clock.advance(10_000);
    expect(scene.rendezvous.signalling).to.equal('offline');
    expect(scene.connected).to.have.length(1);
    scene.network.startSignalling();
    await scene.clock.advance(0);
    expect(scene.connected).to.have.length(2);
  });

  it('dials from another id when the own was taken, so that the others find the right one', async () => {
    const scene = await RendezvousScene.make();
    scene.network.transport().open(await scene.address.peerIdOf(OWN, 0), 'another installation');
    const ben = await scene.other(2);
    scene.sought = [ben.peer];
    await scene.start();
    expect(scene.rendezvous.slot).to.equal(1);
    expect(scene.connected).to.deep.equal([[await scene.address.peerIdOf(OWN, 1), ben.fpHex]]);
  });

  it('looks for nobody any more once stopped, and gives up its ids when it leaves', async () => {
    const scene = await RendezvousScene.make();
    const ben = await scene.other(2);
    await scene.start();
    scene.rendezvous.stop();
    scene.sought = [ben.peer];
    scene.rendezvous.arrive();
    scene.rendezvous.wake();
    scene.rendezvous.told('dora', [ben.peer], false);
    scene.rendezvous.parted(ben.peer.fp, 0, true, false);
    await scene.clock.advance(120_000);
    expect(scene.dials).to.deep.equal([]);
    expect(scene.rendezvous.holdsLobby).to.equal(true);
    scene.rendezvous.leave();
    expect(scene.rendezvous.holdsLobby).to.equal(false);
    expect(scene.rendezvous.signalling).to.equal('closed');
  });
});
