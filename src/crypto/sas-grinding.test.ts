import { expect } from '@open-wc/testing';
import type { Bytes } from '../lib/bytes.js';
import { countingBytes } from './crypto-expectations.fixture.js';
import { randomBytes } from './primitives.js';
import { sasIndices } from './sas.js';

/** Emoji of eight bits instead of 42, so that chance can be counted. */
const MODEL_BITS = 8;
const TRIES = 6_000;

/** A link as its two ends see it; whoever is in the middle has two, with keys of their own. */
interface Ends {
  readonly exp0: Bytes;
  readonly h0: Bytes;
  readonly fpStarter: Bytes;
  readonly fpCommitter: Bytes;
}

function newEnds(fpStarter: Bytes, fpCommitter: Bytes): Ends {
  return { exp0: randomBytes(32), h0: randomBytes(32), fpStarter, fpCommitter };
}

/** What the model shows for a link and its nonces. */
async function shown(ends: Ends, nonceStarter: Bytes, nonceCommitter: Bytes): Promise<number> {
  const [first = 0, second = 0] = await sasIndices({ ...ends, nonceStarter, nonceCommitter });
  return (first * 64 + second) >> (12 - MODEL_BITS);
}

/** Mallory between Ana, who starts, and Ben, who commits: to Ana she is the committer, to Ben the starter. */
const [ana, ben, mallory] = [0, 32, 64].map((from) => countingBytes(from, 32)) as [Bytes, Bytes, Bytes];

/**
 * One attack; whether both see the same. Ben has committed to his nonce before she gives hers, so that she chooses without knowing his; whether she has to choose
 * what she tells Ana before she has Ana's nonce is what a commitment is about.
 */
async function attack(isCommittedBefore: boolean): Promise<boolean> {
  const [toAna, toBen] = [newEnds(ana, mallory), newEnds(mallory, ben)];
  const [ofAna, ofBen] = [randomBytes(32), randomBytes(32)];
  const committed = randomBytes(32);
  const wanted = await shown(toBen, randomBytes(32), ofBen);
  if (isCommittedBefore) return (await shown(toAna, ofAna, committed)) === wanted;
  // Ten times as many tries as there are results: she finds one, but for once in twenty thousand times.
  for (let i = 0; i < 10 * 2 ** MODEL_BITS; i++) if ((await shown(toAna, ofAna, randomBytes(32))) === wanted) return true;
  return false;
}

describe('emoji under somebody in the middle', () => {
  it('come out alike as often as chance has it, and no more, since both have committed before they know', async function () {
    this.timeout(60_000);
    let same = 0;
    for (let done = 0; done < TRIES; done += 100)
      same += (await Promise.all(Array.from({ length: 100 }, () => attack(true)))).filter(Boolean).length;
    // 23.4 on average; five standard deviations on either side.
    const mean = TRIES / 2 ** MODEL_BITS;
    expect(Math.abs(same - mean)).to.be.lessThan(5 * Math.sqrt(mean));
    expect(same).to.be.greaterThan(0);
  });

  it('could be made alike by whoever may choose after having seen the other’s nonce: the model sees that', async function () {
    this.timeout(60_000);
    expect((await Promise.all(Array.from({ length: 8 }, () => attack(false)))).every(Boolean)).to.equal(true);
  });
});
