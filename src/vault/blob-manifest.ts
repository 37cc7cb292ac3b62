/**
 * What is stored of a blob: how many bytes it has and what it is about, sealed, beside its chunks, sealed each in its place.
 *
 *     blobs:  id ↦ 0x01 ‖ seal("blob manifest", id16, size6 ‖ JSON)
 *     chunks: [id, n] ↦ 0x01 ‖ seal("blob", id16 ‖ n4 ‖ final1, bytes)
 *
 * Invariant: an id is used for one blob, once, and has a key of its own; so for each place there is one ciphertext that opens, ever.
 */
import { bytesFromBase64Url } from '../lib/base-text.js';
import { decodeUtf8 } from '../lib/byte-reader.js';
import { u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { BlobChunk } from './blob-chunks.js';
import { VAULT_FORMAT, openedOrNull } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import type { Json } from './vault.js';

/** What is known of a blob without reading it. */
export interface BlobManifest {
  /** Bytes. */
  readonly size: number;
  /** What whoever wrote it says of it: to which room it belongs, say. */
  readonly about: Json;
}

/** The keys of all chunks of a blob. */
export function chunkKeys(id: string): IDBKeyRange {
  // An array comes after everything else that can be a key.
  return IDBKeyRange.bound([id], [id, []]);
}

/** The manifest as it is stored. */
export async function sealedManifest(keyring: VaultKeyring, id: string, { size, about }: BlobManifest): Promise<Bytes> {
  const plaintext = concatBytes(u48Bytes(size), utf8Bytes(JSON.stringify(about)));
  return storedPart(await keyring.seal('blob manifest', bytesFromBase64Url(id), plaintext));
}

/** Reads a stored manifest; `null` when it is not what was stored under this id. Rejects with `vault-closed`. */
export function openManifest(keyring: VaultKeyring, id: string, value: unknown): Promise<BlobManifest | null> {
  const open = async (): Promise<BlobManifest> => {
    const reader = await keyring.open('blob manifest', bytesFromBase64Url(id), sealedPart(value));
    return { size: reader.u48(), about: JSON.parse(decodeUtf8(reader.take(reader.left))) as Json };
  };
  return openedOrNull(open());
}

/** A chunk as it is stored. */
export async function sealedChunk(keyring: VaultKeyring, id: string, n: number, { bytes, isFinal }: BlobChunk): Promise<Bytes> {
  return storedPart(await keyring.seal('blob', placeOfChunk(id, n, isFinal), bytes));
}

/** The bytes of a stored chunk; `null` when it is not what was stored in this place. Rejects with `vault-closed`. */
export function openChunk(keyring: VaultKeyring, id: string, n: number, isFinal: boolean, value: unknown): Promise<Bytes | null> {
  const open = async (): Promise<Bytes> => {
    const reader = await keyring.open('blob', placeOfChunk(id, n, isFinal), sealedPart(value));
    return reader.take(reader.left);
  };
  return openedOrNull(open());
}

function placeOfChunk(id: string, n: number, isFinal: boolean): Bytes {
  // SECURITY: each chunk in its place (blob-tamper.test.ts: "is noticed when chunks are swapped, moved, mixed, left out or added").
  return concatBytes(bytesFromBase64Url(id), u32Bytes(n), u8Bytes(isFinal ? 1 : 0));
}

function storedPart(sealed: Bytes): Bytes {
  return concatBytes(u8Bytes(VAULT_FORMAT), sealed);
}

function sealedPart(value: unknown): Bytes {
  if (!(value instanceof Uint8Array)) throw new ParleyError('malformed');
  if (value[0] !== VAULT_FORMAT) throw new ParleyError('version-unknown');
  return value.slice(1);
}
