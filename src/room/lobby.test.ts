import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import type { Transport } from '../transport/transport.js';
import { Lobby } from './lobby.js';
import { ScriptedTransport } from './scripted-endpoint.fixture.js';

/** Members who all want the one lobby of a network. */
class LobbyScene {
  readonly clock = new FakeClock();
  readonly network = new MemoryNetwork(this.clock);

  member(name: string, rank = 0, transport: Transport = this.network.transport()): LobbyMember {
    return new LobbyMember(this, name, rank, transport);
  }

  settle(): Promise<void> {
    return this.clock.advance(0);
  }
}

class LobbyMember {
  readonly arrivals: string[] = [];
  foundHeld = 0;
  changes = 0;
  readonly lobby: Lobby;

  constructor(scene: LobbyScene, name: string, rank: number, transport: Transport) {
    this.lobby = new Lobby({
      transport,
      clock: scene.clock,
      lobbyId: 'lobby',
      token: name,
      random: () => 0.5,
      arrived: (channel) => this.arrivals.push(channel.remoteId),
      heldElsewhere: () => this.foundHeld++,
      changed: () => this.changes++,
      rank: () => rank,
    });
  }
}

describe('Lobby', () => {
  it('is held by who claims it first', async () => {
    const scene = new LobbyScene();
    const [anna, ben] = [scene.member('anna'), scene.member('ben')];
    anna.lobby.claim();
    ben.lobby.claim();
    expect(anna.lobby.isHeld).to.equal(false);
    await scene.settle();
    expect([anna.lobby.isHeld, ben.lobby.isHeld]).to.deep.equal([true, false]);
    expect([anna.foundHeld, ben.foundHeld]).to.deep.equal([0, 1]);
    expect(anna.changes).to.equal(1);
  });

  it('brings who arrives', async () => {
    const scene = new LobbyScene();
    const anna = scene.member('anna');
    anna.lobby.claim();
    const guest = scene.network.transport().open('guest', 'token');
    await scene.settle();
    await guest.dial('lobby');
    expect(anna.arrivals).to.deep.equal(['guest']);
  });

  it('is tried for again about once a minute', async () => {
    const scene = new LobbyScene();
    const [anna, ben] = [scene.member('anna'), scene.member('ben')];
    anna.lobby.claim();
    ben.lobby.claim();
    await scene.clock.advance(59_000);
    expect(ben.foundHeld).to.equal(1);
    await scene.clock.advance(1_000);
    expect(ben.foundHeld).to.equal(2);
    anna.lobby.stop();
    expect(anna.lobby.isHeld).to.equal(false);
    await scene.clock.advance(59_000);
    expect(ben.lobby.isHeld).to.equal(false);
    await scene.clock.advance(1_000);
    expect(ben.lobby.isHeld).to.equal(true);
  });

  it('is not tried for while a linked member says that they hold it', async () => {
    const scene = new LobbyScene();
    const ben = scene.member('ben');
    ben.lobby.told('anna', true);
    ben.lobby.claim();
    await scene.clock.advance(300_000);
    expect(ben.lobby.isHeld).to.equal(false);
    ben.lobby.told('cleo', false);
    await scene.clock.advance(300_000);
    expect(ben.lobby.isHeld).to.equal(false);
  });

  it('goes by rank to those who are left when its holder is gone', async () => {
    const scene = new LobbyScene();
    const [low, high] = [scene.member('low', 0), scene.member('high', 2)];
    for (const member of [low, high]) {
      member.lobby.told('anna', true);
      member.lobby.parted('somebody else');
    }
    await scene.clock.advance(10_000);
    expect(low.lobby.isHeld).to.equal(false);
    for (const member of [high, low]) member.lobby.parted('anna');
    await scene.clock.advance(599);
    expect(low.lobby.isHeld).to.equal(false);
    await scene.clock.advance(1);
    expect(low.lobby.isHeld).to.equal(true);
    high.lobby.told('low', true);
    await scene.clock.advance(60_000);
    expect(high.lobby.isHeld).to.equal(false);
    expect(high.foundHeld).to.equal(0);
  });

  it('goes by rank also when its holder says that they lost it', async () => {
    const scene = new LobbyScene();
    const ben = scene.member('ben', 1);
    ben.lobby.told('anna', true);
    ben.lobby.told('anna', false);
    await scene.clock.advance(1_000);
    expect(ben.lobby.isHeld).to.equal(true);
  });

  it('is not held while the server is away, and held again when it is back', async () => {
    const scene = new LobbyScene();
    const anna = scene.member('anna');
    anna.lobby.claim();
    await scene.settle();
    scene.network.stopSignalling();
    expect(anna.lobby.isHeld).to.equal(false);
    anna.lobby.claim();
    scene.network.startSignalling();
    await scene.settle();
    expect(anna.lobby.isHeld).to.equal(true);
    expect(anna.changes).to.equal(3);
  });

  it('keeps those who came through it when somebody else has taken it meanwhile, until the end', () => {
    const scene = new LobbyScene();
    const server = new ScriptedTransport();
    const anna = scene.member('anna', 0, server);
    anna.lobby.claim();
    server.opened[0]?.enter('online');
    server.opened[0]?.enter('offline');
    server.opened[0]?.enter('taken');
    expect(anna.lobby.isHeld).to.equal(false);
    expect(anna.foundHeld).to.equal(1);
    expect(server.opened[0]?.state).to.equal('taken');
    anna.lobby.stop();
    expect(server.opened[0]?.state).to.equal('closed');
  });

  it('keeps nothing of a claim that never held', () => {
    const scene = new LobbyScene();
    const server = new ScriptedTransport();
    const anna = scene.member('anna', 0, server);
    anna.lobby.claim();
    server.opened[0]?.enter('taken');
    expect(server.opened[0]?.state).to.equal('closed');
  });

  it('is claimed once, however often', () => {
    const scene = new LobbyScene();
    const server = new ScriptedTransport();
    const anna = scene.member('anna', 0, server);
    anna.lobby.claim();
    anna.lobby.claim();
    server.opened[0]?.enter('online');
    anna.lobby.claim();
    expect(server.opened).to.have.length(1);
    anna.lobby.wake();
    expect(server.opened[0]?.wakes).to.equal(1);
  });

  it('is given up for good by stopping', async () => {
    const scene = new LobbyScene();
    const [anna, ben] = [scene.member('anna'), scene.member('ben')];
    anna.lobby.claim();
    ben.lobby.claim();
    await scene.settle();
    ben.lobby.stop();
    anna.lobby.stop();
    ben.lobby.claim();
    ben.lobby.parted('anna');
    await scene.clock.advance(120_000);
    expect([anna.lobby.isHeld, ben.lobby.isHeld]).to.deep.equal([false, false]);
    const rival = scene.network.transport().open('lobby', 'rival');
    await scene.settle();
    expect(rival.state).to.equal('online');
  });
});
