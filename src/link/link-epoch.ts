/**
 * What one epoch of a link rests on: the first handshake makes epoch 0, each rekey the next one; AUTH says who is at its ends (DESIGN section 4).
 *
 * Invariant: raw key bytes are wiped as soon as WebCrypto holds the keys; only the exporter, which the next epoch or the emoji need, stays readable.
 */
import { importAndWipe } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { verifyEd25519 } from '../crypto/ed25519.js';
import { fingerprintOf } from '../crypto/identity.js';
import type { Identity } from '../crypto/identity.js';
import { authMessage, exporterOf } from '../crypto/link-keys.js';
import { NoiseHandshake } from '../crypto/noise.js';
import type { NoiseRole } from '../crypto/noise.js';
import { ByteReader } from '../lib/byte-reader.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** Keys and secrets of one epoch, as one side holds them. */
export interface EpochSecrets {
  /** The handshake hash after message 2, 32 bytes; not secret. */
  readonly h: Bytes;
  /** `exp` of DESIGN section 4, 32 bytes. */
  readonly exporter: Bytes;
  readonly sendKey: AesGcmKey;
  readonly receiveKey: AesGcmKey;
}

/** One's own role in every handshake of a link, and the other side's. */
export function rolesOf(isInitiator: boolean): [own: NoiseRole, other: NoiseRole] {
  return isInitiator ? ['initiator', 'responder'] : ['responder', 'initiator'];
}

/** Begins a handshake. Both messages carry nothing. */
export function startLinkNoise(role: NoiseRole, prologue: Bytes, psk: Bytes): Promise<NoiseHandshake> {
  return NoiseHandshake.start({ role, prologue, psks: { psk0: psk } });
}

/** The epoch that a complete handshake makes, for the side that played `role` in it. */
export async function finishLinkNoise(noise: NoiseHandshake, role: NoiseRole): Promise<EpochSecrets> {
  const { h, ck, initiatorKeyBytes, responderKeyBytes } = await noise.finish();
  const exporter = await exporterOf(ck, h);
  const ownFirst = role === 'initiator' ? [initiatorKeyBytes, responderKeyBytes] : [responderKeyBytes, initiatorKeyBytes];
  const [sendKey, receiveKey] = (await Promise.all(ownFirst.map(importAndWipe))) as [AesGcmKey, AesGcmKey];
  ck.fill(0);
  return { h, exporter, sendKey, receiveKey };
}

/** What an AUTH frame proves. */
export interface AuthClaim {
  readonly pk: Bytes;
  readonly fp: Bytes;
  /** Random for each start of a page, 8 bytes. */
  readonly run: Bytes;
  /** Bits that one does not know are ignored; this version has none. */
  readonly caps: number;
}

/**
 * The data of one's own AUTH for the epoch whose handshake hash is `h`: `pk32 ‖ run8 ‖ caps4 ‖ sig64`, the signature over
 * `"parley/1 auth" ‖ role1 ‖ h ‖ pk ‖ run ‖ caps`, so that it holds for this handshake and this end of it only.
 */
export async function makeAuth(role: NoiseRole, h: Bytes, identity: Identity, run: Bytes): Promise<Bytes> {
  const { pk } = identity;
  const caps = new Uint8Array(4);
  return concatBytes(pk, run, caps, await identity.sign(authMessage(role, h, pk, run, caps)));
}

/**
 * Reads the AUTH of the side that plays `role`. Throws `ParleyError`: `malformed` when the length is another one, `not-authentic` when the
 * signature does not fit this handshake and this role.
 */
export async function readAuth(role: NoiseRole, h: Bytes, data: Bytes): Promise<AuthClaim> {
  const reader = new ByteReader(data);
  const [pk, run, caps, sig] = [32, 8, 4, 64].map((length) => reader.take(length)) as [Bytes, Bytes, Bytes, Bytes];
  reader.end();
  // SECURITY: everything a link says about who is there rests on this (establish-link.tamper.test.ts: "refuses an AUTH signed for another handshake, another role or by another key").
  if (!(await verifyEd25519(pk, authMessage(role, h, pk, run, caps), sig))) throw new ParleyError('not-authentic');
  return { pk, fp: await fingerprintOf(pk), run, caps: new ByteReader(caps).u32() };
}
