import { expect } from '@open-wc/testing';
import type { Entry } from '../log/entry.js';
import { AUTHOR_LIMITS } from '../log/log-limits.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { readPerson, UNKNOWN_PERSON, writePerson } from './records.js';
import { acceptanceOf } from './person-views.js';

async function twoInARoom(): Promise<{ here: TestNeighbourhood; ana: TestInstallation; ben: TestInstallation; ridHex: string }> {
  const here = new TestNeighbourhood();
  const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
  return { here, ana, ben, ridHex: await here.meet(ana, ben) };
}

async function leave(...people: readonly TestInstallation[]): Promise<void> {
  for (const { rooms } of people) await rooms.close();
}

describe('room view', () => {
  it('shows the room, its people with oneself first, and who is linked', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    const view = ana.view(ridHex);
    expect(view).to.include({ ridHex, name: 'Kitchen', phase: 'in', error: null, isVerified: false });
    expect(view.people.map(({ name, trust, isLinked, admittedBy }) => ({ name, trust, isLinked, admittedBy }))).to.deep.equal([
      { name: 'Ana', trust: 'self', isLinked: false, admittedBy: null },
      { name: 'Ben', trust: 'unverified', isLinked: true, admittedBy: 'Ana' },
    ]);
    expect(view.connection).to.deep.equal({
      signalling: 'online',
      retryInSeconds: null,
      linked: 1,
      others: 1,
      isReached: false,
      isDialling: false,
      hasNoWay: false,
      warning: null,
    });
    expect(ben.view(ridHex).people.map(({ name }) => name)).to.deep.equal(['Ben', 'Ana']);
    await leave(ana, ben);
  });

  it('trusts as invited whom the invite names, and lets one write at once', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    expect(ben.seen(ridHex, ana).trust).to.equal('invited');
    expect(ben.view(ridHex).composer).to.include({ lock: null });
    expect(ana.view(ridHex).composer).to.deep.include({ lock: 'unverified', unverifiedNames: ['Ben'] });
    await leave(ana, ben);
  });

  it('says that the room is verified when everybody else is', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    await writePerson(ana.vault, ben.fpHex, { ...UNKNOWN_PERSON, name: 'Ben', verifiedAt: here.clock.wall() });
    expect(ana.view(ridHex)).to.include({ isVerified: true });
    expect(ana.view(ridHex).composer.lock).to.equal(null);
    await leave(ana, ben);
  });

  it('does not say of a room with nobody else in it that it is verified', async () => {
    const ana = await new TestNeighbourhood().person('Ana');
    await ana.rooms.create('Kitchen');
    expect(ana.view(ana.rooms.current()?.room.ridHex ?? '').isVerified).to.equal(false);
    await ana.rooms.close();
  });

  it('locks the composer again when somebody accepted gets worse', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    await ana.acceptAll(ridHex);
    expect(ana.view(ridHex).composer.lock).to.equal(null);
    await writePerson(ana.vault, ben.fpHex, { ...readPerson(ana.vault, ben.fpHex), isMismatched: true });
    expect(ana.view(ridHex).composer.lock).to.equal('unverified');
    expect(ana.seen(ridHex, ben)).to.include({ isMismatched: true });
    await leave(ana, ben);
  });

  it('shows who stands at the door', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.knock(ana, ben);
    expect(ana.view(ridHex).knocks).to.deep.equal([{ fpHex: ben.fpHex, name: 'Ben' }]);
    expect(ben.view(ridHex)).to.include({ phase: 'asking', name: 'Kitchen' });
    expect(ben.view(ridHex).composer.lock).to.equal('not-in');
    expect(ben.view(ridHex).knocks).to.deep.equal([]);
    await leave(ana, ben);
  });

  it('says when the server is away', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    here.network.stopSignalling();
    await here.clock.advance(0);
    expect(ana.view(ridHex).connection).to.include({ signalling: 'offline', linked: 1 });
    await leave(ana, ben);
  });

  it('says how everybody is there, and when they were last linked with this machine', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    const seen = (): unknown[] => [ana.seen(ridHex, ben).presence, ana.seen(ridHex, ben).lastSeen];
    expect(seen()).to.deep.equal(['here', null]);
    expect(ana.seen(ridHex, ana)).to.include({ presence: 'here', lastSeen: null });
    ben.rooms.setAway(true);
    await here.clock.advance(500);
    expect(seen()).to.deep.equal(['away', null]);
    await ben.rooms.close();
    await here.clock.advance(0);
    const parted = here.clock.wall();
    await here.clock.advance(3_600_000);
    expect(seen()).to.deep.equal(['offline', parted]);
    await ana.rooms.close();
    await ana.rooms.openAll();
    expect(seen()).to.deep.equal(['offline', parted]);
    await leave(ana);
  });

  it('says of whom more comes than is taken in, as long as it is so', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    const { caps } = ana.open(ridHex).room.history.shared.queue;
    const { pk } = ben.parts.identity;
    const [author, feed] = [pk.toHex(), pk.toHex() + 'ee'.repeat(8)];
    for (let seq = 0; seq < AUTHOR_LIMITS.burst; seq++) {
      caps.take({ authorHex: author, feedKey: feed, seq, kind: 16, size: 300 } as unknown as Entry);
    }
    expect(ana.seen(ridHex, ben).heldUp).to.equal(null);
    for (let i = 0; i < 5; i++) await ben.open(ridHex).room.history.write('text', { text: `${i}` });
    await here.clock.advance(0);
    expect([ana.seen(ridHex, ben).heldUp, ben.seen(ridHex, ana).heldUp, ana.texts(ridHex).length]).to.deep.equal(['rate', null, 0]);
    await here.clock.advance(3_000);
    expect([ana.seen(ridHex, ben).heldUp, ana.texts(ridHex)]).to.deep.equal([null, ['0', '1', '2', '3', '4']]);
    await leave(ana, ben);
  });

  it('does not say of anybody whom this machine never met that it has', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    const cleo = await here.person('Cleo');
    const { identity } = cleo.parts;
    await ana.open(ridHex).room.history.write('admit', { pk: identity.pk, name: 'Cleo', token: null, redeem: null });
    await here.clock.advance(1_000);
    expect(ben.seen(ridHex, cleo)).to.include({ presence: 'offline', lastSeen: null });
    await leave(ana, ben);
  });

  it('looks at no message again when somebody is away, comes back or writes', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    await ana.acceptAll(ridHex);
    await ana.pressed({ type: 'send', ridHex, text: 'hello' });
    await here.clock.advance(1_000);
    const { messages, people } = ana.view(ridHex);
    const { receipts } = ana.open(ridHex).room.history;
    const of = receipts.of.bind(receipts);
    let looks = 0;
    receipts.of = (entry) => {
      looks++;
      return of(entry);
    };
    ben.rooms.setAway(true);
    ben.press({ type: 'change-draft', ridHex, text: 'hel' });
    await here.clock.advance(500);
    const after = ana.view(ridHex);
    expect(after.typing).to.deep.equal(['Ben']);
    expect(after.people).not.to.equal(people);
    expect([after.messages === messages, looks]).to.deep.equal([true, 0]);
    await leave(ana, ben);
  });

  it('says who let each in, by the name under which one knows them, and when somebody was verified', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    const cem = await here.person('Cem');
    await here.enter(ben, cem, ridHex);
    expect(ana.seen(ridHex, ben)).to.include({ admittedBy: 'Ana', isAdmittedByMe: true, verifiedAt: null });
    expect(ana.seen(ridHex, cem)).to.include({ trust: 'unverified', admittedBy: 'Ben', isAdmittedByMe: false });
    await writePerson(ana.vault, ben.fpHex, { ...UNKNOWN_PERSON, name: 'Ben of old', verifiedAt: 7 });
    expect(ana.seen(ridHex, ben)).to.include({ trust: 'verified', verifiedName: 'Ben of old', verifiedAt: 7 });
    expect(ana.seen(ridHex, cem)).to.include({ trust: 'vouched', admittedBy: 'Ben of old', verifiedAt: null });
    // Cem, whom Ben vouches for, vouches for nobody.
    const dan = await here.person('Dan');
    await here.enter(cem, dan, ridHex);
    expect(ana.seen(ridHex, dan)).to.include({ trust: 'unverified', admittedBy: 'Cem' });
    // Ben does also when he is gone, but for nobody any more once they did not match.
    await ben.open(ridHex).room.history.write('leave', {});
    await here.clock.advance(1_000);
    expect(ana.view(ridHex).people.map(({ name }) => name)).to.deep.equal(['Ana', 'Cem', 'Dan']);
    expect(ana.seen(ridHex, cem)).to.include({ trust: 'vouched', admittedBy: 'Ben of old' });
    await writePerson(ana.vault, ben.fpHex, { verifiedAt: null, isMismatched: true });
    expect(ana.seen(ridHex, cem)).to.include({ trust: 'unverified', admittedBy: 'Ben' });
    await leave(ana, ben, cem, dan);
  });

  it('shows a room of exactly two under the other one, with how they are known, and any other under its name', async () => {
    const { here, ana, ben, ridHex } = await twoInARoom();
    const partners = (person: TestInstallation): unknown[] => [
      person.view(ridHex).partner,
      person.rooms.summaries().find((summary) => summary.ridHex === ridHex)?.partner,
    ];
    const other = { fpHex: ben.fpHex, name: 'Ben', verifiedName: null, trust: 'unverified' };
    expect(partners(ana)).to.deep.equal([other, other]);
    expect(ana.view(ridHex).name).to.equal('Kitchen');
    const inviter = { fpHex: ana.fpHex, name: 'Ana', verifiedName: null, trust: 'invited' };
    expect(partners(ben)).to.deep.equal([inviter, inviter]);
    const cem = await here.person('Cem');
    await here.enter(ana, cem, ridHex);
    expect([...partners(ana), ...partners(ben), ...partners(cem)]).to.deep.equal([null, null, null, null, null, null]);
    await cem.open(ridHex).room.history.write('leave', {});
    await here.clock.advance(1_000);
    expect(partners(ana)).to.deep.equal([other, other]);
    await writePerson(ana.vault, ben.fpHex, { name: 'Ben of old', verifiedAt: 7 });
    const known = { ...other, verifiedName: 'Ben of old', trust: 'verified' };
    expect(partners(ana)).to.deep.equal([known, known]);
    // Two are left, and Cem is none of them.
    expect(cem.view(ridHex).people.map(({ name }) => name)).to.deep.equal(['Ana', 'Ben']);
    expect(partners(cem)).to.deep.equal([null, null]);
    await ben.open(ridHex).room.history.write('leave', {});
    await here.clock.advance(1_000);
    expect(partners(ana)).to.deep.equal([null, null]);
    await leave(ana, ben, cem);
  });

  it('shows nobody in the place of a room that one is not in yet, nor of one in which one is alone', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.knock(ana, ben);
    expect([ana, ben].map((person) => person.view(ridHex).partner)).to.deep.equal([null, null]);
    expect([...ana.rooms.summaries(), ...ben.rooms.summaries()].map(({ partner }) => partner)).to.deep.equal([null, null]);
    await leave(ana, ben);
  });

  it('keeps every object that says the same', async () => {
    const { ana, ben, ridHex } = await twoInARoom();
    const before = ana.view(ridHex);
    expect(ana.view(ridHex)).to.equal(before);
    ana.press({ type: 'open-room', ridHex });
    const after = ana.view(ridHex);
    expect(after).not.to.equal(before);
    expect(after.people).to.equal(before.people);
    expect(after.messages).to.equal(before.messages);
    expect(after.connection).to.equal(before.connection);
    expect(after.composer).not.to.equal(before.composer);
    await leave(ana, ben);
  });

  it('tells acceptances of one person apart by how they are trusted', () => {
    const person = { fpHex: 'aa', name: 'Ben', verifiedName: null, isLinked: false, admittedBy: null };
    const keys = (['unverified', 'changed', 'forked'] as const).flatMap((trust) =>
      [false, true].map((isMismatched) => acceptanceOf({ ...person, trust, isMismatched })),
    );
    expect(new Set(keys).size).to.equal(6);
  });
});
