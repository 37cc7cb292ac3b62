import { expect } from '@open-wc/testing';
import { base64UrlOf } from '../lib/base-text.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { TEST_START, addTo, handMadeEntry, isVoid, makePeople, makeRoom, makeToken } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import type { EntryKind, PayloadFields } from './payload.js';

type Three = [TestMember, TestMember, TestMember];
type Four = [...Three, TestMember];
type Five = [...Four, TestMember];

/** Everybody learns from everybody. */
function converge(...people: readonly TestMember[]): void {
  for (const person of people) person.learn(...people);
}

/** Writes without being kept by one's own log, and says whether it counts there. */
async function counts<Kind extends EntryKind>(person: TestMember, kind: Kind, fields: PayloadFields[Kind]): Promise<boolean> {
  return !isVoid(person.log, await person.write(kind, fields));
}

/** How `person` knows `other`. */
function nameIn(person: TestMember, other: TestMember): string | undefined {
  return person.log.members().get(other.pkHex)?.name;
}

describe('log/membership', () => {
  it('lets each role write what the table of rights says', async () => {
    // Ann founded, Bob is an admin, Cem and Dan are members in that order, Eve is to be let in.
    const rights: [string, string, boolean, (author: TestMember, five: Five) => Promise<boolean>][] = [];
    const right = (kind: string, who: string, expected: boolean, act: (author: TestMember, five: Five) => Promise<boolean>): void => {
      rights.push([kind, who, expected, act]);
    };
    const pkOf = (person: TestMember): Bytes => person.key.pk;
    for (const who of ['Ann', 'Bob', 'Cem']) {
      const isAdmin = who !== 'Cem';
      right('invite', who, true, async (author) =>
        counts(author, 'invite', { token: (await makeToken(1)).token, uses: 1, expires: TEST_START * 2 }),
      );
      right('admit', who, true, (author, five) => counts(author, 'admit', { pk: pkOf(five[4]), name: 'Eve', token: null, redeem: null }));
      right('admit of a member', who, false, (author, five) =>
        counts(author, 'admit', { pk: pkOf(five[3]), name: 'Dan', token: null, redeem: null }),
      );
      right('remove of a later one', who, isAdmin, (author, five) => counts(author, 'remove', { pk: pkOf(five[3]), heads: [] }));
      right('remove of a stranger', who, false, (author, five) => counts(author, 'remove', { pk: pkOf(five[4]), heads: [] }));
      right('promotion', who, isAdmin, (author, five) => counts(author, 'role', { pk: pkOf(five[3]), role: 'admin' }));
      right('demotion of a later one', who, isAdmin, (author, five) => counts(author, 'role', { pk: pkOf(five[3]), role: 'member' }));
      right('role of the founder', who, false, (author, five) => counts(author, 'role', { pk: pkOf(five[0]), role: 'admin' }));
      right('own role', who, false, (author) => counts(author, 'role', { pk: pkOf(author), role: 'admin' }));
      right('remove of oneself', who, false, (author) => counts(author, 'remove', { pk: pkOf(author), heads: [] }));
      right('settings', who, isAdmin, (author) => counts(author, 'settings', { admission: 'admins' }));
      right('timer', who, isAdmin, (author) => counts(author, 'timer', { hours: 1 }));
      right('revoke of an unknown token', who, false, async (author) => counts(author, 'revoke', { token: (await makeToken(8)).token }));
      right('leave', who, true, (author) => counts(author, 'leave', {}));
      right('text', who, true, (author) => counts(author, 'text', { text: 'hi' }));
      right('profile', who, true, (author) => counts(author, 'profile', { name: 'New' }));
    }
    const people = (await makeRoom('Ann', 'Bob', 'Cem', 'Dan', 'Eve0')) as Five;
    await people[0].promote(people[1]);
    converge(...people.slice(0, 4));
    for (const [kind, who, expected, act] of rights) {
      const room = (await makePeople('Ann', 'Bob', 'Cem', 'Dan', 'Eve')) as Five;
      for (const other of room.slice(1, 4)) await room[0].admit(other);
      await room[0].promote(room[1]);
      converge(...room.slice(0, 4));
      const author = room.find(({ name }) => name === who) as TestMember;
      expect(await act(author, room), `${kind} by ${who}`).to.equal(expected);
    }
  });

  it('lets nobody remove or demote who came before them', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    await ann.promote(bob);
    await ann.promote(cem);
    converge(ann, bob, cem);
    expect(await counts(cem, 'remove', { pk: bob.key.pk, heads: [] })).to.equal(false);
    expect(await counts(cem, 'role', { pk: bob.key.pk, role: 'member' })).to.equal(false);
    expect(await counts(cem, 'remove', { pk: ann.key.pk, heads: [] })).to.equal(false);
    expect(await counts(bob, 'remove', { pk: ann.key.pk, heads: [] })).to.equal(false);
    expect([cem.stateOf(bob), cem.stateOf(ann)]).to.deep.equal(['admin', 'founder']);
    expect(await counts(bob, 'role', { pk: cem.key.pk, role: 'member' })).to.equal(true);
    converge(ann, bob, cem);
    expect(ann.stateOf(cem)).to.equal('member');
  });

  it('gives strangers, the left and the removed no rights', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const stranger = (await makePeople('Zed'))[0] as TestMember;
    stranger.learn(ann);
    expect(addTo(ann.log, await handMadeEntry(stranger.key, { parents: ann.log.heads().map((head) => head.id) }))).to.equal('refused');
    await bob.write('leave', {});
    expect(await counts(bob, 'text', { text: 'still here?' })).to.equal(false);
    await ann.remove(cem);
    cem.learn(ann);
    expect(await counts(cem, 'text', { text: 'still here?' })).to.equal(false);
    expect(await counts(cem, 'admit', { pk: stranger.key.pk, name: 'Zed', token: null, redeem: null })).to.equal(false);
    converge(ann, bob, cem);
    expect([ann.stateOf(bob), ann.stateOf(cem), ann.stateOf(stranger)]).to.deep.equal(['left', 'removed', 'none']);
    expect(ann.texts()).to.deep.equal([]);
  });

  it('believes only the founder, once, about the beginning', async () => {
    const [ann, bob] = (await makePeople('Ann', 'Bob')) as [TestMember, TestMember];
    const other = await handMadeEntry(bob.key, { kind: 1, payloadBytes: utf8Bytes('{"name":"Mine","by":"Bob"}') });
    expect(addTo(ann.log, other)).to.equal('refused');
    expect([ann.log.isStopped, ann.log.name, nameIn(ann, ann)]).to.deep.equal([false, 'Room', 'Ann']);
    const again = await handMadeEntry(ann.key, {
      kind: 1,
      feed: new Uint8Array(8).fill(9),
      payloadBytes: utf8Bytes('{"name":"Two","by":"Ann"}'),
    });
    expect(addTo(ann.log, again)).to.equal('added');
    expect(ann.log.isStopped).to.equal(true);
  });

  it('lets people in by token as often as it says, first come in order', async () => {
    const [ann, bob, cem, dan] = (await makePeople('Ann', 'Bob', 'Cem', 'Dan')) as Four;
    const { token, redeem } = await makeToken(1);
    await ann.admit(bob);
    await ann.write('invite', { token, uses: 1, expires: TEST_START * 2 });
    bob.learn(ann);
    // Both at once, neither knowing of the other.
    await bob.write('admit', { pk: cem.key.pk, name: 'Cem', token, redeem: await redeem(cem) });
    await ann.write('admit', { pk: dan.key.pk, name: 'Dan', token, redeem: await redeem(dan) });
    expect([ann.stateOf(dan), bob.stateOf(cem)]).to.deep.equal(['member', 'member']);
    dan.learn(ann);
    await dan.text('am I in?');
    converge(ann, bob, dan);
    for (const person of [ann, bob, dan]) {
      expect([person.stateOf(cem), person.stateOf(dan)]).to.deep.equal(['member', 'none']);
      expect(person.texts()).to.deep.equal([]);
      // The beginning, Bob's admission, the invite, and the admission that came first.
      expect(person.log.timeline.length).to.equal(4);
      expect([...person.log.invites().values()].map(({ uses, used, isEnded }) => [uses, used, isEnded])).to.deep.equal([[1, 1, false]]);
    }
  });

  it('knows when a token was never made, used up, expired, or revoked', async () => {
    const [ann, bob, cem] = (await makePeople('Ann', 'Bob', 'Cem')) as Three;
    const made = await makeToken(1);
    const unknown = await makeToken(2);
    const expired = await makeToken(3);
    const revoked = await makeToken(4);
    const admit = async (person: TestMember, { token, redeem }: typeof made): Promise<boolean> =>
      counts(ann, 'admit', { pk: person.key.pk, name: person.name, token, redeem: await redeem(person) });
    await ann.write('invite', { token: made.token, uses: 1, expires: TEST_START * 2 });
    await ann.write('invite', { token: expired.token, uses: 5, expires: ann.clock.now + 500 });
    await ann.write('invite', { token: revoked.token, uses: 5, expires: TEST_START * 2 });
    await ann.write('revoke', { token: revoked.token });
    expect([await admit(bob, unknown), await admit(bob, expired), await admit(bob, revoked)]).to.deep.equal([false, false, false]);
    expect([await admit(bob, made), await admit(cem, made)]).to.deep.equal([true, false]);
    expect(ann.log.invites().get(made.token.toHex())?.used).to.equal(1);
    expect(await counts(ann, 'invite', { token: made.token, uses: 9, expires: TEST_START * 2 })).to.equal(false);
  });

  it('takes a token at its very last moment', async () => {
    const [ann, bob] = (await makePeople('Ann', 'Bob')) as [TestMember, TestMember];
    const { token, redeem } = await makeToken(1);
    await ann.write('invite', { token, uses: 1, expires: ann.clock.now + 2000 });
    expect(await counts(ann, 'admit', { pk: bob.key.pk, name: 'Bob', token, redeem: await redeem(bob) })).to.equal(true);
  });

  it('ends an invite with the membership of its maker', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const { token, redeem } = await makeToken(1);
    await bob.write('invite', { token, uses: 9, expires: TEST_START * 2 });
    ann.learn(bob);
    await ann.remove(bob);
    const again = (await makePeople('Bob under another key'))[0] as TestMember;
    expect(await counts(ann, 'admit', { pk: again.key.pk, name: 'Bob', token, redeem: await redeem(again) })).to.equal(false);
    expect([...ann.log.invites().values()][0]?.isEnded).to.equal(true);
    expect(cem.name).to.equal('Cem');
  });

  it('lets only admins invite and admit where the room says so, but anybody open to a token', async () => {
    const [ann, bob, cem, dan] = (await makePeople('Ann', 'Bob', 'Cem', 'Dan')) as Four;
    const { token, redeem } = await makeToken(1);
    await ann.admit(bob);
    await ann.write('settings', { admission: 'admins' });
    await ann.write('invite', { token, uses: 1, expires: TEST_START * 2 });
    bob.learn(ann);
    expect(await counts(bob, 'admit', { pk: cem.key.pk, name: 'Cem', token: null, redeem: null })).to.equal(false);
    expect(await counts(bob, 'invite', { token: (await makeToken(2)).token, uses: 1, expires: TEST_START * 2 })).to.equal(false);
    expect(await counts(bob, 'admit', { pk: dan.key.pk, name: 'Dan', token, redeem: await redeem(dan) })).to.equal(true);
  });

  it('voids what the removed wrote beside their removal', async () => {
    const [ann, bob, cem, dan] = (await makePeople('Ann', 'Bob', 'Cem', 'Dan')) as Four;
    await ann.admit(bob);
    await ann.admit(cem);
    converge(ann, bob, cem);
    await bob.text('before');
    ann.learn(bob);
    await bob.text('beside');
    await bob.admit(dan);
    dan.learn(bob);
    await dan.text('let in beside');
    cem.learn(dan);
    expect(cem.texts()).to.deep.equal(['before', 'beside', 'let in beside']);
    await ann.remove(bob);
    converge(ann, bob, cem, dan);
    for (const person of [ann, bob, cem, dan]) {
      expect(person.texts()).to.deep.equal(['before']);
      expect([person.stateOf(bob), person.stateOf(dan)]).to.deep.equal(['removed', 'none']);
    }
  });

  it('voids whole feeds that a removal does not list', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    await bob.text('one');
    ann.learn(bob);
    await ann.write('remove', { pk: bob.key.pk, heads: [] });
    expect(ann.texts()).to.deep.equal([]);
    expect(ann.log.timeline.length).to.equal(3);
  });

  it('lets the more senior of two who remove each other stay', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    await ann.promote(bob);
    await ann.promote(cem);
    converge(ann, bob, cem);
    // Cem cannot remove Bob, but Bob can remove Cem, who meanwhile removes nobody he may not.
    await cem.text('hello');
    await bob.remove(cem);
    await cem.remove(bob);
    converge(ann, bob, cem);
    expect([ann.stateOf(bob), ann.stateOf(cem)]).to.deep.equal(['admin', 'removed']);
    expect(cem.texts()).to.deep.equal([]);
  });

  it('undoes a removal by one who was removed beside it', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    await ann.promote(bob);
    converge(ann, bob, cem);
    await cem.text('hello');
    converge(ann, bob, cem);
    await bob.remove(cem);
    cem.learn(bob);
    expect(cem.stateOf(cem)).to.equal('removed');
    await ann.remove(bob);
    converge(ann, bob, cem);
    for (const person of [ann, bob, cem]) {
      expect([person.stateOf(bob), person.stateOf(cem)]).to.deep.equal(['removed', 'member']);
      expect(person.texts()).to.deep.equal(['hello']);
    }
  });

  it('decides the removal by the most senior first where each voids what the next did', async () => {
    const [ann, bob, cem, dan] = (await makeRoom('Ann', 'Bob', 'Cem', 'Dan')) as Four;
    for (const person of [bob, cem]) await ann.promote(person);
    converge(ann, bob, cem, dan);
    // All at once: Dan invites, Cem removes Dan, Bob removes Cem, Ann removes Bob. So Cem is in, and Dan is not.
    await dan.write('invite', { token: (await makeToken(1)).token, uses: 1, expires: TEST_START * 2 });
    await cem.remove(dan);
    await bob.remove(cem);
    await ann.remove(bob);
    converge(ann, bob, cem, dan);
    for (const person of [ann, bob, cem, dan]) {
      expect([person.stateOf(bob), person.stateOf(cem), person.stateOf(dan)]).to.deep.equal(['removed', 'admin', 'removed']);
      expect(person.log.invites().size).to.equal(0);
    }
  });

  it('lets a removal stand that was decided, even if what gave its author the right is void', async () => {
    const [ann, abe, bob, nan, zed] = (await makeRoom('Ann', 'Abe', 'Bob', 'Nan', 'Zed')) as Five;
    for (const person of [bob, nan]) await ann.promote(person);
    converge(ann, abe, bob, nan, zed);
    // Nan makes Abe, who came before Bob, an admin; Bob removes Nan beside that, and Abe Zed, who meanwhile invites.
    await nan.promote(abe);
    abe.learn(nan);
    await zed.write('invite', { token: (await makeToken(1)).token, uses: 1, expires: TEST_START * 2 });
    await abe.remove(zed);
    await bob.remove(nan);
    converge(ann, abe, bob, nan, zed);
    for (const person of [ann, abe, bob, nan, zed]) {
      expect([person.stateOf(abe), person.stateOf(nan), person.stateOf(zed)]).to.deep.equal(['member', 'removed', 'removed']);
    }
  });

  it('lets the first in order of two who admit the same person have let them in', async () => {
    const [ann, bob, cem] = (await makePeople('Ann', 'Bob', 'Cem')) as Three;
    await ann.admit(bob);
    bob.learn(ann);
    await bob.admit(cem);
    await ann.admit(cem);
    converge(ann, bob);
    expect([ann, bob].map((person) => person.log.members().get(cem.pkHex)?.admittedByPkHex)).to.deep.equal([bob.pkHex, bob.pkHex]);
  });

  it('says of who came by a token that its maker let them in, whoever answered it', async () => {
    const [ann, bob, cem] = (await makePeople('Ann', 'Bob', 'Cem')) as Three;
    const { token, redeem } = await makeToken(1);
    await ann.admit(bob);
    bob.learn(ann);
    await bob.write('invite', { token, uses: 1, expires: TEST_START * 2 });
    ann.learn(bob);
    await ann.write('admit', { pk: cem.key.pk, name: 'Cem', token, redeem: await redeem(cem) });
    converge(ann, bob);
    expect([ann, bob].map((person) => person.log.members().get(cem.pkHex)?.admittedByPkHex)).to.deep.equal([bob.pkHex, bob.pkHex]);
  });

  it('lets the removed in again, and keeps void what was', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    await bob.text('before');
    ann.learn(bob);
    await ann.remove(bob);
    await bob.text('beside');
    await ann.admit(bob);
    converge(ann, bob);
    await bob.text('after');
    converge(ann, bob);
    expect(ann.texts()).to.deep.equal(['before', 'after']);
    expect(ann.stateOf(bob)).to.equal('member');
    expect(ann.log.members().get(bob.pkHex)?.admittedByPkHex).to.equal(ann.pkHex);
  });

  it('does not let two who admit at once undo a removal', async () => {
    const [ann, bob, cem] = (await makePeople('Ann', 'Bob', 'Cem')) as Three;
    await ann.admit(bob);
    bob.learn(ann);
    await ann.admit(cem);
    await ann.remove(cem);
    // Bob knows of neither; his entry comes later in order than the removal.
    await bob.admit(cem);
    converge(ann, bob);
    expect([ann.stateOf(cem), bob.stateOf(cem)]).to.deep.equal(['removed', 'removed']);
  });

  it('counts acts by what their author knew, not by what came to pass beside them', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    await ann.promote(bob);
    bob.learn(ann);
    await ann.write('role', { pk: bob.key.pk, role: 'member' });
    await bob.write('role', { pk: cem.key.pk, role: 'admin' });
    converge(ann, bob, cem);
    expect([ann.stateOf(bob), ann.stateOf(cem)]).to.deep.equal(['member', 'admin']);
    expect(await counts(bob, 'role', { pk: cem.key.pk, role: 'member' })).to.equal(false);
  });

  it('keeps control kinds of a newer version without letting them mean anything', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const last = bob.log.heads()[0];
    const entry = await handMadeEntry(bob.key, {
      kind: 11,
      parents: last === undefined ? [] : [last.id],
      time: TEST_START + 60_000,
      payloadBytes: utf8Bytes(`{"pk":"${base64UrlOf(ann.key.pk)}"}`),
    });
    expect(addTo(ann.log, entry)).to.equal('added');
    expect(ann.log.timeline.slice(0, 9).at(-1)?.idText).to.equal(entry.idText);
    expect(ann.log.graph.get(entry.idText)?.entry.payload).to.equal(null);
    expect(ann.stateOf(ann)).to.equal('founder');
  });

  it('names people as they last called themselves', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    expect([nameIn(ann, bob), nameIn(ann, ann)]).to.deep.equal(['Bob', 'Ann']);
    await bob.write('profile', { name: 'Bobby' });
    const last = await bob.write('profile', { name: 'Rob' });
    ann.learn(bob);
    expect(nameIn(ann, bob)).to.equal('Rob');
    await bob.write('erase', { entry: last.id });
    ann.learn(bob);
    expect(nameIn(ann, bob)).to.equal('Bobby');
    await ann.write('remove', { pk: bob.key.pk, heads: [] });
    expect(nameIn(ann, bob)).to.equal('Bob');
    expect(nameIn(cem, bob)).to.equal('Bob');
  });
});
