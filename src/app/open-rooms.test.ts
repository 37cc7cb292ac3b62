import { expect } from '@open-wc/testing';
import { errorCodeOf } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import { makeOpenRooms } from './open-rooms.js';

describe('open-rooms', () => {
  it('sends to the room that was on screen, whichever is by now', async () => {
    const ana = await new TestNeighbourhood().person('Ana');
    await ana.rooms.create('Kitchen');
    const kitchen = ana.rooms.current()?.room.ridHex ?? '';
    await ana.rooms.create('Garden');
    const garden = ana.rooms.current()?.room.ridHex ?? '';
    ana.press({ type: 'change-draft', ridHex: kitchen, text: 'half' });
    expect([ana.draft(kitchen).text, ana.draft(garden).text]).to.deep.equal(['half', '']);
    ana.press({ type: 'send', ridHex: kitchen, text: 'for the kitchen' });
    await ana.pressed({ type: 'send', ridHex: kitchen, text: 'and more' });
    expect(ana.texts(kitchen)).to.deep.equal(['for the kitchen', 'and more']);
    expect(ana.texts(garden)).to.deep.equal([]);
  });

  it('cannot be found by new people when one does not want it, keeps who is there, and so after a reload', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    ben.press({ type: 'accept-unverified', ridHex, acceptanceKeys: ben.view(ridHex).composer.acceptanceKeys });
    await ana.pressed({ type: 'set-reachable', isReachable: false });
    expect(ana.view(ridHex).connection).to.include({ signalling: 'paused', linked: 1 });
    await ben.pressed({ type: 'send', ridHex, text: 'still here' });
    await here.clock.advance(1_000);
    expect(ana.texts(ridHex)).to.deep.equal(['still here']);
    await ana.rooms.close();
    const again = makeOpenRooms(ana.parts);
    await again.openAll();
    const connection = () => again.all.get(ridHex)?.view().connection;
    await here.clock.advance(60_000);
    expect(connection()).to.include({ signalling: 'paused', linked: 0 });
    await again.perform({ type: 'set-reachable', isReachable: true }, again.effects);
    await here.clock.advance(60_000);
    expect(connection()).to.include({ signalling: 'online', linked: 1 });
    await again.close();
    await ben.rooms.close();
  });

  it('accepts only who was named on screen, as they were then', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    const { acceptanceKeys, unverifiedNames } = ana.view(ridHex).composer;
    expect([acceptanceKeys, unverifiedNames]).to.deep.equal([[`${ben.fpHex} unverified`], ['Ben']]);
    await ana.pressed({ type: 'accept-unverified', ridHex, acceptanceKeys: [`${'ff'.repeat(32)} unverified`, `${ben.fpHex} changed`] });
    expect(ana.view(ridHex).composer.lock).to.equal('unverified');
    ana.press({ type: 'accept-unverified', ridHex, acceptanceKeys });
    await world.clock.advance(0);
    expect(ana.view(ridHex).composer.lock).to.equal(null);
  });

  it('asks again when somebody accepted gets worse, also when they were mismatched before', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ana.press({ type: 'deny-match', fpHex: ben.fpHex });
    await world.clock.advance(0);
    const { acceptanceKeys } = ana.view(ridHex).composer;
    expect(acceptanceKeys).to.deep.equal([`${ben.fpHex} unverified mismatched`]);
    await ana.pressed({ type: 'accept-unverified', ridHex, acceptanceKeys });
    expect(ana.view(ridHex).composer.lock).to.equal(null);
    await ana.vault.put(`person/${'ff'.repeat(32)}`, { name: 'Ben', verifiedAt: 1 });
    expect(ana.view(ridHex).composer.acceptanceKeys).to.deep.equal([`${ben.fpHex} changed mismatched`]);
  });
});

describe('open rooms: which there are', () => {
  it('lists the newest first, and has one on screen', async () => {
    const here = new TestNeighbourhood();
    const ana = await here.person('Ana');
    await ana.rooms.create('first');
    await here.clock.advance(10);
    await ana.rooms.create('second');
    await here.clock.advance(10);
    expect(ana.rooms.summaries().map(({ name, phase, online, unread }) => [name, phase, online, unread])).to.deep.equal([
      ['second', 'in', 0, 0],
      ['first', 'in', 0, 0],
    ]);
    expect(ana.rooms.current()?.record.label).to.equal('second');
    ana.rooms.show(null);
    expect(ana.rooms.current()).to.equal(null);
    ana.rooms.show('00');
    expect(ana.rooms.current()).to.equal(null);
    await ana.rooms.close();
  });

  it('opens every room of the vault, and tells of one that cannot be opened, which stays as it is', async () => {
    const here = new TestNeighbourhood();
    const ana = await here.person('Ana');
    await ana.rooms.create('first');
    await ana.rooms.create('second');
    const [broken, whole] = [...ana.rooms.all.values()].map(({ room }) => room.ridHex) as [string, string];
    await ana.rooms.close();
    await ana.vault.put(`room/${broken}`, { label: 'first' });
    const again = makeOpenRooms({ ...ana.parts, failed: (error) => failures.push(errorCodeOf(error)) });
    const failures: (string | null)[] = [];
    await again.openAll();
    expect(failures).to.deep.equal(['vault-damaged']);
    expect([...again.all.values()].map(({ room }) => room.ridHex)).to.deep.equal([whole]);
    expect(ana.vault.get(`room/${broken}`)).to.deep.equal({ label: 'first' });
    await again.close();
  });

  it('replaces a try that failed by the next one', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.knock(ana, ben);
    ana.press({ type: 'refuse', ridHex, fpHex: ben.fpHex });
    await here.clock.advance(61_000);
    const failed = ben.open(ridHex);
    await ben.rooms.join({ ridHex, record: failed.record, foreignServer: null });
    await here.clock.advance(1_000);
    expect(ben.open(ridHex)).not.to.equal(failed);
    expect(ben.view(ridHex).phase).to.equal('asking');
    expect([...ben.rooms.all.values()]).to.have.length(1);
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('forgets a room that one is not in, and no other', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.knock(ana, ben);
    ana.press({ type: 'forget-room', ridHex });
    ben.press({ type: 'forget-room', ridHex });
    await here.clock.advance(2_000);
    expect(ana.rooms.all.has(ridHex)).to.equal(true);
    expect(ben.rooms.all.has(ridHex)).to.equal(false);
    expect(ben.rooms.current()).to.equal(null);
    expect(ben.vault.names('room/')).to.deep.equal([]);
    // Nobody stands at the door any more.
    expect(ana.view(ridHex).knocks).to.deep.equal([]);
    await ana.rooms.close();
  });

  it('reads, shows earlier messages and keeps drafts for the room that was on screen', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    await ben.open(ridHex).room.history.write('text', { text: 'hello' });
    await here.clock.advance(1_000);
    ana.rooms.show(null);
    expect(ana.rooms.summaries()[0]?.unread).to.equal(1);
    ana.press({ type: 'change-draft', ridHex, text: 'half' });
    ana.press({ type: 'mark-read', ridHex });
    ana.press({ type: 'look-at', ridHex, id: null });
    ana.press({ type: 'reconnect' });
    expect(ana.rooms.summaries()[0]?.unread).to.equal(0);
    expect(ana.draft(ridHex).text).to.equal('half');
    for (const type of ['change-draft', 'send'] as const) ana.press({ type, ridHex: '00', text: 'nowhere' });
    expect(ana.draft(ridHex).text).to.equal('half');
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('tells in every room that the person is away, also in one that is opened later', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const first = await here.meet(ana, ben, 'first');
    ana.rooms.setAway(true);
    await here.clock.advance(1_000);
    const second = await here.meet(ana, ben, 'second');
    expect([first, second].map((ridHex) => ben.seen(ridHex, ana).presence)).to.deep.equal(['away', 'away']);
    ana.rooms.setAway(false);
    await here.clock.advance(1_000);
    expect([first, second].map((ridHex) => ben.seen(ridHex, ana).presence)).to.deep.equal(['here', 'here']);
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('has closed only when what was written is stored', async () => {
    const here = new TestNeighbourhood();
    const ana = await here.person('Ana');
    await ana.rooms.create('Kitchen');
    const ridHex = ana.rooms.current()?.room.ridHex ?? '';
    await here.clock.advance(1_000);
    const history = ana.vault.history(`history/${ridHex}`);
    history.hold();
    ana.press({ type: 'send', ridHex, text: 'slow' });
    let isClosed = false;
    const closing = ana.rooms.close().then(() => (isClosed = true));
    await here.clock.advance(1_000);
    expect(isClosed).to.equal(false);
    history.release();
    await closing;
    expect(history.items).to.have.length(2);
  });
});
