import { expect } from '@open-wc/testing';
import { utf8Bytes } from '../lib/bytes.js';
import { countingBytes, flippedAt } from './crypto-expectations.fixture.js';
import { fingerprintOf } from './identity.js';
import { itWithVectors, loadPublishedVectors } from './published-vectors.fixture.js';
import { joinSafetyNumber, safetyNumberHalf } from './safety-number.js';
import type { SafetyNumberSide } from './safety-number.js';

interface SafetyNumberVector {
  readonly alice: { readonly key: string; readonly id: string };
  readonly bob: { readonly key: string; readonly id: string };
  readonly safetyNumber: string;
}

/** The 60 digits that both people see. */
async function safetyNumberOf(one: SafetyNumberSide, other: SafetyNumberSide): Promise<string> {
  const [oneHalf, otherHalf] = await Promise.all([safetyNumberHalf(one), safetyNumberHalf(other)]);
  return joinSafetyNumber(oneHalf, otherHalf);
}

async function sideOfKey(from: number): Promise<SafetyNumberSide> {
  const key = countingBytes(from, 32);
  return { key, id: await fingerprintOf(key) };
}

describe('crypto/safety-number', () => {
  itWithVectors("agrees with libsignal's vector", async () => {
    const vector = (await loadPublishedVectors<SafetyNumberVector>('signal-safety-number.json')) as SafetyNumberVector;
    const alice = { key: Uint8Array.fromHex(vector.alice.key), id: utf8Bytes(vector.alice.id) };
    const bob = { key: Uint8Array.fromHex(vector.bob.key), id: utf8Bytes(vector.bob.id) };
    expect(await safetyNumberOf(alice, bob)).to.equal(vector.safetyNumber);
    expect(await safetyNumberOf(bob, alice)).to.equal(vector.safetyNumber);
  });

  it('is the same for both people: the two halves, sorted', async () => {
    const [one, other] = [await sideOfKey(1), await sideOfKey(2)];
    const number = await safetyNumberOf(one, other);
    expect(number).to.match(/^\d{60}$/u);
    expect(await safetyNumberOf(other, one)).to.equal(number);
    const halves = [await safetyNumberHalf(one), await safetyNumberHalf(other)].sort();
    expect(halves.join('')).to.equal(number);
    expect(joinSafetyNumber(halves[1] as string, halves[0] as string)).to.equal(number);
  });

  it('changes with the key and with the id', async () => {
    const one = await sideOfKey(1);
    const half = await safetyNumberHalf(one);
    expect(await safetyNumberHalf({ ...one, key: flippedAt(one.key, 31) })).to.not.equal(half);
    expect(await safetyNumberHalf({ ...one, id: flippedAt(one.id, 31) })).to.not.equal(half);
  });

  it('takes well under a second and lets the page do other things meanwhile', async () => {
    const channel = new MessageChannel();
    let turns = 0;
    channel.port1.onmessage = () => {
      turns++;
      channel.port2.postMessage(null);
    };
    channel.port2.postMessage(null);
    const start = performance.now();
    await safetyNumberOf(await sideOfKey(1), await sideOfKey(2));
    const elapsed = performance.now() - start;
    channel.port1.close();
    expect(elapsed).to.be.below(5_000); // a loaded machine; usually 0.1 to 0.3 s
    expect(turns).to.be.above(20);
  });
});
