/**
 * The ends of feeds that the other side of a link has told of in HAVE, each until there is something here to compare it with. Two who were given one side of a
 * fork each both believe that the other has all they have; only the ids tell.
 */
import type { EntryGraph } from './graph.js';
import type { HaveLine } from './sync-frames.js';

/** What one link's other side said of the ends of its feeds; one line for each feed. */
export class HeardEnds {
  readonly #graph: Pick<EntryGraph, 'feed'>;
  readonly #lines = new Map<string, HaveLine>();

  constructor(graph: Pick<EntryGraph, 'feed'>) {
    this.#graph = graph;
  }

  /** Keeps a line, instead of an earlier one of the same feed. */
  note(line: HaveLine): void {
    this.#lines.set(line.feedKey, line);
  }

  /**
   * Ids that were told of these feeds and stand where another entry is held now, before any fork that is known. What was compared is forgotten; of what is not held
   * yet the line stays, unless `isKept` says that nothing is kept of the feed.
   *
   * SECURITY: a fork is found though each side was here before the other was heard of (fetching.test.ts: "asks for the other branch, also when it was told before one's own was stored").
   */
  contradicting(feedKeys: Iterable<string>, isKept: (feedKey: string) => boolean = () => true): string[] {
    return [...feedKeys].flatMap((feedKey) => {
      const line = this.#lines.get(feedKey);
      const feed = this.#graph.feed(feedKey);
      const held = feed?.chain[(line?.count ?? 0) - 1];
      if (held !== undefined || !isKept(feedKey)) this.#lines.delete(feedKey);
      if (line === undefined || feed === null || held === undefined) return [];
      return held.entry.idText !== line.headText && line.count <= feed.forkSeq ? [line.headText] : [];
    });
  }
}
