/**
 * The model test of convergence: schedules that fast-check invents (people who write, admit, remove, erase, and set timers after which messages disappear; links that come, go, lose what is under
 * way, repeat it and bring it in another order; disks that are slow, crash and lose what was not durable yet; old backups that come back; people who
 * fork their feeds, or write more than the caps on an author let through at once), after which everybody is linked with everybody and has to hold the
 * same room. Clocks are wrong, and things happen at the same moment.
 *
 * A failure prints the smallest schedule with its `seed` and `path`; `PARLEY_REPLAY='{"seed":3,"path":"17:0"}'` before the test command runs that one
 * alone. Keys, feeds, salts and the order of delivery come from the schedule, so the same schedule is the same run.
 */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { SigningKey } from '../crypto/ed25519.js';
import { tokenSigningKey } from '../crypto/invite-token.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Entry } from './entry.js';
import { AUTHOR_LIMITS } from './log-limits.js';
import { TEST_START, describeLog, handMadeEntry } from './log-world.fixture.js';
import type { RoomLog } from './log.js';
import { SyncNet, SyncPeer } from './sync-world.fixture.js';

const NAMES = ['Ann', 'Bob', 'Cem', 'Dee', 'Eva', 'Fay', 'Gil', 'Hal'];
/** In chunks, so that each test is a few seconds long and says where it is. Firefox takes several times as long for each, and it is the same code. */
const SCHEDULES = navigator.userAgent.includes('Firefox') ? 1_000 : 10_000;
const CHUNKS = 20;

/** What the tester asked to run again. */
const replay = (globalThis as { __PARLEY_REPLAY__?: { readonly seed: number; readonly path: string } | null }).__PARLEY_REPLAY__ ?? null;

type Step = { readonly who: number; readonly whom: number; readonly amount: number } & {
  readonly does:
    | 'write'
    | 'flood'
    | 'deliver'
    | 'link'
    | 'cut'
    | 'split'
    | 'repeat'
    | 'reorder'
    | 'slow disk'
    | 'flush'
    | 'crash'
    | 'restore'
    | 'fork'
    | 'admit'
    | 'remove'
    | 'leave'
    | 'promote'
    | 'demote'
    | 'erase'
    | 'skew'
    | 'timer'
    | 'wait';
};

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  does: fc.oneof(
    { weight: 8, arbitrary: fc.constant('write' as const) },
    { weight: 8, arbitrary: fc.constant('deliver' as const) },
    { weight: 6, arbitrary: fc.constant('link' as const) },
    { weight: 6, arbitrary: fc.constantFrom('timer' as const, 'timer' as const, 'wait' as const, 'promote' as const) },
    {
      weight: 17,
      arbitrary: fc.constantFrom(
        ...([
          'flood',
          'cut',
          'split',
          'repeat',
          'reorder',
          'slow disk',
          'flush',
          'crash',
          'restore',
          'fork',
          'admit',
          'remove',
          'leave',
          'promote',
          'demote',
          'erase',
          'skew',
        ] as const),
      ),
    },
  ),
  who: fc.nat(7),
  whom: fc.nat(7),
  amount: fc.nat(11),
});

const scheduleArbitrary = fc.record({
  people: fc.integer({ min: 2, max: 8 }),
  seed: fc.nat(0xffff),
  /** What an author may have stored at once; most schedules never meet the last. */
  burst: fc.constantFrom(3, 20, AUTHOR_LIMITS.burst),
  steps: fc.array(stepArbitrary, { minLength: 4, maxLength: 40 }),
});
type Schedule = typeof scheduleArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** Random bytes of the page from a seed, until the function given back is called. */
function seedRandomness(seed: number): () => void {
  let state = seed + 1;
  const real = Object.getOwnPropertyDescriptor(crypto, 'getRandomValues');
  const fill = <View extends ArrayBufferView>(view: View): View => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    // xorshift32 (Marsaglia 2003).
    for (let i = 0; i < bytes.length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[i] = state;
    }
    return view;
  };
  Object.defineProperty(crypto, 'getRandomValues', { configurable: true, value: fill });
  return () => {
    Reflect.deleteProperty(crypto, 'getRandomValues');
    if (real !== undefined) Object.defineProperty(crypto, 'getRandomValues', real);
  };
}

/** One run of a schedule. */
class Model {
  readonly net: SyncNet;
  readonly peers: SyncPeer[];
  /** What was said about what, by id. */
  readonly #abouts = new Map<string, string>();

  constructor({ burst, people, seed }: Schedule, keys: readonly SigningKey[]) {
    this.net = new SyncNet(seed, TEST_START);
    this.net.limits = { ...AUTHOR_LIMITS, burst, perSecond: 50 };
    this.net.tick = 0;
    const founder = keys[0] as SigningKey;
    this.peers = keys.slice(0, people).map((key, i) => new SyncPeer(this.net, NAMES[i] as string, key, founder.pk));
  }

  /** The founder lets in the first half, and everybody hears of it; the rest may be let in by the schedule. */
  async begin(): Promise<void> {
    const [founder] = this.peers as [SyncPeer];
    await founder.write('create', { name: 'Room', by: founder.name });
    for (const peer of this.peers.slice(1, Math.max(2, this.peers.length >> 1))) await this.#admit(founder, peer);
    for (const peer of this.peers.slice(1)) {
      peer.queue.caps.begun(founder.pkHex, founder.log.feeds(), true);
      peer.store(founder.durable);
    }
  }

  async act({ does, who, whom, amount }: Step): Promise<void> {
    const peer = this.peers[who % this.peers.length] as SyncPeer;
    const other = this.peers[whom % this.peers.length] as SyncPeer;
    const { net } = this;
    const isIn = peer.log.isMember(peer.pkHex) && !peer.log.isStopped;
    const linked = net.endsOf(peer).find((end) => end.other?.peer === other);
    // Some things happen at the same moment.
    net.now += 10 * (amount % 3);
    switch (does) {
      case 'write':
        if (isIn) await (amount % 4 > 2 ? this.#annotate(peer, amount) : peer.text(`${peer.name} ${net.now}`));
        break;
      case 'flood':
        for (let left = isIn ? 3 + (amount >> 1) : 0; left > 0; left--) await peer.text(`${peer.name} ${net.now} ${left}`);
        break;
      case 'deliver':
        await net.run(1 + amount * amount);
        break;
      case 'link':
        if (peer !== other && linked === undefined) net.link(peer, other);
        break;
      case 'cut':
        if (linked !== undefined) net.cut(linked);
        break;
      case 'split':
        for (const [i, one] of this.peers.entries())
          for (const end of net.endsOf(one))
            if (end.other !== null && ((amount >> (i % 4)) & 1) !== ((amount >> (this.peers.indexOf(end.other.peer) % 4)) & 1))
              net.cut(end);
        break;
      case 'repeat':
        linked?.repeatPush();
        break;
      case 'reorder':
        linked?.reversePushes();
        break;
      case 'slow disk':
        peer.isDiskSlow = true;
        break;
      case 'flush':
        peer.flush();
        break;
      case 'crash':
        // What waits for the disk was neither acknowledged nor shown, and is gone.
        peer.restart();
        break;
      case 'restore':
        // An old backup; whoever is linked now would have told of more, so the feed goes on only where nobody is.
        if (peer.durable.length > 4) {
          peer.durable.length -= 1 + (amount % 4);
          peer.restart();
        }
        break;
      case 'fork':
        if (isIn && peer !== this.peers[0]) await this.#fork(peer, other, amount);
        break;
      case 'admit':
        if (isIn && peer !== other) await this.#admit(peer, other);
        break;
      case 'remove': {
        const heads = peer.log.graph.feedsOf(other.pkHex).flatMap((feed) => feed.chain.at(-1)?.entry.id ?? []);
        if (isIn && peer !== other) await peer.write('remove', { pk: other.key.pk, heads });
        break;
      }
      case 'leave':
        if (isIn && peer !== this.peers[0]) await peer.write('leave', {});
        break;
      case 'promote':
      case 'demote':
        if (isIn && peer !== other) await peer.write('role', { pk: other.key.pk, role: does === 'promote' ? 'admin' : 'member' });
        break;
      case 'skew':
        // A clock that is wrong, by up to an hour.
        peer.skew = (amount - 6) * 600_000;
        peer.lookAtTime();
        break;
      case 'timer':
        // Off, sooner than all ends, or later.
        if (isIn) await peer.write('timer', { hours: [0, 1, 2, 48][amount % 4] as number });
        break;
      case 'wait':
        net.now += amount * 20 * 60_000;
        for (const one of this.peers) one.lookAtTime();
        break;
      case 'erase': {
        const target = peer.durable[(amount * 7) % Math.max(1, peer.durable.length)];
        if (isIn && target !== undefined && peer.log.has(target.idText)) await peer.write('erase', { entry: target.id });
        break;
      }
    }
  }

  /** Everybody's disk keeps up, everybody is linked with everybody, time passes, and all that is under way arrives. */
  async settle(): Promise<void> {
    for (const peer of this.peers) {
      peer.isDiskSlow = false;
      peer.flush();
      this.net.cutAll(peer);
    }
    this.peers.forEach((peer, i) => {
      for (const other of this.peers.slice(i + 1)) this.net.link(peer, other);
    });
    await this.net.run();
    // What claimed to come from the future is due.
    this.net.now += 24 * 60 * 60 * 1000;
    for (const peer of this.peers) peer.lookAtTime();
    for (const peer of this.peers) peer.flush();
    await this.net.run();
  }

  /**
   * What has to be the same for everybody. How far each holds a forked feed is not: what lies beyond a fork is fetched only where it is cited. Nor is what
   * waits for an entry that nobody has any more.
   */
  expectOneRoom(): void {
    const [first, ...rest] = this.peers.map(({ log }) => ({ ...describeLog(log), feeds: null, withheld: this.#withheldIn(log) }));
    for (const [i, described] of rest.entries()) expect(described, NAMES[i + 1]).to.deep.equal(first);
  }

  /** What counts and is on somebody's disk is held by everybody. What does not count (of people whom only a fork let in, say) need not be. */
  expectNothingLost(): void {
    for (const { durable, log: own } of this.peers) {
      for (const { idText, kind } of durable.filter((entry) => own.graph.get(entry.idText)?.isVoid === false)) {
        for (const { log, name } of this.peers) expect(log.has(idText), `kind ${kind} at ${name}`).to.equal(true);
      }
    }
  }

  /** What is withheld, without what was said about something that has disappeared: who has it without payload cannot tell that, and who had it whole can. */
  #withheldIn(log: RoomLog): string[] {
    const isAboutGone = (idText: string): boolean => {
      const about = log.graph.get(this.#abouts.get(idText) ?? '');
      return about !== null && log.payloads.vanishing.has(about);
    };
    return log.payloads
      .withheld()
      .filter((idText) => !isAboutGone(idText))
      .sort();
  }

  #admit(peer: SyncPeer, other: SyncPeer): Promise<unknown> {
    return peer.write('admit', { pk: other.key.pk, name: other.name, token: null, redeem: null });
  }

  /** Says something about an entry that this peer has, as a message is written. */
  async #annotate(peer: SyncPeer, amount: number): Promise<void> {
    const { net } = this;
    const [on, place] = [net.now % 3 > 0, (amount * 5) % Math.max(1, peer.durable.length)];
    const entry = peer.durable[place]?.id ?? new Uint8Array(32);
    const said =
      amount % 8 === 3
        ? await peer.write('edit', { entry, text: `${peer.name} ${net.now}` })
        : await (amount % 16 === 7 ? peer.write('pin', { entry, on }) : peer.write('react', { entry, emoji: '👍', on }));
    this.#abouts.set(said.idText, entry.toHex());
  }

  /** Signs second entries for a place in the own feed and some that follow, and shows them to somebody else. */
  async #fork(peer: SyncPeer, other: SyncPeer, amount: number): Promise<void> {
    const own = peer.durable.filter((entry) => entry.authorHex === peer.pkHex);
    const place = own[amount % Math.max(1, own.length)];
    if (place === undefined || peer === other) return;
    const { feed, seq, prev, parents, time } = place.body;
    const payloadBytes = utf8Bytes('{"text":"twin"}');
    const twins = [await handMadeEntry(peer.key, { feed, seq, prev, parents, time, payloadBytes })];
    for (let more = amount % 4; more > 0; more--) {
      const before = twins.at(-1) as Entry;
      twins.push(await handMadeEntry(peer.key, { feed, seq: before.seq + 1, prev: before.id, time, payloadBytes }));
    }
    other.store(twins);
  }
}

async function runSchedule(schedule: Schedule, keys: readonly SigningKey[]): Promise<void> {
  const giveBack = seedRandomness(schedule.seed);
  try {
    const model = new Model(schedule, keys);
    await model.begin();
    for (const step of schedule.steps) await model.act(step);
    await model.settle();
    model.expectOneRoom();
    model.expectNothingLost();
  } finally {
    giveBack();
  }
}

describe('log/convergence', () => {
  let keys: SigningKey[];
  before(async () => {
    keys = await Promise.all(NAMES.map((_, i) => tokenSigningKey(new Uint8Array(16).fill(i + 1))));
  });

  const check = (parameters: fc.Parameters<unknown>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(scheduleArbitrary, (schedule) => runSchedule(schedule, keys)),
      parameters,
    );

  if (replay !== null) it('runs again what failed', () => check({ ...replay, endOnFailure: true })).timeout(120_000);
  else
    for (let chunk = 0; chunk < CHUNKS; chunk++)
      it(`ends every schedule with one room for everybody (${chunk + 1} of ${CHUNKS})`, () =>
        check({ numRuns: SCHEDULES / CHUNKS, seed: chunk })).timeout(120_000);
});
