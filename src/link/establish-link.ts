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
import { linkPrologue } from '../crypto/link-keys.js';
import type { NoiseHandshake } from '../crypto/noise.js';
import { requireLength } from '../crypto/primitives.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { LINK_VERSION, frameHeader, openFrame, packFrameData, sealFrame } from './frame-codec.js';
import { LINK_FRAME, LINK_FRAME_LENGTHS } from './frame-types.js';
import { HandshakeInbox } from './handshake-inbox.js';
import { finishLinkNoise, makeAuth, readAuth, rolesOf, startLinkNoise } from './link-epoch.js';
import type { LinkEnd, LinkRemote } from './link-parts.js';
import { Link } from './link.js';

/** What a handshake needs. */
export interface LinkSetup extends LinkEnd {
  /** The room's id, 16 bytes. */
  readonly rid: Bytes;
  /** The room's pre-shared key, 32 bytes. */
  readonly psk: Bytes;
  /**
   * Who may be on the other side; asked once its signature was verified. `false` closes silently. This is where the other side's `peerId` has to be
   * compared with the ids that its `fp` owns (`RoomAddress.slotOf`), and membership checked.
   */
  accepts(remote: LinkRemote): boolean | Promise<boolean>;
}

/**
 * Makes a link of a channel, or closes the channel and rejects with `ParleyError`:
 * - `handshake-failed`: a Noise tag failed: something was changed on the way, or the other side holds another room secret.
 * - `handshake-unanswered` (dialler): closed instead of an answer to the first message: the same, seen from the other end, or a loss.
 * - `handshake-refused`: closed after the other side had our AUTH: it does not accept us, or a loss.
 * - `channel-closed`: closed at another moment (for the dialled side, before the other's AUTH).
 * - `identity-unexpected`: who is there was proved, and `accepts` said no.
 * - `not-authentic`: a signature, or the tag of an AUTH frame, does not fit.
 * - `version-unknown`, `malformed`, `frame-invalid`, `too-large`: the other side does not follow the protocol.
 * - `handshake-timeout`: not complete within 10 s.
 *
 * Throws `RangeError` when `rid`, `psk` or `run` has a wrong length. What `accepts` throws is passed on.
 */
export async function establishLink(setup: LinkSetup): Promise<Link> {
  requireLength(8, { run: setup.run });
  const inbox = new HandshakeInbox(setup.channel, setup.clock);
  try {
    return await Promise.race([shakeHands(setup, inbox), inbox.failure.promise]);
  } catch (error) {
    inbox.fail(error);
    throw error;
  }
}

async function shakeHands(setup: LinkSetup, inbox: HandshakeInbox): Promise<Link> {
  const { channel, identity, run } = setup;
  const { isInitiator } = channel;
  const [ownRole, otherRole] = rolesOf(isInitiator);
  const noise = await startLinkNoise(ownRole, prologueOf(setup), setup.psk);
  if (isInitiator) {
    channel.send(concatBytes(Uint8Array.of(LINK_VERSION), await noise.writeMessage()));
    await readNoise(noise, await inbox.next('handshake-unanswered'));
  } else {
    const first = await inbox.next('channel-closed');
    if (first[0] !== LINK_VERSION) throw new ParleyError('version-unknown');
    await readNoise(noise, first.subarray(1));
    channel.send(await noise.writeMessage());
  }
  const epoch = await finishLinkNoise(noise, ownRole);

  const sendAuth = async (): Promise<void> => {
    const auth = packFrameData(LINK_FRAME.auth, await makeAuth(ownRole, epoch.h, identity, run));
    channel.send(await sealFrame(epoch.sendKey, frameHeader(LINK_FRAME.auth, 0, 0), auth));
  };
  const receive = async (type: number, n: number, codeWhenClosed: ErrorCode): Promise<Bytes> =>
    openFrame(epoch.receiveKey, frameHeader(type, 0, n), await inbox.next(codeWhenClosed));

  // SECURITY: the dialler shows who it is first, so that strangers and the removed learn nothing (establish-link.test.ts: "the responder says nothing to whom it does not accept").
  if (isInitiator) await sendAuth();
  const claim = await readAuth(otherRole, epoch.h, await receive(LINK_FRAME.auth, 0, isInitiator ? 'handshake-refused' : 'channel-closed'));
  const remote: LinkRemote = { ...claim, fpHex: claim.fp.toHex(), peerId: channel.remoteId, isInitiator: !isInitiator };
  if (!(await setup.accepts(remote))) throw new ParleyError('identity-unexpected');
  inbox.trust();
  let ping: Bytes | null = null;
  if (!isInitiator) {
    await sendAuth();
    ping = await receive(LINK_FRAME.ping, 1, 'handshake-refused');
    if (ping.length !== LINK_FRAME_LENGTHS[LINK_FRAME.ping]) throw new ParleyError('frame-invalid');
  }
  const link = new Link({ own: setup, remote, epoch, ping });
  inbox.handOver(link);
  return link;
}

function prologueOf({ channel, rid }: LinkSetup): Bytes {
  const { isInitiator, localId, remoteId, dtlsInitiator, dtlsResponder } = channel;
  const [peerIdInitiator, peerIdResponder] = isInitiator ? [localId, remoteId] : [remoteId, localId];
  return linkPrologue({ rid, peerIdInitiator, peerIdResponder, dtlsInitiator, dtlsResponder });
}

/** A public key and a tag: the payload is empty. */
async function readNoise(noise: NoiseHandshake, message: Bytes): Promise<void> {
  if (message.length !== LINK_FRAME_LENGTHS[LINK_FRAME.rekey]) throw new ParleyError('malformed');
  await noise.readMessage(message);
}
