/**
 * Forks: two valid bodies with the same author, feed and seq (DESIGN section 4, "Entry"). The two bodies with their signatures are the proof: it needs no
 * trust in whoever passes it on. From the lowest such seq on, nothing in the feed counts.
 *
 * Form of a proof: `lp(body) ‖ sig64 ‖ lp(body) ‖ sig64`, the body with the lower id first.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { lpBytes } from '../lib/byte-writer.js';
import { compareBytes, concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { EntryBody } from './entry-body.js';
import { verifyEntryBody } from './entry.js';
import type { Entry } from './entry.js';
import { BODY_MAX_BYTES, FORKS_MAX, FORKS_PER_AUTHOR_MAX } from './log-limits.js';

/** A proof that an author signed two entries for one place. */
export interface ForkProof {
  readonly authorHex: string;
  readonly feedKey: string;
  readonly seq: number;
  readonly proofBytes: Bytes;
}

/** The proof that two entries make. Throws `RangeError` unless they are different entries for the same place. */
export function forkProofOf(a: Entry, b: Entry): ForkProof {
  if (a.feedKey !== b.feedKey || a.seq !== b.seq || a.idText === b.idText) throw new RangeError('entries do not fork');
  const [low, high] = a.idText < b.idText ? [a, b] : [b, a];
  const proofBytes = concatBytes(lpBytes(low.bodyBytes), low.sig, lpBytes(high.bodyBytes), high.sig);
  return { authorHex: a.authorHex, feedKey: a.feedKey, seq: a.seq, proofBytes };
}

/** Takes one proof from a reader, unverified. Throws `ParleyError` `malformed` or `too-large`. */
export function readForkProofBytes(reader: ByteReader): Bytes {
  const parts: Bytes[] = [];
  for (let i = 0; i < 2; i++) parts.push(lpBytes(reader.lp(BODY_MAX_BYTES)), reader.take(64));
  return concatBytes(...parts);
}

/** Verifies a proof from outside. Throws `ParleyError` `malformed`, `too-large`, `version-unknown` or `not-authentic`. */
export async function verifyForkProof(proofBytes: Bytes, rid: Bytes): Promise<ForkProof> {
  const reader = new ByteReader(proofBytes);
  const bodies: { readonly id: Bytes; readonly body: EntryBody }[] = [];
  for (let i = 0; i < 2; i++) {
    const bodyBytes = reader.lp(BODY_MAX_BYTES);
    bodies.push(await verifyEntryBody(bodyBytes, reader.take(64), rid));
  }
  reader.end();
  const [low, high] = bodies as [(typeof bodies)[0], (typeof bodies)[0]];
  const isSamePlace = equalBytes(low.body.pk, high.body.pk) && equalBytes(low.body.feed, high.body.feed) && low.body.seq === high.body.seq;
  // SECURITY: without both, anybody could void anybody's feed (forks.test.ts: "takes nothing for a proof that is none").
  if (!isSamePlace || compareBytes(low.id, high.id) >= 0) throw new ParleyError('malformed', 'no proof of a fork');
  const authorHex = low.body.pk.toHex();
  return { authorHex, feedKey: authorHex + low.body.feed.toHex(), seq: low.body.seq, proofBytes };
}

/** The proofs a room has: for each forked feed the lowest. Only of people whom the room knows, which is what bounds it. */
export class ForkBook {
  readonly #proofs = new Map<string, ForkProof>();
  readonly #perAuthor = new Map<string, number>();
  /** Proofs about people nobody has heard of yet, by feed: neither believed nor passed on. */
  readonly #early = new Map<string, ForkProof>();

  /** By feed. A live view. */
  get proofs(): ReadonlyMap<string, ForkProof> {
    return this.#proofs;
  }

  isForked(authorHex: string): boolean {
    return this.#perAuthor.has(authorHex);
  }

  /**
   * Keeps a proof about somebody the room knows; whether it says more than what was known. Above the caps further feeds of one who is known as a forker are
   * not taken.
   */
  add(proof: ForkProof): boolean {
    const known = this.#proofs.get(proof.feedKey);
    if (known !== undefined && known.seq <= proof.seq) return false;
    const ofAuthor = this.#perAuthor.get(proof.authorHex) ?? 0;
    if (known === undefined) {
      // SECURITY: the first proof about somebody is taken however many there are about others, or those who fork a lot could cover for one
      // (forks.test.ts: "raises the alarm about a person though the book is full").
      const isFull = ofAuthor >= FORKS_PER_AUTHOR_MAX || this.#proofs.size >= FORKS_MAX;
      if (isFull && ofAuthor > 0) return false;
      this.#perAuthor.set(proof.authorHex, ofAuthor + 1);
    }
    this.#proofs.set(proof.feedKey, proof);
    return true;
  }

  /** Puts a proof aside about somebody whom the room does not know: a newcomer hears of forks before the history. The oldest of too many are forgotten. */
  putAside(proof: ForkProof): void {
    const known = this.#early.get(proof.feedKey);
    if (known !== undefined && known.seq <= proof.seq) return;
    const [oldest] = this.#early.keys();
    if (known === undefined && this.#early.size >= FORKS_MAX && oldest !== undefined) this.#early.delete(oldest);
    this.#early.set(proof.feedKey, proof);
  }

  /** Takes out what was put aside about somebody. */
  takeAside(authorHex: string): readonly ForkProof[] {
    const proofs = [...this.#early.values()].filter((proof) => proof.authorHex === authorHex);
    for (const { feedKey } of proofs) this.#early.delete(feedKey);
    return proofs;
  }
}
