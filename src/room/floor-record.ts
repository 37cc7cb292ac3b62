/**
 * How far a room was dropped from this device, as the vault keeps it.
 */
import { ParleyError } from '../lib/errors.js';
import type { FeedVector } from '../log/sync-frames.js';
import type { Json } from '../vault/vault.js';

/** A floor, and when it was laid last, milliseconds since 1970. */
export interface KeptFloor {
  readonly at: number;
  readonly floor: FeedVector;
}

/** For the record. */
export function floorJson({ at, floor }: KeptFloor): Json {
  return { at, feeds: Object.fromEntries(floor) };
}

/** Reads what `floorJson` wrote; `null` when there is none. Throws `ParleyError('vault-damaged')` when it is anything else. */
export function parseFloor(kept: Json): KeptFloor | null {
  if (kept === null) return null;
  const { at, feeds } = kept as { readonly at?: unknown; readonly feeds?: unknown };
  const floor = new Map(Object.entries((feeds ?? {}) as Readonly<Record<string, number>>));
  const isFloor = [...floor].every(([feedKey, count]) => /^[0-9a-f]{80}$/u.test(feedKey) && Number.isInteger(count));
  if (typeof at !== 'number' || !isFloor) throw new ParleyError('vault-damaged');
  return { at, floor };
}
