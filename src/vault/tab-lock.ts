/**
 * One writing tab: a Web Lock per profile. Other tabs are told, and can take over.
 *
 * The lock is how a tab learns early that it may not, or no longer, write. That nothing is written after a take-over is the fence's doing
 * (`vault-database.ts`), since this news may come late.
 */
import type { Cancel } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import { vaultNames } from './vault-names.js';

/** Whether this tab may write now, or another tab does. */
export type LockAnswer = 'held' | 'elsewhere';

/** The lock of one profile in this tab. */
export class TabLock {
  readonly #name: string;
  readonly #locks: LockManager;
  readonly #lost = new Emitter<void>();
  #release: (() => void) | null = null;
  /** Pending until the browser has the lock back, which is some time after it was given back. */
  #freed: Promise<unknown> = Promise.resolve();

  /** Throws `RangeError` when the profile cannot be called this. */
  constructor(profile: string, locks: LockManager = navigator.locks) {
    this.#name = vaultNames(profile).root;
    this.#locks = locks;
  }

  /** Whether the lock is held here. */
  get isHeld(): boolean {
    return this.#release !== null;
  }

  /** Takes the lock if no other tab holds it; `held` as well when it is held here already. */
  acquire(): Promise<LockAnswer> {
    return this.#request({ ifAvailable: true });
  }

  /** Takes the lock from whoever holds it. That tab's `onLost` listeners are told. */
  async takeOver(): Promise<void> {
    await this.#request({ steal: true });
  }

  /** Tells when another tab has taken the lock from this one. */
  onLost(listener: () => void): Cancel {
    return this.#lost.listen(listener);
  }

  /** Gives the lock back, and resolves when others can have it. */
  async release(): Promise<void> {
    this.#release?.();
    this.#release = null;
    await this.#freed;
  }

  async #request(options: LockOptions): Promise<LockAnswer> {
    if (!this.isHeld) await this.#freed;
    if (this.isHeld) return 'held';
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    return new Promise((resolve, reject) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        resolve(lock === null ? 'elsewhere' : 'held');
        if (lock === null) return undefined;
        this.#release = release;
        return released;
      };
      this.#freed = this.#locks.request(this.#name, options, hold).catch((error: unknown) => {
        // Rejected while held: stolen. Rejected before: the browser refuses locks.
        reject(error);
        if (this.#release !== release) return;
        this.#release = null;
        this.#lost.emit();
      });
    });
  }
}
