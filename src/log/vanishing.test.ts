import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Entry } from './entry.js';
import { addTo, handMadeEntry, isVoid, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { ENTRY_KINDS, parsePayload } from './payload.js';

type Two = [TestMember, TestMember];
type Three = [TestMember, TestMember, TestMember];

const HOUR = 60 * 60 * 1000;
const MINUTE = 60 * 1000;

const nodeOf = ({ log }: TestMember, { idText }: Entry) => log.graph.get(idText) as NonNullable<ReturnType<typeof log.graph.get>>;
const dueIn = (person: TestMember, entry: Entry): number => person.log.payloads.vanishing.dueAt(nodeOf(person, entry));
const isBare = (person: TestMember, entry: Entry): boolean => nodeOf(person, entry).entry.isErased;
const pass = (person: TestMember, now: number): void => person.log.passTime(now);

describe('log/vanishing', () => {
  it('counts from the place in the order, and leaves what was written before the timer', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    const before = await ann.text('before');
    await ann.write('timer', { hours: 1 });
    bob.learn(ann);
    const [mine, theirs] = [await ann.text('mine'), await bob.text('theirs')];
    ann.learn(bob);
    bob.learn(ann);
    expect([before, mine, theirs].map((entry) => dueIn(ann, entry))).to.deep.equal([Infinity, mine.time + HOUR, theirs.time + HOUR]);
    for (const person of [ann, bob]) {
      pass(person, mine.time + HOUR - 1);
      expect(person.texts()).to.deep.equal(['before', 'mine', 'theirs']);
      expect(person.log.payloads.vanishing.next).to.equal(mine.time + HOUR);
      pass(person, mine.time + HOUR);
      expect(person.texts()).to.deep.equal(['before', 'theirs']);
      pass(person, theirs.time + HOUR);
      expect(person.texts()).to.deep.equal(['before']);
      expect([mine, theirs].map((entry) => isBare(person, entry))).to.deep.equal([true, true]);
      // The signed rest stays: order, feeds and receipts are what they were.
      expect([person.log.payloads.withheld(), person.log.ackCount(theirs.feedKey)]).to.deep.equal([[], 1]);
      expect(addTo(person.log, mine)).to.equal('known');
      expect(isBare(person, mine)).to.equal(true);
    }
  });

  it('tells what went, as what it is now', async () => {
    const [ann] = (await makeRoom('Ann', 'Bob')) as Two;
    await ann.write('timer', { hours: 1 });
    const text = await ann.text('secret');
    const told: [string, boolean][] = [];
    ann.log.onChange(({ hidden, vanished, shown }) => {
      told.push(...hidden.map((entry) => ['hidden', entry.isErased] as [string, boolean]));
      told.push(...vanished.map((entry) => ['vanished', entry.isErased] as [string, boolean]));
      expect(shown).to.deep.equal([]);
      for (const { itemBytes } of vanished) expect(new TextDecoder().decode(itemBytes)).to.not.include('secret');
    });
    pass(ann, text.time + HOUR);
    pass(ann, text.time + 2 * HOUR);
    expect(told).to.deep.equal([
      ['hidden', false],
      ['vanished', true],
    ]);
  });

  it('takes of two timers that were set at once the one that is last in order, everywhere', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    await ann.promote(bob);
    for (const person of [bob, cem]) person.learn(ann);
    await ann.write('timer', { hours: 5 });
    const later = await bob.write('timer', { hours: 2 });
    const [annAlone, bobAlone] = [await ann.text('seen five'), await bob.text('seen two')];
    cem.learn(bob, ann);
    const both = await cem.text('seen both');
    ann.learn(cem);
    bob.learn(cem);
    for (const person of [ann, bob, cem]) {
      expect([annAlone, bobAlone, both].map((entry) => (dueIn(person, entry) - entry.time) / HOUR)).to.deep.equal([5, 2, 2]);
      expect(person.log.payloads.vanishing.hours).to.equal(2);
    }
    expect(isVoid(ann.log, later)).to.equal(false);
  });

  it('makes nothing go that was written without it, however old a timer says that it is', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    bob.learn(ann);
    const texts = [await bob.text('one'), await bob.text('two')];
    // A founder who has changed their Parley: a new feed that has seen nothing but the beginning.
    const [create, admit] = ann.held as [Entry, Entry];
    const payloadBytes = utf8Bytes('{"hours":1}');
    const timer = await handMadeEntry(ann.key, { kind: ENTRY_KINDS.timer, time: create.time, parents: [admit.id], payloadBytes });
    bob.take([timer]);
    expect([isVoid(bob.log, timer), bob.log.payloads.vanishing.hours]).to.deep.equal([false, 1]);
    pass(bob, create.time + 1000 * HOUR);
    expect(bob.texts()).to.deep.equal(['one', 'two']);
    expect(texts.map((entry) => dueIn(bob, entry))).to.deep.equal([Infinity, Infinity]);
  });

  it('counts only when an admin sets it, and not when they are removed for it', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const refused = await cem.write('timer', { hours: 1 });
    await ann.promote(bob);
    bob.learn(ann);
    cem.learn(ann);
    await ann.remove(bob);
    const beside = await bob.write('timer', { hours: 1 });
    cem.learn(bob);
    const text = await cem.text('stay');
    pass(cem, text.time + HOUR);
    expect([isVoid(cem.log, refused), cem.texts(), isBare(cem, text)]).to.deep.equal([true, [], true]);
    // The removal comes late: what its target set beside it was never in force, and what went is wanted back.
    cem.learn(ann);
    expect([isVoid(cem.log, beside), cem.log.payloads.vanishing.hours, cem.log.payloads.withheld()]).to.deep.equal([
      true,
      0,
      [text.idText],
    ]);
    expect(addTo(cem.log, text)).to.equal('restored');
    pass(cem, text.time + 100 * HOUR);
    expect(cem.texts()).to.deep.equal(['stay']);
  });

  it('can be switched off for what is written from then on', async () => {
    const [ann] = (await makeRoom('Ann', 'Bob')) as Two;
    await ann.write('timer', { hours: 1 });
    await ann.text('goes');
    await ann.write('timer', { hours: 0 });
    const last = await ann.text('stays');
    pass(ann, last.time + 2 * HOUR);
    expect([ann.texts(), ann.log.payloads.vanishing.next]).to.deep.equal([['stays'], Infinity]);
  });

  it('takes each in its own time, whichever was written first', async () => {
    const [ann] = (await makeRoom('Ann', 'Bob')) as Two;
    await ann.write('timer', { hours: 24 });
    const long = await ann.text('a day');
    await ann.write('timer', { hours: 1 });
    const [first, second] = [await ann.text('an hour'), await ann.text('an hour, too')];
    expect(ann.log.payloads.vanishing.next).to.equal(dueIn(ann, first));
    const looked: string[] = [];
    const { vanishing } = ann.log.payloads;
    const { dueAt } = vanishing;
    vanishing.dueAt = (node) => {
      looked.push(node.idText);
      return dueAt.call(vanishing, node);
    };
    pass(ann, dueIn(ann, first));
    // However much there is that is not due, it is not looked at.
    expect(new Set(looked)).to.deep.equal(new Set([first.idText]));
    expect([ann.texts(), vanishing.next]).to.deep.equal([['a day', 'an hour, too'], dueIn(ann, second)]);
    pass(ann, dueIn(ann, second));
    expect([ann.texts(), vanishing.next]).to.deep.equal([['a day'], dueIn(ann, long)]);
    pass(ann, dueIn(ann, long));
    expect([ann.texts(), vanishing.next]).to.deep.equal([[], Infinity]);
  });

  it('withholds what comes without its payload before its time, and takes it for gone shortly before', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    await ann.write('timer', { hours: 1 });
    const text = await ann.text('not yet');
    const rest = ann.held.filter((entry) => entry !== text);
    const due = text.time + HOUR;
    pass(bob, due - 11 * MINUTE);
    pass(cem, due - 10 * MINUTE);
    for (const person of [bob, cem]) person.take([...rest, text.withoutPayload()]);
    expect([bob, cem].map(({ log }) => log.payloads.withheld())).to.deep.equal([[text.idText], []]);
    expect([bob, cem].map(({ log }) => log.ackCount(text.feedKey))).to.deep.equal([3 + 1, 3 + 2]);
    pass(bob, due);
    expect([bob.log.payloads.withheld(), bob.log.ackCount(text.feedKey)]).to.deep.equal([[], 3 + 2]);
  });

  it('never shows what comes when its time is over, and keeps nothing of it', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    await ann.write('timer', { hours: 1 });
    const text = await ann.text('late');
    const shown: Entry[] = [];
    bob.log.onChange((change) => shown.push(...change.shown));
    pass(bob, text.time + HOUR);
    bob.learn(ann);
    expect([shown.filter(({ kind }) => kind === ENTRY_KINDS.text), bob.texts(), isBare(bob, text)]).to.deep.equal([[], [], true]);
    expect(bob.log.has(text.idText)).to.equal(true);
  });

  it('is not brought about by an author whose clock is behind', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    const timer = await ann.write('timer', { hours: 1 });
    bob.learn(ann);
    bob.clock.now -= 24 * HOUR;
    const text = await bob.text('a day ago, they say');
    ann.learn(bob);
    expect(dueIn(ann, text)).to.equal(timer.time + HOUR);
  });

  it('takes what was said about a message along, and what is said about it later', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    const old = await ann.text('old');
    await ann.write('timer', { hours: 1 });
    const text = await ann.text('first words');
    const edit = await ann.write('edit', { entry: text.id, text: 'better words' });
    const oldEdit = await ann.write('edit', { entry: old.id, text: 'old, mended' });
    await ann.write('pin', { entry: text.id, on: true });
    bob.learn(ann);
    pass(bob, text.time + HOUR);
    expect([isBare(bob, edit), isBare(bob, oldEdit), bob.log.annotations.pinned()]).to.deep.equal([true, false, []]);
    // What is said about what stays does not go by itself, or a message would say again what it said before.
    pass(bob, text.time + 100 * HOUR);
    expect(bob.log.annotations.editsOf(old).map(({ idText }) => idText)).to.deep.equal([oldEdit.idText]);
    const late = await ann.write('edit', { entry: text.id, text: 'even better' });
    bob.take([late]);
    expect([isBare(bob, late), bob.log.annotations.editsOf(text)]).to.deep.equal([true, []]);
  });

  it('is undone when the clock turns out to have been far ahead', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Two;
    await ann.write('timer', { hours: 24 });
    const text = await ann.text('stay');
    const react = await bob.write('react', { entry: text.id, emoji: '👍', on: true });
    ann.learn(bob);
    pass(ann, text.time + 1000 * HOUR);
    expect([ann.texts(), isBare(ann, react)]).to.deep.equal([[], true]);
    pass(ann, text.time + HOUR);
    expect(ann.log.payloads.withheld().sort()).to.deep.equal([text.idText, react.idText].sort());
    ann.take([text, react]);
    expect([ann.texts(), ann.log.annotations.reactionsTo(text.idText).length, ann.log.payloads.withheld()]).to.deep.equal([
      ['stay'],
      1,
      [],
    ]);
    pass(ann, text.time + 24 * HOUR);
    expect(ann.texts()).to.deep.equal([]);
  });

  it('goes together with what was dropped from this device', async () => {
    const [ann] = (await makeRoom('Ann', 'Bob')) as Two;
    await ann.write('timer', { hours: 1 });
    const text = await ann.text('dropped, then gone');
    const hidden: Entry[] = [];
    ann.log.onChange((change) => hidden.push(...change.hidden));
    ann.log.setFloor(new Map([[text.feedKey, text.seq + 1]]));
    pass(ann, text.time + HOUR);
    expect(hidden.map(({ idText }) => idText)).to.deep.equal([text.idText]);
    // "Get them back" does not bring back what has disappeared.
    ann.log.setFloor(new Map());
    expect([ann.texts(), ann.log.payloads.withheld(), addTo(ann.log, text)]).to.deep.equal([[], [], 'known']);
    const rows = ann.log.timeline.slice(0, ann.log.timeline.length).map(({ idText }) => idText);
    expect(rows).to.not.include(text.idText);
    // Nor is it told twice that something went.
    ann.log.setFloor(new Map([[text.feedKey, text.seq + 1]]));
    expect(hidden.length).to.equal(1);
  });

  it('refuses timers that no Parley writes', () => {
    const hoursOf = (json: string): unknown => {
      try {
        return parsePayload(ENTRY_KINDS.timer, utf8Bytes(json));
      } catch (error) {
        return error instanceof ParleyError ? error.code : error;
      }
    };
    for (const json of ['{}', '{"hours":-1}', '{"hours":0.5}', '{"hours":8761}', '{"hours":1e999}', '{"hours":"1"}', '{"hours":null}'])
      expect(hoursOf(json), json).to.equal('malformed');
    for (const hours of [0, 1, 8760]) expect(hoursOf(`{"hours":${hours}}`)).to.deep.equal({ kind: 'timer', hours });
  });
});
