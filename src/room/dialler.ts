/**
 * Dials ids, at most four at once, each at most once at a time.
 */
import type { Channel, Endpoint } from '../transport/transport.js';

const DIALS_AT_ONCE = 4;

/** Whom to dial. `expectedFpHex` is `null` for the lobby, where any member may be. */
export interface DialTarget {
  readonly peerId: string;
  readonly expectedFpHex: string | null;
}

/** What the dialler needs of its room. */
export interface DialNeeds {
  /** Whether dialling this one would be pointless now: linked already. */
  isLinked(fpHex: string): boolean;
  /** Makes a link of a fresh channel; resolves with whether that succeeded. */
  connect(channel: Channel, expectedFpHex: string | null): Promise<boolean>;
  /** A dial failed before there was a channel, or the number of dials under way changed. */
  changed(error: unknown): void;
}

interface WaitingDial {
  readonly target: DialTarget;
  readonly done: (isLinked: boolean) => void;
}

interface DialOutcome {
  readonly isLinked: boolean;
  /** What was thrown before there was a channel, or `null`. */
  readonly failure: unknown;
}

/** A queue of dials from one endpoint. */
export class Dialler {
  readonly #endpoint: Endpoint;
  readonly #needs: DialNeeds;
  readonly #waiting: WaitingDial[] = [];
  readonly #underWay = new Map<string, Promise<boolean>>();
  readonly #abort = new AbortController();
  #running = 0;

  constructor(endpoint: Endpoint, needs: DialNeeds) {
    this.#endpoint = endpoint;
    this.#needs = needs;
  }

  /** Whether a dial is under way or waits for its turn. */
  get isDialling(): boolean {
    return this.#underWay.size > 0;
  }

  /** Dials, or joins the dial to the same id that is under way. Resolves with whether there is a link now. */
  dial(target: DialTarget): Promise<boolean> {
    const same = this.#underWay.get(target.peerId);
    if (same !== undefined) return same;
    const promise = new Promise<boolean>((done) => this.#waiting.push({ target, done }));
    this.#underWay.set(target.peerId, promise);
    this.#next();
    return promise;
  }

  /** Gives up everything under way; later dials come to nothing. */
  close(): void {
    this.#abort.abort();
    this.#next();
  }

  #next(): void {
    while (this.#running < DIALS_AT_ONCE || this.#abort.signal.aborted) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#running++;
      void this.#run(next.target).then(({ isLinked, failure }) => {
        this.#running--;
        this.#underWay.delete(next.target.peerId);
        next.done(isLinked);
        this.#next();
        // After the queue has forgotten this dial, so that `isDialling` is true to what is seen.
        this.#needs.changed(failure);
      });
    }
  }

  async #run({ peerId, expectedFpHex }: DialTarget): Promise<DialOutcome> {
    if (this.#abort.signal.aborted) return { isLinked: false, failure: null };
    if (expectedFpHex !== null && this.#needs.isLinked(expectedFpHex)) return { isLinked: true, failure: null };
    this.#needs.changed(null);
    try {
      const channel = await this.#endpoint.dial(peerId, this.#abort.signal);
      return { isLinked: await this.#needs.connect(channel, expectedFpHex), failure: null };
    } catch (error) {
      // Meanwhile they may have been reached under another id, or have dialled us: then this failure means nothing any more.
      const isLinked = expectedFpHex !== null && this.#needs.isLinked(expectedFpHex);
      return { isLinked, failure: isLinked ? null : error };
    }
  }
}
