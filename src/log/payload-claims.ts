/**
 * Who has been asked for which payload that is withheld, and has not answered: one list for a room, shared by all its links, so that only one brings each.
 */

/** Payloads by the ids of their entries, each with who was asked. */
export class PayloadClaims {
  readonly #owners = new Map<string, object>();
  #hasAnswers = false;

  /** Claims a payload unless somebody else has; whether that went well. */
  claim(owner: object, idText: string): boolean {
    if (this.#owners.has(idText)) return false;
    this.#owners.set(idText, owner);
    return true;
  }

  /** The owner has answered, with the payload or without; whether it was claimed by them. */
  answered(owner: object, idText: string): boolean {
    if (this.#owners.get(idText) !== owner) return false;
    this.#hasAnswers = true;
    return this.#owners.delete(idText);
  }

  /** The owner will not answer. */
  release(owner: object): void {
    for (const [idText, each] of this.#owners) if (each === owner) this.#owners.delete(idText);
  }

  /** Whether all have answered since this was so last: others may have what they had not. */
  takeOver(): boolean {
    const isOver = this.#hasAnswers && this.#owners.size === 0;
    if (isOver) this.#hasAnswers = false;
    return isOver;
  }
}
