/**
 * Blobs: what is too large for records and histories, such as attachments, sealed in IndexedDB in chunks.
 *
 * A blob is written once and never changed. It is there from the moment its manifest is, which comes last; whatever a crash leaves without one is removed
 * when the vault is opened the next time: nothing of it was acknowledged. Reading never takes more than a chunk into memory at a time.
 */
import { AES_GCM_NONCE_LENGTH, AES_GCM_TAG_LENGTH } from '../crypto/aes-gcm.js';
import { randomBytes } from '../crypto/primitives.js';
import { base64UrlOf } from '../lib/base-text.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { chunkCount, chunksOf } from './blob-chunks.js';
import type { BlobSource } from './blob-chunks.js';
import { chunkKeys, openManifest, sealedChunk, sealedManifest } from './blob-manifest.js';
import type { BlobManifest } from './blob-manifest.js';
import { blobDamage, readBlob } from './blob-reading.js';
import { askOriginRoom } from './origin-room.js';
import type { OriginRoom, RoomEstimate } from './origin-room.js';
import { OPAQUE_ID_LENGTH } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import { resultOf } from './vault-database.js';
import type { VaultDatabase } from './vault-database.js';
import type { Json } from './vault.js';

/** Bytes that storing a chunk takes beside what is in it. */
const CHUNK_OVERHEAD = 1 + AES_GCM_NONCE_LENGTH + AES_GCM_TAG_LENGTH;

/** What blobs take. */
export interface BlobUsage {
  /** How many can be read, and how many bytes they have in all. */
  readonly count: number;
  readonly bytes: number;
  /** What the browser says of this origin in all; `null` when it does not answer. */
  readonly origin: OriginRoom | null;
}

/**
 * The blobs of an open vault. Everything rejects with `vault-closed` once it is closed, with `storage-unavailable` when the browser refuses; what writes with `vault-elsewhere`
 * when another tab has taken over. Ids are 22 characters at random; one that nothing is kept under is ordinary.
 */
export interface BlobStore {
  /**
   * Keeps a blob; resolves with its id when it is durable. `about` is sealed with it. `size`, in bytes, where it is known before (a `Blob` knows it): then it is refused at once
   * when there is no room. Rejects with `storage-full`, with what the source throws, and with `TypeError` when `about` is not JSON; then nothing of it is kept.
   */
  write(source: BlobSource, about: Json, size?: number): Promise<string>;
  /** Whether a blob is kept under this id, readable or not. */
  has(id: string): Promise<boolean>;
  /** How many bytes it has, and what it is about; `null` when nothing is kept under this id. Rejects with `vault-damaged` when that cannot be read. */
  manifest(id: string): Promise<BlobManifest | null>;
  /**
   * Its bytes from `start` up to `end` or its end, in pieces, each proved to be what was written. Throws `RangeError` unless these are integers with 0 ≤ `start` ≤ `end`;
   * `blob-gone` when nothing is kept under this id, any more either; `vault-damaged`, with the name of what is damaged as `cause`, where it is not what was written.
   */
  read(id: string, start?: number, end?: number): AsyncGenerator<Bytes>;
  /** As `read`, in one. */
  readWhole(id: string, start?: number, end?: number): Promise<Bytes>;
  /** Reads it all, and names what is not as it was written: `blob <id>` for all of it, `blob <id> <chunk>`; empty when all is well. Rejects with `blob-gone`. */
  damage(id: string): Promise<readonly string[]>;
  /** Deletes it, all of it at once; resolves when that is durable, also when there was nothing. */
  delete(id: string): Promise<void>;
  /** The ids of all blobs, sorted. */
  ids(): Promise<readonly string[]>;
  usage(): Promise<BlobUsage>;
}

/** What the store of an open vault works with. `change` runs a change and rejects with `vault-closed` or `vault-elsewhere` where there may be none. */
export interface BlobParts {
  readonly database: VaultDatabase;
  readonly keyring: VaultKeyring;
  readonly clock: Clock;
  readonly estimate: RoomEstimate;
  change<Result>(run: () => Promise<Result>): Promise<Result>;
}

/** Makes the store over what is kept. `removeUnfinished` has to be called before anything is written. */
export function makeBlobStore({ database, keyring, clock, estimate, change }: BlobParts): BlobStore {
  async function requireRoom(size: number): Promise<void> {
    const origin = await askOriginRoom(estimate, clock);
    if (origin !== null && size + chunkCount(size) * CHUNK_OVERHEAD > origin.limit - origin.used) throw new ParleyError('storage-full');
  }

  function remove(id: string): Promise<void> {
    return database.fencedBlobs(({ blobs, chunks }) => {
      blobs.delete(id);
      chunks.delete(chunkKeys(id));
    });
  }

  /** Stores all chunks, then the manifest. */
  async function writeAll(id: string, source: BlobSource, about: Json): Promise<void> {
    let size = 0;
    let n = 0;
    for await (const chunk of chunksOf(source)) {
      size += chunk.bytes.length;
      const sealed = await sealedChunk(keyring, id, n, chunk);
      await database.fencedBlobs(({ chunks }) => chunks.add(sealed, [id, n]));
      n++;
    }
    const manifest = await sealedManifest(keyring, id, { size, about });
    await database.fencedBlobs(({ blobs }) => blobs.add(manifest, id));
  }

  async function write(source: BlobSource, about: Json, size?: number): Promise<string> {
    if ((JSON.stringify(about) as string | undefined) === undefined) throw new TypeError('about is not JSON');
    const known = source instanceof Blob ? source.size : size;
    if (known !== undefined) await requireRoom(known);
    const id = base64UrlOf(randomBytes(OPAQUE_ID_LENGTH));
    try {
      await writeAll(id, source, about);
      return id;
    } catch (error) {
      // Where not even this can be done, it is when the vault is opened the next time; why it was not written is what counts.
      await Promise.allSettled([remove(id)]);
      throw error;
    }
  }

  async function ids(): Promise<readonly string[]> {
    keyring.requireMaster();
    const keys = await database.readBlobs(({ blobs }) => resultOf(blobs.getAllKeys()));
    return keys.filter((key) => typeof key === 'string').toSorted();
  }

  async function manifest(id: string): Promise<BlobManifest | null> {
    keyring.requireMaster();
    const value = await database.readBlobs(({ blobs }) => resultOf<unknown>(blobs.get(id)));
    if (value === undefined) return null;
    const opened = await openManifest(keyring, id, value);
    if (opened === null) throw new ParleyError('vault-damaged', { cause: `blob ${id}` });
    return opened;
  }

  const read: BlobStore['read'] = (id, start, end) => readBlob(database, keyring, id, start, end);
  return {
    write: (...what) => change(() => write(...what)),
    async has(id) {
      keyring.requireMaster();
      return (await database.readBlobs(({ blobs }) => resultOf(blobs.count(id)))) > 0;
    },
    manifest,
    read,
    async readWhole(...what) {
      const pieces: Bytes[] = [];
      for await (const piece of read(...what)) pieces.push(piece);
      return concatBytes(...pieces);
    },
    damage: (id) => blobDamage(database, keyring, id),
    delete: (id) => change(() => remove(id)),
    ids,
    async usage() {
      keyring.requireMaster();
      const entries = await database.readBlobs(({ blobs }) =>
        Promise.all([resultOf(blobs.getAllKeys()), resultOf<unknown[]>(blobs.getAll())]),
      );
      const manifests = await Promise.all(entries[0].map((id, i) => openManifest(keyring, id as string, entries[1][i])));
      const readable = manifests.filter((each) => each !== null);
      const bytes = readable.reduce((sum, { size }) => sum + size, 0);
      return { count: readable.length, bytes, origin: await askOriginRoom(estimate, clock) };
    },
  };
}

/** Removes the chunks of blobs whose writing was cut short. For when the vault is opened. */
export function removeUnfinished(database: VaultDatabase): Promise<void> {
  return database.fencedBlobs(async ({ blobs, chunks }) => {
    const [ids, keys] = await Promise.all([resultOf(blobs.getAllKeys()), resultOf(chunks.getAllKeys())]);
    const whole = new Set(ids);
    for (const key of keys) if (!Array.isArray(key) || !whole.has(key[0] as string)) chunks.delete(key);
  });
}
