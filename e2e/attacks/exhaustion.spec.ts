/**
 * More of everything than anybody needs: frames, knocks, links, offers, counts, credit and entries. What Ana's page holds stays bounded, it answers meanwhile, and
 * honest people get through, then and afterwards. `PARLEY_FLOODS=full` (npm run test:nightly) tries the full numbers.
 */
import { expect, test } from '@playwright/test';
import { message, person, readInvite, say } from '../support/steps.js';
import { Attacker } from './kit/attacker.js';
import { hex, isSame, join, uint } from './kit/bytes.js';
import { NobodyThere, dial } from './kit/dialling.js';
import { LongFeed, manyFeeds } from './kit/flood.js';
import { TYPE } from './kit/frames.js';
import { ChannelClosed, linkAsI } from './kit/link.js';
import type { Link } from './kit/link.js';
import { METER, Meter } from './kit/meter.js';
import type { Cost } from './kit/meter.js';
import { Member } from './kit/member.js';
import { random } from './kit/primitives.js';
import { readHave, writeCounts, writeHave, writeKnock, writePeers, writePush, writeWant } from './kit/room-frames.js';
import type { FeedName } from './kit/room-frames.js';
import { newIdentity, readInvite as decodeInvite } from './kit/room.js';
import { Signalling } from './kit/signalling.js';
import { Stage, upTo } from './kit/stage.js';

const isFull = process.env['PARLEY_FLOODS'] === 'full';
/** So many, and so many in the long run. */
const many = (short: number, full: number): number => (isFull ? full : short);

const MIB = 1024 * 1024;
/** No page of a noisy machine is that slow unless it is busy with the attack. */
const GAP_MS = 2_000;
/** Who may be linked, or on the way to it, that is nobody Ana knows: at each of her two ids 8 who have not shown who they are; 20 at the door; 16 others. */
const STRANGERS = 2 * 8 + 20 + 16;
/** Links that are over are open for some seconds more, until the goodbye is there. */
const LEAVING = many(32, 128);
/** Whom Ana dials herself, since they were lost. */
const DIALS = 4;

let stage: Stage;
let meter: Meter;
let kim: Attacker;
let mia: Attacker;
let people = 4;
test.beforeAll(async () => {
  stage = await Stage.set({ initScript: METER });
  meter = new Meter(stage.ana);
  const come = async (name: string): Promise<Attacker> => {
    const { member, talk } = await stage.member(name);
    await talk.link.bound.channel.close();
    return new Attacker(stage, member);
  };
  kim = await come('Kim');
  mia = await come('Mia');
  await stage.expectUnharmed(people);
});
test.afterAll(() => stage.close());
test.describe.configure({ timeout: many(120_000, 1_800_000) });

/** Ana’s page answers a click, and she and Ben hear each other. */
async function expectAnswering(what: string, timeout = 20_000): Promise<void> {
  const { ana, ben } = stage;
  await say(ben.page, `Ben during ${what}`);
  await expect(message(ana.page, `Ben during ${what}`)).toBeVisible({ timeout });
  await say(ana.page, `Ana during ${what}`);
  await expect(message(ben.page, `Ana during ${what}`)).toBeVisible({ timeout });
  await ana.page.getByRole('button', { name: 'Invite', exact: true }).click({ timeout: 5_000 });
  await expect(ana.page.getByRole('dialog', { name: 'Invite' })).toBeVisible({ timeout: 5_000 });
  await ana.page.keyboard.press('Escape');
}

/** What an attack has cost is within these bounds. */
async function expectCheap(what: string, bounds: { readonly heap: number; readonly connections: number }): Promise<Cost> {
  const cost = await meter.cost();
  // What npm run test:nightly is asked for.
  if (isFull) console.log(what, cost);
  // Links that end take some seconds to do so.
  await expect.poll(async () => (await meter.cost()).heapGrowth, { timeout: 60_000, message: what }).toBeLessThan(bounds.heap);
  expect(cost.longestGapMs, what).toBeLessThan(GAP_MS);
  expect(cost.mostConnections, what).toBeLessThanOrEqual(bounds.connections + DIALS);
  return cost;
}

/** A link of somebody nobody knows, over an id at the server that is given back with the link. */
async function strangeLink(): Promise<{ readonly link: Link; end(): Promise<void> }> {
  const identity = newIdentity();
  const server = await Signalling.claim(stage.signalling.port, stage.room.peerId(identity.fp));
  try {
    const link = await linkAsI(await dial(server, stage.rtc, stage.anaId), stage.room, identity);
    return {
      link,
      end: async () => {
        server.close();
        await link.bound.channel.close();
      },
    };
  } catch (error) {
    server.close();
    throw error;
  }
}

/**
 * All that was sent over the link was taken: a PING after it is answered. Until then, while people talk, those of Ana are answered, too: a link that is silent is
 * dead for her, and of two to one installation she keeps the one that answers.
 */
async function expectAnswered(link: Link, talk: Promise<void> = Promise.resolve()): Promise<void> {
  const asked = random(8);
  const answering = async (): Promise<void> => {
    for (;;) {
      const { type, data } = await link.take(60_000);
      if (type === TYPE.PING) await link.send(TYPE.PONG, data);
      if (type === TYPE.PONG && isSame(data, asked)) return;
    }
  };
  await Promise.all([answering(), talk.then(async () => link.send(TYPE.PING, asked))]);
  await link.bound.channel.close();
}

/** Runs `work` so many times, six at a time: fewer than may wait at a door. Whoever finds it full, or is sent away, tries no more. */
async function crowd(count: number, work: (i: number) => Promise<void>): Promise<number> {
  let [begun, done] = [0, 0];
  const one = async (): Promise<void> => {
    while (begun < count) {
      try {
        await work(begun++);
        done += 1;
      } catch (error) {
        if (!(error instanceof ChannelClosed) && !(error instanceof NobodyThere)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, one));
  return done;
}

test('a hundred thousand frames on one link', async () => {
  const link = await kim.link();
  const [{ pk, feed } = { pk: random(32), feed: random(8) }] = kim.member.log.have();
  const own = [{ fp: kim.member.identity.fp, slot: 0 }];
  const kinds: readonly (readonly [number, () => Uint8Array])[] = [
    [TYPE.PONG, () => random(8)],
    [TYPE.STATUS, () => Uint8Array.of(2)],
    [TYPE.STATUS, () => Uint8Array.of(1)],
    [TYPE.ACK, () => writeCounts([{ pk, feed, count: 1 }])],
    [TYPE.READ, () => writeCounts([{ pk, feed, count: 1 }])],
    [TYPE.PEERS, () => writePeers(false, own)],
    [TYPE.PEERS, () => writePeers(true, own)],
    [TYPE.HAVE, () => writeHave(true, kim.member.log.have())],
    [TYPE.KNOCK, () => writeKnock('Kim')],
    [TYPE.SAS_CANCEL, () => Uint8Array.of(2)],
    [TYPE.WANT, () => writeWant(1, [])],
    [0x7f, () => new Uint8Array()],
    [0x80, () => new Uint8Array()],
  ];
  await meter.start();
  const before = await meter.connections();
  const pouring = (async () => {
    for (let i = 0; i < many(30_000, 100_000); i += 1_000) {
      const frames = upTo(1_000).map((at) => {
        const [type, make] = kinds[(i + at) % kinds.length] ?? [0x7f, random.bind(null, 0)];
        return link.seal(type, make());
      });
      await link.bound.channel.send(...frames);
    }
  })();
  await expectAnswering('frames');
  await pouring;
  await expectAnswered(link);
  await expectAnswering('frames, afterwards');
  // Of a frame nothing is kept.
  await expectCheap('frames', { heap: 4 * MIB, connections: before + 1 });
});

test('knocks by the thousand over few links, and over a new link each', async () => {
  const { ana } = stage;
  await meter.start();
  const before = await meter.connections();
  const knocker = await strangeLink();
  const count = many(2_000, 10_000);
  for (let i = 0; i < count; i += 1_000) {
    const frames = upTo(1_000).map((at) => knocker.link.seal(TYPE.KNOCK, writeKnock(`Knocker ${String(i + at)}`)));
    await knocker.link.bound.channel.send(...frames);
  }
  // One link knocks once.
  const dialogs = ana.page.getByRole('dialog', { name: /wants to join/u });
  await expect(ana.page.getByRole('dialog', { name: 'Knocker 0 wants to join' })).toBeVisible();
  await dialogs.getByRole('button', { name: 'Refuse' }).click();
  await expect(dialogs).toHaveCount(0);
  await knocker.end();

  const knocks = crowd(many(100, 10_000), async (i) => {
    const { link, end } = await strangeLink();
    try {
      await link.send(TYPE.KNOCK, writeKnock(`Crowd ${String(i)}`));
      // ANSWER 1, or CLOSE where twenty wait.
      await link.next();
      await link.send(TYPE.SAS_START);
      await link.next();
    } finally {
      await end();
    }
  });
  await say(stage.ben.page, 'Ben while somebody knocks');
  await expect(message(ana.page, 'Ben while somebody knocks')).toBeVisible();
  expect(await knocks).toBeGreaterThan(many(50, 5_000));
  await expect(ana.page.getByRole('dialog')).toHaveCount(0, { timeout: 30_000 });
  await expectAnswering('knocks');
  // Of a stranger who has gone nothing is kept: each link alone has 128 KiB of buffers.
  await expectCheap('knocks', { heap: 4 * MIB, connections: before + STRANGERS + LEAVING });
});

test('strangers with the room’s secret who come and stay are few at a time, and keep no newcomer out', async () => {
  const { ana, room } = stage;
  const { token } = decodeInvite(await readInvite(ana.page, { isTokenWanted: true }));
  await meter.start();
  const before = await meter.connections();
  const links: Link[] = [];
  const ends: (() => Promise<void>)[] = [];
  const come = crowd(many(80, 1_000), async (i) => {
    const { link, end } = await strangeLink();
    links.push(link);
    ends.push(end);
    // The kit's browser has no more connections than others. Whoever came first stays, at the door; so does who came last.
    if (ends.length > 200) await ends.splice(60, 1)[0]?.();
    // Every second one knocks.
    if (i % 2 === 0) await link.send(TYPE.KNOCK, writeKnock(`Stranger ${String(i)}`));
  });
  const dialog = ana.page.getByRole('dialog', { name: /wants to join/u });
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  const lea = new Member(room, newIdentity(), 'Lea', { token });
  const talk = lea.talk(await stage.link(lea.identity));
  await expect.poll(() => lea.isIn, { timeout: 30_000 }).toBe(true);
  people += 1;
  await talk.link.bound.channel.close();
  await come;
  await expectCheap('strangers', { heap: 24 * MIB, connections: before + 1 + STRANGERS + LEAVING });
  await expect.poll(() => meter.connections(), { timeout: 30_000 }).toBeLessThanOrEqual(before + 20 + 16 + DIALS);
  for (const end of ends) await end();
  await expect(ana.page.getByRole('dialog')).toHaveCount(0, { timeout: 30_000 });
  // Lea is new, and locks what they write.
  await stage.expectUnharmed(people);
  await expectAnswering('strangers');
  await expectCheap('strangers, gone', { heap: 4 * MIB, connections: before + 1 + STRANGERS + LEAVING });
});

test('a thousand offers of which nothing comes, and channels on which nobody says anything', async () => {
  const { ana, signalling, room, rtc } = stage;
  await meter.start();
  const before = await meter.connections();
  const described = rtc.newChannel();
  const sdp = await described.describe(null, 'x');
  const ids = await Promise.all(upTo(10).map(() => Signalling.claim(signalling.port, room.peerId(newIdentity().fp))));
  const offer = (server: Signalling | undefined, dst: string): void => {
    const connectionId = hex(random(12));
    const payload = {
      sdp: { type: 'offer', sdp },
      type: 'data',
      connectionId,
      label: connectionId,
      reliable: true,
      serialization: 'raw',
    } as const;
    server?.send({ type: 'OFFER', dst, payload });
  };
  for (const i of upTo(1_000)) offer(ids[i % ids.length], i % 2 === 0 ? stage.anaId : room.lobby);
  await expectAnswering('offers');
  await expectCheap('offers', { heap: 8 * MIB, connections: before + 16 });

  await expect.poll(() => meter.connections(), { timeout: 40_000 }).toBeLessThanOrEqual(before + DIALS);
  // As many at a time as may be, and more: nobody says anything on those that open.
  const opened = await crowd(many(60, 1_000), async () => {
    const server = await Signalling.claim(signalling.port, room.peerId(newIdentity().fp));
    try {
      await dial(server, rtc, stage.anaId);
    } finally {
      server.close();
    }
  });
  expect(opened).toBeGreaterThanOrEqual(8);
  await expectAnswering('silent channels');
  await expect.poll(() => meter.connections(), { timeout: 40_000 }).toBeLessThanOrEqual(before + DIALS);
  await expectCheap('silent channels', { heap: 8 * MIB, connections: before + 16 });
  for (const server of ids) server.close();
  await described.close();
  await expect(person(ana.page, 'Ben')).toBeVisible();
});

test('counts and lengths that nothing follows, and credit without end', async () => {
  const MOST = 2 ** 32 - 1;
  const { pk } = kim.member.identity;
  const [theirs = { pk, feed: random(8) }] = kim.member.log.have();
  const headers: Readonly<Record<string, (link: Link) => readonly Uint8Array[]>> = {
    'PUSH of 65,535': (link) => [link.seal(TYPE.PUSH, join(Uint8Array.of(0), uint(0xffff, 2)))],
    'PUSH of a body of 65,535 bytes': (link) => [link.seal(TYPE.PUSH, join(Uint8Array.of(0), uint(1, 2), uint(0xffff, 2)))],
    'FORK of 65,535': (link) => [link.seal(TYPE.FORK, uint(0xffff, 2))],
    'PEERS of 255': (link) => [link.seal(TYPE.PEERS, Uint8Array.of(0, 255))],
    'KNOCK with a name of 65,535 bytes': (link) => [link.seal(TYPE.KNOCK, uint(0xffff, 2))],
    'a frame whose data have 4 GiB': (link) => [link.seal(0x7f, new Uint8Array()).map((byte, at) => (at === 4 ? 0xff : byte))],
    'feeds of 2³² − 1 entries, 1,024 of them': (link) =>
      upTo(3).map((i) =>
        link.seal(
          TYPE.HAVE,
          writeHave(
            i === 2,
            upTo(400).map(() => ({ pk, feed: random(8), count: MOST, head: random(32) })),
          ),
        ),
      ),
    'acknowledging 2³² − 1': (link) => [link.seal(TYPE.ACK, writeCounts([{ ...theirs, count: MOST }]))],
    'everything wanted, with credit without end, again and again': (link) =>
      upTo(1_000).map(() => link.seal(TYPE.WANT, writeWant(MOST, [{ ...theirs, from: 0, to: MOST }], true))),
  };
  await meter.start();
  const before = await meter.connections();
  for (const [what, make] of Object.entries(headers)) {
    const link = await kim.link();
    await link.bound.channel.send(...make(link));
    await expectAnswering(what);
    await link.bound.channel.close();
  }
  await expectCheap('counts', { heap: 4 * MIB, connections: before + 2 });
});

/** How much of a feed Ana tells its author that she holds. */
async function heldOf({ pk, feed }: FeedName, who: Attacker): Promise<number> {
  const link = await who.link();
  let held = 0;
  for (let isLast = false; !isLast;) {
    const { type, data } = await link.next(30_000);
    if (type !== TYPE.HAVE) continue;
    const told = readHave(data);
    held = told.feeds.find((one) => isSame(one.pk, pk) && isSame(one.feed, feed))?.count ?? held;
    isLast = told.isLast;
  }
  await link.bound.channel.close();
  return held;
}

test('a feed that is poured in without having been asked for', async () => {
  const flood = new LongFeed(kim.member, many(20_000, 100_000));
  await meter.start();
  const before = await meter.connections();
  const begun = Date.now();
  const link = await kim.link();
  const talk = kim.member.talk(link);
  const pouring = flood.pour(link);
  await expectAnswering('a flood', 60_000);
  await pouring;
  // More than the author may have at once is not read for ever.
  await talk.ended;
  const held = await heldOf(flood.head, kim);
  const refilled = 32 * ((Date.now() - begun) / 1_000);
  expect(held).toBeGreaterThan(4_000);
  expect(held).toBeLessThan(8_192 + refilled);
  // Some 2 KiB for each entry that is held.
  await expectCheap(`a flood, of which ${String(held)} are held`, { heap: 24 * MIB, connections: before + 2 });
  await expectAnswering('a flood, afterwards', 60_000);
});

test('a feed that is long already when Ana starts', async () => {
  const { ana } = stage;
  const history = new LongFeed(mia.member, many(5_000, 100_000));
  await ana.page.reload();
  await ana.page.getByRole('button', { name: 'Kitchen' }).first().click();
  await expect(person(ana.page, 'Ben')).toContainText(/connected/iu, { timeout: 30_000 });
  // Parley opens where one has not read yet; whoever writes is at the newest.
  await say(ana.page, 'Ana is back');
  await meter.start();
  const before = await meter.connections();
  const link = await mia.link();
  const serving = history.serve(link);
  await say(stage.ben.page, 'Ben while a history comes');
  await expect(message(ana.page, 'Ben while a history comes')).toBeVisible({ timeout: 60_000 });
  await serving;
  await link.bound.channel.close();
  expect(history.acked).toBe(history.count);
  await expectCheap('a history', { heap: many(16, 160) * MIB, connections: before + 1 });
  // What Ana writes builds on it, so Ben fetches it first.
  await expectAnswering('a history', many(60_000, 900_000));
});

test('feeds by the thousand, and each entry with as many parents as there can be', async () => {
  const entries = manyFeeds(mia.member, 1_000);
  await meter.start();
  const before = await meter.connections();
  const link = await mia.link();
  for (let at = 0; at < entries.length; at += 32) await link.send(TYPE.PUSH, writePush(false, entries.slice(at, at + 32)));
  await expectAnswered(link, expectAnswering('many feeds', 60_000));
  await expectCheap('many feeds', { heap: 16 * MIB, connections: before + 1 });
  const last = entries.at(-1) ?? { pk: random(32), feed: random(8) };
  await expect.poll(() => heldOf(last, mia), { timeout: 60_000 }).toBe(1);
});

test('after all that, Ana and Ben hear each other', async () => {
  await stage.expectUnharmed(people);
});
