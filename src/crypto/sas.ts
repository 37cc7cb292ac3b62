/**
 * The seven emoji that two people compare: a short authentication string over the link's first handshake.
 *
 * The committer fixes its nonce before it sees the starter's, so somebody in the middle has one blind try at 2⁻⁴² instead of a search. Whoever
 * runs the exchange checks the reveal against the commitment and limits tries to one a minute.
 */
import { bitGroupsOf } from '../lib/base-text.js';
import { concatBytes, labelledBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { hashLabelled, hkdfSha256, requireLength } from './primitives.js';

/**
 * The commitment to a nonce: `SHA-256("parley/1 sas commit" ‖ h₀ ‖ fp_committer ‖ fp_other ‖ nonce32)`. `h0` is the handshake hash of epoch 0.
 * Throws `RangeError` unless every argument has 32 bytes.
 */
export async function sasCommitment(h0: Bytes, fpCommitter: Bytes, fpOther: Bytes, nonce: Bytes): Promise<Bytes> {
  requireLength(32, { h0, fpCommitter, fpOther, nonce });
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
  requireLength(32, { ...parts });
  const salt = concatBytes(parts.nonceStarter, parts.nonceCommitter);
  const info = labelledBytes('parley/1 sas', parts.h0, parts.fpStarter, parts.fpCommitter);
  return bitGroupsOf(await hkdfSha256(parts.exp0, salt, info, 6), 6).slice(0, 7);
}
