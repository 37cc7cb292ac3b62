import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Entry } from './entry.js';
import { planFloor } from './floor.js';
import { TEST_RID, describeLog, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';

type Three = [TestMember, TestMember, TestMember];

const react = (who: TestMember, { id: entry }: Entry, emoji: string, on = true): Promise<Entry> => who.write('react', { entry, emoji, on });

/** The words of a message now and before, oldest first. */
function wordsOf(log: RoomLog, entry: Entry): string[] {
  const held = log.graph.get(entry.idText)?.entry as Entry;
  const said = [held, ...log.annotations.editsOf(held)];
  return said.flatMap(({ payload }) => (payload !== null && 'text' in payload ? payload.text : []));
}

describe('log/annotations', () => {
  it('are no rows of the timeline', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const text = await ann.text('hello');
    const before = ann.log.timeline.length;
    await ann.write('edit', { entry: text.id, text: 'hello!' });
    await ann.write('pin', { entry: text.id, on: true });
    await react(ann, text, '👍');
    await ann.write('vote', { entry: text.id, choices: [0] });
    expect(ann.log.timeline.length).to.equal(before);
    await ann.write('poll', { question: 'Tea?', options: ['Yes', 'No'], many: false });
    expect(ann.log.timeline.length).to.equal(before + 1);
    expect(bob.log.annotations.versionOf(text.idText)).to.equal(0);
  });

  it('lets only the author of a message edit it', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const text = await bob.text('first');
    ann.learn(bob);
    await ann.write('edit', { entry: text.id, text: 'put into his mouth' });
    await bob.write('edit', { entry: text.id, text: 'second' });
    await bob.write('edit', { entry: text.id, text: 'third' });
    for (const person of [ann, bob]) {
      person.learn(ann, bob);
      expect(wordsOf(person.log, text)).to.deep.equal(['first', 'second', 'third']);
    }
  });

  it('count the last word of each author about each emoji', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const text = await bob.text('first');
    ann.learn(bob);
    await react(bob, text, '👍');
    await react(bob, text, '🎉');
    ann.learn(bob);
    await react(ann, text, '🎉');
    await react(ann, text, '👍');
    await react(ann, text, '👍', false);
    bob.learn(ann);
    await react(bob, text, '👍', false);
    ann.learn(bob);
    for (const { log } of [ann, bob])
      expect(log.annotations.reactionsTo(text.idText)).to.deep.equal([{ emoji: '🎉', authors: [bob.pkHex, ann.pkHex] }]);
  });

  it('count the last vote of each author, and say what was pinned last', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const poll = await ann.write('poll', { question: 'Tea?', options: ['Yes', 'No'], many: false });
    const text = await ann.text('read this');
    bob.learn(ann);
    for (const choices of [[0], [1]]) await bob.write('vote', { entry: poll.id, choices });
    for (const { id } of [poll, text, poll]) await bob.write('pin', { entry: id, on: true });
    ann.learn(bob);
    expect(ann.log.annotations.votesOn(poll.idText).map(({ payload }) => payload?.kind === 'vote' && payload.choices)).to.deep.equal([[1]]);
    expect(ann.log.annotations.pinned()).to.deep.equal([poll.idText, text.idText]);
    await ann.write('pin', { entry: poll.id, on: false });
    expect(ann.log.annotations.pinned()).to.deep.equal([text.idText]);
  });

  it('say nothing once they do not count or were erased, and change the version', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const text = await bob.text('first');
    const edit = await bob.write('edit', { entry: text.id, text: 'second' });
    for (const person of [ann, cem]) person.learn(bob);
    await ann.remove(cem);
    const late = await react(cem, text, '👎');
    ann.learn(cem);
    expect(ann.log.graph.get(late.idText)?.isVoid).to.equal(true);
    expect(ann.log.annotations.reactionsTo(text.idText)).to.deep.equal([]);
    const version = ann.log.annotations.versionOf(text.idText);
    await bob.write('erase', { entry: edit.id });
    ann.learn(bob);
    expect(wordsOf(ann.log, text)).to.deep.equal(['first']);
    expect(ann.log.annotations.versionOf(text.idText)).to.be.above(version);
    // With its payload it comes back from somebody who has not heard of that.
    const log = new RoomLog(TEST_RID, ann.key.pk);
    log.addAll(bob.held.filter(({ idText, kind }) => kind !== 18 && idText !== edit.idText));
    log.add(edit.withoutPayload());
    expect(wordsOf(log, text)).to.deep.equal(['first']);
    log.add(edit);
    expect(wordsOf(log, text)).to.deep.equal(['first', 'second']);
  });

  it('go with what is dropped, and are no messages that one is told of', async () => {
    const [ann] = (await makeRoom('Ann')) as Three;
    const texts = [await ann.text('one'), await ann.text('two')];
    const entries = texts as [Entry, Entry];
    for (const text of entries) await react(ann, text, '👍');
    await ann.write('edit', { entry: entries[0].id, text: 'uno' });
    await ann.text('three');
    const { count, floor } = planFloor(ann.log, 1, () => Number.POSITIVE_INFINITY);
    expect(count).to.equal(2);
    ann.log.setFloor(floor);
    expect(ann.log.annotations.reactionsTo(entries[0].idText)).to.deep.equal([]);
    expect([...ann.log.graph.feedsOf(ann.pkHex)].flatMap(({ chain }) => chain.filter(({ entry }) => entry.isErased).length)).to.deep.equal([
      5,
    ]);
    const whole = [...ann.held];
    ann.log.setFloor(new Map());
    ann.log.addAll(whole);
    expect(wordsOf(ann.log, entries[0])).to.deep.equal(['one', 'uno']);
    expect(ann.log.annotations.reactionsTo(entries[1].idText)).to.have.length(1);
  });

  it('wait for nothing: what they are about may come later, or never', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const text = await bob.text('first');
    await bob.write('edit', { entry: text.id, text: 'second' });
    await bob.write('edit', { entry: new Uint8Array(32).fill(9), text: 'of nothing' });
    ann.learn(bob);
    expect(ann.log.missing()).to.deep.equal([]);
    expect(wordsOf(ann.log, text)).to.deep.equal(['first', 'second']);
  });

  it('say the same in whatever order the entries come', async () => {
    const people = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const [ann, bob, cem] = people;
    const text = await bob.text('first');
    const poll = await ann.write('poll', { question: 'Tea?', options: ['Yes', 'No'], many: true });
    for (const person of people) person.learn(...people);
    const edits: Entry[] = [];
    for (const [round, person] of [...people, ...people].entries()) {
      await react(person, text, ['👍', '🎉'][round % 2] as string, round !== 4);
      edits.push(await person.write('edit', { entry: text.id, text: `${person.name} ${round}` }));
      await person.write('vote', { entry: poll.id, choices: [round % 2] });
      await person.write('pin', { entry: round % 2 === 0 ? text.id : poll.id, on: round !== 3 });
      if (round === 2) bob.learn(cem);
    }
    await bob.write('erase', { entry: (edits[1] as Entry).id });
    ann.learn(bob);
    await ann.remove(cem);
    for (const person of people) person.learn(...people);
    const whole = describeLog(ann.log);
    expect(wordsOf(ann.log, text)).to.deep.equal(['first', 'Bob 4']);
    const entries = fc.shuffledSubarray(ann.held, { minLength: ann.held.length });
    fc.assert(
      fc.property(entries, fc.boolean(), (order, isAtOnce) => {
        const log = new RoomLog(TEST_RID, ann.key.pk);
        if (isAtOnce) log.addAll(order);
        else for (const entry of order) log.add(entry);
        expect(describeLog(log)).to.deep.equal(whole);
      }),
      { numRuns: 100 },
    );
  });
});
