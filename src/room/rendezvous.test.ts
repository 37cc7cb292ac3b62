import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { openRoomAddress } from '../link/addresses.js';
import type { RoomAddress } from '../link/addresses.js';
import { errorCodeOf } from '../lib/errors.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import type { Endpoint, Transport } from '../transport/transport.js';
import { FakeLink } from './fake-link.fixture.js';
import { installationKey } from './mesh.js';
import { Rendezvous } from './rendezvous.js';
import type { Parting } from './parting.js';
import type { OnlinePeer } from './room-frames.js';
import type { RoomContext } from './room-setup.js';
import { ScriptedTransport } from './scripted-endpoint.fixture.js';
import type { ScriptedEndpoint } from './scripted-endpoint.fixture.js';

const fpOf = (fill: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(fill);
const OWN = fpOf(1);

interface SceneChanges {
  readonly fill: number;
  readonly rank: number;
  readonly slot: number;
  readonly transport: Transport;
  readonly onlineCount: number;
}

/** One side of a room whose others are ids on a network. */
class RendezvousScene {
  readonly clock: FakeClock;
  readonly network: MemoryNetwork;
  readonly address: RoomAddress;
  readonly rendezvous: Rendezvous;
  readonly linked = new Map<string, unknown>();
  /** Fingerprints that were expected of those who were dialled, or `null`. */
  readonly connected: [localId: string, expected: string | null][] = [];
  readonly failures: (string | null)[] = [];
  /** To others. */
  readonly dials: [number, string][] = [];
  /** To other installations of the own identity. */
  readonly ownDials: [number, string][] = [];
  readonly slots: number[] = [];
  isIn = true;
  isLeaving = false;
  sought: OnlinePeer[] = [];
  readonly onlineCount: number;
  changes = 0;
  renewals = 0;
  timesShared = 0;
  /** The lobby as it was told of. */
  held: boolean[] = [];

  constructor(clock: FakeClock, network: MemoryNetwork, address: RoomAddress, changes: Partial<SceneChanges> = {}) {
    this.clock = clock;
    this.network = network;
    this.address = address;
    const { fill = 1, rank = 0, slot = 0, transport = network.transport(), onlineCount = 1 } = changes;
    this.onlineCount = onlineCount;
    const room = {
      setup: {
        transport,
        clock,
        identity: { fp: fpOf(fill) },
        slot,
        tokens: { slot: `slot of ${fill}`, lobby: `lobby of ${fill}` },
        newTokens: () => ({ slot: `slot ${++this.renewals} of ${fill}`, lobby: `lobby ${this.renewals} of ${fill}` }),
        random: () => 0.5,
        memory: {
          slotChanged: (taken: number) => {
            this.slots.push(taken);
            return Promise.resolve();
          },
        },
      },
      address,
      failed: (error: unknown) => this.failures.push(errorCodeOf(error)),
    };
    Object.defineProperty(room, 'isIn', { get: () => this.isIn });
    Object.defineProperty(room, 'isLeaving', { get: () => this.isLeaving });
    this.rendezvous = new Rendezvous(room as unknown as RoomContext, {
      mesh: { rank, current: this.linked },
      idShared: () => this.timesShared++,
      sought: () => this.sought,
      ring: { isWanted: () => true, onlineCount: this.onlineCount },
      connect: async (channel, expected) => {
        this.connected.push([channel.localId, expected]);
        if (expected === null) return true;
        const slot = await this.address.slotOf(Uint8Array.fromHex(expected), channel.remoteId);
        this.linked.set(installationKey(expected, slot), {});
        return true;
      },
      changed: () => {
        this.changes++;
        const { holdsLobby } = this.rendezvous;
        if (holdsLobby !== (this.held.at(-1) ?? false)) this.held.push(holdsLobby);
      },
      meshChanged: () => {
        this.changes++;
        const { holdsLobby } = this.rendezvous;
        if (holdsLobby !== (this.held.at(-1) ?? false)) this.held.push(holdsLobby);
      },
      warn: (error) => this.failures.push(errorCodeOf(error)),
    });
  }

  static async make(changes: Partial<SceneChanges> = {}): Promise<RendezvousScene> {
    const clock = new FakeClock();
    const network = new MemoryNetwork(clock);
    const scene = new RendezvousScene(clock, network, await openRoomAddress(randomBytes(32), randomBytes(32)), changes);
    const ownIds = await scene.ownIds(0, 1, 2, 3);
    network.onDial = (_from, to) => {
      (ownIds.includes(to) ? scene.ownDials : scene.dials).push([clock.now(), to]);
      return null;
    };
    return scene;
  }

  /** Somebody else of the same room, whose rank among those in the mesh is `rank`. */
  member(fill: number, rank = 0): RendezvousScene {
    return new RendezvousScene(this.clock, this.network, this.address, { fill, rank });
  }

  /** Somebody who is online under the id of a slot. */
  async other(fill: number, slot = 0): Promise<{ readonly endpoint: Endpoint; readonly fpHex: string; readonly peer: OnlinePeer }> {
    const fp = fpOf(fill);
    const endpoint = this.network.transport().open(await this.address.peerIdOf(fp, slot), `${fill}`);
    await this.clock.advance(0);
    return { endpoint, fpHex: fp.toHex(), peer: { fp, slot } };
  }

  /** Somebody else has the own id of a slot. */
  async squat(slot: number, token = 'theirs'): Promise<Endpoint> {
    const endpoint = this.network.transport().open(await this.address.peerIdOf(OWN, slot), token);
    await this.clock.advance(0);
    return endpoint;
  }

  async start(): Promise<void> {
    await this.rendezvous.start();
    await this.clock.advance(0);
  }

  /** The link to somebody has ended. */
  part(fill: number, changes: { readonly slot?: number; readonly wasInitiator?: boolean; readonly how?: Parting } = {}): void {
    const { slot = 0, wasInitiator = true, how = 'theirs' } = changes;
    this.rendezvous.parted(new FakeLink({ fp: fill, isInitiator: wasInitiator }), slot, how);
  }

  async ownIds(...slots: readonly number[]): Promise<string[]> {
    return Promise.all(slots.map((slot) => this.address.peerIdOf(OWN, slot)));
  }

  lobbyDials(): number[] {
    return this.dials.filter(([, to]) => to === this.address.lobbyId).map(([at]) => at);
  }

  /** What a scripted server was asked for under the lobby's id. */
  lobbyOf(server: ScriptedTransport): ScriptedEndpoint[] {
    return server.opened.filter(({ peerId }) => peerId === this.address.lobbyId);
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
    scene.sought = [{ fp: fpOf(9), slot: 0 }];
    await scene.start();
    // Own other installations are looked for, too.
    expect(scene.failures).to.deep.equal(Array(4).fill('peer-unavailable'));
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
    scene.sought = [0, 1, 2, 3].map((slot) => ({ fp: fpOf(9), slot }));
    await scene.start();
    await scene.clock.advance(5_000);
    expect(scene.rendezvous.holdsLobby).to.equal(false);
    expect(scene.lobbyDials()).to.deep.equal([0, 1_000, 4_000]);
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
    expect(scene.lobbyDials()).to.deep.equal([0]);
  });

  it('dials those whom a member calls online, under the slot that was said, except who is linked', async () => {
    const scene = await RendezvousScene.make();
    const [ben, cleo] = [await scene.other(2, 3), await scene.other(3)];
    await scene.start();
    scene.linked.set(installationKey(cleo.fpHex, 0), {});
    scene.rendezvous.told('dora', { online: [ben.peer, cleo.peer, { fp: OWN, slot: 2 }], holdsLobby: false });
    await scene.clock.advance(0);
    expect(scene.connected.map(([, expected]) => expected)).to.deep.equal([ben.fpHex]);
    scene.rendezvous.told('dora', { online: [ben.peer], holdsLobby: false });
    await scene.clock.advance(0);
    expect(scene.connected).to.have.length(1);
  });

  it('redials who was lost, and nobody after a farewell', async () => {
    const scene = await RendezvousScene.make();
    const ben = await scene.other(2, 1);
    await scene.start();
    scene.part(2, { slot: 1 });
    await scene.clock.advance(60_000);
    expect(scene.connected).to.deep.equal([]);
    scene.part(2, { slot: 1, how: 'lost' });
    await scene.clock.advance(500);
    expect(scene.connected.map(([, expected]) => expected)).to.deep.equal([ben.fpHex]);
  });

  it('tries for the lobby when its holder has gone', async () => {
    const scene = await RendezvousScene.make();
    const holder = scene.network.transport().open(scene.address.lobbyId, 'ben');
    await scene.start();
    scene.rendezvous.told(installationKey(fpOf(2).toHex(), 0), { online: [], holdsLobby: true });
    holder.close();
    scene.part(2);
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

  it('leaves the server on purpose with own id and lobby, whatever wakes it, and takes both up again when it comes back', async () => {
    const scene = await RendezvousScene.make();
    await scene.start();
    const ben = await scene.other(2);
    scene.sought = [ben.peer];
    scene.rendezvous.wake();
    await scene.clock.advance(0);
    expect([scene.connected.length, scene.rendezvous.holdsLobby]).to.deep.equal([1, true]);
    scene.rendezvous.setReachable(false);
    expect([scene.rendezvous.signalling, scene.rendezvous.holdsLobby]).to.deep.equal(['paused', false]);
    // Somebody else may hold it meanwhile.
    const claimed = scene.network.claimed.length;
    scene.linked.clear();
    scene.rendezvous.wake();
    scene.rendezvous.arrive();
    await scene.clock.advance(120_000);
    expect([scene.connected.length, scene.network.claimed.length]).to.deep.equal([1, claimed]);
    scene.rendezvous.setReachable(true);
    await scene.clock.advance(0);
    expect([scene.rendezvous.signalling, scene.rendezvous.holdsLobby, scene.connected.length]).to.deep.equal(['online', true, 2]);
  });

  it('does not go to the server at all when nobody is to find it from the beginning', async () => {
    const scene = await RendezvousScene.make();
    scene.rendezvous.setReachable(false);
    await scene.start();
    expect([scene.rendezvous.signalling, scene.network.claimed]).to.deep.equal(['paused', []]);
  });

  it('looks for no more than the twelve who wrote last when the server is back and somebody is linked', async () => {
    const scene = await RendezvousScene.make();
    const away = Array.from({ length: 30 }, (_, i) => ({ fp: fpOf(100 + i), slot: 0 }));
    scene.sought = away;
    await scene.start();
    await scene.clock.advance(60_000);
    expect(scene.dials.length).to.equal(30);
    scene.linked.set(fpOf(2).toHex(), {});
    scene.network.stopSignalling();
    scene.network.startSignalling();
    await scene.clock.advance(60_000);
    const expected = await Promise.all(away.slice(0, 12).map(({ fp, slot }) => scene.address.peerIdOf(fp, slot)));
    expect(scene.dials.slice(30).map(([, toId]) => toId)).to.deep.equal(expected);
  });

  it('looks for other installations of the own identity once, under each id of its own', async () => {
    const scene = await RendezvousScene.make();
    await scene.squat(0);
    await scene.start();
    const dialled = (): string[] => scene.ownDials.map(([, toId]) => toId);
    expect(dialled()).to.deep.equal(await scene.ownIds(0, 2, 3));
    expect(scene.connected).to.deep.equal([[(await scene.ownIds(1))[0], OWN.toHex()]]);
    scene.rendezvous.wake();
    await scene.clock.advance(60_000);
    expect(dialled()).to.have.length(3);
  });

  it('dials other installations of the own identity of which a member tells, and never itself', async () => {
    const scene = await RendezvousScene.make();
    await scene.start();
    await scene.squat(2);
    scene.rendezvous.told('ben', { online: [0, 2].map((slot) => ({ fp: OWN, slot })), holdsLobby: false });
    await scene.clock.advance(0);
    expect(scene.ownDials.slice(3).map(([, toId]) => toId)).to.deep.equal(await scene.ownIds(2));
  });

  it('dials from another id when the own was taken, so that the others find the right one', async () => {
    const scene = await RendezvousScene.make();
    scene.network.transport().open(await scene.address.peerIdOf(OWN, 0), 'another installation');
    const ben = await scene.other(2);
    scene.sought = [ben.peer];
    await scene.start();
    expect(scene.rendezvous.slot).to.equal(1);
    const [ownId] = await scene.ownIds(1);
    expect(scene.connected).to.deep.equal([
      [ownId, ben.fpHex],
      [ownId, OWN.toHex()],
    ]);
  });

  it('looks for nobody any more once stopped, and gives up its ids when it leaves', async () => {
    const scene = await RendezvousScene.make();
    const ben = await scene.other(2);
    await scene.start();
    scene.rendezvous.stop();
    scene.sought = [ben.peer];
    scene.rendezvous.arrive();
    scene.rendezvous.wake();
    scene.rendezvous.told('dora', { online: [ben.peer], holdsLobby: false });
    scene.part(2, { how: 'lost' });
    await scene.clock.advance(120_000);
    expect(scene.dials).to.deep.equal([]);
    expect(scene.rendezvous.holdsLobby).to.equal(true);
    scene.rendezvous.leave();
    expect(scene.rendezvous.holdsLobby).to.equal(false);
    expect(scene.rendezvous.signalling).to.equal('closed');
  });
});

describe('Rendezvous: the own id', () => {
  it('is that of the slot that was used last', async () => {
    const server = new ScriptedTransport();
    const scene = await RendezvousScene.make({ slot: 2, transport: server });
    expect(scene.rendezvous.signalling).to.equal('connecting');
    expect(scene.rendezvous.nextAttemptAt).to.equal(null);
    await scene.start();
    expect(server.opened.map(({ peerId }) => peerId)).to.deep.equal(await scene.ownIds(2));
    server.opened[0]?.enter('online');
    expect(scene.rendezvous.signalling).to.equal('online');
    expect(scene.slots).to.deep.equal([]);
  });

  it('is that of the next slot when another installation has it, and that is remembered', async () => {
    const scene = await RendezvousScene.make({ slot: 3 });
    await scene.squat(3);
    await scene.squat(0);
    await scene.start();
    expect(scene.rendezvous.signalling).to.equal('online');
    expect(scene.rendezvous.slot).to.equal(1);
    expect(scene.slots).to.deep.equal([0, 1]);
  });

  it('is got back after a reload, by its token', async () => {
    const scene = await RendezvousScene.make();
    await scene.squat(0, 'slot of 1');
    await scene.start();
    expect(scene.rendezvous.slot).to.equal(0);
  });

  it('is tried for again after half a minute when all four are taken', async () => {
    const scene = await RendezvousScene.make();
    const others = [await scene.squat(0), await scene.squat(1), await scene.squat(2), await scene.squat(3)];
    await scene.start();
    expect(scene.rendezvous.slot).to.equal(0);
    expect(scene.slots).to.deep.equal([1, 2, 3, 0]);
    others[0]?.close();
    await scene.clock.advance(29_999);
    expect(scene.rendezvous.signalling).to.equal('taken');
    await scene.clock.advance(1);
    expect(scene.rendezvous.signalling).to.equal('online');
  });

  it('is another one when it was taken while the server was away, and the links of the old one are kept', async () => {
    const server = new ScriptedTransport();
    const scene = await RendezvousScene.make({ transport: server });
    scene.isIn = false;
    await scene.start();
    for (const state of ['online', 'offline', 'taken'] as const) server.opened[0]?.enter(state);
    await scene.clock.advance(0);
    expect(scene.rendezvous.slot).to.equal(1);
    expect(server.opened.map(({ state }) => state)).to.deep.equal(['taken', 'connecting']);
    scene.rendezvous.wake();
    expect(server.opened.map(({ wakes }) => wakes)).to.deep.equal([0, 1]);
    scene.rendezvous.stop();
    scene.rendezvous.leave();
    expect(server.opened.map(({ state }) => state)).to.deep.equal(['closed', 'closed']);
  });

  it('is another one, with other tokens, when the other runs from a copy of this vault and has the same', async () => {
    const scene = await RendezvousScene.make();
    await scene.start();
    const copy = await scene.squat(0, 'slot of 1');
    expect([scene.timesShared, copy.wasHandedOver]).to.deep.equal([0, true]);
    // The server has given the id to the copy, and carries the echo that one asks for to it.
    scene.rendezvous.wake();
    await scene.clock.advance(0);
    expect(copy.state).to.equal('taken');
    expect([scene.rendezvous.slot, scene.timesShared]).to.deep.equal([0, 0]);
    const other = await RendezvousScene.make();
    const first = await other.squat(0, 'slot of 1');
    await other.start();
    expect([other.rendezvous.slot, other.timesShared]).to.deep.equal([0, 1]);
    first.wake();
    await other.clock.advance(0);
    expect([other.rendezvous.slot, other.slots, other.rendezvous.signalling]).to.deep.equal([1, [1], 'online']);
    expect((await other.squat(1, 'slot of 1')).state).to.equal('taken');
  });

  it('is looked into when a member says that somebody newer has it', async () => {
    const server = new ScriptedTransport();
    const scene = await RendezvousScene.make({ transport: server });
    await scene.start();
    server.opened[0]?.enter('online');
    scene.part(2);
    expect(server.opened[0]?.wakes).to.equal(0);
    scene.part(2, { how: 'replaced' });
    expect(server.opened[0]?.wakes).to.equal(1);
  });

  it('is not claimed any more once stopped', async () => {
    const server = new ScriptedTransport();
    const scene = await RendezvousScene.make({ transport: server });
    const starting = scene.rendezvous.start();
    scene.rendezvous.stop();
    await starting;
    await scene.clock.advance(60_000);
    expect(server.opened).to.deep.equal([]);
    const other = await RendezvousScene.make();
    await other.start();
    other.rendezvous.stop();
    other.rendezvous.leave();
    expect((await other.squat(0)).state).to.equal('online');
  });
});

describe('Rendezvous: the lobby', () => {
  it('is held by who claims it first, and dialled by who finds it held', async () => {
    const anna = await RendezvousScene.make();
    const ben = anna.member(2);
    await anna.start();
    await ben.start();
    expect([anna.rendezvous.holdsLobby, ben.rendezvous.holdsLobby]).to.deep.equal([true, false]);
    expect(anna.lobbyDials()).to.deep.equal([0]);
    expect(anna.held).to.deep.equal([true]);
  });

  it('brings who arrives', async () => {
    const anna = await RendezvousScene.make();
    await anna.start();
    const guest = anna.network.transport().open('guest', 'token');
    await anna.clock.advance(0);
    await guest.dial(anna.address.lobbyId);
    expect(anna.connected).to.deep.equal([[anna.address.lobbyId, null]]);
  });

  it('is tried for again about once a minute', async () => {
    const anna = await RendezvousScene.make();
    const ben = anna.member(2);
    await anna.start();
    await ben.start();
    await anna.clock.advance(59_999);
    expect(anna.lobbyDials()).to.deep.equal([0]);
    await anna.clock.advance(1);
    expect(anna.lobbyDials()).to.deep.equal([0, 60_000]);
    anna.rendezvous.stop();
    anna.rendezvous.leave();
    expect(anna.rendezvous.holdsLobby).to.equal(false);
    await anna.clock.advance(59_999);
    expect(ben.rendezvous.holdsLobby).to.equal(false);
    await anna.clock.advance(1);
    expect(ben.rendezvous.holdsLobby).to.equal(true);
  });

  it('is tried for less often by each the more there are, and then mostly not dialled: not everybody is linked with who holds it', async () => {
    const scene = await RendezvousScene.make({ onlineCount: 60 });
    scene.network.transport().open(scene.address.lobbyId, 'ben');
    await scene.start();
    await scene.clock.advance(10 * 60_000);
    expect(scene.lobbyDials()).to.deep.equal([]);
    const claims = scene.network.claimed.filter((id) => id === scene.address.lobbyId).length;
    // Ben's own, the first, and one every five minutes.
    expect(claims).to.equal(4);
  });

  it('is dialled at once by who is linked with nobody, else only when nobody who is linked says that they hold it', async () => {
    const scene = await RendezvousScene.make();
    scene.network.transport().open(scene.address.lobbyId, 'somebody');
    scene.linked.set(installationKey(fpOf(2).toHex(), 0), {});
    await scene.start();
    await scene.clock.advance(1_999);
    expect(scene.lobbyDials()).to.deep.equal([]);
    await scene.clock.advance(1);
    expect(scene.lobbyDials()).to.deep.equal([2_000]);

    // The next claim is refused a minute after the first.
    await scene.clock.advance(59_000);
    scene.rendezvous.told(installationKey(fpOf(2).toHex(), 0), { online: [], holdsLobby: true });
    await scene.clock.advance(10 * 60_000);
    expect(scene.lobbyDials()).to.deep.equal([2_000]);
  });

  it('is not tried for while a linked member says that they hold it', async () => {
    const ben = await RendezvousScene.make();
    ben.rendezvous.told('anna', { online: [], holdsLobby: true });
    await ben.start();
    await ben.clock.advance(300_000);
    expect(ben.rendezvous.holdsLobby).to.equal(false);
    ben.rendezvous.told('cleo', { online: [], holdsLobby: false });
    await ben.clock.advance(300_000);
    expect(ben.rendezvous.holdsLobby).to.equal(false);
  });

  it('is tried for only later by one who has parted from its holder: they hold it on', async () => {
    const ben = (await RendezvousScene.make()).member(2, 1);
    ben.rendezvous.told(installationKey(fpOf(9).toHex(), 0), { online: [], holdsLobby: true });
    await ben.start();
    ben.part(9, { how: 'ours' });
    await ben.clock.advance(59_999);
    expect(ben.rendezvous.holdsLobby).to.equal(false);
    await ben.clock.advance(1);
    expect(ben.rendezvous.holdsLobby).to.equal(true);
  });

  it('goes by rank to those who are left when its holder is gone', async () => {
    const low = await RendezvousScene.make();
    const high = low.member(3, 2);
    for (const member of [low, high]) {
      member.rendezvous.told(installationKey(fpOf(9).toHex(), 0), { online: [], holdsLobby: true });
      await member.start();
      member.part(8);
    }
    await low.clock.advance(10_000);
    expect(low.rendezvous.holdsLobby).to.equal(false);
    for (const member of [high, low]) member.part(9);
    await low.clock.advance(599);
    expect(low.rendezvous.holdsLobby).to.equal(false);
    await low.clock.advance(1);
    expect(low.rendezvous.holdsLobby).to.equal(true);
    high.rendezvous.told('low', { online: [], holdsLobby: true });
    await low.clock.advance(60_000);
    expect(high.rendezvous.holdsLobby).to.equal(false);
    expect(low.lobbyDials()).to.deep.equal([]);
  });

  it('goes by rank also when its holder says that they lost it', async () => {
    const ben = (await RendezvousScene.make()).member(2, 1);
    ben.rendezvous.told('anna', { online: [], holdsLobby: true });
    await ben.start();
    ben.rendezvous.told('anna', { online: [], holdsLobby: false });
    await ben.clock.advance(999);
    expect(ben.rendezvous.holdsLobby).to.equal(false);
    await ben.clock.advance(1);
    expect(ben.rendezvous.holdsLobby).to.equal(true);
  });

  it('is not tried for by one who is not in, also when its holder has gone', async () => {
    const ben = await RendezvousScene.make();
    ben.isIn = false;
    ben.rendezvous.told(installationKey(fpOf(2).toHex(), 0), { online: [], holdsLobby: true });
    await ben.start();
    ben.part(2);
    await ben.clock.advance(300_000);
    expect(ben.held).to.deep.equal([]);
  });

  it('is given up by one who leaves, once nobody is linked who may have come through it, and not claimed again', async () => {
    const anna = await RendezvousScene.make();
    await anna.start();
    const { fpHex } = await anna.other(2);
    anna.linked.set(fpHex, {});
    anna.isIn = false;
    anna.isLeaving = true;
    anna.rendezvous.leaveRoom();
    await anna.clock.advance(1_000);
    expect([anna.rendezvous.holdsLobby, anna.dials]).to.deep.equal([true, []]);
    anna.linked.clear();
    anna.part(2);
    expect(anna.rendezvous.holdsLobby).to.equal(false);
    await anna.clock.advance(120_000);
    expect(anna.held).to.deep.equal([true, false]);
    expect(anna.lobbyDials().length).to.be.greaterThan(2);
    const next = anna.network.transport().open(anna.address.lobbyId, 'somebody who is in');
    await anna.clock.advance(0);
    expect(next.state).to.equal('online');
  });

  it('is not held while the server is away, and held again when it is back', async () => {
    const anna = await RendezvousScene.make();
    await anna.start();
    anna.network.stopSignalling();
    expect(anna.rendezvous.holdsLobby).to.equal(false);
    anna.network.startSignalling();
    await anna.clock.advance(0);
    expect(anna.rendezvous.holdsLobby).to.equal(true);
    expect(anna.held).to.deep.equal([true, false, true]);
  });

  it('keeps those who came through it when somebody else has taken it meanwhile, until the end', async () => {
    const server = new ScriptedTransport();
    const anna = await RendezvousScene.make({ transport: server });
    await anna.start();
    server.opened[0]?.enter('online');
    const [lobby] = anna.lobbyOf(server);
    for (const state of ['online', 'offline', 'taken'] as const) lobby?.enter(state);
    expect(anna.rendezvous.holdsLobby).to.equal(false);
    expect(lobby?.state).to.equal('taken');
    anna.rendezvous.stop();
    anna.rendezvous.leave();
    expect(lobby?.state).to.equal('closed');
  });

  it('keeps nothing of a claim that never held', async () => {
    const server = new ScriptedTransport();
    const anna = await RendezvousScene.make({ transport: server });
    await anna.start();
    server.opened[0]?.enter('online');
    const [lobby] = anna.lobbyOf(server);
    lobby?.enter('taken');
    expect(lobby?.state).to.equal('closed');
  });

  it('is claimed once, however often, and woken', async () => {
    const server = new ScriptedTransport();
    const anna = await RendezvousScene.make({ transport: server });
    await anna.start();
    server.opened[0]?.enter('online');
    anna.rendezvous.arrive();
    anna.lobbyOf(server)[0]?.enter('online');
    anna.rendezvous.arrive();
    anna.rendezvous.wake();
    expect(anna.lobbyOf(server).map(({ wakes }) => wakes)).to.deep.equal([1]);
  });

  it('is claimed by nobody whose own id is not online: when the server is back, whoever is back first has it', async () => {
    const server = new ScriptedTransport();
    const anna = await RendezvousScene.make({ transport: server });
    anna.rendezvous.told('ben', { online: [], holdsLobby: true });
    await anna.start();
    const own = server.opened.at(-1);
    own?.enter('online');
    own?.enter('offline');
    anna.rendezvous.told('ben', { online: [], holdsLobby: false });
    await anna.clock.advance(120_000);
    expect(anna.lobbyOf(server)).to.deep.equal([]);
    own?.enter('online');
    expect(anna.lobbyOf(server).length).to.equal(1);
  });

  it('is given up for good by leaving', async () => {
    const anna = await RendezvousScene.make();
    const ben = anna.member(2);
    await anna.start();
    await ben.start();
    for (const member of [ben, anna]) {
      member.rendezvous.stop();
      member.rendezvous.leave();
    }
    ben.part(1);
    await anna.clock.advance(120_000);
    expect([anna.rendezvous.holdsLobby, ben.rendezvous.holdsLobby]).to.deep.equal([false, false]);
    const rival = anna.network.transport().open(anna.address.lobbyId, 'rival');
    await anna.clock.advance(0);
    expect(rival.state).to.equal('online');
  });
});
