/**
 * What entries say about others: edits, reactions, pins, votes; by the id of what they are about (docs/PROTOCOL.md, "Entries about entries").
 *
 * Kept up with what counts, so that a change costs what changed. Of everybody and each thing that can be said anew (a person's vote, their thumb up) there is a
 * *slot* with all that was said, in order; the last counts. Invariant: what is answered depends only on the set of entries, never on their order of arrival.
 */
import type { Entry } from './entry.js';
import { listIn } from '../lib/lists.js';
import type { LogNode } from './log-node.js';
import type { Mention } from './mentions.js';
import { compareOrder, insertInOrder, removeInOrder } from './order.js';
import type { OrderKey } from './order.js';
import { isAnnotationKind } from './payload.js';
import type { KnownPayload } from './payload.js';

/** Who meets an entry with an emoji: public keys, hexadecimal, in the order in which they did. */
export interface Reaction {
  readonly emoji: string;
  readonly authors: readonly string[];
}

/** One such entry in its slot. */
interface Annotation extends OrderKey {
  readonly node: LogNode;
  readonly about: string;
  readonly slot: string;
  readonly emoji: string;
  readonly isOn: boolean;
}

/** All that is said about one entry, which need not be held. */
interface Subject {
  version: number;
  readonly slots: Map<string, Annotation[]>;
}

const PIN_SLOT = 'pin';

/** The annotations of one log. */
export class Annotations {
  readonly #subjects = new Map<string, Subject>();
  readonly #held = new Map<LogNode, Annotation>();
  /** Everything that pins or unpins, in order. */
  readonly #pins: Annotation[] = [];
  #pinned: readonly string[] | null = [];

  /** Takes a node that counts, or takes it anew when its payload has gone or come back. Nodes of other kinds, and without payload, say nothing. */
  put(node: LogNode): void {
    this.remove(node);
    if (!isAnnotationKind(node.entry.kind)) return;
    const annotation = readAnnotation(node);
    if (annotation === null) return;
    this.#held.set(node, annotation);
    this.#move(insertInOrder, annotation);
  }

  /** A node does not count any more. */
  remove(node: LogNode): void {
    const annotation = this.#held.get(node);
    if (annotation === undefined) return;
    this.#held.delete(node);
    this.#move(removeInOrder, annotation);
  }

  /** Everything that counts and is said about an entry. */
  about(idText: string): LogNode[] {
    return [...(this.#subjects.get(idText)?.slots.values() ?? [])].flatMap((said) => said.map(({ node }) => node));
  }

  /** Grows whenever what is said about an entry changes; 0 when nothing ever was. */
  versionOf(idText: string): number {
    return this.#subjects.get(idText)?.version ?? 0;
  }

  /** The edits that the author of an entry wrote of it, in order: the last is what it says now. */
  editsOf({ idText, authorHex }: Pick<Entry, 'idText' | 'authorHex'>): readonly Entry[] {
    // SECURITY: nobody changes the words of somebody else (annotations.test.ts: "lets only the author of a message edit it").
    return (this.#subjects.get(idText)?.slots.get(`edit ${authorHex}`) ?? []).map(({ node }) => node.entry);
  }

  /** Whom a message mentions now, as its last edit left it; nobody, if it is no text, or its payload is gone. */
  mentionsIn(entry: Entry): readonly Mention[] {
    const said = entry.payload;
    if (said?.kind !== 'text') return [];
    const payload = this.editsOf(entry).at(-1)?.payload ?? said;
    return ('mentions' in payload && payload.mentions) || [];
  }

  /** How people meet an entry, the emoji that was there first, first. */
  reactionsTo(idText: string): readonly Reaction[] {
    const reactions = new Map<string, string[]>();
    for (const { emoji, node } of this.#lasts(idText, 'react')) listIn(reactions, emoji).push(node.entry.authorHex);
    return Array.from(reactions, ([emoji, authors]) => ({ emoji, authors }));
  }

  /** The last vote of everybody about a poll, in order. */
  votesOn(idText: string): readonly Entry[] {
    return this.#lasts(idText, 'vote').map(({ node }) => node.entry);
  }

  /** The ids of what is pinned, what was pinned last first, whether or not it is held. */
  pinned(): readonly string[] {
    if (this.#pinned !== null) return this.#pinned;
    const lasts = new Map<string, Annotation>();
    for (const pin of this.#pins) {
      // A map keeps the place of what is set again.
      lasts.delete(pin.about);
      lasts.set(pin.about, pin);
    }
    this.#pinned = [...lasts.values()]
      .filter(({ isOn }) => isOn)
      .map(({ about }) => about)
      .toReversed();
    return this.#pinned;
  }

  /** What is last in each slot of a kind and says that it is so, in order. */
  #lasts(idText: string, kind: string): Annotation[] {
    const slots = [...(this.#subjects.get(idText)?.slots ?? [])].filter(([slot]) => slot.startsWith(`${kind} `));
    return slots
      .flatMap(([, said]) => said.at(-1) ?? [])
      .filter(({ isOn }) => isOn)
      .sort(compareOrder);
  }

  #move(move: typeof insertInOrder, annotation: Annotation): void {
    const { about, slot } = annotation;
    const subject = this.#subjects.get(about) ?? { version: 0, slots: new Map() };
    this.#subjects.set(about, subject);
    subject.version++;
    const said = listIn(subject.slots, slot);
    move(said, annotation);
    if (said.length === 0) subject.slots.delete(slot);
    if (slot !== PIN_SLOT) return;
    move(this.#pins, annotation);
    this.#pinned = null;
  }
}

/** What a node says about another; `null` when its payload is gone. */
function readAnnotation(node: LogNode): Annotation | null {
  const { eff, depth, idText, entry } = node;
  const { payload } = entry;
  if (payload === null || !('entry' in payload)) return null;
  const emoji = payload.kind === 'react' ? payload.emoji : '';
  const isOn = 'on' in payload ? payload.on : true;
  return { eff, depth, idText, node, about: payload.entry.toHex(), slot: slotOf(payload, entry), emoji, isOn };
}

function slotOf(payload: KnownPayload, { authorHex }: Entry): string {
  if (payload.kind === 'pin') return PIN_SLOT;
  return payload.kind === 'react' ? `react ${authorHex} ${payload.emoji}` : `${payload.kind} ${authorHex}`;
}
