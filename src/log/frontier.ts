/**
 * The heads of a room: what counts and is cited by nothing that counts. The next entry cites them.
 */
import type { LogNode } from './log-node.js';

/** Heads, kept up to date as nodes begin and cease to count. */
export class Frontier {
  readonly #heads = new Set<LogNode>();

  get heads(): ReadonlySet<LogNode> {
    return this.#heads;
  }

  /** A node counts from now on. */
  include(node: LogNode): void {
    for (const cause of node.causes) {
      cause.citations++;
      this.#heads.delete(cause);
    }
    if (node.citations === 0) this.#heads.add(node);
  }

  /** A node does not count any more. */
  exclude(node: LogNode): void {
    this.#heads.delete(node);
    for (const cause of node.causes) {
      cause.citations--;
      if (cause.citations === 0 && !cause.isVoid) this.#heads.add(cause);
    }
  }
}
