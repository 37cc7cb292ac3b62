/**
 * The index: what has to be there. Segments and records prove themselves, but nothing proves that one of them existed; the index does, up to the
 * time it was last written. It is a floor: a crash may leave more than it names, never less.
 *
 * Sealed within: `seq6 ‖ count4 ‖ (stream16 ‖ 0⁴ ‖ next4 ‖ since6 ‖ end6 ‖ tag16)… ‖ count4 ‖ (record16 ‖ seq6)…`, sorted by id. Place: none.
 */
import { AES_GCM_TAG_LENGTH } from '../crypto/aes-gcm.js';
import { NO_BYTES } from '../crypto/primitives.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import type { ByteReader } from '../lib/byte-reader.js';
import { u32Bytes, u48Bytes } from '../lib/byte-writer.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { endOfRun } from './item-runs.js';
import type { ItemRun } from './item-runs.js';
import { NO_TAG, OPAQUE_ID_LENGTH, readStoredText, storedText } from './sealing.js';
import type { VaultKeyring } from './sealing.js';

/** How far one history goes. */
export interface StreamMark {
  /** Number that the next segment gets, and the ordinal after the last. */
  readonly next: number;
  readonly end: number;
  /** Tag of the last segment. */
  readonly tag: Bytes;
  /** The batch that last made all of it go; 0 when none did. What older batches hold of it is gone. */
  readonly since: number;
}

/** A history without segments. */
export const NEW_STREAM: StreamMark = { next: 0, end: 0, tag: NO_TAG, since: 0 };

/** A history once a segment with these items is stored as number `index`. */
export function markAfter({ end, since }: StreamMark, index: number, runs: readonly ItemRun<unknown>[], tag: Bytes): StreamMark {
  return { next: index + 1, end: Math.max(end, ...runs.map(endOfRun)), tag, since };
}

/** What localStorage has to hold. Ids are opaque ones, as text. */
export interface VaultIndex {
  /** The last journal batch that is wholly written out. */
  readonly seq: number;
  readonly streams: ReadonlyMap<string, StreamMark>;
  /** Records, with the batch that holds what is stored of each. */
  readonly records: ReadonlyMap<string, number>;
}

/** The index as the text to store. */
export async function sealIndex(keyring: VaultKeyring, { seq, streams, records }: VaultIndex): Promise<string> {
  const streamParts = tableBytes(streams, ({ next, end, tag, since }) => [
    u32Bytes(0),
    u32Bytes(next),
    u48Bytes(since),
    u48Bytes(end),
    tag,
  ]);
  const recordParts = tableBytes(records, (stored) => [u48Bytes(stored)]);
  return storedText(await keyring.seal('index', NO_BYTES, concatBytes(u48Bytes(seq), streamParts, recordParts)));
}

/** Reads a stored index. Throws `ParleyError` `malformed`, `version-unknown` or `not-authentic`. */
export async function openIndex(keyring: VaultKeyring, text: string): Promise<VaultIndex> {
  const outer = readStoredText(text);
  const reader = await keyring.open('index', NO_BYTES, outer.take(outer.left));
  const seq = reader.u48();
  const streams = readTable(reader, () => {
    const [, next, since, end] = [reader.u32(), reader.u32(), reader.u48(), reader.u48()];
    return { next, end, tag: reader.take(AES_GCM_TAG_LENGTH), since };
  });
  const records = readTable(reader, () => reader.u48());
  reader.end();
  return { seq, streams, records };
}

function tableBytes<Value>(table: ReadonlyMap<string, Value>, partsOf: (value: Value) => Bytes[]): Bytes {
  const rows = [...table].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([id, value]) => [bytesFromBase64Url(id), ...partsOf(value)]);
  return concatBytes(u32Bytes(table.size), ...rows);
}

function readTable<Value>(reader: ByteReader, readValue: () => Value): Map<string, Value> {
  const table = new Map<string, Value>();
  for (let left = reader.u32(); left > 0; left--) table.set(base64UrlOf(reader.take(OPAQUE_ID_LENGTH)), readValue());
  return table;
}
