/**
 * The safety numbers shared with people, computed when first asked for and kept.
 */
import type { Identity } from '../crypto/identity.js';
import { joinSafetyNumber, safetyNumberHalf } from '../crypto/safety-number.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';

/** Computes safety numbers once a person: each half is 5,200 hashes. */
export class SafetyNumbers {
  readonly #identity: Identity;
  readonly #changed: () => void;
  readonly #numbers = new Map<string, string | null>();
  #ownHalf: Promise<string> | null = null;

  /** `changed` is called when a number has become known. */
  constructor(identity: Identity, changed: () => void) {
    this.#identity = identity;
    this.#changed = changed;
  }

  /** The 60 digits shared with this person, or `null` while they are being computed. */
  with(pk: Bytes, fp: Bytes): string | null {
    const fpHex = hexOf(fp);
    const known = this.#numbers.get(fpHex);
    if (known !== undefined) return known;
    this.#numbers.set(fpHex, null);
    void this.#compute(pk, fp, fpHex);
    return null;
  }

  async #compute(pk: Bytes, fp: Bytes, fpHex: string): Promise<void> {
    this.#ownHalf ??= safetyNumberHalf({ key: this.#identity.pk, id: this.#identity.fp });
    const [own, theirs] = await Promise.all([this.#ownHalf, safetyNumberHalf({ key: pk, id: fp })]);
    this.#numbers.set(fpHex, joinSafetyNumber(own, theirs));
    this.#changed();
  }
}
