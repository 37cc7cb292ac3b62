/**
 * What people call themselves: the last profile that counts, else the name under which they were let in.
 */
import type { LogNode } from './log-node.js';
import { compareOrder } from './order.js';
import { OrderedList } from './ordered-list.js';

/** Profiles that count, by person. */
export class NameBook {
  readonly #profiles = new Map<string, OrderedList<LogNode>>();

  /** A profile counts from now on. */
  include(node: LogNode): void {
    const { authorHex } = node.entry;
    let profiles = this.#profiles.get(authorHex);
    if (profiles === undefined) {
      profiles = new OrderedList<LogNode>(compareOrder);
      this.#profiles.set(authorHex, profiles);
    }
    profiles.insert(node);
  }

  /** A profile does not count any more. */
  exclude(node: LogNode): void {
    this.#profiles.get(node.entry.authorHex)?.remove(node);
  }

  /** The name in a person's last profile that was not erased, or `null`. */
  nameIn(pkHex: string): string | null {
    const profiles = this.#profiles.get(pkHex);
    for (let position = (profiles?.length ?? 0) - 1; position >= 0; position--) {
      const payload = profiles?.at(position)?.entry.payload;
      if (payload?.kind === 'profile') return payload.name;
    }
    return null;
  }
}

/** The name under which a `create` or an `admit` lets somebody in, or `null`. */
export function nameAtEntrance(since: LogNode | null): string | null {
  const payload = since?.control?.payload;
  if (payload?.kind === 'create') return payload.by;
  return payload?.kind === 'admit' ? payload.name : null;
}
