import { expect } from '@open-wc/testing';
import type { Bytes } from '../lib/bytes.js';
import { coveredRunOf, thinItems, verifyEntryItems } from './covering.js';
import { NO_SALT, NO_SIGNATURE, joinEntryItem, parseEntryItem } from './entry-item.js';
import { loadEntry } from './packed-items.js';
import type { Entry } from './entry.js';
import { FetchPlan } from './fetch-plan.js';
import { RUN_MAX_ENTRIES } from './log-limits.js';
import { TEST_RID, TEST_START, freeCaps, handMadeEntry, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';
import { ReadyQueue } from './ready-queue.js';
import { Serving } from './serving.js';
import { parsePushFrame } from './sync-frames.js';

/** The item without its signature. */
function bare(itemBytes: Bytes): Bytes {
  return joinEntryItem({ ...parseEntryItem(itemBytes), sig: NO_SIGNATURE });
}

/** The item without its payload. */
function stripped(itemBytes: Bytes): Bytes {
  return joinEntryItem({ ...parseEntryItem(itemBytes), salt: NO_SALT, payloadBytes: new Uint8Array(0) });
}

/** These entries as a run: only the last is signed. */
function runOf(entries: readonly Entry[]): Bytes[] {
  return entries.map(({ itemBytes }, i) => (i < entries.length - 1 ? bare(itemBytes) : itemBytes));
}

/** Somebody who takes what others send, and keeps it. */
class Keeper {
  readonly stored: Bytes[] = [];
  readonly #founderPk: Bytes;
  #log: RoomLog;
  #queue: ReadyQueue;

  constructor(founderPk: Bytes) {
    this.#founderPk = founderPk;
    this.#log = new RoomLog(TEST_RID, founderPk);
    this.#queue = new ReadyQueue(this.#log, freeCaps(), () => undefined);
  }

  get log(): RoomLog {
    return this.#log;
  }

  async take(...items: readonly Bytes[]): Promise<void> {
    const ready = this.#queue.offer(await verifyEntryItems(items, TEST_RID), TEST_START + 3_600_000);
    this.stored.push(...ready.map(({ itemBytes }) => itemBytes));
    this.#log.addAll(ready);
  }

  /** Closes, and opens again with what was stored. */
  async restart(): Promise<void> {
    this.#log = new RoomLog(TEST_RID, this.#founderPk);
    this.#queue = new ReadyQueue(this.#log, freeCaps(), () => undefined);
    this.#log.addAll(await Promise.all(this.stored.map((item) => loadEntry({ bytes: item }, TEST_RID))));
  }

  /** Gives all that it has; how many entries another one takes of it. Rejects when that one would not believe it. */
  async give(): Promise<number> {
    const serving = new Serving({ log: this.#log, queue: this.#queue, plan: new FetchPlan() }, this.#founderPk);
    const ranges = [...this.#log.feeds()].map(([feedKey, to]) => ({ feedKey, from: 0, to }));
    serving.want({ isUrgent: false, credit: 10_000, ranges });
    const other = new Keeper(this.#founderPk);
    const drain = async (): Promise<void> => {
      for (let frame = serving.nextPush(); frame !== null; frame = serving.nextPush()) {
        expect(frame.data.length).to.be.at.most(32_764);
        await other.take(...parsePushFrame(frame.data).items);
      }
    };
    await drain();
    const places = other.log.payloads.withheld().map((idText) => other.log.graph.get(idText)?.entry as Entry);
    serving.want({ isUrgent: true, credit: 0, ranges: places.map(({ feedKey, seq }) => ({ feedKey, from: seq, to: seq + 1 })) });
    await drain();
    return other.log.graph.size - other.log.payloads.withheld().length;
  }
}

async function texts(member: TestMember, count: number, text = 'x'): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) entries.push(await member.text(text));
  return entries;
}

describe('log/covering, of runs that differ', () => {
  it('serves what others verify, in whatever pieces it came', async () => {
    const [ann, mallory] = (await makeRoom('Ann', 'Mallory')) as [TestMember, TestMember];
    const [first, ...rest] = (await texts(mallory, 1 + RUN_MAX_ENTRIES)) as [Entry, ...Entry[]];
    const bob = new Keeper(ann.key.pk);
    await bob.take(...ann.held.map(({ itemBytes }) => itemBytes));
    // What covers the first is there already, in another run.
    await bob.take(...runOf(rest));
    await bob.take(...runOf([first, rest[0] as Entry]));
    expect(bob.log.graph.size).to.equal(ann.held.length + 1 + RUN_MAX_ENTRIES);
    expect(await bob.give()).to.equal(bob.log.graph.size);
    await bob.restart();
    expect(await bob.give()).to.equal(bob.log.graph.size);
  });

  it('keeps the signature of what gets its payload back', async () => {
    const [ann, mallory] = (await makeRoom('Ann', 'Mallory')) as [TestMember, TestMember];
    const entries = await texts(mallory, 2 * RUN_MAX_ENTRIES);
    const run = runOf(entries.slice(0, RUN_MAX_ENTRIES));
    const bob = new Keeper(ann.key.pk);
    await bob.take(...ann.held.map(({ itemBytes }) => itemBytes));
    await bob.take(...run.slice(0, -1), stripped(run.at(-1) as Bytes));
    await bob.take(...runOf(entries.slice(RUN_MAX_ENTRIES - 1, -1)));
    expect(bob.log.payloads.withheld()).to.deep.equal([]);
    expect(await bob.give()).to.equal(bob.log.graph.size);
    await bob.restart();
    expect(await bob.give()).to.equal(bob.log.graph.size);
  });

  it('serves a run that has got too long for a frame', async () => {
    const [ann, mallory] = (await makeRoom('Ann', 'Mallory')) as [TestMember, TestMember];
    const entries = await texts(mallory, 6, 'x'.repeat(9000));
    const run = runOf(entries);
    const bob = new Keeper(ann.key.pk);
    await bob.take(...ann.held.map(({ itemBytes }) => itemBytes));
    await bob.take(...run.map(stripped));
    for (let i = run.length - 1; i >= 0; i--) await bob.take(...run.map((item, at) => (at === i ? item : stripped(item))));
    expect(bob.log.payloads.withheld()).to.deep.equal([]);
    expect(await bob.give()).to.equal(bob.log.graph.size);
  });

  it('verifies a run that came twice in one frame, as when two ends of a branch are needed by name', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const run = runOf(await texts(ann, 3));
    expect(await verifyEntryItems([...run, ...run.slice(1), ...run], TEST_RID)).to.have.length(8);
  });

  it('stores nothing whose cover cannot be stored', async () => {
    const [ann, mallory] = (await makeRoom('Ann', 'Mallory')) as [TestMember, TestMember];
    const feed = new Uint8Array(8).fill(9);
    const parents = [(ann.held.at(-1) as Entry).id];
    const first = await handMadeEntry(mallory.key, { feed, parents, time: mallory.clock.now });
    const bob = new Keeper(ann.key.pk);
    await bob.take(...ann.held.map(({ itemBytes }) => itemBytes));
    const made = { feed, seq: 1, prev: first.id, time: mallory.clock.now };
    const citing = await handMadeEntry(mallory.key, { ...made, parents: [new Uint8Array(32).fill(1)] });
    const early = await handMadeEntry(mallory.key, { ...made, time: TEST_START + 1e9 });
    for (const cover of [citing, early]) {
      await bob.take(...runOf([first, cover]));
      expect(bob.log.has(first.idText)).to.equal(false);
    }
    // Signed itself, or covered by what can be stored, it is taken.
    await bob.take(...runOf([first, await handMadeEntry(mallory.key, made)]));
    await bob.take(first.itemBytes);
    expect(bob.log.has(first.idText)).to.equal(true);
    await bob.restart();
    expect(await bob.give()).to.equal(bob.log.graph.size);
  });

  it('finds the cover of an entry among several that follow it', async () => {
    const [ann, mallory] = (await makeRoom('Ann', 'Mallory')) as [TestMember, TestMember];
    const feed = new Uint8Array(8).fill(9);
    const parents = [(ann.held.at(-1) as Entry).id];
    const chain = async (after: Entry | null, count: number, time: number): Promise<Entry[]> => {
      const entries: Entry[] = [];
      for (let last = after; entries.length < count; entries.push(last)) {
        const place = last === null ? { parents } : { seq: last.seq + 1, prev: last.id };
        last = await handMadeEntry(mallory.key, { feed, time, ...place });
      }
      return entries;
    };
    const [first] = (await chain(null, 1, mallory.clock.now)) as [Entry];
    const long = await chain(first, RUN_MAX_ENTRIES, mallory.clock.now);
    const short = await chain(first, 2, mallory.clock.now + 1);
    const log = new RoomLog(TEST_RID, ann.key.pk);
    const items = [...ann.held.map(({ itemBytes }) => itemBytes), bare(first.itemBytes), ...runOf(long), ...runOf(short)];
    log.addAll(await Promise.all(items.map((item) => loadEntry({ bytes: item }, TEST_RID))));
    expect(coveredRunOf(log.graph.get(first.idText)?.entry as Entry)).to.have.length(3);
  });

  it('makes no run too long whose beginning is elsewhere', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const entries = await texts(ann, 80);
    // Fetched as a run, in two parts; what follows was signed.
    const items = [...runOf(entries.slice(0, RUN_MAX_ENTRIES)), ...entries.slice(RUN_MAX_ENTRIES).map(({ itemBytes }) => itemBytes)];
    const compacted = [...(await thinItems(items.slice(0, 20))), ...(await thinItems(items.slice(20)))];
    const log = new RoomLog(TEST_RID, ann.key.pk);
    log.addAll(await Promise.all([(ann.held[0] as Entry).itemBytes, ...compacted].map((item) => loadEntry({ bytes: item }, TEST_RID))));
    const lost = entries.filter(({ idText }) => coveredRunOf(log.graph.get(idText)?.entry as Entry) === null);
    expect(lost).to.deep.equal([]);
  });
});
