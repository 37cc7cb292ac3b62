/**
 * A person's key pair and its fingerprint (DESIGN section 4, "Identity"). A name is self-asserted and not part of it.
 */
import type { Bytes } from '../lib/bytes.js';
import { exportSigningKey, generateSigningKey, importSigningKey } from './ed25519.js';
import type { SigningKey } from './ed25519.js';
import { hashLabelled } from './primitives.js';
import { requireLength } from './require-length.js';

/** Who one is: a signing key with its fingerprint. */
export interface Identity extends SigningKey {
  /** `SHA-256("parley/1 identity" ‖ pk)`, 32 bytes. */
  readonly fp: Bytes;
}

class HeldIdentity implements Identity {
  readonly pk: Bytes;
  readonly fp: Bytes;
  readonly #key: SigningKey;

  constructor(key: SigningKey, fp: Bytes) {
    this.pk = key.pk;
    this.fp = fp;
    this.#key = key;
  }

  sign(message: Bytes): Promise<Bytes> {
    return this.#key.sign(message);
  }

  exportPkcs8(): Promise<Bytes> {
    return exportSigningKey(this.#key);
  }
}

/** The fingerprint of a public key: `SHA-256("parley/1 identity" ‖ pk)`. Throws `RangeError` unless `pk` has 32 bytes. */
export async function fingerprintOf(pk: Bytes): Promise<Bytes> {
  requireLength('pk', pk, 32);
  return hashLabelled('parley/1 identity', pk);
}

async function identityOf(key: SigningKey): Promise<Identity> {
  return new HeldIdentity(key, await fingerprintOf(key.pk));
}

/** Makes a new identity. */
export async function createIdentity(): Promise<Identity> {
  return identityOf(await generateSigningKey());
}

/** The private key as 48 bytes of PKCS#8, to be sealed and then wiped by the caller. Throws `TypeError` for an identity that was not made in this module. */
export async function exportIdentity(identity: Identity): Promise<Bytes> {
  if (!(identity instanceof HeldIdentity)) throw new TypeError('identity was not made by this module');
  return identity.exportPkcs8();
}

/** The identity that `exportIdentity` wrote. Throws `ParleyError('malformed')` when it is not one. */
export async function importIdentity(pkcs8: Bytes): Promise<Identity> {
  return identityOf(await importSigningKey(pkcs8));
}
