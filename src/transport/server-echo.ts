/**
 * Whether a signalling server still carries what we send: a message to our own id comes back from it on our own socket.
 *
 * PeerJS needs this twice. A server hands an id over to the same token without saying OPEN, so that an early echo is the only sign of being let in. And
 * PeerJS never notices a connection that died without a word, nor that the id went to another socket.
 */
import type { Cancel, Clock } from '../lib/clock.js';
import { EARLY_ECHO_MS, ECHO_ANSWER_MS, ECHO_MS } from './limits.js';

/** Asks for echoes from its making until `stop`. */
export class ServerEcho {
  readonly #clock: Clock;
  readonly #send: () => void;
  readonly #onSilent: () => void;
  /** Whether this server ever sent an echo; only then does a missing one mean anything. */
  #hasEchoed = false;
  #isAwaited = false;
  #stopTimer: Cancel = () => undefined;

  /** `send` asks for an echo; `onSilent` is told when a server that used to answer doesn't any more. */
  constructor(clock: Clock, send: () => void, onSilent: () => void) {
    this.#clock = clock;
    this.#send = send;
    this.#onSilent = onSilent;
    this.#askEarly();
  }

  /** The server has let us in: from now on an echo is asked for now and then, first at once. Also to be called for a check in between. */
  ask(): void {
    this.#isAwaited = true;
    this.#send();
    this.#after(ECHO_ANSWER_MS, () => {
      if (this.#isAwaited && this.#hasEchoed) this.#onSilent();
      else this.#after(ECHO_MS - ECHO_ANSWER_MS, () => this.ask());
    });
  }

  /** An echo has come. */
  hear(): void {
    this.#hasEchoed = true;
    this.#isAwaited = false;
  }

  stop(): void {
    this.#stopTimer();
  }

  #askEarly(): void {
    this.#after(EARLY_ECHO_MS, () => {
      this.#send();
      this.#askEarly();
    });
  }

  #after(ms: number, run: () => void): void {
    this.#stopTimer();
    this.#stopTimer = this.#clock.after(ms, run);
  }
}
