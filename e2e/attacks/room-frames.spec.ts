/**
 * Newcomers who knock with what is not theirs, and a member who lies about who is online, what they hold and want, and in a comparison of emoji:
 * docs/PROTOCOL.md sections 11, 12, 17 and 19.
 */
import { expect, test } from '@playwright/test';
import { openVerify, person, readInvite } from '../support/steps.js';
import { Attacker, endOf } from './kit/attacker.js';
import { join, uint } from './kit/bytes.js';
import { KIND, signEntry, writePayload } from './kit/entries.js';
import { TYPE } from './kit/frames.js';
import { ChannelClosed } from './kit/link.js';
import type { Link } from './kit/link.js';
import type { Talk } from './kit/member.js';
import { random } from './kit/primitives.js';
import { writeCounts, writeHave, writeKnock, writePeers, writePush, writeWant } from './kit/room-frames.js';
import { newIdentity, readInvite as decodeInvite, redeem, tokenKey } from './kit/room.js';
import type { Signal } from './kit/signalling.js';
import { Stage, expectAlive, upTo } from './kit/stage.js';
import { commitment } from './kit/verification.js';

let stage: Stage;
let kim: Attacker;
let kimTalk: Talk;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
  const { member, talk } = await stage.member('Kim');
  kim = new Attacker(stage, member);
  kimTalk = talk;
});
test.afterAll(() => stage.close());

const mallory = newIdentity();

/** What Ana answers to a knock, and whether she ends the link then. */
async function knock(
  name: string,
  identity = newIdentity(),
  ...proof: readonly [] | readonly [Uint8Array, Uint8Array]
): Promise<readonly number[]> {
  const link = await stage.link(identity);
  await link.send(TYPE.KNOCK, writeKnock(name, ...proof));
  const { type, data } = await link.next();
  await link.bound.channel.close();
  return [type, ...data];
}

test('PEERS makes nobody dial who is no member', async () => {
  const server = await stage.serverOf(mallory);
  const offers: Signal[] = [];
  server.listen((signal) => offers.push(signal));
  const { member, talk } = await stage.member('Lea');
  await talk.link.bound.channel.close();
  let dials = 0;
  (await stage.serverOf(member.identity, 1)).listen(({ type }) => (dials += Number(type === 'OFFER')));
  const link = await kim.link();
  const named = [kim.member.identity, mallory].map(({ fp }) => ({ fp, slot: 0 }));
  await link.send(TYPE.PEERS, writePeers(false, [...named, { fp: member.identity.fp, slot: 1 }]));
  await expect.poll(() => dials, { timeout: 15_000 }).toBeGreaterThan(0);
  expect(offers.filter(({ type }) => type === 'OFFER')).toEqual([]);
  await link.bound.channel.close();
});

test('a token that is somebody else’s, of another room, unknown, or used up', async () => {
  const token = decodeInvite(await readInvite(stage.ana.page, { isTokenWanted: true })).token ?? new Uint8Array();
  const { pk } = tokenKey(token);
  const { rid } = stage.room;
  const [eve, fay] = [newIdentity(), newIdentity()];
  expect(await knock('Eve', eve, pk, redeem(token, rid, fay.pk)), 'of another').toEqual([TYPE.ANSWER, 6]);
  expect(await knock('Eve', eve, pk, redeem(token, random(16), eve.pk)), 'for another room').toEqual([TYPE.ANSWER, 6]);
  expect(await knock('Eve', eve, pk, random(64)), 'no signature').toEqual([TYPE.ANSWER, 6]);
  const unknown = random(16);
  expect(await knock('Eve', eve, tokenKey(unknown).pk, redeem(unknown, rid, eve.pk)), 'unknown').toEqual([TYPE.ANSWER, 7]);
  await expect(stage.ana.page.getByRole('list', { name: 'People' }).getByText('Eve')).toHaveCount(0);
  expect(await knock('Fay', fay, pk, redeem(token, rid, fay.pk)), 'their own').toEqual([TYPE.ANSWER, 2]);
  expect(await knock('Eve', eve, pk, redeem(token, rid, eve.pk)), 'used up').toEqual([TYPE.ANSWER, 5]);
  await expect(person(stage.ana.page, 'Fay')).toBeVisible();
});

test('somebody who is no member is told nothing of the room, whatever they ask, and is heard by nobody', async () => {
  const link = await stage.link();
  await link.send(TYPE.HAVE, writeHave(true, []));
  await link.send(
    TYPE.WANT,
    writeWant(
      1_024,
      kim.member.log.have().map(({ pk, feed, count }) => ({ pk, feed, from: 0, to: count })),
    ),
  );
  await link.send(TYPE.NEED, join(...kim.member.log.entries().map(({ id }) => id)));
  await link.send(TYPE.ACK, writeCounts(kim.member.log.have()));
  await link.send(TYPE.PEERS, writePeers(true, [{ fp: link.identity.fp, slot: 0 }]));
  await link.send(TYPE.SAS_START);
  const body = kim.member.log.nextBody(link.identity, random(8), KIND.text);
  await link.send(TYPE.PUSH, writePush(false, [signEntry(link.identity.seed, body, writePayload({ text: 'FORGED by a stranger' }))]));
  // Nothing but PONG and NEED may come: asking is no telling.
  await link.send(TYPE.PING, new Uint8Array(8));
  for (let frame; (frame = await link.take()).type !== TYPE.PONG;) expect(frame.type).toBe(TYPE.NEED);
  await kim.push(kim.text('a word among members'));
  await link.send(TYPE.PING, new Uint8Array(8));
  for (let frame; (frame = await link.take()).type !== TYPE.PONG;) expect([TYPE.NEED, TYPE.PING]).toContain(frame.type);
  await link.bound.channel.close();
});

test('PEERS that does not begin with its sender, or lies about slots, ends the link', async () => {
  const { fp } = kim.member.identity;
  const lies = {
    'slot 4': [{ fp, slot: 4 }],
    'another slot': [{ fp, slot: 1 }],
    'somebody else first': [{ fp: mallory.fp, slot: 0 }],
    nobody: [],
  };
  for (const [what, installations] of Object.entries(lies)) {
    const link = await kim.link();
    await link.send(TYPE.PEERS, writePeers(false, installations));
    expect(await endOf(link), what).toBe('silence');
  }
});

test('ANSWER and STATUS that nobody waits for change nothing, and end the link when they are malformed', async () => {
  for (const code of [1, 2, 3, 4, 5, 6, 7]) {
    const link = await kim.link();
    await link.send(TYPE.ANSWER, Uint8Array.of(code));
    await expectAlive(link);
  }
  for (const [type, data] of [
    [TYPE.ANSWER, Uint8Array.of(99)],
    [TYPE.ANSWER, new Uint8Array()],
    [TYPE.STATUS, new Uint8Array(2)],
  ] as const) {
    const link = await kim.link();
    await link.send(type, data);
    expect(await endOf(link)).toBe('silence');
  }
  await expect(person(stage.ana.page, 'Kim')).toBeVisible();
});

test('more feeds, wishes, questions or acknowledgements than there can be', async () => {
  const head = random(32);
  const feeds = upTo(400).map(() => ({ pk: random(32), feed: random(8), count: 1, head }));
  const floods: Readonly<Record<string, (link: Link) => readonly Uint8Array[]>> = {
    'feeds of nobody': (link) =>
      upTo(42).map((i) =>
        link.seal(
          TYPE.HAVE,
          writeHave(
            false,
            feeds.map((feed) => ({ ...feed, feed: join(uint(i, 4), feed.feed.slice(4)) })),
          ),
        ),
      ),
    'ids by the thousand': (link) => upTo(33).map(() => link.seal(TYPE.NEED, random(32 * 256))),
    'ids in one frame': (link) => [link.seal(TYPE.NEED, random(32 * 257))],
    'everything, again and again': (link) => [
      link.seal(TYPE.HAVE, writeHave(true, kim.member.log.have())),
      ...upTo(200).map(() =>
        link.seal(
          TYPE.WANT,
          writeWant(
            1_000_000,
            upTo(600).map(() => ({ ...first, from: 0, to: 1 })),
          ),
        ),
      ),
    ],
    'an empty range': (link) => [link.seal(TYPE.WANT, writeWant(1, [{ ...first, from: 1, to: 1 }]))],
    'nothing acknowledged': (link) => [link.seal(TYPE.ACK, writeCounts([{ ...first, count: 0 }]))],
  };
  const [{ pk, feed } = { pk: head, feed: head }] = kim.member.log.have();
  const first = { pk, feed };
  for (const [what, make] of Object.entries(floods)) {
    const link = await kim.link();
    await link.bound.channel.send(...make(link));
    const end = await endOf(link).catch((error: unknown) => `${what}: ${String(error)}`);
    expect(end, what).toBe('silence');
  }
});

test('a nonce of emoji that is not the one committed to: no emoji, and nobody is verified', async () => {
  const dialog = await openVerify(stage.ana.page, 'Kim');
  const talk = kim.member.talk(await kim.link());
  await dialog.getByRole('button', { name: /emoji/iu }).click();
  expect((await talk.comparison.next())?.type).toBe(TYPE.SAS_START);
  const { link } = talk;
  await link.send(TYPE.SAS_COMMIT, commitment(link.first.h, link.identity.fp, stage.anaFp, random(32)));
  expect((await talk.comparison.next())?.type).toBe(TYPE.SAS_NONCE);
  await link.send(TYPE.SAS_REVEAL, random(32));
  const cancel = await talk.comparison.next();
  expect([cancel?.type, ...(cancel?.data ?? [])]).toEqual([TYPE.SAS_CANCEL, 2]);
  await expect(dialog.getByRole('group', { name: 'Emoji' }).getByRole('listitem')).toHaveCount(0);
  await stage.ana.page.keyboard.press('Escape');
  await expect(person(stage.ana.page, 'Kim')).not.toContainText(/(?<!un|not )verified/iu);
  await link.bound.channel.close();
});

test('frames of a comparison that nobody has begun are answered with CANCEL, and show nothing', async () => {
  for (const type of [TYPE.SAS_COMMIT, TYPE.SAS_NONCE, TYPE.SAS_REVEAL]) {
    const talk = kim.member.talk(await kim.link());
    await talk.link.send(type, random(32));
    const cancel = await talk.comparison.next();
    expect([cancel?.type, ...(cancel?.data ?? [])]).toEqual([TYPE.SAS_CANCEL, 2]);
    await talk.link.bound.channel.close();
  }
  await expect(stage.ana.page.getByRole('dialog')).toHaveCount(0);
});

test('somebody who was removed gets the remove and CLOSE 2, and no link any more', async () => {
  const talk = kim.member.talk(await kim.link());
  await stage.ana.page.getByRole('button', { name: 'Remove Kim' }).click();
  await stage.ana.page.getByRole('dialog', { name: 'Remove Kim' }).getByRole('button', { name: 'Remove', exact: true }).click();
  await talk.ended.catch((error: unknown) => expect(error).toBeInstanceOf(ChannelClosed));
  expect(talk.closed).toBe(2);
  expect(kim.member.isIn).toBe(false);
  expect(kimTalk.closed).not.toBe(2);
  await stage.expectUnharmed(4);
  const link = await stage.link(newIdentity());
  await expectAlive(link);
  await expect(kim.link()).rejects.toBeInstanceOf(ChannelClosed);
  await expect(stage.ana.page.getByRole('list', { name: 'People' }).getByText('Kim', { exact: true })).toHaveCount(0);
});
