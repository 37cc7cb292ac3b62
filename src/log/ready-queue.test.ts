import { expect } from '@open-wc/testing';
import { generateSigningKey } from '../crypto/ed25519.js';
import { utf8Bytes } from '../lib/bytes.js';
import { AuthorCaps } from './author-caps.js';
import type { Entry } from './entry.js';
import { AUTHOR_LIMITS } from './log-limits.js';
import type { AuthorLimits } from './log-limits.js';
import { TEST_RID, handMadeEntry, isForked, isVoid, makePeople, makeRoom, freeCaps } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';
import { ReadyQueue } from './ready-queue.js';

const noneForgotten = (entry: Entry): void => {
  throw new Error(`forgot ${entry.idText}`);
};

/** Somebody with a history, and an empty log of the same room with its queue. */
async function newcomer(...names: string[]): Promise<{ people: [TestMember, TestMember]; log: RoomLog; queue: ReadyQueue; wall: number }> {
  const people = (await makeRoom('Ann', 'Bob', ...names)) as [TestMember, TestMember];
  const log = new RoomLog(TEST_RID, people[0].key.pk);
  return { people, log, queue: new ReadyQueue(log, freeCaps(), noneForgotten), wall: people[0].clock.now + 1_000_000 };
}

/** Ann removed Mal, and knows nothing of whom he let in beside that; a log with its queue that has what Ann has. */
async function removedRoom(): Promise<
  Record<'ann' | 'mal' | 'cem' | 'eve', TestMember> & { log: RoomLog; queue: ReadyQueue; wall: number }
> {
  const [ann, mal, cem, eve] = (await makePeople('Ann', 'Mal', 'Cem', 'Eve')) as [TestMember, TestMember, TestMember, TestMember];
  for (const person of [mal, cem]) await ann.admit(person);
  for (const person of [mal, cem]) person.learn(ann);
  await mal.admit(eve);
  eve.learn(mal);
  await ann.remove(mal);
  const log = new RoomLog(TEST_RID, ann.key.pk);
  const queue = new ReadyQueue(log, freeCaps(), noneForgotten);
  const wall = ann.clock.now + 1_000_000;
  log.addAll(queue.offer(ann.held, wall));
  return { ann, mal, cem, eve, log, queue, wall };
}

describe('log/ready-queue', () => {
  it('gives entries out in causal order, each once, however they come', async () => {
    const { people, log, queue, wall } = await newcomer();
    const [ann, bob] = people;
    for (let i = 0; i < 10; i++) {
      await (i % 2 ? ann : bob).text(`${i}`);
      ann.learn(bob);
      bob.learn(ann);
    }
    const out: Entry[] = [];
    for (const entry of [...ann.held].reverse()) {
      const ready = queue.offer([entry, entry], wall);
      log.addAll(ready);
      expect(ready.every(({ idText }) => log.has(idText))).to.equal(true);
      out.push(...ready);
      expect(queue.offer([entry], wall)).to.deep.equal([]);
    }
    expect([out.length, queue.size, queue.missing().length]).to.deep.equal([ann.held.length, 0, 0]);
    expect(queue.offer(ann.held, wall)).to.deep.equal([]);
  });

  it('takes back what could not be stored', async () => {
    const { people, log, wall } = await newcomer();
    const [ann] = people;
    const forgotten: Entry[] = [];
    const queue = new ReadyQueue(log, freeCaps(), (entry) => forgotten.push(entry));
    const [create, admit] = ann.held as [Entry, Entry];
    expect(queue.offer([create, admit], wall)).to.deep.equal([create, admit]);
    log.add(create);
    queue.unstored([admit]);
    expect(forgotten).to.deep.equal([admit]);
    expect(queue.offer([create, admit], wall)).to.deep.equal([admit]);
  });

  it('holds back what claims to come from the future', async () => {
    const { people, log, queue } = await newcomer();
    const [ann] = people;
    const last = ann.held.at(-1) as Entry;
    const at = last.time;
    log.addAll(queue.offer(ann.held, at));
    const early = await handMadeEntry(ann.key, { feed: last.body.feed, seq: last.seq + 1, prev: last.id, time: at + 600_001 });
    const exact = await handMadeEntry(ann.key, { feed: new Uint8Array(8), parents: [last.id], time: at + 600_000 });
    expect(queue.offer([early, exact], at)).to.deep.equal([exact]);
    expect([queue.size, queue.nextDue(), queue.missing()]).to.deep.equal([1, at + 1, []]);
    expect(queue.offer([], at)).to.deep.equal([]);
    expect(queue.offer([], at + 1)).to.deep.equal([early]);
    expect([queue.size, queue.nextDue()]).to.deep.equal([0, null]);
  });

  it('drops what strangers wrote and what builds on it', async () => {
    const { people, log, queue, wall } = await newcomer();
    const [ann] = people;
    log.addAll(queue.offer(ann.held, wall));
    const stranger = await generateSigningKey();
    const first = await handMadeEntry(stranger, { parents: [(ann.held[0] as Entry).id] });
    const second = await handMadeEntry(stranger, { seq: 1, prev: first.id });
    const third = await handMadeEntry(stranger, { seq: 2, prev: second.id });
    expect(queue.offer([third, second], wall)).to.deep.equal([]);
    expect(queue.size).to.equal(2);
    expect(queue.offer([first], wall)).to.deep.equal([]);
    expect([queue.size, queue.missing()]).to.deep.equal([0, []]);
    const other = await handMadeEntry(stranger, { kind: 1, payloadBytes: utf8Bytes('{"name":"R","by":"S"}') });
    expect(queue.offer([other], wall)).to.deep.equal([]);
  });

  it('holds back what those wrote whom the removed let in, until one who is in lets them in', async () => {
    const { ann, eve, log, queue, wall } = await removedRoom();
    const flood = [await eve.text('1'), await eve.text('2'), await eve.text('3')];
    const admit = eve.held.at(-4) as Entry;
    log.addAll(queue.offer([admit], wall));
    expect([log.has(admit.idText), isVoid(log, admit)]).to.deep.equal([true, true]);
    // In whatever order they come, they neither get out nor keep the room from being complete.
    expect(queue.offer([...flood].reverse(), wall)).to.deep.equal([]);
    expect([queue.size, queue.missing(), queue.nextDue()]).to.deep.equal([0, [], null]);
    expect(queue.offer(flood, wall)).to.deep.equal([]);
    ann.take([admit]);
    log.addAll(queue.offer([await ann.admit(eve)], wall));
    expect(queue.nextDue()).to.equal(0);
    expect(queue.offer([], wall)).to.deep.equal(flood);
    expect(queue.nextDue()).to.equal(null);
  });

  it('holds it back though the removal and the admit come with it', async () => {
    const { ann, eve, wall } = await removedRoom();
    await eve.text('1');
    const log = new RoomLog(TEST_RID, ann.key.pk);
    const queue = new ReadyQueue(log, freeCaps(), noneForgotten);
    const all = [...ann.held, ...eve.held.filter((entry) => !ann.held.includes(entry))];
    const out = queue.offer(all, wall);
    expect(out).to.deep.equal(all.slice(0, -1));
    log.addAll(out);
    expect(queue.offer([], wall)).to.deep.equal([]);
    expect([queue.size, queue.nextDue()]).to.deep.equal([0, null]);
  });

  it('lets out what was held back when one who is in cites it, whichever comes first', async () => {
    for (const isCitedFirst of [false, true]) {
      const { cem, mal, eve, log, queue, wall } = await removedRoom();
      const texts = [await eve.text('1'), await eve.text('2')];
      // Cem has not heard of the removal.
      cem.learn(mal, eve);
      const answer = await cem.text('answer');
      const admit = eve.held.at(-3) as Entry;
      log.addAll(queue.offer([admit], wall));
      const groups = isCitedFirst ? [[answer], [...texts].reverse()] : [[...texts].reverse(), [answer]];
      const [first, second] = groups.map((group) => {
        const out = queue.offer(group, wall);
        log.addAll(out);
        return out;
      });
      expect(first).to.deep.equal([]);
      expect(second).to.deep.equal([...texts, answer]);
      expect([queue.size, isVoid(log, texts[0] as Entry), isVoid(log, answer)]).to.deep.equal([0, true, false]);
    }
  });

  it('does not let out what only the removed cite, and does not wait for it', async () => {
    const { mal, eve, log, queue, wall } = await removedRoom();
    await eve.text('1');
    mal.learn(eve);
    // Mal knows nothing of the removal.
    const answer = await mal.text('answer');
    log.addAll(queue.offer(mal.held, wall));
    expect([log.has(answer.idText), queue.size, queue.missing()]).to.deep.equal([false, 0, []]);
  });

  it('sees a fork before its second branch is ready', async () => {
    const { people, queue, log, wall } = await newcomer();
    const [ann, bob] = people;
    const text = await bob.text('one');
    ann.learn(bob);
    log.addAll(queue.offer(ann.held, wall));
    const { feed, seq, prev } = text.body;
    const twin = await handMadeEntry(bob.key, { feed, seq, prev, parents: [new Uint8Array(32).fill(1)] });
    expect(queue.offer([twin], wall)).to.deep.equal([]);
    expect(isForked(log, bob.pkHex)).to.equal(true);
  });

  it('keeps so many of one author waiting, forgets the newest beyond, and says so', async () => {
    const { people, log, wall } = await newcomer();
    const [ann, bob] = people;
    const forgotten: string[] = [];
    const queue = new ReadyQueue(log, freeCaps(), (entry) => forgotten.push(entry.idText));
    const key = { pk: ann.key.pk, sign: () => Promise.resolve(new Uint8Array(64).fill(1)) };
    const flood: Entry[] = [];
    for (let i = 0; i < 1024 + 5; i++) flood.push(await handMadeEntry(key, { seq: i + 1, prev: new Uint8Array(32).fill(1), time: 5 }));
    const honest = await handMadeEntry(bob.key, { seq: 1, prev: new Uint8Array(32).fill(2), time: 5 });
    queue.offer([honest, ...flood], wall);
    expect(queue.size).to.equal(1024 + 1);
    expect(forgotten).to.deep.equal(flood.slice(1024).map((entry) => entry.idText));
    expect(queue.missing()).to.have.length(2);
  });

  /** Ann's room with a queue under these caps, in which what Ann has is stored; its clock. */
  async function cappedRoom(limits: Partial<AuthorLimits>): Promise<{
    people: [TestMember, TestMember, TestMember];
    queue: ReadyQueue;
    caps: AuthorCaps;
    clock: { wall: number };
    forgotten: Entry[];
    offer(...entries: readonly Entry[]): string[];
  }> {
    const people = (await makeRoom('Ann', 'Mal', 'Cem')) as [TestMember, TestMember, TestMember];
    const [ann] = people;
    const log = new RoomLog(TEST_RID, ann.key.pk);
    const clock = { wall: ann.clock.now + 1_000_000 };
    const caps = new AuthorCaps(
      '',
      () => clock.wall,
      () => undefined,
      { ...AUTHOR_LIMITS, ...limits },
    );
    caps.begun(ann.pkHex, ann.log.feeds(), true);
    const forgotten: Entry[] = [];
    const queue = new ReadyQueue(log, caps, (entry) => forgotten.push(entry));
    const offer = (...entries: readonly Entry[]): string[] => {
      const out = queue.offer(entries, clock.wall);
      log.addAll(out);
      return out.map(({ payload }) => (payload?.kind === 'text' ? payload.text : ''));
    };
    offer(...ann.held);
    return { people, queue, caps, clock, forgotten, offer };
  }

  it('keeps what is more than its author may have now until it may, unless somebody else builds on it', async () => {
    const { people, queue, clock, forgotten, offer } = await cappedRoom({ burst: 2, perSecond: 1 });
    const [, mal, cem] = people;
    const texts: Entry[] = [];
    for (let i = 0; i < 8; i++) texts.push(await mal.text(`${i}`));
    expect(offer(...texts)).to.deep.equal(['0', '1']);
    expect([queue.size, queue.missing(), queue.nextDue()]).to.deep.equal([6, [], clock.wall + 1_000]);
    clock.wall += 1_000;
    expect(offer()).to.deep.equal(['2']);
    cem.take(texts.slice(0, 6));
    expect(offer(await cem.text('answer'))).to.deep.equal(['3', '4', '5', 'answer']);
    clock.wall += 10_000;
    expect(offer()).to.deep.equal(['6', '7']);
    expect([queue.size, queue.nextDue(), forgotten]).to.deep.equal([0, null, []]);
  });

  it('forgets what is more than its author may have altogether, also behind what somebody builds on later', async () => {
    const { people, queue, forgotten, offer } = await cappedRoom({ entries: 5 });
    const [, mal, cem] = people;
    const texts: Entry[] = [];
    for (let i = 0; i < 9; i++) texts.push(await mal.text(`${i}`));
    expect(offer(...texts.slice(0, 5))).to.deep.equal(['0', '1', '2', '3', '4']);
    expect(offer(...texts.slice(6))).to.deep.equal([]);
    expect(offer(texts[5] as Entry)).to.deep.equal([]);
    expect([forgotten, queue.missing()]).to.deep.equal([texts.slice(5, 6), [texts[5]?.idText]]);
    cem.take(texts.slice(0, 8));
    expect(offer(await cem.text('answer'))).to.deep.equal([]);
    expect(offer(texts[5] as Entry)).to.deep.equal(['5', '6', '7', 'answer']);
    expect(forgotten).to.deep.equal([texts[5], texts[8]]);
  });

  it('takes what somebody built on, in however many steps, before its author had had enough', async () => {
    const { people, queue, forgotten, offer } = await cappedRoom({ entries: 5 });
    const [, mal, cem] = people;
    const texts: Entry[] = [];
    for (let i = 0; i < 9; i++) texts.push(await mal.text(`${i}`));
    cem.take(texts.slice(0, 8));
    expect(offer(...texts.slice(6), await cem.text('answer'))).to.deep.equal([]);
    expect(offer(...texts.slice(0, 5))).to.deep.equal(['0', '1', '2', '3', '4']);
    expect(offer(texts[5] as Entry)).to.deep.equal(['5', '6', '7', 'answer']);
    expect([forgotten, queue.size]).to.deep.equal([texts.slice(8), 0]);
  });

  it('counts for nobody what could not be stored', async () => {
    const { people, queue, caps, clock, forgotten } = await cappedRoom({ entries: 3 });
    const [, mal] = people;
    const text = await mal.text('0');
    for (let i = 0; i < 5; i++) {
      expect(queue.offer([text], clock.wall)).to.deep.equal([text]);
      queue.unstored([text]);
    }
    expect([caps.isStrained(mal.pkHex), forgotten.length]).to.deep.equal([false, 5]);
  });
});
