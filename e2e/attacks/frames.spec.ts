/**
 * Somebody with the room's secret and a link to Ana: every frame that docs/PROTOCOL.md sections 8 and 9 do not allow ends it without a word, and every
 * one that is to be ignored changes nothing.
 */
import { expect, test } from '@playwright/test';
import { flipped, join, uint } from './kit/bytes.js';
import { TYPE, pad, seal, sealPlaintext, writeAuth } from './kit/frames.js';
import type { Header } from './kit/frames.js';
import type { Link } from './kit/link.js';
import { Handshake, rekeyPrologue } from './kit/noise.js';
import { SMALL_U, random } from './kit/primitives.js';
import { newIdentity } from './kit/room.js';
import { Stage, expectAlive, expectSilence, forEach, upTo } from './kit/stage.js';

let stage: Stage;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
});
test.afterAll(() => stage.close());

const EIGHT = new Uint8Array(8);

/** Each of these, sent as the first frame of a link of its own, ends it in silence. */
async function expectAllClose(attacks: Readonly<Record<string, (link: Link) => readonly Uint8Array[]>>): Promise<void> {
  await forEach(Object.entries(attacks), async ([what, make]) => {
    const link = await stage.link();
    await link.bound.channel.send(...make(link));
    await expectSilence(link.bound, what);
  });
}

/** A PING as it should be, but for these. */
function ping(link: Link, changes: Partial<Header> = {}, key = link.first.keyI): Uint8Array {
  const header = { version: 1, type: TYPE.PING, epoch: 0, n: link.sendN, ...changes };
  return sealPlaintext(key, header, pad(header.type, EIGHT));
}

test('a frame twice, left out, in another order, or with a number far ahead', async () => {
  await expectAllClose({
    'one that was taken before': (link) => [
      sealPlaintext(link.first.keyI, { version: 1, type: TYPE.PING, epoch: 0, n: 1 }, pad(TYPE.PING, EIGHT)),
    ],
    'the same number again, other data': (link) => [ping(link, { n: 1, type: TYPE.PONG })],
    'one left out': (link) => [ping(link, { n: link.sendN + 1 })],
    'two exchanged': (link) => [ping(link, { n: link.sendN + 1, type: TYPE.PONG }), ping(link)],
    'far ahead': (link) => [ping(link, { n: 2 ** 32 })],
    'further ahead': (link) => [ping(link, { n: 2 ** 53 })],
    'as far as there is': (link) => [ping(link, { n: 2 ** 64 - 2_048 })],
  });
});

test('a frame of another epoch, another direction, another key or another version', async () => {
  await expectAllClose({
    'epoch 1 without a rekey': (link) => [ping(link, { epoch: 1 })],
    'epoch 1 from 0': (link) => [ping(link, { epoch: 1, n: 0 })],
    'epoch 65,535': (link) => [ping(link, { epoch: 65_535, n: 0 })],
    'the key of the other direction': (link) => [ping(link, {}, link.first.keyR)],
    'a key of nobody': (link) => [ping(link, {}, random(32))],
    'version 0': (link) => [ping(link, { version: 0 })],
    'version 2': (link) => [ping(link, { version: 2 })],
  });
});

test('Ana’s own frames sent back to her', async () => {
  const link = await stage.link();
  await link.send(TYPE.PING, EIGHT);
  const pong = await link.bound.channel.incoming.next();
  await link.bound.channel.send(pong ?? new Uint8Array());
  await expectSilence(link.bound);
});

test('a frame with any byte changed', async () => {
  await forEach([...upTo(24), 100, 200, ...upTo(16).map((i) => 268 + i)], async (at) => {
    const link = await stage.link();
    await link.bound.channel.send(flipped(ping(link), at, at % 8));
    await expectSilence(link.bound, `byte ${String(at)}`);
  });
});

test('a frame cut short, empty, longer than any, or a text', async () => {
  await expectAllClose({
    empty: () => [new Uint8Array()],
    'a header and no more': (link) => [ping(link).slice(0, 12)],
    'half a tag': (link) => [ping(link).slice(0, 20)],
    'one byte less': (link) => [ping(link).slice(0, -1)],
    'one byte more': (link) => [join(ping(link), new Uint8Array(1))],
    'longer than a bulk frame': (link) => [seal(link.first.keyI, { type: 0x80, epoch: 0, n: link.sendN }, new Uint8Array(65_505))],
    'longer than a padded frame': (link) => [seal(link.first.keyI, { type: 0x7f, epoch: 0, n: link.sendN }, new Uint8Array(32_765))],
  });
  const link = await stage.link();
  await link.bound.channel.sendText('hello');
  await expectSilence(link.bound, 'a text');
});

test('padding that is not zero, too much of it, too little, or a length that is not there', async () => {
  const plain = (plaintext: Uint8Array, type: number = TYPE.PING) => {
    return (link: Link) => [sealPlaintext(link.first.keyI, { version: 1, type, epoch: 0, n: link.sendN }, plaintext)];
  };
  const right = pad(TYPE.PING, EIGHT);
  await expectAllClose({
    'first byte of padding': plain(flipped(right, 12)),
    'last byte of padding': plain(flipped(right, 255, 7)),
    'twice as much': plain(join(right, new Uint8Array(256))),
    none: plain(right.slice(0, 12)),
    'not a power of two': plain(join(right, new Uint8Array(4))),
    'no plaintext': plain(new Uint8Array()),
    'half a length': plain(new Uint8Array(2)),
    'a length beyond the end': plain(join(uint(253, 4), right.slice(4))),
    'a length of 2³² − 1': plain(join(uint(0xffff_ffff, 4), right.slice(4))),
    'bulk with padding': plain(right, 0x80),
    'bulk with less than it says': plain(join(uint(9, 4), EIGHT), 0x80),
  });
});

test('types that are reserved for the link', async () => {
  await forEach([0, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], async (type) => {
    const link = await stage.link();
    await link.send(type);
    await expectSilence(link.bound, `type ${String(type)}`);
  });
});

test('types that are reserved for later are ignored, and the link goes on', async () => {
  const link = await stage.link();
  for (const type of upTo(256)) {
    const isLater = (type > 0x13 && type < 0x20) || (type > 0x24 && type < 0x40) || type > 0x46;
    if (isLater) await link.bound.channel.send(link.seal(type, random(type)));
  }
  await expectAlive(link);
});

test('CLOSE with an unknown reason, or of another length; PING of another length', async () => {
  await expectAllClose({
    'reason 3': (link) => [link.seal(TYPE.CLOSE, Uint8Array.of(3))],
    'reason 255': (link) => [link.seal(TYPE.CLOSE, Uint8Array.of(255))],
    'no reason': (link) => [link.seal(TYPE.CLOSE, new Uint8Array())],
    'two reasons': (link) => [link.seal(TYPE.CLOSE, new Uint8Array(2))],
    'PING without data': (link) => [link.seal(TYPE.PING, new Uint8Array())],
    'PING of nine bytes': (link) => [link.seal(TYPE.PING, new Uint8Array(9))],
    'frames after CLOSE': (link) => [link.seal(TYPE.CLOSE, Uint8Array.of(0)), link.seal(TYPE.PING, EIGHT)],
  });
});

test('AUTH when none is due', async () => {
  await expectAllClose({
    again: (link) => [link.sealAuth()],
    'of another epoch': (link) => [seal(link.first.keyI, { type: TYPE.AUTH, epoch: 1, n: 0 }, writeAuth(link.identity, 'I', link.first.h))],
  });
});

test('REKEY twice, of another length, cut short, changed, or with a key of small order', async () => {
  const rekeys: Record<string, (link: Link) => readonly Uint8Array[]> = {
    twice: (link) => [link.seal(TYPE.REKEY, link.newRekey().write1()), link.seal(TYPE.REKEY, link.newRekey().write1())],
    short: (link) => [link.seal(TYPE.REKEY, link.newRekey().write1().slice(1))],
    long: (link) => [link.seal(TYPE.REKEY, join(link.newRekey().write1(), new Uint8Array(1)))],
    garbage: (link) => [link.seal(TYPE.REKEY, random(48))],
    'with the psk of the room': (link) => [link.seal(TYPE.REKEY, new Handshake(rekeyPrologue(link.first.h), stage.room.psk).write1())],
  };
  for (const at of [0, 15, 31, 32, 47])
    rekeys[`byte ${String(at)}`] = (link) => [link.seal(TYPE.REKEY, flipped(link.newRekey().write1(), at))];
  for (const [i, small] of SMALL_U.entries()) {
    rekeys[`key ${String(i)}`] = (link) => [link.seal(TYPE.REKEY, link.newRekey(random(32), small).write1())];
  }
  await forEach(Object.entries(rekeys), async ([what, make]) => {
    const link = await stage.link();
    await link.bound.channel.send(...make(link));
    if (what !== 'twice') return expectSilence(link.bound, what);
    // The answer to the first may come before the channel ends.
    for (let message; (message = await link.bound.channel.incoming.next(8_000)) !== null;) expect(message).toHaveLength(284);
    return link.bound.channel.close();
  });
});

test('a rekey that ends with the AUTH of another, of another start, over another h, or with frames of the epoch before', async () => {
  const mallory = newIdentity();
  const ends: Readonly<Record<string, (link: Link) => readonly Uint8Array[]>> = {
    'of another': (link) => [link.seal(TYPE.AUTH, writeAuth(mallory, 'I', link.secrets.h))],
    'of another start': (link) => [link.seal(TYPE.AUTH, writeAuth({ ...link.identity, run: random(8) }, 'I', link.secrets.h))],
    'other caps': (link) => [link.seal(TYPE.AUTH, writeAuth(link.identity, 'I', link.secrets.h, Uint8Array.of(0, 0, 0, 1)))],
    'over the first h': (link) => [link.seal(TYPE.AUTH, writeAuth(link.identity, 'I', link.first.h))],
    'as the other side': (link) => [link.seal(TYPE.AUTH, writeAuth(link.identity, 'R', link.secrets.h))],
    'no AUTH': (link) => [link.seal(TYPE.PING, EIGHT)],
  };
  await forEach(Object.entries(ends), async ([what, make]) => {
    const link = await stage.link();
    const handshake = link.newRekey();
    await link.send(TYPE.REKEY, handshake.write1());
    handshake.read2((await link.take()).data);
    Object.assign(link, { secrets: handshake.secrets(), epoch: 1, sendN: 0 });
    await link.bound.channel.send(...make(link));
    await expectSilence(link.bound, what);
  });
  const link = await stage.link();
  const before = { secrets: link.secrets, epoch: 0, sendN: link.sendN + 1 };
  await link.startRekey();
  await expect(link.next(1_500)).rejects.toThrow('nothing came');
  expect(link.epoch).toBe(1);
  Object.assign(link, before);
  await link.send(TYPE.PING, EIGHT);
  await expectSilence(link.bound, 'the epoch before');
});

test('PONGs that nobody waits for mean nothing, and more PINGs than can be answered end the link', async () => {
  const link = await stage.link();
  await link.bound.channel.send(...upTo(2_000).map(() => link.seal(TYPE.PONG, random(8))));
  await expectAlive(link);

  const flood = await stage.link();
  // A whole flood at once: each is answered, or the link is over. No memory grows.
  await flood.bound.channel.send(...upTo(1_500).map(() => flood.seal(TYPE.PING, EIGHT)));
  let answers = 0;
  for (let message; answers < 1_500 && (message = await flood.bound.channel.incoming.next()) !== null;)
    answers += Number(message.length === 284);
  expect(answers).toBeGreaterThan(0);
  await flood.bound.channel.close();
});

test('room frames and log frames of a form that is none', async () => {
  await expectAllClose({
    'HAVE without flags': (link) => [link.seal(TYPE.HAVE, new Uint8Array())],
    'HAVE with half a feed': (link) => [link.seal(TYPE.HAVE, new Uint8Array(40))],
    'HAVE of nothing of a feed': (link) => [link.seal(TYPE.HAVE, join(Uint8Array.of(1), new Uint8Array(76)))],
    'PUSH of nothing, as if of one': (link) => [link.seal(TYPE.PUSH, Uint8Array.of(0, 0, 1))],
    'PUSH of garbage': (link) => [link.seal(TYPE.PUSH, join(Uint8Array.of(0, 0, 1), random(400)))],
    'FORK of garbage': (link) => [link.seal(TYPE.FORK, join(Uint8Array.of(0, 1), random(400)))],
    'KNOCK without a name': (link) => [link.seal(TYPE.KNOCK, new Uint8Array(6))],
    'KNOCK with too long a name': (link) => [link.seal(TYPE.KNOCK, join(uint(65, 2), 'x'.repeat(65), new Uint8Array(4)))],
    'KNOCK with a control character': (link) => [link.seal(TYPE.KNOCK, join(uint(3, 2), 'a\nb', new Uint8Array(4)))],
    'KNOCK with half a token': (link) => [link.seal(TYPE.KNOCK, join(uint(1, 2), 'x', uint(32, 2), new Uint8Array(32), uint(0, 2)))],
    'KNOCK and more': (link) => [link.seal(TYPE.KNOCK, join(uint(1, 2), 'x', new Uint8Array(5)))],
  });
  await expect(stage.ana.page.getByRole('dialog')).toHaveCount(0);
});

test('after all that, Ana and Ben hear each other', async () => {
  await stage.expectUnharmed();
});
