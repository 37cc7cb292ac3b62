import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { encodeInvite } from './invite.js';
import { TestInstallation, TestNeighbourhood } from './installation.fixture.js';
import { holdOpeningRoom } from './opening-room.js';
import { LONG_HISTORY } from './opening-rooms.js';
import { openKnownRoom } from './rooms.js';

/** More than are read in one go. */
const MANY = 2_100;

describe('opening rooms', function () {
  this.timeout(60_000);
  let world: TestNeighbourhood;
  /** Somebody with a long room and a short one, both shown once, and never opened since. */
  let ana: TestInstallation;
  let long: string;
  let short: string;

  before(async () => {
    world = new TestNeighbourhood();
    ana = await world.person('Ana');
    await ana.rooms.create('Long');
    long = ana.rooms.current()?.room.ridHex ?? '';
    const { history } = ana.open(long).room;
    for (let i = 0; i < MANY; i++) {
      if (i === MANY - 1) await world.clock.advance(1_000);
      await history.write('text', { text: `message ${i}` });
    }
    ana.view(long);
    await ana.rooms.create('Short');
    short = ana.rooms.current()?.room.ridHex ?? '';
    await ana.pressed({ type: 'send', ridHex: short, text: 'soon told' });
    expect(MANY).to.be.greaterThan(LONG_HISTORY);
  });

  /** The same vault, unlocked again, with this room on screen when it was locked. */
  async function again(shown: string | null): Promise<TestInstallation> {
    const vault = ana.vault.copy();
    if (shown !== null) await vault.put(`draft/${shown}`, { text: 'half a sentence', wasOpen: true });
    const { me, identity } = ana.parts;
    return new TestInstallation(world, me.name, identity, vault);
  }
  const textsOf = (installation: TestInstallation): string[] =>
    (installation.rooms.view()?.backfill?.preview ?? []).map(({ text }) => text);

  it('shows a long one at once: what it is called, its newest messages, by name, and that these may not all count', async () => {
    const { rooms } = await again(long);
    await rooms.openAll();
    expect([...rooms.all.keys()]).to.deep.equal([short]);
    expect(rooms.summaries().map(({ name, phase }) => [name, phase])).to.deep.include.members([
      ['Long', 'opening'],
      ['Short', 'in'],
    ]);
    const view = rooms.view();
    expect([view?.name, view?.phase, view?.composer.lock, view?.messages]).to.deep.equal(['Long', 'opening', 'not-in', []]);
    const { source, done, total, preview } = view?.backfill ?? {};
    expect([source, done, total]).to.deep.equal(['device', 0, 0]);
    expect(
      preview?.slice(-2).map(({ text, authorName, isUnchecked, isMine, trust, delivery }) => ({
        ...{ text, authorName, isUnchecked, isMine, trust, delivery },
      })),
    ).to.deep.equal(
      [MANY - 2, MANY - 1].map((i) => ({
        ...{ text: `message ${i}`, authorName: 'Ana', isUnchecked: true, isMine: true, trust: 'self', delivery: null },
      })),
    );
    expect(rooms.view()).to.equal(view);
  });

  it('shows nothing ahead that may have disappeared', async () => {
    const installation = await again(long);
    const { parts, vault } = installation;
    const known = vault.get(`known/${long}`) as object;
    const previewOf = async (shortestHours: number): Promise<string[]> => {
      await vault.put(`known/${long}`, { ...known, shortestHours });
      const opening = holdOpeningRoom(parts, long, ana.open(long).record);
      await opening.look();
      return (opening.view().backfill?.preview ?? []).map(({ text }) => text);
    };
    expect([(await previewOf(0)).length, (await previewOf(1)).length]).to.deep.equal([64, 64]);
    // All but the last was written a second earlier.
    const before = world.clock.wall();
    const late = { ...parts, clock: { ...parts.clock, wall: () => before + 3_600_000, now: () => 0, after: () => () => undefined } };
    const opening = holdOpeningRoom(late, long, ana.open(long).record);
    await opening.look();
    expect(opening.view().backfill?.preview.length).to.be.lessThan(2);
    await vault.put(`known/${long}`, known as never);
  });

  it('shows the room once it is read, with what was being written in it', async () => {
    const installation = await again(long);
    const { rooms } = installation;
    await rooms.openAll();
    await world.clock.advance(50);
    await rooms.settled(long);
    const view = installation.view(long);
    expect(rooms.current()?.room.ridHex).to.equal(long);
    expect([view.phase, view.backfill, view.messages.at(-1)?.text]).to.deep.equal(['in', null, `message ${MANY - 1}`]);
    expect(installation.draft(long)).to.deep.include({ text: 'half a sentence', version: 1 });
  });

  it('says how far reading is', async () => {
    const { parts } = await again(long);
    const { record } = ana.open(long);
    const opening = holdOpeningRoom(parts, long, record);
    const heard: unknown[] = [];
    const opened = openKnownRoom(parts, record, (done, total) => {
      opening.progress(done, total);
      const { backfill } = opening.view();
      heard.push([backfill?.done, backfill?.total]);
    });
    await world.clock.advance(0);
    await (await opened).close();
    expect(heard).to.deep.equal([[2_000, MANY + 1]]);
  });

  it('looks at what is stored of a long one when it is shown, and not before', async () => {
    const installation = await again(null);
    await installation.rooms.openAll();
    expect(installation.rooms.view()).to.equal(null);
    installation.rooms.show(long);
    expect(textsOf(installation)).to.deep.equal([]);
    await world.clock.advance(0);
    expect(textsOf(installation).at(-1)).to.equal(`message ${MANY - 1}`);
    installation.rooms.show('ff'.repeat(16));
    expect(installation.rooms.view()).to.equal(null);
  });

  it('opens nothing more once Parley is locked, before a long one is read or while it is', async () => {
    for (const waited of [10, 50]) {
      const { rooms, vault } = await again(long);
      const gate = Promise.withResolvers<[]>();
      const history = vault.history(`history/${long}`);
      history.newest = () => Promise.resolve([]);
      let loads = 0;
      history.load = () => {
        loads++;
        return gate.promise;
      };
      await rooms.openAll();
      await world.clock.advance(waited);
      await rooms.close();
      gate.resolve([]);
      await world.clock.advance(100);
      await rooms.settled(long);
      expect([loads, [...rooms.all.keys()], rooms.view()], `${waited}`).to.deep.equal([Number(waited === 50), [short], null]);
    }
  });

  it('does not hang on a room that is asked for while others are still being looked at', async () => {
    const { rooms, vault } = await again(null);
    const gate = Promise.withResolvers<number>();
    vault.history(`history/${short}`).count = () => gate.promise;
    const opened = rooms.openAll();
    const settled = rooms.settled(long);
    gate.resolve(1);
    await opened;
    await world.clock.advance(100);
    await settled;
    expect(rooms.all.has(long)).to.equal(true);
    await rooms.close();
  });

  it('does not take an invite to it for one to a room that one is not in', async () => {
    const installation = await again(null);
    await installation.rooms.openAll();
    const { roomSecret, founderPk } = ana.open(long).record;
    const { fp } = (await world.person('Ben')).parts.identity;
    const invite = await encodeInvite({ roomSecret, founderPk, inviterFp: fp, token: null, server: null, roomName: 'Long' });
    const joined = installation.pressed({ type: 'join', invite, isServerAccepted: true });
    await world.clock.advance(100);
    await joined;
    expect(installation.home.view().error).to.equal('invite-already-in');
    expect(installation.view(long).messages.length).to.be.greaterThan(10);
  });

  it('tells of one that cannot be read, and opens the others', async () => {
    const installation = await again(long);
    installation.failures = [];
    installation.vault.history(`history/${long}`).load = () => Promise.reject(new ParleyError('storage-unavailable'));
    await installation.rooms.openAll();
    await world.clock.advance(60);
    await installation.rooms.settled(long);
    expect([installation.failures.map(errorCodeOf), [...installation.rooms.all.keys()], installation.rooms.view()]).to.deep.equal([
      ['storage-unavailable'],
      [short],
      null,
    ]);
  });
});
