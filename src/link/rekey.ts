/**
 * Renewing a link's keys (DESIGN section 4, "Rekey"): the first initiator reruns the handshake inside the link, chained to the epoch before by its
 * exporter (as psk) and its handshake hash (in the prologue); AUTH as frame 0 of the next epoch is the switch, in each direction for itself.
 *
 * Invariants: the person and the run never change within a link; one rekey at a time; the secrets of an epoch are dropped when the next one is
 * complete; a link whose keys are overdue ends, on either side.
 */
import { rekeyPrologue } from '../crypto/link-keys.js';
import type { NoiseHandshake } from '../crypto/noise.js';
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { Alarm } from '../lib/clock.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import type { FrameReceiver } from './frame-receiver.js';
import type { FrameSender } from './frame-sender.js';
import { LINK_FRAME } from './frame-types.js';
import { finishLinkNoise, makeAuth, readAuth, rolesOf, startLinkNoise } from './link-epoch.js';
import type { EpochSecrets } from './link-epoch.js';
import type { LinkEnd, LinkRemote } from './link-parts.js';

/** When the initiator renews the keys: age in milliseconds, and bytes of all frames sent and received in the epoch. At twice that the link ends. */
const REKEY_AFTER_MS = 60_000;
export const REKEY_AFTER_BYTES = 64 * 1024 * 1024;

/** No epoch has a higher number. */
const LAST_EPOCH = 0xffff;

/** What it works on. */
export interface RekeySetup {
  readonly own: LinkEnd;
  readonly remote: LinkRemote;
  readonly sender: FrameSender;
  readonly receiver: FrameReceiver;
  failed(error: unknown): void;
}

/** What it has to be told. */
export interface Rekey {
  /** Looks at the limits; to be called after every frame. */
  check(): void;
  /** A REKEY frame. Rejects with `ParleyError` when it is not one's turn to get it or its content does not fit. */
  onRekeyFrame(message: Bytes): Promise<void>;
  /** The AUTH frame of the next epoch: the other side has switched. */
  onAuthFrame(data: Bytes): Promise<void>;
  /** The link has ended. */
  stop(): void;
}

/** Watches over the keys of a link whose first epoch is `current`. */
export function startRekey(current: EpochSecrets, { own, remote, sender, receiver, failed }: RekeySetup): Rekey {
  const { identity, run, clock } = own;
  const [ownRole, otherRole] = rolesOf(!remote.isInitiator);
  const due = new Alarm(clock);
  /** When the current epoch became complete. */
  let since = clock.now();
  /** The initiator's handshake, until the next epoch is complete. */
  let begun: Promise<NoiseHandshake> | null = null;
  /** The epoch that is being switched to. */
  let next: EpochSecrets | null = null;

  function check(): void {
    if (!sender.isOpen) return;
    const age = (clock.now() - since) / REKEY_AFTER_MS;
    const use = Math.max(age, (sender.epochBytes + receiver.epochBytes) / REKEY_AFTER_BYTES);
    // SECURITY: whoever never renews the keys loses the link (link.rekey.test.ts: "the responder closes when the initiator lets twice the time pass", "the responder closes when the initiator lets twice the bytes pass").
    if (use >= 2) failed(new ParleyError('rekey-overdue'));
    else if (use >= 1 && ownRole === 'initiator' && begun === null) {
      begun = begin();
      begun.catch(failed);
    }
  }

  async function startNoise(): Promise<NoiseHandshake> {
    if (sender.epoch === LAST_EPOCH) throw new ParleyError('rekey-overdue');
    return startLinkNoise(ownRole, rekeyPrologue(current.h), current.exporter);
  }

  async function begin(): Promise<NoiseHandshake> {
    const noise = await startNoise();
    sender.sendUrgent(LINK_FRAME.rekey, await noise.writeMessage());
    return noise;
  }

  async function onRekeyFrame(message: Bytes): Promise<void> {
    if (next !== null || (ownRole === 'initiator' && begun === null)) throw new ParleyError('frame-invalid');
    try {
      const noise = await (begun ?? startNoise());
      await noise.readMessage(message);
      const answer = begun === null ? await noise.writeMessage() : null;
      next = await finishLinkNoise(noise, ownRole);
      // Before the answer goes out, since the other side's AUTH may follow at once.
      receiver.nextKey = next.receiveKey;
      if (answer === null) await switchSending(next);
      else sender.sendUrgent(LINK_FRAME.rekey, answer);
    } catch (error) {
      // "Someone between you" would be untrue here: both tags of this frame's own epoch fitted.
      throw errorCodeOf(error) === 'handshake-failed' ? new ParleyError('frame-invalid') : error;
    }
  }

  async function switchSending({ h, sendKey }: EpochSecrets): Promise<void> {
    sender.switchEpoch(sendKey, await makeAuth(ownRole, h, identity, run));
  }

  async function onAuthFrame(data: Bytes): Promise<void> {
    if (next === null) throw new ParleyError('frame-invalid');
    const { pk, run: itsRun, caps } = await readAuth(otherRole, next.h, data);
    // SECURITY: a rekey cannot put somebody else at the other end (link.rekey.test.ts: "refuses another person, another run and other caps in a rekey").
    const isSame = equalBytes(pk, remote.pk) && equalBytes(itsRun, remote.run) && caps === remote.caps;
    if (!isSame) throw new ParleyError('identity-unexpected');
    if (ownRole === 'responder') await switchSending(next);
    // Whoever gets hold of this epoch's secrets is to get none of the epochs before.
    current.exporter.fill(0);
    current = next;
    next = null;
    begun = null;
    since = clock.now();
    if (sender.isOpen) due.set(REKEY_AFTER_MS, check);
  }

  due.set(REKEY_AFTER_MS, check);
  // SECURITY: keys and buffers of a link that has ended do not stay for a minute (link.rekey.test.ts: "waits for nothing any more once the link has ended").
  return { check, onRekeyFrame, onAuthFrame, stop: () => due.stop() };
}
