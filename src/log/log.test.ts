import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { generateSigningKey } from '../crypto/ed25519.js';
import type { Bytes } from '../lib/bytes.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Entry } from './entry.js';
import type { LogChange } from './log-change.js';
import type { LogNode } from './log-node.js';
import { TEST_RID, TEST_START, addTo, describeLog, handMadeEntry, makePeople, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';
import { Membership } from './membership.js';
import { movedItemsDuring } from './moved-items.fixture.js';
import { compareOrder } from './order.js';

/** A busy room: several people write, admit, promote, remove, fork and erase, now and then hearing of each other. */
async function busyRoom(seed: number): Promise<{ readonly entries: readonly Entry[]; readonly founderPk: Bytes }> {
  let state = seed * 2_654_435_761 + 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
  const people = await makePeople('Ann', 'Bob', 'Cem', 'Dan', 'Eve');
  const pick = (): TestMember => people[random(people.length)] as TestMember;
  for (let step = 0; step < 60; step++) {
    const author = pick();
    const other = pick();
    // Writing without having been let in is refused by everybody, so it would only make the room quiet.
    if (author.stateOf(author) === 'none') {
      author.learn(other);
      if (other.log.isMember(other.pkHex)) await other.admit(author);
      continue;
    }
    switch (random(12)) {
      case 0:
        await author.admit(other);
        break;
      case 1:
        await author.promote(other);
        break;
      case 2:
        await author.write('role', { pk: other.key.pk, role: 'member' });
        break;
      case 3:
        if (step > 25) await author.remove(other);
        break;
      case 4:
        await author.write('profile', { name: `${author.name} ${step}` });
        break;
      case 5: {
        const target = author.held[random(author.held.length)] as Entry;
        if (author.log.has(target.idText)) await author.write('erase', { entry: target.id });
        break;
      }
      case 6:
        if (step > 40 && random(4) === 0) await author.write('leave', {});
        break;
      default:
        await author.text(`${author.name} ${step}`);
    }
    if (random(3) > 0) author.learn(other);
    if (random(30) === 0) {
      // A fork: two entries for the next place.
      const last = author.held.findLast((entry) => entry.authorHex === author.pkHex);
      if (last !== undefined) {
        const place = {
          feed: last.body.feed,
          seq: last.seq,
          prev: last.body.prev,
          time: last.time,
          parents: last.body.parents,
          payloadBytes: utf8Bytes('{"text":"fork"}'),
        };
        author.take([await handMadeEntry(author.key, place)]);
      }
    }
  }
  const entries = new Map(people.flatMap((person) => person.held).map((entry) => [entry.idText, entry]));
  return { entries: [...entries.values()], founderPk: people[0]?.key.pk as Bytes };
}

function nodesOf(log: RoomLog, entries: readonly Entry[]): LogNode[] {
  return entries.flatMap((entry) => log.graph.get(entry.idText) ?? []);
}

describe('log/log', () => {
  it('says the same whatever the order in which entries come, and how often', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 12; seed++) {
      const { entries, founderPk } = await busyRoom(seed);
      const reference = new RoomLog(TEST_RID, founderPk);
      reference.addAll(entries);
      reference.addAll(entries);
      for (const { state } of reference.members().values()) seen.add(state);
      if (reference.forks.size > 0) seen.add('fork');
      for (const node of nodesOf(reference, entries)) {
        if (node.isVoid) seen.add(`void ${node.entry.payload?.kind ?? 'erased'}`);
        if (node.entry.isErased) seen.add('erased');
      }
      const expected = describeLog(reference);
      const shuffled = fc.shuffledSubarray([...entries], { minLength: entries.length, maxLength: entries.length });
      fc.assert(
        fc.property(shuffled, fc.array(fc.nat(entries.length - 1), { maxLength: 20 }), fc.boolean(), (order, doubles, isAtOnce) => {
          const log = new RoomLog(TEST_RID, founderPk);
          const delivered = [...order, ...doubles.map((i) => entries[i] as Entry)];
          if (isAtOnce) log.addAll(delivered);
          else for (const entry of delivered) log.add(entry);
          // A payload that went by an erasure which a removal voided later is missing until somebody sends it again: of a text, or of a profile.
          const { shown, heads, feeds } = describeLog(log);
          expect({ shown, heads, feeds }).to.deep.equal({ shown: expected['shown'], heads: expected['heads'], feeds: expected['feeds'] });
          log.addAll(entries);
          expect(describeLog(log)).to.deep.equal(expected);
        }),
        { numRuns: 12 },
      );
    }
    // The rooms were busy enough for this to mean something.
    expect([...seen]).to.include.members([
      'member',
      'left',
      'removed',
      'fork',
      'erased',
      'void text',
      'void admit',
      'void remove',
      'void role',
      'void erase',
    ]);
  });

  it('orders by effective time, depth and id, and never before a cause', async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const { entries, founderPk } = await busyRoom(seed);
      const log = new RoomLog(TEST_RID, founderPk);
      log.addAll(entries);
      const shown = log.timeline.slice(0, log.timeline.length).map((entry) => log.graph.get(entry.idText));
      for (let i = 1; i < shown.length; i++) expect(compareOrder(shown[i - 1] as never, shown[i] as never)).to.be.below(0);
      for (const node of nodesOf(log, entries)) {
        const { causes, entry } = node;
        expect(node.eff).to.equal(Math.max(entry.time, ...causes.map((cause) => cause.eff)));
        expect(node.depth).to.equal(1 + Math.max(0, ...causes.map((cause) => cause.depth)));
        for (const cause of causes) expect(compareOrder(cause, node)).to.be.below(0);
      }
    }
  });

  it('does not let a slow clock put an answer before its question', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    await ann.text('question');
    bob.learn(ann);
    bob.clock.now -= 3_600_000;
    await bob.text('answer');
    ann.learn(bob);
    expect(ann.texts()).to.deep.equal(['question', 'answer']);
  });

  it('lets what lacks a cause wait, and follow when it comes', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    for (const text of ['1', '2', '3']) await ann.text(text);
    const [create, ...texts] = ann.held as [Entry, ...Entry[]];
    const log = new RoomLog(TEST_RID, ann.key.pk);
    for (const entry of texts.reverse()) expect(addTo(log, entry)).to.equal('waiting');
    expect(addTo(log, texts[0] as Entry)).to.equal('waiting');
    expect(log.missing()).to.deep.equal([create.idText]);
    expect(log.waiting()).to.deep.equal(texts);
    expect(log.timeline.length).to.equal(0);
    const changes: LogChange[] = [];
    log.onChange((change) => changes.push(change));
    expect(addTo(log, create)).to.equal('added');
    expect(changes.map((change) => change.shown.length)).to.deep.equal([4]);
    expect([addTo(log, create), log.timeline.length, log.waiting()]).to.deep.equal(['known', 4, []]);
  });

  it('keeps nothing of one who was never let in', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const stranger = await generateSigningKey();
    const first = await handMadeEntry(stranger, {});
    const second = await handMadeEntry(stranger, { feed: new Uint8Array(8).fill(2), parents: [(ann.held[0] as Entry).id] });
    expect([addTo(ann.log, first), addTo(ann.log, second)]).to.deep.equal(['refused', 'refused']);
    expect([ann.log.has(first.idText), ann.log.graph.size, ann.log.feeds().size]).to.deep.equal([false, 1, 1]);
  });

  it('refuses an entry whose prev is not the one before in its feed', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const head = ann.log.heads()[0] as Entry;
    const table = [
      { feed: new Uint8Array(8).fill(4), seq: head.seq + 1, prev: head.id },
      { feed: head.body.feed, seq: head.seq + 2, prev: head.id },
      { feed: head.body.feed, seq: head.seq, prev: head.id },
    ];
    for (const place of table) expect(addTo(ann.log, await handMadeEntry(ann.key, place))).to.equal('refused');
    expect(addTo(ann.log, await handMadeEntry(bob.key, { feed: head.body.feed, seq: head.seq + 1, prev: head.id }))).to.equal('refused');
    expect(addTo(ann.log, await handMadeEntry(ann.key, { feed: head.body.feed, seq: head.seq + 1, prev: head.id }))).to.equal('added');
  });

  it('has as heads what counts and nobody who counts has cited', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as [TestMember, TestMember, TestMember];
    const heads = (): string[] =>
      ann.log.heads().map((entry) => (entry.payload?.kind === 'text' ? entry.payload.text : entry.payload?.kind) as string);
    expect(heads()).to.deep.equal(['admit']);
    await bob.text('b');
    await cem.text('c');
    ann.learn(bob, cem);
    expect(heads()).to.deep.equal(['b', 'c']);
    await ann.text('a');
    expect(heads()).to.deep.equal(['a']);
    const beside = await bob.text('beside');
    ann.take([beside]);
    expect(heads()).to.deep.equal(['a', 'beside']);
    // A removal that leaves standing what Ann knew first: Bob's second message is void and no head any more.
    await ann.write('remove', { pk: bob.key.pk, heads: [] });
    expect(heads()).to.deep.equal(['remove']);
    expect(ann.texts()).to.deep.equal(['c', 'a']);
  });

  it('tells what changed, once for each step', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const changes: LogChange[] = [];
    const stop = ann.log.onChange((change) => changes.push(change));
    const text = await bob.text('hello');
    ann.take([text]);
    ann.take([text]);
    expect(changes.map(({ shown, hasMembersChanged }) => [shown, hasMembersChanged])).to.deep.equal([[[text], false]]);
    await ann.write('remove', { pk: bob.key.pk, heads: [] });
    expect(changes[1]?.hidden).to.deep.equal([text]);
    expect(changes[1]?.hasMembersChanged).to.equal(true);
    stop();
    await ann.text('unheard');
    expect(changes.length).to.equal(2);
  });

  it('does the same work for a message whether the room is empty or holds 20,000', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const feed = (ann.held[0] as Entry).body.feed;
    const first = (ann.held[0] as Entry).id;
    // Not signed: the log does not look at signatures, and 20,000 of them would take long.
    const key = { pk: ann.key.pk, sign: (): Promise<Bytes> => Promise.resolve(new Uint8Array(64).fill(1)) };
    const work: number[] = [];
    const evaluate = Membership.of;
    let evaluations = 0;
    Membership.of = (...args) => {
      evaluations++;
      return evaluate(...args);
    };
    let prev = first;
    const payloadBytes = utf8Bytes('{"text":"hello"}');
    const add = async (seq: number): Promise<void> => {
      const entry = await handMadeEntry(key, { feed, seq, prev, time: TEST_START + 2000 + seq, payloadBytes });
      prev = entry.id;
      work.push(movedItemsDuring(() => void ann.log.add(entry)));
    };
    try {
      for (let seq = 1; seq <= 20_000; seq++) await add(seq);
    } finally {
      Membership.of = evaluate;
    }
    expect(evaluations).to.equal(0);
    const early = Math.max(...work.slice(0, 1000));
    const late = Math.max(...work.slice(-1000));
    expect(late).to.be.at.most(early);
    expect(early).to.be.at.most(10);
    expect(ann.log.timeline.slice(20_000, 20_001).map(({ seq }) => seq)).to.deep.equal([20_000]);
  });
});
