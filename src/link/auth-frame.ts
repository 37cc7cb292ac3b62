/**
 * AUTH (DESIGN section 4): who is at an end of a link. `pk32 ‖ run8 ‖ caps4 ‖ sig64`, the signature over
 * `"parley/1 auth" ‖ role1 ‖ h ‖ pk ‖ run ‖ caps`, so that it holds for this handshake and this end of it only.
 */
import { verifyEd25519 } from '../crypto/ed25519.js';
import { fingerprintOf } from '../crypto/identity.js';
import type { Identity } from '../crypto/identity.js';
import { authMessage } from '../crypto/link-keys.js';
import type { NoiseRole } from '../crypto/noise.js';
import { ByteReader } from '../lib/byte-reader.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** What this version can do beyond the protocol: nothing yet. Bits that one does not know are ignored. */
const OWN_CAPS: Bytes = new Uint8Array(4);

/** What an AUTH frame proves. */
export interface AuthClaim {
  readonly pk: Bytes;
  readonly fp: Bytes;
  /** Random for each start of a page, 8 bytes. */
  readonly run: Bytes;
  readonly caps: number;
}

/** The data of one's own AUTH for the epoch whose handshake hash is `h`. */
export async function makeAuth(role: NoiseRole, h: Bytes, identity: Identity, run: Bytes): Promise<Bytes> {
  const sig = await identity.sign(authMessage(role, h, identity.pk, run, OWN_CAPS));
  return concatBytes(identity.pk, run, OWN_CAPS, sig);
}

/**
 * Reads the AUTH of the side that plays `role`. Throws `ParleyError`: `malformed` when the length is another one, `not-authentic` when the
 * signature does not fit this handshake and this role.
 */
export async function readAuth(role: NoiseRole, h: Bytes, data: Bytes): Promise<AuthClaim> {
  const reader = new ByteReader(data.slice());
  const pk = reader.take(32);
  const run = reader.take(8);
  const caps = reader.take(4);
  const sig = reader.take(64);
  reader.end();
  // SECURITY: everything a link says about who is there rests on this (establish-link.tamper.test.ts: "refuses an AUTH signed for another handshake, another role or by another key").
  if (!(await verifyEd25519(pk, authMessage(role, h, pk, run, caps), sig))) throw new ParleyError('not-authentic', 'AUTH signature');
  return { pk, fp: await fingerprintOf(pk), run, caps: new ByteReader(caps).u32() };
}
