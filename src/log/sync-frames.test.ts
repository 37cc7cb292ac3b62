import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import {
  LOG_FRAME,
  encodeForkFrames,
  encodeHaveFrames,
  encodeNeedFrames,
  encodePushFrames,
  encodeVectorFrames,
  encodeWantFrames,
  parseForkFrame,
  parseHaveFrame,
  parseNeedFrame,
  parsePushFrame,
  parseVectorFrame,
  parseWantFrame,
} from './sync-frames.js';
import type { LogFrame } from './sync-frames.js';

const hex = (length: number): fc.Arbitrary<string> => fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => bytes.toHex());

/** A PUSH item of this many payload bytes; nothing in it is authentic. */
function itemOf(payloadLength: number): Bytes {
  return concatBytes(
    new Uint8Array([0, 133]),
    new Uint8Array(133),
    new Uint8Array(64).fill(1),
    new Uint8Array(16).fill(1),
    new Uint8Array([payloadLength >> 8, payloadLength & 255]),
    new Uint8Array(payloadLength),
  );
}

function outcome(run: () => unknown): string {
  try {
    run();
    return 'ok';
  } catch (error) {
    return errorCodeOf(error) ?? String(error);
  }
}

function expectFitting(frames: readonly LogFrame[], type: number): void {
  for (const frame of frames) {
    expect(frame.type).to.equal(type);
    expect(frame.data.length).to.be.at.most(32_764);
  }
}

describe('log/sync-frames', () => {
  it('reads back what it wrote, in as many frames as it takes', () => {
    const count = fc.integer({ min: 1, max: 0xffff_ffff });
    const lines = fc.array(fc.record({ feedKey: hex(40), count, headText: hex(32) }), { maxLength: 1000, size: 'max' });
    fc.assert(
      fc.property(lines, fc.nat(0xffff_ffff), fc.boolean(), (some, credit, isUrgent) => {
        const have = encodeHaveFrames(some);
        expectFitting(have, LOG_FRAME.have);
        const parsed = have.map(({ data }) => parseHaveFrame(data));
        expect(parsed.flatMap((frame) => frame.lines)).to.deep.equal(some);
        expect(parsed.map(({ isLast }) => isLast)).to.deep.equal(parsed.map((_, i) => i === parsed.length - 1));
        const ranges = some.map((line) => ({ feedKey: line.feedKey, from: line.count - 1, to: line.count }));
        const wants = encodeWantFrames({ isUrgent, credit, ranges });
        expectFitting(wants, LOG_FRAME.want);
        const read = wants.map(({ data }) => parseWantFrame(data));
        expect(read.flatMap((frame) => frame.ranges)).to.deep.equal(ranges);
        expect([read.reduce((sum, frame) => sum + frame.credit, 0), read.every((frame) => frame.isUrgent === isUrgent)]).to.deep.equal([
          credit,
          true,
        ]);
        const vector = new Map(some.map((line) => [line.feedKey, line.count]));
        const acks = encodeVectorFrames(LOG_FRAME.ack, vector);
        expectFitting(acks, LOG_FRAME.ack);
        expect(new Map(acks.flatMap(({ data }) => [...parseVectorFrame(data)]))).to.deep.equal(vector);
        const ids = some.map((line) => line.headText);
        const needs = encodeNeedFrames(ids);
        expectFitting(needs, LOG_FRAME.need);
        expect(needs.flatMap(({ data }) => parseNeedFrame(data))).to.deep.equal(ids);
      }),
      { numRuns: 20 },
    );
  });

  it('reads back items and proofs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 * 1024 }), { maxLength: 2 }), fc.boolean(), (lengths, isAskedFor) => {
        const items = lengths.map(itemOf);
        const frames = encodePushFrames(items, isAskedFor);
        expectFitting(frames, LOG_FRAME.push);
        const parsed = frames.map(({ data }) => parsePushFrame(data));
        expect(parsed.flatMap((frame) => frame.items)).to.deep.equal(items);
        expect(parsed.every((frame) => frame.isAskedFor === isAskedFor)).to.equal(true);
      }),
      { numRuns: 30 },
    );
    const proofs = Array.from({ length: 100 }, (_, i) =>
      concatBytes(new Uint8Array([0, 2, i, 1]), new Uint8Array(64).fill(1), new Uint8Array([0, 1, 9]), new Uint8Array(64).fill(1)),
    );
    expect(encodeForkFrames(proofs).flatMap(({ data }) => parseForkFrame(data))).to.deep.equal(proofs);
  });

  it('always says something about what it has, and nothing about nothing else', () => {
    expect(encodeHaveFrames([]).map(({ data }) => data.toHex())).to.deep.equal(['01']);
    expect(encodeWantFrames({ isUrgent: false, credit: 7, ranges: [] }).map(({ data }) => data.toHex())).to.deep.equal(['0000000007']);
    expect([
      encodePushFrames([], true),
      encodeVectorFrames(LOG_FRAME.read, new Map()),
      encodeForkFrames([]),
      encodeNeedFrames([]),
    ]).to.deep.equal([[], [], [], []]);
  });

  it('lets flags pass that it does not know', () => {
    expect(parseHaveFrame(Uint8Array.fromHex('fe')).isLast).to.equal(false);
    expect(parseWantFrame(Uint8Array.fromHex('fe00000001')).isUrgent).to.equal(false);
    expect(parsePushFrame(Uint8Array.fromHex('fe0000')).isAskedFor).to.equal(false);
  });

  it('refuses hostile frames without believing their headers', () => {
    const key = '11'.repeat(40);
    const table: [string, () => unknown, string][] = [
      ['empty HAVE', () => parseHaveFrame(Uint8Array.fromHex('')), 'malformed'],
      ['HAVE of nothing', () => parseHaveFrame(Uint8Array.fromHex(`01${key}00000000${'22'.repeat(32)}`)), 'malformed'],
      ['HAVE cut', () => parseHaveFrame(Uint8Array.fromHex(`01${key}00000001${'22'.repeat(31)}`)), 'malformed'],
      ['empty WANT', () => parseWantFrame(Uint8Array.fromHex('')), 'malformed'],
      ['WANT of an empty range', () => parseWantFrame(Uint8Array.fromHex(`0000000000${key}0000000500000005`)), 'malformed'],
      ['WANT backwards', () => parseWantFrame(Uint8Array.fromHex(`0000000000${key}0000000500000004`)), 'malformed'],
      ['WANT cut', () => parseWantFrame(Uint8Array.fromHex(`0000000000${key}00000005000000`)), 'malformed'],
      ['PUSH of 65,535 items in three bytes', () => parsePushFrame(Uint8Array.fromHex('00ffff')), 'malformed'],
      ['PUSH with bytes after it', () => parsePushFrame(Uint8Array.fromHex('00000000')), 'malformed'],
      ['PUSH of an endless body', () => parsePushFrame(concatBytes(Uint8Array.fromHex('000001ffff'), new Uint8Array(65_535))), 'too-large'],
      ['PUSH of an endless payload', () => parsePushFrame(concatBytes(Uint8Array.fromHex('000001'), itemOf(12 * 1024 + 1))), 'too-large'],
      ['FORK of 65,535 proofs', () => parseForkFrame(Uint8Array.fromHex('ffff')), 'malformed'],
      ['FORK of an endless body', () => parseForkFrame(concatBytes(Uint8Array.fromHex('0001ffff'), new Uint8Array(65_535))), 'too-large'],
      ['ACK of nothing', () => parseVectorFrame(Uint8Array.fromHex(`${key}00000000`)), 'malformed'],
      ['ACK cut', () => parseVectorFrame(Uint8Array.fromHex(`${key}000001`)), 'malformed'],
      ['NEED cut', () => parseNeedFrame(new Uint8Array(33)), 'malformed'],
      ['NEED of too much', () => parseNeedFrame(new Uint8Array(32 * 257)), 'too-large'],
      ['an empty NEED', () => parseNeedFrame(new Uint8Array(0)), 'ok'],
    ];
    for (const [what, run, expected] of table) expect(outcome(run), what).to.equal(expected);
  });
});
