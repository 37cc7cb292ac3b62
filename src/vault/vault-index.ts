/**
 * The index: what has to be there. Segments and records prove themselves, but nothing proves that one of them existed; the index does, up to the
 * time it was last written. It is a floor: a crash may leave more than it names, never less.
 *
 * Stored under `parley/<profile>/index`: `format1 ‖ nonce12 ‖ ciphertext ‖ tag16`, packed; AAD `"parley/1 vault index" ‖ format1`. Sealed within:
 * `seq6 ‖ count4 ‖ (stream16 ‖ first4 ‖ next4 ‖ base6 ‖ end6 ‖ tag16)… ‖ count4 ‖ (record16 ‖ seq6)…`, sorted by id.
 */
import { AES_GCM_TAG_LENGTH, openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { bytesFromBase64Url } from '../lib/base-text.js';
import { ByteReader } from '../lib/byte-reader.js';
import { u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { asciiBytes, concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { packBytes, unpackText } from './pack.js';
import { OPAQUE_ID_LENGTH, opaqueText } from './vault-names.js';

const INDEX_FORMAT = 1;

/** How far one history goes. */
export interface StreamMark {
  /** Number of the oldest segment that has to be there, and the first ordinal: above 0 once old ones were dropped on purpose. */
  readonly first: number;
  readonly base: number;
  /** Number that the next segment gets, and the ordinal after the last. */
  readonly next: number;
  readonly end: number;
  /** Tag of the last segment. */
  readonly tag: Bytes;
}

/** What localStorage has to hold. Ids are opaque ones, as text. */
export interface VaultIndex {
  /** The last journal batch that is wholly written out. */
  readonly seq: number;
  readonly streams: ReadonlyMap<string, StreamMark>;
  /** Records, with the batch that holds what is stored of each. */
  readonly records: ReadonlyMap<string, number>;
}

/** The index of a vault in which nothing is stored yet. */
export const EMPTY_INDEX: VaultIndex = { seq: 0, streams: new Map(), records: new Map() };

function indexAad(): Bytes {
  return concatBytes(asciiBytes('parley/1 vault index'), u8Bytes(INDEX_FORMAT));
}

/** The index as the text to store. */
export async function sealIndex(key: AesGcmKey, index: VaultIndex): Promise<string> {
  const parts: Bytes[] = [u48Bytes(index.seq), u32Bytes(index.streams.size)];
  for (const [id, mark] of sortedById(index.streams)) {
    parts.push(bytesFromBase64Url(id), u32Bytes(mark.first), u32Bytes(mark.next), u48Bytes(mark.base), u48Bytes(mark.end), mark.tag);
  }
  parts.push(u32Bytes(index.records.size));
  for (const [id, seq] of sortedById(index.records)) parts.push(bytesFromBase64Url(id), u48Bytes(seq));
  return packBytes(concatBytes(u8Bytes(INDEX_FORMAT), await sealWithRandomNonce(key, concatBytes(...parts), indexAad())));
}

/** Reads a stored index. Throws `ParleyError` `malformed`, `version-unknown` or `not-authentic`. */
export async function openIndex(key: AesGcmKey, text: string): Promise<VaultIndex> {
  const outer = new ByteReader(unpackText(text));
  if (outer.u8() !== INDEX_FORMAT) throw new ParleyError('version-unknown', 'index format');
  const reader = new ByteReader(await openWithRandomNonce(key, outer.take(outer.left), indexAad()));
  const seq = reader.u48();
  const streams = new Map<string, StreamMark>();
  for (let left = reader.u32(); left > 0; left--) {
    const id = opaqueText(reader.take(OPAQUE_ID_LENGTH));
    const [first, next, base, end] = [reader.u32(), reader.u32(), reader.u48(), reader.u48()];
    streams.set(id, { first, next, base, end, tag: reader.take(AES_GCM_TAG_LENGTH).slice() });
  }
  const records = new Map<string, number>();
  for (let left = reader.u32(); left > 0; left--) records.set(opaqueText(reader.take(OPAQUE_ID_LENGTH)), reader.u48());
  reader.end();
  return { seq, streams, records };
}

function sortedById<Value>(entries: ReadonlyMap<string, Value>): [string, Value][] {
  return [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
