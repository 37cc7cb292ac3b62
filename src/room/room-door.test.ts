import { expect } from '@open-wc/testing';
import type { Identity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { openRoomAddress } from '../link/addresses.js';
import type { RoomAddress } from '../link/addresses.js';
import type { Bytes } from '../lib/bytes.js';
import { testIdentities } from '../link/link-pair.fixture.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { FetchPlan } from '../log/fetch-plan.js';
import { freeCaps } from '../log/log-world.fixture.js';
import { RoomLog } from '../log/log.js';
import { ReadyQueue } from '../log/ready-queue.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import type { Channel } from '../transport/transport.js';

import { RoomLinks } from './room-links.js';
import type { LinksRoom } from './room-links.js';
import { parsePeersFrame } from './room-frames.js';
import type { PeersFrame } from './room-frames.js';
import type { Session } from './session.js';

/** The links of one person, and what a test says of those who come. */
class TestDoor {
  readonly links: RoomLinks;
  isIn = true;
  isRemoved = false;
  changes = 0;
  readonly faults: unknown[] = [];

  constructor(identity: Identity, clock: FakeClock, address: RoomAddress, run = randomBytes(8)) {
    const log = new RoomLog(new Uint8Array(16), new Uint8Array(32));
    const plan = new FetchPlan();
    const room = {
      setup: { identity, run, clock, ownName: 'Anna', redeem: null, slot: 0 },
      address,
      history: {
        log,
        ownPkHex: identity.pk.toHex(),
        shared: { log, plan, queue: new ReadyQueue(log, freeCaps(), () => undefined) },
        sessions: new Set(),
        receipts: { ownRead: new Map() },
      },
      knocks: { ended: () => undefined, isAttended: () => false },
      verification: { ended: () => undefined },
      presence: { ended: () => undefined, lastSeen: { note: () => undefined }, tell: () => undefined },
      isRemoved: () => this.isRemoved,
      changed: () => this.changes++,
      failed: (error: unknown) => this.faults.push(error),
    };
    Object.defineProperty(room, 'isIn', { get: () => this.isIn });
    this.links = new RoomLinks(room as unknown as LinksRoom);
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

  private constructor(address: RoomAddress, alice: Identity, bob: Identity, isOneRun: boolean) {
    this.address = address;
    this.alice = alice;
    this.bob = bob;
    const run = randomBytes(8);
    this.a = new TestDoor(alice, this.clock, address, run);
    this.b = new TestDoor(bob, this.clock, address, isOneRun ? run : randomBytes(8));
  }

  static async make(who: 'two people' | 'other installations' | 'one installation' = 'two people'): Promise<DoorScene> {
    const address = await openRoomAddress(randomBytes(32), randomBytes(32));
    const [alice, bob] = await testIdentities();
    return new DoorScene(address, alice, who === 'two people' ? bob : alice, who === 'one installation');
  }

  /** Alice dials Bob; whether each of the two has a link then. */
  async meet(fromId?: string, expected: string | null = null): Promise<[boolean, boolean]> {
    const from = this.network.transport().open(fromId ?? (await this.address.peerIdOf(this.alice.fp, 0)), 'a');
    const to = this.network.transport().open(await this.address.peerIdOf(this.bob.fp, 1), 'b');
    const arrival = new Promise<Channel>((resolve) => to.onChannel(resolve));
    await this.clock.advance(0);
    const dialling = this.a.links.connect(await from.dial(to.peerId), expected);
    const dialled = this.b.links.connect(await arrival, null);
    await this.clock.advance(0);
    return [await dialling, await dialled];
  }
}

describe('RoomLinks: the door', () => {
  it('lets two members of a room meet, without a warning', async () => {
    const scene = await DoorScene.make();
    expect(await scene.meet(undefined, null)).to.deep.equal([true, true]);
    expect([scene.a.links.warning, scene.b.links.warning]).to.deep.equal([null, null]);
  });

  it('refuses an id that is not of the identity that was proved, with a warning', async () => {
    const scene = await DoorScene.make();
    expect(await scene.meet('somebody')).to.deep.equal([false, false]);
    expect(scene.b.links.warning).to.equal('identity-unexpected');
    expect(scene.b.changes).to.equal(1);
  });

  it('refuses whoever is not the one who was dialled, with a warning', async () => {
    const scene = await DoorScene.make();
    expect(await scene.meet(undefined, '00'.repeat(32))).to.deep.equal([false, false]);
    expect(scene.a.links.warning).to.equal('identity-unexpected');
  });

  for (const [who, change] of [
    ['somebody who was put out', (scene: DoorScene) => (scene.b.isRemoved = true)],
    ['anybody while one is not in', (scene: DoorScene) => (scene.b.isIn = false)],
  ] as const) {
    it(`refuses ${who}, without a warning: that is nobody in between`, async () => {
      const scene = await DoorScene.make();
      change(scene);
      expect(await scene.meet()).to.deep.equal([false, false]);
      expect(scene.b.links.warning).to.equal(null);
    });
  }

  it('lets another installation of the own identity in', async () => {
    const scene = await DoorScene.make('other installations');
    expect(await scene.meet(undefined, scene.alice.fp.toHex())).to.deep.equal([true, true]);
    expect([scene.a.links.isOwnLinked, scene.a.links.memberCount]).to.deep.equal([true, 0]);
  });

  it("refuses a link of one's own that comes back, without a warning on either side", async () => {
    const scene = await DoorScene.make('one installation');
    expect(await scene.meet()).to.deep.equal([false, false]);
    expect([scene.a.links.warning, scene.b.links.warning]).to.deep.equal([null, null]);
  });

  it('warns when the handshake fails because something was changed on the way', async () => {
    const scene = await DoorScene.make();
    scene.network.tamper = (_wire, _direction, bytes) => {
      const changed = bytes.slice();
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      return changed;
    };
    expect(await scene.meet()).to.deep.equal([false, false]);
    expect(scene.b.links.warning).to.equal('handshake-failed');
    expect(scene.a.links.warning).to.equal('handshake-unanswered');
  });

  it('warns until a link succeeds', async () => {
    const scene = await DoorScene.make();
    scene.a.links.warn(new ParleyError('binding-failed'));
    expect(scene.a.links.warning).to.equal('binding-failed');
    await scene.meet();
    expect(scene.a.links.warning).to.equal(null);
  });

  it('says why one does not get in only to whoever is outside, and nothing that outweighs a doubt', () => {
    for (const code of ['peer-unavailable', 'dial-timeout', 'handshake-refused', 'handshake-timeout'] as const) {
      const inside = new TestDoor({ fp: new Uint8Array(32), pk: new Uint8Array(32) } as Identity, new FakeClock(), {} as RoomAddress);
      inside.links.warn(new ParleyError(code));
      expect(inside.links.warning).to.equal(null);
      inside.isIn = false;
      inside.links.warn(new ParleyError(code));
      expect(inside.links.warning).to.equal(code);
      inside.links.warn(new ParleyError('handshake-failed'));
      inside.links.warn(new ParleyError(code));
      expect(inside.links.warning).to.equal('handshake-failed');
    }
  });

  it('passes on faults of our own', () => {
    const test = new TestDoor({ fp: new Uint8Array(32), pk: new Uint8Array(32) } as Identity, new FakeClock(), {} as RoomAddress);
    const fault = new TypeError('a fault');
    test.links.warn(fault);
    expect(test.faults).to.deep.equal([fault]);
    expect(test.links.warning).to.equal(null);
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
    for (const [codes, isWarned] of [
      [doubtful, true],
      [ordinary, false],
    ] as const) {
      for (const code of codes) {
        const test = new TestDoor({ fp: new Uint8Array(32), pk: new Uint8Array(32) } as Identity, new FakeClock(), {} as RoomAddress);
        test.links.warn(new ParleyError(code));
        expect(test.links.warning).to.equal(isWarned ? code : null);
      }
    }
  });
});

describe('RoomLinks: who is online', () => {
  const fpOf = (fill: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(fill);

  /** What each of these sessions, by slot and whether they are a member's, is told last. */
  function toldTo(...others: readonly (readonly [fill: number, isMember: boolean, slot: number | null])[]): (PeersFrame | null)[] {
    const { links } = new TestDoor({ fp: fpOf(1), pk: new Uint8Array(32) } as Identity, new FakeClock(), {} as RoomAddress);
    const told: (PeersFrame | null)[] = others.map(() => null);
    for (const [i, [fill, isRemoteMember, remoteSlot]] of others.entries()) {
      const tellPeers = (data: Bytes): void => {
        told[i] = parsePeersFrame(data);
      };
      const link = { remote: { fp: fpOf(fill), fpHex: `${i}` } };
      const session = { link, isRemoteMember, remoteSlot, ownSlot: 0, tellPeers, online: [] };
      links.mesh.current.set(`${i}`, session as unknown as Session);
    }
    links.meshChanged();
    return told;
  }

  it('is oneself first, then the members one is linked with, never a stranger; and strangers are not told', () => {
    const online = [
      { fp: fpOf(1), slot: 0 },
      { fp: fpOf(2), slot: 3 },
      { fp: fpOf(4), slot: 0 },
    ];
    const frame: PeersFrame = { holdsLobby: false, online };
    expect(toldTo([2, true, 3], [3, false, 0], [4, true, 0])).to.deep.equal([frame, null, frame]);
  });

  it('is as many as a frame names', () => {
    const many = Array.from({ length: 400 }, (_, i) => [i % 256, true, 0] as const);
    expect(toldTo(...many)[0]?.online).to.have.length(255);
  });
});
