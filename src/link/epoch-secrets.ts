/**
 * What one epoch of a link rests on: the first handshake makes epoch 0, each rekey the next one.
 *
 * Invariant: raw key bytes are wiped as soon as WebCrypto holds the keys; only the exporter, which the next epoch or the emoji need, stays readable.
 */
import { AesGcmKey } from '../crypto/aes-gcm.js';
import { exporterOf } from '../crypto/link-keys.js';
import { NoiseHandshake } from '../crypto/noise.js';
import type { NoiseRole } from '../crypto/noise.js';
import type { Bytes } from '../lib/bytes.js';

/** The pattern of every handshake of a link; its name on the wire is `Noise_NNpsk0_25519_AESGCM_SHA256`. */
const LINK_NOISE_PATTERN = 'NNpsk0';

/** Bytes of either Noise message, whose payloads are empty: a public key and a tag. */
export const LINK_NOISE_MESSAGE_LENGTH = 48;

/** Keys and secrets of one epoch, as one side holds them. */
export interface EpochSecrets {
  /** The handshake hash after message 2, 32 bytes; not secret. */
  readonly h: Bytes;
  /** `exp` of DESIGN section 4, 32 bytes. */
  readonly exporter: Bytes;
  readonly sendKey: AesGcmKey;
  readonly receiveKey: AesGcmKey;
}

/** Begins a handshake. Both messages carry nothing. */
export function startLinkNoise(role: NoiseRole, prologue: Bytes, psk: Bytes): Promise<NoiseHandshake> {
  return NoiseHandshake.start({ pattern: LINK_NOISE_PATTERN, role, prologue, psks: [psk] });
}

/** The epoch that a complete handshake makes, for the side that played `role` in it. */
export async function finishLinkNoise(noise: NoiseHandshake, role: NoiseRole): Promise<EpochSecrets> {
  const { h, ck, initiatorKeyBytes, responderKeyBytes } = await noise.finish();
  const [exporter, initiatorKey, responderKey] = await Promise.all([
    exporterOf(ck, h),
    AesGcmKey.import(initiatorKeyBytes),
    AesGcmKey.import(responderKeyBytes),
  ]);
  for (const secret of [ck, initiatorKeyBytes, responderKeyBytes]) secret.fill(0);
  const [sendKey, receiveKey] = role === 'initiator' ? [initiatorKey, responderKey] : [responderKey, initiatorKey];
  return { h, exporter, sendKey, receiveKey };
}
