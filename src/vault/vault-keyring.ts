/**
 * The keys of an open vault: one a purpose, and one a history, all from the master key (DESIGN section 5).
 *
 * Invariant: after `drop` neither the master key nor any subkey can be reached from here.
 */
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { hkdfSha256, hmacSha256 } from '../crypto/primitives.js';
import { subkey } from '../crypto/vault-keys.js';
import { asciiBytes, concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { OPAQUE_ID_LENGTH } from './vault-names.js';

interface VaultKeys {
  readonly master: Bytes;
  readonly names: Bytes;
  readonly records: AesGcmKey;
  readonly journal: AesGcmKey;
  readonly index: AesGcmKey;
}

/** Derives and holds. Every method throws `ParleyError('vault-closed')` after `drop`. */
export class VaultKeyring {
  #keys: VaultKeys | null;

  private constructor(keys: VaultKeys) {
    this.#keys = keys;
  }

  /** Takes over `master`, 32 bytes, which is wiped by `drop`. */
  static async derive(master: Bytes): Promise<VaultKeyring> {
    const [names, records, journal, index] = await Promise.all([
      hkdfSha256(master, new Uint8Array(0), asciiBytes('parley/1 vault names'), 32),
      subkey(master, 'records'),
      subkey(master, 'journal'),
      subkey(master, 'index'),
    ]);
    return new VaultKeyring({ master, names, records, journal, index });
  }

  #require(): VaultKeys {
    if (this.#keys === null) throw new ParleyError('vault-closed');
    return this.#keys;
  }

  get records(): AesGcmKey {
    return this.#require().records;
  }

  get journal(): AesGcmKey {
    return this.#require().journal;
  }

  get index(): AesGcmKey {
    return this.#require().index;
  }

  /** The key of one history, from its opaque id: no name is needed to open what is on disk. */
  async history(streamId: Bytes): Promise<AesGcmKey> {
    return subkey(this.#require().master, 'history', streamId);
  }

  /** The opaque id of a record or a history: 16 bytes that tell nothing of the name without the key. */
  async opaqueId(kind: 'record' | 'history', name: string): Promise<Bytes> {
    // SECURITY: keyed, since room ids are known to others (privacy.test.ts: "gives a name another opaque id in every vault").
    const mac = await hmacSha256(this.#require().names, concatBytes(asciiBytes(`parley/1 vault ${kind} name`), utf8Bytes(name)));
    return mac.slice(0, OPAQUE_ID_LENGTH);
  }

  /** Wipes what are bytes and forgets the rest. */
  drop(): void {
    this.#keys?.master.fill(0);
    this.#keys?.names.fill(0);
    this.#keys = null;
  }
}
