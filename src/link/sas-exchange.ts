/**
 * The arithmetic of one emoji comparison, for one of its two sides: a nonce of one's own, a commitment, the seven numbers.
 */
import { randomBytes } from '../crypto/primitives.js';
import { sasCommitment, sasIndices } from '../crypto/sas.js';
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';

/** What both sides know already. */
export interface SasContext {
  /** h₀ of the link, 32 bytes. */
  readonly h0: Bytes;
  /** exp₀ of the link, 32 bytes: secret. */
  readonly exp0: Bytes;
  readonly fpOwn: Bytes;
  readonly fpOther: Bytes;
}

/** One side of one try. */
export class SasExchange {
  /** One's own nonce, 32 random bytes; not to be sent before it is this side's turn. */
  readonly nonce = randomBytes(32);
  readonly isStarter: boolean;
  readonly #context: SasContext;
  #commitmentOfOther: Bytes | null = null;

  constructor(context: SasContext, isStarter: boolean) {
    this.#context = context;
    this.isStarter = isStarter;
  }

  /** Committer: the commitment to one's own nonce. */
  makeCommitment(): Promise<Bytes> {
    const { h0, fpOwn, fpOther } = this.#context;
    return sasCommitment(h0, fpOwn, fpOther, this.nonce);
  }

  /** Starter: what the other side commits to. */
  takeCommitment(commitment: Bytes): void {
    this.#commitmentOfOther = commitment.slice();
  }

  /** The seven numbers. For the starter `null` when the other side reveals something else than it had committed to. */
  async indicesWith(nonceOfOther: Bytes): Promise<readonly number[] | null> {
    const { h0, exp0, fpOwn, fpOther } = this.#context;
    if (!this.isStarter)
      return sasIndices({ exp0, h0, nonceStarter: nonceOfOther, nonceCommitter: this.nonce, fpStarter: fpOther, fpCommitter: fpOwn });
    const commitment = await sasCommitment(h0, fpOther, fpOwn, nonceOfOther);
    // SECURITY: without this the other side could choose its nonce after ours, and with it the emoji (sas-session.test.ts: "refuses a nonce that was not committed to").
    if (this.#commitmentOfOther === null || !equalBytes(commitment, this.#commitmentOfOther)) return null;
    return sasIndices({ exp0, h0, nonceStarter: this.nonce, nonceCommitter: nonceOfOther, fpStarter: fpOwn, fpCommitter: fpOther });
  }
}
