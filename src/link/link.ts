/**
 * A link: one authenticated, encrypted, ordered channel of frames to one person's installation, from the end of the handshake to the end of the channel.
 *
 * It joins the parts (sender, receiver, rekey, heartbeat) and knows the link's own frame types; everything else goes to whoever called `start`.
 * Invariants: `closed` is told exactly once, and last; on the wire a failure is silence, only an end on purpose says CLOSE.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel } from '../transport/transport.js';
import { FrameReceiver } from './frame-receiver.js';
import { FrameSender } from './frame-sender.js';
import { CLOSE_REASON, CLOSE_WAIT_MS, FIRST_USER_FRAME_TYPE, LINK_FRAME, codeOfClose } from './frame-types.js';
import type { CloseReason } from './frame-types.js';
import { Heartbeat } from './heartbeat.js';
import { LinkOutlet } from './link-outlet.js';
import type { LinkHandlers, LinkParts, LinkRemote } from './link-parts.js';
import { PingAnswers, requirePingLength, WAITING_PONGS_LIMIT } from './ping-answers.js';
import { Rekey } from './rekey.js';

/** Made by `establishLink`. */
export class Link {
  /** Who is at the other end. */
  readonly remote: LinkRemote;
  /** Whether this side dialled. */
  readonly isInitiator: boolean;
  /** When the handshake was complete, by the clock. */
  readonly establishedAt: number;
  /** h₀: the handshake hash of epoch 0, 32 bytes. */
  readonly firstTranscript: Bytes;
  /** exp₀: the exporter of epoch 0, 32 bytes, secret. For the emoji. */
  readonly firstExporter: Bytes;

  readonly #channel: Channel;
  readonly #clock: Clock;
  readonly #sender: FrameSender;
  readonly #receiver: FrameReceiver;
  readonly #rekey: Rekey;
  readonly #heartbeat: Heartbeat;
  readonly #pings: PingAnswers;
  readonly #outlet: LinkOutlet;
  /** `ended`: the channel is gone, what had arrived is still being delivered. */
  #phase: 'open' | 'ended' | 'closed' = 'open';
  #endCode: ErrorCode = 'channel-closed';
  #stopCloseTimer: Cancel = () => undefined;
  #goodbye: Promise<void> = Promise.resolve();

  /** @internal */
  constructor(parts: LinkParts) {
    const { channel, clock, remote, epoch, identity, run } = parts;
    const failed = (error: unknown): void => this.#fail(error);
    this.remote = remote;
    this.isInitiator = channel.isInitiator;
    this.establishedAt = clock.now();
    this.firstTranscript = epoch.h;
    this.firstExporter = epoch.exporter;
    this.#channel = channel;
    this.#clock = clock;
    const sender = new FrameSender(channel, clock, epoch.sendKey, failed);
    const receiver = new FrameReceiver(epoch.receiveKey, parts.nextFromRemote, {
      frame: (type, data) => this.#take(type, data),
      failed,
      ended: () => this.#shut(this.#endCode),
    });
    this.#sender = sender;
    this.#receiver = receiver;
    this.#rekey = new Rekey(
      { clock, role: channel.isInitiator ? 'initiator' : 'responder', identity, run, remote, sender, receiver, failed },
      epoch,
    );
    this.#pings = new PingAnswers(clock, (data) => sender.sendUrgent(LINK_FRAME.ping, data));
    this.#heartbeat = new Heartbeat(clock, {
      lastSentAt: () => sender.lastSentAt,
      ping: () => this.#pings.ping(),
      dead: () => this.#fail(new ParleyError('link-dead')),
    });
    this.#outlet = new LinkOutlet(failed);
  }

  /** Whether nothing can be sent any more. */
  get isClosed(): boolean {
    return this.#phase !== 'open';
  }

  /** Resolves when the goodbye of `close` was handed to the channel, which delivers it even if it is closed then; at once when there is none. */
  get saidGoodbye(): Promise<void> {
    return this.#goodbye;
  }

  /** Begins delivery; frames that came before are delivered first, at once. Throws `TypeError` the second time. */
  start(handlers: LinkHandlers): void {
    this.#outlet.start(handlers);
  }

  /**
   * Sends a frame of type 16 to 255, in order; `data` is copied. Does nothing once closed. Throws `RangeError` when the type is another one, when `data` is
   * longer than `maxFrameData(type)`, or when more than 16 MiB would wait: whoever sends much awaits `ready`.
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
    return this.#phase === 'open' ? this.#pings.isAnsweredWithin(ms) : Promise.resolve(false);
  }

  /**
   * Ends the link on purpose and tells the other side why. What waits to be sent is dropped, nothing further is delivered, and `closed('link-closed')`
   * is told before this returns. Calling it again does nothing.
   */
  close(reason: CloseReason = 'bye'): void {
    if (this.#phase === 'open') {
      this.#stopCloseTimer = this.#clock.after(CLOSE_WAIT_MS, () => this.#channel.close());
      this.#goodbye = this.#sender.finish(LINK_FRAME.close, Uint8Array.of(CLOSE_REASON[reason]));
    }
    this.#shut('link-closed');
  }

  /** @internal The link's first frame in this direction after AUTH: a PING from the initiator, its PONG from the responder. */
  greet(pingOfOther: Bytes | null): void {
    if (pingOfOther === null) this.#pings.ping();
    else this.#sender.sendUrgent(LINK_FRAME.pong, pingOfOther);
  }

  /** @internal A message of the channel. */
  arrive(frame: Bytes): void {
    if (this.#phase !== 'open') return;
    this.#heartbeat.heard();
    this.#receiver.arrive(frame);
    this.#rekey.check();
  }

  /** @internal The channel is gone. */
  channelClosed(reason: ErrorCode): void {
    this.#stopCloseTimer();
    this.#sender.stop();
    if (this.#phase !== 'open') return;
    this.#phase = 'ended';
    this.#endCode = reason;
    this.#heartbeat.stop();
    this.#pings.stop();
    this.#receiver.end();
  }

  #take(type: number, data: Bytes): Promise<void> | null {
    if (type >= FIRST_USER_FRAME_TYPE) {
      this.#outlet.frame(type, data);
      return null;
    }
    switch (type) {
      case LINK_FRAME.auth:
        return this.#rekey.onAuthFrame(data);
      case LINK_FRAME.rekey:
        return this.#rekey.onRekeyFrame(data);
      case LINK_FRAME.ping:
        requirePingLength(data);
        if (this.#sender.urgentWaiting >= WAITING_PONGS_LIMIT) throw new ParleyError('too-large', 'pings faster than they can be answered');
        this.#sender.sendUrgent(LINK_FRAME.pong, data);
        return null;
      case LINK_FRAME.pong:
        requirePingLength(data);
        this.#pings.answered(data);
        return null;
      case LINK_FRAME.close:
        this.#fail(new ParleyError(codeOfClose(data)));
        return null;
      default:
        throw new ParleyError('frame-invalid', `type ${type} is reserved`);
    }
  }

  #fail(error: unknown): void {
    if (this.#phase === 'closed') return;
    const code = errorCodeOf(error);
    if (code === null) reportError(error);
    this.#sender.stop();
    this.#channel.close();
    this.#shut(code ?? 'link-closed');
  }

  #shut(code: ErrorCode): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    this.#heartbeat.stop();
    this.#pings.stop();
    this.#rekey.stop();
    this.#receiver.stop();
    this.#outlet.closed(code);
  }
}
