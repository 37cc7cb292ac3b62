/**
 * A person's key pair and its fingerprint.
 *
 * See DESIGN section 4, "Identity". A name is self-asserted and not part of it.
 */
import type { Bytes } from '../lib/bytes.js';
import { generateSigningKey, importSigningKey } from './ed25519.js';
import type { OwnSigningKey } from './ed25519.js';
import { hashLabelled, requireLength } from './primitives.js';

/** Who one is: a signing key with its fingerprint. */
export interface Identity extends OwnSigningKey {
  /** `SHA-256("parley/1 identity" ‖ pk)`, 32 bytes. */
  readonly fp: Bytes;
}

/** The fingerprint of a public key: `SHA-256("parley/1 identity" ‖ pk)`. Throws `RangeError` unless `pk` has 32 bytes. */
export async function fingerprintOf(pk: Bytes): Promise<Bytes> {
  requireLength(32, { pk });
  return hashLabelled('parley/1 identity', pk);
}

async function identityOf(key: OwnSigningKey): Promise<Identity> {
  return { ...key, fp: await fingerprintOf(key.pk) };
}

/** Makes a new identity. */
export async function createIdentity(): Promise<Identity> {
  return identityOf(await generateSigningKey());
}

/** The identity whose `exportPkcs8` wrote these bytes. Throws `ParleyError('malformed')` when it is not one. */
export async function importIdentity(pkcs8: Bytes): Promise<Identity> {
  return identityOf(await importSigningKey(pkcs8));
}
