import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';
import { settle } from '../lib/fake-clock.fixture.js';
import { establishLink } from './establish-link.js';
import { packFrameData } from './frame-codec.js';
import { LINK_FRAME } from './frame-types.js';
import { LinkRecorder, LinkScene, settleCrypto, until } from './link-pair.fixture.js';
import type { TestPair } from './link-pair.fixture.js';
import type { Link } from './link.js';
import { RawPeer } from './raw-peer.fixture.js';

interface CaughtFrames {
  readonly scene: LinkScene;
  readonly pair: TestPair;
  readonly frames: Bytes[];
  readonly out: LinkRecorder;
}

/** A link whose next four frames (data 0 to 3) towards the responder are caught instead of delivered. */
async function catchFrames(): Promise<CaughtFrames> {
  const scene = await LinkScene.make();
  const pair = await scene.pair();
  await until(() => scene.seen.length >= 6, 'the greeting');
  const out = new LinkRecorder(pair.dialled);
  const frames: Bytes[] = [];
  scene.network.tamper = (_id, direction, bytes) => {
    if (direction === 'to-responder' && frames.length < 4) {
      frames.push(bytes);
      return null;
    }
    return bytes;
  };
  for (let i = 0; i < 4; i++) pair.dialler.send(0x10, Uint8Array.of(i));
  await until(() => frames.length === 4, 'four frames');
  return { scene, pair, frames, out };
}

/** Puts frames on the wire as if the dialler had sent them; what came out, and how it ended. */
async function inject(
  { pair, out }: CaughtFrames,
  frames: readonly (Bytes | undefined)[],
): Promise<{ data: (number | undefined)[]; code: ErrorCode }> {
  for (const frame of frames) pair.initiator.send(frame ?? new Uint8Array(0));
  const code = await out.closed;
  await settleCrypto();
  expect(out.codes.length).to.equal(1);
  return { data: out.frames.map((frame) => frame.data[0]), code };
}

async function rawMember(): Promise<{ scene: LinkScene; raw: RawPeer; link: Link }> {
  const scene = await LinkScene.make();
  const wire = await scene.wire();
  const raw = new RawPeer({ channel: wire.initiator, rid: scene.rid, psk: scene.psk, identity: scene.alice, run: scene.runOfAlice });
  const [link] = await Promise.all([establishLink(scene.setupOfResponder(wire.responder)), raw.enter()]);
  return { scene, raw, link };
}

async function recordedMember(): Promise<{ scene: LinkScene; raw: RawPeer; out: LinkRecorder }> {
  const { scene, raw, link } = await rawMember();
  return { scene, raw, out: new LinkRecorder(link) };
}

describe('link, on a hostile wire', () => {
  it('delivers caught frames that are let go in order', async () => {
    const caught = await catchFrames();
    for (const frame of caught.frames) caught.pair.initiator.send(frame);
    await caught.out.count(4);
    expect(caught.out.frames.map((frame) => frame.data[0])).to.deep.equal([0, 1, 2, 3]);
  });

  it('closes at a frame that is replayed', async () => {
    const caught = await catchFrames();
    const [f0, f1] = caught.frames;
    expect(await inject(caught, [f0, f1, f1])).to.deep.equal({ data: [0, 1], code: 'frame-invalid' });
  });

  it('closes at a frame that is replayed much later', async () => {
    const caught = await catchFrames();
    const [f0, f1, f2, f3] = caught.frames;
    expect(await inject(caught, [f0, f1, f2, f3, f0])).to.deep.equal({ data: [0, 1, 2, 3], code: 'frame-invalid' });
  });

  it('closes when a frame was dropped', async () => {
    const caught = await catchFrames();
    const [f0, , f2] = caught.frames;
    expect(await inject(caught, [f0, f2])).to.deep.equal({ data: [0], code: 'frame-invalid' });
  });

  it('closes when frames change places', async () => {
    const caught = await catchFrames();
    const [f0, f1, f2] = caught.frames;
    expect(await inject(caught, [f0, f2, f1])).to.deep.equal({ data: [0], code: 'frame-invalid' });
  });

  it('closes at a frame of its own that comes back', async () => {
    const scene = await LinkScene.make();
    const pair = await scene.pair();
    await until(() => scene.seen.length >= 6, 'the greeting');
    const out = new LinkRecorder(pair.dialler);
    // The PONG made both counters equal: only the keys of the directions differ.
    let isSent = false;
    scene.network.tamper = (_id, direction, bytes) => {
      if (direction === 'to-responder' && !isSent) {
        isSent = true;
        pair.responder.send(bytes);
        return null;
      }
      return bytes;
    };
    pair.dialler.send(0x10, Uint8Array.of(1));
    expect(await out.closed).to.equal('not-authentic');
    expect(out.frames.length).to.equal(0);
  });

  it('closes at a frame of another link of the same two', async () => {
    const caught = await catchFrames();
    const other = await catchFrames();
    expect(await inject(caught, [other.frames[0]])).to.deep.equal({ data: [], code: 'not-authentic' });
  });

  it('delivers nothing from a changed frame on, whichever byte was changed', async () => {
    for (let at = 0; at < 284; at++) {
      const caught = await catchFrames();
      const [f0, f1, f2] = caught.frames;
      const changed = f1?.with(at, (f1[at] as number) ^ (1 << (at % 8)));
      const { data, code } = await inject(caught, [f0, changed, f2]);
      expect(data, `byte ${at}`).to.deep.equal([0]);
      expect(['frame-invalid', 'not-authentic']).to.include(code);
    }
  }).timeout(60_000);

  it('closes at frames that are empty, cut, or too long', async () => {
    for (const length of [0, 1, 11, 31, 283, 285]) {
      const caught = await catchFrames();
      const [f0] = caught.frames;
      const frame = new Uint8Array(length);
      frame.set((f0 as Bytes).subarray(0, length));
      expect(await inject(caught, [frame]), `${length}`).to.deep.equal({ data: [], code: 'frame-invalid' });
    }
  });

  it('both sides end when one of them closes', async () => {
    const caught = await catchFrames();
    const other = new LinkRecorder(caught.pair.dialler);
    await inject(caught, [caught.frames[1]]);
    expect(await other.closed).to.equal('channel-closed');
  });
});

describe('link, with a hostile member', () => {
  const bad: [name: string, make: (raw: RawPeer) => Promise<Bytes>][] = [
    ['a number that is skipped', (raw) => raw.seal(0x10, packFrameData(0x10, new Uint8Array(1)), { n: raw.n + 1 })],
    ['a number above 2⁵³', async (raw) => (await raw.seal(0x10, packFrameData(0x10, new Uint8Array(1)))).with(4, 0xff)],
    ['the next epoch', (raw) => raw.seal(0x10, packFrameData(0x10, new Uint8Array(1)), { epoch: 1, n: 0 })],
    [
      'AUTH of the next epoch without a rekey',
      async (raw) => raw.seal(LINK_FRAME.auth, packFrameData(LINK_FRAME.auth, await raw.auth()), { epoch: 1, n: 0 }),
    ],
    ['AUTH in the middle of an epoch', async (raw) => raw.seal(LINK_FRAME.auth, packFrameData(LINK_FRAME.auth, await raw.auth()))],
    ['padding that is not zero', (raw) => raw.seal(0x10, packFrameData(0x10, new Uint8Array(1)).with(255, 1))],
    ['more padding than needed', (raw) => raw.seal(0x10, new Uint8Array(512))],
    ['a length beyond the frame', (raw) => raw.seal(0x10, packFrameData(0x10, new Uint8Array(1)).with(2, 0xff))],
    ['a padded type without padding', (raw) => raw.seal(0x10, Uint8Array.of(0, 0, 0, 1, 7))],
    ['a bulk type with padding', (raw) => raw.seal(0x80, packFrameData(0x10, new Uint8Array(1)))],
    ['a bulk frame of no length', (raw) => raw.seal(0x80, new Uint8Array(3))],
    ['a PING of seven bytes', (raw) => raw.seal(LINK_FRAME.ping, packFrameData(LINK_FRAME.ping, new Uint8Array(7)))],
    ['a PONG of nine bytes', (raw) => raw.seal(LINK_FRAME.pong, packFrameData(LINK_FRAME.pong, new Uint8Array(9)))],
    ['a CLOSE of an unknown reason', (raw) => raw.seal(LINK_FRAME.close, packFrameData(LINK_FRAME.close, Uint8Array.of(3)))],
    ['a CLOSE of no reason', (raw) => raw.seal(LINK_FRAME.close, packFrameData(LINK_FRAME.close, new Uint8Array(0)))],
    ['a CLOSE of two reasons', (raw) => raw.seal(LINK_FRAME.close, packFrameData(LINK_FRAME.close, new Uint8Array(2)))],
    ['a REKEY of another length', (raw) => raw.seal(LINK_FRAME.rekey, packFrameData(LINK_FRAME.rekey, new Uint8Array(47)))],
  ];
  for (const type of [0, 6, 15]) bad.push([`reserved type ${type}`, (raw) => raw.seal(type, packFrameData(type, new Uint8Array(1)))]);

  for (const [name, make] of bad) {
    it(`closes at ${name}, and delivers what came before but nothing after`, async () => {
      const { raw, out } = await recordedMember();
      await raw.sendFrame(0x10, Uint8Array.of(1));
      raw.send(await make(raw));
      await raw.sendFrame(0x10, Uint8Array.of(2));
      expect(await out.closed).to.equal('frame-invalid');
      await settleCrypto();
      expect(out.frames.map((frame) => frame.data[0])).to.deep.equal([1]);
      await until(() => raw.closedWith !== null, 'the end of the channel');
    });
  }

  it('closes at a REKEY that fits nothing, without crying tampering', async () => {
    const { raw, out } = await recordedMember();
    await raw.sendFrame(LINK_FRAME.rekey, randomBytes(48));
    expect(await out.closed).to.equal('frame-invalid');
  });

  it('does not mind a PONG that nobody asked for', async () => {
    const { raw, out } = await recordedMember();
    await raw.sendFrame(LINK_FRAME.pong, randomBytes(8));
    await raw.sendFrame(0x10, Uint8Array.of(1));
    await out.count(1);
    expect([out.frames.length, out.codes.length]).to.deep.equal([1, 0]);
  });

  it('closes when pings come faster than their answers can leave', async () => {
    const { scene, raw, out } = await recordedMember();
    const pings: Bytes[] = [];
    for (let i = 0; i < 6_000; i++) pings.push(await raw.seal(LINK_FRAME.ping, packFrameData(LINK_FRAME.ping, randomBytes(8))));
    // What the member does not take off the wire stays in the link's channel.
    const wire = scene.network.wires.at(-1);
    const direct = wire?.responder;
    Object.defineProperty(direct, 'bufferedAmount', { value: 2 * 1024 * 1024 });
    Object.defineProperty(direct, 'drained', { value: () => new Promise(() => undefined) });
    for (const ping of pings) raw.send(ping);
    expect(await out.closed).to.equal('too-large');
  });

  it('takes 100,000 tiny frames, never more than 64 of them in one go', async () => {
    const { raw, link } = await rawMember();
    const frames: Bytes[] = [];
    for (let i = 0; i < 100_000; i += 500) {
      frames.push(...(await Promise.all(Array.from({ length: 500 }, () => raw.seal(0x80, Uint8Array.of(0, 0, 0, 0))))));
    }
    let taken = 0;
    let inOneGo = 0;
    let mostInOneGo = 0;
    let code: ErrorCode | null = null;
    link.start({
      frame: () => {
        taken += 1;
        if (inOneGo === 0) queueMicrotask(() => (inOneGo = 0));
        inOneGo += 1;
        mostInOneGo = Math.max(mostInOneGo, inOneGo);
      },
      closed: (reason) => (code = reason),
    });
    // As a network would bring them: many at a time, but not all in one task.
    for (let i = 0; i < frames.length; i += 1_000) {
      for (const frame of frames.slice(i, i + 1_000)) raw.send(frame);
      await settle(1);
    }
    await until(() => taken === 100_000 || code !== null, 'all frames');
    expect(code).to.equal(null);
    expect(mostInOneGo).to.be.within(1, 64);
  }).timeout(60_000);

  it('closes when more arrives than anybody could take', async () => {
    const { raw, out } = await recordedMember();
    const frame = await raw.seal(0x80, packFrameData(0x80, new Uint8Array(65_504)));
    // All in one go: nothing can be decrypted in between. The numbers are right, the tags of all but the first are not.
    const view = new DataView(frame.buffer);
    for (let i = 0; i < 600; i++) {
      view.setUint32(8, raw.n - 1 + i);
      raw.send(frame);
    }
    expect(await out.closed).to.equal('too-large');
  });
});
