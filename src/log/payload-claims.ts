/**
 * Who has been asked for which payload that is withheld: so that only one link brings each at a time.
 */

/** Who has been asked for which payload and has not answered: one list for a room, shared by all its links. */
export class PayloadClaims {
  readonly #owners = new Map<string, object>();
  readonly #counts = new Map<object, number>();
  #isOver = false;

  /** Claims a payload, by the id of its entry, unless somebody else has; whether that went well. */
  claim(owner: object, idText: string): boolean {
    if (this.#owners.has(idText)) return false;
    this.#owners.set(idText, owner);
    this.#counts.set(owner, (this.#counts.get(owner) ?? 0) + 1);
    return true;
  }

  /** The owner has answered, with the payload or without; whether it was claimed by them. */
  answered(owner: object, idText: string): boolean {
    if (this.#owners.get(idText) !== owner) return false;
    this.#owners.delete(idText);
    const left = (this.#counts.get(owner) ?? 0) - 1;
    this.#counts.set(owner, left);
    this.#isOver ||= left === 0;
    return true;
  }

  /** The owner will not answer. */
  release(owner: object): void {
    this.#counts.delete(owner);
    for (const [idText, each] of this.#owners) if (each === owner) this.#owners.delete(idText);
  }

  /** Whether somebody has answered all they were asked for since this was asked last: others may have what they had not. */
  takeOver(): boolean {
    const isOver = this.#isOver;
    this.#isOver = false;
    return isOver;
  }
}
