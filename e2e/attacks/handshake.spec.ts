/**
 * Whoever holds an invite, or once did, at Ana's door: every way to begin a handshake that docs/PROTOCOL.md section 7 does not know. She closes without a
 * word, and goes on talking with Ben. What may mean somebody in between is said on her screen until a link succeeds.
 */
import { expect, test } from '@playwright/test';
import { flipped, fromHex, join } from './kit/bytes.js';
import { TYPE, seal, writeAuth } from './kit/frames.js';
import { nextOf, handshakeOn, linkAsI } from './kit/link.js';
import { Handshake, linkPrologue } from './kit/noise.js';
import { NOT_CANONICAL, SMALL_U, random, sign } from './kit/primitives.js';
import { writeKnock } from './kit/room-frames.js';
import { fingerprint, newIdentity } from './kit/room.js';
import { Stage, expectAlive, expectSilence, forEach, upTo } from './kit/stage.js';

let stage: Stage;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
});
test.afterAll(() => stage.close());

const eve = newIdentity();
const VERSION = Uint8Array.of(1);
const TAMPERING = /may be tampering/iu;

test('a wrong room secret', async () => {
  const bound = await stage.dial(eve);
  const handshake = new Handshake(linkPrologue({ rid: stage.room.rid, ...bound.binding }), random(32));
  await bound.channel.send(join(VERSION, handshake.write1()));
  await expectSilence(bound);
  await expect(stage.ana.page.getByRole('alert').filter({ hasText: TAMPERING })).toBeVisible();
});

test('a prologue of another room, other ids or other certificates', async () => {
  const other = [{ rid: random(16) }, { idI: stage.room.lobby }, { idR: stage.room.lobby }, { dtlsI: random(32) }, { dtlsR: random(32) }];
  await forEach(other, async (changes) => {
    const bound = await stage.dial(eve);
    const prologue = linkPrologue({ rid: stage.room.rid, ...bound.binding, ...changes });
    await bound.channel.send(join(VERSION, new Handshake(prologue, stage.room.psk).write1()));
    await expectSilence(bound, Object.keys(changes).join());
  });
});

test('ephemeral keys of small order, or not canonical, in message 1', async () => {
  await forEach([...SMALL_U, ...NOT_CANONICAL], async (e, i) => {
    const bound = await stage.dial(eve);
    const handshake = new Handshake(linkPrologue({ rid: stage.room.rid, ...bound.binding }), stage.room.psk, random(32), e);
    await bound.channel.send(join(VERSION, handshake.write1()));
    await expectSilence(bound, `key ${String(i)}`);
  });
});

test('message 1 with any byte changed', async () => {
  await forEach(upTo(49), async (at) => {
    const bound = await stage.dial(eve);
    await bound.channel.send(flipped(join(VERSION, handshakeOn(bound, stage.room).write1()), at, at % 8));
    await expectSilence(bound, `byte ${String(at)}`);
  });
});

test('message 1 cut short, made longer, empty, or a text', async () => {
  await forEach([0, 1, 32, 48, 50, 512, 513, 65_536], async (length) => {
    const bound = await stage.dial(eve);
    const right = join(VERSION, handshakeOn(bound, stage.room).write1());
    await bound.channel.send(join(right, new Uint8Array(65_536)).slice(0, length));
    await expectSilence(bound, `${String(length)} bytes`);
  });
  const bound = await stage.dial(eve);
  await bound.channel.sendText('hello');
  await expectSilence(bound);
});

test('message 1 of another channel, and message 1 twice', async () => {
  const first = await stage.dial(eve);
  const message1 = join(VERSION, handshakeOn(first, stage.room).write1());
  await first.channel.send(message1);
  await nextOf(first);
  const second = await stage.dial(eve);
  await second.channel.send(message1);
  await expectSilence(second, 'replayed');
  await first.channel.send(message1);
  await expectSilence(first, 'twice');
});

test('message 2 sent back in the place of AUTH, and Ana’s AUTH in the place of one’s PING', async () => {
  const bound = await stage.dial(eve);
  await bound.channel.send(join(VERSION, handshakeOn(bound, stage.room).write1()));
  await bound.channel.send(await nextOf(bound));
  await expectSilence(bound, 'message 2');

  const link = await stage.dialToAuth(eve);
  await link.bound.channel.send(link.sealAuth());
  await link.bound.channel.send(await nextOf(link.bound));
  await expectSilence(link.bound, 'AUTH');
});

test('AUTH with any byte changed', async () => {
  // Every byte of header, length and tag; of data and padding every fourth.
  await forEach(
    upTo(284).filter((at) => at < 16 || at >= 268 || at % 4 === 0),
    async (at) => {
      const link = await stage.dialToAuth(eve);
      await link.bound.channel.send(flipped(link.sealAuth(), at, at % 8));
      await expectSilence(link.bound, `byte ${String(at)}`);
    },
  );
});

test('AUTH cut short, made longer, or with data of another length', async () => {
  await forEach([0, 12, 283, 285, 540, 65_536], async (length) => {
    const link = await stage.dialToAuth(eve);
    await link.bound.channel.send(join(link.sealAuth(), new Uint8Array(65_536)).slice(0, length));
    await expectSilence(link.bound, `${String(length)} bytes`);
  });
  await forEach([0, 44, 107, 109, 252], async (length) => {
    const link = await stage.dialToAuth(eve);
    const data = join(writeAuth(eve, 'I', link.first.h), new Uint8Array(252)).slice(0, length);
    await link.bound.channel.send(link.seal(TYPE.AUTH, data));
    await expectSilence(link.bound, `${String(length)} bytes of data`);
  });
});

test('AUTH in the other role, over another link’s h, signed by another, or of somebody whose id this is not', async () => {
  const mallory = newIdentity();
  const forgeries: readonly ((h: Uint8Array) => Uint8Array)[] = [
    (h) => writeAuth(eve, 'R', h),
    () => writeAuth(eve, 'I', random(32)),
    (h) =>
      join(
        writeAuth(eve, 'I', h).slice(0, 44),
        sign(mallory.seed, 'parley/1 auth', new Uint8Array(1), h, writeAuth(eve, 'I', h).slice(0, 44)),
      ),
    (h) => join(eve.pk, writeAuth(mallory, 'I', h).slice(32)),
    (h) => writeAuth(mallory, 'I', h),
    (h) => join(stage.room.founder, writeAuth(eve, 'I', h).slice(32)),
    (h) => join(eve.pk, random(8), writeAuth(eve, 'I', h).slice(40)),
    () => join(fromHex(`01${'00'.repeat(31)}`), eve.run, new Uint8Array(4), fromHex(`01${'00'.repeat(63)}`)),
  ];
  await forEach(forgeries, async (forge, i) => {
    const link = await stage.dialToAuth(eve);
    await link.bound.channel.send(link.seal(TYPE.AUTH, forge(link.first.h)));
    await expectSilence(link.bound, `forgery ${String(i)}`);
  });
});

test('AUTH with a key of small order, for which anybody can sign, from the id that belongs to it', async () => {
  const [one, zeros] = [fromHex(`01${'00'.repeat(31)}`), new Uint8Array(32)];
  await forEach([one, fromHex(`ee${'ff'.repeat(30)}7f`), fromHex(`01${'00'.repeat(30)}80`)], async (pk, i) => {
    const nobody = { ...newIdentity(), pk, fp: fingerprint(pk) };
    const link = await stage.dialToAuth(nobody);
    // R is the neutral element and S is zero: that fits whatever was signed.
    await link.bound.channel.send(link.seal(TYPE.AUTH, join(pk, nobody.run, new Uint8Array(4), one, zeros)));
    await expectSilence(link.bound, `key ${String(i)}`);
  });
});

test('the AUTH of an earlier link, byte for byte', async () => {
  const earlier = await stage.dialToAuth(eve);
  const auth = earlier.sealAuth();
  const link = await stage.dialToAuth(eve);
  await link.bound.channel.send(auth);
  await expectSilence(link.bound);
  await earlier.bound.channel.close();
});

test('something else than AUTH in its place, or AUTH with another number or epoch', async () => {
  const headers = [
    { type: TYPE.PING, epoch: 0, n: 0 },
    { type: TYPE.KNOCK, epoch: 0, n: 0 },
    { type: TYPE.AUTH, epoch: 0, n: 1 },
    { type: TYPE.AUTH, epoch: 1, n: 0 },
  ];
  await forEach(headers, async (header) => {
    const link = await stage.dialToAuth(eve);
    await link.bound.channel.send(seal(link.first.keyI, header, writeAuth(eve, 'I', link.first.h)));
    await expectSilence(link.bound, JSON.stringify(header));
  });
});

test('something else than PING after AUTH: no link, and nothing of it is taken', async () => {
  const first = [TYPE.KNOCK, TYPE.HAVE, TYPE.PONG, TYPE.AUTH, TYPE.REKEY, TYPE.CLOSE, 0x80];
  await forEach(first, async (type) => {
    const stranger = newIdentity();
    const link = await stage.dialToAuth(stranger);
    await link.bound.channel.send(link.sealAuth());
    await nextOf(link.bound);
    await link.send(type, type === TYPE.KNOCK ? writeKnock('Eve') : new Uint8Array(1));
    await expectSilence(link.bound, `type ${String(type)}`);
  });
  await expect(stage.ana.page.getByRole('dialog')).toHaveCount(0);
});

test('unknown bits of caps harm nobody', async () => {
  const stranger = newIdentity();
  const link = await stage.dialToAuth(stranger);
  await link.bound.channel.send(link.seal(TYPE.AUTH, writeAuth(stranger, 'I', link.first.h, fromHex('ffffffff'))));
  link.takeAuth((await link.take()).data);
  await expectAlive(link);
});

test('after all that, an honest handshake, and Ana and Ben hear each other', async () => {
  const link = await linkAsI(await stage.dial(eve), stage.room, eve);
  await expectAlive(link);
  await expect(stage.ana.page.getByRole('alert').filter({ hasText: TAMPERING })).toHaveCount(0);
  await stage.expectUnharmed();
});
