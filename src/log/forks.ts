/**
 * Forks: two valid bodies with the same author, feed and seq (DESIGN section 4, "Entry"). The two bodies with their signatures are the proof: it needs no
 * trust in whoever passes it on. From the lowest such seq on, nothing in the feed counts.
 *
 * Form of a proof: `(lp(body) ‖ sig64)+ ‖ (lp(body) ‖ sig64)+`, the branch with the lower id first. A branch is the entry, or a run that begins with it, of
 * which all but the last have zeros for a signature.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { coveredRunOf, verifySignedItems } from './covering.js';
import { NO_SIGNATURE, erasedItemOf, readSignedBody } from './entry-item.js';
import type { Entry } from './entry.js';
import { FORKS_MAX, FORKS_PER_AUTHOR_MAX, RUN_MAX_ENTRIES } from './log-limits.js';

/** An author signed two entries for one place. */
export interface Fork {
  readonly authorHex: string;
  readonly feedKey: string;
  readonly seq: number;
  /** `null` when what covers one of the two was lost here, so that nobody else can be shown. */
  readonly proofBytes: Bytes | null;
}

/** A fork that can be shown to anybody. */
export interface ForkProof extends Fork {
  readonly proofBytes: Bytes;
}

/** Whether a fork can be shown to anybody. */
export function isForkProof(fork: Fork): fork is ForkProof {
  return fork.proofBytes !== null;
}

/** The fork that two different entries for the same place make. */
export function forkOf(a: Entry, b: Entry): Fork {
  const { authorHex, feedKey, seq } = a;
  const runs = (a.idText < b.idText ? [a, b] : [b, a]).map(coveredRunOf);
  const signedBodies = runs.flatMap((run) => (run ?? []).map(({ itemBytes }) => readSignedBody(new ByteReader(itemBytes))));
  return { authorHex, feedKey, seq, proofBytes: runs.includes(null) ? null : concatBytes(...signedBodies) };
}

/** Takes one proof from a reader, unverified. Throws `ParleyError` `malformed` or `too-large`. */
export function readForkProofBytes(reader: ByteReader): Bytes {
  return concatBytes(...readBranch(reader), ...readBranch(reader));
}

/** One of the two: `lp(body) ‖ sig64` up to and with the first that is signed. */
function readBranch(reader: ByteReader): Bytes[] {
  const branch: Bytes[] = [];
  for (;;) {
    const signedBody = readSignedBody(reader);
    branch.push(signedBody);
    if (!equalBytes(signedBody.subarray(-64), NO_SIGNATURE)) return branch;
    if (branch.length === RUN_MAX_ENTRIES) throw new ParleyError('malformed');
  }
}

/** Verifies a proof from outside. Throws `ParleyError` `malformed`, `too-large`, `version-unknown` or `not-authentic`. */
export async function verifyForkProof(proofBytes: Bytes, rid: Bytes): Promise<ForkProof> {
  const reader = new ByteReader(proofBytes);
  const [low, high] = [await verifyBranch(readBranch(reader), rid), await verifyBranch(readBranch(reader), rid)];
  reader.end();
  // SECURITY: without both, anybody could void anybody's feed (forks.test.ts: "takes nothing for a proof that is none").
  if (low.feedKey !== high.feedKey || low.seq !== high.seq || low.idText >= high.idText) throw new ParleyError('malformed');
  return forkOf(low, high) as ForkProof;
}

/** The first entry of a branch, which its author, having signed the last, has signed. */
async function verifyBranch(signedBodies: readonly Bytes[], rid: Bytes): Promise<Entry> {
  const entries = await verifySignedItems(signedBodies.map(erasedItemOf), rid);
  return entries[0] as Entry;
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
