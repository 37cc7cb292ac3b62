/**
 * Entries by the thousand, as cheap as docs/PROTOCOL.md allows: a long feed of tiny messages of which only each thirty-second is signed (section 13, "Runs"), or
 * a great many feeds of one entry, each citing eight others. Made before they are sent, so that only the other side has work with them.
 */
import { compare, hex } from './bytes.js';
import { KIND, ZERO_ID, signEntry, unsignedEntry, writePayload } from './entries.js';
import type { Entry } from './entries.js';
import { TYPE } from './frames.js';
import { ChannelClosed } from './link.js';
import type { Link } from './link.js';
import type { Member } from './member.js';
import { random } from './primitives.js';
import { readCounts, readWant, writeHave, writePush } from './room-frames.js';
import type { FeedHead } from './room-frames.js';

/** As long as a run may be. */
const RUN = 32;

/** A feed of this member's with `count` messages, as runs that are sent whole. */
export class LongFeed {
  readonly feed = random(8);
  readonly member: Member;
  readonly count: number;
  readonly head: FeedHead;
  /** How many of it the other side has acknowledged. */
  acked = 0;
  readonly #runs: (readonly Entry[])[] = [];

  constructor(member: Member, count: number) {
    this.member = member;
    this.count = count;
    const { identity, log, room } = member;
    const first = log.parents(ZERO_ID);
    let prev: Uint8Array = ZERO_ID;
    let run: Entry[] = [];
    for (let seq = 0; seq < count; seq++) {
      const parents = seq === 0 ? first : [];
      const body = { rid: room.rid, pk: identity.pk, feed: this.feed, seq, prev, parents, time: Date.now(), kind: KIND.text };
      const isLast = seq % RUN === RUN - 1 || seq === count - 1;
      const payload = writePayload({ text: `flood ${String(seq)}` });
      const entry = isLast ? signEntry(identity.seed, body, payload) : unsignedEntry(body, payload);
      prev = entry.id;
      run.push(entry);
      if (isLast) {
        this.#runs.push(run);
        run = [];
      }
    }
    this.head = { pk: identity.pk, feed: this.feed, count, head: prev };
  }

  /** Sends all of it, unasked, for as long as the channel carries. */
  async pour(link: Link): Promise<void> {
    for (const run of this.#runs) await link.send(TYPE.PUSH, writePush(false, run));
  }

  /** Tells that there is such a feed, and gives what is asked of it within the credit; resolves when all was acknowledged, or with the end of the link. */
  async serve(link: Link): Promise<void> {
    await link.send(TYPE.HAVE, writeHave(true, [...this.member.log.have(), this.head]));
    const wanted = new Set<number>();
    let credit = 0;
    try {
      while (this.acked < this.count) {
        const { type, data } = await link.next(120_000);
        if (type === TYPE.ACK) this.acked = readCounts(data).find(({ feed }) => hex(feed) === hex(this.feed))?.count ?? this.acked;
        if (type !== TYPE.WANT) continue;
        const want = readWant(data);
        credit += want.credit;
        for (const { feed, from, to } of want.ranges) {
          if (hex(feed) === hex(this.feed)) for (let run = Math.floor(from / RUN); run * RUN < to; run++) wanted.add(run);
        }
        for (const run of wanted) {
          if (credit <= 0) break;
          wanted.delete(run);
          const entries = this.#runs[run] ?? [];
          credit -= entries.length;
          await link.send(TYPE.PUSH, writePush(true, entries));
        }
      }
    } catch (error) {
      if (!(error instanceof ChannelClosed)) throw error;
    }
  }
}

/** `count` messages of this member's, each in a feed of its own, and from the ninth on each with the eight before it as parents. */
export function manyFeeds(member: Member, count: number): readonly Entry[] {
  const { identity, log, room } = member;
  const first = log.parents(ZERO_ID);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    const parents = i < 8 ? first : entries.slice(-8).map(({ id }) => id);
    const body = { rid: room.rid, pk: identity.pk, feed: random(8), seq: 0, prev: ZERO_ID, time: Date.now(), kind: KIND.text };
    const payload = writePayload({ text: `feed ${String(i)}` });
    entries.push(signEntry(identity.seed, { ...body, parents: parents.toSorted(compare) }, payload));
  }
  return entries;
}
