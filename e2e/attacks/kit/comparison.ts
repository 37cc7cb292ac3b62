/**
 * A comparison of emoji of docs/PROTOCOL.md section 19, from either side; and step by step, for whoever does it otherwise.
 */
import { isSame } from './bytes.js';
import { TYPE } from './frames.js';
import type { Talk } from './member.js';
import { random } from './primitives.js';
import { fingerprint } from './room.js';
import { commitment, sasEmoji } from './verification.js';
import type { Comparison } from './verification.js';

/** The data of the next frame of a comparison. Throws `RangeError` when it is of another type. */
export async function dataOfNext({ comparison }: Talk, wanted: number): Promise<Uint8Array> {
  const frame = await comparison.next();
  if (frame?.type !== wanted) throw new RangeError(`a frame of type ${String(frame?.type)} in a comparison`);
  return frame.data;
}

type Fingerprints = Pick<Comparison, 'fpS' | 'fpC'>;
type Epoch0 = Pick<Comparison, 'h0' | 'exp0'>;

/** Whose comparison it is, and what the link gives to it, where the kit is S or C. */
export function groundOf({ link }: Talk, own: 'S' | 'C'): Fingerprints & Epoch0 {
  const [mine, theirs] = [link.identity.fp, fingerprint(link.peer.pk)];
  if (isSame(mine, theirs)) throw new RangeError('with oneself');
  const { h: h0, exp: exp0 } = link.first;
  return own === 'S' ? { h0, exp0, fpS: mine, fpC: theirs } : { h0, exp0, fpS: theirs, fpC: mine };
}

/** As C: waits for START, commits, reveals; the seven numbers. Throws when anything else comes. */
export async function answerComparison(talk: Talk): Promise<readonly number[]> {
  await dataOfNext(talk, TYPE.SAS_START);
  return answerStart(talk);
}

/** The same, once START has come. */
export async function answerStart(talk: Talk): Promise<readonly number[]> {
  const { link } = talk;
  const ground = groundOf(talk, 'C');
  const nonceC = random(32);
  await link.send(TYPE.SAS_COMMIT, commitment(ground.h0, ground.fpC, ground.fpS, nonceC));
  const nonceS = await dataOfNext(talk, TYPE.SAS_NONCE);
  await link.send(TYPE.SAS_REVEAL, nonceC);
  return sasEmoji({ ...ground, nonceS, nonceC });
}

/** As S: starts, and takes what C has committed to; both nonces and what they are used with. Throws when anything else comes, or C reveals another one. */
export async function startComparison(talk: Talk, nonceS = random(32)): Promise<Comparison> {
  const { link } = talk;
  const ground = groundOf(talk, 'S');
  await link.send(TYPE.SAS_START);
  const committed = await dataOfNext(talk, TYPE.SAS_COMMIT);
  await link.send(TYPE.SAS_NONCE, nonceS);
  const nonceC = await dataOfNext(talk, TYPE.SAS_REVEAL);
  if (!isSame(committed, commitment(ground.h0, ground.fpC, ground.fpS, nonceC))) throw new RangeError('commitment');
  return { ...ground, nonceS, nonceC };
}
