import { expect } from '@open-wc/testing';
import { authMessage } from '../crypto/link-keys.js';
import { randomBytes } from '../crypto/primitives.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';
import { establishLink } from './establish-link.js';
import { LINK_FRAME } from './frame-types.js';
import { makeAuth } from './link-epoch.js';
import { LinkRecorder, LinkScene, codeOf } from './link-pair.fixture.js';
import type { Link } from './link.js';
import { RawPeer } from './raw-peer.fixture.js';

const MESSAGES: [name: string, length: number][] = [
  ['Noise message 1', 49],
  ['Noise message 2', 48],
  ['AUTH of the initiator', 284],
  ['AUTH of the responder', 284],
  ['PING of the initiator', 284],
];

/** How a side ends whose peer's message was changed: no link, or (the initiator, after it accepted) a link that is closed and brought nothing. */
async function outcomeOf(attempt: Promise<Link>): Promise<{ code: ErrorCode | null; frames: number }> {
  let link: Link;
  try {
    link = await attempt;
  } catch (error) {
    return { code: await codeOf(Promise.reject(error)), frames: 0 };
  }
  const out = new LinkRecorder(link);
  return { code: await out.closed, frames: out.frames.length };
}

async function tamperOnce(scene: LinkScene, target: number, at: number, change: (bytes: Bytes) => Bytes): Promise<void> {
  const wire = await scene.wire();
  let index = 0;
  scene.network.tamper = (wireId, _direction, bytes) => (wireId === wire.wire.id && index++ === target ? change(bytes) : bytes);
  const { initiator, responder } = scene.begin(wire);
  const outcomes = await Promise.all([outcomeOf(initiator), outcomeOf(responder)]);
  for (const { code, frames } of outcomes) {
    expect(code, `byte ${at}`).not.to.equal(null);
    expect(frames).to.equal(0);
  }
}

describe('establish-link, tampered with', () => {
  MESSAGES.forEach(([name, length], target) => {
    it(`closes on both sides and delivers nothing with any byte of ${name} changed`, async () => {
      const scene = await LinkScene.make();
      for (let at = 0; at < length; at++) {
        await tamperOnce(scene, target, at, (bytes) => {
          expect(bytes.length).to.equal(length);
          return bytes.with(at, (bytes[at] as number) ^ (1 << (at % 8)));
        });
      }
    }).timeout(60_000);

    it(`closes on both sides with ${name} cut short, made longer, or empty`, async () => {
      const scene = await LinkScene.make();
      for (const newLength of [0, 1, length - 1, length + 1]) {
        await tamperOnce(scene, target, newLength, (bytes) => concatBytes(bytes, Uint8Array.of(0)).slice(0, newLength));
      }
    });
  });

  it('refuses an AUTH signed for another handshake, another role or by another key', async () => {
    const scene = await LinkScene.make();
    const { alice, bob, runOfAlice: run } = scene;
    const caps = new Uint8Array(4);
    // What an attacker who is a member, or who saw an AUTH on a link of its own, could put into the frame.
    const forgeries: [name: string, make: (raw: RawPeer) => Promise<Bytes>][] = [
      ['another handshake', () => makeAuth('initiator', randomBytes(32), alice, run)],
      ['another role', (raw) => makeAuth('responder', raw.secrets.h, alice, run)],
      ['another key', async (raw) => concatBytes(alice.pk, (await makeAuth('initiator', raw.secrets.h, bob, run)).subarray(32))],
      [
        'another run',
        async (raw) => concatBytes(alice.pk, randomBytes(8), (await makeAuth('initiator', raw.secrets.h, alice, run)).subarray(40)),
      ],
      [
        'other caps',
        async (raw) =>
          concatBytes(
            alice.pk,
            run,
            Uint8Array.of(0, 0, 0, 1),
            await alice.sign(authMessage('initiator', raw.secrets.h, alice.pk, run, caps)),
          ),
      ],
      [
        'a small-order key',
        () => Promise.resolve(concatBytes(Uint8Array.of(1), new Uint8Array(31), run, caps, Uint8Array.of(1), new Uint8Array(63))),
      ],
      ['no signature', () => Promise.resolve(concatBytes(alice.pk, run, caps, new Uint8Array(64)))],
    ];
    for (const [name, make] of forgeries) {
      const wire = await scene.wire();
      const attempt = codeOf(establishLink(scene.setupOfResponder(wire.responder)));
      const raw = new RawPeer({ channel: wire.initiator, rid: scene.rid, psk: scene.psk, identity: bob, run });
      await raw.shakeHands();
      await raw.sendFrame(LINK_FRAME.auth, await make(raw));
      expect(await attempt, name).to.equal('not-authentic');
    }
  });

  it('refuses an AUTH that is too short or too long', async () => {
    const scene = await LinkScene.make();
    for (const change of [
      (auth: Bytes) => auth.slice(0, -1),
      (auth: Bytes) => concatBytes(auth, Uint8Array.of(0)),
      () => new Uint8Array(0),
    ]) {
      const wire = await scene.wire();
      const attempt = codeOf(establishLink(scene.setupOfResponder(wire.responder)));
      const raw = new RawPeer({ channel: wire.initiator, rid: scene.rid, psk: scene.psk, identity: scene.alice, run: scene.runOfAlice });
      await raw.shakeHands();
      await raw.sendFrame(LINK_FRAME.auth, change(await raw.auth()));
      expect(await attempt).to.equal('malformed');
    }
  });

  it('gives a member in the middle nothing to pass on: an AUTH holds for its own handshake only', async () => {
    const scene = await LinkScene.make();
    // Mallory is a member: accepts alice's dial, dials bob, and hands alice's AUTH data on to him.
    const toMallory = await scene.wire();
    const toBob = await scene.wire();
    const mallory = { rid: scene.rid, psk: scene.psk, identity: scene.bob, run: randomBytes(8) };
    const front = new RawPeer({ ...mallory, channel: toMallory.responder });
    const back = new RawPeer({ ...mallory, channel: toBob.initiator });
    const alice = codeOf(establishLink(scene.setupOfInitiator(toMallory.initiator)));
    const bob = codeOf(establishLink(scene.setupOfResponder(toBob.responder)));
    await Promise.all([front.shakeHands(), back.shakeHands()]);
    const { data } = await front.open(await front.next());
    await back.sendFrame(LINK_FRAME.auth, data);
    expect(await bob).to.equal('not-authentic');
    front.setup.channel.close();
    expect(await alice).to.equal('handshake-refused');
  });
});
