/**
 * Keys and sealing: one key a purpose, and one a history, all from the master key (DESIGN section 5); and what is sealed opens only in its place.
 *
 * Invariant: after `drop` neither the master key nor any subkey can be reached from here.
 */
import { AES_GCM_TAG_LENGTH, openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { NO_BYTES, hkdfSha256, hmacSha256 } from '../crypto/primitives.js';
import { subkey } from '../crypto/vault-keys.js';
import { ByteReader } from '../lib/byte-reader.js';
import { u8Bytes } from '../lib/byte-writer.js';
import { concatBytes, labelledBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { heldIn } from '../lib/lists.js';
import { packBytes, unpackText } from './pack.js';

/** The format of everything stored that this version writes and reads. */
export const VAULT_FORMAT = 1;

/** Bytes of an opaque id: enough that two names never meet. In keys it stands as base64url, 22 characters. */
export const OPAQUE_ID_LENGTH = 16;

/** Stands for the tag before the first segment or batch. */
export const NO_TAG: Bytes = new Uint8Array(AES_GCM_TAG_LENGTH);

/** What can be sealed, with the label of its key. */
const KEY_LABELS = {
  record: 'records',
  index: 'index',
  journal: 'journal',
  segment: 'history',
  compacted: 'history',
  hints: 'history',
  blob: 'blobs',
  'blob manifest': 'blobs',
} as const;
type SealedKind = keyof typeof KEY_LABELS;

/** With these labels the place begins with an id of 16 bytes, a history's or a blob's, and each id has a key of its own. */
const KEYED_BY_ID: ReadonlySet<string> = new Set(['history', 'blobs'] satisfies (typeof KEY_LABELS)[SealedKind][]);

/** The AAD of a place: `"parley/1 vault <kind>" ‖ format1 ‖ place`. */
export function placeAad(kind: string, ...place: readonly Bytes[]): Bytes {
  return labelledBytes(`parley/1 vault ${kind}`, u8Bytes(VAULT_FORMAT), ...place);
}

/** Derives keys when they are first needed, and holds them. Everything throws `ParleyError('vault-closed')` after `drop`. */
export class VaultKeyring {
  #master: Bytes | null;
  readonly #keys = new Map<string, Promise<AesGcmKey>>();

  /** Takes over `master`, 32 bytes, which is wiped by `drop`. */
  constructor(master: Bytes) {
    this.#master = master;
  }

  /** The master key, which means that the vault is open. */
  requireMaster(): Bytes {
    if (this.#master === null) throw new ParleyError('vault-closed');
    return this.#master;
  }

  #key(kind: SealedKind, place: Bytes): Promise<AesGcmKey> {
    const label = KEY_LABELS[kind];
    const context = KEYED_BY_ID.has(label) ? [place.subarray(0, OPAQUE_ID_LENGTH)] : [];
    const name = [label, ...context].join(' ');
    return heldIn(this.#keys, name, () => subkey(this.requireMaster(), label, ...context));
  }

  /** Seals for a place: `nonce12 ‖ ciphertext ‖ tag16`. */
  async seal(kind: SealedKind, place: Bytes, plaintext: Bytes): Promise<Bytes> {
    return sealWithRandomNonce(await this.#key(kind, place), plaintext, placeAad(kind, place));
  }

  /** Opens in its place what `seal` made. Throws `ParleyError('not-authentic')` on anything else. */
  async open(kind: SealedKind, place: Bytes, sealed: Bytes): Promise<ByteReader> {
    return new ByteReader(await openWithRandomNonce(await this.#key(kind, place), sealed, placeAad(kind, place)));
  }

  /** The opaque id of a record or a history: 16 bytes that tell nothing of the name without the key. */
  async opaqueId(kind: 'record' | 'history', name: string): Promise<Bytes> {
    const names = await hkdfSha256(this.requireMaster(), NO_BYTES, utf8Bytes('parley/1 vault names'), 32);
    // SECURITY: keyed, for others know room ids (privacy.test.ts: "gives a name another opaque id in every vault").
    const mac = await hmacSha256(names, utf8Bytes(`parley/1 vault ${kind} name${name}`));
    names.fill(0);
    return mac.slice(0, OPAQUE_ID_LENGTH);
  }

  /** Wipes what are bytes and forgets the rest. */
  drop(): void {
    this.#master?.fill(0);
    this.#master = null;
    this.#keys.clear();
  }
}

/** The tag by which what follows names these sealed bytes. */
export function tagOf(sealed: Bytes): Bytes {
  return sealed.slice(-AES_GCM_TAG_LENGTH);
}

/** The text to store in localStorage: format and parts, packed. */
export function storedText(...parts: readonly Bytes[]): string {
  return packBytes(concatBytes(u8Bytes(VAULT_FORMAT), ...parts));
}

/** The parts of a stored text. Throws `ParleyError` `malformed` or `version-unknown`. */
export function readStoredText(text: string): ByteReader {
  const reader = new ByteReader(unpackText(text));
  if (reader.u8() !== VAULT_FORMAT) throw new ParleyError('version-unknown');
  return reader;
}

/** What opens, or `null`: whatever the reason, what does not open stays where it is. Rejects with `vault-closed` alone. */
export async function openedOrNull<Opened>(opening: Promise<Opened>): Promise<Opened | null> {
  try {
    return await opening;
  } catch (error) {
    if (errorCodeOf(error) === 'vault-closed') throw error;
    return null;
  }
}
