import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import { REMOVE_HEADS_MAX } from './log-limits.js';
import { addTo, handMadeEntry, isVoid, makePeople, makeRoom, makeToken, TEST_START } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import type { EntryKind, PayloadFields } from './payload.js';
import type { ActAbout } from './powers.js';

/** An act as somebody may think of it, with fields that do for every kind. */
interface Idea {
  readonly kind: Extract<EntryKind, 'invite' | 'admit' | 'remove' | 'leave' | 'role' | 'revoke' | 'settings' | 'timer'>;
  readonly author: number;
  readonly target: number;
  readonly role: 'admin' | 'member';
  readonly admission: 'any' | 'admins';
}

const NAMES = ['Ann', 'Bob', 'Cem', 'Dan', 'Eve'] as const;
const ideas: fc.Arbitrary<Idea> = fc.record({
  kind: fc.constantFrom('invite', 'admit', 'remove', 'leave', 'role', 'revoke', 'settings', 'timer'),
  author: fc.nat(NAMES.length - 1),
  target: fc.nat(NAMES.length - 1),
  role: fc.constantFrom('admin', 'member'),
  admission: fc.constantFrom('any', 'admins'),
});

/** Everybody but the last is in, everybody knows all, and one token is known. */
async function scene(): Promise<{ people: TestMember[]; token: Bytes }> {
  const people = await makePeople(...NAMES);
  const [ann] = people as [TestMember];
  for (const person of people.slice(1, -1)) await ann.admit(person);
  const { token } = await makeToken(1);
  await ann.write('invite', { token, uses: 9, expires: TEST_START * 2 });
  for (const person of people) person.learn(ann);
  return { people, token };
}

/** Whether the author may do it, as their log says before, and whether it counts there after. */
async function askAndDo({ kind, author, target, role, admission }: Idea, people: TestMember[], token: Bytes): Promise<[boolean, boolean]> {
  const [who, whom] = [people[author] as TestMember, people[target] as TestMember];
  const { pk } = whom.key;
  const { powers } = who.log;
  const payloads: Pick<PayloadFields, Idea['kind']> = {
    invite: { token: randomBytes(32), uses: 1, expires: TEST_START * 2 },
    admit: { pk, name: whom.name, token: null, redeem: null },
    remove: { pk, heads: powers.headsOf(whom.pkHex) },
    leave: {},
    role: { pk, role },
    revoke: { token },
    settings: { admission },
    timer: { hours: 1 },
  };
  const may = powers.mayWrite(who.pkHex, kind, payloads[kind] as ActAbout, who.clock.now);
  // Of one who was never in nothing is kept, so there would be nothing to look at.
  if (who.stateOf(who) === 'none') return [may, false];
  const entry = await who.write(kind, payloads[kind]);
  for (const person of people) person.learn(who);
  return [may, powers.isCounting(entry)];
}

describe('log/powers', () => {
  it('allows exactly what counts once it is written, whatever happened before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ideas, { minLength: 1, maxLength: 12 }), async (acts) => {
        const { people, token } = await scene();
        for (const act of acts) {
          const [may, counts] = await askAndDo(act, people, token);
          expect(may, JSON.stringify(act)).to.equal(counts);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('allows a token only to whom it still opens, and only as long as the log itself is not past its date', async () => {
    const [ann, bob] = (await makePeople('Ann', 'Bob')) as [TestMember, TestMember];
    const { token, redeem } = await makeToken(1);
    const expires = ann.clock.now + 5_000;
    await ann.write('invite', { token, uses: 1, expires });
    const { powers } = ann.log;
    const about = { pk: bob.key.pk, token };
    expect([powers.mayWrite(ann.pkHex, 'admit', about, expires), powers.mayWrite(ann.pkHex, 'admit', about, expires + 1)]).to.deep.equal([
      true,
      false,
    ]);
    // Somebody's clock is ahead: whatever comes after counts as later, too.
    ann.clock.now = expires;
    await ann.text('later than the token');
    expect(powers.mayWrite(ann.pkHex, 'admit', about, expires)).to.equal(false);
    const late = await ann.author.write('admit', { pk: bob.key.pk, name: 'Bob', token, redeem: await redeem(bob) });
    ann.take([late]);
    expect(isVoid(ann.log, late)).to.equal(true);
  });

  it('says who may let people in', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    expect(ann.log.powers.isAdminsOnly).to.equal(false);
    await ann.write('settings', { admission: 'admins' });
    bob.learn(ann);
    expect(bob.log.powers.isAdminsOnly).to.equal(true);
    // Whoever writes it without the right changes nothing.
    await bob.write('settings', { admission: 'any' });
    ann.learn(bob);
    expect([ann, bob].map(({ log }) => log.powers.isAdminsOnly)).to.deep.equal([true, true]);
  });

  it('knows by which entry somebody went, until they are let in again', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as [TestMember, TestMember, TestMember];
    const { powers } = ann.log;
    expect([powers.endingOf(bob.pkHex), powers.endingOf('00'.repeat(32))]).to.deep.equal([null, null]);
    const removal = await ann.remove(bob);
    const leaving = await cem.write('leave', {});
    ann.learn(cem);
    expect([powers.endingOf(bob.pkHex)?.idText, powers.endingOf(cem.pkHex)?.idText]).to.deep.equal([removal.idText, leaving.idText]);
    await ann.admit(bob);
    expect(powers.endingOf(bob.pkHex)).to.equal(null);
  });

  it('lists the last entry of each feed of a person, of a forked one the last before the fork', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    expect(ann.log.powers.headsOf(bob.pkHex)).to.deep.equal([]);
    const one = await bob.text('one');
    await bob.text('two');
    ann.learn(bob);
    const parents = one.body.parents;
    const other = { feed: one.body.feed, seq: 1, prev: one.id, parents: [], payloadBytes: new TextEncoder().encode('{"text":"other"}') };
    expect(addTo(ann.log, await handMadeEntry(bob.key, { ...other, time: TEST_START + 60_000 }))).to.equal('added');
    expect(ann.log.powers.headsOf(bob.pkHex)).to.deep.equal([one.id]);
    const first = { feed: new Uint8Array(8).fill(9), parents, time: TEST_START + 70_000 };
    const second = await handMadeEntry(bob.key, first);
    ann.log.add(second);
    expect(ann.log.powers.headsOf(bob.pkHex)).to.deep.equal([one.id, second.id]);
    // The very first entry of a feed signed twice leaves nothing to list.
    ann.log.add(await handMadeEntry(bob.key, { ...first, payloadBytes: new TextEncoder().encode('{"text":"other"}') }));
    expect(ann.log.powers.headsOf(bob.pkHex)).to.deep.equal([one.id]);
  });

  it('lists no more feeds than a removal holds, those that were written to last', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const parents = ann.log.heads().map(({ id }) => id);
    for (let i = 0; i < REMOVE_HEADS_MAX + 3; i++) {
      const feed = new Uint8Array(8);
      new DataView(feed.buffer).setUint32(0, i);
      ann.log.add(await handMadeEntry(bob.key, { feed, parents, time: TEST_START + 60_000 + i }));
    }
    const heads = ann.log.powers.headsOf(bob.pkHex);
    expect(heads).to.have.length(REMOVE_HEADS_MAX);
    const places = heads.map((id) => ann.log.graph.get(id.toHex())?.entry.feedKey.slice(64, 72));
    expect([places[0], places.at(-1)]).to.deep.equal(['00000003', (REMOVE_HEADS_MAX + 2).toString(16).padStart(8, '0')]);
    const removal = await ann.write('remove', { pk: bob.key.pk, heads });
    expect(isVoid(ann.log, removal)).to.equal(false);
  });
});
