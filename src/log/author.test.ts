import { expect } from '@open-wc/testing';
import { errorCodeOf } from '../lib/errors.js';
import { Author } from './author.js';
import { isContinuityProven, ownFeedHead } from './continuity.js';
import { verifyEntryItem } from './entry.js';
import type { Entry } from './entry.js';
import { TEST_RID, TEST_START, handMadeEntry, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';

type Two = [TestMember, TestMember];

describe('log/author', () => {
  it('writes entries that others take, citing what was seen', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    const theirs = await bob.text('hello');
    ann.learn(bob);
    const entry = await ann.text('hi');
    const verified = await verifyEntryItem(entry.itemBytes, TEST_RID);
    expect(verified.payload).to.deep.equal({ kind: 'text', text: 'hi', re: null, mentions: [] });
    expect(verified.body.parents.map((bytes) => bytes.toHex())).to.deep.equal([theirs.idText]);
    expect([verified.seq, verified.time]).to.deep.equal([2, ann.clock.now]);
  });

  it('gives a burst consecutive places and cites each head once', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    const theirs = await bob.text('hello');
    ann.learn(bob);
    // None of these is in the log when the next is signed.
    const burst = await Promise.all([1, 2, 3].map((i) => ann.author.write('text', { text: `${i}` })));
    expect(burst.map((entry) => entry.seq)).to.deep.equal([2, 3, 4]);
    expect(burst.map((entry) => entry.body.parents.map((bytes) => bytes.toHex()))).to.deep.equal([[theirs.idText], [], []]);
    expect(burst.slice(1).map((entry) => entry.body.prev.toHex())).to.deep.equal(burst.slice(0, 2).map((entry) => entry.idText));
    const later = await bob.text('more');
    ann.learn(bob);
    ann.take(burst.slice(0, 1));
    const next = await ann.author.write('text', { text: '4' });
    expect(next.body.parents.map((bytes) => bytes.toHex())).to.deep.equal([later.idText]);
    ann.take([...burst.slice(1), next]);
    expect(ann.log.heads()).to.deep.equal([next]);
    expect(ann.texts()).to.deep.equal(['hello', '1', '2', '3', 'more', '4']);
  });

  it('asks what an entry is to hold when its turn has come, so that a removal voids nothing that the remover had seen', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    const author = new Author(ann.key, TEST_RID, ann.log, () => ann.clock.now);
    const removing = author.write('remove', () => ({ pk: bob.key.pk, heads: ann.log.powers.headsOf(bob.pkHex) }));
    const late = await bob.text('just now');
    ann.learn(bob);
    author.resume(null);
    const { body, payload } = await removing;
    expect(body.parents.map((id) => id.toHex())).to.include(late.idText);
    expect(payload?.kind === 'remove' && payload.heads.map((id) => id.toHex())).to.deep.equal([late.idText]);
    ann.take([await removing]);
    expect([ann.stateOf(bob), ann.texts()]).to.deep.equal(['removed', ['just now']]);
  });

  it('cites the eight greatest heads, sorted', async () => {
    const people = await makeRoom('Ann', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K');
    const [ann, ...others] = people as [TestMember, ...TestMember[]];
    const texts = await Promise.all(others.map((person) => person.text(person.name)));
    ann.learn(...others);
    const heads = ann.log.heads();
    expect(heads.length).to.equal(10);
    const { parents } = (await ann.text('all')).body;
    expect(parents.map((bytes) => bytes.toHex())).to.deep.equal(
      heads
        .slice(-8)
        .map((entry) => entry.idText)
        .sort(),
    );
    expect(texts.length).to.equal(10);
    expect(ann.log.heads().length).to.equal(3);
  });

  it('never signs two entries for one place', async () => {
    const [ann] = (await makeRoom('Ann')) as Two;
    const places = new Set<string>();
    const note = (entry: Entry): void => {
      const place = `${entry.feedKey} ${entry.seq}`;
      expect(places.has(place)).to.equal(false);
      places.add(place);
    };
    for (const entry of await Promise.all(['1', '2', '3', '4'].map((text) => ann.author.write('text', { text })))) note(entry);
    // What was signed is given up, as after a failure to store: a new feed begins.
    ann.author.resume(null);
    const next = await ann.author.write('text', { text: '5' });
    note(next);
    expect([next.seq, next.feedKey === ann.held[0]?.feedKey]).to.deep.equal([0, false]);
    expect(ann.log.add(next)).to.equal(true);
    expect(() => ann.author.resume({ feed: next.body.feed, seq: 1, prev: next.id })).to.throw(TypeError);
  });

  it('uses nothing up for what does not fit', async () => {
    const [ann] = (await makeRoom('Ann')) as Two;
    const [good, bad, next] = await Promise.allSettled([
      ann.author.write('text', { text: 'a' }),
      ann.author.write('text', { text: 'a'.repeat(13_000) }),
      ann.author.write('text', { text: 'b' }),
    ]);
    expect([good.status, bad.status, next.status]).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    expect(bad.status === 'rejected' && errorCodeOf(bad.reason)).to.equal('message-too-long');
    expect(next.status === 'fulfilled' && next.value.seq).to.equal(2);
  });

  it('waits until it is said where to write', async () => {
    const [ann] = (await makeRoom('Ann')) as Two;
    const author = new Author(ann.key, TEST_RID, ann.log, () => TEST_START);
    let written: Entry | null = null;
    const writing = author.write('text', { text: 'x' }).then((entry) => (written = entry));
    await ann.author.write('text', { text: 'others are not held up' });
    expect([written, author.head]).to.deep.equal([null, null]);
    const last = ann.held[0] as Entry;
    author.resume({ feed: last.body.feed, seq: 7, prev: last.id });
    expect((await writing).seq).to.equal(7);
  });
});

describe('log/continuity', () => {
  it('goes on where the log ends, unless somebody has seen more', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    const last = await bob.text('2');
    ann.learn(bob);
    const head = ownFeedHead(ann.log, bob.pkHex);
    expect(head).to.deep.equal({ feed: last.body.feed, seq: 1, prev: last.id });
    const proven = (count: number): boolean =>
      isContinuityProven(head as NonNullable<typeof head>, bob.pkHex, [new Map(), new Map([[last.feedKey, count]])]);
    expect([proven(0), proven(1), proven(2)]).to.deep.equal([true, true, false]);
    expect(ownFeedHead(ann.log, '00'.repeat(32))).to.equal(null);
  });

  it('does not go on in a feed that is forked or has a hole', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    await bob.text('0');
    const second = await bob.text('1');
    await bob.text('2');
    const log = new RoomLog(TEST_RID, ann.key.pk);
    log.addAll(bob.held.filter((entry) => entry !== second));
    expect(ownFeedHead(log, bob.pkHex)).to.equal(null);
    log.add(second);
    expect(ownFeedHead(log, bob.pkHex)?.seq).to.equal(3);
    log.add(await handMadeEntry(bob.key, { feed: second.body.feed, seq: 1, prev: second.body.prev }));
    expect(ownFeedHead(log, bob.pkHex)).to.equal(null);
  });

  it('goes on in the feed that was written to last', async () => {
    const [ann] = (await makeRoom('Ann')) as Two;
    ann.author.resume(null);
    const other = await ann.text('in a second feed');
    expect((ownFeedHead(ann.log, ann.pkHex) as { feed: Uint8Array }).feed.toHex()).to.equal(other.feedKey.slice(64));
  });
});
