/**
 * Renewing a link's keys (DESIGN section 4, "Rekey"): the first initiator reruns the handshake inside the link, chained to the epoch before by its
 * exporter (as psk) and its handshake hash (in the prologue); AUTH as frame 0 of the next epoch is the switch, in each direction for itself.
 *
 * Invariants: the person and the run never change within a link; one rekey at a time; the secrets of an epoch are dropped when the next one is
 * complete; a link whose keys are overdue ends, on either side.
 */
import type { Identity } from '../crypto/identity.js';
import { rekeyPrologue } from '../crypto/link-keys.js';
import type { NoiseHandshake, NoiseRole } from '../crypto/noise.js';
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { makeAuth, readAuth } from './auth-frame.js';
import type { AuthClaim } from './auth-frame.js';
import { LINK_NOISE_MESSAGE_LENGTH, finishLinkNoise, startLinkNoise } from './epoch-secrets.js';
import type { EpochSecrets } from './epoch-secrets.js';
import type { FrameReceiver } from './frame-receiver.js';
import type { FrameSender } from './frame-sender.js';
import { LINK_FRAME } from './frame-types.js';

/** When the initiator renews the keys: age in milliseconds, and bytes of all frames sent and received in the epoch. */
export const REKEY_AFTER_MS = 60_000;
export const REKEY_AFTER_BYTES = 64 * 1024 * 1024;

/** The link ends at this many times the limits. */
const OVERDUE_FACTOR = 2;

/** No epoch has a higher number. */
const LAST_EPOCH = 0xffff;

/** What a rekey works on. */
export interface RekeyHost {
  readonly clock: Clock;
  readonly role: NoiseRole;
  readonly identity: Identity;
  /** One's own run, 8 bytes. */
  readonly run: Bytes;
  /** Who the link is with. */
  readonly remote: Pick<AuthClaim, 'pk' | 'run' | 'caps'>;
  readonly sender: FrameSender;
  readonly receiver: FrameReceiver;
  failed(error: unknown): void;
}

/** One per link. */
export class Rekey {
  readonly #host: RekeyHost;
  readonly #remoteRole: NoiseRole;
  readonly #first: EpochSecrets;
  /** The epoch that is complete, or `null` when the link is over. */
  #current: EpochSecrets | null;
  /** The epoch that is being switched to. */
  #next: EpochSecrets | null = null;
  /** The initiator's handshake, while message 2 is awaited; `'busy'` while a message is being made or read. */
  #noise: NoiseHandshake | 'busy' | null = null;
  #since: number;
  #stopTimer: Cancel = () => undefined;

  constructor(host: RekeyHost, first: EpochSecrets) {
    this.#host = host;
    this.#remoteRole = host.role === 'initiator' ? 'responder' : 'initiator';
    this.#first = first;
    this.#current = first;
    this.#since = host.clock.now();
    this.#watch();
  }

  /** Looks at the limits; to be called after every frame. */
  check(): void {
    if (this.#current === null) return;
    const { sender, receiver, clock, role } = this.#host;
    const bytes = sender.epochBytes + receiver.epochBytes;
    const age = clock.now() - this.#since;
    const isOver = (factor: number): boolean => age >= factor * REKEY_AFTER_MS || bytes >= factor * REKEY_AFTER_BYTES;
    // SECURITY: whoever never renews the keys loses the link (link.rekey.test.ts: "the responder closes when the initiator lets twice the time pass", "the responder closes when the initiator lets twice the bytes pass").
    if (isOver(OVERDUE_FACTOR)) this.#host.failed(new ParleyError('rekey-overdue', `${age} ms, ${bytes} bytes`));
    else if (role === 'initiator' && this.#noise === null && this.#next === null && isOver(1)) this.#start(this.#current);
  }

  /** A REKEY frame. Rejects with `ParleyError` when it is not one's turn to get it or its content does not fit. */
  async onRekeyFrame(message: Bytes): Promise<void> {
    if (message.length !== LINK_NOISE_MESSAGE_LENGTH) throw new ParleyError('frame-invalid', `REKEY of ${message.length} bytes`);
    try {
      await (this.#host.role === 'initiator' ? this.#finishOwn(message) : this.#answer(message));
    } catch (error) {
      // "Someone between you" would be untrue here: both tags of this frame's own epoch fitted.
      throw errorCodeOf(error) === 'handshake-failed' ? new ParleyError('not-authentic', 'REKEY', { cause: error }) : error;
    }
  }

  /** The AUTH frame of the next epoch: the other side has switched. */
  async onAuthFrame(data: Bytes): Promise<void> {
    const next = this.#next;
    if (next === null) throw new ParleyError('frame-invalid', 'AUTH without a rekey');
    const { remote, role } = this.#host;
    const claim = await readAuth(this.#remoteRole, next.h, data);
    // SECURITY: a rekey cannot put somebody else at the other end (link.rekey.test.ts: "refuses another person, another run and other caps in a rekey").
    const isSame = equalBytes(claim.pk, remote.pk) && equalBytes(claim.run, remote.run) && claim.caps === remote.caps;
    if (!isSame) throw new ParleyError('identity-unexpected', 'another identity in a rekey');
    if (role === 'responder') await this.#switchSending(next);
    this.#complete(next);
  }

  /** Forgets every secret. The first epoch's exporter lives on in the link, for the emoji. */
  stop(): void {
    this.#stopTimer();
    this.#current = null;
    this.#next = null;
    this.#noise = null;
  }

  #watch(): void {
    this.#stopTimer = this.#host.clock.after(REKEY_AFTER_MS, () => this.check());
  }

  #start(current: EpochSecrets): void {
    const { sender, failed } = this.#host;
    if (sender.epoch >= LAST_EPOCH) {
      failed(new ParleyError('rekey-overdue', 'the last epoch is over'));
      return;
    }
    this.#noise = 'busy';
    this.#writeFirst(current).catch((error: unknown) => failed(error));
  }

  async #writeFirst(current: EpochSecrets): Promise<void> {
    const noise = await startLinkNoise('initiator', rekeyPrologue(current.h), current.exporter);
    const message = await noise.writeMessage(new Uint8Array(0));
    if (this.#current === null) return;
    this.#noise = noise;
    this.#host.sender.sendUrgent(LINK_FRAME.rekey, message);
  }

  async #finishOwn(message: Bytes): Promise<void> {
    const noise = this.#noise;
    if (noise === null || noise === 'busy') throw new ParleyError('frame-invalid', 'REKEY that nobody asked for');
    this.#noise = 'busy';
    await noise.readMessage(message);
    const next = await finishLinkNoise(noise, 'initiator');
    this.#allow(next);
    this.#noise = null;
    await this.#switchSending(next);
  }

  async #answer(message: Bytes): Promise<void> {
    const current = this.#current;
    if (current === null) return;
    const { sender } = this.#host;
    if (this.#next !== null || sender.epoch >= LAST_EPOCH) throw new ParleyError('frame-invalid', 'REKEY out of turn');
    const noise = await startLinkNoise('responder', rekeyPrologue(current.h), current.exporter);
    await noise.readMessage(message);
    const answer = await noise.writeMessage(new Uint8Array(0));
    // Before the answer goes out, since the other side's AUTH may follow at once.
    this.#allow(await finishLinkNoise(noise, 'responder'));
    sender.sendUrgent(LINK_FRAME.rekey, answer);
  }

  #allow(next: EpochSecrets): void {
    if (this.#current === null) return;
    this.#next = next;
    this.#host.receiver.allowNextEpoch(next.receiveKey);
  }

  async #switchSending(next: EpochSecrets): Promise<void> {
    const { role, identity, run, sender } = this.#host;
    const auth = await makeAuth(role, next.h, identity, run);
    sender.switchEpoch(next.sendKey, auth);
  }

  #complete(next: EpochSecrets): void {
    if (this.#current === null) return;
    // Whoever gets hold of this epoch's secrets is to get none of the epochs before. The first exporter stays, for the emoji.
    if (this.#current !== this.#first) this.#current.exporter.fill(0);
    this.#current = next;
    this.#next = null;
    this.#since = this.#host.clock.now();
    this.#stopTimer();
    this.#watch();
  }
}
