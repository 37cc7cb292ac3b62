import { expect } from '@open-wc/testing';
import { LinkScene } from '../link/link-pair.fixture.js';
import type { Link } from '../link/link.js';
import { ParleyError } from '../lib/errors.js';
import type { LinkEnd } from './mesh.js';
import { MemoryRoomMemory } from './room.fixture.js';
import { Verification } from './verification.js';

/** One person's comparisons, and a link to the other. */
class Side {
  readonly memory = new MemoryRoomMemory();
  readonly failures: unknown[] = [];
  changes = 0;
  /** Whether the other side is a member, or at the door. */
  isKnown = true;
  readonly verification: Verification;
  readonly #current = new Map<string, LinkEnd>();
  readonly link: Link;

  constructor(link: Link, ownFp: Uint8Array<ArrayBuffer>, clock: LinkScene['clock']) {
    this.link = link;
    this.#current.set(link.remote.fpHex, { link, remoteSlot: 0 });
    this.verification = new Verification({
      setup: { clock, identity: { fp: ownFp }, memory: this.memory },
      links: { mesh: { to: (fpHex) => this.#current.get(fpHex) ?? null } },
      personBy: () => (this.isKnown ? this.other : null),
      changed: () => this.changes++,
      failed: (error) => this.failures.push(error),
    });
    link.start({
      frame: (type, data) => this.verification.take(link, type, data),
      closed: (code) => {
        this.#current.clear();
        this.verification.ended(link, code);
      },
    });
  }

  get other(): string {
    return this.link.remote.fpHex;
  }
}

async function twoSides(): Promise<{ scene: LinkScene; alice: Side; bob: Side }> {
  const scene = await LinkScene.make();
  const { dialler, dialled } = await scene.pair();
  return { scene, alice: new Side(dialler, scene.alice.fp, scene.clock), bob: new Side(dialled, scene.bob.fp, scene.clock) };
}

describe('Verification', () => {
  it('is idle with whom nothing was compared', async () => {
    const { alice } = await twoSides();
    expect(alice.verification.stateOf('00')).to.deep.equal({ kind: 'idle' });
    expect(alice.verification.takeStarted()).to.equal(null);
  });

  it('comes to the same seven on both sides, and tells the one who did not start, once', async () => {
    const { scene, alice, bob } = await twoSides();
    alice.verification.start(alice.other);
    expect(alice.verification.stateOf(alice.other)).to.deep.equal({ kind: 'waiting' });
    await scene.clock.advance(0);
    expect(bob.verification.takeStarted()).to.equal(bob.other);
    expect(bob.verification.takeStarted()).to.equal(null);
    expect(alice.verification.takeStarted()).to.equal(null);
    const state = alice.verification.stateOf(alice.other);
    expect(state.kind).to.equal('comparing');
    expect(bob.verification.stateOf(bob.other)).to.deep.equal(state);
    expect([alice.memory.sas.size, bob.memory.sas.size]).to.deep.equal([1, 1]);
    expect(alice.changes).to.be.greaterThan(1);
  });

  it('tells nobody who started as well that the other one did', async () => {
    const { scene, alice, bob } = await twoSides();
    alice.verification.start(alice.other);
    bob.verification.start(bob.other);
    await scene.clock.advance(0);
    expect(alice.verification.stateOf(alice.other).kind).to.equal('comparing');
    expect(bob.verification.stateOf(bob.other)).to.deep.equal(alice.verification.stateOf(alice.other));
    expect([alice.verification.takeStarted(), bob.verification.takeStarted()]).to.deep.equal([null, null]);
  });

  it('tells nobody who is looking at it already', async () => {
    const { scene, alice, bob } = await twoSides();
    alice.verification.start(alice.other);
    await scene.clock.advance(0);
    expect(bob.verification.stateOf(bob.other).kind).to.equal('comparing');
    expect(bob.verification.takeStarted()).to.equal(null);
  });

  it('tells nobody of a comparison that was given up meanwhile', async () => {
    const { scene, alice, bob } = await twoSides();
    alice.verification.start(alice.other);
    await scene.clock.advance(0);
    alice.verification.end(alice.other, false);
    await scene.clock.advance(0);
    expect(bob.verification.takeStarted()).to.equal(null);
  });

  it('is forgotten with the link of somebody whom nobody knows', async () => {
    const { scene, alice, bob } = await twoSides();
    for (const side of [alice, bob]) side.isKnown = false;
    alice.verification.start(alice.other);
    await scene.clock.advance(0);
    expect(bob.verification.stateOf(bob.other).kind).to.equal('comparing');
    alice.link.close();
    await scene.clock.advance(2_000);
    expect([alice.verification.stateOf(alice.other), bob.verification.stateOf(bob.other)]).to.deep.equal([
      { kind: 'idle' },
      { kind: 'idle' },
    ]);
  });

  it('of which nobody has taken notice is not told of when the link of somebody whom nobody knows has ended', async () => {
    const { scene, alice, bob } = await twoSides();
    bob.isKnown = false;
    alice.verification.start(alice.other);
    await scene.clock.advance(0);
    alice.link.close();
    await scene.clock.advance(2_000);
    expect(bob.verification.takeStarted()).to.equal(null);
  });

  it('does nothing without a link', async () => {
    const { scene, alice } = await twoSides();
    alice.link.close();
    alice.verification.start(alice.other);
    alice.verification.start('00');
    await scene.clock.advance(0);
    expect(alice.verification.stateOf(alice.other)).to.deep.equal({ kind: 'idle' });
    expect(alice.memory.sas.size).to.equal(0);
  });

  it('is forgotten when they match', async () => {
    const { scene, alice, bob } = await twoSides();
    alice.verification.start(alice.other);
    await scene.clock.advance(0);
    alice.verification.end(alice.other, true);
    await scene.clock.advance(0);
    expect(alice.verification.stateOf(alice.other)).to.deep.equal({ kind: 'idle' });
    // The other person decides for themselves.
    expect(bob.verification.stateOf(bob.other).kind).to.equal('comparing');
  });

  it('tells the other side when they do not match', async () => {
    const { scene, alice, bob } = await twoSides();
    alice.verification.start(alice.other);
    await scene.clock.advance(0);
    alice.verification.end(alice.other, false);
    await scene.clock.advance(0);
    expect(bob.verification.stateOf(bob.other)).to.deep.equal({ kind: 'failed', code: 'sas-different' });
  });

  it('is limited to one try a minute, also across a new start of the page', async () => {
    const { scene, alice } = await twoSides();
    alice.memory.sas.set(alice.other, scene.clock.wall() - 59_000);
    alice.verification.start(alice.other);
    expect(alice.verification.stateOf(alice.other)).to.deep.equal({ kind: 'failed', code: 'sas-too-soon' });
    await scene.clock.advance(1_000);
    alice.verification.start(alice.other);
    expect(alice.verification.stateOf(alice.other)).to.deep.equal({ kind: 'waiting' });
  });

  it('tells when the time of a try cannot be kept, and goes on', async () => {
    const { scene, alice } = await twoSides();
    alice.memory.fault = new ParleyError('storage-full');
    alice.verification.start(alice.other);
    await scene.clock.advance(0);
    expect(alice.failures).to.deep.equal([alice.memory.fault]);
    expect(alice.verification.stateOf(alice.other).kind).to.equal('comparing');
  });

  it('fails when the link is lost before there are emoji', async () => {
    const { scene, alice, bob } = await twoSides();
    scene.network.hold();
    alice.verification.start(alice.other);
    bob.link.close();
    scene.network.release();
    await scene.clock.advance(0);
    expect(alice.verification.stateOf(alice.other).kind).to.equal('failed');
  });
});
