/**
 * An entry in its place in the causal graph.
 *
 * An act counts only if its author had the right in its own causal past (DESIGN section 4, "Membership"), so every node knows which control entries lie
 * there. Such a set is one big integer, of which each control entry is one bit. Bits are given as entries arrive: they differ between machines and never
 * leave this folder.
 */
import type { Entry } from './entry.js';
import type { OrderKey } from './order.js';
import type { KnownPayload } from './payload.js';

/** What a control entry is about, read once. */
export interface ControlFacts {
  /** Its bit in sets of control entries. */
  readonly bit: bigint;
  /** `null` for control kinds that this version does not know. */
  readonly payload: KnownPayload | null;
  /** Key of the person whose standing it bears on, hexadecimal, or `''`. */
  readonly subjectHex: string;
  /** Public key of the token it deals with, hexadecimal, or `''`. */
  readonly tokenHex: string;
  /** For `remove`: how many entries of each feed of the target still count; feeds that are missing here count 0. Else `null`. */
  readonly limits: ReadonlyMap<string, number> | null;
}

/** A node of the graph. All its causes are in the graph, too. */
export interface LogNode extends OrderKey {
  /** Replaced when its payload is erased or comes back. */
  entry: Entry;
  /** `prev`, if any, and the parents. */
  readonly causes: readonly LogNode[];
  /** The control entries in its causal past, without itself. */
  readonly past: bigint;
  /** `null` for messages and the like. */
  readonly control: ControlFacts | null;
  /** Whether it does not count: then it only serves the order. */
  isVoid: boolean;
  /** How many nodes that count cite it. */
  citations: number;
}

/** A node with a control entry. */
export interface ControlNode extends LogNode {
  readonly control: ControlFacts;
}
