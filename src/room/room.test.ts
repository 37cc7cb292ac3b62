import { expect } from '@open-wc/testing';
import { createIdentity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { establishLink } from '../link/establish-link.js';
import { SAS_FRAME } from '../link/sas-frames.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import {
  encodeHaveFrames,
  encodeNeedFrames,
  encodePushFrames,
  encodeVectorFrames,
  encodeWantFrames,
  LOG_FRAME,
  parseVectorFrame,
} from '../log/sync-frames.js';
import { encodeKnockFrame, encodePeersFrame, ROOM_FRAME } from './room-frames.js';
import { RoomWorld, strangerIdentity, TestPerson } from './room.fixture.js';

/** What one person sees of another's message. */
function stepOf(author: TestPerson, text: string, recipient: TestPerson): string | undefined {
  const { log, receipts } = author.room.history;
  const entry = log.timeline.slice(0, log.timeline.length).find(({ payload }) => payload?.kind === 'text' && payload.text === text);
  return entry && receipts.of(entry).find(({ pkHex }) => pkHex === recipient.pkHex)?.step;
}

async function codeFrom(promise: Promise<unknown>): Promise<string | null> {
  return promise.then(
    () => null,
    (error: unknown) => errorCodeOf(error),
  );
}

describe('Room: meeting', () => {
  it('is entered by its founder alone, who holds the lobby', async () => {
    const world = await RoomWorld.make('Anna');
    const room = await world.found();
    expect(room.standing).to.deep.equal({ phase: 'in', error: null });
    expect(room.history.log.name).to.equal('Kitchen');
    expect(world.founder.members()).to.deep.equal(['Anna']);
    expect(room.links.rendezvous.signalling).to.equal('online');
    const { lobbyId } = await world.address();
    const rival = world.network.transport().open(lobbyId, 'other');
    await world.settle();
    expect(rival.state).to.equal('taken');
    await world.close();
  });

  it('brings two people together through the lobby', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    expect(anna.room.links.members.length).to.equal(1);
    expect(ben.room.links.members.length).to.equal(1);
    expect(ben.members()).to.deep.equal(['Anna', 'Ben']);
    await anna.say('hello');
    await ben.say('hi');
    await world.settle();
    expect(anna.texts()).to.have.members(['hello', 'hi']);
    expect(ben.texts()).to.deep.equal(anna.texts());
    await world.close();
  });

  it("brings two people together by the inviter's ids when nobody holds the lobby", async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    const { lobbyId } = await world.address();
    // Somebody who is not in the room squats the lobby and answers nobody.
    world.network.onDial = (_from, to) => (to === lobbyId ? 'peer-unavailable' : null);
    await world.found();
    await world.admit(world.person(1));
    expect(world.person(1).room.standing.phase).to.equal('in');
    expect(world.network.wires).to.have.length(1);
    await world.close();
  });

  it('looks for the founder, too, since the inviter may lie', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const { lobbyId } = await world.address();
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    cleo.inviter = ben;
    await ben.room.close();
    // Whoever invited her is gone, and somebody squats the lobby.
    world.network.onDial = (_from, to) => (to === lobbyId ? 'peer-unavailable' : null);
    await cleo.start(world);
    await world.advance(1_000);
    expect(anna.room.knocks.waiting.map(({ fpHex }) => fpHex)).to.deep.equal([cleo.fpHex]);
    await cleo.room.close();
    await world.close();
  });

  it('learns from whoever lets one in who holds the lobby and who else is there: nobody dials the lobby twice', async () => {
    const world = await RoomWorld.make('Anna', 'Ben', 'Cleo');
    const { lobbyId } = await world.address();
    await world.found();
    let lobbyDials = 0;
    world.network.onDial = (_from, to) => {
      lobbyDials += Number(to === lobbyId);
      return null;
    };
    for (const person of world.people.slice(1)) await world.admit(person);
    await world.advance(600_000);
    expect(lobbyDials).to.equal(2);
    for (const { room } of world.people) expect(room.links.memberCount).to.equal(2);
    await world.close();
  });

  it('lets three people write to each other', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const people = [0, 1, 2].map((i) => world.person(i));
    for (const person of people) await person.say(`from ${person.name}`);
    await world.advance(1_000);
    for (const person of people) {
      expect(person.members()).to.deep.equal(['Anna', 'Ben', 'Cleo']);
      expect(person.texts()).to.have.members(['from Anna', 'from Ben', 'from Cleo']);
      expect(person.room.links.members.length).to.equal(2);
    }
    await world.close();
  });

  it('goes on where it stopped after both have closed and opened again', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.say('before');
    await world.settle();
    await anna.room.close();
    await ben.room.close();
    await world.advance(2_000);
    await anna.start(world);
    await ben.start(world);
    expect(ben.room.standing.phase).to.equal('in');
    expect(ben.texts()).to.deep.equal(['before']);
    await world.advance(2_000);
    expect(ben.room.links.members.length).to.equal(1);
    const saying = ben.say('after');
    await world.advance(2_000);
    await saying;
    await world.settle();
    expect(anna.texts()).to.deep.equal(['before', 'after']);
    expect(anna.room.history.log.forks.size).to.equal(0);
    await world.close();
  });

  it('says nothing to anybody before it is started', async () => {
    const world = await RoomWorld.make('Anna');
    await world.founder.open(world);
    await world.settle();
    expect(world.founder.room.links.rendezvous.signalling).to.equal('connecting');
    await world.founder.room.close();
  });
});

describe('Room: entering', () => {
  it('asks, waits, and is in when a member has admitted', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const [anna, ben] = [world.founder, world.person(1)];
    ben.inviter = anna;
    const phases: string[] = [];
    const room = await ben.open(world);
    room.listen(() => {
      if (phases.at(-1) !== room.standing.phase) phases.push(room.standing.phase);
    });
    room.start();
    await world.settle();
    expect(room.standing).to.deep.equal({ phase: 'asking', error: null });
    expect(anna.room.knocks.waiting.map(({ name, fpHex }) => [name, fpHex])).to.deep.equal([['Ben', ben.fpHex]]);
    expect(anna.room.personBy(ben.fpHex)).to.include({ name: 'Ben', admittedByFpHex: null });
    expect(ben.texts()).to.deep.equal([]);
    await anna.room.knocks.admit(ben.fpHex);
    await world.advance(1_000);
    expect(room.standing).to.deep.equal({ phase: 'in', error: null });
    expect(phases).to.deep.equal(['entering', 'asking', 'syncing', 'in']);
    expect(anna.room.knocks.waiting).to.deep.equal([]);
    expect(anna.room.personBy(ben.fpHex)).to.include({ name: 'Ben', admittedByFpHex: anna.fpHex });
    await world.close();
  });

  it('gets in also when the history is long and the vault slow', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const [anna, ben] = [world.founder, world.person(1)];
    const long = 'x'.repeat(8_000);
    for (let i = 0; i < 60; i++) await anna.say(`${i} ${long}`);
    ben.inviter = anna;
    const { history } = ben;
    const append = history.append.bind(history);
    history.append = async (items) => {
      await new Promise<void>((done) => world.clock.after(100, done));
      await append(items);
    };
    await ben.start(world);
    await anna.room.knocks.admit(ben.fpHex);
    await world.advance(10_000);
    expect(ben.room.standing).to.deep.equal({ phase: 'in', error: null });
    expect(ben.texts()).to.have.length(60);
    await world.close();
  });

  it('is over when a member has refused, and nobody rings again', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const [anna, ben] = [world.founder, world.person(1)];
    ben.inviter = anna;
    await ben.start(world);
    anna.room.knocks.refuse(ben.fpHex);
    await world.advance(60_000);
    expect(ben.room.standing).to.deep.equal({ phase: 'refused', error: 'knock-refused' });
    expect(anna.room.knocks.waiting).to.deep.equal([]);
    expect(anna.members()).to.deep.equal(['Anna']);
    expect(world.network.wires).to.have.length(1);
    await world.close();
  });

  it('lets in without asking whoever holds a token', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const give = await world.token();
    await give(world.person(1));
    await world.person(1).start(world);
    await world.advance(1_000);
    expect(world.person(1).room.standing.phase).to.equal('in');
    expect(world.founder.members()).to.deep.equal(['Anna', 'Ben']);
    await world.close();
  });

  it('lets one person in with a token for one, also when two come at the same moment', async () => {
    const world = await RoomWorld.make('Anna', 'Ben', 'Cleo');
    await world.found();
    const give = await world.token();
    const guests = [world.person(1), world.person(2)];
    for (const guest of guests) await give(guest);
    world.founder.history.hold();
    for (const guest of guests) await guest.start(world);
    world.founder.history.release();
    await world.advance(1_000);
    expect(world.founder.members()).to.have.length(2);
    expect(guests.map(({ room }) => room.standing.phase).sort()).to.deep.equal(['in', 'refused']);
    expect(guests.map(({ room }) => room.standing.error)).to.include('invite-used');
    await world.close();
  });

  const endings: readonly [string, { uses?: number; expires?: number }, (world: RoomWorld) => Promise<void>, string][] = [
    ['past its date', { expires: 1_800_000_001_000 }, (world) => world.advance(2_000), 'invite-expired'],
    ['revoked', {}, (world) => revokeAll(world), 'invite-unknown'],
  ];
  for (const [what, changes, then, code] of endings) {
    it(`is refused with a token that is ${what}`, async () => {
      const world = await RoomWorld.make('Anna', 'Ben');
      await world.found();
      const give = await world.token(changes);
      await give(world.person(1));
      await then(world);
      await world.person(1).start(world);
      await world.settle();
      expect(world.person(1).room.standing).to.deep.equal({ phase: 'refused', error: code });
      expect(world.founder.members()).to.deep.equal(['Anna']);
      await world.close();
    });
  }

  it('goes on looking when a member does not know the token, until one is there who does', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben, dora] = [world.person(0), world.person(1), new TestPerson('Dora', await strangerIdentity())];
    await anna.room.close();
    await world.settle();
    const give = await world.token({ by: ben });
    await give(dora);
    await ben.room.close();
    await anna.start(world);
    await dora.start(world);
    await world.advance(1_000);
    expect(anna.room.knocks.waiting).to.deep.equal([]);
    expect(dora.room.standing).to.deep.equal({ phase: 'entering', error: null });
    expect(dora.room.links.warning).to.equal('invite-unheard');
    await ben.start(world);
    await world.advance(60_000);
    expect([dora.room.standing.phase, dora.room.links.warning]).to.deep.equal(['in', null]);
    expect(anna.members()).to.include('Dora');
    await dora.room.close();
    await world.close();
  });

  it('goes on with whoever let one in when another who does not know of it says no', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    cleo.inviter = ben;
    // Two members that are not linked: what one has written the other does not know.
    await ben.room.close();
    await cleo.start(world);
    await world.advance(1_000);
    cleo.room.answered('admitted');
    anna.room.knocks.refuse(cleo.fpHex);
    await world.settle();
    expect([cleo.room.standing.phase, cleo.room.links.warning]).to.deep.equal(['syncing', 'knock-refused']);
    await ben.start(world);
    await ben.room.history.write('admit', { pk: cleo.identity.pk, name: 'Cleo', token: null, redeem: null });
    await world.advance(60_000);
    expect([cleo.room.standing.phase, cleo.room.links.warning]).to.deep.equal(['in', null]);
    await cleo.room.close();
    await world.close();
  });

  it('is not let in with a token that nobody made known, and says so while it goes on looking', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const give = await world.token();
    const ben = world.person(1);
    await give(ben);
    ben.redeem = { token: randomBytes(32), signature: ben.redeem?.signature ?? randomBytes(64) };
    await ben.start(world);
    expect(ben.room.standing).to.deep.equal({ phase: 'entering', error: null });
    expect(ben.room.links.warning).to.equal('invite-unheard');
    expect(world.founder.room.knocks.waiting).to.deep.equal([]);
    expect(world.founder.members()).to.deep.equal(['Anna']);
    await ben.room.close();
    await world.close();
  });

  it('does not let in whoever only names a token', async () => {
    const world = await RoomWorld.make('Anna', 'Ben', 'Cleo');
    await world.found();
    const give = await world.token({ uses: 5 });
    const [ben, cleo] = [world.person(1), world.person(2)];
    await give(ben);
    await give(cleo);
    // The signature that somebody else sent: it says their key, not Cleo's.
    cleo.redeem = ben.redeem;
    await cleo.start(world);
    await world.advance(3_000);
    expect(cleo.room.standing).to.deep.equal({ phase: 'refused', error: 'invite-unknown' });
    expect(world.founder.members()).to.deep.equal(['Anna']);
    await world.close();
  });

  it('waits for a person when the admit for a token cannot be stored', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const give = await world.token();
    await give(world.person(1));
    world.founder.history.fault = new ParleyError('storage-full');
    await world.person(1).start(world);
    expect(world.founder.troubles.map(errorCodeOf)).to.deep.equal(['storage-full']);
    expect(world.person(1).room.standing.phase).to.equal('asking');
    world.founder.history.fault = null;
    await world.founder.room.knocks.admit(world.person(1).fpHex);
    await world.advance(1_000);
    expect(world.person(1).room.standing.phase).to.equal('in');
    await world.close();
  });

  it('takes an open question back when another member has answered it', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    cleo.inviter = ben;
    await cleo.start(world);
    expect(anna.room.knocks.waiting).to.have.length(1);
    // Somebody else lets Cleo in, who is linked with Anna only.
    await ben.room.history.write('admit', { pk: cleo.identity.pk, name: 'Cleo', token: null, redeem: null });
    await world.advance(1_000);
    expect(anna.room.knocks.waiting).to.deep.equal([]);
    expect(cleo.room.standing.phase).to.equal('in');
    await cleo.room.close();
    await world.close();
  });

  it('keeps trying while nobody is there, later and later, and gets in when somebody comes', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    await world.founder.room.close();
    await world.advance(2_000);
    const ben = world.person(1);
    ben.inviter = world.founder;
    const dials: number[] = [];
    const { lobbyId } = await world.address();
    world.network.onDial = (_from, to) => {
      if (to === lobbyId) dials.push(world.clock.now());
      return null;
    };
    await ben.start(world);
    const begin = world.clock.now();
    await world.advance(100_000);
    expect(dials.map((at) => at - begin)).to.deep.equal([0, 1_000, 4_000, 12_000, 27_000, 57_000, 87_000]);
    expect(ben.room.standing.phase).to.equal('entering');
    expect(ben.room.links.warning).to.equal('peer-unavailable');
    await world.founder.start(world);
    await world.advance(30_000);
    expect(ben.room.standing.phase).to.equal('asking');
    expect(ben.room.links.warning).to.equal(null);
    await world.close();
  });

  it('asks again after the member who was asked has gone, and is not forgotten at the door meanwhile', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const ben = world.person(1);
    ben.inviter = world.founder;
    await ben.start(world);
    world.network.wires[0]?.cut();
    await world.settle();
    expect(world.founder.room.knocks.waiting).to.deep.equal([]);
    await world.advance(3_000);
    expect(world.founder.room.knocks.waiting).to.have.length(1);
    await world.close();
  });

  it('sends away who knocks when twenty wait already, without an answer', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const address = await world.address();
    const target = await address.peerIdOf(world.founder.identity.fp, 0);
    const raws = [];
    for (let i = 0; i < 21; i++) {
      const raw = await world.dial(new TestPerson(`${i}`, await createIdentity()), target);
      raw.link.send(ROOM_FRAME.knock, encodeKnockFrame({ name: `guest ${i}`, redeem: null }));
      raws.push(raw);
    }
    await world.settle();
    expect(world.founder.room.knocks.waiting).to.have.length(20);
    expect(raws.map(({ endedWith }) => endedWith)).to.deep.equal([...Array<null>(20).fill(null), 'link-ended']);
    await world.close();
  });
});

async function revokeAll(world: RoomWorld): Promise<void> {
  for (const token of world.founder.room.history.log.invites().keys()) {
    await world.founder.room.history.write('revoke', { token: Uint8Array.fromHex(token) });
  }
}

describe('Room: who may be at the other end', () => {
  it('answers nobody under the id of another', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const address = await world.address();
    const target = await address.peerIdOf(world.founder.identity.fp, 0);
    const cleo = world.person(2);
    await cleo.room.close();
    await world.advance(2_000);
    const fromId = await address.peerIdOf(world.person(1).identity.fp, 2);
    const code = await codeFrom(world.dial(cleo, target, { fromId }));
    expect(code).to.equal('handshake-refused');
    expect(world.founder.room.isLinked(cleo.fpHex)).to.equal(false);
    expect(world.founder.room.links.warning).to.equal('identity-unexpected');
    // Under an id of their own they are welcome.
    const raw = await world.dial(cleo, target);
    expect(raw.endedWith).to.equal(null);
    await world.close();
  });

  it('takes nobody for who was dialled but that person', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben] = [world.person(0), world.person(1)];
    const address = await world.address();
    await ben.room.close();
    await world.advance(70_000);
    // Cleo, who knows the room, sits under Ben's id and answers as herself.
    const squatter = world.network.transport().open(await address.peerIdOf(ben.identity.fp, 0), 'squat');
    const ends: (string | null)[] = [];
    squatter.onChannel((channel) => {
      const { rid, psk } = address;
      const link = establishLink({
        channel,
        rid,
        psk,
        identity: world.person(2).identity,
        run: randomBytes(8),
        clock: world.clock,
        accepts: () => true,
      });
      void codeFrom(link).then((code) => ends.push(code));
    });
    await world.settle();
    anna.room.wake();
    await world.settle();
    expect(ends).to.have.length.greaterThan(0);
    expect(anna.room.isLinked(ben.fpHex)).to.equal(false);
    expect(anna.room.links.warning).to.equal('identity-unexpected');
    await world.close();
  });

  it('refuses whoever was removed', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.room.history.write('remove', { pk: ben.identity.pk, heads: [] });
    await world.settle();
    expect(anna.members()).to.deep.equal(['Anna']);
    expect(anna.room.isLinked(ben.fpHex)).to.equal(false);
    await ben.room.close();
    await world.advance(2_000);
    const target = await (await world.address()).peerIdOf(anna.identity.fp, 0);
    expect(await codeFrom(world.dial(ben, target))).to.equal('handshake-refused');
    expect(anna.room.links.members.length).to.equal(0);
    expect(anna.room.knocks.waiting).to.deep.equal([]);
    // Somebody who is merely not wanted is no sign of tampering.
    expect(anna.room.links.warning).to.equal(null);
    await world.close();
  });

  it('ends the link to whoever is removed by somebody else', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    expect(ben.room.isLinked(cleo.fpHex)).to.equal(true);
    await anna.room.history.write('remove', { pk: cleo.identity.pk, heads: [] });
    await world.advance(1_000);
    expect(ben.members()).to.deep.equal(['Anna', 'Ben']);
    expect(ben.room.isLinked(cleo.fpHex)).to.equal(false);
    await world.close();
  });

  it('does not take another installation of the own identity for somebody in between', async () => {
    const world = await RoomWorld.make('Anna');
    await world.found();
    const other = new TestPerson('Anna', world.founder.identity);
    other.history.items = [...world.founder.history.items];
    await other.start(world);
    await world.advance(3_000);
    expect(other.memory.slots).to.deep.equal([1]);
    expect(other.room.standing.phase).to.equal('in');
    expect(other.room.links.rendezvous.signalling).to.equal('online');
    expect(world.founder.room.links.warning).to.equal(null);
    expect(other.room.links.warning).to.equal(null);
    await other.room.close();
    await world.close();
  });

  it('does not enter a room that does not lead to the inviter', async () => {
    const world = await RoomWorld.make('Anna', 'Ben', 'Cleo');
    await world.found();
    const ben = world.person(1);
    // The invite names Cleo, who never was in this room: whoever made it leads Ben elsewhere.
    ben.inviter = world.person(2);
    await ben.start(world);
    await world.founder.room.knocks.admit(ben.fpHex);
    await world.advance(5_000);
    expect(ben.room.history.log.isMember(ben.pkHex)).to.equal(true);
    expect(ben.room.standing).to.deep.equal({ phase: 'broken', error: 'room-not-as-invited' });
    await world.close();
  });

  it('serves nothing to whoever is not a member', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, cleo] = [world.founder, new TestPerson('Cleo', await strangerIdentity())];
    const entry = await anna.say('a secret');
    const target = await (await world.address()).peerIdOf(anna.identity.fp, 0);
    const raw = await world.dial(cleo, target);
    const ranges = [...anna.room.history.log.feeds()].map(([feedKey, to]) => ({ feedKey, from: 0, to }));
    for (const { type, data } of [
      ...encodeHaveFrames([]),
      ...encodeWantFrames({ isUrgent: true, credit: 100, ranges }),
      ...encodeNeedFrames([entry.idText]),
      { type: ROOM_FRAME.peers, data: encodePeersFrame({ holdsLobby: false, online: [{ fp: cleo.identity.fp, slot: 3 }] }) },
    ])
      raw.link.send(type, data);
    await world.advance(3_000);
    expect(raw.endedWith).to.equal(null);
    expect(raw.of(LOG_FRAME.have)).to.deep.equal([]);
    expect(raw.of(LOG_FRAME.push)).to.deep.equal([]);
    expect(raw.of(ROOM_FRAME.peers)).to.deep.equal([]);
    await anna.say('another');
    await world.settle();
    expect(raw.of(LOG_FRAME.push)).to.deep.equal([]);
    expect(raw.of(LOG_FRAME.have)).to.deep.equal([]);
    // Only what has no content came: the log asked for more.
    expect(raw.frames.filter(({ type }) => type !== LOG_FRAME.want)).to.deep.equal([]);
    // Nor is a stranger believed to have read what they cannot have, not even once they are in.
    for (const { type, data } of encodeVectorFrames(LOG_FRAME.read, new Map([[entry.feedKey, entry.seq + 1]]))) raw.link.send(type, data);
    await world.settle();
    await anna.room.history.write('admit', { pk: cleo.identity.pk, name: 'Cleo', token: null, redeem: null });
    // Ben has it and can pass it on; Cleo has neither got nor read it.
    expect(stepOf(anna, 'a secret', cleo)).to.equal('carried');
    // Nor does what they asked for as a stranger count now.
    await world.settle();
    expect(raw.of(LOG_FRAME.have)).not.to.deep.equal([]);
    expect(raw.of(LOG_FRAME.push).filter(([flags = 0]) => (flags & 1) === 1)).to.deep.equal([]);
    await world.close();
  });

  it('compares emoji with who has knocked, not with a stranger who only stands there', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    const raw = await world.dial(cleo, await (await world.address()).peerIdOf(world.founder.identity.fp, 0));
    raw.link.send(SAS_FRAME.start, new Uint8Array());
    await world.settle();
    expect(raw.of(SAS_FRAME.commit)).to.deep.equal([]);
    expect(world.founder.memory.sas.has(cleo.fpHex)).to.equal(false);
    raw.link.send(ROOM_FRAME.knock, encodeKnockFrame({ name: 'Cleo', redeem: null }));
    raw.link.send(SAS_FRAME.start, new Uint8Array());
    await world.settle();
    expect(raw.of(SAS_FRAME.commit)).to.have.length(1);
    await world.close();
  });

  it('does not begin a new feed because a member claims to know more of one that was begun in this run', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const { feedKey } = await anna.say('one');
    await ben.room.close();
    await world.advance(2_000);
    const raw = await world.dial(ben, await (await world.address()).peerIdOf(anna.identity.fp, 0));
    const claim = encodeHaveFrames([{ feedKey, count: 1_000_000, headText: '00'.repeat(32) }]);
    for (const { type, data } of claim) raw.link.send(type, data);
    await world.settle();
    expect((await anna.say('two')).feedKey).to.equal(feedKey);
    await world.close();
  });

  it('tells nothing more to whoever has left', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const author = await world.authorOf(ben);
    await ben.room.close();
    await world.advance(2_000);
    const target = await (await world.address()).peerIdOf(anna.identity.fp, 0);
    const raw = await world.dial(ben, target);
    const leave = await author.write('leave', {});
    const entry = await anna.say('before');
    await world.settle();
    const { length } = raw.frames;
    // The leaving and the next message happen in one breath, before anybody could close the link.
    anna.room.history.log.add(leave);
    anna.room.history.receipts.markRead();
    const saying = anna.say('after');
    const ranges = [{ feedKey: entry.feedKey, from: 0, to: entry.seq + 1 }];
    for (const { type, data } of [...encodeHaveFrames([]), ...encodeWantFrames({ isUrgent: true, credit: 100, ranges })])
      raw.link.send(type, data);
    await saying;
    await world.settle();
    // But that their leaving is stored, which is of their own feed.
    const told = raw.frames.slice(length);
    expect(told.map(({ type, data }) => [type, parseVectorFrame(data)])).to.deep.equal([
      [LOG_FRAME.ack, new Map([[leave.feedKey, leave.seq + 1]])],
    ]);
    expect(raw.endedWith).to.equal('link-refused');
    await world.close();
  });

  it('hears from a member of whom it has not heard that they are one', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await ben.room.close();
    await world.advance(2_000);
    // Ben's history ends before Cleo came.
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    cleo.inviter = anna;
    await cleo.start(world);
    await anna.room.knocks.admit(cleo.fpHex);
    await world.advance(3_000);
    await anna.room.close();
    await world.advance(2_000);
    await ben.start(world);
    await world.advance(3_000);
    expect(ben.members()).to.deep.equal(['Anna', 'Ben', 'Cleo']);
    expect(ben.room.links.members.length).to.equal(1);
    await cleo.room.close();
    await world.close();
  });
});

describe('Room: hostile frames', () => {
  const garbage: readonly [string, number, Uint8Array][] = [
    ['a KNOCK with an empty name', ROOM_FRAME.knock, Uint8Array.of(0, 0, 0, 0, 0, 0)],
    ['a PEERS that is cut', ROOM_FRAME.peers, Uint8Array.of(0, 1, 2)],
    ['an ANSWER that means nothing', ROOM_FRAME.answer, Uint8Array.of(9)],
    ['a STATUS that is too long', ROOM_FRAME.status, Uint8Array.of(0, 0)],
    ['a HAVE that is cut', LOG_FRAME.have, Uint8Array.of(1, 2, 3)],
    ['a PUSH of noise', LOG_FRAME.push, Uint8Array.of(0, 0, 1, 0, 4, 1, 2, 3, 4)],
    ['a FORK of noise', LOG_FRAME.fork, Uint8Array.of(0, 1, 0, 1, 7)],
  ];
  for (const [what, type, data] of garbage) {
    it(`closes the link at ${what}, says so, and does not call back`, async () => {
      const world = await RoomWorld.joined('Anna', 'Ben');
      const anna = world.founder;
      const target = await (await world.address()).peerIdOf(anna.identity.fp, 0);
      await world.person(1).room.close();
      await world.advance(2_000);
      const raw = await world.dial(world.person(1), target);
      raw.link.send(type, data);
      await world.settle();
      expect(raw.endedWith).to.equal('channel-closed');
      expect(anna.room.links.warning).to.equal('malformed');
      expect(anna.room.links.members.length).to.equal(0);
      const dials: string[] = [];
      world.network.onDial = (_from, to) => {
        dials.push(to);
        return null;
      };
      await world.advance(40_000);
      expect(dials).to.deep.equal([]);
      await world.close();
    });
  }

  it('leaves a frame of a type it does not know', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const target = await (await world.address()).peerIdOf(world.founder.identity.fp, 0);
    await world.person(1).room.close();
    await world.advance(2_000);
    const raw = await world.dial(world.person(1), target);
    for (const type of [0x14, 0x30, 0x4f, 0x70]) raw.link.send(type, Uint8Array.of(1, 2, 3));
    await world.settle();
    expect(raw.endedWith).to.equal(null);
    await world.close();
  });

  it('is told of nobody by an answer that nobody asked for', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const target = await (await world.address()).peerIdOf(world.founder.identity.fp, 0);
    await world.person(1).room.close();
    await world.advance(2_000);
    const raw = await world.dial(world.person(1), target);
    raw.link.send(ROOM_FRAME.answer, Uint8Array.of(3));
    await world.settle();
    expect(world.founder.room.standing.phase).to.equal('in');
    await world.close();
  });

  it('neither stores nor acknowledges a PUSH with an item that is not authentic', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.founder, world.person(1)];
    const author = await world.authorOf(ben);
    await ben.room.close();
    await world.advance(2_000);
    const good = await author.write('text', { text: 'good' });
    const bad = (await author.write('text', { text: 'bad' })).itemBytes.slice();
    bad[bad.length - 3] = (bad.at(-3) ?? 0) ^ 1;
    const target = await (await world.address()).peerIdOf(anna.identity.fp, 0);
    const raw = await world.dial(ben, target);
    const { length } = anna.history.items;
    const acks = raw.of(LOG_FRAME.ack).length;
    for (const { type, data } of encodePushFrames([good.itemBytes, bad], false)) raw.link.send(type, data);
    await world.settle();
    expect(anna.history.items).to.have.length(length);
    expect(anna.texts()).to.deep.equal([]);
    expect(raw.of(LOG_FRAME.ack)).to.have.length(acks);
    expect(raw.endedWith).to.equal('link-ended');
    expect(anna.room.links.warning).to.equal('not-authentic');
    await world.close();
  });
});

describe('Room: delivery', () => {
  it('keeps what is written alone and delivers it at the next link: waiting, delivered, read', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await ben.room.close();
    await world.advance(2_000);
    await anna.say('one');
    await anna.say('two');
    expect([stepOf(anna, 'one', ben), stepOf(anna, 'two', ben)]).to.deep.equal(['waiting', 'waiting']);
    await ben.start(world);
    await world.advance(1_000);
    expect(ben.texts()).to.deep.equal(['one', 'two']);
    expect([stepOf(anna, 'one', ben), stepOf(anna, 'two', ben)]).to.deep.equal(['delivered', 'delivered']);
    expect(ben.room.history.receipts.unread).to.equal(2);
    ben.room.history.receipts.markRead();
    await world.settle();
    expect(ben.room.history.receipts.unread).to.equal(0);
    expect([stepOf(anna, 'one', ben), stepOf(anna, 'two', ben)]).to.deep.equal(['read', 'read']);
    await world.close();
  });

  it('says of a message that a third person carries it', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    await ben.room.close();
    await world.advance(2_000);
    await anna.say('for Ben');
    await world.settle();
    expect(stepOf(anna, 'for Ben', ben)).to.equal('carried');
    expect(stepOf(anna, 'for Ben', cleo)).to.equal('delivered');
    // Anna goes, Ben comes: Cleo hands it over.
    await anna.room.close();
    await world.advance(2_000);
    await ben.start(world);
    await world.advance(2_000);
    expect(ben.texts()).to.deep.equal(['for Ben']);
    await world.close();
  });

  it('still knows after a restart who had read', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.say('one');
    await world.settle();
    ben.room.history.receipts.markRead();
    await world.settle();
    await anna.room.close();
    await ben.room.close();
    await world.advance(2_000);
    await anna.start(world);
    expect(stepOf(anna, 'one', ben)).to.equal('read');
    await world.close();
  });

  it('hears again what was read when its receipts were lost', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.say('one');
    await world.settle();
    ben.room.history.receipts.markRead();
    await world.advance(2_000);
    await anna.room.close();
    await world.advance(2_000);
    anna.memory.delivery = null;
    await anna.start(world);
    await world.advance(3_000);
    expect(stepOf(anna, 'one', ben)).to.equal('read');
    await world.close();
  });

  it('survives a link that is lost in the middle of many messages', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await ben.room.close();
    await world.advance(2_000);
    const long = 'x'.repeat(11_000);
    for (let i = 0; i < 200; i++) await anna.say(`${i} ${long}`);
    // The first link after Ben's return dies while it carries.
    let messages = 0;
    world.network.tamper = (_wireId, _direction, bytes) => {
      if (++messages === 40) queueMicrotask(() => world.network.wires.forEach((wire) => wire.cut()));
      return bytes;
    };
    await ben.start(world);
    expect(messages).to.be.at.least(40);
    expect(ben.texts().length).to.be.lessThan(200);
    await world.advance(5_000);
    expect(ben.texts()).to.have.length(200);
    expect(ben.texts()).to.deep.equal(anna.texts());
    await world.close();
  });
});

describe('Room: losing and finding each other', () => {
  it('redials a link that was lost without a farewell', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    world.network.wires.at(-1)?.cut();
    await world.settle();
    expect(anna.room.links.members.length).to.equal(0);
    await world.advance(600);
    expect(anna.room.links.members.length).to.equal(1);
    expect(ben.room.links.members.length).to.equal(1);
    await world.close();
  });

  it('notices a link that died without a word, and redials', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    world.network.wires.at(-1)?.die();
    await world.advance(16_000);
    await world.advance(5_000);
    expect(world.founder.room.links.members.length).to.equal(1);
    expect(world.network.wires).to.have.length.greaterThan(1);
    await world.close();
  });

  it('dials nobody who has said goodbye', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    await world.person(1).room.close();
    await world.advance(2_000);
    const dials: string[] = [];
    world.network.onDial = (_from, to) => {
      dials.push(to);
      return null;
    };
    await world.advance(120_000);
    expect(dials).to.deep.equal([]);
    await world.close();
  });

  it('keeps its links, and what is written goes through, while signalling is lost', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    world.network.stopSignalling();
    await world.advance(30_000);
    expect(anna.room.links.rendezvous.signalling).to.equal('offline');
    expect(anna.room.links.members.length).to.equal(1);
    await anna.say('still here');
    await world.settle();
    expect(ben.texts()).to.deep.equal(['still here']);
    world.network.startSignalling();
    await world.settle();
    expect(anna.room.links.rendezvous.signalling).to.equal('online');
    await world.close();
  });

  it('finds the other again when signalling is back and the link was lost meanwhile', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    world.network.stopSignalling();
    await world.settle();
    world.network.wires.at(-1)?.cut();
    await world.advance(60_000);
    expect(world.founder.room.links.members.length).to.equal(0);
    world.network.startSignalling();
    await world.advance(1_000);
    expect(world.founder.room.links.members.length).to.equal(1);
    await world.close();
  });

  it('replaces the link to somebody who has reloaded at once', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    // The page is gone without a word: no farewell, the wire stays up on Anna's side.
    for (const wire of world.network.wires) wire.die();
    const gone = ben.room;
    await ben.start(world);
    expect(anna.room.links.members.length).to.equal(1);
    const saying = ben.say('back');
    await world.advance(2_000);
    await saying;
    await world.settle();
    expect(anna.texts()).to.deep.equal(['back']);
    await gone.close();
    await world.close();
  });

  it('says goodbye when it is closed', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    await world.person(1).room.close();
    await world.settle();
    expect(world.founder.room.links.members.length).to.equal(0);
    expect(world.founder.room.links.warning).to.equal(null);
    await world.close();
  });
});

describe('Room: comparing emoji', () => {
  it('shows both the same seven, and the one who did not start is told once', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    anna.room.verification.start(ben.fpHex);
    await world.settle();
    expect(ben.room.verification.takeStarted()).to.equal(anna.fpHex);
    expect(ben.room.verification.takeStarted()).to.equal(null);
    expect(anna.room.verification.takeStarted()).to.equal(null);
    const [mine, theirs] = [anna.room.verification.stateOf(ben.fpHex), ben.room.verification.stateOf(anna.fpHex)];
    expect(mine.kind).to.equal('comparing');
    expect(theirs).to.deep.equal(mine);
    expect(anna.memory.sas.get(ben.fpHex)).to.equal(world.clock.wall());
    anna.room.verification.end(ben.fpHex, true);
    expect(anna.room.verification.stateOf(ben.fpHex)).to.deep.equal({ kind: 'idle' });
    await world.close();
  });

  it('can be made with somebody who stands at the door', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const [anna, ben] = [world.founder, world.person(1)];
    ben.inviter = anna;
    await ben.start(world);
    anna.room.verification.start(ben.fpHex);
    await world.settle();
    expect(anna.room.verification.stateOf(ben.fpHex).kind).to.equal('comparing');
    expect(ben.room.verification.stateOf(anna.fpHex)).to.deep.equal(anna.room.verification.stateOf(ben.fpHex));
    await world.close();
  });

  it('does nothing without a link', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    await world.person(1).room.close();
    await world.settle();
    world.founder.room.verification.start(world.person(1).fpHex);
    expect(world.founder.room.verification.stateOf(world.person(1).fpHex)).to.deep.equal({ kind: 'idle' });
    await world.close();
  });
});

describe('Room: what the log says', () => {
  it('is over for whoever was removed, and says goodbye to everybody', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben] = [world.person(0), world.person(1)];
    // Ben learns of it from the entry itself.
    const entry = await anna.room.history.write('remove', { pk: ben.identity.pk, heads: [] });
    await world.settle();
    const items = [entry.itemBytes];
    await ben.room.close();
    ben.history.items.push(...items);
    await ben.start(world);
    expect(ben.room.standing).to.deep.equal({ phase: 'removed', error: 'room-removed' });
    expect(ben.room.links.rendezvous.signalling).to.equal('connecting');
    ben.room.wake();
    await world.settle();
    expect(ben.room.links.members.length).to.equal(0);
    await world.close();
  });

  it('stops a room that its founder began twice', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const author = await world.authorOf(anna, new TestPerson('nobody', anna.identity));
    const second = await author.write('create', { name: 'Cellar', by: 'Anna' });
    await anna.room.close();
    await world.advance(2_000);
    const target = await (await world.address()).peerIdOf(ben.identity.fp, 0);
    const raw = await world.dial(anna, target);
    for (const { type, data } of encodePushFrames([second.itemBytes], false)) raw.link.send(type, data);
    await world.settle();
    expect(ben.room.standing).to.deep.equal({ phase: 'broken', error: 'room-forked' });
    expect(raw.endedWith).to.equal('link-ended');
    await world.close();
  });

  it('names the feeds of whoever signed a place twice', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    expect(anna.room.history.log.forks.size).to.equal(0);
    await ben.room.close();
    await world.advance(2_000);
    const feed = randomBytes(8);
    // The same feed continued by two copies of one vault.
    const items: Bytes[] = [];
    for (const text of ['a', 'b']) {
      const author = await world.authorOf(ben, anna, { feed, seq: 0, prev: new Uint8Array(32) });
      items.push((await author.write('text', { text })).itemBytes);
    }
    const target = await (await world.address()).peerIdOf(anna.identity.fp, 0);
    const raw = await world.dial(ben, target);
    for (const { type, data } of encodePushFrames(items, false)) raw.link.send(type, data);
    await world.settle();
    expect([...anna.room.history.log.forks.keys()]).to.deep.equal([ben.pkHex + feed.toHex()]);
    expect(anna.texts()).to.deep.equal([]);
    await world.close();
  });
});
