/**
 * Reading a blob back, chunk by chunk, and saying what of it is not what was written.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { BLOB_CHUNK_BYTES, chunkCount } from './blob-chunks.js';
import { chunkKeys, openChunk, openManifest } from './blob-manifest.js';
import type { VaultKeyring } from './sealing.js';
import { resultOf } from './vault-database.js';
import type { VaultDatabase } from './vault-database.js';

/** What is there of a blob: its size, `null` when that cannot be read, and the keys of its chunks. */
interface BlobOutline {
  readonly size: number | null;
  readonly keys: readonly IDBValidKey[];
}

async function outlineOf(database: VaultDatabase, keyring: VaultKeyring, id: string): Promise<BlobOutline> {
  keyring.requireMaster();
  const [value, keys] = await database.readBlobs(({ blobs, chunks }) =>
    Promise.all([resultOf<unknown>(blobs.get(id)), resultOf(chunks.getAllKeys(chunkKeys(id)))]),
  );
  if (value === undefined) throw new ParleyError('blob-gone');
  return { size: (await openManifest(keyring, id, value))?.size ?? null, keys };
}

/** Chunk `n` of `count`; `null` when it is not what was written. */
async function chunkAt(database: VaultDatabase, keyring: VaultKeyring, id: string, n: number, count: number): Promise<Bytes | null> {
  keyring.requireMaster();
  const [isThere, value] = await database.readBlobs(({ blobs, chunks }) =>
    Promise.all([resultOf(blobs.count(id)), resultOf<unknown>(chunks.get([id, n]))]),
  );
  if (isThere === 0) throw new ParleyError('blob-gone');
  return openChunk(keyring, id, n, n === count - 1, value);
}

/** Names chunks that are there and were never written: `blob <id> <number>`. */
function addedChunks(id: string, keys: readonly IDBValidKey[], count: number): string[] {
  const numbers = (keys as readonly (readonly unknown[])[]).map(([, n]) => n);
  return numbers.filter((n) => !Number.isInteger(n) || (n as number) < 0 || (n as number) >= count).map((n) => `blob ${id} ${String(n)}`);
}

/** See `BlobStore.read`. */
export async function* readBlob(
  database: VaultDatabase,
  keyring: VaultKeyring,
  id: string,
  start = 0,
  end = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Bytes> {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start)
    throw new RangeError(`no range: from ${start} to ${end}`);
  const { size, keys } = await outlineOf(database, keyring, id);
  if (size === null) throw new ParleyError('vault-damaged', { cause: `blob ${id}` });
  const count = chunkCount(size);
  // SECURITY: a blob to which something was added is not what was written (blob-tamper.test.ts: "is noticed when chunks are swapped, moved, mixed, left out or added").
  const [added] = addedChunks(id, keys, count);
  if (added !== undefined) throw new ParleyError('vault-damaged', { cause: added });
  const stop = Math.min(end, size);
  for (let n = Math.floor(start / BLOB_CHUNK_BYTES); n * BLOB_CHUNK_BYTES < stop; n++) {
    const chunk = await chunkAt(database, keyring, id, n, count);
    if (chunk === null) throw new ParleyError('vault-damaged', { cause: `blob ${id} ${n}` });
    const from = n * BLOB_CHUNK_BYTES;
    yield chunk.subarray(Math.max(0, start - from), stop - from);
  }
}

/** See `BlobStore.damage`. */
export async function blobDamage(database: VaultDatabase, keyring: VaultKeyring, id: string): Promise<readonly string[]> {
  const { size, keys } = await outlineOf(database, keyring, id);
  if (size === null) return [`blob ${id}`];
  const count = chunkCount(size);
  const damage: string[] = [];
  for (let n = 0; n < count; n++) if ((await chunkAt(database, keyring, id, n, count)) === null) damage.push(`blob ${id} ${n}`);
  return [...damage, ...addedChunks(id, keys, count)];
}
