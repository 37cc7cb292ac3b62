/**
 * An entry in its place in the causal graph.
 */
import type { ControlPast } from './control-past.js';
import type { Entry } from './entry.js';
import type { OrderKey } from './order.js';
import type { KnownPayload } from './payload.js';

/** What a control entry is about, read once. */
export interface ControlFacts {
  /** Its number in `ControlPast`s. */
  readonly bit: number;
  /** `null` for control kinds that this version does not know. */
  readonly payload: KnownPayload | null;
  /** Key of the person whose standing it bears on, hexadecimal, or `''`. */
  readonly subjectHex: string;
  /** Public key of the token it deals with, hexadecimal, or `''`. */
  readonly tokenHex: string;
  /** For `remove`: how many entries of each feed of the target still count. Feeds that are missing here count 0. */
  readonly limits: ReadonlyMap<string, number>;
}

/** A node of the graph. All its causes are in the graph, too. */
export class LogNode implements OrderKey {
  /** Replaced when its payload is erased or comes back. */
  entry: Entry;
  readonly eff: number;
  readonly depth: number;
  /** `prev`, if any, and the parents. */
  readonly causes: readonly LogNode[];
  /** The control entries in its causal past, without itself. */
  readonly past: ControlPast;
  /** The same with itself, if it is one. */
  readonly after: ControlPast;
  /** `null` for messages and the like. */
  readonly control: ControlFacts | null;
  /** Whether it does not count: then it only serves the order. */
  isVoid = true;
  /** How many nodes that count cite it. */
  citations = 0;

  constructor(entry: Entry, causes: readonly LogNode[], past: ControlPast, after: ControlPast, control: ControlFacts | null) {
    this.entry = entry;
    this.causes = causes;
    this.past = past;
    this.after = after;
    this.control = control;
    let eff = entry.time;
    let depth = 0;
    for (const cause of causes) {
      eff = Math.max(eff, cause.eff);
      depth = Math.max(depth, cause.depth);
    }
    this.eff = eff;
    this.depth = depth + 1;
  }

  get idText(): string {
    return this.entry.idText;
  }
}

/** Reads what `ControlFacts` holds out of a payload. `limits` resolves the heads of a `remove`. */
export function controlFactsOf(
  entry: Entry,
  bit: number,
  limitsOf: (targetHex: string, headIds: readonly string[]) => ReadonlyMap<string, number>,
): ControlFacts {
  const { payload } = entry;
  const facts = { bit, payload, subjectHex: '', tokenHex: '', limits: NO_LIMITS };
  switch (payload?.kind) {
    case 'create':
    case 'leave':
      return { ...facts, subjectHex: entry.authorHex };
    case 'admit':
      return { ...facts, subjectHex: payload.pk.toHex(), tokenHex: payload.token === null ? '' : payload.token.toHex() };
    case 'role':
      return { ...facts, subjectHex: payload.pk.toHex() };
    case 'remove': {
      const subjectHex = payload.pk.toHex();
      return {
        ...facts,
        subjectHex,
        limits: limitsOf(
          subjectHex,
          payload.heads.map((id) => id.toHex()),
        ),
      };
    }
    case 'invite':
    case 'revoke':
      return { ...facts, tokenHex: payload.token.toHex() };
    default:
      return facts;
  }
}

const NO_LIMITS: ReadonlyMap<string, number> = new Map();
