/**
 * Whose payloads are to go, and whose are missing without reason (DESIGN section 4, "Entry": erase).
 *
 * An entry without payload may arrive before the `erase` that explains it. It serves the order at once, but it is *withheld*: not acknowledged, and asked
 * for from others, so that nobody can suppress a message by stripping it.
 */
import { isAdminStanding } from './counted-acts.js';
import type { LogNode } from './log-node.js';
import type { Membership } from './membership.js';
import { isErasableKind } from './payload.js';

/** Effective erasures and withheld entries of one room. */
export class Erasures {
  readonly #nodeOf: (idText: string) => LogNode | null;
  readonly #byTarget = new Map<string, Set<LogNode>>();
  readonly #applied = new Map<LogNode, LogNode>();
  readonly #withheld = new Set<LogNode>();

  constructor(nodeOf: (idText: string) => LogNode | null) {
    this.#nodeOf = nodeOf;
  }

  /** Entries that count whose payload is missing and was not erased. */
  withheld(): LogNode[] {
    return [...this.#withheld].filter((node) => !node.isVoid);
  }

  isErased(idText: string): boolean {
    return this.#byTarget.has(idText);
  }

  /** What an `erase` aims at, if its author may: it is the author's own, or the author was an admin. `null` otherwise. */
  targetOf(erase: LogNode, membership: Membership): LogNode | null {
    const { payload, authorHex } = erase.entry;
    const target = payload?.kind === 'erase' ? this.#nodeOf(payload.entry.toHex()) : null;
    if (target === null || !isErasableKind(target.entry.kind)) return null;
    // SECURITY: nobody else can make a message go (erasures.test.ts: "lets only the author and admins erase").
    const isAllowed = target.entry.authorHex === authorHex || isAdminStanding(membership.standingAt(authorHex, erase.past));
    return isAllowed ? target : null;
  }

  /** A node was placed or its payload came back. */
  look(node: LogNode): void {
    if (node.entry.isErased && !this.isErased(node.idText)) this.#withheld.add(node);
    else this.#withheld.delete(node);
  }

  /** An `erase` counts from now on: its payload goes. Whether it was still there. */
  apply(erase: LogNode, target: LogNode): boolean {
    const erasers = this.#byTarget.get(target.idText);
    if (erasers === undefined) this.#byTarget.set(target.idText, new Set([erase]));
    else erasers.add(erase);
    this.#applied.set(erase, target);
    this.#withheld.delete(target);
    if (target.entry.isErased) return false;
    target.entry = target.entry.withoutPayload();
    return true;
  }

  /** An `erase` does not count any more: its target is withheld until somebody still has it. */
  revoke(erase: LogNode): void {
    const target = this.#applied.get(erase);
    if (target === undefined) return;
    this.#applied.delete(erase);
    const erasers = this.#byTarget.get(target.idText);
    erasers?.delete(erase);
    if (erasers?.size === 0) this.#byTarget.delete(target.idText);
    this.look(target);
  }
}
