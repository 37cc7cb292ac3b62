/**
 * Whether somebody who knocks holds the token they name, for whoever writes the `admit` and may not touch cryptography itself: others refuse an `admit`
 * whose redemption is not the newcomer's, so it has to be checked before it is signed.
 */
import { verifyRedeem } from '../crypto/invite-token.js';
import type { Bytes } from '../lib/bytes.js';

/** Whether `signature` (64 bytes) shows that the newcomer `pk` holds the token with the public key `token` in the room `rid`. */
export function isRedeemed(rid: Bytes, pk: Bytes, token: Bytes, signature: Bytes): Promise<boolean> {
  return verifyRedeem(token, rid, pk, signature);
}
