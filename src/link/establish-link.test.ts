import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { establishLink } from './establish-link.js';
import { LINK_FRAME } from './frame-types.js';
import { LinkRecorder, LinkScene, codeOf, settleCrypto, until } from './link-pair.fixture.js';
import type { LinkRemote } from './link-parts.js';
import { RawPeer } from './raw-peer.fixture.js';

describe('establish-link', () => {
  it('gives both sides a link that knows who is at the other end', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    expect(dialler.isInitiator).to.equal(true);
    expect(dialled.isInitiator).to.equal(false);
    expect(dialler.remote.fpHex).to.equal(scene.bob.fp.toHex());
    expect(dialled.remote.fpHex).to.equal(scene.alice.fp.toHex());
    expect(equalBytes(dialler.remote.run, scene.runOfBob)).to.equal(true);
    expect(equalBytes(dialled.remote.run, scene.runOfAlice)).to.equal(true);
    expect([dialler.remote.peerId, dialled.remote.peerId]).to.deep.equal(['bob0', 'alice0']);
    expect([dialler.remote.isInitiator, dialled.remote.isInitiator, dialler.remote.caps]).to.deep.equal([false, true, 0]);
    expect(dialler.firstTranscript.toHex()).to.equal(dialled.firstTranscript.toHex());
    expect(dialler.firstExporter.toHex()).to.equal(dialled.firstExporter.toHex());
  });

  it('sends exactly the messages of the protocol, with the lengths of the protocol', async () => {
    const scene = await LinkScene.make();
    const pair = await scene.pair();
    await until(() => scene.seen.length >= 6, 'the PONG');
    expect(scene.seen.map(({ direction, bytes }) => [direction === 'to-responder' ? 'I' : 'R', bytes.length])).to.deep.equal([
      ['I', 49],
      ['R', 48],
      ['I', 284],
      ['R', 284],
      ['I', 284],
      ['R', 284],
    ]);
    expect(scene.seen[0]?.bytes[0]).to.equal(1);
    expect(scene.seen[2]?.bytes.subarray(0, 12).toHex()).to.equal('010100000000000000000000');
    expect(scene.seen[4]?.bytes.subarray(0, 12).toHex()).to.equal('010300000000000000000001');
    expect(pair.initiator.isTrusted && pair.responder.isTrusted).to.equal(true);
  });

  it('makes other keys each time', async () => {
    const scene = await LinkScene.make();
    const one = await scene.pair();
    const other = await scene.pair();
    expect(one.dialler.firstTranscript.toHex()).not.to.equal(other.dialler.firstTranscript.toHex());
    expect(one.dialler.firstExporter.toHex()).not.to.equal(other.dialler.firstExporter.toHex());
  });

  describe('with one thing seen differently', () => {
    const bothSilent = ['handshake-unanswered', 'handshake-failed'];

    it('fails with another psk', async () => {
      const scene = await LinkScene.make();
      expect(await scene.codes(await scene.wire(), { initiator: { psk: randomBytes(32) } })).to.deep.equal(bothSilent);
    });

    it('fails with another rid', async () => {
      const scene = await LinkScene.make();
      expect(await scene.codes(await scene.wire(), { responder: { rid: randomBytes(16) } })).to.deep.equal(bothSilent);
    });

    for (const which of ['dtlsInitiator', 'dtlsResponder'] as const) {
      for (const seenBy of ['initiator', 'responder'] as const) {
        it(`fails when the ${seenBy} sees another ${which}`, async () => {
          const scene = await LinkScene.make();
          scene.network.bindingSeen = (_id, side, truth) => (side === seenBy ? { ...truth, [which]: randomBytes(32) } : truth);
          expect(await scene.codes(await scene.wire())).to.deep.equal(bothSilent);
        });
      }
    }

    for (const id of ['localId', 'remoteId'] as const) {
      for (const side of ['initiator', 'responder'] as const) {
        it(`fails when the ${side} believes in another ${id}`, async () => {
          const scene = await LinkScene.make();
          const wire = await scene.wire();
          Object.defineProperty(wire[side], id, { value: 'mallory' });
          expect(await scene.codes(wire)).to.deep.equal(bothSilent);
        });
      }
    }
  });

  it('the responder says nothing to whom it does not accept', async () => {
    const scene = await LinkScene.make();
    const wire = await scene.wire();
    expect(await scene.codes(wire, { responder: { accepts: () => false } })).to.deep.equal(['handshake-refused', 'identity-unexpected']);
    expect(scene.seen.map((message) => message.bytes.length)).to.deep.equal([49, 48, 284]);
  });

  it('the initiator says nothing more to whom it did not expect, and the responder has no link', async () => {
    const scene = await LinkScene.make();
    expect(await scene.codes(await scene.wire(), { initiator: { accepts: () => Promise.resolve(false) } })).to.deep.equal([
      'identity-unexpected',
      'handshake-refused',
    ]);
    expect(scene.seen.length).to.equal(4);
  });

  it('asks whether to accept only about somebody who proved who it is', async () => {
    const scene = await LinkScene.make();
    const asked: LinkRemote[] = [];
    const accepts = (remote: LinkRemote): boolean => asked.push(remote) > 0;
    scene.meddle = (index, { bytes }) => (index === 2 ? bytes.with(60, (bytes[60] as number) ^ 1) : bytes);
    await scene.codes(await scene.wire(), { responder: { accepts }, initiator: { accepts } });
    expect(asked.length).to.equal(0);
  });

  it('passes on what accepts throws, and closes', async () => {
    const scene = await LinkScene.make();
    const { initiator, responder } = scene.begin(await scene.wire(), {
      responder: {
        accepts: () => {
          throw new RangeError('own mistake');
        },
      },
    });
    const [code, error] = await Promise.all([codeOf(initiator), responder.catch((thrown: unknown) => thrown)]);
    expect(code).to.equal('handshake-refused');
    expect(error).to.be.instanceOf(RangeError);
  });

  it('links two installations of one identity, whose runs differ', async () => {
    const scene = await LinkScene.make();
    const { dialler } = await scene.pair({ responder: { identity: scene.alice } });
    expect(dialler.remote.fpHex).to.equal(scene.alice.fp.toHex());
  });

  it('says that a version is unknown', async () => {
    for (const version of [0, 2, 255]) {
      const scene = await LinkScene.make();
      scene.meddle = (index, { bytes }) => (index === 0 ? bytes.with(0, version) : bytes);
      expect(await scene.codes(await scene.wire())).to.deep.equal(['handshake-unanswered', 'version-unknown']);
    }
  });

  it('refuses first messages of another length', async () => {
    for (const length of [1, 17, 48, 50, 512]) {
      const scene = await LinkScene.make();
      scene.meddle = (index, { bytes }) => (index === 0 ? concatBytes(bytes, new Uint8Array(512)).slice(0, length) : bytes);
      expect(await scene.codes(await scene.wire()), `${length}`).to.deep.equal(['handshake-unanswered', 'malformed']);
    }
  });

  it('refuses X25519 keys of low order, from either side', async () => {
    const lowOrder = [
      '00'.repeat(32),
      `01${'00'.repeat(31)}`,
      'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
      `ec${'ff'.repeat(30)}7f`,
    ];
    for (const key of lowOrder.map((text) => Uint8Array.fromHex(text))) {
      for (const [index, at] of [
        [0, 1],
        [1, 0],
      ] as const) {
        const scene = await LinkScene.make();
        scene.meddle = (i, { bytes }) => (i === index ? concatBytes(bytes.subarray(0, at), key, bytes.subarray(at + 32)) : bytes);
        const codes = await scene.codes(await scene.wire());
        expect(codes[index === 0 ? 1 : 0], `message ${index + 1}`).to.equal('handshake-failed');
        expect(codes).not.to.include(null);
      }
    }
  });

  it('is not fooled by its own messages coming back', async () => {
    const scene = await LinkScene.make();
    const { initiator, responder } = await scene.wire();
    const attempt = codeOf(establishLink(scene.setupOfInitiator(initiator)));
    // A mirror: what comes is sent back, without the version byte where that would be in the way.
    responder.receive({ message: (bytes) => responder.send(bytes.length === 49 ? bytes.slice(1) : bytes), closed: () => undefined });
    expect(await attempt).to.equal('handshake-failed');
  });

  it('is not fooled when both sides believe to have dialled, or to have been dialled', async () => {
    for (const isInitiator of [true, false]) {
      const scene = await LinkScene.make();
      const wire = await scene.wire();
      for (const channel of [wire.initiator, wire.responder]) Object.defineProperty(channel, 'isInitiator', { value: isInitiator });
      const codes = scene.codes(wire);
      await settleCrypto();
      await scene.clock.advance(10_000);
      expect(await codes).not.to.include(null);
    }
  });

  it('ends after 10 s without an answer, and not a moment before', async () => {
    const scene = await LinkScene.make();
    const wire = await scene.wire();
    wire.wire.hold();
    let isOver = false;
    const codes = scene.codes(wire).finally(() => {
      isOver = true;
    });
    await scene.clock.advance(9_999);
    expect(isOver).to.equal(false);
    await scene.clock.advance(1);
    expect(await codes).to.deep.equal(['handshake-timeout', 'handshake-timeout']);
  });

  it('ends after 10 s also when accepts never answers, and makes no link when it answers later', async () => {
    const scene = await LinkScene.make();
    const answer = Promise.withResolvers<boolean>();
    const asked = Promise.withResolvers<void>();
    const accepts = (): Promise<boolean> => {
      asked.resolve();
      return answer.promise;
    };
    const codes = scene.codes(await scene.wire(), { responder: { accepts } });
    await asked.promise;
    await scene.clock.advance(10_000);
    // The initiator's time is up first, and the responder sees it leave.
    expect(await codes).to.deep.equal(['handshake-timeout', 'channel-closed']);
    const sent = scene.seen.length;
    answer.resolve(true);
    await settleCrypto();
    expect(scene.seen.length).to.equal(sent);
  });

  it('closes when the other side sends more than 512 bytes before it is authenticated', async () => {
    const scene = await LinkScene.make();
    const { initiator, responder } = await scene.wire();
    const attempt = codeOf(establishLink(scene.setupOfInitiator(initiator)));
    let isClosed = false;
    responder.receive({ message: () => undefined, closed: () => (isClosed = true) });
    responder.send(new Uint8Array(513));
    expect(await attempt).to.equal('too-large');
    await until(() => isClosed, 'the end');
  });

  it('refuses anything but AUTH as the first frame, and AUTH under another number or epoch', async () => {
    for (const header of [{ type: 0x10 }, { type: 0x80 }, { type: LINK_FRAME.ping }, { n: 1 }, { epoch: 1 }]) {
      const scene = await LinkScene.make();
      const wire = await scene.wire();
      const raw = new RawPeer({ channel: wire.initiator, rid: scene.rid, psk: scene.psk, identity: scene.alice, run: scene.runOfAlice });
      const attempt = codeOf(establishLink(scene.setupOfResponder(wire.responder)));
      await raw.shakeHands();
      const auth = await raw.auth();
      const packed = new Uint8Array(256);
      packed.set([0, 0, 0, auth.length]);
      packed.set(auth, 4);
      raw.send(await raw.seal(LINK_FRAME.auth, packed, header));
      expect(await attempt, JSON.stringify(header)).to.equal('frame-invalid');
    }
  });

  it('gives the responder its link only once the initiator went on', async () => {
    const scene = await LinkScene.make();
    const wire = await scene.wire();
    const raw = new RawPeer({ channel: wire.initiator, rid: scene.rid, psk: scene.psk, identity: scene.alice, run: scene.runOfAlice });
    let isLinked = false;
    const attempt = establishLink(scene.setupOfResponder(wire.responder)).then((link) => {
      isLinked = true;
      return link;
    });
    await raw.shakeHands();
    await raw.sendFrame(LINK_FRAME.auth, await raw.auth());
    await raw.next();
    await settleCrypto();
    expect(isLinked).to.equal(false);
    await raw.sendFrame(LINK_FRAME.ping, randomBytes(8));
    await raw.sendFrame(0x10, Uint8Array.of(7));
    const out = new LinkRecorder(await attempt);
    await out.count(1);
    expect(out.frames.map((frame) => [...frame.data])).to.deep.equal([[7]]);
  });

  it('tells a channel that is closed early from one that is closed in the middle', async () => {
    const scene = await LinkScene.make();
    const before = await scene.wire();
    before.wire.cut();
    expect(await scene.codes(before)).to.deep.equal(['channel-closed', 'channel-closed']);
    const unanswered = await scene.wire();
    scene.meddle = () => {
      unanswered.wire.cut();
      return null;
    };
    expect(await scene.codes(unanswered)).to.deep.equal(['handshake-unanswered', 'channel-closed']);
    scene.meddle = null;
    const own = await scene.wire();
    const attempt = codeOf(establishLink(scene.setupOfResponder(own.responder)));
    own.responder.close();
    expect(await attempt).to.equal('link-closed');
  });

  it('names the argument that has a wrong length', async () => {
    const scene = await LinkScene.make();
    for (const name of ['rid', 'psk', 'run'] as const) {
      const { initiator } = await scene.wire();
      const error = await establishLink(scene.setupOfInitiator(initiator, { [name]: randomBytes(5) })).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(RangeError);
      expect(error).not.to.be.instanceOf(ParleyError);
      expect(String(error)).to.contain(name);
    }
  });
});
