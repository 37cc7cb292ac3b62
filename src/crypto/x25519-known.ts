/**
 * Raw X25519 private keys, for answers that are known beforehand only (tests, the self-test): nothing that protects anybody ever has one in its hands.
 */
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { x25519 } from './x25519.js';
import type { X25519KeyPair } from './x25519.js';

/** RFC 8410 section 7: the PKCS#8 frame before the 32 bytes of an X25519 private key. */
const X25519_PKCS8_PREFIX = Uint8Array.fromHex('302e020100300506032b656e04220420');

const X25519_BASE_POINT = Uint8Array.fromHex('0900000000000000000000000000000000000000000000000000000000000000');

/** The pair of a raw private key of 32 bytes. */
export async function x25519PairFromPrivate(privateBytes: Bytes): Promise<X25519KeyPair> {
  const privateKey = await crypto.subtle.importKey('pkcs8', concatBytes(X25519_PKCS8_PREFIX, privateBytes), 'X25519', false, [
    'deriveBits',
  ]);
  const publicKey = await x25519({ publicKey: new Uint8Array(32), privateKey }, X25519_BASE_POINT);
  return { publicKey, privateKey };
}
