import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Bytes } from '../lib/bytes.js';
import { countingBytes, flippedAt, outcomeOf } from './crypto-expectations.fixture.js';
import { sasCommitment, sasIndices } from './sas.js';
import type { SasParts } from './sas.js';

const commitParts: [Bytes, Bytes, Bytes, Bytes] = [countingBytes(1, 32), countingBytes(2, 32), countingBytes(3, 32), countingBytes(4, 32)];
const parts: SasParts = {
  exp0: countingBytes(1, 32),
  h0: countingBytes(2, 32),
  nonceStarter: countingBytes(3, 32),
  nonceCommitter: countingBytes(4, 32),
  fpStarter: countingBytes(5, 32),
  fpCommitter: countingBytes(6, 32),
};
const partNames = Object.keys(parts) as (keyof SasParts)[];

describe('crypto/sas', () => {
  it('commits to every byte of every part', async () => {
    const seen = new Set([(await sasCommitment(...commitParts)).toHex()]);
    for (let part = 0; part < 4; part++) {
      for (let at = 0; at < 32; at++) {
        const changed = commitParts.map((bytes, i) => (i === part ? flippedAt(bytes, at) : bytes)) as typeof commitParts;
        seen.add((await sasCommitment(...changed)).toHex());
      }
    }
    expect(seen.size).to.equal(1 + 4 * 32);
  });

  it('commits differently when the two people are swapped', async () => {
    const [h0, one, other, nonce] = commitParts;
    expect((await sasCommitment(h0, one, other, nonce)).toHex()).to.not.equal((await sasCommitment(h0, other, one, nonce)).toHex());
  });

  it('gives seven numbers that point into the table', async () => {
    const random32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Uint8Array.from(bytes));
    await fc.assert(
      fc.asyncProperty(random32, async (nonceCommitter) => {
        const indices = await sasIndices({ ...parts, nonceCommitter });
        expect(indices.length).to.equal(7);
        for (const index of indices) expect(Number.isInteger(index) && index >= 0 && index < 64, `${index}`).to.equal(true);
      }),
      { numRuns: 30 },
    );
  });

  it('gives other numbers when any part changes or the two people are swapped', async () => {
    const texts = [String(await sasIndices(parts))];
    for (const name of partNames) texts.push(String(await sasIndices({ ...parts, [name]: flippedAt(parts[name], 31) })));
    texts.push(String(await sasIndices({ ...parts, fpStarter: parts.fpCommitter, fpCommitter: parts.fpStarter })));
    texts.push(String(await sasIndices({ ...parts, nonceStarter: parts.nonceCommitter, nonceCommitter: parts.nonceStarter })));
    expect(new Set(texts).size).to.equal(texts.length);
  });

  it('uses all 64 emoji about equally', async () => {
    const counts = Array.from({ length: 64 }, () => 0);
    for (let i = 0; i < 400; i++) {
      const nonceStarter = new Uint8Array(32);
      new DataView(nonceStarter.buffer).setUint32(0, i);
      for (const index of await sasIndices({ ...parts, nonceStarter })) counts[index] = (counts[index] as number) + 1;
    }
    // 2800 draws, 43.75 expected each; the inputs are fixed, so this cannot fail by chance.
    expect(Math.min(...counts)).to.be.above(20);
    expect(Math.max(...counts)).to.be.below(75);
  });

  it('refuses parts of a wrong length and names them', async () => {
    for (const name of partNames)
      expect(await outcomeOf(() => sasIndices({ ...parts, [name]: countingBytes(0, 31) })), name).to.equal('RangeError');
    for (let part = 0; part < 4; part++) {
      const changed = commitParts.map((bytes, i) => (i === part ? bytes.subarray(1) : bytes)) as typeof commitParts;
      expect(await outcomeOf(() => sasCommitment(...changed)), `part ${part}`).to.equal('RangeError');
    }
  });
});
