/**
 * A link: one authenticated, encrypted, ordered channel of frames to one person's installation, from the end of the handshake to the end of the channel.
 *
 * It joins the parts (sender, receiver, rekey, heartbeat) and knows the link's own frame types; everything else goes to whoever called `start`.
 * Invariants: `closed` is told exactly once, and last; on the wire a failure is silence, only an end on purpose says CLOSE.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel, ChannelPath } from '../transport/transport.js';
import { FrameReceiver } from './frame-receiver.js';
import { FrameSender } from './frame-sender.js';
import { CLOSE_CODES, FIRST_USER_FRAME_TYPE, LINK_FRAME, LINK_FRAME_LENGTHS } from './frame-types.js';
import type { CloseReason } from './frame-types.js';
import { startHeartbeat } from './heartbeat.js';
import type { Heartbeat } from './heartbeat.js';
import type { LinkHandlers, LinkParts, LinkRemote } from './link-parts.js';
import { startRekey } from './rekey.js';
import type { Rekey } from './rekey.js';

/** How long the other side has to close the channel after our CLOSE, in milliseconds: closing it ourselves at once could overtake the frame. */
const CLOSE_WAIT_MS = 1_000;

/** Answers to pings that may wait for their turn: an honest side never has so many pings open. */
const WAITING_PONGS_LIMIT = 64;

/** Made by `establishLink`. */
export class Link {
  /** Who is at the other end. */
  readonly remote: LinkRemote;
  /** Whether this side dialled. */
  readonly isInitiator: boolean;
  /** h₀: the handshake hash of epoch 0, 32 bytes. */
  readonly firstTranscript: Bytes;
  /** exp₀: the exporter of epoch 0, 32 bytes, secret. For the emoji. */
  readonly firstExporter: Bytes;
  /** Resolves when the goodbye of `close` was handed to the channel, which delivers it even if it is closed then; at once when there is none. */
  saidGoodbye: Promise<void> = Promise.resolve();

  readonly #channel: Channel;
  readonly #clock: Clock;
  readonly #sender: FrameSender;
  readonly #receiver: FrameReceiver;
  readonly #rekey: Rekey;
  readonly #heartbeat: Heartbeat;
  readonly #started = Promise.withResolvers<void>();
  #handlers: LinkHandlers | null = null;
  /** How it ended. */
  #code: ErrorCode | null = null;

  /** @internal */
  constructor({ own, remote, epoch, ping }: LinkParts) {
    const { channel, clock } = own;
    const failed = (error: unknown): void => this.#fail(error);
    this.remote = remote;
    this.isInitiator = channel.isInitiator;
    this.firstTranscript = epoch.h;
    this.firstExporter = epoch.exporter.slice();
    this.#channel = channel;
    this.#clock = clock;
    this.#sender = new FrameSender(channel, clock, epoch.sendKey, failed);
    this.#receiver = new FrameReceiver(epoch.receiveKey, ping === null ? 1 : 2, (type, data) => this.#take(type, data), failed);
    this.#rekey = startRekey(epoch, { own, remote, sender: this.#sender, receiver: this.#receiver, failed });
    this.#heartbeat = startHeartbeat(clock, this.#sender, () => failed(new ParleyError('link-dead')));
    if (ping === null) this.#heartbeat.ping();
    else this.#sender.sendUrgent(LINK_FRAME.pong, ping);
  }

  /** Whether nothing can be sent any more. */
  get isClosed(): boolean {
    return !this.#sender.isOpen;
  }

  /** Begins delivery, with what came before: until then the link takes no frame of its user, nor what comes after one. Throws `TypeError` the second time. */
  start(handlers: LinkHandlers): void {
    if (this.#handlers !== null) throw new TypeError('start was called before');
    this.#handlers = handlers;
    this.#started.resolve();
    if (this.#code !== null) handlers.closed(this.#code);
  }

  /**
   * Sends a frame of type 16 to 255, in order; `data` is not to be changed afterwards. Does nothing once closed. Throws `RangeError` when the type is another
   * one, or `data` longer than `maxFrameData(type)`. When more than 16 MiB would wait the link ends with `link-dead`: whoever sends much awaits `ready`.
   */
  send(type: number, data: Uint8Array): void {
    if (!Number.isInteger(type) || type < FIRST_USER_FRAME_TYPE || type > 0xff) throw new RangeError(`type ${type} is not 16 to 255`);
    this.#sender.send(type, data);
    this.#rekey.check();
  }

  /** Backpressure: resolves at once while less than 1 MiB is on its way, else when it has become less; also when the link is closed. */
  ready(): Promise<void> {
    return this.#sender.ready();
  }

  /** Whether a ping of its own is answered within `ms` milliseconds. `false` when the link closes first. */
  answersWithin(ms: number): Promise<boolean> {
    return this.isClosed ? Promise.resolve(false) : this.#heartbeat.isAnsweredWithin(ms);
  }

  /** Which way it goes, and how long a ping of its own took there and back, in milliseconds; `null`: no answer within `ms` milliseconds. */
  async measure(ms: number): Promise<ChannelPath & { readonly roundTripMs: number | null }> {
    const sentAt = this.#clock.now();
    const [path, roundTripMs] = await Promise.all([
      this.#channel.path(),
      this.answersWithin(ms).then((isAnswered) => (isAnswered ? this.#clock.now() - sentAt : null)),
    ]);
    return { ...path, roundTripMs };
  }

  /**
   * Ends the link on purpose and tells the other side why. What waits to be sent is dropped, nothing further is delivered, and `closed('link-closed')`
   * is told before this returns. Calling it again does nothing.
   */
  close(reason: CloseReason = 'bye'): void {
    this.#close(reason, true);
  }

  /** The same, but what waits to be sent goes out first, as far as it does within a second: for a last word. */
  closeAfterSending(reason: CloseReason): void {
    this.#close(reason, false);
  }

  /** @internal A message of the channel. */
  arrive(frame: Bytes): void {
    if (this.isClosed) return;
    this.#heartbeat.heard();
    try {
      this.#receiver.arrive(frame);
    } catch (error) {
      this.#fail(error);
    }
    this.#rekey.check();
  }

  /** @internal The channel is gone: what has arrived is still delivered. */
  channelClosed(reason: ErrorCode): void {
    this.#sender.stop();
    this.#heartbeat.stop();
    void this.#receiver.delivered.then(() => this.#end(reason));
  }

  #close(reason: CloseReason, isAbrupt: boolean): void {
    if (!this.isClosed) {
      this.#clock.after(CLOSE_WAIT_MS, () => this.#channel.close());
      const data = Uint8Array.of(Object.keys(CLOSE_CODES).indexOf(reason));
      this.saidGoodbye = this.#sender.finish(LINK_FRAME.close, data, isAbrupt);
    }
    this.#end('link-closed');
  }

  async #take(type: number, data: Bytes): Promise<void> {
    if (type >= FIRST_USER_FRAME_TYPE) {
      await this.#started.promise;
      this.#deliver(type, data);
      return;
    }
    if (data.length !== LINK_FRAME_LENGTHS[type]) throw new ParleyError('frame-invalid');
    if (type === LINK_FRAME.auth) await this.#rekey.onAuthFrame(data);
    else if (type === LINK_FRAME.rekey) await this.#rekey.onRekeyFrame(data);
    else if (type === LINK_FRAME.pong) this.#heartbeat.answered(data);
    else if (type === LINK_FRAME.close) throw new ParleyError(Object.values(CLOSE_CODES)[data[0] as number] ?? 'frame-invalid');
    else if (this.#sender.urgentWaiting >= WAITING_PONGS_LIMIT) throw new ParleyError('too-large');
    else this.#sender.sendUrgent(LINK_FRAME.pong, data);
  }

  #deliver(type: number, data: Bytes): void {
    if (this.#code !== null) return;
    try {
      this.#handlers?.frame(type, data);
    } catch (error) {
      if (error instanceof ParleyError) throw error;
      reportError(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#code !== null) return;
    const code = errorCodeOf(error);
    if (code === null) reportError(error);
    this.#sender.stop();
    this.#channel.close();
    this.#end(code ?? 'link-closed');
  }

  #end(code: ErrorCode): void {
    if (this.#code !== null) return;
    this.#code = code;
    this.#heartbeat.stop();
    this.#rekey.stop();
    this.#handlers?.closed(code);
  }
}
