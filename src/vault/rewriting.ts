/**
 * Work that changes what is stored, a step at a time, each in a fenced transaction of its own, so that others get their turn in between.
 */
import { ParleyError } from '../lib/errors.js';
import type { VaultDatabase } from './vault-database.js';

/** One step, done in a transaction over the store of hints; it waits for nothing but that store's requests. */
export type RewriteStep = (hints: IDBObjectStore) => void | Promise<void>;

/** Prepares the next step; resolves with `null` when all is done. */
export type RewriteWork = () => Promise<RewriteStep | null>;

/** Does all steps, unless `stopped`. Rejects with what the browser, or the fence, says. */
export async function rewriteAll(database: VaultDatabase, stopped: AbortSignal, work: RewriteWork): Promise<void> {
  for (let step = await work(); step !== null; step = await work()) {
    const next = step;
    await database.fencedHints((hints) => {
      stopped.throwIfAborted();
      return next(hints);
    });
  }
}

/** Work that is done in one step. */
export function inOneStep(steps: readonly RewriteStep[]): RewriteWork {
  const whole: RewriteStep = async (hints) => {
    await Promise.all(steps.map(async (step) => step(hints)));
  };
  const left = [whole];
  return () => Promise.resolve(left.pop() ?? null);
}

/**
 * Does all of these in one step beside whatever else is done: what only spares work later. When the browser refuses, or the vault is closed, it is
 * spared nothing.
 */
export function rewriteBeside(vault: { rewrite(work: RewriteWork): Promise<void> }, steps: readonly RewriteStep[]): void {
  if (steps.length === 0) return;
  vault.rewrite(inOneStep(steps)).catch((error: unknown) => {
    if (!(error instanceof ParleyError)) reportError(error);
  });
}
