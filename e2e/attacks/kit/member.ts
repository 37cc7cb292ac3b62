/**
 * An honest member, as docs/PROTOCOL.md sections 11, 12, 17 and 18 tell it to be: knocks, fetches the history, tells what it holds, gives and takes
 * entries, acknowledges. It is the proof that the document is enough, and what every attack starts from.
 */
import { hex, isSame } from './bytes.js';
import { KIND, bytesIn, readPayload, writePayload } from './entries.js';
import type { Entry } from './entries.js';
import { TYPE } from './frames.js';
import type { Frame } from './frames.js';
import type { Link } from './link.js';
import { ChannelClosed } from './link.js';
import { Log } from './log.js';
import { Queue } from './queue.js';
import { isSignedBy, random } from './primitives.js';
import {
  readCounts,
  readHave,
  readKnock,
  readPush,
  readWant,
  writeCounts,
  writeHave,
  writeKnock,
  writePeers,
  writePush,
  writeWant,
} from './room-frames.js';
import type { FeedCount } from './room-frames.js';
import { redeem, tokenKey } from './room.js';
import type { Identity, Room } from './room.js';

/** A conversation over one link. */
export interface Talk {
  readonly link: Link;
  /** What the other side has told in ANSWER, in order. */
  readonly answers: number[];
  /** The reason of its CLOSE; `null` before that. */
  closed: number | null;
  /** Every frame that came, in order, without those of the link itself. */
  readonly frames: Frame[];
  /** How much of one's own feed the other side has acknowledged, and has read. */
  acked: number;
  read: number;
  /** The frames of a comparison of emoji (section 19), to be taken by whoever compares. */
  readonly comparison: Queue<Frame>;
  /** Resolves when the channel has ended. Rejects when the other side breaks a rule. */
  readonly ended: Promise<void>;
}

type TalkSoFar = Omit<Talk, 'ended'>;

export class Member {
  readonly room: Room;
  readonly identity: Identity;
  readonly name: string;
  readonly log: Log;
  readonly feed = random(8);
  readonly slot: number;
  readonly #token: Uint8Array | null;
  readonly #told = new Set<TalkSoFar>();

  constructor(room: Room, identity: Identity, name: string, { token = null, slot = 0 }: { token?: Uint8Array | null; slot?: number } = {}) {
    this.room = room;
    this.identity = identity;
    this.name = name;
    this.slot = slot;
    this.log = new Log(room);
    this.#token = token;
  }

  /** The id under which this member is dialled, and dials. */
  get id(): string {
    return this.room.peerId(this.identity.fp, this.slot);
  }

  get isIn(): boolean {
    return this.log.members().has(hex(this.identity.pk));
  }

  /** Writes an entry, without telling anybody. */
  write(kind: number, fields: Readonly<Record<string, unknown>>): Entry {
    return this.log.write(this.identity, this.feed, kind, writePayload(fields));
  }

  /** Writes an entry and gives it to everybody who is linked. */
  async say(kind: number, fields: Readonly<Record<string, unknown>>): Promise<Entry> {
    const entry = this.write(kind, fields);
    for (const talk of this.#told) await talk.link.send(TYPE.PUSH, writePush(false, [entry]));
    return entry;
  }

  /** Talks over a link until it ends. */
  talk(link: Link): Talk {
    const talk: TalkSoFar = { link, answers: [], closed: null, frames: [], acked: 0, read: 0, comparison: new Queue() };
    return Object.assign(talk, { ended: this.#run(talk) });
  }

  async #run(talk: TalkSoFar): Promise<void> {
    const { link } = talk;
    try {
      if (!this.isIn) {
        const proof = this.#token === null ? [] : [tokenKey(this.#token).pk, redeem(this.#token, this.room.rid, this.identity.pk)];
        await link.send(TYPE.KNOCK, writeKnock(this.name, ...proof));
      }
      await this.#tell(talk);
      for (;;) {
        const frame = await link.next(120_000);
        talk.frames.push(frame);
        await this.#take(talk, frame);
      }
    } catch (error) {
      this.#told.delete(talk);
      if (!(error instanceof ChannelClosed)) throw error;
    }
  }

  /** To a member, once: all that one holds (section 11). */
  async #tell(talk: TalkSoFar): Promise<void> {
    if (this.#told.has(talk) || !this.log.members().has(hex(talk.link.peer.pk))) return;
    this.#told.add(talk);
    await talk.link.send(TYPE.HAVE, writeHave(true, this.log.have()));
    await this.#acknowledge(talk);
    if (this.isIn) await talk.link.send(TYPE.PEERS, writePeers(false, [{ fp: this.identity.fp, slot: this.slot }]));
  }

  async #acknowledge(talk: TalkSoFar): Promise<void> {
    const theirs = this.log.have().filter(({ pk }) => isSame(pk, talk.link.peer.pk));
    await talk.link.send(TYPE.ACK, writeCounts(theirs));
  }

  async #take(talk: TalkSoFar, frame: Frame): Promise<void> {
    const { link } = talk;
    const { type, data } = frame;
    if (type === TYPE.CLOSE) talk.closed = data[0] ?? -1;
    if (type >= TYPE.SAS_START && type <= TYPE.SAS_CANCEL) talk.comparison.push(frame);
    if (type === TYPE.ANSWER) talk.answers.push(data[0] ?? -1);
    if (type === TYPE.KNOCK) await this.#admit(talk, data);
    if (type === TYPE.ACK) talk.acked = this.#mine(readCounts(data), talk.acked);
    if (type === TYPE.READ) talk.read = this.#mine(readCounts(data), talk.read);
    if (type === TYPE.WANT) {
      const entries = this.log.within(readWant(data).ranges);
      for (const entry of entries) await link.send(TYPE.PUSH, writePush(true, [entry]));
    }
    if (type === TYPE.HAVE) {
      const { isLast, feeds } = readHave(data);
      const ranges = feeds.map(({ pk, feed, count }) => ({ pk, feed, from: this.log.count({ pk, feed }), to: count }));
      const lacking = ranges.filter(({ from, to }) => from < to);
      if (isLast && lacking.length > 0) await link.send(TYPE.WANT, writeWant(1_024, lacking));
    }
    if (type === TYPE.PUSH) {
      this.log.take(readPush(data).entries);
      const isNew = !this.#told.has(talk);
      await this.#tell(talk);
      if (!isNew) await this.#acknowledge(talk);
    }
  }

  #mine(counts: readonly FeedCount[], before: number): number {
    const mine = counts.find(({ pk, feed }) => isSame(pk, this.identity.pk) && isSame(feed, this.feed));
    return Math.max(before, mine?.count ?? 0);
  }

  /** Lets in whoever shows a token that the log knows (section 12). Nobody is asked: without one there is no answer. */
  async #admit(talk: TalkSoFar, data: Uint8Array): Promise<void> {
    const { link } = talk;
    const { name, tokenPk, signature } = readKnock(data);
    const isKnown = this.log.entries().some((entry) => entry.kind === KIND.invite && isSame(bytesIn(entry, 'token'), tokenPk));
    if (!isKnown || !isSignedBy(tokenPk, signature, 'parley/1 redeem', this.room.rid, link.peer.pk)) return;
    await this.say(KIND.admit, { pk: link.peer.pk, name: name.trim(), token: tokenPk, redeem: signature });
    await link.send(TYPE.ANSWER, Uint8Array.of(2));
    await this.#tell(talk);
  }

  /** The texts of all messages held, in order. */
  texts(): readonly string[] {
    return this.log.entries().flatMap((entry) => (entry.kind === KIND.text ? String(readPayload(entry)['text']) : []));
  }
}
