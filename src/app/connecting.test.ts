import { expect } from '@open-wc/testing';
import { PUBLIC_SERVER } from './config.js';
import type { ConnectionSettingsView, DoctorDialogView } from './connection-state.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';

const own = { host: 'own.example', port: 9000, path: '/', secure: true, key: 'peerjs' };
const texts = { signalling: ['https://own.example:9000/?key=peerjs'], ice: [{ url: 'turn:b', username: 'me', credential: 'x' }] };
const OTHER_TEXTS = { signalling: ['https://a'], ice: [{ url: 'stun:a', username: '', credential: '' }] };

function section(who: TestInstallation): ConnectionSettingsView {
  const dialog = who.dialog();
  if (dialog?.dialog !== 'settings') throw new Error('no settings');
  return dialog.connection;
}

function doctor(who: TestInstallation): DoctorDialogView {
  const dialog = who.dialog();
  if (dialog?.dialog !== 'doctor') throw new Error('no doctor');
  return dialog;
}

async function twoPeople() {
  const world = new TestNeighbourhood();
  const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
  const ridHex = await world.meet(ana, ben);
  return { world, ana, ben, ridHex };
}

const linked = (who: TestInstallation, ridHex: string): number => who.view(ridHex).connection.linked;

describe('connecting', () => {
  it('goes to other servers at once with every room, and meets there', async () => {
    const { world, ana, ben, ridHex } = await twoPeople();
    const [ways] = ana.ways;
    ana.press({ type: 'open-settings' });
    expect(section(ana)).to.deep.include({ isOwn: false, relayOnly: false, saves: 0, fault: null });
    const wires = world.network.wires.length;
    await ana.pressed({ type: 'set-servers', texts });
    await world.clock.advance(0);
    expect([linked(ana, ridHex), linked(ben, ridHex)]).to.deep.equal([0, 0]);
    expect(ways?.servers).to.deep.equal([own]);
    expect(ways?.iceServers).to.deep.equal([{ urls: ['turn:b'], username: 'me', credential: 'x' }]);
    expect(section(ana)).to.deep.include({ texts, isOwn: true, saves: 1, hasRelay: true });
    await world.clock.advance(10_000);
    expect(world.network.wires.length).to.be.greaterThan(wires);
    expect([linked(ana, ridHex), linked(ben, ridHex)]).to.deep.equal([1, 1]);
    await ana.pressed({ type: 'use-page-servers' });
    expect(section(ana)).to.deep.include({ isOwn: false, saves: 2 });
    expect(ways?.servers).to.deep.equal([PUBLIC_SERVER]);
  });

  it('changes nothing by what is no server, and says where', async () => {
    const { world, ana, ridHex } = await twoPeople();
    ana.press({ type: 'open-settings' });
    for (const type of ['set-servers', 'try-servers'] as const)
      await ana.pressed({ type, texts: { signalling: ['https://a', 'nowhere/?'], ice: [] } });
    await world.clock.advance(0);
    expect(section(ana)).to.deep.include({
      isOwn: false,
      saves: 0,
      fault: { error: 'signalling-address-invalid', list: 'signalling', index: 1 },
      trials: [],
    });
    expect(linked(ana, ridHex)).to.equal(1);
    ana.press({ type: 'close-dialog' });
    ana.press({ type: 'open-settings' });
    expect(section(ana).fault).to.equal(null);
  });

  it('closes every direct link the moment that only relays are allowed, and says when there are none', async () => {
    const { world, ana, ben, ridHex } = await twoPeople();
    const [ways] = ana.ways;
    ana.press({ type: 'open-settings' });
    const turned = ana.pressed({ type: 'set-relay-only', isOn: true });
    await Promise.resolve();
    expect([ways?.relayOnly, section(ana).relayOnly]).to.deep.equal([true, true]);
    await turned;
    await world.clock.advance(0);
    expect([linked(ana, ridHex), linked(ben, ridHex)]).to.deep.equal([0, 0]);
    expect([section(ana).hasRelay, ana.view(ridHex).connection.hasNoWay]).to.deep.equal([false, true]);
    await ana.pressed({ type: 'set-servers', texts });
    expect([section(ana).hasRelay, ana.view(ridHex).connection.hasNoWay]).to.deep.equal([true, false]);
    await ana.pressed({ type: 'set-relay-only', isOn: false });
    expect(ways?.relayOnly).to.equal(false);
  });

  it('counts each person once who can see the address, and nobody of whom that is not known', async () => {
    const { world, ana, ben, ridHex } = await twoPeople();
    await world.enter(ana, await world.person('Cleo'), ridHex);
    await world.meet(ana, ben, 'Garden');
    ana.press({ type: 'open-settings' });
    expect(section(ana).exposure).to.deep.equal({ seeing: 0, unknown: 2 });
    await world.clock.advance(0);
    expect(section(ana).exposure).to.deep.equal({ seeing: 2, unknown: 0 });
    world.network.path = { way: 'relayed', isAddressHidden: true };
    await world.clock.advance(2_000);
    expect(section(ana).exposure).to.deep.equal({ seeing: 0, unknown: 0 });
    world.network.path = { way: 'unknown', isAddressHidden: null };
    await world.clock.advance(2_000);
    expect(section(ana).exposure).to.deep.equal({ seeing: 0, unknown: 2 });
  });

  it('counts no other installation of one’s own', async () => {
    const { world, ana } = await twoPeople();
    const copy = await world.copy(ana);
    copy.press({ type: 'open-settings' });
    await world.clock.advance(0);
    expect(section(copy).exposure).to.deep.equal({ seeing: 1, unknown: 0 });
    await copy.pressed({ type: 'open-doctor' });
    expect(doctor(copy).rooms[0]?.links.map(({ name, isOwn }) => ({ name, isOwn }))).to.have.deep.members([
      { name: 'Ana', isOwn: true },
      { name: 'Ben', isOwn: false },
    ]);
  });

  it('shows each link while it is looked at, and asks nobody afterwards', async () => {
    const { world, ana, ridHex } = await twoPeople();
    let asked = 0;
    world.network.tamper = (_, direction, bytes) => {
      asked += Number(bytes.length > 0 && direction !== null);
      return bytes;
    };
    await ana.pressed({ type: 'open-doctor' });
    const [room] = doctor(ana).rooms;
    expect(room).to.deep.include({ ridHex, name: 'Kitchen', signalling: 'online' });
    expect(
      room?.links.map(({ name, isOwn, way, isAddressHidden, roundTripMs }) => ({ name, isOwn, way, isAddressHidden, roundTripMs })),
    ).to.deep.equal([{ name: 'Ben', isOwn: false, way: 'unknown', isAddressHidden: null, roundTripMs: null }]);
    await world.clock.advance(0);
    expect(doctor(ana).rooms[0]?.links[0]).to.deep.include({ way: 'direct', isAddressHidden: false, roundTripMs: 0 });
    for (const wire of world.network.wires) wire.hold();
    await world.clock.advance(2_000);
    await world.clock.advance(137);
    for (const wire of world.network.wires) wire.release();
    await world.clock.advance(0);
    expect(doctor(ana).rooms[0]?.links[0]?.roundTripMs).to.equal(137);
    const looks = asked;
    await world.clock.advance(2_000);
    expect(asked).to.be.greaterThan(looks);
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('none');
    // Heartbeats come every five seconds.
    await world.clock.advance(2_000);
    const quiet = asked;
    await world.clock.advance(2_500);
    expect(asked).to.equal(quiet);
  });

  it('tries every server in use as the doctor opens, also that of an invite, but no STUN where only relays are allowed', async () => {
    const { world, ana } = await twoPeople();
    const asked: string[] = [];
    ana.tryIceServer = (server) => {
      asked.push([server.urls].flat().join());
      return Promise.resolve('works');
    };
    await ana.pressed({
      type: 'set-servers',
      texts: { signalling: texts.signalling, ice: [...texts.ice, { url: 'stun:c', username: '', credential: '' }] },
    });
    await ana.pressed({ type: 'open-doctor' });
    await world.clock.advance(0);
    expect(doctor(ana).trials).to.deep.equal([
      { kind: 'signalling', address: 'https://own.example:9000/?key=peerjs', outcome: 'works' },
      { kind: 'turn', address: 'turn:b', outcome: 'works' },
      { kind: 'stun', address: 'stun:c', outcome: 'works' },
    ]);
    await ana.pressed({ type: 'set-relay-only', isOn: true });
    asked.length = 0;
    await ana.pressed({ type: 'try-servers', texts: null });
    await world.clock.advance(0);
    expect(asked).to.deep.equal(['turn:b']);
    expect(doctor(ana).trials.map(({ kind, outcome }) => `${kind} ${outcome}`)).to.deep.equal([
      'signalling works',
      'turn works',
      'stun unused',
    ]);
  });

  it('says what came of a server that does not answer in its time, and leaves nothing behind', async () => {
    const world = new TestNeighbourhood();
    const ana = await world.person('Ana');
    ana.press({ type: 'open-settings' });
    world.network.stopSignalling();
    let isStopped = false;
    ana.tryIceServer = (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          isStopped = true;
          resolve('silent');
        });
      });
    await ana.pressed({ type: 'try-servers', texts });
    await world.clock.advance(9_999);
    expect(section(ana).trials.map(({ outcome }) => outcome)).to.deep.equal(['running', 'running']);
    await world.clock.advance(1);
    expect(section(ana).trials.map(({ outcome }) => outcome)).to.deep.equal(['silent', 'silent']);
    expect(isStopped).to.equal(true);
    world.network.startSignalling();
    await world.clock.advance(60_000);
    expect(world.network.claimed).to.deep.equal([]);
    // A later answer of what was tried before says nothing of what is tried now.
    let late: (outcome: 'works') => void = () => undefined;
    ana.tryIceServer = () => new Promise((resolve) => (late = resolve));
    await ana.pressed({ type: 'try-servers', texts });
    const before = late;
    await ana.pressed({ type: 'try-servers', texts: OTHER_TEXTS });
    before('works');
    await world.clock.advance(0);
    expect(section(ana).trials).to.deep.equal([
      { kind: 'signalling', address: 'https://a:443/?key=peerjs', outcome: 'works' },
      { kind: 'stun', address: 'stun:a', outcome: 'running' },
    ]);
  });

  it('opens the doctor in the place of the settings, and the settings in its', async () => {
    const world = new TestNeighbourhood();
    const ana = await world.person('Ana');
    ana.press({ type: 'open-settings' });
    await ana.pressed({ type: 'open-doctor' });
    expect(ana.dialogText()).to.equal('doctor');
    ana.press({ type: 'open-settings' });
    expect(ana.dialogText()).to.equal('settings');
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('none');
  });
});
