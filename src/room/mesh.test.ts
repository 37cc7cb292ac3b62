import { expect } from '@open-wc/testing';
import type { Link } from '../link/link.js';
import { settle } from '../lib/fake-clock.fixture.js';
import { FakeLink } from './fake-link.fixture.js';
import type { FakeLinkSetup } from './fake-link.fixture.js';
import { hasLinkTo, installationKey, Mesh } from './mesh.js';
import type { LinkEnd } from './mesh.js';

interface MeshLinkSetup extends FakeLinkSetup {
  /** Slot 0 unless told otherwise; `null`: not known yet. */
  readonly slot?: number | null;
}

/** This side's fingerprint is all fives, so that others can be lower or higher. */
class MeshScene {
  readonly told: string[] = [];
  readonly #names = new Map<Link, string>();
  readonly #ends = new Map<FakeLink, { readonly link: Link; remoteSlot: number | null }>();
  readonly mesh: Mesh<LinkEnd> = new Mesh({ identity: { fp: new Uint8Array(32).fill(5) }, run: new Uint8Array(8).fill(5) }, ({ link }) =>
    this.told.push(`activated ${this.#names.get(link)}`),
  );

  link(name: string, { slot = 0, ...setup }: MeshLinkSetup = {}): FakeLink {
    const link = new FakeLink(setup);
    this.#names.set(link.asLink, name);
    this.#ends.set(link, { link: link.asLink, remoteSlot: slot });
    link.onClose = () => this.#remove(link);
    return link;
  }

  add(name: string, setup: MeshLinkSetup = {}): FakeLink {
    const link = this.link(name, setup);
    this.mesh.add(this.#ends.get(link) as LinkEnd);
    return link;
  }

  current(link: FakeLink): boolean {
    return [...this.mesh.current.values()].some((end) => end.link === link.asLink);
  }

  /** Names of the links that count. */
  names(): (string | undefined)[] {
    return Array.from(this.mesh.current.values(), ({ link }) => this.#names.get(link));
  }

  /** The other side of a link says which installation it is. */
  place(link: FakeLink, slot: number): void {
    const end = this.#ends.get(link);
    if (end === undefined) throw new Error('no such link');
    end.remoteSlot = slot;
    this.mesh.place(end);
  }

  lose(link: FakeLink): void {
    link.closedWith = 'bye';
    this.#remove(link);
  }

  #remove(link: FakeLink): void {
    const isParted = this.mesh.remove(this.#ends.get(link) as LinkEnd);
    this.told.push(`${isParted ? 'parted' : 'ended'} ${this.#names.get(link.asLink)}`);
  }
}

describe('Mesh', () => {
  it('has one link that counts to each person', () => {
    const scene = new MeshScene();
    const [one, other] = [scene.add('one', { fp: 1 }), scene.add('other', { fp: 9 })];
    expect([...scene.mesh.current.values()].map(({ link }) => link)).to.deep.equal([one.asLink, other.asLink]);
    expect(scene.mesh.current.size).to.equal(2);
    expect(scene.told).to.deep.equal(['activated one', 'activated other']);
  });

  it("knows this side's rank by fingerprint among the people who are linked", () => {
    const scene = new MeshScene();
    expect(scene.mesh.rank).to.equal(0);
    for (const fp of [9, 2, 4]) scene.add(`${fp}`, { fp });
    for (const slot of [1, 2]) scene.add(`2/${slot}`, { fp: 2, slot });
    expect(scene.mesh.rank).to.equal(2);
  });

  it('parts from a person whose only link has ended', () => {
    const scene = new MeshScene();
    const link = scene.add('one');
    scene.lose(link);
    expect(scene.told).to.deep.equal(['activated one', 'parted one']);
    expect(scene.mesh.current.size).to.equal(0);
  });

  it('lets a new run replace the old link at once: the page behind it was reloaded', () => {
    const scene = new MeshScene();
    const old = scene.add('old', { run: 1 });
    const fresh = scene.add('fresh', { run: 2 });
    expect(scene.current(fresh)).to.equal(true);
    expect(old.closedWith).to.equal('replaced');
    expect(fresh.pings).to.deep.equal([]);
    expect(scene.told).to.deep.equal(['activated old', 'activated fresh', 'ended old']);
  });

  // We are all fives; the initiator with the lower fp ‖ run wins, whichever link came first.
  const glares: readonly [string, FakeLinkSetup, FakeLinkSetup, 'first' | 'second'][] = [
    ['the other side is lower and dialled second', { fp: 1, isInitiator: true }, { fp: 1, isInitiator: false }, 'second'],
    ['the other side is lower and dialled first', { fp: 1, isInitiator: false }, { fp: 1, isInitiator: true }, 'first'],
    ['this side is lower and dialled second', { fp: 9, isInitiator: false }, { fp: 9, isInitiator: true }, 'second'],
    ['this side is lower and dialled first', { fp: 9, isInitiator: true }, { fp: 9, isInitiator: false }, 'first'],
    ['both were dialled by this side, so the newer', { fp: 9, isInitiator: true }, { fp: 9, isInitiator: true }, 'second'],
    ['both were dialled by the other side, so the newer', { fp: 9, isInitiator: false }, { fp: 9, isInitiator: false }, 'second'],
    [
      'same fingerprint byte, lower run, dialled second',
      { fp: 5, run: 1, isInitiator: true },
      { fp: 5, run: 1, isInitiator: false },
      'second',
    ],
  ];
  for (const [when, first, second, kept] of glares) {
    it(`keeps the ${kept} of two links of one run when ${when}, once it has answered`, async () => {
      const scene = new MeshScene();
      const links = { first: scene.add('first', first), second: scene.add('second', second) };
      const [preferred, other] = kept === 'first' ? [links.first, links.second] : [links.second, links.first];
      expect(preferred.pings.map(({ ms }) => ms)).to.deep.equal([2_000]);
      expect(other.pings).to.deep.equal([]);
      // Both accept frames until it is decided, and the first one counts.
      expect([links.first.isClosed, links.second.isClosed]).to.deep.equal([false, false]);
      expect(scene.current(links.first)).to.equal(true);
      preferred.pings[0]?.answer(true);
      await settle();
      expect(scene.current(preferred)).to.equal(true);
      expect(preferred.isClosed).to.equal(false);
      expect(other.closedWith).to.equal('replaced');
      expect(scene.told.filter((line) => line.startsWith('parted'))).to.deep.equal([]);
    });

    it(`keeps the other one when ${when}, and it does not answer`, async () => {
      const scene = new MeshScene();
      const links = { first: scene.add('first', first), second: scene.add('second', second) };
      const [preferred, other] = kept === 'first' ? [links.first, links.second] : [links.second, links.first];
      preferred.pings[0]?.answer(false);
      await settle();
      expect(scene.current(other)).to.equal(true);
      expect(other.isClosed).to.equal(false);
      expect(preferred.closedWith).to.equal('replaced');
    });
  }

  it('falls back to the second link when the first ends while it is being decided', async () => {
    const scene = new MeshScene();
    const first = scene.add('first', { fp: 9, isInitiator: true });
    const second = scene.add('second', { fp: 9, isInitiator: false });
    scene.lose(first);
    expect(scene.current(second)).to.equal(true);
    expect(scene.told).to.deep.equal(['activated first', 'activated second', 'ended first']);
    first.pings[0]?.answer(false);
    await settle();
    expect(second.isClosed).to.equal(false);
  });

  it('stays with the first link when the second ends while it is being decided', async () => {
    const scene = new MeshScene();
    const first = scene.add('first', { fp: 1, isInitiator: true });
    const second = scene.add('second', { fp: 1, isInitiator: false });
    scene.lose(second);
    expect(scene.told).to.deep.equal(['activated first', 'ended second']);
    second.pings[0]?.answer(false);
    await settle();
    expect(scene.current(first)).to.equal(true);
    expect(first.isClosed).to.equal(false);
  });

  it('decides between the first and the newest when a third link of the same run comes', async () => {
    const scene = new MeshScene();
    const first = scene.add('first', { fp: 1, isInitiator: true });
    const second = scene.add('second', { fp: 1, isInitiator: false });
    const third = scene.add('third', { fp: 1, isInitiator: false });
    expect(second.closedWith).to.equal('replaced');
    second.pings[0]?.answer(true);
    await settle();
    expect(scene.current(first)).to.equal(true);
    third.pings[0]?.answer(true);
    await settle();
    expect(scene.current(third)).to.equal(true);
    expect(first.closedWith).to.equal('replaced');
  });

  it('drops both links of the old run when a new run comes while it is being decided', async () => {
    const scene = new MeshScene();
    const first = scene.add('first', { fp: 1, run: 1, isInitiator: true });
    const second = scene.add('second', { fp: 1, run: 1, isInitiator: false });
    const fresh = scene.add('fresh', { fp: 1, run: 2 });
    second.pings[0]?.answer(true);
    await settle();
    expect(scene.current(fresh)).to.equal(true);
    expect([first.closedWith, second.closedWith, fresh.closedWith]).to.deep.equal(['replaced', 'replaced', null]);
  });

  it('says goodbye over every link when it closes, also over those that do not count', async () => {
    const scene = new MeshScene();
    const links = [scene.add('a', { fp: 1, isInitiator: true }), scene.add('b', { fp: 1, isInitiator: false }), scene.add('c', { fp: 9 })];
    await scene.mesh.close();
    expect(links.map(({ closedWith }) => closedWith)).to.deep.equal(['bye', 'bye', 'bye']);
  });
});

describe('Mesh: several installations of one person', () => {
  it('keeps a link to each, whatever their runs', () => {
    const scene = new MeshScene();
    const links = [0, 1, 2, 3].map((slot) => scene.add(`${slot}`, { run: slot, slot }));
    expect(links.map(({ closedWith }) => closedWith)).to.deep.equal([null, null, null, null]);
    expect(scene.names()).to.deep.equal(['0', '1', '2', '3']);
    scene.lose(links[1] as FakeLink);
    expect(scene.names()).to.deep.equal(['0', '2', '3']);
    expect(scene.told.at(-1)).to.equal('parted 1');
  });

  it('lets a new run replace the link of its own installation and of no other', () => {
    const scene = new MeshScene();
    const [one, other] = [scene.add('one', { run: 1, slot: 0 }), scene.add('other', { run: 2, slot: 1 })];
    const fresh = scene.add('fresh', { run: 3, slot: 1 });
    expect([one.closedWith, other.closedWith, fresh.closedWith]).to.deep.equal([null, 'replaced', null]);
    expect(scene.mesh.to(one.remote.fpHex)?.link).to.equal(fresh.asLink);
  });

  it('gives one person four places and one more, however many links they open', () => {
    const scene = new MeshScene();
    for (let run = 0; run < 40; run++) scene.add(`${run}`, { run, slot: run % 5 === 4 ? null : run % 5 });
    expect(scene.names()).to.deep.equal(['35', '36', '37', '38', '39']);
    expect(scene.mesh.all).to.have.length(5);
  });

  it('counts a link beside the others until it is known which installation it leads to, and then in its place', () => {
    const scene = new MeshScene();
    const known = scene.add('known', { run: 1, slot: 0 });
    const fromLobby = scene.add('from the lobby', { run: 2, slot: null });
    expect([scene.current(known), scene.current(fromLobby)]).to.deep.equal([true, true]);
    const isLinked = (slot: number): boolean => hasLinkTo(scene.mesh.current, known.remote.fpHex, slot);
    // It may be any of them, so none is dialled beside it.
    expect([isLinked(0), isLinked(3)]).to.deep.equal([true, true]);
    scene.place(fromLobby, 3);
    expect([isLinked(0), isLinked(1), isLinked(3)]).to.deep.equal([true, false, true]);
    expect([known.closedWith, fromLobby.closedWith]).to.deep.equal([null, null]);
    expect([...scene.mesh.current.keys()]).to.deep.equal([0, 3].map((slot) => installationKey(known.remote.fpHex, slot)));
  });

  it('takes what was placed late for what it is: of two runs the link that came later counts', () => {
    for (const isLobbyFirst of [true, false]) {
      const scene = new MeshScene();
      const first = scene.add('first', { run: 1, slot: isLobbyFirst ? null : 0 });
      const second = scene.add('second', { run: 2, slot: isLobbyFirst ? 0 : null });
      scene.place(isLobbyFirst ? first : second, 0);
      expect([first.closedWith, second.closedWith]).to.deep.equal(['replaced', null]);
      expect(scene.names()).to.deep.equal(['second']);
    }
  });

  it('decides between two links of one run once it is known that they lead to one installation', async () => {
    for (const isLobbyFirst of [true, false]) {
      const scene = new MeshScene();
      const first = scene.add('first', { fp: 9, slot: isLobbyFirst ? null : 0 });
      const second = scene.add('second', { fp: 9, slot: isLobbyFirst ? 0 : null });
      scene.place(isLobbyFirst ? first : second, 0);
      // Both were dialled by this side: the newer, whichever was placed first.
      expect([first.pings.length, second.pings.length]).to.deep.equal([0, 1]);
      second.pings[0]?.answer(true);
      await settle();
      expect([first.closedWith, second.closedWith]).to.deep.equal(['replaced', null]);
      expect(scene.names()).to.deep.equal(['second']);
    }
  });

  it('lets a second link from the lobby count when the first is placed', () => {
    const scene = new MeshScene();
    const [first, second] = [scene.add('first', { slot: null }), scene.add('second', { slot: null })];
    scene.place(first, 1);
    expect([scene.current(first), scene.current(second)]).to.deep.equal([true, true]);
    scene.place(second, 2);
    expect([first.closedWith, second.closedWith]).to.deep.equal([null, null]);
  });
});
