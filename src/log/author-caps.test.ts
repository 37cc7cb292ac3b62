import { expect } from '@open-wc/testing';
import { errorCodeOf } from '../lib/errors.js';
import { AuthorCaps } from './author-caps.js';
import type { PauseReason } from './author-caps.js';
import type { Entry } from './entry.js';
import { OVERFLOW_MAX } from './hearing.js';
import { AUTHOR_LIMITS } from './log-limits.js';
import type { AuthorLimits } from './log-limits.js';
import { TEST_START, describeLog, signByHand } from './log-world.fixture.js';
import { LOG_FRAME, encodePushFrames } from './sync-frames.js';
import { SyncNet, makePeers } from './sync-world.fixture.js';
import type { SyncPeer } from './sync-world.fixture.js';

const MAL = 'ff'.repeat(32);
const BOB = 'bb'.repeat(32);
const OWN = '00'.repeat(32);
const feedOf = (authorHex: string, n = 1): string => authorHex + n.toString(16).padStart(16, '0');

/** What the caps look at in an entry. */
function entryAt(feedKey: string, seq: number, bytes = 300, kind = 16): Entry {
  return { authorHex: feedKey.slice(0, 64), feedKey, seq, kind, size: bytes } as unknown as Entry;
}

class CapsScene {
  now = TEST_START;
  readonly reasons: PauseReason[] = [];
  readonly caps: AuthorCaps;

  constructor(limits: Partial<AuthorLimits> = {}) {
    this.caps = new AuthorCaps(
      OWN,
      () => this.now,
      (reason) => this.reasons.push(reason),
      { ...AUTHOR_LIMITS, ...limits },
    );
  }

  /** Takes entries of one feed until one is refused; how many were taken. */
  takeUpTo(feedKey: string, from: number, count: number, bytes?: number, kind?: number): number {
    for (let i = 0; i < count; i++) if (this.caps.take(entryAt(feedKey, from + i, bytes, kind)) !== null) return i;
    return count;
  }
}

describe('log/author-caps', () => {
  it('are never met by who sends a thousand messages at once, nor by who types all day', () => {
    const burst = new CapsScene();
    expect(burst.takeUpTo(feedOf(BOB), 0, 1_000, 8_000)).to.equal(1_000);
    const typing = new CapsScene();
    for (let seq = 0; seq < 12 * 3_600; seq++) {
      typing.now += 1_000;
      expect(typing.caps.take(entryAt(feedOf(BOB), seq, 600))).to.equal(null);
      expect(typing.caps.isStrained(BOB)).to.equal(false);
    }
    expect([...burst.reasons, ...typing.reasons]).to.deep.equal([]);
  });

  it('let through so much at once, so much a second after it, of all feeds of an author together, and more of the small than of the large', () => {
    const scene = new CapsScene({ burst: 100, perSecond: 10 });
    expect(scene.takeUpTo(feedOf(MAL, 1), 0, 60)).to.equal(60);
    expect(scene.takeUpTo(feedOf(MAL, 2), 0, 60)).to.equal(40);
    expect(scene.caps.take(entryAt(feedOf(MAL, 3), 0))).to.equal('rate');
    expect(scene.caps.take(entryAt(feedOf(BOB), 0))).to.equal(null);
    scene.now += 2_000;
    expect(scene.takeUpTo(feedOf(MAL, 1), 60, 60)).to.equal(20);
    scene.now += 10_000;
    expect(scene.takeUpTo(feedOf(MAL, 1), 80, 60, 10_240)).to.equal(20);
    scene.now += 16_000;
    expect(scene.takeUpTo(feedOf(MAL, 1), 100, 60, 300, 5)).to.equal(7);
    expect(scene.reasons).to.deep.equal(['rate']);
    // A clock that was put back gives nothing, and takes nothing for long.
    scene.now -= 1_000_000;
    expect(scene.caps.take(entryAt(feedOf(MAL, 1), 107))).to.equal('rate');
    scene.now += 10_000;
    expect(scene.caps.take(entryAt(feedOf(MAL, 1), 107))).to.equal(null);
  });

  it('never hold back what is one’s own', () => {
    const scene = new CapsScene({ burst: 2, entries: 3 });
    expect(scene.takeUpTo(feedOf(OWN), 0, 10)).to.equal(10);
    expect([scene.caps.isOver(feedOf(OWN), 99, false), scene.caps.reach(feedOf(OWN), 5, 99, 0)]).to.deep.equal([false, 99]);
  });

  it('ask for what is there as far as the budget goes, less what is under way, and say that somebody is paused', () => {
    const scene = new CapsScene({ burst: 100, perSecond: 10, entries: 500 });
    const { caps } = scene;
    expect(caps.reach(feedOf(MAL), 0, 80, 0)).to.equal(80);
    expect([...caps.paused]).to.deep.equal([]);
    expect(caps.reach(feedOf(MAL), 80, 1_000, 80)).to.equal(100);
    expect([...caps.paused]).to.deep.equal([[MAL, 'under-way']]);
    // Others may have said that there is much of theirs: what they send themselves is taken all the same.
    expect([caps.isStrained(MAL), caps.isOver(feedOf(MAL), 100, false)]).to.deep.equal([false, false]);
    scene.takeUpTo(feedOf(MAL), 0, 100);
    expect(caps.reach(feedOf(MAL), 100, 1_000, 0)).to.equal(100);
    expect([...caps.paused]).to.deep.equal([[MAL, 'rate']]);
    scene.now += 1_000;
    caps.resume();
    expect([...caps.paused]).to.deep.equal([]);
    expect(caps.reach(feedOf(MAL), 100, 1_000, 0)).to.equal(110);
    expect(scene.reasons).to.deep.equal(['under-way', 'rate', 'rate']);
  });

  it('takes for history only what was there at the first link to somebody', () => {
    const scene = new CapsScene({ burst: 10, perSecond: 1, entries: 1_000 });
    const { caps } = scene;
    caps.begun(MAL, [[feedOf(MAL), 500]], false);
    caps.begun(MAL, [[feedOf(MAL), 900]], false);
    expect(caps.reach(feedOf(MAL), 0, 900, 0)).to.equal(510);
    expect(scene.takeUpTo(feedOf(MAL), 0, 900)).to.equal(510);
    // A member who is linked with for the first time may be carrying more.
    caps.begun(BOB, [[feedOf(MAL), 700]], false);
    expect(caps.reach(feedOf(MAL), 510, 900, 0)).to.equal(700);
  });

  it('hold back all that is more than one person may have here, history or not, also after a restart', () => {
    const scene = new CapsScene({ entries: 50, bytes: 10_000 });
    scene.caps.begun(MAL, [[feedOf(MAL), 500]], false);
    scene.caps.begun(BOB, [[feedOf(BOB), 500]], false);
    expect(scene.caps.reach(feedOf(MAL), 0, 500, 0)).to.equal(50);
    expect([scene.takeUpTo(feedOf(MAL), 0, 500, 10), scene.takeUpTo(feedOf(BOB), 0, 500, 1_000)]).to.deep.equal([50, 10]);
    expect([scene.caps.paused.get(MAL), scene.caps.paused.get(BOB)]).to.deep.equal(['full', 'full']);
    const again = new CapsScene({ entries: 50, bytes: 10_000 });
    again.caps.hold(Array.from({ length: 50 }, (_, seq) => entryAt(feedOf(MAL), seq, 10)));
    expect([again.caps.take(entryAt(feedOf(MAL), 50, 10)), again.caps.reach(feedOf(MAL), 50, 60, 0)]).to.deep.equal(['full', 50]);
    again.caps.giveBack([entryAt(feedOf(MAL), 49, 10)]);
    expect(again.caps.take(entryAt(feedOf(MAL), 49, 10))).to.equal(null);
  });

  it('counts what somebody builds on for them, up to the cap', () => {
    const scene = new CapsScene({ entries: 50 });
    const { caps } = scene;
    scene.takeUpTo(feedOf(MAL), 0, 50);
    const [effect, cause] = [entryAt(feedOf(BOB), 0), entryAt(feedOf(MAL), 89)];
    expect(caps.cite(entryAt(feedOf(MAL, 2), 0), cause, 50)).to.equal(false);
    expect(caps.cite(effect, cause, 50)).to.equal(true);
    expect(caps.cite(effect, cause, 50)).to.equal(false);
    expect([caps.reach(feedOf(MAL), 50, 200, 0), scene.takeUpTo(feedOf(MAL), 50, 100)]).to.deep.equal([90, 40]);
    // What of the same author that builds on is Bob's, too. 40 and 60 are as much as there may be twice over.
    expect(caps.cite(entryAt(feedOf(MAL), 88), entryAt(feedOf(MAL, 2), 60), 0)).to.equal(false);
    expect(caps.cite(entryAt(feedOf(MAL), 88), entryAt(feedOf(MAL, 2), 59), 0)).to.equal(true);
    expect(caps.cite(entryAt(feedOf(BOB), 1), entryAt(feedOf(MAL), 90), 90)).to.equal(false);
    expect(caps.cite(entryAt(feedOf('cc'.repeat(32)), 1), entryAt(feedOf(MAL), 90), 90)).to.equal(true);
  });
});

describe('log/author-caps between members', () => {
  const LIMITS: AuthorLimits = { ...AUTHOR_LIMITS, burst: 70, perSecond: 10 };

  function expectEqual(...peers: readonly SyncPeer[]): void {
    const [first, ...rest] = peers.map(({ log }) => describeLog(log));
    for (const described of rest) expect(described).to.deep.equal(first);
  }

  it('hold back who floods and nobody else, and in the end everybody has everything', async () => {
    const net = new SyncNet(1, TEST_START);
    net.limits = LIMITS;
    const [ann, mal, bob] = (await makePeers(net, 'Ann', 'Mal', 'Bob')) as [SyncPeer, SyncPeer, SyncPeer];
    net.link(ann, mal);
    const between = net.link(ann, bob);
    await net.run();
    await ann.write('role', { pk: bob.key.pk, role: 'admin' });
    await net.run();
    const start = net.now;
    for (let i = 0; i < 300; i++) await mal.text(`${i}`);
    await bob.text('and me');
    await bob.write('settings', { admission: 'admins' });
    await net.run(40);
    expect(ann.log.powers.isAdminsOnly).to.equal(true);
    const taken = ann.log.graph.feedsOf(mal.pkHex)[0]?.chain.length;
    expect(taken).to.be.within(70, Math.min(250, 71 + ((net.now - start) / 1000) * LIMITS.perSecond));
    expect(ann.queue.caps.paused.get(mal.pkHex)).to.equal('rate');
    await net.run();
    expectEqual(ann, bob, mal);
    expect(net.now - start).to.be.within(20_000, 40_000);
    expect([...between.crossed.values()].every((times) => times === 1)).to.equal(true);
    expect([...ann.queue.caps.paused, ...bob.queue.caps.paused]).to.deep.equal([]);
  });

  it('take what an honest member has built on, though there is more of its author here than one may have', async () => {
    const net = new SyncNet(2, TEST_START);
    net.limits = { ...AUTHOR_LIMITS, entries: 30 };
    const [ann, mal, bob] = (await makePeers(net, 'Ann', 'Mal', 'Bob')) as [SyncPeer, SyncPeer, SyncPeer];
    for (const other of [mal, bob]) net.link(ann, other);
    await net.run();
    net.cutAll(ann);
    // Of two feeds Ann gets the one and Bob the other, as much as each may have.
    for (let i = 0; i < 25; i++) await mal.text(`${i}`);
    net.link(ann, mal);
    await net.run();
    net.cutAll(mal);
    const first = mal.durable.splice(-25);
    mal.restart();
    for (let i = 0; i < 40; i++) await mal.text(`other ${i}`);
    net.link(mal, bob);
    await net.run();
    expect([ann, bob].map(({ log }) => log.graph.feedsOf(mal.pkHex).map(({ chain }) => chain.length))).to.deep.equal([[25], [30]]);
    expect(bob.queue.caps.paused.get(mal.pkHex)).to.equal('full');
    await bob.text('what do you think of that?');
    await ann.text('of what?');
    net.cutAll(mal);
    net.link(ann, bob);
    await net.run();
    expectEqual(ann, bob);
    expect([first.every(({ idText }) => bob.log.has(idText)), ann.log.graph.feedsOf(mal.pkHex).length]).to.deep.equal([true, 2]);
  });

  it('closes on one who goes on pushing what is not taken', async () => {
    const net = new SyncNet(3, TEST_START);
    net.limits = { ...LIMITS, burst: 1 };
    const [ann, mal] = (await makePeers(net, 'Ann', 'Mal')) as [SyncPeer, SyncPeer];
    const { session } = net.link(ann, mal);
    ann.queue.caps.take(entryAt(feedOf(mal.pkHex), 0));
    const items = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => (await signByHand(mal.key, { seq: i + 1, prev: new Uint8Array(32).fill(1) })).item),
    );
    const data = encodePushFrames(items, false)[0]?.data ?? new Uint8Array();
    let sent = 0;
    let code: string | null = null;
    for (; code === null && sent < 2 * OVERFLOW_MAX; sent += items.length) {
      try {
        expect(session.receive(LOG_FRAME.push, data).items).to.deep.equal([]);
      } catch (error) {
        code = errorCodeOf(error);
      }
    }
    expect([code, sent]).to.deep.equal(['too-large', 8_200]);
  });
});
