import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { settle } from '../lib/fake-clock.fixture.js';
import type { Channel, Endpoint } from '../transport/transport.js';
import { Dialler } from './dialler.js';

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

class DialScene {
  readonly dials = new HeldDials();
  readonly linked = new Set<string>();
  readonly connected: [string, string | null][] = [];
  /** For each change: what failed, and whether a dial was under way at that moment. */
  readonly changes: [string | null, boolean][] = [];
  isConnecting = true;
  readonly dialler: Dialler = new Dialler(this.dials.endpoint, {
    isLinked: (fpHex) => this.linked.has(fpHex),
    connect: (channel, expectedFpHex) => {
      this.connected.push([channel.remoteId, expectedFpHex]);
      return Promise.resolve(this.isConnecting);
    },
    changed: (error) => this.changes.push([error instanceof ParleyError ? error.code : null, this.dialler.isDialling]),
  });

  dial(peerId: string, expectedFpHex: string | null = null): Promise<boolean> {
    return this.dialler.dial({ peerId, expectedFpHex });
  }
}

describe('Dialler', () => {
  it('makes a link of the channel and says so', async () => {
    const scene = new DialScene();
    const dial = scene.dial('a', 'fp');
    scene.dials.open('a');
    expect(await dial).to.equal(true);
    expect(scene.connected).to.deep.equal([['a', 'fp']]);
  });

  it('says when no link came of a channel', async () => {
    const scene = new DialScene();
    scene.isConnecting = false;
    const dial = scene.dial('a');
    scene.dials.open('a');
    expect(await dial).to.equal(false);
    expect(scene.changes).to.deep.equal([
      [null, true],
      [null, false],
    ]);
  });

  it('dials at most four at once, the rest in order as those end', async () => {
    const scene = new DialScene();
    const dials = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => scene.dial(id));
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

  it('joins dials to the same id, waiting or under way', async () => {
    const scene = new DialScene();
    for (const id of ['a', 'b', 'c', 'd']) void scene.dial(id);
    const [first, second] = [scene.dial('e'), scene.dial('e')];
    expect(scene.dial('a')).to.equal(scene.dial('a'));
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
    scene.dials.fail('a');
    expect(await first).to.equal(false);
    const second = scene.dial('a');
    scene.dials.open('a');
    expect(await second).to.equal(true);
  });

  it('does not dial who was linked while their turn came', async () => {
    const scene = new DialScene();
    for (const id of ['a', 'b', 'c', 'd']) void scene.dial(id);
    const dial = scene.dial('e', 'fp-e');
    scene.linked.add('fp-e');
    scene.dials.open('a');
    expect(await dial).to.equal(true);
    expect(scene.dials.dialled).not.to.include('e');
  });

  it('tells of a failure when the dial is not under way any more', async () => {
    const scene = new DialScene();
    const dial = scene.dial('a');
    expect(scene.dialler.isDialling).to.equal(true);
    scene.dials.fail('a');
    await dial;
    await settle();
    expect(scene.changes).to.deep.equal([
      [null, true],
      ['peer-unavailable', false],
    ]);
  });

  it('gives up everything when it is closed, and dials nobody after that', async () => {
    const scene = new DialScene();
    const dials = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => scene.dial(id));
    await settle();
    scene.dialler.close();
    expect(await Promise.all(dials)).to.deep.equal([false, false, false, false, false, false]);
    expect(await scene.dial('g')).to.equal(false);
    expect(scene.dials.dialled).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(scene.dialler.isDialling).to.equal(false);
  });
});
