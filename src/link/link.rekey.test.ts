import { expect } from '@open-wc/testing';
import { createIdentity } from '../crypto/identity.js';
import { authMessage, rekeyPrologue } from '../crypto/link-keys.js';
import { randomBytes } from '../crypto/primitives.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { establishLink } from './establish-link.js';
import { packFrameData } from './frame-codec.js';
import { LINK_FRAME } from './frame-types.js';
import { finishLinkNoise, makeAuth, startLinkNoise } from './link-epoch.js';
import type { EpochSecrets } from './link-epoch.js';
import { LinkRecorder, LinkScene, settleCrypto, until } from './link-pair.fixture.js';
import type { SeenMessage } from './link-pair.fixture.js';
import { RawPeer } from './raw-peer.fixture.js';
import { REKEY_AFTER_BYTES } from './rekey.js';

const BULK_DATA = 60_000;

function epochOf(message: SeenMessage): number {
  return ((message.bytes[2] as number) << 8) | (message.bytes[3] as number);
}

/** Frames, without the two Noise messages. */
function framesOf(scene: LinkScene, direction: SeenMessage['direction']): SeenMessage[] {
  return scene.seen.filter((message) => message.direction === direction && message.bytes.length > 49);
}

function expectOneSwitchEach(scene: LinkScene, direction: SeenMessage['direction'], lastEpoch: number): void {
  let epoch = 0;
  for (const message of framesOf(scene, direction)) {
    if (epochOf(message) !== epoch) {
      epoch += 1;
      expect(epochOf(message)).to.equal(epoch);
      expect(message.bytes[1]).to.equal(LINK_FRAME.auth);
      expect(message.bytes.subarray(4, 12).toHex()).to.equal('0000000000000000');
    } else if (message.bytes[1] === LINK_FRAME.auth) {
      expect(message.bytes.subarray(4, 12).toHex()).to.equal('0000000000000000');
    }
  }
  expect(epoch).to.equal(lastEpoch);
}

async function rawPair(role: 'initiator' | 'responder'): Promise<{ scene: LinkScene; raw: RawPeer; out: LinkRecorder }> {
  const scene = await LinkScene.make();
  const wire = await scene.wire();
  const isInitiator = role === 'initiator';
  const raw = new RawPeer({
    channel: isInitiator ? wire.initiator : wire.responder,
    rid: scene.rid,
    psk: scene.psk,
    identity: isInitiator ? scene.alice : scene.bob,
    run: isInitiator ? scene.runOfAlice : scene.runOfBob,
  });
  const setup = isInitiator ? scene.setupOfResponder(wire.responder) : scene.setupOfInitiator(wire.initiator);
  const [link] = await Promise.all([establishLink(setup), raw.enter()]);
  return { scene, raw, out: new LinkRecorder(link) };
}

/** An initiator that renews the keys by hand, up to its AUTH. */
async function renewAsInitiator(raw: RawPeer, from: EpochSecrets): Promise<EpochSecrets> {
  const noise = await startLinkNoise('initiator', rekeyPrologue(from.h), from.exporter);
  await raw.sendFrame(LINK_FRAME.rekey, await noise.writeMessage(new Uint8Array(0)));
  await noise.readMessage(await raw.nextOfType(LINK_FRAME.rekey));
  return finishLinkNoise(noise, 'initiator');
}

describe('link, renewing its keys', () => {
  it('waits for nothing any more once the link has ended', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    const ends = [new LinkRecorder(dialler), new LinkRecorder(dialled)];
    await scene.clock.advance(61_000);
    dialler.close();
    await scene.clock.advance(2_000);
    expect(ends).to.have.length(2);
    expect(scene.clock.timerCount).to.equal(0);
  });

  it('does so after 60 s, and not a moment before', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    await settleCrypto();
    await scene.advanceLively(59_000);
    expect(scene.seen.every((message) => message.bytes[1] !== LINK_FRAME.rekey || message.bytes.length < 50)).to.equal(true);
    await scene.advanceLively(1_000);
    await until(() => framesOf(scene, 'to-initiator').some((message) => epochOf(message) === 1), 'the next epoch');
    const out = new LinkRecorder(dialled);
    dialler.send(0x10, Uint8Array.of(1));
    await out.count(1);
    expect(out.frames.length).to.equal(1);
    for (const direction of ['to-responder', 'to-initiator'] as const) expectOneSwitchEach(scene, direction, 1);
  });

  it('loses and reorders nothing under traffic in both directions, over several epochs', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    const [toDialler, toDialled] = [new LinkRecorder(dialler), new LinkRecorder(dialled)];
    let sent = 0;
    // Each second ten frames each way, so that there are some before, during and after every switch.
    for (let second = 0; second < 190; second++) {
      await scene.clock.advance(1_000);
      for (let i = 0; i < 10; i++) {
        const data = new Uint8Array(4);
        new DataView(data.buffer).setUint32(0, sent++);
        dialler.send(i % 2 === 0 ? 0x10 : 0x80, data);
        dialled.send(i % 2 === 0 ? 0x80 : 0x10, data);
      }
      // Within a few seconds of a rekey the clock does not wait for WebCrypto.
      if (second % 5 === 0) await settleCrypto();
    }
    await Promise.all([toDialler.count(sent), toDialled.count(sent)]);
    for (const out of [toDialler, toDialled]) {
      expect(out.frames.map((frame) => new DataView(frame.data.buffer).getUint32(0))).to.deep.equal(
        Array.from({ length: sent }, (_, i) => i),
      );
      expect(out.codes).to.deep.equal([]);
    }
    for (const direction of ['to-responder', 'to-initiator'] as const) expectOneSwitchEach(scene, direction, 3);
  }).timeout(60_000);

  it('does so after 64 MiB, counting both directions, without a pause', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    let received = 0;
    const epochs = new Set<number>();
    scene.network.tamper = (_id, _direction, bytes) => {
      epochs.add(((bytes[2] as number) << 8) | (bytes[3] as number));
      return bytes;
    };
    dialler.start({ frame: () => (received += 1), closed: () => undefined });
    dialled.start({ frame: () => (received += 1), closed: () => undefined });
    const data = new Uint8Array(BULK_DATA);
    const each = Math.ceil((0.75 * REKEY_AFTER_BYTES) / BULK_DATA);
    await Promise.all(
      [dialler, dialled].map(async (link) => {
        for (let i = 0; i < each; i++) {
          await link.ready();
          link.send(0x80, data);
        }
      }),
    );
    await until(() => received === 2 * each || dialler.isClosed || dialled.isClosed, 'all frames');
    expect(received).to.equal(2 * each);
    expect([...epochs]).to.deep.equal([0, 1]);
  }).timeout(60_000);

  it('binds each epoch to the one before', async () => {
    const { raw, out } = await rawPair('initiator');
    const first = raw.secrets;
    const next = await renewAsInitiator(raw, { ...first, exporter: randomBytes(32) }).catch(() => null);
    expect(next).to.equal(null);
    expect(await out.closed).to.equal('frame-invalid');
    const other = await rawPair('initiator');
    expect(await renewAsInitiator(other.raw, { ...other.raw.secrets, h: randomBytes(32) }).catch(() => null)).to.equal(null);
    expect(await other.out.closed).to.equal('frame-invalid');
  });

  it("takes frames of the old epoch until the other side's switch, and none afterwards", async () => {
    const { raw, out } = await rawPair('initiator');
    const first = raw.secrets;
    const next = await renewAsInitiator(raw, first);
    await raw.sendFrame(0x10, Uint8Array.of(1));
    const stale = await raw.seal(0x10, packFrameData(0x10, Uint8Array.of(9)));
    raw.secrets = next;
    raw.epoch = 1;
    raw.n = 0;
    await raw.sendFrame(LINK_FRAME.auth, await raw.auth());
    await raw.sendFrame(0x10, Uint8Array.of(2));
    await out.count(2);
    expect(out.frames.map((frame) => frame.data[0])).to.deep.equal([1, 2]);
    raw.send(stale);
    expect(await out.closed).to.equal('frame-invalid');
    expect(out.frames.length).to.equal(2);
  });

  it('refuses another person, another run and other caps in a rekey', async () => {
    const mallory = await createIdentity();
    const forgeries: [string, (raw: RawPeer, next: EpochSecrets) => Promise<Bytes>, string][] = [
      ['person', (raw, next) => makeAuth('initiator', next.h, mallory, raw.setup.run), 'identity-unexpected'],
      ['run', (raw, next) => makeAuth('initiator', next.h, raw.setup.identity, randomBytes(8)), 'identity-unexpected'],
      [
        'caps',
        async (raw, next) => {
          const { identity, run } = raw.setup;
          const caps = Uint8Array.of(0, 0, 0, 1);
          return concatBytes(identity.pk, run, caps, await identity.sign(authMessage('initiator', next.h, identity.pk, run, caps)));
        },
        'identity-unexpected',
      ],
      ['handshake', (raw) => makeAuth('initiator', raw.secrets.h, raw.setup.identity, raw.setup.run), 'not-authentic'],
    ];
    for (const [name, make, code] of forgeries) {
      const { raw, out } = await rawPair('initiator');
      const next = await renewAsInitiator(raw, raw.secrets);
      const auth = await make(raw, next);
      raw.secrets = next;
      raw.epoch = 1;
      raw.n = 0;
      await raw.sendFrame(LINK_FRAME.auth, auth);
      await raw.sendFrame(0x10, Uint8Array.of(1));
      expect(await out.closed, name).to.equal(code);
      expect(out.frames.length).to.equal(0);
    }
  });

  it('refuses a second rekey while one is under way, a rekey begun by the responder, and a switch that is none', async () => {
    const twice = await rawPair('initiator');
    await renewAsInitiator(twice.raw, twice.raw.secrets);
    const again = await startLinkNoise('initiator', rekeyPrologue(twice.raw.secrets.h), twice.raw.secrets.exporter);
    await twice.raw.sendFrame(LINK_FRAME.rekey, await again.writeMessage(new Uint8Array(0)));
    expect(await twice.out.closed).to.equal('frame-invalid');

    const turned = await rawPair('responder');
    await turned.raw.sendFrame(LINK_FRAME.rekey, randomBytes(48));
    expect(await turned.out.closed).to.equal('frame-invalid');

    const early = await rawPair('initiator');
    const next = await renewAsInitiator(early.raw, early.raw.secrets);
    early.raw.secrets = next;
    early.raw.epoch = 1;
    early.raw.n = 0;
    await early.raw.sendFrame(0x10, Uint8Array.of(1));
    expect(await early.out.closed).to.equal('frame-invalid');
    expect(early.out.frames.length).to.equal(0);
  });

  it('the responder closes when the initiator lets twice the time pass', async () => {
    const { scene, raw, out } = await rawPair('initiator');
    for (let second = 0; second < 119; second++) {
      await scene.clock.advance(1_000);
      await raw.sendFrame(0x10, Uint8Array.of(1));
      await settleCrypto();
    }
    expect(out.codes).to.deep.equal([]);
    await scene.clock.advance(1_000);
    await raw.sendFrame(0x10, Uint8Array.of(1));
    expect(await out.closed).to.equal('rekey-overdue');
  }).timeout(60_000);

  it('the responder closes when the initiator lets twice the bytes pass', async () => {
    const { raw, out } = await rawPair('initiator');
    const plaintext = packFrameData(0x80, new Uint8Array(65_504));
    const frames = (2 * REKEY_AFTER_BYTES) / 65_536;
    for (let i = 0; i < frames - 2; i++) {
      raw.send(await raw.seal(0x80, plaintext));
      if (i % 32 === 31) await until(() => out.frames.splice(0).length === 0 || out.codes.length > 0, 'the frames to be taken');
    }
    expect(out.codes).to.deep.equal([]);
    for (let i = 0; i < 2; i++) raw.send(await raw.seal(0x80, plaintext));
    expect(await out.closed).to.equal('rekey-overdue');
  }).timeout(60_000);

  it('the initiator closes as well when its rekey is never answered', async () => {
    const { scene, raw, out } = await rawPair('responder');
    for (let second = 0; second < 119; second++) {
      await scene.clock.advance(1_000);
      await raw.sendFrame(0x10, Uint8Array.of(1));
      await settleCrypto();
    }
    expect(out.codes).to.deep.equal([]);
    await scene.clock.advance(1_000);
    await raw.sendFrame(0x10, Uint8Array.of(1));
    expect(await out.closed).to.equal('rekey-overdue');
  }).timeout(60_000);

  it('keeps the first transcript and exporter for the emoji, on both sides alike', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    const before = [dialler.firstTranscript.toHex(), dialler.firstExporter.toHex()];
    await scene.advanceLively(65_000);
    expect(framesOf(scene, 'to-initiator').some((message) => epochOf(message) === 1)).to.equal(true);
    for (const link of [dialler, dialled]) expect([link.firstTranscript.toHex(), link.firstExporter.toHex()]).to.deep.equal(before);
  });
});
