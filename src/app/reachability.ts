/**
 * Whether new people can find one: one answer for all rooms, kept in the vault.
 */
import type { Room } from '../room/room.js';
import type { Vault } from '../vault/vault.js';

/** Whether one wants to be found; so until somebody chose otherwise. */
export function readReachable(vault: Vault): boolean {
  return (vault.get('reachable') as { readonly isReachable?: unknown } | null)?.isReachable !== false;
}

/** Stores the choice, and then makes it so in these rooms: whoever does not want to be found is not found after a reload either. Resolves when it is so. */
export async function chooseReachable(vault: Vault, isReachable: boolean, rooms: Iterable<{ readonly room: Room }>): Promise<void> {
  await vault.put('reachable', { isReachable });
  for (const { room } of rooms) room.setReachable(isReachable);
}
