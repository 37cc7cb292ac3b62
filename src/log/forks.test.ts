import { expect } from '@open-wc/testing';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import { thinItems, verifyEntryItems } from './covering.js';
import { parseEntryItem } from './entry-item.js';
import { loadEntry } from './packed-items.js';
import type { Entry } from './entry.js';
import { ForkBook, forkOf, verifyForkProof } from './forks.js';
import type { ForkProof } from './forks.js';
import { FORKS_MAX, FORKS_PER_AUTHOR_MAX } from './log-limits.js';
import { TEST_RID, addTo, describeLog, handMadeEntry, isForked, isVoid, makePeople, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';

/** The proof, of entries that are signed. */
const forkProofIn = (a: Entry, b: Entry): ForkProof => forkOf(a, b) as ForkProof;

/** Another entry for the place of `entry`. */
function twinOf(member: TestMember, entry: Entry, text = 'twin'): Promise<Entry> {
  const { feed, seq, prev, parents, time } = entry.body;
  return handMadeEntry(member.key, { feed, seq, prev, parents, time, payloadBytes: utf8Bytes(JSON.stringify({ text })) });
}

async function outcome(proofBytes: Bytes, rid = TEST_RID): Promise<string> {
  try {
    await verifyForkProof(proofBytes, rid);
    return 'ok';
  } catch (error) {
    return errorCodeOf(error) ?? String(error);
  }
}

describe('log/forks', () => {
  it('makes a feed void from the fork on, tells of it, and stays the same for everybody', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    await bob.text('0');
    const first = await bob.text('1');
    await bob.text('2');
    ann.learn(bob);
    const twin = await twinOf(bob, first);
    const told: number[] = [];
    ann.log.onChange(({ forks }) => told.push(...forks.map(({ seq }) => seq)));
    expect([addTo(ann.log, twin), isVoid(ann.log, twin)]).to.deep.equal(['added', true]);
    expect(told).to.deep.equal([1]);
    expect(ann.texts()).to.deep.equal(['0']);
    expect(ann.log.heads().map(({ payload }) => payload)).to.deep.equal([{ kind: 'text', text: '0', re: null, mentions: [] }]);
    expect([isForked(ann.log, bob.pkHex), isForked(ann.log, ann.pkHex), ann.log.feeds().get(first.feedKey)]).to.deep.equal([
      true,
      false,
      1,
    ]);
    const other = new RoomLog(TEST_RID, ann.key.pk);
    other.addAll([...ann.held, twin].reverse());
    expect(describeLog(other)).to.deep.equal(describeLog(ann.log));
  });

  it('lets what others cite of a fork serve the order', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const first = await bob.text('branch one');
    const twin = await twinOf(bob, first);
    ann.take([twin]);
    await ann.text('seen branch two');
    bob.learn(ann);
    expect(bob.texts()).to.deep.equal(['seen branch two']);
    expect(describeLog(bob.log)).to.deep.equal(describeLog(new RoomLogOf(ann, [...ann.held, first]).log));
  });

  it('goes down to the lowest fork, whichever is found first', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const texts = [await bob.text('0'), await bob.text('1'), await bob.text('2')];
    ann.learn(bob);
    const [low, high] = [await twinOf(bob, texts[0] as Entry), await twinOf(bob, texts[2] as Entry)];
    const told: number[] = [];
    ann.log.onChange(({ forks }) => told.push(...forks.map(({ seq }) => seq)));
    ann.log.addFork(forkProofIn(texts[2] as Entry, high));
    expect(ann.texts()).to.deep.equal(['0', '1']);
    ann.log.addFork(forkProofIn(low, texts[0] as Entry));
    expect(ann.texts()).to.deep.equal([]);
    ann.log.addFork(forkProofIn(texts[2] as Entry, high));
    expect(told).to.deep.equal([2, 0]);
    expect([...ann.log.forks.values()].map(({ seq }) => seq)).to.deep.equal([0]);
  });

  it('applies a proof that came before the feed', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const text = await bob.text('0');
    ann.log.addFork(forkProofIn(text, await twinOf(bob, text)));
    ann.learn(bob);
    expect([ann.texts(), ann.log.feeds().get(text.feedKey)]).to.deep.equal([[], 0]);
  });

  it('believes no proof about one whom nobody let in, until somebody does', async () => {
    const [ann, bob] = (await makePeople('Ann', 'Bob')) as [TestMember, TestMember];
    const text = await handMadeEntry(bob.key, {});
    const proof = forkProofIn(text, await twinOf(bob, text));
    const told: number[] = [];
    ann.log.onChange(({ forks }) => told.push(...forks.map(({ seq }) => seq)));
    ann.log.addFork(proof);
    expect([isForked(ann.log, bob.pkHex), ann.log.forks.size]).to.deep.equal([false, 0]);
    for (let i = 0; i < FORKS_MAX; i++)
      ann.log.addFork({ ...proof, authorHex: i.toString(16).padStart(64, '0'), feedKey: i.toString(16).padStart(80, '0') });
    expect([ann.log.forks.size, told]).to.deep.equal([0, []]);
    ann.log.addFork(proof);
    await ann.admit(bob);
    expect([isForked(ann.log, bob.pkHex), [...ann.log.forks.keys()], told]).to.deep.equal([true, [text.feedKey], [0]]);
  });

  it('raises the alarm about a person though the book is full', () => {
    const book = new ForkBook();
    const proofOf = (author: number, feed: number): Parameters<ForkBook['add']>[0] => ({
      authorHex: `a${author}`,
      feedKey: `a${author} ${feed}`,
      seq: 0,
      proofBytes: new Uint8Array(0),
    });
    for (let i = 0; i < FORKS_MAX; i++)
      expect(book.add(proofOf(Math.floor(i / FORKS_PER_AUTHOR_MAX), i % FORKS_PER_AUTHOR_MAX))).to.equal(true);
    expect([book.add(proofOf(99, 0)), book.proofs.has('a99 0')]).to.deep.equal([true, true]);
    expect([book.add(proofOf(99, 1)), book.proofs.size]).to.deep.equal([false, FORKS_MAX + 1]);
  });

  it('stops a room whose beginning is forked', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const create = ann.held[0] as Entry;
    const twin = await handMadeEntry(ann.key, { ...create.body, payloadBytes: utf8Bytes('{"name":"Other","by":"Ann"}'), body: {} });
    expect(ann.log.isStopped).to.equal(false);
    ann.log.addFork(forkProofIn(create, twin));
    expect([ann.log.isStopped, ann.log.members().size]).to.deep.equal([true, 0]);
  });

  it('proves a fork between entries without signatures of their own by those that cover them', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const texts = [await bob.text('0'), await bob.text('1'), await bob.text('2')] as [Entry, Entry, Entry];
    const twin = await twinOf(bob, texts[0]);
    const { feed, time } = twin.body;
    const after = await handMadeEntry(bob.key, { feed, seq: 1, prev: twin.id, time });
    const runOf = async (...entries: readonly Entry[]): Promise<Entry[]> =>
      verifyEntryItems(await thinItems(entries.map(({ itemBytes }) => itemBytes)), TEST_RID);
    const [held, branch] = [await runOf(...texts), await runOf(twin, after)];
    expect([...held, ...branch].map(({ isSigned }) => isSigned)).to.deep.equal([false, false, true, false, true]);
    ann.take(held);
    ann.take(branch);
    const [proof] = ann.log.forks.values();
    expect([proof?.seq, ann.texts()]).to.deep.equal([0, []]);
    const proofBytes = proof?.proofBytes as Bytes;
    expect(await verifyForkProof(proofBytes, TEST_RID)).to.deep.equal(proof);
    for (let at = 0; at < proofBytes.length; at++) {
      const changed = Uint8Array.from(proofBytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect(await outcome(changed), `${at}`).not.to.equal('ok');
    }
    // Without what covers them there is no proof; the feed is void all the same.
    const lost = await Promise.all(held.slice(0, 2).map(({ itemBytes }) => loadEntry({ bytes: itemBytes }, TEST_RID)));
    const log = new RoomLog(TEST_RID, ann.key.pk);
    log.addAll([...ann.held.slice(0, 2), ...lost, ...branch]);
    expect([log.forks.size, log.feeds().get(twin.feedKey)]).to.deep.equal([0, 0]);
  });

  it('takes nothing for a proof that is none', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const [one, two] = [await bob.text('0'), await bob.text('1')];
    const other = await ann.text('0');
    const proof = forkProofIn(one, await twinOf(bob, one)).proofBytes;
    const half = (entry: Entry): Bytes => proofPart(entry);
    expect(await outcome(proof)).to.equal('ok');
    expect(await outcome(concatBytes(half(one), half(one)))).to.equal('malformed');
    for (const pair of [
      [one, two],
      [two, one],
      [one, other],
      [other, one],
    ] as [Entry, Entry][])
      expect(await outcome(concatBytes(...pair.map(half)))).to.equal('malformed');
    const middle = proof.length / 2;
    expect(await outcome(concatBytes(proof.subarray(middle), proof.subarray(0, middle)))).to.equal('malformed');
    expect(await outcome(proof, new Uint8Array(16))).to.equal('not-authentic');
    expect(await outcome(concatBytes(proof, new Uint8Array(1)))).to.equal('malformed');
    for (let at = 0; at < proof.length; at += 7) {
      const changed = proof.slice();
      changed[at] = (changed[at] as number) ^ 1;
      expect(await outcome(changed), `byte ${at}`).to.be.oneOf(['malformed', 'not-authentic', 'version-unknown', 'too-large']);
    }
  });

  it('keeps so many proofs of one author and no more', () => {
    const book = new ForkBook();
    const proof = (feed: number, seq = 5): Parameters<ForkBook['add']>[0] => ({
      authorHex: 'a',
      feedKey: `a${feed}`,
      seq,
      proofBytes: new Uint8Array(0),
    });
    for (let i = 0; i < FORKS_PER_AUTHOR_MAX; i++) expect(book.add(proof(i))).to.equal(true);
    expect(book.add(proof(FORKS_PER_AUTHOR_MAX))).to.equal(false);
    expect(book.add(proof(0, 4))).to.equal(true);
    expect(book.add({ ...proof(1), authorHex: 'b', feedKey: 'b1' })).to.equal(true);
    expect(book.proofs.size).to.equal(FORKS_PER_AUTHOR_MAX + 1);
  });
});

class RoomLogOf {
  readonly log: RoomLog;

  constructor(founder: TestMember, entries: readonly Entry[]) {
    this.log = new RoomLog(TEST_RID, founder.key.pk);
    this.log.addAll(entries);
  }
}

function proofPart(entry: Entry): Bytes {
  const { bodyBytes, sig } = parseEntryItem(entry.itemBytes);
  return concatBytes(new Uint8Array([bodyBytes.length >> 8, bodyBytes.length & 255]), bodyBytes, sig);
}
