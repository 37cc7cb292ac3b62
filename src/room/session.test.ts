import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { settle } from '../lib/fake-clock.fixture.js';
import type { Link } from '../link/link.js';
import { SAS_FRAME } from '../link/sas-frames.js';
import { encodeHaveFrames, encodeVectorFrames, encodeWantFrames, LOG_FRAME } from '../log/sync-frames.js';
import { FakeLink } from './fake-link.fixture.js';
import { encodeKnockFrame, encodePeersFrame, encodeStatusFrame, parseKnockFrame, parsePeersFrame, ROOM_FRAME } from './room-frames.js';
import type { KnockAnswer, KnockFrame, OnlinePeer, PeersFrame } from './room-frames.js';
import { RoomWorld, strangerIdentity } from './room.fixture.js';
import type { TestPerson } from './room.fixture.js';
import { installationKey } from './mesh.js';
import { Session } from './session.js';
import type { SessionRoom } from './session-room.js';

/** Anna's side of a link to somebody, in a room whose other member is Ben. */
class SessionScene {
  readonly world: RoomWorld;
  readonly link: FakeLink;
  readonly session: Session;
  isIn = true;
  isWaiting = false;
  timesCaughtUp = 0;
  placed = 0;
  changes = 0;
  readonly seen: string[] = [];
  peersFrame: PeersFrame;
  readonly knocks: KnockFrame[] = [];
  readonly answers: KnockAnswer[] = [];
  readonly peers: PeersFrame[] = [];
  readonly compared: number[] = [];

  private constructor(world: RoomWorld, link: FakeLink, remoteSlot: number | null) {
    this.world = world;
    this.link = link;
    this.peersFrame = { holdsLobby: true, online: [{ fp: world.founder.identity.fp, slot: 0 }] };
    const { history, people } = world.founder.room;
    const room = {
      setup: { ownName: 'Anna', redeem: null, clock: world.clock },
      history,
      people,
      knocks: {
        isWaiting: () => this.isWaiting,
        knocked: (_link: Link, frame: KnockFrame) => {
          this.knocks.push(frame);
          return Promise.resolve();
        },
      },
      verification: { take: (_link: Link, type: number) => this.compared.push(type) },
      links: {
        rendezvous: {
          told: (installation: string, { holdsLobby, online }: PeersFrame) => {
            expect(installation).to.equal(installationKey(link.remote.fpHex, this.session.remoteSlot));
            this.peers.push({ holdsLobby, online: online.map(({ fp, slot }) => ({ fp, slot })) });
          },
        },
        mesh: { place: () => this.placed++ },
        meshChanged: () => this.changes++,
      },
      presence: { lastSeen: { note: (fpHex: string) => this.seen.push(fpHex) } },
      changed: () => this.changes++,
      isRemoved: () => false,
      answered: (answer: KnockAnswer) => this.answers.push(answer),
      acknowledged: () => undefined,
      caughtUp: () => this.timesCaughtUp++,
      failed: () => undefined,
    };
    Object.defineProperty(room, 'isIn', { get: () => this.isIn });
    this.session = new Session(link.asLink, room as unknown as SessionRoom, { own: 0, remote: remoteSlot });
  }

  /** Anna's room with messages in it; Ben is away. */
  static async make(
    remote: 'member' | 'stranger' | 'self',
    messages: readonly string[] = [],
    remoteSlot: number | null = null,
  ): Promise<SessionScene> {
    const world = await RoomWorld.joined('Anna', 'Ben');
    await world.person(1).room.close();
    await world.advance(2_000);
    for (const message of messages) await world.founder.say(message);
    const identities = { self: world.founder.identity, member: world.person(1).identity, stranger: await strangerIdentity() };
    const { pk, fp } = identities[remote];
    return new SessionScene(world, new FakeLink({ pk, fp }), remoteSlot);
  }

  get anna(): TestPerson {
    return this.world.founder;
  }

  /** The members are told who is online, as far as it is news to this one. */
  tellPeers(): void {
    const data = encodePeersFrame(this.peersFrame);
    this.session.tellPeers(data, data.toHex());
  }

  types(): number[] {
    return this.link.sent.map(({ type }) => type);
  }

  /** Everything that Anna holds is asked for. */
  async wantAll(): Promise<void> {
    const ranges = [...this.anna.room.history.log.feeds()].map(([feedKey, to]) => ({ feedKey, from: 0, to }));
    for (const { type, data } of [...encodeHaveFrames([]), ...encodeWantFrames({ isUrgent: false, credit: 500, ranges })]) {
      this.session.receive(type, data);
    }
    await settle();
  }
}

describe('Session', () => {
  it('says nothing before the link counts', async () => {
    const scene = await SessionScene.make('member');
    scene.session.membershipChanged();
    scene.tellPeers();
    scene.session.tellNews();
    expect(scene.link.sent).to.deep.equal([]);
    await scene.world.close();
  });

  it('tells a member what there is and who is online, and knocks at nobody, when one is in', async () => {
    const scene = await SessionScene.make('member', ['one']);
    scene.session.activate();
    scene.tellPeers();
    expect(scene.types()).to.include.members([LOG_FRAME.have, ROOM_FRAME.peers]);
    expect(scene.types()).not.to.include(ROOM_FRAME.knock);
    expect(scene.link.of(ROOM_FRAME.peers).map(parsePeersFrame)).to.deep.equal([scene.peersFrame]);
    await scene.world.close();
  });

  it('tells a stranger nothing', async () => {
    const scene = await SessionScene.make('stranger', ['one']);
    scene.session.activate();
    await scene.wantAll();
    scene.session.tellNews();
    scene.tellPeers();
    expect(scene.link.of(LOG_FRAME.have)).to.deep.equal([]);
    expect(scene.link.of(LOG_FRAME.push)).to.deep.equal([]);
    expect(scene.link.of(ROOM_FRAME.peers)).to.deep.equal([]);
    await scene.world.close();
  });

  it('begins to tell when the stranger has become a member, once', async () => {
    const scene = await SessionScene.make('stranger', ['one']);
    scene.session.activate();
    const { pk } = await strangerIdentity();
    await scene.anna.room.history.write('admit', { pk, name: 'Cleo', token: null, redeem: null });
    scene.session.membershipChanged();
    const { length } = scene.link.sent;
    expect(length).to.be.greaterThan(0);
    scene.session.membershipChanged();
    expect(scene.link.sent).to.have.length(length);
    await scene.world.close();
  });

  it('knocks when one is not in', async () => {
    const scene = await SessionScene.make('stranger');
    scene.isIn = false;
    scene.session.activate();
    expect(scene.types()).to.deep.equal([ROOM_FRAME.knock]);
    expect(scene.link.of(ROOM_FRAME.knock).map(parseKnockFrame)).to.deep.equal([{ name: 'Anna', redeem: null }]);
    await scene.world.close();
  });

  it('serves a member what they ask for', async () => {
    const scene = await SessionScene.make('member', ['one', 'two']);
    scene.session.activate();
    await scene.wantAll();
    expect(scene.link.of(LOG_FRAME.push).length).to.be.greaterThan(0);
    await scene.world.close();
  });

  it('stops pushing when the link has ended in the middle', async () => {
    const scene = await SessionScene.make(
      'member',
      Array.from({ length: 20 }, () => 'x'.repeat(10_000)),
    );
    scene.session.activate();
    const gate = Promise.withResolvers<void>();
    let asked = 0;
    scene.link.ready = () => {
      asked++;
      return gate.promise;
    };
    await scene.wantAll();
    expect(asked).to.equal(1);
    scene.link.close();
    gate.resolve();
    // A page that asked again and again would never get here.
    await settle();
    expect(asked).to.equal(1);
    expect(scene.link.of(LOG_FRAME.push)).to.deep.equal([]);
    await scene.world.close();
  });

  it('passes on who is online when a member says so, and their slot', async () => {
    const scene = await SessionScene.make('member');
    const { fp } = scene.world.person(1).identity;
    const frame: PeersFrame = { holdsLobby: true, online: [{ fp, slot: 3 }] };
    expect(scene.session.remoteSlot).to.equal(null);
    scene.session.receive(ROOM_FRAME.peers, encodePeersFrame(frame));
    expect(scene.peers).to.deep.equal([frame]);
    expect([scene.session.remoteSlot, scene.placed]).to.deep.equal([3, 1]);
    await scene.world.close();
  });

  it('tells who is online only when that has changed', async () => {
    const scene = await SessionScene.make('member');
    scene.session.activate();
    scene.tellPeers();
    scene.tellPeers();
    expect(scene.link.of(ROOM_FRAME.peers)).to.have.length(1);
    scene.peersFrame = { ...scene.peersFrame, holdsLobby: false };
    scene.tellPeers();
    expect(scene.link.of(ROOM_FRAME.peers)).to.have.length(2);
    await scene.world.close();
  });

  it('hears the knock of a stranger, not of a member, and none while one is not in', async () => {
    const knock = encodeKnockFrame({ name: 'Cleo', redeem: null });
    for (const [remote, isIn, count] of [
      ['stranger', true, 1],
      ['member', true, 0],
      ['stranger', false, 0],
    ] as const) {
      const scene = await SessionScene.make(remote);
      scene.isIn = isIn;
      scene.session.receive(ROOM_FRAME.knock, knock);
      expect(scene.knocks).to.have.length(count);
      await scene.world.close();
    }
  });

  it('hears one knock a link, so that no name changes under an open dialog', async () => {
    const scene = await SessionScene.make('stranger');
    for (const name of ['Eve', 'Ben', 'Eve']) scene.session.receive(ROOM_FRAME.knock, encodeKnockFrame({ name, redeem: null }));
    expect(scene.knocks).to.deep.equal([{ name: 'Eve', redeem: null }]);
    await scene.world.close();
  });

  it('believes of those whom a member calls online only the ones who are known here', async () => {
    const scene = await SessionScene.make('member');
    const stranger = await strangerIdentity();
    const known = [
      { fp: scene.world.person(1).identity.fp, slot: 0 },
      { fp: scene.anna.identity.fp, slot: 1 },
    ];
    const online = [...known, { fp: stranger.fp, slot: 0 }];
    scene.session.receive(ROOM_FRAME.peers, encodePeersFrame({ holdsLobby: false, online }));
    expect(scene.peers).to.deep.equal([{ holdsLobby: false, online: known }]);
    await scene.world.close();
  });

  it('keeps who a member says to be linked with, as far as they are known here, until they say otherwise', async () => {
    const scene = await SessionScene.make('member');
    const stranger = await strangerIdentity();
    const peer = ({ fp }: { readonly fp: Uint8Array<ArrayBuffer> }): PeersFrame['online'][number] => ({ fp, slot: 0 });
    const [anna, ben] = [peer(scene.world.person(0).identity), peer(scene.world.person(1).identity)];
    const say = (online: PeersFrame['online']): void =>
      scene.session.receive(ROOM_FRAME.peers, encodePeersFrame({ holdsLobby: false, online }));
    say([ben, anna, peer(stranger)]);
    const seen = (): string[] => scene.session.online.map(({ fpHex, slot }) => installationKey(fpHex, slot));
    expect(seen()).to.deep.equal([ben, anna].map(({ fp, slot }) => installationKey(fp.toHex(), slot)));
    say([ben]);
    await scene.world.advance(500);
    expect(seen()).to.deep.equal([installationKey(ben.fp.toHex(), 0)]);
    expect(scene.changes).to.equal(2);
    await scene.world.close();
  });

  it('believes PEERS only once the sender is a member', async () => {
    const scene = await SessionScene.make('stranger');
    scene.session.activate();
    const { fp, pk } = scene.session.link.remote;
    for (const slot of [1, 2])
      scene.session.receive(ROOM_FRAME.peers, encodePeersFrame({ holdsLobby: slot === 2, online: [{ fp, slot }] }));
    await scene.world.advance(1_000);
    expect([scene.session.remoteSlot, scene.peers, scene.placed]).to.deep.equal([null, [], 0]);
    await scene.anna.room.history.write('admit', { pk, name: 'Cleo', token: null, redeem: null });
    await scene.anna.room.people.refresh();
    for (let i = 0; i < 2; i++) scene.session.membershipChanged();
    expect(scene.peers).to.deep.equal([{ holdsLobby: true, online: [{ fp, slot: 2 }] }]);
    expect([scene.session.remoteSlot, scene.placed]).to.deep.equal([2, 1]);
    await scene.world.close();
  });

  it('closes on PEERS that does not begin with the sender, or names another slot than its own', async () => {
    const cases: readonly [known: number | null, claims: readonly (readonly [who: 'member' | 'self', slot: number])[][]][] = [
      // Neither what was dialled, or they dialled from, may be contradicted, nor what they said themselves.
      [2, [[['member', 1]]]],
      [null, [[['member', 1]], [['member', 2]]]],
      [null, [[]]],
      [
        null,
        [
          [
            ['self', 0],
            ['member', 0],
          ],
        ],
      ],
    ];
    for (const [known, claims] of cases) {
      const scene = await SessionScene.make('member', [], known);
      const fps = { member: scene.world.person(1).identity.fp, self: scene.anna.identity.fp };
      const frames = claims.map((rows) =>
        encodePeersFrame({ holdsLobby: true, online: rows.map(([who, slot]) => ({ fp: fps[who], slot })) }),
      );
      const last = frames.pop() as Uint8Array<ArrayBuffer>;
      for (const frame of frames) scene.session.receive(ROOM_FRAME.peers, frame);
      const before = [scene.session.remoteSlot, scene.peers.length, scene.placed];
      expect(() => scene.session.receive(ROOM_FRAME.peers, last)).to.throw(ParleyError, 'malformed');
      expect([scene.session.remoteSlot, scene.peers.length, scene.placed]).to.deep.equal(before);
      await scene.world.close();
    }
  });

  it('asks oneself neither to be let in nor to be compared with', async () => {
    const scene = await SessionScene.make('self');
    scene.isIn = false;
    scene.session.activate();
    scene.session.receive(SAS_FRAME.start, new Uint8Array());
    expect(scene.types()).not.to.include(ROOM_FRAME.knock);
    expect(scene.compared).to.deep.equal([]);
    await scene.world.close();
  });

  it('looks at a flood of PEERS twice a second, and at the last word of it', async () => {
    const scene = await SessionScene.make('member');
    const [anna, ben] = [0, 1].map((i) => ({ fp: scene.world.person(i).identity.fp, slot: 0 })) as [OnlinePeer, OnlinePeer];
    const say = (holdsLobby: boolean, online = [ben]): void =>
      scene.session.receive(ROOM_FRAME.peers, encodePeersFrame({ holdsLobby, online }));
    for (let i = 0; i < 10_000; i++) say(i % 2 === 1);
    expect([scene.peers.length, scene.changes]).to.deep.equal([1, 1]);
    say(false, [ben, anna]);
    await scene.world.advance(10_000);
    expect([scene.peers.length, scene.changes, scene.session.online.length]).to.deep.equal([2, 2, 2]);
    for (let i = 0; i < 100; i++) {
      for (let more = 0; more < 100; more++) say(more % 2 === 1);
      await scene.world.advance(100);
    }
    expect(scene.peers.length).to.be.within(21, 24);
    // What was said last is of nobody any more who is gone.
    say(true);
    say(true, [ben, anna]);
    scene.link.close();
    await scene.world.advance(1_000);
    expect(scene.peers.at(-1)?.online.length).to.equal(1);
    await scene.world.close();
  });

  it('answers a flood of the same HAVE, ACK, READ, KNOCK and STATUS with nothing that it has said before', async () => {
    const scene = await SessionScene.make('member', ['one', 'two']);
    scene.session.activate();
    const [[feedKey, count] = ['', 0]] = [...scene.anna.room.history.log.feeds()];
    const line = { feedKey, count: count + 5, headText: '00'.repeat(32) };
    const vector = new Map([[feedKey, 0xffff_ffff]]);
    const frames = [
      ...encodeHaveFrames([line]),
      ...encodeVectorFrames(LOG_FRAME.ack, vector),
      ...encodeVectorFrames(LOG_FRAME.read, vector),
      { type: ROOM_FRAME.knock, data: encodeKnockFrame({ name: 'Ben', redeem: null }) },
      { type: ROOM_FRAME.status, data: encodeStatusFrame({ isAway: true, isTyping: true }) },
    ];
    const receive = (): void => frames.forEach(({ type, data }) => scene.session.receive(type, data));
    receive();
    await settle();
    const { length } = scene.link.sent;
    const { version } = scene.anna.room.history.receipts;
    const { plan } = scene.anna.room.history.shared;
    let claimed = 0;
    const claim = plan.claim.bind(plan);
    plan.claim = (...range) => {
      claimed++;
      return claim(...range);
    };
    for (let i = 0; i < 10_000; i++) receive();
    await settle();
    expect([scene.link.sent.length, scene.changes, scene.knocks.length]).to.deep.equal([length, 1, 0]);
    expect([claimed, scene.anna.room.history.receipts.version]).to.deep.equal([10_000, version]);
    await scene.world.close();
  });

  const away = { isAway: true, isTyping: false };

  it('is one over which something may be told only once the link of a member counts, and as long as they are one', async () => {
    const [member, stranger] = [await SessionScene.make('member'), await SessionScene.make('stranger')];
    expect(member.session.isTelling).to.equal(false);
    for (const { session } of [member, stranger]) session.activate();
    expect([member.session.isTelling, stranger.session.isTelling]).to.deep.equal([true, false]);
    await member.anna.room.history.write('remove', { pk: member.world.person(1).identity.pk, heads: [] });
    expect(member.session.isTelling).to.equal(false);
    for (const { world } of [member, stranger]) await world.close();
  });

  it('believes a member how they are there', async () => {
    const scene = await SessionScene.make('member');
    expect(scene.session.status.shown).to.deep.equal({ isAway: false, isTyping: false });
    scene.session.receive(ROOM_FRAME.status, encodeStatusFrame(away));
    expect(scene.session.status.shown).to.deep.equal(away);
    expect(scene.changes).to.equal(1);
    await scene.world.close();
  });

  it('believes no stranger how they are there, until they are a member', async () => {
    const scene = await SessionScene.make('stranger');
    const { session } = scene;
    for (const status of [{ isAway: true, isTyping: true }, away]) session.receive(ROOM_FRAME.status, encodeStatusFrame(status));
    expect(session.status.shown).to.deep.equal({ isAway: false, isTyping: false });
    expect(scene.changes).to.equal(0);
    expect(() => session.receive(ROOM_FRAME.status, new Uint8Array())).to.throw(ParleyError, 'malformed');
    await scene.anna.room.history.write('admit', { pk: session.link.remote.pk, name: 'Cleo', token: null, redeem: null });
    session.membershipChanged();
    expect(session.status.shown).to.deep.equal(away);
    await scene.world.close();
  });

  it('notes that it is linked with a member, once, and never with a stranger', async () => {
    const [member, stranger] = [await SessionScene.make('member'), await SessionScene.make('stranger')];
    for (const { session, world } of [member, stranger]) {
      session.activate();
      session.membershipChanged();
      await world.close();
    }
    expect(member.seen).to.deep.equal([member.link.remote.fpHex]);
    expect(stranger.seen).to.deep.equal([]);
  });

  it('passes on answers', async () => {
    const scene = await SessionScene.make('stranger');
    scene.session.receive(ROOM_FRAME.answer, Uint8Array.of(1));
    expect(scene.answers).to.deep.equal(['asking']);
    await scene.world.close();
  });

  it('takes comparisons from members and from who waits at the door, from anybody while one is not in, and from nobody else', async () => {
    for (const [remote, isIn, isWaiting, isTaken] of [
      ['member', true, false, true],
      ['stranger', true, true, true],
      ['stranger', false, false, true],
      ['stranger', true, false, false],
    ] as const) {
      const scene = await SessionScene.make(remote);
      scene.isIn = isIn;
      scene.isWaiting = isWaiting;
      for (const type of [0x1f, 0x20, 0x24, 0x25]) scene.session.receive(type, new Uint8Array());
      expect(scene.compared).to.deep.equal(isTaken ? [0x20, 0x24] : []);
      expect(scene.link.isClosed).to.equal(false);
      await scene.world.close();
    }
  });

  it('throws what the link closes on when a frame does not follow the protocol', async () => {
    const scene = await SessionScene.make('member');
    for (const [type, data] of [
      [ROOM_FRAME.peers, Uint8Array.of(0)],
      [ROOM_FRAME.knock, Uint8Array.of(0)],
      [ROOM_FRAME.answer, Uint8Array.of(0)],
      [ROOM_FRAME.status, new Uint8Array()],
      [ROOM_FRAME.status, Uint8Array.of(0, 0)],
      [LOG_FRAME.have, Uint8Array.of(1, 2)],
      [LOG_FRAME.want, Uint8Array.of(1, 2)],
      [LOG_FRAME.push, Uint8Array.of(1, 2)],
      [LOG_FRAME.ack, Uint8Array.of(1, 2)],
      [LOG_FRAME.read, Uint8Array.of(1, 2)],
      [LOG_FRAME.need, Uint8Array.of(1, 2)],
    ] as const) {
      let code: string | null = null;
      try {
        scene.session.receive(type, data);
      } catch (error) {
        code = errorCodeOf(error);
      }
      expect(code, `type ${type}`).to.equal('malformed');
    }
    await scene.world.close();
  });

  it('says whether the other side is a member, as the log here has it', async () => {
    const [member, stranger] = [await SessionScene.make('member'), await SessionScene.make('stranger')];
    expect(member.session.isRemoteMember).to.equal(true);
    expect(stranger.session.isRemoteMember).to.equal(false);
    expect(member.link.remote.pk.toHex()).to.equal(member.world.person(1).pkHex);
    await member.world.close();
    await stranger.world.close();
  });
});
