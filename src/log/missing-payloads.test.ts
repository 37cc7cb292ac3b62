import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Entry } from './entry.js';
import { planFloor } from './floor.js';
import { verifyForkProof } from './forks.js';
import { TEST_RID, addTo, describeLog, handMadeEntry, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';
import { ENTRY_KINDS } from './payload.js';

type Three = [TestMember, TestMember, TestMember];

const everything = (): number => Number.POSITIVE_INFINITY;

/** Drops all but the newest texts. */
function drop(log: RoomLog, keep: number): readonly Entry[] {
  return log.setFloor(planFloor(log, keep, everything).floor);
}

/** What a log says, without what its entries say, and what is shown. */
function boneOf(log: RoomLog): object {
  const acks = [...log.feeds().keys()].sort().map((feedKey) => [feedKey, log.ackCount(feedKey)]);
  const members = [...log.members().values()].map(({ name, pkHex, role, state }) => ({ name, pkHex, role, state }));
  return { acks, members, heads: log.heads().map(({ idText }) => idText), size: log.graph.size, withheld: log.payloads.withheld() };
}

const idsIn = (log: RoomLog): string[] => log.timeline.slice(0, log.timeline.length).map(({ idText }) => idText);

describe('log/missing-payloads', () => {
  it('drops what lies below the floor, and changes nothing else that a log says', async () => {
    const people = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const writers = fc.array(fc.tuple(fc.nat(2), fc.boolean()), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(writers, fc.integer({ min: 1, max: 12 }), fc.boolean(), async (steps, keep, isLate) => {
        for (const [who, hasHeard] of steps) {
          const writer = people[who] as TestMember;
          if (hasHeard) writer.learn(...people);
          await writer.text(`text ${writer.clock.now}`);
        }
        const [ann] = people;
        ann.learn(...people);
        const whole = new RoomLog(TEST_RID, ann.key.pk);
        const dropped = new RoomLog(TEST_RID, ann.key.pk);
        whole.addAll(ann.held);
        const { floor, count } = planFloor(whole, keep, everything);
        if (isLate) dropped.addAll(ann.held);
        const gone = dropped.setFloor(floor);
        if (!isLate) dropped.addAll(ann.held);
        expect(boneOf(dropped)).to.deep.equal(boneOf(whole));
        if (isLate) expect(gone.length).to.equal(count);
        const isKept = (idText: string): boolean => dropped.graph.get(idText)?.entry.isErased === false;
        expect(idsIn(dropped)).to.deep.equal(idsIn(whole).filter(isKept));
        expect(idsIn(whole).filter((idText) => !isKept(idText)).length).to.equal(count);
        const texts = whole.timeline.slice(0, whole.timeline.length).filter(({ kind }) => kind === ENTRY_KINDS.text);
        expect(texts.slice(-keep).every(({ idText }) => isKept(idText))).to.equal(true);
        // Somebody else who is told all of it by this log knows as much, and has to ask for the rest.
        const other = new RoomLog(TEST_RID, ann.key.pk);
        other.addAll(ann.held.map(({ idText }) => dropped.graph.get(idText)?.entry as Entry));
        expect(other.payloads.withheld().length).to.equal(count);
        other.addAll(ann.held);
        expect(describeLog(other)).to.deep.equal(describeLog(whole));
      }),
      { numRuns: 25 },
    );
  });

  it('tells once of what was dropped that it is not shown any more, and takes no payload for it', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const texts = [await bob.text('one'), await bob.text('two'), await bob.text('three')] as const;
    ann.learn(bob);
    const told: string[] = [];
    ann.log.onChange(({ hidden, shown }) =>
      told.push(...hidden.map(({ idText }) => `-${idText}`), ...shown.map(({ idText }) => `+${idText}`)),
    );
    expect(drop(ann.log, 1).map(({ isErased }) => isErased)).to.deep.equal([true, true]);
    expect(told).to.deep.equal([`-${texts[0].idText}`, `-${texts[1].idText}`]);
    expect(addTo(ann.log, texts[0])).to.equal('known');
    expect(ann.texts()).to.deep.equal(['three']);
    expect(ann.log.payloads.isWithheld(texts[0].idText)).to.equal(false);
    expect(drop(ann.log, 1)).to.deep.equal([]);
  });

  it('knows after a restart what was dropped, and asks for nothing of it', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    for (const text of ['one', 'two', 'three']) await bob.text(text);
    ann.learn(bob);
    drop(ann.log, 1);
    const kept = ann.held.map(({ idText }) => ann.log.graph.get(idText)?.entry as Entry);
    for (const isFloorFirst of [true, false]) {
      const again = new RoomLog(TEST_RID, ann.key.pk);
      if (isFloorFirst) again.setFloor(ann.log.payloads.floor);
      again.addAll(kept);
      if (!isFloorFirst) expect(again.setFloor(ann.log.payloads.floor)).to.deep.equal([]);
      expect([boneOf(again), idsIn(again)]).to.deep.equal([boneOf(ann.log), idsIn(ann.log)]);
    }
  });

  it('keeps names, and whatever bears on who is in', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    await bob.write('profile', { name: 'Robert' });
    await bob.text('old');
    await bob.text('new');
    ann.learn(bob);
    drop(ann.log, 1);
    expect([ann.texts(), ann.log.members().get(bob.pkHex)?.name]).to.deep.equal([['new'], 'Robert']);
  });

  it('withholds what was dropped once the floor is gone, until it comes back', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const old = await bob.text('old');
    await bob.text('new');
    ann.learn(bob);
    const before = idsIn(ann.log);
    drop(ann.log, 1);
    expect(ann.log.setFloor(new Map())).to.deep.equal([]);
    expect([ann.log.payloads.withheld(), ann.log.ackCount(old.feedKey)]).to.deep.equal([[old.idText], 0]);
    expect(idsIn(ann.log)).to.deep.equal(before);
    expect(addTo(ann.log, old)).to.equal('restored');
    expect([ann.texts(), ann.log.ackCount(old.feedKey)]).to.deep.equal([['old', 'new'], 2]);
  });

  it('asks for nothing that was erased, dropped or not', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const [first, second] = [await bob.text('first'), await bob.text('second')];
    await bob.text('new');
    ann.learn(bob);
    drop(ann.log, 1);
    await bob.write('erase', { entry: first.id });
    ann.learn(bob);
    expect(idsIn(ann.log)).to.not.include(first.idText);
    ann.log.setFloor(new Map());
    expect(ann.log.payloads.withheld()).to.deep.equal([second.idText]);
    expect(idsIn(ann.log)).to.include(first.idText);
  });

  it('keeps what comes later, however old it is', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const late = await cem.text('written long ago');
    for (const text of ['one', 'two', 'three']) await bob.text(text);
    ann.learn(bob);
    drop(ann.log, 1);
    ann.learn(cem);
    expect(ann.texts()).to.deep.equal(['written long ago', 'three']);
    expect(idsIn(ann.log)).to.include(late.idText);
  });

  it('sees a fork of what was dropped, and drops nothing of the other branch', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const old = await bob.text('old');
    await bob.text('new');
    ann.learn(bob);
    drop(ann.log, 1);
    const { body } = old;
    const other = await handMadeEntry(bob.key, { ...body, payloadBytes: new TextEncoder().encode('{"text":"another"}'), body: {} });
    ann.log.add(other);
    const proof = ann.log.forks.get(old.feedKey);
    expect([proof?.seq, (await verifyForkProof(proof?.proofBytes ?? new Uint8Array(0), TEST_RID)).feedKey]).to.deep.equal([
      old.seq,
      old.feedKey,
    ]);
    expect([ann.log.graph.get(old.idText)?.entry.isErased, ann.log.graph.get(other.idText)?.entry.isErased]).to.deep.equal([true, false]);
    expect([ann.texts(), ann.log.payloads.withheld()]).to.deep.equal([[], []]);
  });

  it('is acknowledged past what its author has not any more either', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    const old = await bob.text('old');
    await bob.text('new');
    const stripped = old.withoutPayload();
    ann.take([...bob.held.filter((entry) => entry !== old), stripped]);
    const { payloads } = ann.log;
    expect(ann.log.ackCount(old.feedKey)).to.equal(0);
    payloads.giveUp(payloads.withheldNodes()[0] as ReturnType<typeof payloads.withheldNodes>[number]);
    expect([ann.log.ackCount(old.feedKey), payloads.withheld()]).to.deep.equal([2, [old.idText]]);
  });
});
