/**
 * What a backup holds, as the bytes that its file seals (docs/BACKUP.md): records and items of histories, in the order in which they are to be taken in.
 *
 *     part    = kind1 ‖ length4 ‖ content
 *     content = lp(name) ‖ JSON         kind 1: a record
 *             | lp(name) ‖ items        kind 3: items of a history, which others of the same name may follow
 */
import { ByteReader, decodeUtf8 } from '../lib/byte-reader.js';
import { lpText, u32Bytes, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { itemListBytes, readItemViews } from './item-runs.js';
import type { Json } from './vault.js';

const RECORD_PART = 1;
const ITEMS_PART = 3;
const PART_HEAD_LENGTH = 5;

/** A record, or items of a history. */
export type BackupPart =
  | { readonly kind: 'record'; readonly name: string; readonly value: Json }
  | { readonly kind: 'items'; readonly name: string; readonly items: readonly Bytes[] };

/** A part as it is written. */
export function backupPartBytes(part: BackupPart): Bytes {
  const isRecord = part.kind === 'record';
  const content = concatBytes(lpText(part.name), isRecord ? utf8Bytes(JSON.stringify(part.value)) : itemListBytes(part.items));
  return concatBytes(u8Bytes(isRecord ? RECORD_PART : ITEMS_PART), u32Bytes(content.length), content);
}

/** Reads parts from pieces as they come. Rejects with `backup-damaged` when they are not whole, `backup-newer` when one is of a kind that came later. */
export async function* readBackupParts(pieces: AsyncIterable<Bytes>): AsyncGenerator<BackupPart> {
  let waiting: Bytes[] = [];
  let length = 0;
  let wanted = PART_HEAD_LENGTH;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    // Joined only when something of it can be read, so that a long part is not copied with every piece.
    if (length < wanted) continue;
    let joined = concatBytes(...waiting);
    for (;;) {
      wanted = PART_HEAD_LENGTH + (joined.length < PART_HEAD_LENGTH ? 0 : new DataView(joined.buffer, joined.byteOffset).getUint32(1));
      if (joined.length < wanted) break;
      yield parsePart(joined.subarray(0, wanted));
      joined = joined.subarray(wanted);
    }
    waiting = [joined];
    length = joined.length;
  }
  if (length > 0) throw new ParleyError('backup-damaged');
}

function parsePart(bytes: Bytes): BackupPart {
  const reader = new ByteReader(bytes);
  const kind = reader.u8();
  if (kind !== RECORD_PART && kind !== ITEMS_PART) throw new ParleyError('backup-newer');
  try {
    reader.u32();
    const name = reader.lpText();
    if (kind === RECORD_PART) return { kind: 'record', name, value: JSON.parse(decodeUtf8(reader.take(reader.left))) as Json };
    const items = readItemViews(reader);
    reader.end();
    return { kind: 'items', name, items };
  } catch (error) {
    throw new ParleyError('backup-damaged', { cause: error });
  }
}
