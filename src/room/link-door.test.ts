import { expect } from '@open-wc/testing';
import type { Identity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { openRoomAddress } from '../link/addresses.js';
import type { RoomAddress } from '../link/addresses.js';
import { testIdentities } from '../link/link-pair.fixture.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import type { Channel } from '../transport/transport.js';
import { isDistrusted, LinkDoor } from './link-door.js';

/** A door, and what a test says of those who come. */
class TestDoor {
  readonly door: LinkDoor;
  isIn = true;
  isRemoved = false;
  changes = 0;
  readonly faults: unknown[] = [];

  constructor(identity: Identity, clock: FakeClock, address: RoomAddress) {
    this.door = new LinkDoor({
      identity,
      run: randomBytes(8),
      clock,
      address,
      isIn: () => this.isIn,
      isRemoved: () => this.isRemoved,
      changed: () => this.changes++,
      failed: (error) => this.faults.push(error),
    });
  }
}

class DoorScene {
  readonly clock = new FakeClock();
  readonly network = new MemoryNetwork(this.clock);
  readonly address: RoomAddress;
  readonly alice: Identity;
  readonly bob: Identity;
  readonly a: TestDoor;
  readonly b: TestDoor;

  private constructor(address: RoomAddress, alice: Identity, bob: Identity) {
    this.address = address;
    this.alice = alice;
    this.bob = bob;
    this.a = new TestDoor(alice, this.clock, address);
    this.b = new TestDoor(bob, this.clock, address);
  }

  static async make(isOneIdentity = false): Promise<DoorScene> {
    const address = await openRoomAddress(randomBytes(32), randomBytes(32));
    const [alice, bob] = await testIdentities();
    return new DoorScene(address, alice, isOneIdentity ? alice : bob);
  }

  /** Alice dials Bob; whether each of the two has a link then. */
  async meet(fromId?: string, expected: string | null = null): Promise<[boolean, boolean]> {
    const from = this.network.transport().open(fromId ?? (await this.address.peerIdOf(this.alice.fp, 0)), 'a');
    const to = this.network.transport().open(await this.address.peerIdOf(this.bob.fp, 1), 'b');
    const arrival = new Promise<Channel>((resolve) => to.onChannel(resolve));
    await this.clock.advance(0);
    const dialling = this.a.door.enter(await from.dial(to.peerId), expected);
    const dialled = this.b.door.enter(await arrival, null);
    await this.clock.advance(0);
    return [(await dialling) !== null, (await dialled) !== null];
  }
}

describe('LinkDoor', () => {
  it('lets two members of a room meet, without a warning', async () => {
    const scene = await DoorScene.make();
    expect(await scene.meet(undefined, null)).to.deep.equal([true, true]);
    expect([scene.a.door.warning, scene.b.door.warning]).to.deep.equal([null, null]);
  });

  it('refuses an id that is not of the identity that was proved, with a warning', async () => {
    const scene = await DoorScene.make();
    expect(await scene.meet('somebody')).to.deep.equal([false, false]);
    expect(scene.b.door.warning).to.equal('identity-unexpected');
    expect(scene.b.changes).to.equal(1);
  });

  it('refuses whoever is not the one who was dialled, with a warning', async () => {
    const scene = await DoorScene.make();
    expect(await scene.meet(undefined, '00'.repeat(32))).to.deep.equal([false, false]);
    expect(scene.a.door.warning).to.equal('identity-unexpected');
  });

  for (const [who, change] of [
    ['somebody who was put out', (scene: DoorScene) => (scene.b.isRemoved = true)],
    ['anybody while one is not in', (scene: DoorScene) => (scene.b.isIn = false)],
  ] as const) {
    it(`refuses ${who}, without a warning: that is nobody in between`, async () => {
      const scene = await DoorScene.make();
      change(scene);
      expect(await scene.meet()).to.deep.equal([false, false]);
      expect(scene.b.door.warning).to.equal(null);
    });
  }

  it('refuses another installation of the own identity, without a warning on either side', async () => {
    const scene = await DoorScene.make(true);
    expect(await scene.meet()).to.deep.equal([false, false]);
    expect([scene.a.door.warning, scene.b.door.warning]).to.deep.equal([null, null]);
  });

  it('warns when the handshake fails because something was changed on the way', async () => {
    const scene = await DoorScene.make();
    scene.network.tamper = (_wire, _direction, bytes) => {
      const changed = bytes.slice();
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      return changed;
    };
    expect(await scene.meet()).to.deep.equal([false, false]);
    expect(scene.b.door.warning).to.equal('handshake-failed');
    expect(scene.a.door.warning).to.equal('handshake-unanswered');
  });

  it('warns until a link succeeds', async () => {
    const scene = await DoorScene.make();
    scene.a.door.warn(new ParleyError('binding-failed'));
    expect(scene.a.door.warning).to.equal('binding-failed');
    scene.a.door.calm();
    expect(scene.a.door.warning).to.equal(null);
  });

  it('says why one does not get in only to whoever is outside, and nothing that outweighs a doubt', () => {
    for (const code of ['peer-unavailable', 'dial-timeout', 'handshake-refused', 'handshake-timeout'] as const) {
      const inside = new TestDoor({ fp: new Uint8Array(32) } as Identity, new FakeClock(), {} as RoomAddress);
      inside.door.warn(new ParleyError(code));
      expect(inside.door.warning).to.equal(null);
      inside.isIn = false;
      inside.door.warn(new ParleyError(code));
      expect(inside.door.warning).to.equal(code);
      inside.door.ended('handshake-failed');
      inside.door.warn(new ParleyError(code));
      expect(inside.door.warning).to.equal('handshake-failed');
    }
  });

  it('passes on faults of our own', () => {
    const test = new TestDoor({ fp: new Uint8Array(32) } as Identity, new FakeClock(), {} as RoomAddress);
    const fault = new TypeError('a fault');
    test.door.warn(fault);
    expect(test.faults).to.deep.equal([fault]);
    expect(test.door.warning).to.equal(null);
    expect(errorCodeOf(fault)).to.equal(null);
  });

  it('tells ends that leave a doubt from those that are ordinary', () => {
    const doubtful: readonly ErrorCode[] = [
      'malformed',
      'not-authentic',
      'frame-invalid',
      'too-large',
      'binding-failed',
      'version-unknown',
    ];
    const ordinary: readonly ErrorCode[] = ['link-dead', 'link-ended', 'link-closed', 'channel-closed', 'rekey-overdue', 'link-refused'];
    expect(doubtful.filter((code) => !isDistrusted(code))).to.deep.equal([]);
    expect(ordinary.filter(isDistrusted)).to.deep.equal([]);
  });
});
