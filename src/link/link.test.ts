import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { FRAME_OVERHEAD, maxFrameData } from './frame-codec.js';
import { CHANNEL_WINDOW_BYTES, SEND_QUEUE_LIMIT_BYTES, SEND_WINDOW_BYTES } from './frame-sender.js';
import { LINK_FRAME } from './frame-types.js';
import type { CloseReason } from './frame-types.js';
import { LinkRecorder, LinkScene, settleCrypto, until } from './link-pair.fixture.js';

const BULK_FRAME = 60 * 1024;

describe('link', () => {
  it('delivers what was sent, both ways, whatever the types and sizes, in order', async () => {
    const frames = fc.array(
      fc.record({
        type: fc.integer({ min: 0x10, max: 0xff }),
        size: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.constantFrom(32_764, 252, 253, 20_000)),
      }),
      {
        maxLength: 40,
      },
    );
    await fc.assert(
      fc.asyncProperty(frames, frames, async (fromDialler, fromDialled) => {
        const scene = await LinkScene.make();
        const { dialler, dialled } = await scene.pair();
        const [toDialler, toDialled] = [new LinkRecorder(dialler), new LinkRecorder(dialled)];
        const make = ({ type, size }: { type: number; size: number }): { type: number; data: Bytes } => ({ type, data: randomBytes(size) });
        const [sentByDialler, sentByDialled] = [fromDialler.map(make), fromDialled.map(make)];
        for (const { type, data } of sentByDialler) dialler.send(type, data);
        for (const { type, data } of sentByDialled) dialled.send(type, data);
        await Promise.all([toDialled.count(sentByDialler.length), toDialler.count(sentByDialled.length)]);
        const hex = (list: readonly { type: number; data: Bytes }[]): string[] => list.map(({ type, data }) => `${type} ${data.toHex()}`);
        expect(hex(toDialled.frames)).to.deep.equal(hex(sentByDialler));
        expect(hex(toDialler.frames)).to.deep.equal(hex(sentByDialled));
      }),
      { numRuns: 15 },
    );
  });

  it('carries the longest frame of each kind', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    const out = new LinkRecorder(dialled);
    for (const type of [0x10, 0xff]) dialler.send(type, randomBytes(maxFrameData(type)));
    await out.count(2);
    expect(out.frames.map((frame) => frame.data.length)).to.deep.equal([32_764, 65_504]);
  });

  it('says which way it goes and how long a ping of its own takes there and back', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled, wire } = await scene.pair();
    expect(await dialler.measure(1_000)).to.deep.equal({ way: 'direct', isAddressHidden: false, roundTripMs: 0 });
    scene.network.path = { way: 'relayed', isAddressHidden: true };
    wire.hold();
    const measuring = dialler.measure(1_000);
    await scene.clock.advance(120);
    wire.release();
    expect(await measuring).to.deep.equal({ way: 'relayed', isAddressHidden: true, roundTripMs: 120 });
    wire.hold();
    const unanswered = dialler.measure(1_000);
    await scene.clock.advance(1_000);
    expect((await unanswered).roundTripMs).to.equal(null);
    wire.release();
    dialled.close();
    dialler.close();
    expect((await dialler.measure(1_000)).roundTripMs).to.equal(null);
  });

  it("refuses types that are not its user's, and too much data", async () => {
    const scene = await LinkScene.make();
    const { dialler } = await scene.pair();
    for (const type of [-1, 0, 1, 5, 15, 256, 16.5, Number.NaN])
      expect(() => dialler.send(type, new Uint8Array(0))).to.throw(RangeError, 'type');
    expect(() => dialler.send(0x10, new Uint8Array(32_765))).to.throw(RangeError, 'data');
    expect(() => dialler.send(0x80, new Uint8Array(65_505))).to.throw(RangeError, 'data');
  });

  it('keeps what comes before somebody listens, and the end', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    for (let i = 0; i < 5; i++) dialler.send(0x10, Uint8Array.of(i));
    await until(() => scene.seen.length >= 11, 'the frames');
    dialler.close();
    await until(() => scene.seen.length >= 12, 'the end');
    await settleCrypto();
    const out = new LinkRecorder(dialled);
    await out.closed;
    expect(out.frames.map((frame) => frame.data[0])).to.deep.equal([0, 1, 2, 3, 4]);
    expect(out.codes).to.deep.equal(['link-ended']);
    expect(() => new LinkRecorder(dialled)).to.throw(TypeError);
  });

  it('tells the other side why it ends', async () => {
    const table: [reason: CloseReason, code: ErrorCode][] = [
      ['bye', 'link-ended'],
      ['replaced', 'link-replaced'],
      ['refused', 'link-refused'],
    ];
    for (const [reason, code] of table) {
      const scene = await LinkScene.make();
      const { dialler, dialled } = await scene.pair();
      const [own, other] = [new LinkRecorder(dialled), new LinkRecorder(dialler)];
      dialled.close(reason);
      expect(own.codes).to.deep.equal(['link-closed']);
      expect(dialled.isClosed).to.equal(true);
      expect(await other.closed).to.equal(code);
      dialled.close();
      dialler.close();
      expect([own.codes.length, other.codes.length]).to.deep.equal([1, 1]);
    }
  });

  it('sends what waits before it says why it ends, when asked to', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    const [own, other] = [new LinkRecorder(dialled), new LinkRecorder(dialler)];
    for (let i = 0; i < 100; i++) dialled.send(0x10, Uint8Array.of(i));
    dialled.closeAfterSending('refused');
    dialled.send(0x10, Uint8Array.of(200));
    expect(own.codes).to.deep.equal(['link-closed']);
    expect(await other.closed).to.equal('link-refused');
    expect(other.frames.map((frame) => frame.data[0])).to.deep.equal(Array.from({ length: 100 }, (_, i) => i));
  });

  it('closes the channel after its CLOSE, once the other side has, or after a second', async () => {
    const scene = await LinkScene.make();
    const pair = await scene.pair();
    pair.wire.hold();
    pair.dialler.close();
    await scene.clock.advance(999);
    const before = pair.initiator.bufferedAmount;
    pair.initiator.send(new Uint8Array(100));
    expect(pair.initiator.bufferedAmount).to.equal(before + 100);
    await scene.clock.advance(1);
    pair.initiator.send(new Uint8Array(100));
    expect(pair.initiator.bufferedAmount).to.equal(before + 100);
  });

  it('delivers what arrived before a channel was lost, then says that it was lost', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled, wire } = await scene.pair();
    const out = new LinkRecorder(dialled);
    const other = new LinkRecorder(dialler);
    for (let i = 0; i < 200; i++) dialler.send(0x10, Uint8Array.of(i));
    // The last frame is on the wire, most are not decrypted yet.
    await until(() => scene.seen.length >= 206, 'the frames');
    wire.cut();
    expect(await out.closed).to.equal('channel-closed');
    expect(out.frames.map((frame) => frame.data[0])).to.deep.equal(Array.from({ length: 200 }, (_, i) => i));
    expect(await other.closed).to.equal('channel-closed');
  });

  it('sends and delivers nothing once closed', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    await settleCrypto();
    const own = new LinkRecorder(dialler);
    const out = new LinkRecorder(dialled);
    dialled.send(0x10, Uint8Array.of(1));
    dialler.close();
    dialler.send(0x10, Uint8Array.of(2));
    await dialler.ready();
    expect(await dialler.answersWithin(1_000)).to.equal(false);
    await out.closed;
    await settleCrypto();
    expect(own.frames.length + out.frames.length).to.equal(0);
  });

  it('closes with the code that its user throws, and goes on after any other error', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    const reported: unknown[] = [];
    const original = globalThis.reportError;
    globalThis.reportError = (error) => reported.push(error);
    const seen: number[] = [];
    const code = new Promise<ErrorCode>((resolve) => {
      dialled.start({
        frame: (_type, data) => {
          seen.push(data[0] as number);
          if (data[0] === 0) throw new RangeError('a mistake of the room');
          if (data[0] === 2) throw new ParleyError('malformed');
        },
        closed: resolve,
      });
    });
    for (let i = 0; i < 5; i++) dialler.send(0x10, Uint8Array.of(i));
    expect(await code).to.equal('malformed');
    globalThis.reportError = original;
    expect(reported.map(String)).to.deep.equal(['RangeError: a mistake of the room']);
    expect(seen).to.deep.equal([0, 1, 2]);
  });

  it('says whether its own ping is answered in time', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled, wire } = await scene.pair();
    await settleCrypto();
    expect(await dialler.answersWithin(2_000)).to.equal(true);
    expect(await dialled.answersWithin(2_000)).to.equal(true);
    wire.hold();
    const late = dialler.answersWithin(2_000);
    await scene.clock.advance(2_000);
    expect(await late).to.equal(false);
    wire.release();
    await settleCrypto();
    wire.hold();
    const never = dialler.answersWithin(2_000);
    dialler.close();
    expect(await never).to.equal(false);
  });

  describe('under load', () => {
    it('is ready at once while little waits, and only then', async () => {
      const scene = await LinkScene.make();
      const { dialler, dialled, wire } = await scene.pair();
      const out = new LinkRecorder(dialled);
      wire.hold();
      let sent = 0;
      let isReady = true;
      while (isReady && sent < 100) {
        dialler.send(0x80, randomBytes(BULK_FRAME));
        sent += 1;
        isReady = await Promise.race([dialler.ready().then(() => true), settleCrypto().then(() => false)]);
      }
      expect(sent * BULK_FRAME).to.be.within(SEND_WINDOW_BYTES - BULK_FRAME, SEND_WINDOW_BYTES + 2 * BULK_FRAME);
      wire.release();
      await dialler.ready();
      await out.count(sent);
      expect(out.frames.length).to.equal(sent);
    });

    it('never hands the channel much more than it was meant to hold, however much waits, and loses nothing', async () => {
      const scene = await LinkScene.make();
      const { dialler, dialled, wire, initiator } = await scene.pair();
      const out = new LinkRecorder(dialled);
      wire.hold();
      for (let i = 0; i < 100; i++) dialler.send(0x80, new Uint8Array(BULK_FRAME).fill(i));
      await settleCrypto();
      await settleCrypto();
      expect(initiator.bufferedAmount).to.be.within(CHANNEL_WINDOW_BYTES, CHANNEL_WINDOW_BYTES + 2 * BULK_FRAME);
      wire.release();
      await out.count(100);
      expect(out.frames.map((frame) => frame.data[0])).to.deep.equal(Array.from({ length: 100 }, (_, i) => i));
    });

    it('ends the link when more than 16 MiB wait: the other side does not read', async () => {
      const scene = await LinkScene.make();
      const { dialler, wire } = await scene.pair();
      const told = new LinkRecorder(dialler);
      await settleCrypto();
      wire.hold();
      const data = new Uint8Array(60_000);
      const fitting = Math.floor(SEND_QUEUE_LIMIT_BYTES / (data.length + FRAME_OVERHEAD + 4));
      for (let i = 0; i < fitting; i++) dialler.send(0x80, data);
      expect(dialler.isClosed).to.equal(false);
      for (let i = 0; i < 2; i++) dialler.send(0x80, data);
      expect(told.codes).to.deep.equal(['link-dead']);
    });

    it('lets its own frames pass what waits', async () => {
      const scene = await LinkScene.make();
      const { dialler, dialled, wire } = await scene.pair();
      new LinkRecorder(dialled);
      await settleCrypto();
      wire.hold();
      for (let i = 0; i < 200; i++) dialler.send(0x80, new Uint8Array(BULK_FRAME));
      const answer = dialler.answersWithin(2_000);
      await settleCrypto();
      const first = scene.seen.length;
      wire.release();
      expect(await answer).to.equal(true);
      const ping = scene.seen.findIndex((message, i) => i >= first && message.bytes[1] === LINK_FRAME.ping);
      expect(ping - first).to.be.within(1, 30);
    });
  });
});
