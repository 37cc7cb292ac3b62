/**
 * Keeps one id claimed: which signalling server, when to try again, and in which state that leaves us.
 *
 * Several servers are a ladder. Both ends of a dial have to be at the same server, so everybody starts from the first, goes down only past servers
 * that cannot be reached, and, from a lower one, keeps trying those above and moves back up as soon as one answers.
 */
import type { Cancel, Clock } from '../lib/clock.js';
import type { EndpointState } from './transport.js';
import type { PeerJsSession, SessionEnd, SessionListener } from './peerjs-session.js';
import { BACKOFF_FIRST_MS, BACKOFF_LONGEST_MS, CLIMB_MS } from './limits.js';

/** What a presence needs. */
export interface PresenceOptions {
  /** How many servers there are, at least one. */
  readonly serverCount: number;
  /** Begins a session at the server with this index. */
  readonly openSession: (serverIndex: number, listener: Pick<SessionListener, 'opened' | 'ended'>) => PeerJsSession;
  readonly clock: Clock;
  /** A random number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** Told of each change of the state or of the time of the next attempt. */
  readonly onState: (state: EndpointState) => void;
}

/** See the top of this file. */
export class PeerJsPresence {
  readonly #options: PresenceOptions;
  #state: EndpointState = 'connecting';
  /** The session that carries our signalling. */
  #current: PeerJsSession | null = null;
  #currentIndex = 0;
  /** The session that is trying to. */
  #trying: PeerJsSession | null = null;
  #failedRounds = 0;
  #nextAttemptAt: number | null = null;
  #stopTimer: Cancel = () => undefined;

  /** Begins at once. */
  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#try(0, options.serverCount);
  }

  get state(): EndpointState {
    return this.#state;
  }

  /** The session to dial from, `null` unless `online`. */
  get session(): PeerJsSession | null {
    return this.#current;
  }

  get nextAttemptAt(): number | null {
    return this.#nextAttemptAt;
  }

  /** Tries at once whatever waits for its time; checks a session that looks alive. */
  wake(): void {
    if (this.#isFinal) return;
    this.#current?.check();
    if (this.#trying !== null) return;
    if (this.#current === null) this.#tryNow();
    else if (this.#currentIndex > 0) this.#climb();
  }

  /** Gives the id back. Final. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#enter('closed');
    this.#stop();
  }

  get #isFinal(): boolean {
    return this.#state === 'closed' || this.#state === 'taken';
  }

  #stop(): void {
    this.#stopTimer();
    this.#nextAttemptAt = null;
    const sessions = [this.#trying, this.#current];
    this.#trying = null;
    this.#current = null;
    for (const session of sessions) session?.end();
  }

  #tryNow(): void {
    this.#stopTimer();
    this.#nextAttemptAt = null;
    this.#tell();
    this.#try(0, this.#options.serverCount);
  }

  #climb(): void {
    this.#stopTimer();
    this.#try(0, this.#currentIndex);
  }

  /** Tries the servers from `index` up to, not including, `end`. */
  #try(index: number, end: number): void {
    let isTrying = true;
    const listener = {
      opened: (session: PeerJsSession) => {
        isTrying = false;
        this.#arrive(session, index);
      },
      ended: (session: PeerJsSession, why: SessionEnd) => {
        if (session === this.#current) this.#lose();
        else if (isTrying) this.#fail(why, index, end);
        isTrying = false;
      },
    };
    let session: PeerJsSession | null = null;
    try {
      session = this.#options.openSession(index, listener);
    } catch {
      // `new WebSocket` throws for an address that the page may not reach (ws: from an https: page): as good as unreachable.
      this.#fail('lost', index, end);
    }
    if (session !== null && isTrying) this.#trying = session;
  }

  #arrive(session: PeerJsSession, index: number): void {
    const previous = this.#current;
    this.#stopTimer();
    this.#trying = null;
    this.#current = session;
    this.#currentIndex = index;
    this.#failedRounds = 0;
    previous?.end();
    if (index > 0) this.#schedule(CLIMB_MS, () => this.#climb());
    this.#enter('online');
  }

  #lose(): void {
    this.#current = null;
    this.#state = 'offline';
    // A climb may be on its way: it then decides what comes next.
    if (this.#trying === null) this.#backOff();
    this.#tell();
  }

  #fail(why: SessionEnd, index: number, end: number): void {
    if (this.#isFinal) return;
    this.#trying = null;
    if (why === 'taken') {
      this.#enter('taken');
      this.#stop();
    } else if (index + 1 < end) {
      this.#try(index + 1, end);
    } else if (this.#current === null) {
      this.#backOff();
      this.#tell();
    } else {
      this.#schedule(CLIMB_MS, () => this.#climb());
    }
  }

  #backOff(): void {
    const longest = Math.min(BACKOFF_LONGEST_MS, 2 * BACKOFF_FIRST_MS * 2 ** this.#failedRounds);
    this.#failedRounds += 1;
    // Between half of it and all of it, so that a server that restarts is not met by everybody at once.
    const wait = longest * (0.5 + this.#options.random() / 2);
    this.#schedule(wait, () => this.#tryNow());
    this.#nextAttemptAt = this.#options.clock.now() + wait;
  }

  #schedule(ms: number, run: () => void): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.clock.after(ms, run);
  }

  #enter(state: EndpointState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    this.#options.onState(this.#state);
  }
}
