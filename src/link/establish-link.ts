/**
 * From a bare channel to a link (DESIGN section 4, "Handshake" and "AUTH"): Noise NNpsk0 bound to room, ids and DTLS certificates, then both identities.
 *
 *     I → R   0x01 ‖ Noise message 1
 *     R → I   Noise message 2
 *     I → R   AUTH, frame 0
 *     R → I   AUTH, frame 0        only to somebody who may enter
 *     I → R   PING, frame 1        only to whom was expected; from here on both send freely
 *
 * Invariants: nothing else is sent or accepted before; each failure closes the channel without a word; neither side has a link that the other refused.
 */
import type { Identity } from '../crypto/identity.js';
import { linkPrologue } from '../crypto/link-keys.js';
import { concatBytes, equalBytes, hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { Channel } from '../transport/transport.js';
import { makeAuth, readAuth } from './auth-frame.js';
import { LINK_NOISE_MESSAGE_LENGTH, finishLinkNoise, startLinkNoise } from './epoch-secrets.js';
import type { EpochSecrets } from './epoch-secrets.js';
import { LINK_VERSION, openFrame, packFrameData, readFrameHeader, sealFrame } from './frame-codec.js';
import { LINK_FRAME } from './frame-types.js';
import { HandshakeInbox } from './handshake-inbox.js';
import type { LinkRemote } from './link-parts.js';
import { Link } from './link.js';
import { requirePingLength } from './ping-answers.js';

/** What a handshake needs. */
export interface LinkSetup {
  /** Open and not listened to yet. */
  readonly channel: Channel;
  /** The room's id, 16 bytes. */
  readonly rid: Bytes;
  /** The room's pre-shared key, 32 bytes. */
  readonly psk: Bytes;
  /** One's own. */
  readonly identity: Identity;
  /** Random for each start of this page, 8 bytes. */
  readonly run: Bytes;
  readonly clock: Clock;
  /**
   * Who may be on the other side; asked once its signature was verified. `false` closes silently. This is where the other side's `peerId` has to be
   * compared with the ids that its `fp` owns (`RoomAddress.ownsPeerId`), and membership checked.
   */
  accepts(remote: LinkRemote): boolean | Promise<boolean>;
}

/**
 * Makes a link of a channel, or closes the channel and rejects with `ParleyError`:
 * - `handshake-failed`: a Noise tag failed: something was changed on the way, or the other side holds another room secret.
 * - `handshake-unanswered` (dialler): closed instead of an answer to the first message: the same, seen from the other end, or a loss.
 * - `handshake-refused`: closed after the other side had our AUTH: it does not accept us, or a loss.
 * - `channel-closed`: closed at another moment (for the dialled side, before the other's AUTH).
 * - `identity-unexpected`: who is there was proved, and `accepts` said no, or it is this very page.
 * - `not-authentic`: a signature, or the tag of an AUTH frame, does not fit.
 * - `version-unknown`, `malformed`, `frame-invalid`, `too-large`: the other side does not follow the protocol.
 * - `handshake-timeout`: not complete within 10 s.
 *
 * Throws `RangeError` when `rid`, `psk` or `run` has a wrong length. What `accepts` throws is passed on.
 */
export async function establishLink(setup: LinkSetup): Promise<Link> {
  if (setup.run.length !== 8) throw new RangeError(`run has ${setup.run.length} bytes instead of 8`);
  const inbox = new HandshakeInbox(setup.channel, setup.clock);
  try {
    return await Promise.race([
      setup.channel.isInitiator ? shakeHandsAsInitiator(setup, inbox) : shakeHandsAsResponder(setup, inbox),
      inbox.failure,
    ]);
  } catch (error) {
    inbox.fail(error instanceof ParleyError ? error : new ParleyError('link-closed', 'the handshake broke off', { cause: error }));
    throw error;
  }
}

async function shakeHandsAsInitiator(setup: LinkSetup, inbox: HandshakeInbox): Promise<Link> {
  const { channel } = setup;
  const noise = await startLinkNoise('initiator', linkPrologueOf(setup), setup.psk);
  channel.send(concatBytes(Uint8Array.of(LINK_VERSION), await noise.writeMessage(new Uint8Array(0))));
  await noise.readMessage(requireNoiseLength(await inbox.next('handshake-unanswered')));
  const epoch = await finishLinkNoise(noise, 'initiator');
  await sendAuth(setup, epoch);
  const remote = await receiveAuth(setup, epoch, await inbox.next('handshake-refused'));
  inbox.trust();
  return handOverToLink(setup, inbox, epoch, remote, null);
}

async function shakeHandsAsResponder(setup: LinkSetup, inbox: HandshakeInbox): Promise<Link> {
  const { channel } = setup;
  const noise = await startLinkNoise('responder', linkPrologueOf(setup), setup.psk);
  const first = await inbox.next('channel-closed');
  if (first[0] !== LINK_VERSION) throw new ParleyError('version-unknown', `first byte ${first[0] ?? 'missing'}`);
  await noise.readMessage(requireNoiseLength(first.subarray(1)));
  channel.send(await noise.writeMessage(new Uint8Array(0)));
  const epoch = await finishLinkNoise(noise, 'responder');
  // SECURITY: the dialler shows who it is first, so that strangers and the removed learn nothing (establish-link.test.ts: "the responder says nothing to whom it does not accept").
  const remote = await receiveAuth(setup, epoch, await inbox.next('channel-closed'));
  inbox.trust();
  await sendAuth(setup, epoch);
  const ping = await openHandshakeFrame(epoch, { type: LINK_FRAME.ping, n: 1 }, await inbox.next('handshake-refused'));
  requirePingLength(ping);
  return handOverToLink(setup, inbox, epoch, remote, ping);
}

function linkPrologueOf({ channel, rid }: LinkSetup): Bytes {
  const [peerIdInitiator, peerIdResponder] = channel.isInitiator
    ? [channel.localId, channel.remoteId]
    : [channel.remoteId, channel.localId];
  return linkPrologue({
    rid,
    peerIdInitiator,
    peerIdResponder,
    dtlsInitiator: channel.dtlsInitiator,
    dtlsResponder: channel.dtlsResponder,
  });
}

function requireNoiseLength(message: Bytes): Bytes {
  if (message.length !== LINK_NOISE_MESSAGE_LENGTH) throw new ParleyError('malformed', `Noise message of ${message.length} bytes`);
  return message;
}

async function sendAuth({ channel, identity, run }: LinkSetup, epoch: EpochSecrets): Promise<void> {
  const auth = await makeAuth(channel.isInitiator ? 'initiator' : 'responder', epoch.h, identity, run);
  channel.send(await sealFrame(epoch.sendKey, { type: LINK_FRAME.auth, epoch: 0, n: 0 }, packFrameData(LINK_FRAME.auth, auth)));
}

/** Opens one frame that has to be exactly the expected one. */
async function openHandshakeFrame(
  epoch: EpochSecrets,
  expected: { readonly type: number; readonly n: number },
  frame: Bytes,
): Promise<Bytes> {
  const header = readFrameHeader(frame);
  if (header.type !== expected.type || header.epoch !== 0 || header.n !== expected.n)
    throw new ParleyError('frame-invalid', `type ${header.type}, n ${header.n}`);
  return openFrame(epoch.receiveKey, header, frame);
}

/** Who the AUTH proves to be there, if that is somebody who may. */
async function receiveAuth(setup: LinkSetup, epoch: EpochSecrets, frame: Bytes): Promise<LinkRemote> {
  const { channel, identity, run } = setup;
  const data = await openHandshakeFrame(epoch, { type: LINK_FRAME.auth, n: 0 }, frame);
  const claim = await readAuth(channel.isInitiator ? 'responder' : 'initiator', epoch.h, data);
  const remote: LinkRemote = { ...claim, fpHex: hexOf(claim.fp), peerId: channel.remoteId, isInitiator: !channel.isInitiator };
  if (equalBytes(claim.pk, identity.pk) && equalBytes(claim.run, run)) throw new ParleyError('identity-unexpected', 'this page itself');
  if (!(await setup.accepts(remote))) throw new ParleyError('identity-unexpected', remote.fpHex);
  return remote;
}

function handOverToLink(setup: LinkSetup, inbox: HandshakeInbox, epoch: EpochSecrets, remote: LinkRemote, ping: Bytes | null): Link {
  const { channel, clock, identity, run } = setup;
  const link = inbox.handOver(() => new Link({ channel, clock, identity, run, remote, epoch, nextFromRemote: ping === null ? 1 : 2 }));
  link.greet(ping);
  return link;
}
