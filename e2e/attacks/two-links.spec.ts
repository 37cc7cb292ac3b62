/**
 * Two links to one installation, and two installations of one identity, all at once (docs/PROTOCOL.md section 10): who dials Ana at the moment at which she
 * dials them. The link is kept on which both agree; nobody is taken for somebody who contradicts themselves, and nobody dials on and on.
 */
import { expect, test } from '@playwright/test';
import { acceptAll, message, person, say } from '../support/steps.js';
import { Decoy } from './kit/decoy.js';
import type { Bound } from './kit/dialling.js';
import { KIND } from './kit/entries.js';
import { TYPE } from './kit/frames.js';
import { linkAsR } from './kit/link.js';
import type { Link } from './kit/link.js';
import { Member } from './kit/member.js';
import type { Talk } from './kit/member.js';
import { newIdentity } from './kit/room.js';
import type { Identity } from './kit/room.js';
import { Stage } from './kit/stage.js';

let stage: Stage;
/** Over it Ana is told who is online. */
let tell: Link;
let people = 2;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
  tell = (await stage.member('Kim')).talk.link;
  people += 1;
});
test.afterAll(() => stage.close());

/** A member of this name, with no link, whom Ana dials under these slots when she is told of them. */
async function awayFrom(
  name: string,
  identity: Identity,
  slots: readonly number[],
): Promise<{ readonly member: Member; readonly decoy: Decoy }> {
  const { member, talk } = await stage.member(name, identity);
  people += 1;
  await acceptAll(stage.ana.page, people);
  await talk.link.send(TYPE.CLOSE, Uint8Array.of(0));
  await talk.ended;
  return { member, decoy: await Decoy.set(stage, identity, tell, slots) };
}

/** A link that Ana dials and one that they dial, neither knowing of the other; only the second counts yet. */
async function glare(identity: Identity, decoy: Decoy): Promise<{ readonly byAna: Link; readonly byThem: Link }> {
  const bound = await decoy.next();
  const byThem = await stage.link(identity);
  return { byAna: await linkAsR(bound, stage.room, identity), byThem };
}

/** Ana and this member hear each other over this talk, she calls them connected, and has dialled nobody once more. */
async function expectKept(talk: Talk, member: Member, decoy: Decoy): Promise<void> {
  const { page } = stage.ana;
  await say(page, `To ${member.name}, who stays`);
  await expect.poll(() => member.texts()).toContain(`To ${member.name}, who stays`);
  await member.say(KIND.text, { text: `I am ${member.name}` });
  await expect(message(page, `I am ${member.name}`)).toHaveCount(1);
  await expect(person(page, member.name)).toContainText('Connected now');
  await expect(page.getByText(/contradict/iu)).toHaveCount(0);
  expect(talk.closed).toBe(null);
  expect(decoy.isQuiet).toBe(true);
}

for (const isLower of [true, false]) {
  test(`of two links at once the one is kept that was dialled by the lower of the two, ${isLower ? 'them' : 'Ana'}, and the other is replaced`, async () => {
    const { member, decoy } = await awayFrom(isLower ? 'Lou' : 'Mia', stage.identityBeside(isLower), [0]);
    const { byAna, byThem } = await glare(member.identity, decoy);
    const talks = { byAna: member.talk(byAna), byThem: member.talk(byThem) };
    const [kept, other] = isLower ? [talks.byThem, talks.byAna] : [talks.byAna, talks.byThem];
    await other.ended;
    expect(other.closed).toBe(1);
    await expectKept(kept, member, decoy);
    await kept.link.bound.channel.close();
  });
}

/** Takes frames of a link on which nothing is answered, until CLOSE: its reason. */
async function reasonOfEnd(link: Link): Promise<number> {
  for (;;) {
    const { type, data } = await link.take();
    if (type === TYPE.CLOSE) return data[0] ?? -1;
  }
}

test('of two links at once the other is kept when the preferred one does not answer', async () => {
  const { member, decoy } = await awayFrom('Noa', stage.identityBeside(true), [0]);
  const { byAna, byThem } = await glare(member.identity, decoy);
  const kept = member.talk(byAna);
  expect(await reasonOfEnd(byThem)).toBe(1);
  await byThem.bound.channel.close();
  await expectKept(kept, member, decoy);
  await kept.link.bound.channel.close();
});

test('a third link takes the place of a second about which it is not decided yet', async () => {
  const { member, decoy } = await awayFrom('Pia', newIdentity(), [0]);
  const first = member.talk(await stage.link(member.identity));
  const second = await stage.link(member.identity);
  const third = member.talk(await stage.link(member.identity));
  expect(await reasonOfEnd(second)).toBe(1);
  await second.bound.channel.close();
  await first.ended;
  expect(first.closed).toBe(1);
  await expectKept(third, member, decoy);
  await third.link.bound.channel.close();
});

test('two installations of one person dial Ana and are dialled by her, all at once: a link to each is kept, and nobody contradicts themselves', async () => {
  const identity = newIdentity();
  const { member: first, decoy } = await awayFrom('Ole', identity, [0, 1]);
  const second = new Member(stage.room, newIdentity(identity.seed), 'Ole', { slot: 1 });
  second.log.take(first.log.entries());
  const bySlot = new Map<string, Bound>();
  while (bySlot.size < 2) {
    const bound = await decoy.next();
    bySlot.set(bound.binding.idR, bound);
  }
  const installations = [first, second];
  const talks = await Promise.all(
    installations.map(async (member) => {
      const dialled = linkAsR(bySlot.get(member.id) as Bound, stage.room, member.identity);
      const links = await Promise.all([dialled, stage.link(member.identity, { slot: member.slot })]);
      return links.map((link) => member.talk(link));
    }),
  );
  const { page } = stage.ana;
  for (const [i, pair] of talks.entries()) {
    await Promise.race(pair.map(({ ended }) => ended));
    expect(pair.map(({ closed }) => closed).toSorted(), `installation ${String(i)}`).toEqual([1, null]);
  }
  await say(page, 'To both of you');
  for (const [i, member] of installations.entries()) {
    await expect.poll(() => member.texts()).toContain('To both of you');
    await member.say(KIND.text, { text: `from installation ${String(i)}` });
    await expect(message(page, `from installation ${String(i)}`)).toHaveCount(1);
  }
  await expect(person(page, 'Ole')).toHaveCount(1);
  await expect(person(page, 'Ole')).toContainText('Connected now');
  for (const one of [stage.ana, stage.ben]) await expect(one.page.getByText(/contradict/iu)).toHaveCount(0);
  expect(talks.flat().filter(({ closed }) => closed === null)).toHaveLength(2);
  expect(decoy.isQuiet).toBe(true);
  for (const { link } of talks.flat()) await link.bound.channel.close();
});

test('after all that, Ana and Ben hear each other', async () => {
  await stage.expectUnharmed(people);
});
