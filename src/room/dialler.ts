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

  /** Gives up everything under way. */
  close(): void {
    this.#abort.abort();
    for (const { done } of this.#waiting.splice(0)) done(false);
  }

  #next(): void {
    while (this.#running < DIALS_AT_ONCE) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#running++;
      void this.#run(next.target).then((isLinked) => {
        this.#running--;
        this.#underWay.delete(next.target.peerId);
        next.done(isLinked);
        this.#next();
      });
    }
  }

  async #run({ peerId, expectedFpHex }: DialTarget): Promise<boolean> {
    if (expectedFpHex !== null && this.#needs.isLinked(expectedFpHex)) return true;
    this.#needs.changed(null);
    let failure: unknown = null;
    try {
      const channel = await this.#endpoint.dial(peerId, this.#abort.signal);
      return await this.#needs.connect(channel, expectedFpHex);
    } catch (error) {
      failure = error;
      return false;
    } finally {
      // After the queue has forgotten this dial, so that `isDialling` is true to what is seen.
      queueMicrotask(() => this.#needs.changed(failure));
    }
  }
}
