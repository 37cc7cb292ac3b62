/**
 * A record: one named JSON value, sealed, as one text in localStorage.
 *
 * Stored: `format1 ‖ nonce12 ‖ ciphertext ‖ tag16`, packed; AAD `"parley/1 vault record" ‖ format1 ‖ record16`. Sealed within: `lp(name) ‖ seq6 ‖ JSON`,
 * `seq` being the journal batch that the value comes from.
 */
import { openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { ByteReader, decodeUtf8 } from '../lib/byte-reader.js';
import { lpText, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { asciiBytes, concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { packBytes, unpackText } from './pack.js';

const RECORD_FORMAT = 1;

/** A record as it is stored; `text` is its JSON. */
export interface StoredRecord {
  readonly name: string;
  readonly seq: number;
  readonly text: string;
}

function recordAad(id: Bytes): Bytes {
  return concatBytes(asciiBytes('parley/1 vault record'), u8Bytes(RECORD_FORMAT), id);
}

/** The record as the text to store under its opaque id. */
export async function sealRecord(key: AesGcmKey, id: Bytes, record: StoredRecord): Promise<string> {
  const plaintext = concatBytes(lpText(record.name), u48Bytes(record.seq), utf8Bytes(record.text));
  return packBytes(concatBytes(u8Bytes(RECORD_FORMAT), await sealWithRandomNonce(key, plaintext, recordAad(id))));
}

/** Reads a stored record. Throws `ParleyError` `malformed`, `version-unknown` or `not-authentic`. */
export async function openRecord(key: AesGcmKey, id: Bytes, text: string): Promise<StoredRecord> {
  const outer = new ByteReader(unpackText(text));
  if (outer.u8() !== RECORD_FORMAT) throw new ParleyError('version-unknown', 'record format');
  const reader = new ByteReader(await openWithRandomNonce(key, outer.take(outer.left), recordAad(id)));
  return { name: reader.lpText(), seq: reader.u48(), text: decodeUtf8(reader.take(reader.left)) };
}
