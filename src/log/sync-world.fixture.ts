/**
 * Logs that keep each other equal over simulated links, for tests: frames travel one at a time in an order that the test's seed decides, links break and
 * lose what is under way, peers restart from what was durable.
 */
import { generateSigningKey } from '../crypto/ed25519.js';
import type { SigningKey } from '../crypto/ed25519.js';
import type { Bytes } from '../lib/bytes.js';
import { Author } from './author.js';
import { AuthorCaps } from './author-caps.js';
import { ownFeedHead } from './continuity.js';
import { Delivery } from './delivery.js';
import { verifyEntryItem } from './entry.js';
import type { Entry } from './entry.js';
import { FetchPlan } from './fetch-plan.js';
import { AUTHOR_LIMITS } from './log-limits.js';
import type { AuthorLimits } from './log-limits.js';
import { verifyForkProof } from './forks.js';
import { TEST_RID } from './log-world.fixture.js';
import { RoomLog } from './log.js';
import type { EntryKind, PayloadFields } from './payload.js';
import { ReadyQueue } from './ready-queue.js';
import { LOG_FRAME, encodePushFrames, parsePushFrame, parseWantFrame } from './sync-frames.js';
import type { LogFrame } from './sync-frames.js';
import { SyncSession } from './sync.js';

/** A member with a log, a durable store, and sessions. */
export class SyncPeer {
  readonly name: string;
  readonly key: SigningKey;
  readonly net: SyncNet;
  /** What survives a restart, in the order in which it was stored. */
  readonly durable: Entry[] = [];
  readonly delivery = new Delivery();
  /** Whether what is stored stays on its way to the disk until `flush`; a restart loses it. */
  isDiskSlow = false;
  /** How far this peer's clock is ahead, in milliseconds. */
  skew = 0;
  #storing: (() => void)[] = [];
  log: RoomLog;
  queue: ReadyQueue;
  plan = new FetchPlan();
  author: Author;
  readonly #founderPk: Bytes;

  constructor(net: SyncNet, name: string, key: SigningKey, founderPk: Bytes) {
    this.net = net;
    this.name = name;
    this.key = key;
    this.#founderPk = founderPk;
    this.log = this.#newLog();
    this.queue = this.#newQueue();
    this.author = new Author(key, TEST_RID, this.log, () => this.now);
    this.author.resume(null);
  }

  /** This peer's time, milliseconds since 1970. */
  get now(): number {
    return this.net.now + this.skew;
  }

  get pkHex(): string {
    return this.key.pk.toHex();
  }

  /** Reads what is durable into a new log, as after a crash. All links are gone. */
  restart(): void {
    this.net.cutAll(this);
    this.#storing = [];
    this.log = this.#newLog();
    this.log.passTime(this.now);
    this.log.addAll([...this.durable]);
    this.plan = new FetchPlan();
    this.queue = this.#newQueue();
    this.queue.caps.hold(this.durable);
    this.author = new Author(this.key, TEST_RID, this.log, () => this.now);
    this.author.resume(ownFeedHead(this.log, this.pkHex));
  }

  async write<Kind extends EntryKind>(kind: Kind, fields: PayloadFields[Kind]): Promise<Entry> {
    this.net.now += this.net.tick;
    const entry = await this.author.write(kind, fields);
    this.#onDisk(() => {
      this.durable.push(entry);
      this.log.add(entry);
      for (const end of this.net.endsOf(this)) end.send(end.session.announce([entry], true));
    });
    return entry;
  }

  text(text: string): Promise<Entry> {
    return this.write('text', { text });
  }

  /** Takes verified entries as the room would. */
  store(entries: readonly Entry[]): void {
    this.#onDisk(() => {
      const ready = this.queue.offer(entries, this.now);
      this.durable.push(...ready);
      this.log.passTime(this.now);
      this.log.addAll(ready);
      for (const end of this.net.endsOf(this)) end.send(end.session.announce(ready, false));
      this.#storeDue();
    });
  }

  /** What has disappeared by now goes, also from the disk. */
  lookAtTime(): void {
    this.log.passTime(this.now);
  }

  /** All that was on its way to the disk has arrived. */
  flush(): void {
    this.isDiskSlow = false;
    for (const arrive of this.#storing.splice(0)) arrive();
    this.#storeDue();
  }

  /** What had to wait for a time or for somebody's standing. */
  #storeDue(): void {
    if ((this.queue.nextDue() ?? Number.POSITIVE_INFINITY) <= this.now) this.store([]);
  }

  /** One thing after the other, as in a room. */
  #onDisk(arrive: () => void): void {
    if (this.isDiskSlow) this.#storing.push(arrive);
    else arrive();
  }

  /** Asks again for what was more than a cap allowed. Whether anything was. */
  resume(): boolean {
    const { caps } = this.queue;
    const isWaiting = (this.queue.nextDue() ?? Number.POSITIVE_INFINITY) <= this.now + 1_000;
    if (!isWaiting && ![...caps.paused.values()].some((reason) => reason !== 'full')) return false;
    caps.resume();
    this.#storeDue();
    for (const end of this.net.endsOf(this)) end.send(end.session.replan());
    return true;
  }

  #newLog(): RoomLog {
    const log = new RoomLog(TEST_RID, this.#founderPk);
    log.onChange(({ vanished }) => {
      for (const bare of vanished) {
        const place = this.durable.findIndex(({ idText }) => idText === bare.idText);
        if (place >= 0) this.durable[place] = bare;
      }
    });
    return log;
  }

  #newQueue(): ReadyQueue {
    const caps = new AuthorCaps(
      this.pkHex,
      () => this.now,
      () => undefined,
      this.net.limits,
    );
    return new ReadyQueue(this.log, caps, ({ feedKey, seq }) => this.plan.reopen(feedKey, seq));
  }
}

/** One side of a link. */
export class SyncEnd {
  readonly peer: SyncPeer;
  readonly session: SyncSession;
  readonly out: LogFrame[] = [];
  other: SyncEnd | null = null;
  /** Entries that were asked for. */
  wanted = 0;
  /** The PUSH that was delivered last. */
  #lastPush: LogFrame | null = null;
  /** Frames of each type that this end sent. */
  readonly sent = new Map<number, number>();
  /** Ids of entries that crossed the link in either direction, with how often. Shared by both ends. */
  readonly crossed: Map<string, number>;

  constructor(peer: SyncPeer, remotePk: Bytes, crossed: Map<string, number>) {
    this.peer = peer;
    this.session = new SyncSession({ log: peer.log, queue: peer.queue, plan: peer.plan }, remotePk);
    this.crossed = crossed;
  }

  send(frames: readonly LogFrame[]): void {
    this.out.push(...frames);
    const wants = frames.filter(({ type }) => type === LOG_FRAME.want).map(({ data }) => parseWantFrame(data));
    for (const { from, to } of wants.flatMap(({ ranges }) => ranges)) this.wanted += to - from;
  }

  /** Whether there is anything to deliver; takes a PUSH from the session when nothing else is queued. */
  hasFrame(): boolean {
    const push = this.out.length === 0 ? this.session.nextPush() : null;
    if (push !== null) this.out.push(push);
    return this.out.length > 0;
  }

  /** Sends once more the entries that were delivered last: what has come already is no news. */
  repeatPush(): void {
    if (this.#lastPush !== null) this.out.push(this.#lastPush);
  }

  /** Sends what there is to push entry by entry in the opposite order: effects come before their causes. */
  reversePushes(): void {
    const pushes: LogFrame[] = [];
    for (let push = this.session.nextPush(); push !== null; push = this.session.nextPush()) {
      const { isAskedFor, items } = parsePushFrame(push.data);
      for (const item of items) pushes.unshift(...encodePushFrames([item], isAskedFor));
    }
    this.out.push(...pushes);
  }

  /** Delivers one frame to the other side. */
  async deliver(): Promise<void> {
    const frame = this.out.shift();
    const { other } = this;
    if (frame === undefined || other === null) return;
    this.sent.set(frame.type, (this.sent.get(frame.type) ?? 0) + 1);
    const { peer, session } = other;
    const effects = session.receive(frame.type, frame.data);
    other.send(effects.frames);
    if (effects.acks !== null) peer.delivery.note('acked', this.peer.pkHex, effects.acks);
    if (effects.reads !== null) peer.delivery.note('read', this.peer.pkHex, effects.reads);
    for (const proof of effects.forkProofs) {
      peer.log.addFork(await verifyForkProof(proof, TEST_RID));
    }
    if (frame.type !== LOG_FRAME.push) return;
    this.#lastPush = frame;
    const pushed = await Promise.all(parsePushFrame(frame.data).items.map((item) => peer.net.verified(item)));
    const entries = await Promise.all(effects.items.map((item) => peer.net.verified(item)));
    for (const { idText } of pushed) this.crossed.set(idText, (this.crossed.get(idText) ?? 0) + 1);
    peer.store(entries);
    other.send(session.handled(effects.items.length));
  }
}

/** Peers and the links between them. */
export class SyncNet {
  now: number;
  /** How much time passes before each entry that is written, in milliseconds. */
  tick = 10;
  /** The caps on each author, at everybody's. */
  limits: AuthorLimits = AUTHOR_LIMITS;
  readonly #ends = new Set<SyncEnd>();
  readonly #forksTold = new Set<RoomLog>();
  readonly #verified = new Map<string, Promise<Entry>>();
  #random: number;

  constructor(seed: number, now: number) {
    this.#random = seed * 2_654_435_761 + 1;
    this.now = now;
  }

  /** A verified entry. The same bytes are verified once: that takes longer than all the rest. */
  verified(item: Bytes): Promise<Entry> {
    const itemHex = item.toHex();
    const known = this.#verified.get(itemHex) ?? verifyEntryItem(item, TEST_RID);
    this.#verified.set(itemHex, known);
    return known;
  }

  random(below: number): number {
    this.#random = (Math.imul(this.#random, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (this.#random >> 8) % below;
  }

  endsOf(peer: SyncPeer): SyncEnd[] {
    return [...this.#ends].filter((end) => end.peer === peer);
  }

  /** Links two peers; gives the first one's end. */
  link(a: SyncPeer, b: SyncPeer): SyncEnd {
    const crossed = new Map<string, number>();
    const ends = [new SyncEnd(a, b.key.pk, crossed), new SyncEnd(b, a.key.pk, crossed)] as const;
    ends[0].other = ends[1];
    ends[1].other = ends[0];
    for (const end of ends) {
      this.#ends.add(end);
      this.#tellForksOf(end.peer);
      end.send(end.session.start());
    }
    return ends[0];
  }

  /** Breaks a link; what is under way is lost. */
  cut(end: SyncEnd): void {
    for (const side of [end, end.other]) {
      if (side === null) continue;
      this.#ends.delete(side);
      side.out.length = 0;
      side.peer.plan.release(side.session);
    }
    for (const side of this.#ends) side.send(side.session.replan());
  }

  cutAll(peer: SyncPeer): void {
    for (const end of this.endsOf(peer)) this.cut(end);
  }

  /** Delivers up to `limit` frames, each from a link and direction that the seed chooses. Whether everything was delivered. */
  async run(limit = Number.POSITIVE_INFINITY): Promise<boolean> {
    for (let delivered = 0; delivered < limit; delivered++) {
      let ready = [...this.#ends].filter((end) => end.hasFrame());
      if (ready.length === 0) {
        // Time passes: the timers of the room look for what is missing.
        for (const end of this.#ends) end.send(end.session.seekMissing());
        ready = [...this.#ends].filter((end) => end.hasFrame());
      }
      for (let seconds = 0; ready.length === 0 && this.#passSecond(); seconds++) {
        if (seconds > 100_000) throw new Error('what was held back never comes');
        // What has come and waits for a disk is not asked for again, however much time passes; no disk takes a quarter of an hour.
        if (seconds === 1_000) for (const { peer } of this.#ends) peer.flush();
        ready = [...this.#ends].filter((end) => end.hasFrame());
      }
      if (ready.length === 0) return true;
      await (ready[this.random(ready.length)] as SyncEnd).deliver();
    }
    return false;
  }

  /** Whether anybody holds something back, and asks for it again a second later. */
  #passSecond(): boolean {
    this.now += 1_000;
    const linked = new Set([...this.#ends].map(({ peer }) => peer));
    const held = [...linked].filter((peer) => peer.resume());
    if (held.length === 0) this.now -= 1_000;
    return held.length > 0;
  }

  #tellForksOf(peer: SyncPeer): void {
    if (this.#forksTold.has(peer.log)) return;
    this.#forksTold.add(peer.log);
    peer.log.onChange(({ forks }) => {
      if (forks.length > 0) for (const end of this.endsOf(peer)) end.send(end.session.announceForks(forks));
    });
  }
}

/** People of one room, the first of whom founded it and let the others in. Only the founder's log holds anything. */
export async function makePeers(net: SyncNet, ...names: string[]): Promise<SyncPeer[]> {
  const keys = await Promise.all(names.map(() => generateSigningKey()));
  const peers = keys.map((key, i) => new SyncPeer(net, names[i] as string, key, (keys[0] as typeof key).pk));
  const [founder, ...others] = peers as [SyncPeer, ...SyncPeer[]];
  await founder.write('create', { name: 'Room', by: founder.name });
  for (const other of others) await founder.write('admit', { pk: other.key.pk, name: other.name, token: null, redeem: null });
  return peers;
}
