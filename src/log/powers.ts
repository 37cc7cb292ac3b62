/**
 * What people may do in a room now, and what there is to know of those who are gone: asked of a log, by the rules that decide what counts.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Entry } from './entry.js';
import { REMOVE_HEADS_MAX } from './log-limits.js';
import type { LogState } from './log-state.js';
import { compareOrder } from './order.js';
import { isErasableKind } from './payload.js';
import type { EntryKind } from './payload.js';
import { hasRight } from './rights.js';

/** Whom or what an act is about: of its payload what the rules ask for. Without `pk`, an `admit` is of somebody who was never here. */
export interface ActAbout {
  /** Public key of the person, 32 bytes. */
  readonly pk?: Bytes;
  /** Public key of the token, 32 bytes. */
  readonly token?: Bytes | null;
  /** For `role`: which. */
  readonly role?: 'admin' | 'member';
}

/** Questions to one log, answered in the light of all that is held. People are named by public key, hexadecimal. */
export class Powers {
  readonly #state: LogState;

  constructor(state: LogState) {
    this.#state = state;
  }

  /** Whether only admins may invite and let people in. */
  get isAdminsOnly(): boolean {
    return this.#state.membership.isAdminsOnly(null);
  }

  /** Whether an entry of this kind would count if this person wrote it now. `at`: milliseconds since 1970, as their machine believes. */
  mayWrite(authorHex: string, kind: EntryKind, { pk, token, role }: ActAbout, at: number): boolean {
    const { heads, membership } = this.#state;
    const eff = Math.max(at, ...[...heads].map((head) => head.eff));
    const [subjectHex, tokenHex] = [pk?.toHex() ?? '', token?.toHex() ?? ''];
    return hasRight({ kind, authorHex, subjectHex, tokenHex, role: role ?? null, past: null, eff }, membership);
  }

  /** Whether an `erase` of this entry would take effect if this person wrote it now. */
  mayErase(authorHex: string, idText: string): boolean {
    const { graph, membership } = this.#state;
    const target = graph.get(idText);
    if (target === null || target.entry.isErased || !isErasableKind(target.entry.kind)) return false;
    const { role, state } = membership.standingOf(authorHex, null);
    return state === 'member' && (role !== 'member' || target.entry.authorHex === authorHex);
  }

  /** Whether an entry counts, as far as is known. */
  isCounting({ idText }: Entry): boolean {
    return this.#state.graph.get(idText)?.isVoid === false;
  }

  /** The entry by which somebody left or was removed; `null` for members and for who was never in. */
  endingOf(pkHex: string): Entry | null {
    const { membership } = this.#state;
    const isGone = ['left', 'removed'].includes(membership.standingOf(pkHex, null).state);
    return isGone ? (membership.endingOf(pkHex)?.entry ?? null) : null;
  }

  /** The ids of the last entry before any fork of each of a person's feeds, for `remove`: of more than it can list those that come last in order. */
  headsOf(pkHex: string): readonly Bytes[] {
    const { graph } = this.#state;
    const ends = graph.feedsOf(pkHex).flatMap(({ chain, feedKey }) => chain[(graph.vector.get(feedKey) ?? 0) - 1] ?? []);
    return ends
      .sort(compareOrder)
      .slice(-REMOVE_HEADS_MAX)
      .map(({ entry }) => entry.id);
  }
}
