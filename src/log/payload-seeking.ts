/**
 * Asking for payloads that are withheld: each once over each link whose other side has the entry, and over one link at a time, since after "Get them back" they
 * may be a whole history. Whoever sends the entry without payload again has it no more than we do: then the next link is asked.
 */
import type { Bytes } from '../lib/bytes.js';
import { isErasedItem } from './entry-item.js';
import type { LogNode } from './log-node.js';
import type { RoomLog } from './log.js';
import type { PayloadClaims } from './payload-claims.js';
import type { FeedRange } from './sync-frames.js';

/** One link's part of it. */
export class PayloadSeeking {
  readonly #log: RoomLog;
  readonly #claims: PayloadClaims;
  readonly #owner: object;
  readonly #remotePkHex: string;
  readonly #sought = new Set<string>();

  /** `remotePkHex`: whose link this is. */
  constructor(log: RoomLog, claims: PayloadClaims, owner: object, remotePkHex: string) {
    this.#log = log;
    this.#claims = claims;
    this.#owner = owner;
    this.#remotePkHex = remotePkHex;
  }

  /** What to ask for over this link now; `theirCount` says how much of a feed the other side has. */
  next(theirCount: (feedKey: string) => number): FeedRange[] {
    const isNext = ({ idText, entry: { feedKey, seq } }: LogNode): boolean =>
      theirCount(feedKey) > seq && !this.#sought.has(idText) && this.#claims.claim(this.#owner, idText);
    const nodes = this.#log.payloads.withheldNodes().filter(isNext);
    for (const { idText } of nodes) this.#sought.add(idText);
    const places = nodes.map(({ entry: { feedKey, seq } }) => ({ feedKey, from: seq, to: seq + 1 }));
    return joinRanges(places.sort((a, b) => (a.feedKey === b.feedKey ? a.from - b.from : a.feedKey < b.feedKey ? -1 : 1)));
  }

  /** An entry of this place has come over this link, as something that was asked for; whether it is one that is sought here. */
  answered(item: Bytes, feedKey: string, seq: number): boolean {
    const node = this.#log.graph.feed(feedKey)?.chain[seq];
    if (node === undefined || !this.#claims.answered(this.#owner, node.idText)) return false;
    if (isErasedItem(item) && feedKey.startsWith(this.#remotePkHex)) this.#log.payloads.giveUp(node);
    return true;
  }
}

function joinRanges(places: readonly FeedRange[]): FeedRange[] {
  const joined: FeedRange[] = [];
  for (const place of places) {
    const last = joined.at(-1);
    if (last?.feedKey === place.feedKey && last.to === place.from) joined[joined.length - 1] = { ...last, to: place.to };
    else joined.push(place);
  }
  return joined;
}
