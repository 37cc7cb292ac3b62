import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { isStrictEd25519, isStrictEd25519Point, isStrictEd25519Scalar } from './ed25519-strict.js';

const p = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const topBit = 2n ** 255n;

function mod(value: bigint): bigint {
  return ((value % p) + p) % p;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = mod(b * b)) if (e & 1n) result = mod(result * b);
  return result;
}

const inverse = (value: bigint): bigint => power(value, p - 2n);
const d = mod(-121665n * inverse(121666n));

interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

// The addition law of RFC 8032 section 5.1.4 in affine coordinates: slow, and independent of the table under test.
function add(a: Point, b: Point): Point {
  const product = mod(d * a.x * b.x * a.y * b.y);
  return { x: mod((a.x * b.y + a.y * b.x) * inverse(1n + product)), y: mod((a.y * b.y + a.x * b.x) * inverse(1n - product)) };
}

function orderOf(point: Point): number {
  let sum = point;
  for (let n = 1; n <= 8; n++) {
    if (sum.x === 0n && sum.y === 1n) return n;
    sum = add(sum, point);
  }
  return Number.POSITIVE_INFINITY;
}

/** Both points with this y, as RFC 8032 section 5.1.3 finds them. */
function pointsWithY(y: bigint): Point[] {
  const square = mod((y * y - 1n) * inverse(d * y * y + 1n));
  let x = power(square, (p + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * power(2n, (p - 1n) / 4n));
  if (mod(x * x) !== square) return [];
  return x === 0n
    ? [{ x, y }]
    : [
        { x, y },
        { x: p - x, y },
      ];
}

function encoded(value: bigint): Bytes {
  return Uint8Array.fromHex(value.toString(16).padStart(64, '0')).reverse();
}

function valueOf(bytes: Bytes): bigint {
  return BigInt(`0x${bytes.slice().reverse().toHex()}`);
}

const order8Y = [
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map((text) => valueOf(Uint8Array.fromHex(text)));

describe('crypto/ed25519-strict', () => {
  it('knows the y of all eight points whose order divides 8', () => {
    const points = [0n, 1n, p - 1n, ...order8Y].flatMap(pointsWithY);
    expect(points.map(orderOf).sort((a, b) => a - b)).to.deep.equal([1, 2, 4, 4, 8, 8, 8, 8]);
  });

  it('refuses those points in all fourteen encodings', () => {
    const encodings = [0n, 1n, p - 1n, p, p + 1n, ...order8Y].flatMap((y) => [encoded(y), encoded(y + topBit)]);
    expect(encodings.length).to.equal(14);
    for (const point of encodings) expect(isStrictEd25519Point(point), point.toHex()).to.equal(false);
  });

  it('refuses every y from p to 2²⁵⁵ − 1, with either sign', () => {
    for (let y = p; y < topBit; y++) {
      expect(isStrictEd25519Point(encoded(y)), y.toString(16)).to.equal(false);
      expect(isStrictEd25519Point(encoded(y + topBit)), y.toString(16)).to.equal(false);
    }
  });

  it('takes y just below p and beside the small-order points', () => {
    for (const y of [2n, p - 2n, p - 3n, ...order8Y.flatMap((y) => [y - 1n, y + 1n])]) {
      expect(isStrictEd25519Point(encoded(y)), y.toString(16)).to.equal(true);
      expect(isStrictEd25519Point(encoded(y + topBit)), y.toString(16)).to.equal(true);
    }
  });

  it('takes S below L and refuses L and above', () => {
    for (const s of [0n, 1n, order - 1n, order - 2n ** 248n]) expect(isStrictEd25519Scalar(encoded(s)), s.toString(16)).to.equal(true);
    for (const s of [order, order + 1n, 2n * order, 2n ** 253n, topBit, 2n ** 256n - 1n])
      expect(isStrictEd25519Scalar(encoded(s)), s.toString(16)).to.equal(false);
  });

  it('compares as the numbers compare', () => {
    const near = fc.tuple(fc.constantFrom(p, order), fc.bigInt(-(2n ** 40n), 2n ** 40n)).map(([limit, offset]) => limit + offset);
    fc.assert(
      fc.property(fc.oneof(near, fc.bigInt(0n, 2n ** 256n - 1n)), (value) => {
        expect(isStrictEd25519Scalar(encoded(value))).to.equal(value < order);
        const y = value % topBit;
        const isSmall = [0n, 1n, p - 1n, ...order8Y].includes(y);
        expect(isStrictEd25519Point(encoded(value))).to.equal(y < p && !isSmall);
      }),
      { numRuns: 500 },
    );
  });

  it('looks at the key, R and S, and at the lengths', () => {
    const good = encoded(4n);
    const goodSig = concatBytes(good, encoded(order - 1n));
    expect(isStrictEd25519(good, goodSig)).to.equal(true);
    expect(isStrictEd25519(encoded(1n), goodSig)).to.equal(false);
    expect(isStrictEd25519(encoded(p), goodSig)).to.equal(false);
    expect(isStrictEd25519(good, concatBytes(encoded(0n), encoded(1n)))).to.equal(false);
    expect(isStrictEd25519(good, concatBytes(encoded(p + 3n), encoded(1n)))).to.equal(false);
    expect(isStrictEd25519(good, concatBytes(good, encoded(order)))).to.equal(false);
    for (const length of [0, 31, 33]) expect(isStrictEd25519(new Uint8Array(length).fill(4), goodSig)).to.equal(false);
    for (const length of [0, 32, 63, 65]) expect(isStrictEd25519(good, new Uint8Array(length).fill(4))).to.equal(false);
  });

  it('does not change what it is given', () => {
    const point = encoded(topBit + 4n);
    isStrictEd25519Point(point);
    expect(valueOf(point)).to.equal(topBit + 4n);
  });
});
