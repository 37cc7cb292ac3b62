/**
 * What a log leaves out of what it shows: nothing of it is kept but what its author signed.
 */
import type { Entry } from './entry.js';
import type { LogChange } from './log-change.js';
import type { LogNode } from './log-node.js';
import type { MissingPayloads } from './missing-payloads.js';
import type { ShownEntries } from './shown-entries.js';

/** The parts of a log's state that this changes. */
export interface LeavingOutParts {
  readonly payloads: MissingPayloads;
  readonly shown: ShownEntries;
  readonly change: LogChange;
  /** How many entries that count erase a node. */
  readonly erasures: ReadonlyMap<LogNode, number>;
}

/** Puts an entry, in other bytes, into its node. */
export function putEntry(node: LogNode, entry: Entry): void {
  for (const cause of node.causes) if (cause.entry.cover === node.entry) cause.entry.cover = entry;
  node.entry = entry;
}

/** These are left out from now on, and those not any more; gives what had its payload until now, without it. */
export function leaveOut(
  { payloads, shown, change, erasures }: LeavingOutParts,
  gone: readonly LogNode[],
  back: readonly LogNode[],
): Entry[] {
  for (const node of back) if (node.entry.isErased && (erasures.get(node) ?? 0) === 0) payloads.lack(node);
  const goneRows = gone.filter(({ isVoid }) => !isVoid);
  const backRows = back.filter(({ isVoid }) => !isVoid);
  for (const { entry } of goneRows) change.hidden.push(entry);
  for (const { entry } of backRows) change.shown.push(entry);
  if (goneRows.length + backRows.length > 0) shown.drop(goneRows, backRows);
  for (const node of gone) payloads.explain(node);
  const whole = gone.filter(({ entry }) => !entry.isErased);
  for (const node of whole) putEntry(node, node.entry.withoutPayload());
  return whole.map(({ entry }) => entry);
}
