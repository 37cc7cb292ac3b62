import { expect } from '@open-wc/testing';
import type { Entry } from './entry.js';
import { TEST_RID, addTo, describeLog, isVoid, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';

type Three = [TestMember, TestMember, TestMember];

const erasedIn = (person: TestMember, entry: Entry): boolean => person.log.graph.get(entry.idText)?.entry.isErased ?? false;

describe('log/erasures', () => {
  it('lets only the author and admins erase', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const texts = [await bob.text('own'), await bob.text('by an admin'), await bob.text('by another')];
    for (const person of [ann, cem]) person.learn(bob);
    await bob.write('erase', { entry: (texts[0] as Entry).id });
    await ann.write('erase', { entry: (texts[1] as Entry).id });
    const refused = await cem.write('erase', { entry: (texts[2] as Entry).id });
    for (const person of [ann, bob, cem]) person.learn(ann, bob, cem);
    for (const person of [ann, bob, cem]) {
      expect(texts.map((text) => erasedIn(person, text))).to.deep.equal([true, true, false]);
      expect(isVoid(person.log, refused)).to.equal(true);
      expect(person.texts()).to.deep.equal(['by another']);
      // The erased keep their place; the erasing entries have none.
      expect(person.log.timeline.length).to.equal(6);
    }
  });

  it('does not erase control entries or other erasures', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const text = await bob.text('gone');
    const erase = await bob.write('erase', { entry: text.id });
    ann.learn(bob);
    for (const target of [ann.held[0], ann.held[1], erase] as Entry[]) {
      const attempt = await ann.write('erase', { entry: target.id });
      expect([isVoid(ann.log, attempt), erasedIn(ann, target)]).to.deep.equal([true, false]);
    }
  });

  it('shows an erased entry anew, without its payload, and forgets that', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const text = await bob.text('secret');
    ann.learn(bob);
    const told: Entry[] = [];
    ann.log.onChange(({ hidden, shown }) => told.push(...hidden, ...shown));
    await bob.write('erase', { entry: text.id });
    ann.learn(bob);
    expect(told.map((entry) => [entry.idText, entry.isErased])).to.deep.equal([
      [text.idText, false],
      [text.idText, true],
    ]);
    expect(new TextDecoder().decode(ann.log.graph.get(text.idText)?.entry.itemBytes)).to.not.include('secret');
    expect(addTo(ann.log, text)).to.equal('known');
    expect(erasedIn(ann, text)).to.equal(true);
  });

  it('withholds an entry that was stripped without an erasure, until its payload or the erasure comes', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    await bob.text('before');
    const text = await bob.text('stripped');
    const after = await bob.text('after');
    const stripped = text.withoutPayload();
    const others = bob.held.filter((entry) => entry !== text);
    for (const person of [ann, cem]) person.take([...others, stripped]);
    expect(ann.log.payloads.withheld()).to.deep.equal([text.idText]);
    expect([ann.log.ackCount(text.feedKey), ann.log.feeds().get(text.feedKey)]).to.deep.equal([1, 3]);
    expect(ann.log.has(after.idText)).to.equal(true);
    expect(addTo(ann.log, text)).to.equal('restored');
    expect([ann.texts(), ann.log.payloads.withheld(), ann.log.ackCount(text.feedKey)]).to.deep.equal([
      ['before', 'stripped', 'after'],
      [],
      3,
    ]);
    expect(addTo(ann.log, stripped)).to.equal('known');
    // Cem never gets the payload, only the erasure.
    cem.take([await bob.write('erase', { entry: text.id })]);
    ann.learn(bob);
    expect([cem.log.payloads.withheld(), cem.log.ackCount(text.feedKey)]).to.deep.equal([[], 4]);
    expect(describeLog(cem.log)).to.deep.equal(describeLog(ann.log));
  });

  it('wants a payload back whose erasure turned out void', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    await ann.promote(bob);
    bob.learn(ann);
    const text = await cem.text('stay');
    bob.learn(cem);
    ann.learn(cem);
    await bob.write('erase', { entry: text.id });
    cem.learn(bob);
    expect(erasedIn(cem, text)).to.equal(true);
    await ann.remove(bob);
    cem.learn(ann);
    expect(cem.log.payloads.withheld()).to.deep.equal([text.idText]);
    expect(addTo(cem.log, text)).to.equal('restored');
    expect(cem.texts()).to.deep.equal(['stay']);
  });

  it('waits for what an erasure aims at', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const text = await bob.text('gone');
    await bob.write('erase', { entry: text.id });
    const log = new RoomLog(TEST_RID, ann.key.pk);
    log.addAll(bob.held.filter((entry) => entry !== text));
    expect(log.missing()).to.deep.equal([text.idText]);
    log.add(text);
    expect(log.graph.get(text.idText)?.entry.isErased).to.equal(true);
  });
});
