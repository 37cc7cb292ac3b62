/**
 * The sending half of a link: what waits, in what order it goes, and how much may be on its way.
 *
 * What waits is not encrypted: it gets its epoch and number only when its turn comes, so frames of the link itself may pass it and a
 * rekey needs no pause. Frames are encrypted a batch at a time, all of a batch at once. Invariants: no number of an epoch is used twice; nothing passes
 * a frame that is numbered; nothing is queued after `finish` or `stop`.
 */
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { release } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { Channel } from '../transport/transport.js';
import { FRAME_MAX_LENGTH, frameHeader, frameLength, packFrameData, sealFrameBody } from './frame-codec.js';
import { LINK_FRAME } from './frame-types.js';

/** No more is handed to the channel while it holds this much, in bytes: above the 256 KiB at which it calls for more. */
export const CHANNEL_WINDOW_BYTES = 512 * 1024;

/** While this much is on its way, before the channel or in it, `ready` waits; in bytes. */
export const SEND_WINDOW_BYTES = 1024 * 1024;

/** No more is encrypted at a time than this and one frame, in bytes: what is alive at once is what memory is fetched for. */
const BATCH_BYTES = 64 * 1024;

/** The link has failed when more than this would wait: whoever sends much awaits `ready`, and whoever is sent to reads. In bytes. */
export const SEND_QUEUE_LIMIT_BYTES = 16 * 1024 * 1024;

interface WaitingFrame {
  readonly type: number;
  readonly data: Uint8Array;
  /** Of the whole frame, in bytes. */
  readonly length: number;
}

interface SealedFrame {
  readonly header: Bytes;
  readonly body: Bytes;
}

/** One per link. Begins in epoch 0 at number 1: number 0 was the AUTH of the handshake. */
export class FrameSender {
  /** The epoch that the next frame will be in. */
  epoch = 0;
  /** Bytes of all frames numbered in this epoch. */
  epochBytes = 0;
  /** When the channel was last given a frame, by the clock. */
  lastSentAt: number;
  /** Whether anything can still be queued. */
  isOpen = true;
  readonly #channel: Channel;
  readonly #clock: Clock;
  readonly #failed: (error: unknown) => void;
  #key: AesGcmKey;
  #n = 1;
  #urgent: WaitingFrame[] = [];
  #ordinary: WaitingFrame[] = [];
  #waitingBytes = 0;
  #readyWaiters: (() => void)[] = [];
  #pumping: Promise<void> | null = null;
  // These two serve all frames: a fresh array for each costs more than encrypting it.
  readonly #plaintext = new Uint8Array(FRAME_MAX_LENGTH);
  readonly #frame = new Uint8Array(FRAME_MAX_LENGTH);

  constructor(channel: Channel, clock: Clock, key: AesGcmKey, failed: (error: unknown) => void) {
    this.#channel = channel;
    this.#clock = clock;
    this.#key = key;
    this.#failed = failed;
    this.lastSentAt = clock.now();
  }

  /** How many frames of the link itself wait for their turn. */
  get urgentWaiting(): number {
    return this.#urgent.length;
  }

  /** Queues a frame of the link's user, behind the others. `data` is not to be changed afterwards. Throws `RangeError` when it is too long; fails when more than 16 MiB would wait. */
  send(type: number, data: Uint8Array): void {
    // SECURITY: one who does not read holds up nobody else (link.test.ts: "ends the link when more than 16 MiB wait: the other side does not read").
    if (this.#waitingBytes + data.length > SEND_QUEUE_LIMIT_BYTES) this.#failed(new ParleyError('link-dead'));
    else this.#queue(this.#ordinary, this.#ordinary.length, type, data);
  }

  /** Queues a frame of the link itself: before whatever its user has waiting. */
  sendUrgent(type: number, data: Uint8Array): void {
    this.#queue(this.#urgent, this.#urgent.length, type, data);
  }

  /** From now on frames are in the next epoch, under `key`, and `auth` is the first of them: what waits has no number yet. */
  switchEpoch(key: AesGcmKey, auth: Bytes): void {
    if (!this.isOpen) return;
    this.#key = key;
    this.epoch += 1;
    this.epochBytes = 0;
    this.#n = 0;
    this.#queue(this.#urgent, 0, LINK_FRAME.auth, auth);
  }

  /** Resolves when less than 1 MiB is on its way, counting the channel as full, or when nothing is sent any more. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      this.#readyWaiters.push(resolve);
      this.#settleReady();
    });
  }

  /** Sends one last frame, behind all that waits or (`isAbrupt`) instead of what has no number yet, and resolves when it was handed to the channel. */
  finish(type: number, data: Uint8Array, isAbrupt: boolean): Promise<void> {
    if (isAbrupt) this.#dropWaiting();
    this.#queue(this.#ordinary, this.#ordinary.length, type, data);
    this.isOpen = false;
    return this.#pumping ?? Promise.resolve();
  }

  /** Drops what waits and sends nothing any more. */
  stop(): void {
    this.#dropWaiting();
    this.isOpen = false;
  }

  #queue(lane: WaitingFrame[], at: number, type: number, data: Uint8Array): void {
    if (!this.isOpen) return;
    const length = frameLength(type, data.length);
    lane.splice(at, 0, { type, data, length });
    this.#waitingBytes += length;
    this.#pumping ??= this.#pump().catch(this.#failed);
  }

  /** Hands over what waits, as the channel has room for it. */
  async #pump(): Promise<void> {
    for (let batch = this.#sealNext(); batch.length > 0; batch = this.#sealNext()) {
      for (const { header, body } of await Promise.all(batch)) {
        if (this.#channel.bufferedAmount >= CHANNEL_WINDOW_BYTES) await this.#channel.drained();
        const length = header.length + body.length;
        this.#frame.set(header);
        this.#frame.set(body, header.length);
        this.#channel.send(this.#frame.subarray(0, length));
        release(body);
        this.lastSentAt = this.#clock.now();
        this.#waitingBytes -= length;
        this.#settleReady();
      }
    }
    this.#pumping = null;
  }

  /** Numbers what comes next and encrypts it. */
  #sealNext(): Promise<SealedFrame>[] {
    const lane = this.#urgent.length > 0 ? this.#urgent : this.#ordinary;
    let count = 0;
    let bytes = 0;
    for (; count < lane.length && bytes < BATCH_BYTES; count++) bytes += (lane[count] as WaitingFrame).length;
    this.epochBytes += bytes;
    return lane.splice(0, count).map(async ({ type, data }) => {
      const header = frameHeader(type, this.epoch, this.#n++);
      return { header, body: await sealFrameBody(this.#key, header, packFrameData(type, data, this.#plaintext)) };
    });
  }

  #dropWaiting(): void {
    this.#urgent = [];
    this.#ordinary = [];
    this.#waitingBytes = 0;
    this.#settleReady();
  }

  #settleReady(): void {
    if (this.#waitingBytes + CHANNEL_WINDOW_BYTES < SEND_WINDOW_BYTES) for (const resolve of this.#readyWaiters.splice(0)) resolve();
  }
}
