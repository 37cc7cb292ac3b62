/**
 * One writing tab: a Web Lock per profile. Other tabs are told, and can take over.
 *
 * The lock is how a tab learns early that it may not, or no longer, write. That nothing is written after a take-over is the fence's doing
 * (`vault-database.ts`), since this news may come late.
 */
import { Emitter } from '../lib/emitter.js';
import type { Cancel } from '../lib/clock.js';
import { VaultNames } from './vault-names.js';

/** Whether this tab may write now, or another tab does. */
export type LockAnswer = 'held' | 'elsewhere';

/** The lock of one profile in this tab. */
export class TabLock {
  readonly #name: string;
  readonly #locks: LockManager;
  readonly #lost = new Emitter<void>();
  #release: (() => void) | null = null;
  /** Pending from taking the lock until the browser has it back. */
  #releasing: Promise<unknown> = Promise.resolve();

  /** Throws `RangeError` when the profile cannot be called this. */
  constructor(profile: string, locks: LockManager = navigator.locks) {
    this.#name = new VaultNames(profile).root;
    this.#locks = locks;
  }

  /** Whether the lock is held here. */
  get isHeld(): boolean {
    return this.#release !== null;
  }

  /** Takes the lock if no other tab holds it; `held` as well when it is held here already. */
  async acquire(): Promise<LockAnswer> {
    if (!this.isHeld) await this.#releasing;
    return this.isHeld ? 'held' : this.#request({ ifAvailable: true });
  }

  /** Takes the lock from whoever holds it. That tab's `onLost` listeners are told. */
  async takeOver(): Promise<void> {
    if (this.isHeld) return;
    await this.#releasing;
    await this.#request({ steal: true });
  }

  /** Tells when another tab has taken the lock from this one. */
  onLost(listener: () => void): Cancel {
    return this.#lost.listen(listener);
  }

  /** Gives the lock back, and resolves when others can have it. Does nothing when it is not held. */
  async release(): Promise<void> {
    if (this.#release === null) return;
    this.#release();
    this.#release = null;
    await this.#releasing;
  }

  #request(options: LockOptions): Promise<LockAnswer> {
    return new Promise((resolve, reject) => {
      let release: (() => void) | null = null;
      const holding = this.#locks.request(this.#name, options, (lock) => {
        if (lock === null) {
          resolve('elsewhere');
          return undefined;
        }
        const { promise: released, resolve: give } = Promise.withResolvers<void>();
        release = give;
        this.#release = give;
        // The browser frees the lock some time after it was given back.
        this.#releasing = released.then(() => Promise.allSettled([holding]));
        resolve('held');
        return released;
      });
      holding.catch((error: unknown) => {
        // Rejected while held: stolen. Rejected before: the browser refuses locks.
        if (release === null) reject(error);
        else if (this.#release === release) {
          this.#release = null;
          this.#releasing = Promise.resolve();
          this.#lost.emit();
        }
      });
    });
  }
}
