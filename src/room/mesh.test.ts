import { expect } from '@open-wc/testing';
import type { Link } from '../link/link.js';
import { settle } from '../lib/fake-clock.fixture.js';
import { FakeLink } from './fake-link.fixture.js';
import type { FakeLinkSetup } from './fake-link.fixture.js';
import { Mesh } from './mesh.js';
import type { LinkEnd } from './mesh.js';

/** This side's fingerprint is all fives, so that others can be lower or higher. */
class MeshScene {
  readonly told: string[] = [];
  readonly #names = new Map<Link, string>();
  readonly #ends = new Map<FakeLink, LinkEnd>();
  readonly mesh: Mesh<LinkEnd> = new Mesh({ identity: { fp: new Uint8Array(32).fill(5) }, run: new Uint8Array(8).fill(5) }, ({ link }) =>
    this.told.push(`activated ${this.#names.get(link)}`),
  );

  link(name: string, setup: FakeLinkSetup = {}): FakeLink {
    const link = new FakeLink(setup);
    this.#names.set(link.asLink, name);
    this.#ends.set(link, { link: link.asLink });
    link.onClose = () => this.#remove(link);
    return link;
  }

  add(name: string, setup: FakeLinkSetup = {}): FakeLink {
    const link = this.link(name, setup);
    this.mesh.add(this.#ends.get(link) as LinkEnd);
    return link;
  }

  current(link: FakeLink): boolean {
    return this.mesh.current.get(link.remote.fpHex)?.link === link.asLink;
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

  it("knows this side's rank by fingerprint among those who are linked", () => {
    const scene = new MeshScene();
    expect(scene.mesh.rank).to.equal(0);
    for (const fp of [9, 2, 4]) scene.add(`${fp}`, { fp });
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
