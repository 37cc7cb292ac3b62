import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { countingBytes, flippedAt, outcomeOf } from './crypto-expectations.fixture.js';
import { sha512 } from './primitives.js';
import { roomFingerprint } from './room-fingerprint.js';

const bytes = (length: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((made) => new Uint8Array(made));
/** Distinct keys, at least one. */
const keys = fc.uniqueArray(bytes(32), { minLength: 1, maxLength: 8, selector: (key) => key.toHex() });
const room = fc.record({ rid: bytes(16), pks: keys });

async function textOf(rid: Bytes, pks: readonly Bytes[]): Promise<string> {
  const { number, emoji } = await roomFingerprint(rid, pks);
  return `${number} ${emoji.join(' ')}`;
}

describe('crypto/room-fingerprint', () => {
  it('is 30 digits and seven numbers under 64', async () => {
    await fc.assert(
      fc.asyncProperty(room, async ({ rid, pks }) => {
        const { number, emoji } = await roomFingerprint(rid, pks);
        expect(number).to.match(/^\d{30}$/u);
        expect(emoji.length).to.equal(7);
        expect(emoji.every((index) => Number.isInteger(index) && index >= 0 && index < 64)).to.equal(true);
      }),
    );
  });

  it('is the same in whatever order the members are given', async () => {
    const shuffled = room.chain(({ rid, pks }) =>
      fc.record({ rid: fc.constant(rid), pks: fc.constant(pks), again: fc.shuffledSubarray(pks, { minLength: pks.length }) }),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ rid, pks, again }) => {
        const given = again.map((pk) => pk.toHex());
        expect(await textOf(rid, again)).to.equal(await textOf(rid, pks));
        // Nor does it put what it was given into another order.
        expect(again.map((pk) => pk.toHex())).to.deep.equal(given);
      }),
    );
  });

  it('changes with any key, with the room, and with who is in', async () => {
    const changed = fc.record({ room, at: fc.nat(), byte: fc.nat({ max: 31 }), more: bytes(32) });
    await fc.assert(
      fc.asyncProperty(changed, async ({ room: { rid, pks }, at, byte, more }) => {
        fc.pre(!pks.some((pk) => pk.toHex() === more.toHex()));
        const which = at % pks.length;
        const all = [
          [rid, pks],
          [flippedAt(rid, byte % 16), pks],
          [rid, pks.map((pk, index) => (index === which ? flippedAt(pk, byte) : pk))],
          [rid, pks.filter((_, index) => index !== which)],
          [rid, [...pks, more]],
        ] as const;
        const texts = await Promise.all(all.map(([given, members]) => textOf(given, members)));
        expect(new Set(texts).size).to.equal(all.length);
        // Of the number alone it is true as well.
        expect(new Set(texts.map((text) => text.slice(0, 30))).size).to.equal(all.length);
      }),
    );
  });

  it('is what the protocol says, step by step', async () => {
    const [rid, low, high] = [countingBytes(0xa0, 16), countingBytes(0x20, 32), countingBytes(0x40, 32)];
    const hash = await sha512(concatBytes(utf8Bytes('parley/1 room fingerprint'), rid, low, high));
    const groups = [0, 5, 10, 15, 20, 25].map((from) => BigInt(`0x${hash.slice(from, from + 5).toHex()}`) % 100_000n);
    const bits = BigInt(`0x${hash.slice(30, 36).toHex()}`) >> 6n;
    expect(await roomFingerprint(rid, [high, low])).to.deep.equal({
      number: groups.map((group) => String(group).padStart(5, '0')).join(''),
      emoji: [36n, 30n, 24n, 18n, 12n, 6n, 0n].map((shift) => Number((bits >> shift) & 63n)),
    });
  });

  it('takes only a room id of 16 bytes and keys of 32', async () => {
    const outcomes = [15, 16, 17].flatMap((ridLength) =>
      [31, 32, 33].map((length) =>
        outcomeOf(() => roomFingerprint(countingBytes(0, ridLength), [countingBytes(0, 32), countingBytes(1, length)])),
      ),
    );
    const wrong = 'RangeError';
    expect(await Promise.all(outcomes)).to.deep.equal([wrong, wrong, wrong, wrong, 'ok', wrong, wrong, wrong, wrong]);
  });
});
