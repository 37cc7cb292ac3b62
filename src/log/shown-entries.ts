/**
 * What a room shows of the nodes that count: its rows in order, what is said about them, and what people call themselves.
 */
import { listIn } from '../lib/lists.js';
import { Annotations } from './annotations.js';
import type { LogNode } from './log-node.js';
import { compareOrder, insertInOrder, removeInOrder } from './order.js';
import { ENTRY_KINDS, isAnnotationKind } from './payload.js';

/** The part of a log that people see. */
export class ShownEntries {
  /** The rows, in order: everything that counts, except what was dropped, `erase`, which shows in what it erased, and what is only said about others. */
  timeline: LogNode[] = [];
  readonly annotations = new Annotations();
  /** Profiles that count, in order, by person. */
  readonly profiles = new Map<string, LogNode[]>();

  /** A node began or ceased to count. */
  turn(node: LogNode): void {
    const { authorHex, kind } = node.entry;
    if (isAnnotationKind(kind)) {
      if (node.isVoid) this.annotations.remove(node);
      else this.annotations.put(node);
      return;
    }
    const move = node.isVoid ? removeInOrder : insertInOrder;
    move(this.timeline, node);
    if (kind === ENTRY_KINDS.profile) move(listIn(this.profiles, authorHex), node);
  }

  /** The payload of a node that counts has gone or come back. */
  renew(node: LogNode): void {
    this.annotations.put(node);
  }

  /** These are dropped, and those are not any more and have no payload yet. All of them count. */
  drop(dropped: readonly LogNode[], back: readonly LogNode[]): void {
    const gone = new Set(dropped);
    for (const node of dropped) this.annotations.remove(node);
    const rows = back.filter(({ entry }) => !isAnnotationKind(entry.kind));
    this.timeline = [...this.timeline.filter((node) => !gone.has(node)), ...rows];
    if (rows.length > 0) this.timeline.sort(compareOrder);
  }
}
