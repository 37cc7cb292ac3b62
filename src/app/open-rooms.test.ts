import { expect } from '@open-wc/testing';
import { errorCodeOf } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import { OpenRooms } from './open-rooms.js';

describe('open-rooms', () => {
  it('sends to the room that was on screen, whichever is by now', async () => {
    const ana = await new TestNeighbourhood().person('Ana');
    await ana.rooms.create('Kitchen');
    const kitchen = ana.rooms.current?.room.ridHex ?? '';
    await ana.rooms.create('Garden');
    const garden = ana.rooms.current?.room.ridHex ?? '';
    ana.press({ type: 'change-draft', ridHex: kitchen, text: 'half' });
    expect([ana.open(kitchen).draft.text, ana.open(garden).draft.text]).to.deep.equal(['half', '']);
    ana.press({ type: 'send', ridHex: kitchen, text: 'for the kitchen' });
    await ana.open(kitchen).send('and more');
    expect(ana.texts(kitchen)).to.deep.equal(['for the kitchen', 'and more']);
    expect(ana.texts(garden)).to.deep.equal([]);
  });

  it('accepts only who was named on screen, as they were then', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    const { acceptanceKeys, unverifiedNames } = ana.view(ridHex).composer;
    expect([acceptanceKeys, unverifiedNames]).to.deep.equal([[`${ben.fpHex} unverified`], ['Ben']]);
    await ana.open(ridHex).accept([`${'ff'.repeat(32)} unverified`, `${ben.fpHex} changed`]);
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
    await ana.open(ridHex).accept(acceptanceKeys);
    expect(ana.view(ridHex).composer.lock).to.equal(null);
    await ana.vault.put(`person/${'ff'.repeat(32)}`, { name: 'Ben', verifiedAt: 1 });
    expect(ana.view(ridHex).composer.acceptanceKeys).to.deep.equal([`${ben.fpHex} changed mismatched`]);
  });
});

describe('OpenRooms: which there are', () => {
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
    expect(ana.rooms.current?.record.label).to.equal('second');
    ana.rooms.show(null);
    expect(ana.rooms.current).to.equal(null);
    ana.rooms.show('00');
    expect(ana.rooms.current).to.equal(null);
    await ana.rooms.close();
  });

  it('opens every room of the vault, and tells of one that cannot be opened, which stays as it is', async () => {
    const here = new TestNeighbourhood();
    const ana = await here.person('Ana');
    await ana.rooms.create('first');
    await ana.rooms.create('second');
    const [broken, whole] = [...ana.rooms.all()].map(({ room }) => room.ridHex) as [string, string];
    await ana.rooms.close();
    await ana.vault.put(`room/${broken}`, { label: 'first' });
    const again = new OpenRooms(ana.parts, { changed: () => undefined, failed: (error) => failures.push(errorCodeOf(error)) });
    const failures: (string | null)[] = [];
    await again.openAll();
    expect(failures).to.deep.equal(['vault-damaged']);
    expect([...again.all()].map(({ room }) => room.ridHex)).to.deep.equal([whole]);
    expect(ana.vault.get(`room/${broken}`)).to.deep.equal({ label: 'first' });
    await again.close();
  });

  it('is in, or on the way in, until refused', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.knock(ana, ben);
    expect([ana.rooms.isIn(ridHex), ben.rooms.isIn(ridHex), ben.rooms.isIn('00')]).to.deep.equal([true, true, false]);
    ana.press({ type: 'refuse', ridHex, fpHex: ben.fpHex });
    await here.clock.advance(1_000);
    expect(ben.view(ridHex)).to.include({ phase: 'refused', error: 'knock-refused' });
    expect(ben.rooms.isIn(ridHex)).to.equal(false);
    await ana.rooms.close();
    await ben.rooms.close();
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
    expect([...ben.rooms.all()]).to.have.length(1);
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
    expect(ana.rooms.get(ridHex)).not.to.equal(null);
    expect(ben.rooms.get(ridHex)).to.equal(null);
    expect(ben.rooms.current).to.equal(null);
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
    ana.press({ type: 'show-earlier', ridHex });
    ana.press({ type: 'reconnect' });
    expect(ana.rooms.summaries()[0]?.unread).to.equal(0);
    expect(ana.open(ridHex).draft.text).to.equal('half');
    for (const type of ['change-draft', 'send'] as const) ana.press({ type, ridHex: '00', text: 'nowhere' });
    expect(ana.open(ridHex).draft.text).to.equal('half');
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('leaves what is not about a room to others', async () => {
    const ana = await new TestNeighbourhood().person('Ana');
    for (const intent of [{ type: 'dismiss-alert' }, { type: 'open-invite' }, { type: 'lock' }] as const) {
      expect(ana.rooms.dispatch(intent)).to.equal(false);
    }
  });

  it('has closed only when what was written is stored', async () => {
    const here = new TestNeighbourhood();
    const ana = await here.person('Ana');
    await ana.rooms.create('Kitchen');
    const ridHex = ana.rooms.current?.room.ridHex ?? '';
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
