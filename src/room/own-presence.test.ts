import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { openRoomAddress } from '../link/addresses.js';
import type { RoomAddress } from '../link/addresses.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import type { Channel, Endpoint, Transport } from '../transport/transport.js';
import { OwnPresence } from './own-presence.js';
import { ScriptedTransport } from './scripted-endpoint.fixture.js';

class PresenceScene {
  readonly clock = new FakeClock();
  readonly network = new MemoryNetwork(this.clock);
  readonly fp = new Uint8Array(32).fill(3);
  readonly opened: Endpoint[] = [];
  readonly arrivals: Channel[] = [];
  readonly slots: number[] = [];
  online = 0;
  readonly address: RoomAddress;
  readonly presence: OwnPresence;

  private constructor(address: RoomAddress, slot: number, transport: Transport | null) {
    this.address = address;
    this.presence = new OwnPresence({
      transport: transport ?? this.network.transport(),
      clock: this.clock,
      address,
      ownFp: this.fp,
      slot,
      token: 'mine',
      opened: (endpoint) => this.opened.push(endpoint),
      arrived: (channel) => this.arrivals.push(channel),
      online: () => this.online++,
      slotChanged: (taken) => this.slots.push(taken),
      changed: () => undefined,
    });
  }

  static async make(slot = 0, transport: Transport | null = null): Promise<PresenceScene> {
    return new PresenceScene(await openRoomAddress(randomBytes(32), randomBytes(32)), slot, transport);
  }

  /** Somebody else has the id of a slot. */
  async squat(slot: number, token = 'theirs'): Promise<Endpoint> {
    const endpoint = this.network.transport().open(await this.address.peerIdOf(this.fp, slot), token);
    await this.clock.advance(0);
    return endpoint;
  }

  async start(): Promise<void> {
    await this.presence.start();
    await this.clock.advance(0);
  }
}

describe('OwnPresence', () => {
  it('is connecting before it has begun, and claims the id of the slot that was used last', async () => {
    const scene = await PresenceScene.make(2);
    expect(scene.presence.state).to.equal('connecting');
    expect(scene.presence.nextAttemptAt).to.equal(null);
    await scene.start();
    expect(scene.presence.state).to.equal('online');
    expect(scene.opened.map(({ peerId }) => peerId)).to.deep.equal([await scene.address.peerIdOf(scene.fp, 2)]);
    expect(scene.online).to.equal(1);
    expect(scene.slots).to.deep.equal([]);
  });

  it('takes the next slot when another installation has it, and remembers that', async () => {
    const scene = await PresenceScene.make(3);
    await scene.squat(3);
    await scene.squat(0);
    await scene.start();
    expect(scene.presence.state).to.equal('online');
    expect(scene.presence.slot).to.equal(1);
    expect(scene.slots).to.deep.equal([0, 1]);
  });

  it('gets its own id back after a reload, by its token', async () => {
    const scene = await PresenceScene.make();
    await scene.squat(0, 'mine');
    await scene.start();
    expect(scene.presence.slot).to.equal(0);
  });

  it('rests half a minute when all four are taken', async () => {
    const scene = await PresenceScene.make();
    const others = [await scene.squat(0), await scene.squat(1), await scene.squat(2), await scene.squat(3)];
    await scene.start();
    expect(scene.presence.slot).to.equal(0);
    expect(scene.opened).to.have.length(4);
    others[0]?.close();
    await scene.clock.advance(29_999);
    expect(scene.presence.state).to.equal('taken');
    await scene.clock.advance(1);
    expect(scene.presence.state).to.equal('online');
  });

  it('takes another slot when the id was taken while the server was away, and keeps the links of the old one', async () => {
    const server = new ScriptedTransport();
    const scene = await PresenceScene.make(0, server);
    await scene.start();
    server.opened[0]?.enter('online');
    server.opened[0]?.enter('offline');
    server.opened[0]?.enter('taken');
    await scene.clock.advance(0);
    expect(scene.presence.slot).to.equal(1);
    expect(server.opened.map(({ state }) => state)).to.deep.equal(['taken', 'connecting']);
    // What the old endpoint says is no news any more.
    server.opened[0]?.enter('online');
    expect(scene.online).to.equal(1);
    scene.presence.wake();
    expect(server.opened.map(({ wakes }) => wakes)).to.deep.equal([0, 1]);
    scene.presence.stop();
    expect(server.opened.map(({ state }) => state)).to.deep.equal(['closed', 'closed']);
  });

  it('does nothing any more once stopped, not even claim the id that it was about to', async () => {
    const scene = await PresenceScene.make();
    const starting = scene.presence.start();
    scene.presence.stop();
    await starting;
    await scene.clock.advance(60_000);
    expect(scene.opened).to.deep.equal([]);
    const other = await PresenceScene.make();
    await other.start();
    other.presence.stop();
    expect((await other.squat(0)).state).to.equal('online');
  });
});
