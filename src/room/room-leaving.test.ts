import { expect } from '@open-wc/testing';
import { createIdentity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { establishLink } from '../link/establish-link.js';
import type { Entry } from '../log/entry.js';
import { encodePushFrames, LOG_FRAME, parsePushFrame } from '../log/sync-frames.js';
import { encodeKnockFrame, ROOM_FRAME } from './room-frames.js';
import { RoomWorld, strangerIdentity, TestPerson } from './room.fixture.js';

/** As the app does it. */
async function remove(who: TestPerson, whom: TestPerson): Promise<void> {
  const { history } = who.room;
  await history.act('remove', () => ({ pk: whom.identity.pk, heads: history.log.powers.headsOf(whom.pkHex) }));
}

const leave = (who: TestPerson): Promise<void> => who.room.history.act('leave', () => ({}));

const phaseOf = (who: TestPerson): string => who.room.standing.phase;

/** Which of these have left or were removed, as somebody knows it. */
function stateIn(who: TestPerson, whom: TestPerson): string | undefined {
  return who.room.history.log.members().get(whom.pkHex)?.state;
}

async function goAway(world: RoomWorld, ...people: readonly TestPerson[]): Promise<void> {
  for (const person of people) await person.room.close();
  await world.advance(2_000);
}

describe('Room: removing', () => {
  it('tells whoever was removed their removal and nothing else', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await goAway(world, ben);
    const raw = await world.dial(ben, await (await world.address()).peerIdOf(anna.identity.fp, 0));
    await anna.say('before');
    await world.settle();
    const { length } = raw.frames;
    const removing = remove(anna, ben);
    const saying = anna.say('after');
    await removing;
    anna.room.history.receipts.markRead();
    await saying;
    await world.settle();
    const told = raw.frames.slice(length);
    expect(told.map(({ type }) => type)).to.deep.equal([LOG_FRAME.push]);
    const items = told.flatMap(({ data }) => parsePushFrame(data).items);
    const removal = anna.room.history.log.powers.endingOf(ben.pkHex) as Entry;
    expect(items).to.deep.equal([removal.itemBytes]);
    expect(raw.endedWith).to.equal('link-refused');
    await world.close();
  });

  it('ends the chat of whoever is removed in the middle of it: they know, keep what they had, and get nothing more, also after a restart', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    await Promise.all([anna.say('one'), ben.say('two'), cleo.say('three')]);
    await world.advance(100);
    const removing = remove(anna, cleo);
    const saying = anna.say('not for Cleo');
    await Promise.all([removing, saying]);
    await world.advance(1_000);
    await ben.say('nor this');
    await world.advance(1_000);
    expect(cleo.room.standing).to.deep.equal({ phase: 'removed', error: 'room-removed' });
    expect(cleo.texts()).to.have.members(['one', 'two', 'three']);
    expect(ben.texts()).to.include.members(['one', 'two', 'not for Cleo', 'nor this']);
    const { length } = cleo.history.items;
    await goAway(world, cleo);
    await cleo.start(world);
    await world.advance(70_000);
    expect(phaseOf(cleo)).to.equal('removed');
    expect(cleo.history.items).to.have.length(length);
    expect(cleo.texts()).not.to.include('not for Cleo');
    expect([stateIn(anna, cleo), stateIn(ben, cleo)]).to.deep.equal(['removed', 'removed']);
    await world.close();
  });

  it('is told by any member who knows, also when the one who did it is away', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    await goAway(world, cleo);
    await remove(anna, cleo);
    await world.advance(1_000);
    await goAway(world, anna, ben);
    // Ben's copy from before the removal meets Cleo, and learns of it while they are linked.
    const removal = ben.history.items.pop() as Uint8Array<ArrayBuffer>;
    await ben.start(world);
    await cleo.start(world);
    await world.advance(5_000);
    expect([phaseOf(cleo), ben.room.isLinked(cleo.fpHex)]).to.deep.equal(['in', true]);
    const raw = await world.dial(anna, await (await world.address()).peerIdOf(ben.identity.fp, 0));
    for (const { type, data } of encodePushFrames([removal], false)) raw.link.send(type, data);
    await world.advance(1_000);
    expect([phaseOf(cleo), ben.room.isLinked(cleo.fpHex)]).to.deep.equal(['removed', false]);
    await world.close();
  });

  it('while one was away is not known, but a hint is given when members hang up and nobody else is there', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await goAway(world, ben);
    await remove(anna, ben);
    const { length } = ben.history.items;
    await ben.start(world);
    await world.advance(5_000);
    expect(anna.room.isLinked(ben.fpHex)).to.equal(false);
    expect(ben.history.items).to.have.length(length);
    expect([phaseOf(ben), ben.room.links.warning]).to.deep.equal(['in', 'handshake-refused']);
    expect(anna.room.links.warning).to.equal(null);
    await world.close();
  });

  it('leaves the more senior of two admins who remove each other at once, and both know', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    for (const { identity } of [ben, cleo]) await anna.room.history.act('role', () => ({ pk: identity.pk, role: 'admin' }));
    await world.advance(1_000);
    // Cleo came after Ben, so hers never counts; Ben's does.
    expect(cleo.room.history.may('remove', { pk: ben.identity.pk })).to.equal(false);
    const headsOf = (who: TestPerson, whom: TestPerson) => who.room.history.log.powers.headsOf(whom.pkHex);
    await Promise.all([
      cleo.room.history.write('remove', { pk: ben.identity.pk, heads: headsOf(cleo, ben) }),
      ben.room.history.write('remove', { pk: cleo.identity.pk, heads: headsOf(ben, cleo) }),
    ]);
    await world.advance(2_000);
    expect([phaseOf(ben), phaseOf(cleo)]).to.deep.equal(['in', 'removed']);
    expect([stateIn(anna, ben), stateIn(anna, cleo)]).to.deep.equal(['member', 'removed']);
    await world.close();
  });

  it('is refused to whoever has no right to it, and shown nowhere when their client writes it all the same', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    const { history } = ben.room;
    const { pk } = cleo.identity;
    const { length } = ben.history.items;
    const attempts = [
      history.act('remove', () => ({ pk, heads: [] })),
      history.act('role', () => ({ pk, role: 'admin' })),
      history.act('settings', () => ({ admission: 'admins' })),
    ];
    const codes = (await Promise.allSettled(attempts)).map((attempt) => attempt.status === 'rejected' && String(attempt.reason));
    expect(codes).to.deep.equal(Array(3).fill('ParleyError: not-allowed'));
    expect(ben.history.items).to.have.length(length);
    const lengths = [anna, ben, cleo].map(({ room }) => room.history.log.timeline.length);
    await history.write('remove', { pk, heads: [] });
    await history.write('role', { pk, role: 'admin' });
    await history.write('settings', { admission: 'admins' });
    await world.advance(2_000);
    for (const person of [anna, ben, cleo]) {
      expect(stateIn(person, cleo)).to.equal('member');
      expect(person.room.history.log.members().get(cleo.pkHex)?.role).to.equal('member');
      expect(person.room.history.log.powers.isAdminsOnly).to.equal(false);
      expect(phaseOf(person)).to.equal('in');
    }
    expect([anna, ben, cleo].map(({ room }) => room.history.log.timeline.length)).to.deep.equal(lengths);
    await world.close();
  });

  it('says that an act is not allowed when the right went while it was being stored', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    await anna.room.history.act('role', () => ({ pk: ben.identity.pk, role: 'admin' }));
    await world.advance(1_000);
    ben.history.hold();
    const acting = remove(ben, cleo).then(
      () => 'done',
      (error: unknown) => String(error),
    );
    await world.advance(100);
    await remove(anna, ben);
    await world.advance(1_000);
    ben.history.release();
    await world.advance(1_000);
    expect(await acting).to.equal('ParleyError: not-allowed');
    expect([stateIn(anna, cleo), stateIn(cleo, cleo)]).to.deep.equal(['member', 'member']);
    await world.close();
  });
});

describe('Room: leaving', () => {
  it('is over once a member has stored it, and not before', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await ben.say('so long');
    await world.settle();
    anna.history.hold();
    await leave(ben);
    await world.advance(5_000);
    expect([phaseOf(ben), ben.room.isLinked(anna.fpHex), stateIn(anna, ben)]).to.deep.equal(['leaving', true, 'member']);
    anna.history.release();
    await world.advance(1_000);
    expect([phaseOf(ben), stateIn(anna, ben)]).to.deep.equal(['left', 'left']);
    expect(ben.room.links.rendezvous.holdsLobby).to.equal(false);
    expect(ben.texts()).to.deep.equal(['so long']);
    expect(anna.texts()).to.deep.equal(['so long']);
    await anna.say('he is gone');
    await world.advance(1_000);
    expect(ben.texts()).to.deep.equal(['so long']);
    await goAway(world, ben);
    await ben.start(world);
    await world.advance(5_000);
    expect([phaseOf(ben), ben.room.links.rendezvous.signalling]).to.deep.equal(['left', 'connecting']);
    await world.close();
  });

  it('waits for a member while nobody is there, also over a restart, neither knocks nor holds the lobby, and is over when one has heard', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await goAway(world, anna);
    await world.advance(5_000);
    expect(ben.room.links.rendezvous.holdsLobby).to.equal(true);
    await leave(ben);
    await world.advance(100);
    expect([phaseOf(ben), ben.room.links.rendezvous.holdsLobby]).to.deep.equal(['leaving', false]);
    await goAway(world, ben);
    await ben.start(world);
    await world.advance(90_000);
    expect([phaseOf(ben), ben.room.links.rendezvous.holdsLobby]).to.deep.equal(['leaving', false]);
    const knocks: number[] = [];
    await anna.open(world);
    anna.room.listen(() => knocks.push(anna.room.knocks.waiting.length));
    anna.room.start();
    await world.advance(35_000);
    expect(Math.max(...knocks)).to.equal(0);
    expect([phaseOf(ben), stateIn(anna, ben)]).to.deep.equal(['left', 'left']);
    expect(anna.room.links.rendezvous.holdsLobby).to.equal(true);
    await world.close();
  });

  it('answers a member who dials, and nobody else', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await goAway(world, anna);
    await leave(ben);
    await world.advance(100);
    const address = await world.address();
    const target = await address.peerIdOf(ben.identity.fp, 0);
    world.network.onDial = (from) => (from === target ? 'peer-unavailable' : null);
    const stranger = new TestPerson('Cleo', await strangerIdentity());
    expect(await world.dial(stranger, target).then(String, String)).to.contain('handshake-refused');
    expect(phaseOf(ben)).to.equal('leaving');
    await anna.start(world);
    await world.advance(2_000);
    expect([phaseOf(ben), stateIn(anna, ben)]).to.deep.equal(['left', 'left']);
    await world.close();
  });

  it('is over when a member says so who had heard of it from somebody else', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await goAway(world, anna);
    await leave(ben);
    const heard = ben.history.items.at(-1) as Uint8Array<ArrayBuffer>;
    await goAway(world, ben);
    anna.history.items.push(heard);
    await anna.start(world);
    expect(stateIn(anna, ben)).to.equal('left');
    const knocks: number[] = [];
    anna.room.listen(() => knocks.push(anna.room.knocks.waiting.length));
    await ben.start(world);
    await world.advance(5_000);
    expect(phaseOf(ben)).to.equal('left');
    expect(Math.max(...knocks)).to.equal(0);
    // It is remembered that they know: no more is looked for after the next start.
    await goAway(world, ben);
    await ben.start(world);
    expect(phaseOf(ben)).to.equal('left');
    await world.close();
  });

  it('is over at once for the only one in a room', async () => {
    const world = await RoomWorld.joined('Anna');
    await leave(world.founder);
    await world.advance(100);
    expect(phaseOf(world.founder)).to.equal('left');
    const { lobbyId } = await world.address();
    const next = world.network.transport().open(lobbyId, 'somebody');
    await world.settle();
    expect(next.state).to.equal('online');
    await world.close();
  });

  it('is not over because a stranger in the lobby says that the link is not wanted', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await goAway(world, anna, ben);
    const { lobbyId, rid, psk } = await world.address();
    const identity = await strangerIdentity();
    const lobby = world.network.transport().open(lobbyId, 'squat');
    let links = 0;
    lobby.onChannel((channel) => {
      const parts = { channel, rid, psk, identity, run: randomBytes(8), clock: world.clock, accepts: () => true };
      void establishLink(parts).then((link) => {
        link.start({ frame: () => undefined, closed: () => undefined });
        links++;
        world.clock.after(100, () => link.close('refused'));
      });
    });
    await ben.start(world);
    await world.advance(5_000);
    await leave(ben);
    await world.advance(70_000);
    expect(links).to.be.greaterThan(1);
    expect(phaseOf(ben)).to.equal('leaving');
    // The member is found all the same.
    await anna.start(world);
    await world.advance(35_000);
    expect([phaseOf(ben), stateIn(anna, ben)]).to.deep.equal(['left', 'left']);
    await world.close();
  });

  it('sends on who stands at the door of one who leaves', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await goAway(world, anna);
    await world.advance(5_000);
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    cleo.inviter = ben;
    await cleo.start(world);
    expect(ben.room.knocks.waiting.map(({ name }) => name)).to.deep.equal(['Cleo']);
    const silent = new TestPerson('Dora', await createIdentity());
    const raw = await world.dial(silent, await (await world.address()).peerIdOf(ben.identity.fp, 0));
    await leave(ben);
    await world.advance(100);
    expect(ben.room.knocks.waiting).to.deep.equal([]);
    expect([phaseOf(ben), ben.room.isLinked(cleo.fpHex), raw.endedWith]).to.deep.equal(['leaving', false, 'link-ended']);
    await cleo.room.close();
    await world.close();
  });
});

describe('Room: where only admins let people in', () => {
  it('a member asks nobody and lets nobody in, and the newcomer finds an admin', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.room.history.act('settings', () => ({ admission: 'admins' }));
    await world.advance(1_000);
    await goAway(world, anna);
    await world.advance(5_000);
    // Ben holds the lobby now, and Anna comes back without it.
    expect(ben.room.links.rendezvous.holdsLobby).to.equal(true);
    await anna.start(world);
    await world.advance(1_000);
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    cleo.inviter = anna;
    await cleo.start(world);
    expect(ben.room.knocks.waiting).to.deep.equal([]);
    expect(phaseOf(cleo)).to.equal('entering');
    await world.advance(5_000);
    expect([phaseOf(cleo), anna.room.knocks.waiting.length, ben.room.knocks.waiting.length]).to.deep.equal(['asking', 1, 0]);
    await anna.room.knocks.admit(cleo.fpHex);
    await world.advance(2_000);
    expect(phaseOf(cleo)).to.equal('in');
    await cleo.room.close();
    await world.close();
  });

  it('a member opens to a token of an admin all the same', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.room.history.act('settings', () => ({ admission: 'admins' }));
    const give = await world.token();
    await world.advance(1_000);
    await goAway(world, anna);
    await world.advance(5_000);
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    await give(cleo);
    await cleo.start(world);
    await world.advance(3_000);
    expect([phaseOf(cleo), stateIn(ben, cleo)]).to.deep.equal(['in', 'member']);
    await cleo.room.close();
    await world.close();
  });

  it('an admit by a member whose client writes it all the same lets nobody in anywhere', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.room.history.act('settings', () => ({ admission: 'admins' }));
    await world.advance(1_000);
    const { pk } = await strangerIdentity();
    await ben.room.history.write('admit', { pk, name: 'Cleo', token: null, redeem: null });
    await world.advance(1_000);
    expect([anna.members(), ben.members()]).to.deep.equal([
      ['Anna', 'Ben'],
      ['Anna', 'Ben'],
    ]);
    await world.close();
  });

  it('a member sends on who waits at their door when it becomes so', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const cleo = new TestPerson('Cleo', await strangerIdentity());
    const raw = await world.dial(cleo, await (await world.address()).peerIdOf(ben.identity.fp, 0));
    raw.link.send(ROOM_FRAME.knock, encodeKnockFrame({ name: 'Cleo', redeem: null }));
    await world.settle();
    expect(ben.room.knocks.waiting).to.have.length(1);
    await anna.room.history.act('settings', () => ({ admission: 'admins' }));
    await world.advance(1_000);
    expect(ben.room.knocks.waiting).to.deep.equal([]);
    expect(raw.endedWith).to.equal('link-ended');
    await world.close();
  });
});
