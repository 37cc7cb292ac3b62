/**
 * Getting lost links back: a few tries to each person, later and later. Those already in never poll the absent, so it ends there.
 */
import type { Cancel, Clock } from '../lib/clock.js';
import { hexOf } from '../lib/bytes.js';
import type { OnlinePeer } from './room-frames.js';

/** Waits before the tries, in milliseconds. */
const REDIAL_AFTER_MS = [500, 2_000, 6_000, 20_000];
/** The side that was dialled lets the one that dialled try first. */
const SECOND_REDIAL_MS = 2_000;

/** What the redials need of the rendezvous. */
export interface RedialsNeeds {
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  random(): number;
  isLinked(fpHex: string): boolean;
  dial(peer: OnlinePeer): Promise<void>;
}

/** Tries under way, by person. */
export class Redials {
  readonly #needs: RedialsNeeds;
  readonly #timers = new Map<string, Cancel>();
  #isStopped = false;

  constructor(needs: RedialsNeeds) {
    this.#needs = needs;
  }

  /** A link to this person was lost. */
  lost(peer: OnlinePeer, wasInitiator: boolean): void {
    this.#tryLater(peer, 0, wasInitiator ? 0 : SECOND_REDIAL_MS);
  }

  /** No further try to anybody. */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #tryLater(peer: OnlinePeer, attempt: number, extraMs: number): void {
    const fpHex = hexOf(peer.fp);
    const wait = REDIAL_AFTER_MS[attempt];
    this.#timers.get(fpHex)?.();
    this.#timers.delete(fpHex);
    if (this.#isStopped || wait === undefined || this.#needs.isLinked(fpHex)) return;
    const ms = extraMs + wait * (0.75 + this.#needs.random() / 2);
    this.#timers.set(
      fpHex,
      this.#needs.clock.after(ms, () => void this.#try(peer, fpHex, attempt)),
    );
  }

  async #try(peer: OnlinePeer, fpHex: string, attempt: number): Promise<void> {
    if (!this.#needs.isLinked(fpHex)) await this.#needs.dial(peer);
    this.#tryLater(peer, attempt + 1, 0);
  }
}
