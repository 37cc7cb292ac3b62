/**
 * Forks: two valid bodies with the same author, feed and seq (DESIGN section 4, "Entry"). The two bodies with their signatures are the proof: it needs no
 * trust in whoever passes it on. From the lowest such seq on, nothing in the feed counts.
 *
 * Form of a proof: `lp(body) ‖ sig64 ‖ lp(body) ‖ sig64`, the body with the lower id first.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { erasedItemOf, readSignedBody } from './entry-item.js';
import { verifySignedItem } from './entry.js';
import type { Entry } from './entry.js';
import { FORKS_MAX, FORKS_PER_AUTHOR_MAX } from './log-limits.js';

/** A proof that an author signed two entries for one place. */
export interface ForkProof {
  readonly authorHex: string;
  readonly feedKey: string;
  readonly seq: number;
  readonly proofBytes: Bytes;
}

/** The proof that two different entries for the same place make. */
export function forkProofOf(a: Entry, b: Entry): ForkProof {
  const { authorHex, feedKey, seq } = a;
  const pair = a.idText < b.idText ? [a, b] : [b, a];
  const proofBytes = concatBytes(...pair.map(({ itemBytes }) => readSignedBody(new ByteReader(itemBytes))));
  return { authorHex, feedKey, seq, proofBytes };
}

/** Takes one proof from a reader, unverified. Throws `ParleyError` `malformed` or `too-large`. */
export function readForkProofBytes(reader: ByteReader): Bytes {
  return concatBytes(readSignedBody(reader), readSignedBody(reader));
}

/** Verifies a proof from outside. Throws `ParleyError` `malformed`, `too-large`, `version-unknown` or `not-authentic`. */
export async function verifyForkProof(proofBytes: Bytes, rid: Bytes): Promise<ForkProof> {
  const reader = new ByteReader(proofBytes);
  const low = await verifySignedItem(erasedItemOf(readSignedBody(reader)), rid);
  const high = await verifySignedItem(erasedItemOf(readSignedBody(reader)), rid);
  reader.end();
  // SECURITY: without both, anybody could void anybody's feed (forks.test.ts: "takes nothing for a proof that is none").
  if (low.feedKey !== high.feedKey || low.seq !== high.seq || low.idText >= high.idText) throw new ParleyError('malformed');
  return forkProofOf(low, high);
}

/** The proofs a room has: for each forked feed the lowest. Only of people whom the room knows, which is what bounds it. */
export class ForkBook {
  /** By feed. */
  readonly proofs = new Map<string, ForkProof>();
  /** Proofs about people nobody has heard of yet, by feed: neither believed nor passed on. */
  readonly #aside = new Map<string, ForkProof>();

  /**
   * Keeps a proof about somebody the room knows; whether it says more than what was known. Above the caps further feeds of one who is known as a forker are
   * not taken.
   */
  add(proof: ForkProof): boolean {
    const ofAuthor = [...this.proofs.values()].filter(({ authorHex }) => authorHex === proof.authorHex).length;
    // SECURITY: the first proof about somebody is taken however many there are about others, or those who fork a lot could cover for one
    // (forks.test.ts: "raises the alarm about a person though the book is full").
    const isFull = ofAuthor > 0 && (ofAuthor >= FORKS_PER_AUTHOR_MAX || this.proofs.size >= FORKS_MAX);
    return (!isFull || this.proofs.has(proof.feedKey)) && keepLowest(this.proofs, proof);
  }

  /** Puts a proof aside about somebody whom the room does not know: a newcomer hears of forks before the history. The oldest of too many are forgotten. */
  putAside(proof: ForkProof): void {
    keepLowest(this.#aside, proof);
    const [oldest] = this.#aside.keys();
    if (this.#aside.size > FORKS_MAX && oldest !== undefined) this.#aside.delete(oldest);
  }

  /** Takes out what was put aside about somebody. */
  takeAside(authorHex: string): readonly ForkProof[] {
    const proofs = [...this.#aside.values()].filter((proof) => proof.authorHex === authorHex);
    for (const { feedKey } of proofs) this.#aside.delete(feedKey);
    return proofs;
  }
}

/** Keeps a proof unless one as low is known of its feed; whether it was kept. */
function keepLowest(proofs: Map<string, ForkProof>, proof: ForkProof): boolean {
  if ((proofs.get(proof.feedKey)?.seq ?? Number.POSITIVE_INFINITY) <= proof.seq) return false;
  proofs.set(proof.feedKey, proof);
  return true;
}
