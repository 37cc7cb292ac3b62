/**
 * A comparison of emoji as C of docs/PROTOCOL.md section 19, the side whose start does not count: START has come, or will.
 */
import { isSame } from './bytes.js';
import { TYPE } from './frames.js';
import type { Talk } from './member.js';
import { random } from './primitives.js';
import { fingerprint } from './room.js';
import { commitment, sasEmoji } from './verification.js';

/** Waits for START, commits, reveals; the seven numbers. Throws when anything else comes. */
export async function answerComparison({ link, comparison }: Talk): Promise<readonly number[]> {
  const take = async (wanted: number): Promise<Uint8Array> => {
    const frame = await comparison.next();
    if (frame?.type !== wanted) throw new RangeError(`a frame of type ${String(frame?.type)} in a comparison`);
    return frame.data;
  };
  const { h: h0, exp: exp0 } = link.first;
  const [fpS, fpC, nonceC] = [fingerprint(link.peer.pk), link.identity.fp, random(32)];
  if (isSame(fpS, fpC)) throw new RangeError('with oneself');
  await take(TYPE.SAS_START);
  await link.send(TYPE.SAS_COMMIT, commitment(h0, fpC, fpS, nonceC));
  const nonceS = await take(TYPE.SAS_NONCE);
  await link.send(TYPE.SAS_REVEAL, nonceC);
  return sasEmoji({ h0, exp0, fpS, fpC, nonceS, nonceC });
}
