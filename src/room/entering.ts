/**
 * The tries of one who wants to get in: the lobby first, then the ids of the inviter; then again, later and later, until there is somebody to knock at.
 */
import type { Cancel, Clock } from '../lib/clock.js';

/** Waits between the tries, in milliseconds; the last one repeats. */
const ENTER_AGAIN_MS = [1_000, 3_000, 8_000, 15_000, 30_000];

/** What entering needs of the rendezvous. */
export interface EnteringNeeds {
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  random(): number;
  /** Whether one is in already. */
  isIn(): boolean;
  /** Whether there is any link at all. */
  hasLinks(): boolean;
  /** Resolves with whether there is a link to who holds the lobby now. */
  dialLobby(): Promise<boolean>;
  dialInviter(): Promise<void>;
}

/** Keeps trying until one is in. */
export class Entering {
  readonly #needs: EnteringNeeds;
  #tries = 0;
  #cancel: Cancel | null = null;
  #isStopped = false;

  constructor(needs: EnteringNeeds) {
    this.#needs = needs;
  }

  /** Tries now; the waits begin with the shortest again. */
  begin(): void {
    this.#tries = 0;
    void this.#try();
  }

  /** Tries again after a while: somebody was there and is gone. */
  again(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#isStopped || this.#needs.isIn()) return;
    const wait = ENTER_AGAIN_MS[Math.min(this.#tries++, ENTER_AGAIN_MS.length - 1)] as number;
    this.#cancel = this.#needs.clock.after(wait * (0.75 + this.#needs.random() / 2), () => {
      // Whoever is linked is being asked already; when that link ends, `again` is called.
      if (!this.#needs.hasLinks()) void this.#try();
    });
  }

  /** No further try. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  async #try(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    if (!(await this.#needs.dialLobby())) await this.#needs.dialInviter();
    this.again();
  }
}
