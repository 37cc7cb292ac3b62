/**
 * One emoji comparison a minute with a person, whoever starts it and over however many links and reloads: somebody in the middle gets one blind guess
 * at 42 bits a minute, and nobody can be worn down.
 */
import type { Clock } from '../lib/clock.js';

/** The time between the beginnings of two tries, in milliseconds. */
export const SAS_TRY_EVERY_MS = 60_000;

/** A START of the other side may be this much early, in milliseconds: its minute began before ours by the time its frames took, which varies. */
export const SAS_TRY_TOLERANCE_MS = 5_000;

/** Refusals go out at most this often, in milliseconds, so that a flood of STARTs is not answered with another. */
const SAS_REFUSE_EVERY_MS = 1_000;

/** The part of `SasSetup` that the limit needs. */
export interface SasTryMemory {
  readonly clock: Clock;
  readonly lastTryAt: number | null;
  tryBegins(at: number): void;
}

/** One per session. */
export class SasTryLimit {
  readonly #memory: SasTryMemory;
  #lastOfSession: number | null = null;
  #lastRefusalAt: number | null = null;

  constructor(memory: SasTryMemory) {
    this.#memory = memory;
  }

  /** Whether the local person may start now. */
  mayStart(): boolean {
    return this.#isLastTryOlderThan(SAS_TRY_EVERY_MS);
  }

  /** Whether the other side may start now. */
  mayAccept(): boolean {
    return this.#isLastTryOlderThan(SAS_TRY_EVERY_MS - SAS_TRY_TOLERANCE_MS);
  }

  /** Whether a refusal may be sent now; asking counts as sending it. */
  mayRefuse(): boolean {
    const now = this.#memory.clock.now();
    if (this.#lastRefusalAt !== null && now - this.#lastRefusalAt < SAS_REFUSE_EVERY_MS) return false;
    this.#lastRefusalAt = now;
    return true;
  }

  /** A try begins now. */
  tryBegins(): void {
    this.#lastOfSession = this.#memory.clock.wall();
    this.#memory.tryBegins(this.#lastOfSession);
  }

  #isLastTryOlderThan(ms: number): boolean {
    const now = this.#memory.clock.wall();
    // A time in the future means that the clock was set back: within the minute it counts, beyond it says nothing.
    return [this.#lastOfSession, this.#memory.lastTryAt].every((at) => at === null || Math.abs(now - at) >= ms);
  }
}
