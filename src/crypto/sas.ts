/**
 * The seven emoji that two people compare (DESIGN section 4, "Verification"): a short authentication string over the link's first handshake.
 *
 * The committer fixes its nonce before it sees the starter's, so somebody in the middle has one blind try at 2⁻⁴² instead of a search. Whoever
 * runs the exchange checks the reveal against the commitment and limits tries to one a minute.
 */
import { asciiBytes, concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { hashLabelled, hkdfSha256 } from './primitives.js';
import { requireLength } from './require-length.js';

const SAS_INFO = asciiBytes('parley/1 sas');

/** Emoji shown, of 6 bits each. */
const SAS_EMOJI_SHOWN = 7;

/** Bytes of h, of a fingerprint, of a nonce and of the exporter alike. */
const SAS_PART_LENGTH = 32;

/**
 * The commitment to a nonce: `SHA-256("parley/1 sas commit" ‖ h₀ ‖ fp_committer ‖ fp_other ‖ nonce32)`. `h0` is the handshake hash of epoch 0.
 * Throws `RangeError` unless every argument has 32 bytes.
 */
export async function sasCommitment(h0: Bytes, fpCommitter: Bytes, fpOther: Bytes, nonce: Bytes): Promise<Bytes> {
  requireLength('h0', h0, SAS_PART_LENGTH);
  requireLength('fpCommitter', fpCommitter, SAS_PART_LENGTH);
  requireLength('fpOther', fpOther, SAS_PART_LENGTH);
  requireLength('nonce', nonce, SAS_PART_LENGTH);
  // SECURITY: binding all four is what rules out a search and a replay (sas.test.ts: "commits to every byte of every part").
  return hashLabelled('parley/1 sas commit', h0, fpCommitter, fpOther, nonce);
}

/** What the emoji are made of; every part has 32 bytes. */
export interface SasParts {
  /** The exporter of epoch 0: secret. */
  readonly exp0: Bytes;
  /** The handshake hash of epoch 0. */
  readonly h0: Bytes;
  readonly nonceStarter: Bytes;
  readonly nonceCommitter: Bytes;
  readonly fpStarter: Bytes;
  readonly fpCommitter: Bytes;
}

/**
 * Seven numbers of 0 to 63, for the table of 64 emoji: the first 42 bits of
 * `HKDF(ikm=exp₀, salt=nonce_starter ‖ nonce_committer, info="parley/1 sas" ‖ h₀ ‖ fp_starter ‖ fp_committer, 6 bytes)`. Throws `RangeError` on a wrong length.
 */
export async function sasIndices(parts: SasParts): Promise<number[]> {
  for (const [name, part] of Object.entries(parts) as [string, Bytes][]) requireLength(name, part, SAS_PART_LENGTH);
  const salt = concatBytes(parts.nonceStarter, parts.nonceCommitter);
  const info = concatBytes(SAS_INFO, parts.h0, parts.fpStarter, parts.fpCommitter);
  const bytes = await hkdfSha256(parts.exp0, salt, info, 6);
  return firstSixBitNumbers(bytes);
}

function firstSixBitNumbers(bytes: Bytes): number[] {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: SAS_EMOJI_SHOWN }, (_, i) => Number.parseInt(bits.slice(6 * i, 6 * i + 6), 2));
}
