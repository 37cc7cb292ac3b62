/**
 * A journal batch: everything that one commit made durable, sealed as one.
 *
 * Stored in IndexedDB: `nonce12 ‖ ciphertext ‖ tag16`, with the tag of the batch before it beside it (zeros for the first). AAD:
 * `"parley/1 vault journal" ‖ format1 ‖ seq6 ‖ previous16`. Sealed within, until the end: `1 ‖ lp(name) ‖ length4 ‖ JSON` (a record put),
 * `2 ‖ lp(name)` (a record removed), `3 ‖ lp(history) ‖ start6 ‖ items` (items appended).
 */
import { AES_GCM_TAG_LENGTH, openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { ByteReader, decodeUtf8 } from '../lib/byte-reader.js';
import { lpText, u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { asciiBytes, concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { itemListBytes, readItemList } from './item-list.js';
import type { OrdinalRun } from './ordinal-runs.js';

/** The format of batches that this version writes. */
export const BATCH_FORMAT = 1;

const BATCH_PUT = 1;
const BATCH_REMOVE = 2;
const BATCH_APPEND = 3;

/** What a batch holds. */
export interface BatchContent {
  /** JSON texts by name; `null` for a record that is removed. */
  readonly records: ReadonlyMap<string, string | null>;
  readonly appends: readonly (OrdinalRun & { readonly history: string })[];
}

function batchAad(seq: number, previousTag: Bytes): Bytes {
  // SECURITY: numbers and chains the batches (journal-keeper.test.ts: "notices a batch that was changed, moved or left out").
  return concatBytes(asciiBytes('parley/1 vault journal'), u8Bytes(BATCH_FORMAT), u48Bytes(seq), previousTag);
}

/** Seals a batch under its number. */
export async function sealBatch(key: AesGcmKey, seq: number, previousTag: Bytes, content: BatchContent): Promise<Bytes> {
  const parts: Bytes[] = [];
  for (const [name, text] of content.records) {
    if (text === null) {
      parts.push(u8Bytes(BATCH_REMOVE), lpText(name));
    } else {
      const json = utf8Bytes(text);
      parts.push(u8Bytes(BATCH_PUT), lpText(name), u32Bytes(json.length), json);
    }
  }
  for (const { history, start, items } of content.appends) {
    parts.push(u8Bytes(BATCH_APPEND), lpText(history), u48Bytes(start), itemListBytes(items));
  }
  return sealWithRandomNonce(key, concatBytes(...parts), batchAad(seq, previousTag));
}

/** The tag by which the next batch names this one. */
export function batchTag(sealed: Bytes): Bytes {
  return sealed.slice(-AES_GCM_TAG_LENGTH);
}

/** Reads a batch. Throws `ParleyError` `malformed`, `version-unknown` or `not-authentic`. */
export async function openBatch(key: AesGcmKey, seq: number, previousTag: Bytes, sealed: Bytes): Promise<BatchContent> {
  const reader = new ByteReader(await openWithRandomNonce(key, sealed, batchAad(seq, previousTag)));
  const records = new Map<string, string | null>();
  const appends: (OrdinalRun & { history: string })[] = [];
  while (reader.left > 0) {
    const kind = reader.u8();
    const name = reader.lpText();
    if (kind === BATCH_PUT) records.set(name, decodeUtf8(reader.take(reader.u32())));
    else if (kind === BATCH_REMOVE) records.set(name, null);
    else if (kind === BATCH_APPEND) appends.push({ history: name, start: reader.u48(), items: readItemList(reader) });
    else throw new ParleyError('version-unknown', `journal item ${kind}`);
  }
  return { records, appends };
}
