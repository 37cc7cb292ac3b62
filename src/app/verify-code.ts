/**
 * What a QR code for verifying says: whose it is, and whom it is about (docs/PROTOCOL.md, "QR code").
 *
 *     "PARLEY1:" ‖ base32(fp of who shows it) ‖ ":" ‖ base32(fp of whom it is about)      upper case, for QR's alphanumeric mode
 *
 * Both are named, so that one scan tells whether each has the other's key: a code of the right person about somebody else says so.
 */
import { base32Of } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';

/**
 * What a code says that was scanned. `match`: it is of the key that is here, and about one's own; `not-me`: of that key, and about another; `not-them`: of another key; `no-code`:
 * it is none for verifying.
 */
export type ScannedCode = 'match' | 'not-me' | 'not-them' | 'no-code';

const CODE_FORM = /^PARLEY1:(?<theirs>[A-Z2-7]{52}):(?<about>[A-Z2-7]{52})$/u;

function fingerprintText(fp: Bytes): string {
  return base32Of(fp).toUpperCase();
}

/** The text of the code that the holder of fingerprint `own` (32 bytes) shows to that of `other`. */
export function verifyCodeOf(own: Bytes, other: Bytes): string {
  return `PARLEY1:${fingerprintText(own)}:${fingerprintText(other)}`;
}

/** What the holder of `own` learns of `other` from a code that was scanned. */
export function readVerifyCode(text: string, own: Bytes, other: Bytes): ScannedCode {
  const { theirs, about } = CODE_FORM.exec(text.trim())?.groups ?? {};
  if (theirs === undefined || about === undefined) return 'no-code';
  // SECURITY: their key is the one here, and they have ours (verify-code.test.ts: "matches only where each names the other").
  if (theirs !== fingerprintText(other)) return 'not-them';
  return about === fingerprintText(own) ? 'match' : 'not-me';
}
