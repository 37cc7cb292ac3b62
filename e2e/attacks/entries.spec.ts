/**
 * A member who was let in as anybody is, and gives Ana entries that docs/PROTOCOL.md sections 13 to 16 do not allow: what does not verify ends the link and
 * is said on screen, what can never count is left out, and nobody sees any of it.
 */
import { expect, test } from '@playwright/test';
import { message, person } from '../support/steps.js';
import { Attacker, endOf } from './kit/attacker.js';
import { join, lp, utf8 } from './kit/bytes.js';
import { KIND, signEntry, writePayload } from './kit/entries.js';
import type { Entry } from './kit/entries.js';
import { TYPE } from './kit/frames.js';
import { random } from './kit/primitives.js';
import { writePush } from './kit/room-frames.js';
import { newIdentity, redeem, tokenKey } from './kit/room.js';
import { Stage } from './kit/stage.js';

let stage: Stage;
let kim: Attacker;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
  const { member, talk } = await stage.member('Kim');
  await talk.link.bound.channel.close();
  kim = new Attacker(stage, member);
});
test.afterAll(() => stage.close());

const NOT_SIGNED = /not signed by the person it claims to be from/iu;
const NOT_READ = /cannot read/iu;
const TOO_LARGE = /larger than Parley allows/iu;
const ERASED = { salt: new Uint8Array(16), payload: new Uint8Array() };
const mallory = newIdentity();

/** Each ends the link as told, and all of them are said on screen in these words. */
async function expectRefused(
  attacks: Readonly<Record<string, readonly Entry[]>>,
  outcome: number | 'silence',
  words: RegExp,
): Promise<void> {
  for (const [what, entries] of Object.entries(attacks)) expect(await kim.push(...entries), what).toBe(outcome);
  await expect(stage.ana.page.getByRole('alert').filter({ hasText: words }).first()).toBeVisible();
  await expectNothingForged();
}

/** None ends the link, and nothing of them counts. */
async function expectLeftOut(attacks: Readonly<Record<string, readonly Entry[]>>): Promise<void> {
  for (const [what, entries] of Object.entries(attacks)) expect(await kim.push(...entries), what).toBe('goes on');
  await expectNothingForged();
}

async function expectNothingForged(): Promise<void> {
  for (const { page } of [stage.ana, stage.ben]) await expect(page.getByText('FORGED')).toHaveCount(0);
}

test('an entry that is not signed by its author, or not as it was signed', async () => {
  const covered = kim.text('FORGED');
  const cover = kim.text('FORGED', { seq: 1, prev: covered.id });
  const unsigned = { ...covered, sig: new Uint8Array(64) };
  await expectRefused(
    {
      'by another key': [kim.text('FORGED', {}, mallory.seed)],
      'in the name of Ana': [kim.text('FORGED', { pk: stage.room.founder })],
      'for another room': [kim.text('FORGED', { rid: random(16) })],
      'of another payload': [{ ...kim.text('FORGED'), payload: writePayload({ text: 'FORGED too' }) }],
      'with another salt': [{ ...kim.text('FORGED'), salt: random(16) }],
      unsigned: [unsigned],
      'covered by an entry of another feed': [unsigned, cover],
      'covered by somebody else': [
        unsigned,
        kim.text('FORGED', { pk: mallory.pk, feed: covered.feed, seq: 1, prev: covered.id }, mallory.seed),
      ],
      'the right one beside a wrong one': [kim.text('FORGED'), kim.text('FORGED', {}, mallory.seed)],
    },
    0,
    NOT_SIGNED,
  );
});

test('an entry whose payload is none of its kind', async () => {
  const payloads: readonly (string | Uint8Array)[] = [
    '{"text":',
    '["FORGED"]',
    '{}',
    '{"text":""}',
    '{"text":7}',
    '{"text":null}',
    '{"text":"FORGED \\ud800"}',
    '\u{FEFF}{"text":"FORGED"}',
    join('{"text":"FORGED ', Uint8Array.of(0xff), '"}'),
    '{"text":"FORGED","re":"AAAA"}',
  ];
  const attacks = Object.fromEntries(
    payloads.map((payload, i) => [`payload ${String(i)}`, [kim.entry(KIND.text, typeof payload === 'string' ? utf8(payload) : payload)]]),
  );
  attacks['an admit of half a token'] = [kim.entry(KIND.admit, { pk: mallory.pk, name: 'FORGED', token: random(32) })];
  attacks['an admit of nobody'] = [kim.entry(KIND.admit, { pk: random(31), name: 'FORGED' })];
  attacks['a control entry without payload'] = [{ ...kim.entry(KIND.leave, {}), ...ERASED }];
  attacks['kind 0'] = [kim.entry(0, { text: 'FORGED' })];
  await expectRefused(attacks, 0, NOT_READ);
});

test('an entry whose parents are zeros, in no order, twice, or its own prev', async () => {
  const [low, high] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const orders = { zeros: [new Uint8Array(32)], 'in no order': [high, low], twice: [low, low] };
  const attacks = Object.fromEntries(Object.entries(orders).map(([what, parents]) => [what, [kim.text('FORGED', { parents })]]));
  attacks['its own prev'] = [kim.text('FORGED', { seq: 1, prev: low, parents: [low] })];
  attacks['a prev at the beginning'] = [kim.text('FORGED', { prev: low })];
  attacks['no prev later'] = [kim.text('FORGED', { seq: 1 })];
  await expectRefused(attacks, 0, NOT_READ);
});

test('an entry that is larger than any', async () => {
  const parents = Array.from({ length: 9 }, (_, i) => new Uint8Array(32).fill(i + 1));
  await expectRefused({ text: [kim.text('x'.repeat(12_278))], parents: [kim.text('FORGED', { parents })] }, 'silence', TOO_LARGE);
  await expectLeftOut({ 'the largest there is': [kim.text('x'.repeat(12_277))] });
});

test('an entry that can never count, or not yet: out of its feed, without a past, from tomorrow, of nobody in the room', async () => {
  const other = kim.member.log.entries()[0];
  const first = kim.text('a first one');
  const skipping = kim.text('FORGED', { feed: first.feed, seq: 2, prev: first.id });
  const body = kim.member.log.nextBody(mallory, random(8), KIND.text);
  await expectLeftOut({
    'prev that nobody has': [kim.text('FORGED', { seq: 1, prev: random(32) })],
    'prev of somebody else': [kim.text('FORGED', { seq: 1, prev: other?.id ?? random(32), parents: [] })],
    'a seq left out': [first, skipping],
    'without a past': [kim.text('FORGED', { parents: [] })],
    'an hour ahead': [kim.text('FORGED', { time: Date.now() + 3_600_000 })],
    'as late as there is': [kim.text('FORGED', { time: 2 ** 48 - 1 })],
    'of nobody in the room': [signEntry(mallory.seed, body, writePayload({ text: 'FORGED' }))],
    'a message without its text': [{ ...kim.text('FORGED'), ...ERASED }],
  });
});

test('acts that a plain member has no right to', async () => {
  const { pk } = kim.member.identity;
  const ben = kim.member.log.entries().find(({ kind }) => kind === KIND.admit) as Entry;
  const written = stage.ana.page.getByRole('log', { name: 'Messages' });
  await expectLeftOut({
    'a second create': [kim.entry(KIND.create, { name: 'FORGED', by: 'Kim' }, { parents: [] })],
    'removing Ana': [kim.entry(KIND.remove, { pk: stage.room.founder, heads: [] })],
    'becoming an admin': [kim.entry(KIND.role, { pk, role: 'admin' })],
    settings: [kim.entry(KIND.settings, { admission: 'admins' })],
    timer: [kim.entry(KIND.timer, { hours: 1 })],
    'erasing the admit of Ben': [kim.entry(18, { entry: ben.id })],
  });
  await expect(person(stage.ben.page, 'Ana')).toBeVisible();
  await expect(written.getByText(/disappear/iu)).toHaveCount(0);
  await stage.expectUnharmed(3);
});

test('changing and erasing what Ana wrote', async () => {
  await stage.expectUnharmed(3);
  const { member } = kim;
  const talk = member.talk(await kim.link());
  await expect.poll(() => member.texts().some((text) => text.startsWith('Ana is well'))).toBe(true);
  await talk.link.bound.channel.close();
  const hers = member.log
    .entries()
    .findLast((entry) => entry.kind === KIND.text && Buffer.compare(entry.pk, stage.room.founder) === 0) as Entry;
  const { text } = JSON.parse(Buffer.from(hers.payload).toString()) as { readonly text: string };
  await expectLeftOut({
    edit: [kim.entry(19, { entry: hers.id, text: 'FORGED' })],
    erase: [kim.entry(18, { entry: hers.id })],
  });
  for (const { page } of [stage.ana, stage.ben]) await expect(message(page, text)).toHaveCount(1);
});

test('an admit with a token that was redeemed for another', async () => {
  const token = random(16);
  const invite = kim.entry(KIND.invite, { token: tokenKey(token).pk, uses: 5, expires: Date.now() + 3_600_000 });
  expect(await kim.push(invite)).toBe('goes on');
  const stolen = redeem(token, stage.room.rid, newIdentity().pk);
  const fields = { pk: mallory.pk, name: 'FORGED', token: tokenKey(token).pk, redeem: stolen };
  await expectRefused({ 'an admit': [kim.entry(KIND.admit, fields, { parents: [invite.id] })] }, 0, NOT_SIGNED);
  await expect(stage.ana.page.getByRole('list', { name: 'People' }).getByText('FORGED')).toHaveCount(0);
});

test('a proof of a fork that proves none', async () => {
  const [one, another] = [kim.text('FORGED'), kim.text('FORGED')];
  const branch = ({ bodyBytes, sig }: Entry): Uint8Array => join(lp(bodyBytes), sig);
  for (const pair of [
    [one, one],
    [one, another],
    [{ ...one, sig: random(64) }, another],
  ] as const) {
    const link = await kim.link();
    await link.send(TYPE.FORK, join(Uint8Array.of(0, 1), ...pair.map(branch)));
    expect(await endOf(link)).toBe(0);
  }
  await expect(person(stage.ana.page, 'Kim')).not.toContainText(/contradict/iu);
});

test('kinds that this Parley does not know are shown as something newer, and harm nobody', async () => {
  await expectLeftOut({ 'kind 200': [kim.entry(200, { text: 'FORGED' })] });
  await expect(stage.ana.page.getByText(/newer/iu).first()).toBeVisible();
});

test('two entries in one place: neither counts, and it is said of whom', async () => {
  const { member, talk } = await stage.member('Cem');
  await talk.link.bound.channel.close();
  const cem = new Attacker(stage, member);
  const feed = random(8);
  const link = await cem.link();
  await link.send(TYPE.PUSH, writePush(false, [cem.text('FORGED', { feed })]));
  await link.send(TYPE.PUSH, writePush(false, [cem.text('FORGED, too', { feed })]));
  for (const { page } of [stage.ana, stage.ben]) await expect(person(page, 'Cem')).toContainText(/contradict/iu, { timeout: 20_000 });
  await expectNothingForged();
  await link.bound.channel.close();
});

test('after all that, Ana and Ben hear each other', async () => {
  await stage.expectUnharmed(4);
});
