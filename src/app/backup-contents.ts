/**
 * What a backup holds: who I am, the people I know, and for each room its history and what was noted down of it.
 *
 * Not in it: anything by which two installations would be taken for one, which are the feed that is written here and the ids at the server; and what
 * only concerns this browser. The order is that in which it is taken in: a room's history before the room itself, so that a room never stands there
 * without its beginning.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { backupPartBytes } from '../vault/backup-parts.js';
import type { StoredItem, Vault } from '../vault/vault.js';
import { roomForBackup } from './backup-merge.js';

/** Items are put together up to about so many bytes. */
const ITEMS_TOGETHER_BYTES = 60_000;

/** Records of a room beside the room itself, by the beginning of their names. */
export const ROOM_NOTES = ['accepted/', 'delivery/', 'seen/', 'forks/'] as const;

/** Of what there is, what goes in: these rooms, and these people. Ids in hexadecimal. */
export interface BackupScope {
  readonly rids: readonly string[];
  readonly fps: readonly string[];
}

/** Everything that the vault holds. */
export function wholeScope(vault: Vault): BackupScope {
  const idsIn = (kind: string): string[] => vault.names(kind).map((name) => name.slice(kind.length));
  return { rids: idsIn('room/'), fps: idsIn('person/') };
}

/** The bytes of a backup. `progress` hears which share of it is done, from 0 to 1. Rejects with an `AbortError` once the signal says so, and as the vault does. */
export async function* backupContents(
  vault: Vault,
  { rids, fps }: BackupScope,
  signal: AbortSignal,
  progress: (share: number) => void,
): AsyncGenerator<Bytes> {
  const me = vault.get('me');
  if (me === null) throw new ParleyError('vault-damaged');
  yield backupPartBytes({ kind: 'record', name: 'me', value: me });
  for (const name of fps.map((fpHex) => `person/${fpHex}`)) {
    const value = vault.get(name);
    if (value !== null) yield backupPartBytes({ kind: 'record', name, value });
  }
  for (const [index, ridHex] of rids.entries()) {
    const name = `history/${ridHex}`;
    const items = await vault.history(name).load();
    for (let at = 0; at < items.length;) {
      signal.throwIfAborted();
      const some = batchFrom(items, at);
      yield backupPartBytes({ kind: 'items', name, items: some });
      at += some.length;
      progress((index + at / items.length) / rids.length);
    }
    const room = vault.get(`room/${ridHex}`);
    if (room !== null) yield backupPartBytes({ kind: 'record', name: `room/${ridHex}`, value: roomForBackup(room) });
    for (const kind of ROOM_NOTES) {
      const value = vault.get(kind + ridHex);
      if (value !== null) yield backupPartBytes({ kind: 'record', name: kind + ridHex, value });
    }
  }
  progress(1);
}

function batchFrom(items: readonly StoredItem[], start: number): Bytes[] {
  const batch: Bytes[] = [];
  let size = 0;
  for (let at = start; at < items.length && size < ITEMS_TOGETHER_BYTES; at++) {
    const { bytes } = items[at] as StoredItem;
    batch.push(bytes);
    size += bytes.length;
  }
  return batch;
}
