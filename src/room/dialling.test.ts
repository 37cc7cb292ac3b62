import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { FakeClock, settle } from '../lib/fake-clock.fixture.js';
import type { Channel, Endpoint } from '../transport/transport.js';
import { Dialling } from './dialling.js';
import { installationKey } from './mesh.js';
import type { OnlinePeer } from './room-frames.js';
import type { RoomContext } from './room-setup.js';

const fpOf = (fill: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(fill);
const hexOfFp = (fill: number): string => fpOf(fill).toHex();

/** An endpoint whose dials wait until a test answers them. */
class HeldDials {
  readonly dialled: string[] = [];
  readonly #answers = new Map<string, PromiseWithResolvers<Channel>>();
  readonly endpoint = {
    dial: (peerId: string, signal?: AbortSignal) => {
      this.dialled.push(peerId);
      const answer = Promise.withResolvers<Channel>();
      this.#answers.set(peerId, answer);
      signal?.addEventListener('abort', () => answer.reject(new ParleyError('link-closed')));
      return answer.promise;
    },
  } as unknown as Endpoint;

  open(peerId: string): void {
    this.#answers.get(peerId)?.resolve({ remoteId: peerId } as Channel);
  }

  fail(peerId: string): void {
    this.#answers.get(peerId)?.reject(new ParleyError('peer-unavailable'));
  }
}

/** Ids are `fill/slot` for the person whose fingerprint is all `fill`, and `lobby`. */
class DialScene {
  readonly clock = new FakeClock();
  readonly dials = new HeldDials();
  readonly linked = new Map<string, unknown>();
  readonly connected: [string, string | null][] = [];
  /** For each change: what has failed last, and whether a dial was under way at that moment. */
  readonly changes: [string | null, boolean][] = [];
  /** When which ids were dialled. */
  readonly times: [number, string][] = [];
  sought: OnlinePeer[] = [];
  random = 0.5;
  isIn = false;
  readonly unwanted = new Set<string>();
  isLeaving = false;
  isConnecting = true;
  failure: string | null = null;
  readonly dialling: Dialling;

  constructor(from: Endpoint = this.dials.endpoint) {
    const room = {
      setup: { identity: { fp: fpOf(0) }, clock: this.clock, random: () => this.random },
      address: { lobbyId: 'lobby', peerIdOf: (fp: Uint8Array, slot: number) => Promise.resolve(`${fp[0]}/${slot}`) },
    };
    Object.defineProperty(room, 'isIn', { get: () => this.isIn });
    Object.defineProperty(room, 'isLeaving', { get: () => this.isLeaving });
    this.dialling = new Dialling(room as unknown as RoomContext, {
      mesh: { current: this.linked },
      sought: () => this.sought,
      ring: { isWanted: (fpHex) => !this.unwanted.has(fpHex) },
      connect: (channel, expectedFpHex) => {
        this.connected.push([channel.remoteId, expectedFpHex]);
        return Promise.resolve(this.isConnecting);
      },
      warn: (error) => {
        this.failure = error instanceof ParleyError ? error.code : 'fault';
        this.changes.push([this.failure, this.dialling.isDialling]);
      },
      changed: () => this.changes.push([this.failure, this.dialling.isDialling]),
    });
    this.dialling.from = from;
  }

  /** A scene in which nobody ever answers, at once. */
  static unanswered(): DialScene {
    const scene: DialScene = new DialScene({
      dial: (peerId: string) => {
        scene.times.push([scene.clock.now(), peerId]);
        return Promise.reject(new ParleyError('peer-unavailable'));
      },
    } as unknown as Endpoint);
    return scene;
  }

  /** A scene in which everybody answers, at once. */
  static answered(): DialScene {
    const scene: DialScene = new DialScene({
      dial: (peerId: string) => {
        scene.times.push([scene.clock.now(), peerId]);
        return Promise.resolve({ remoteId: peerId });
      },
    } as unknown as Endpoint);
    return scene;
  }

  dial(peerId: string, expectedFpHex: string | null = null): Promise<boolean> {
    return this.dialling.dial(peerId, expectedFpHex === null ? null : { fpHex: expectedFpHex, slot: 0 });
  }

  lose(fill: number, wasInitiator = true, slot = 0): void {
    void this.dialling.redial({ fp: fpOf(fill), slot }, wasInitiator);
  }

  timesOf(peerId: string): number[] {
    return this.times.filter(([, dialled]) => dialled === peerId).map(([at]) => at);
  }
}

describe('Dialling: one dial', () => {
  it('makes a link of the channel and says so', async () => {
    const scene = new DialScene();
    const dial = scene.dial('a', 'fp');
    await settle();
    scene.dials.open('a');
    expect(await dial).to.equal(true);
    expect(scene.connected).to.deep.equal([['a', 'fp']]);
  });

  it('says when no link came of a channel', async () => {
    const scene = new DialScene();
    scene.isConnecting = false;
    const dial = scene.dial('a');
    await settle();
    scene.dials.open('a');
    expect(await dial).to.equal(false);
    expect(scene.changes).to.deep.equal([
      [null, true],
      [null, false],
    ]);
  });

  it('joins dials to the same id, waiting or under way', async () => {
    const scene = new DialScene();
    for (const id of ['a', 'b', 'c', 'd']) void scene.dial(id);
    const [first, second] = [scene.dial('e'), scene.dial('e')];
    expect(scene.dial('a')).to.equal(scene.dial('a'));
    await settle();
    scene.dials.open('a');
    await settle();
    scene.dials.open('e');
    expect(await first).to.equal(true);
    expect(await second).to.equal(true);
    expect(scene.dials.dialled.filter((id) => id === 'e')).to.have.length(1);
  });

  it('dials anew once a dial is over', async () => {
    const scene = new DialScene();
    const first = scene.dial('a');
    await settle();
    scene.dials.fail('a');
    expect(await first).to.equal(false);
    const second = scene.dial('a');
    await settle();
    scene.dials.open('a');
    expect(await second).to.equal(true);
  });

  it('tells of a failure when the dial is not under way any more', async () => {
    const scene = new DialScene();
    const dial = scene.dial('a');
    expect(scene.dialling.isDialling).to.equal(true);
    await settle();
    scene.dials.fail('a');
    await dial;
    await settle();
    expect(scene.changes).to.deep.equal([
      [null, true],
      [null, false],
      ['peer-unavailable', false],
    ]);
  });
});

describe('Dialling: many dials', () => {
  it('dials at most four at once, the rest in order as those end', async () => {
    const scene = new DialScene();
    const dials = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => scene.dial(id, id));
    await settle();
    expect(scene.dials.dialled).to.deep.equal(['a', 'b', 'c', 'd']);
    scene.dials.fail('c');
    await settle();
    expect(scene.dials.dialled).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    scene.dials.open('a');
    await settle();
    expect(scene.dials.dialled).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f']);
    for (const id of ['b', 'd', 'e', 'f']) scene.dials.open(id);
    expect(await Promise.all(dials)).to.deep.equal([true, true, false, true, true, true]);
  });

  it('does not dial who was linked while their turn came', async () => {
    const scene = new DialScene();
    for (const id of ['a', 'b', 'c', 'd']) void scene.dial(id);
    const dial = scene.dial('e', 'fp-e');
    await settle();
    scene.linked.set(installationKey('fp-e', 0), {});
    scene.dials.open('a');
    expect(await dial).to.equal(true);
    expect(scene.dials.dialled).not.to.include('e');
  });

  it('does not dial who is not wanted any more when their turn comes', async () => {
    const scene = new DialScene();
    for (const id of ['a', 'b', 'c', 'd']) void scene.dial(id);
    const dial = scene.dial('e', 'fp');
    scene.unwanted.add('fp');
    await settle();
    scene.dials.open('a');
    expect(await dial).to.equal(false);
    expect(scene.dials.dialled).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(scene.failure).to.equal(null);
  });

  it('dials the lobby and those who are online before those who may be', async () => {
    const scene = new DialScene();
    for (const id of ['a', 'b', 'c']) void scene.dial(id);
    void scene.dial('d', 'd');
    void scene.dial('e', 'e');
    await scene.dialling.seek([{ fp: fpOf(7), slot: 0 }], true);
    void scene.dial('lobby');
    await settle();
    for (const id of ['a', 'b', 'c']) {
      scene.dials.open(id);
      await settle();
    }
    expect(scene.dials.dialled.slice(4)).to.deep.equal(['lobby', '7/0', 'e']);
  });

  it('keeps one dial for those of whom nobody says that they are online', async () => {
    const scene = new DialScene();
    const crowd = Array.from({ length: 20 }, (_, i) => ({ fp: fpOf(10 + i), slot: 0 }));
    await scene.dialling.seek(crowd, true);
    for (const id of ['e', 'f']) void scene.dial(id, id);
    await settle();
    /** Who is dialled once this dial has failed. */
    const after = async (peerId: string): Promise<string | undefined> => {
      scene.dials.fail(peerId);
      await settle();
      return scene.dials.dialled.at(-1);
    };
    expect(scene.dials.dialled).to.deep.equal(['10/0', '11/0', '12/0', '13/0']);
    expect(await after('10/0')).to.equal('e');
    expect(await after('11/0')).to.equal('29/0');
    expect(await after('12/0')).to.equal('28/0');
    expect(await after('e')).to.equal('f');
    expect(await after('f')).to.equal('27/0');
  });

  it('gives up everything when it is stopped, and dials nobody after that', async () => {
    const scene = new DialScene();
    const dials = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => scene.dial(id, id));
    await settle();
    scene.dialling.stop();
    expect(await Promise.all(dials)).to.deep.equal([false, false, false, false, false, false]);
    expect(await scene.dial('g')).to.equal(false);
    expect(scene.dials.dialled).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(scene.dialling.isDialling).to.equal(false);
  });
});

describe('Dialling: who was lost', () => {
  it('is tried four times, later and later, and then left', async () => {
    const scene = DialScene.unanswered();
    scene.lose(1, true, 2);
    await scene.clock.advance(600_000);
    expect(scene.times).to.deep.equal([
      [500, '1/2'],
      [2_500, '1/2'],
      [8_500, '1/2'],
      [28_500, '1/2'],
    ]);
  });

  it('is tried first by the side that dialled', async () => {
    const scene = DialScene.unanswered();
    scene.lose(1, false);
    await scene.clock.advance(5_000);
    expect(scene.times.map(([at]) => at)).to.deep.equal([2_500, 4_500]);
  });

  it('is tried a quarter sooner or later, by chance', async () => {
    for (const [random, at] of [
      [0, 375],
      [1, 625],
    ] as const) {
      const scene = DialScene.unanswered();
      scene.random = random;
      scene.lose(1);
      await scene.clock.advance(700);
      expect(scene.times).to.deep.equal([[at, '1/0']]);
    }
  });

  it('is not tried any more when there is a link again', async () => {
    const scene = DialScene.unanswered();
    scene.lose(1);
    await scene.clock.advance(600);
    scene.linked.set(installationKey(hexOfFp(1), 0), {});
    await scene.clock.advance(60_000);
    expect(scene.times).to.have.length(1);
  });

  it('is tried anew with the shortest wait when the link is lost again', async () => {
    const scene = DialScene.unanswered();
    scene.lose(1);
    await scene.clock.advance(2_600);
    scene.lose(1);
    await scene.clock.advance(600);
    expect(scene.times.map(([at]) => at)).to.deep.equal([500, 2_500, 3_100]);
  });

  it('is tried each by themselves, and nobody once it is stopped', async () => {
    const scene = DialScene.unanswered();
    scene.lose(1);
    scene.lose(2);
    await scene.clock.advance(600);
    expect(scene.times.map(([, whom]) => whom)).to.deep.equal(['1/0', '2/0']);
    scene.dialling.stop();
    scene.lose(3);
    await scene.clock.advance(60_000);
    expect(scene.times).to.have.length(2);
  });
});

describe('Dialling: to get in', () => {
  it('dials the lobby, then the inviter, then both again, later and later', async () => {
    const scene = DialScene.unanswered();
    scene.sought = [{ fp: fpOf(1), slot: 0 }];
    scene.dialling.enter();
    await scene.clock.advance(90_000);
    expect(scene.timesOf('lobby')).to.deep.equal([0, 1_000, 4_000, 12_000, 27_000, 57_000, 87_000]);
    expect(scene.timesOf('1/0')).to.deep.equal(scene.timesOf('lobby'));
  });

  it('leaves the inviter in peace when somebody in the lobby answers', async () => {
    const scene = DialScene.answered();
    scene.sought = [{ fp: fpOf(1), slot: 0 }];
    scene.linked.set('somebody', {});
    scene.dialling.enter();
    await scene.clock.advance(300_000);
    expect(scene.times).to.deep.equal([[0, 'lobby']]);
  });

  it('goes on when whoever was asked has gone', async () => {
    const scene = DialScene.answered();
    scene.linked.set('somebody', {});
    scene.dialling.enter();
    await scene.clock.advance(10_000);
    scene.linked.clear();
    void scene.dialling.enterAgain();
    await scene.clock.advance(4_000);
    expect(scene.timesOf('lobby')).to.deep.equal([0, 13_000]);
  });

  it('asks the inviter, too, from the second try on: whoever holds the lobby may not let anybody in', async () => {
    const scene = DialScene.answered();
    scene.sought = [{ fp: fpOf(1), slot: 0 }];
    scene.dialling.enter();
    await scene.clock.advance(5_000);
    expect(scene.timesOf('lobby')).to.deep.equal([0, 1_000, 4_000]);
    expect(scene.timesOf('1/0')).to.deep.equal([1_000, 4_000]);
  });

  it('looks for the members at once when one leaves, and goes on though somebody else is linked', async () => {
    const scene = DialScene.answered();
    scene.isLeaving = true;
    scene.sought = [{ fp: fpOf(1), slot: 0 }];
    scene.dialling.enter();
    await scene.clock.advance(500);
    scene.linked.set('a stranger', {});
    await scene.clock.advance(4_000);
    expect(scene.timesOf('lobby')).to.deep.equal([0]);
    expect(scene.timesOf('1/0')).to.deep.equal([0, 1_000, 4_000]);
  });

  it('begins anew with the shortest wait', async () => {
    const scene = DialScene.unanswered();
    scene.dialling.enter();
    await scene.clock.advance(20_000);
    scene.dialling.enter();
    await scene.clock.advance(1_000);
    expect(scene.timesOf('lobby').slice(-2)).to.deep.equal([20_000, 21_000]);
  });

  it('ends when one is in, and when it is stopped', async () => {
    for (const end of ['in', 'stop'] as const) {
      const scene = DialScene.unanswered();
      scene.dialling.enter();
      await scene.clock.advance(500);
      if (end === 'in') scene.isIn = true;
      else scene.dialling.stop();
      await scene.clock.advance(300_000);
      void scene.dialling.enterAgain();
      await scene.clock.advance(300_000);
      expect(scene.timesOf('lobby')).to.deep.equal([0]);
    }
  });
});
