import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { FakeLink } from './fake-link.fixture.js';
import { Neighbourhood } from './neighbourhood.js';
import { parsePeersFrame } from './room-frames.js';
import type { PeersFrame } from './room-frames.js';
import type { RoomContext } from './room-setup.js';
import type { Session } from './session.js';

const OWN = new Uint8Array(32).fill(100);

interface Other {
  readonly fp: number;
  readonly slot?: number | null;
  readonly ownSlot?: number;
}

/** One side that has dialled all of these. */
class Surroundings {
  readonly clock = new FakeClock();
  readonly links: readonly FakeLink[];
  readonly told: (PeersFrame | null)[];
  readonly ring: Neighbourhood;

  constructor(others: readonly Other[]) {
    this.links = others.map(({ fp }) => new FakeLink({ fp }));
    this.told = others.map(() => null);
    const sessions = others.map(({ slot = 0, ownSlot = 0 }, i) => ({
      link: this.links[i],
      remoteSlot: slot,
      ownSlot,
      online: [],
      tellPeers: (data: Uint8Array<ArrayBuffer>) => {
        this.told[i] = parsePeersFrame(data);
      },
    }));
    const room = { isIn: true, setup: { clock: this.clock, identity: { fp: OWN }, random: () => 0.5 } };
    const links = {};
    Object.defineProperty(links, 'members', { get: () => sessions.filter(({ link }) => link?.isClosed === false) });
    this.ring = new Neighbourhood(room as unknown as RoomContext, links as { members: readonly Session[] });
  }
}

describe('Neighbourhood: installations', () => {
  it('count as one person, and those of oneself as oneself', () => {
    const { ring } = new Surroundings([{ fp: 1 }, { fp: 1, slot: 2 }, { fp: 2 }, { fp: 100, slot: 3 }]);
    expect(ring.onlineCount).to.equal(3);
    expect(ring.online.has(OWN.toHex())).to.equal(false);
  });

  it('of oneself are always wanted, however many others there are, and their links are kept', async () => {
    const scene = new Surroundings([...Array.from({ length: 60 }, (_, i) => ({ fp: 101 + i })), { fp: 100, slot: 3 }]);
    expect(scene.ring.isWanted(OWN.toHex())).to.equal(true);
    scene.ring.changed({ holdsLobby: false });
    await scene.clock.advance(20_000);
    expect(scene.links.filter(({ isClosed }) => !isClosed).length).to.be.lessThan(20);
    expect(scene.links.at(-1)?.isClosed).to.equal(false);
  });

  it('are named with their slots as soon as those are known, and oneself by that of each link', () => {
    const scene = new Surroundings([
      { fp: 1, slot: 2 },
      { fp: 1, slot: null, ownSlot: 1 },
    ]);
    scene.ring.changed({ holdsLobby: false });
    const other = { fp: new Uint8Array(32).fill(1), slot: 2 };
    expect(scene.told).to.deep.equal([0, 1].map((slot) => ({ holdsLobby: false, online: [{ fp: OWN, slot }, other] })));
  });
});
